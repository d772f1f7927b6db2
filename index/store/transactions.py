"""Write transactions on SQLite: all or nothing, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql

from index.errors import StoreError
from index.permissions import unwritable, write_refused

_REFUSED = {8, 14}  # SQLITE_READONLY and SQLITE_CANTOPEN, of whose extended codes they are the last byte
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: tables that are not ours


def report_unwritable(engine: sql.Engine, path: Path) -> None:
    """Raise a `StoreError` that names the file or folder wherever SQLite may not write a database.

    Such a database is healthy, and must not be taken for a damaged one.

    Args:
        engine: The database.
        path: Its file.
    """

    def report(context: sql.engine.ExceptionContext) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0)
        if code & 0xFF in _REFUSED and (refused := unwritable(path)):
            raise write_refused(refused) from context.original_exception

    sql.event.listen(engine, "handle_error", report)


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


def close(engine: sql.Engine) -> None:
    """Close every connection, and leave the whole database in its one file.

    What is written goes to a file beside it first, the WAL. SQLite takes it over when the last connection of all
    processes is closed; one that is never closed, or a process that lives on, would leave a file without its newest
    pages, which may be all of them.

    Args:
        engine: The database; nothing is waited for, so that what another process still reads stays where it is.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    except (sql.exc.DatabaseError, StoreError):  # damaged or not to be written, which whoever used it was told
        pass
    engine.dispose()


@contextmanager
def writing(engine: sql.Engine) -> Iterator[sql.Connection]:
    """A write transaction on a connection of its own.

    Args:
        engine: Its connections are in SQLite's autocommit mode (`isolation_level = None`).

    Yields:
        The connection; what is done on it is committed at the end, or rolled back when an exception leaves the block.

    Raises:
        sqlalchemy.exc.OperationalError: Another process wrote for longer than the connection's busy timeout.
    """
    with engine.connect() as connection, transaction(connection):
        yield connection


@contextmanager
def transaction(connection: sql.Connection) -> Iterator[None]:
    """The same on a connection that is open already; statements that change tables are part of it, too."""
    # IMMEDIATE waits for other writers here; a deferred transaction would fail at its first write instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
