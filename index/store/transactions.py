"""Write transactions on SQLite: all or nothing, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sql


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
