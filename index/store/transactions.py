"""Write transactions: all or nothing, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sql

from index.errors import StoreError
from index.store.dialects import begin_writing, check_writable


def close(engine: sql.Engine) -> None:
    """Close every connection, and leave the whole of a SQLite database in its one file.

    What is written goes to a file beside it first, the WAL. SQLite takes it over when the last connection of all
    processes is closed; one that is never closed, or a process that lives on, would leave a file without its newest
    pages, which may be all of them.

    Args:
        engine: The database; nothing is waited for, so that what another process still reads stays where it is.
    """
    if engine.dialect.name == "sqlite":
        # Damaged or not to be written: whoever used it was told.
        with suppress(sql.exc.DatabaseError, StoreError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    sql.event.listen(engine, "checkin", _close_returned)
    engine.dispose()


def _close_returned(connection: sql.engine.interfaces.DBAPIConnection | None, _: object) -> None:
    """Close a connection that a thread still used when all others were closed; its pool is no longer there."""
    if connection is not None:
        connection.close()


@contextmanager
def writing(engine: sql.Engine) -> Iterator[sql.Connection]:
    """A write transaction on a connection of its own.

    Args:
        engine: Its connections are in autocommit mode.

    Yields:
        The connection; what is done on it is committed at the end, or rolled back when an exception leaves the block.

    Raises:
        sqlalchemy.exc.OperationalError: Another process wrote to the file for longer than the connection is patient.
        StoreError: The same of a server, or it can't be reached.
    """
    with engine.connect() as connection, transaction(connection):
        yield connection


@contextmanager
def transaction(connection: sql.Connection) -> Iterator[None]:
    """The same on a connection that is open already; statements that change tables are part of it, too."""
    begin_writing(connection)
    try:
        yield
        check_writable(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
