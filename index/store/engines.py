"""Opens the two kinds of database that we keep things in: a SQLite file, or a schema on a PostgreSQL server.

What SQLAlchemy is told of either, and what their drivers report, is known here and in `index.store.postgresql` alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sql

from index.errors import StoreError
from index.permissions import private_file, unwritable, write_refused

_REFUSED = {8, 14}  # SQLITE_READONLY and SQLITE_CANTOPEN, of whose extended codes they are the last byte
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}
_BESIDE = 65_536  # bytes that SQLite writes beside a database when it opens one
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: tables that are not ours


def open_engine(
    path: Path, server: str | None, schema: str, pragmas: Sequence[str], patience: float = 30.0, private: bool = False
) -> sql.Engine:
    """An engine in autocommit mode, in which `index.store.transactions` begins what must be done as one.

    Args:
        path: The SQLite file, made if need be.
        server: Address of the PostgreSQL database that is used in its place, like postgresql://user:password@host/name.
        schema: In that database, what takes the place of a file.
        pragmas: Of each of SQLite's connections.
        patience: Seconds to wait for another process that writes.
        private: Whether what is written may stand in no error, and so in no log.

    Raises:
        StoreError: The address is none, or what it takes to speak with such a server is not installed.
    """
    if server:
        return open_server(server, schema, patience, private)
    private_file(path)
    return file_engine(path, pragmas, patience, private)


def open_server(
    server: str, schema: str, patience: float = 30.0, private: bool = False, pool: int | None = None
) -> sql.Engine:
    """An engine on a schema of a PostgreSQL database; for the arguments and errors see `open_engine`.

    Args:
        server: Address of the database.
        schema: What takes the place of a file.
        patience: Seconds to wait for another process that writes.
        private: Whether what is written may stand in no error.
        pool: Connections that stay open; None: as many as a process needs that answers.
    """
    from index.store.postgresql import POOL, server_engine

    return server_engine(server, schema, patience, private, POOL if pool is None else pool)


def file_engine(path: Path, pragmas: Sequence[str], patience: float, private: bool = False) -> sql.Engine:
    """An engine on a SQLite file, which is made when it is first used.

    Args:
        path: The file.
        pragmas: Of each connection.
        patience: Seconds to wait for another process that writes.
        private: Whether what is written may stand in no error.
    """
    engine = sql.create_engine(
        _address(path), connect_args={"timeout": patience}, pool_use_lifo=True, hide_parameters=private
    )

    def prepare(connection: sql.engine.interfaces.DBAPIConnection, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    sql.event.listen(engine, "connect", prepare)
    _report_unwritable(engine, path)
    return engine


def only_readable(path: Path) -> bool:
    """Whether a SQLite file is whole, but SQLite can't write beside it: on a full disk, or in a read-only folder.

    Args:
        path: The file.
    """
    log = path.with_name(f"{path.name}-wal")
    if not path.exists() or (log.exists() and log.stat().st_size):  # its newest pages stand in the log
        return False
    return not os.access(path.parent, os.W_OK) or shutil.disk_usage(path.parent).free < _BESIDE


def reading_engine(path: Path) -> sql.Engine:
    """An engine on a SQLite file that nobody changes meanwhile, so that SQLite needs nothing beside it.

    Args:
        path: The file.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    engine = sql.create_engine(
        _address(path), creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False)
    )
    sql.event.listen(engine, "connect", _without_transactions)
    _report_unwritable(engine, path)
    return engine


def _without_transactions(connection: sql.engine.interfaces.DBAPIConnection, _: object) -> None:
    connection.isolation_level = None


def _address(path: Path) -> sql.URL:
    """The address of a file, whatever its name holds: written as text, it would end at a question mark."""
    return sql.URL.create("sqlite", database=str(path))


def _report_unwritable(engine: sql.Engine, path: Path) -> None:
    """Raise a `StoreError` that names the file or folder wherever SQLite may not write a database.

    Such a database is healthy, and must not be taken for a damaged one.
    """

    def report(context: sql.engine.ExceptionContext) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0)
        if code & 0xFF in _REFUSED and (refused := unwritable(path)):
            raise write_refused(refused) from context.original_exception

    sql.event.listen(engine, "handle_error", report)


def described(engine: sql.Engine) -> str:
    """What an engine leads to, as an error names it: a file, or a database with its server, without any password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    from index.store.postgresql import named

    return named(engine.url)


def unreadable(engine: sql.Engine, error: sql.exc.DatabaseError) -> StoreError:
    """The error for a database that can't be opened.

    Args:
        engine: The database.
        error: What was raised.
    """
    if engine.dialect.name == "sqlite":
        return unopened(Path(str(engine.url.database)), error.orig)
    reason = str(error.orig).strip().split("\n")[0]
    return StoreError(f"{described(engine)} can't be opened ({reason}); see the server's log")


def unopened(path: Path, error: BaseException | None) -> StoreError:
    """What to tell of a database that can't be opened or read: one that is healthy is not to be moved away.

    Args:
        path: Its file.
        error: SQLite's.
    """
    wrong = f"{path} can't be opened ({error})"
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its details
    if kind in _BUSY:
        return StoreError(f"{wrong}; another program has it, try again when that is done")
    if kind in _ROOM:
        return StoreError(f"{wrong}; the disk is full, or can't be read or written: make room, or see the system's log")
    if kind not in _DAMAGED:
        return StoreError(wrong)
    return StoreError(f"{wrong}; move it away, and restore the last backup")
