"""The bot's own file: what chats asked and may do.  The articles are elsewhere (index/store.py)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql

from index.errors import StoreError
from index.store.transactions import writing

FILE = "bot.sqlite"

metadata = sql.MetaData()


class Database:
    """One SQLite file (WAL) whose tables the rooms that use it declare on `metadata`."""

    def __init__(self, path: Path) -> None:
        """Open or create.  Raises StoreError when the file can't be used."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.engine = sql.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        self._writer = threading.Lock()  # who waits in SQLite instead sleeps longer and longer
        sql.event.listen(self.engine, "connect", _prepare)
        try:
            with self.writing() as connection:
                metadata.create_all(connection)
        except sql.exc.DatabaseError as error:
            self.close()
            raise StoreError(f"{path} can't be opened ({error.orig}); move it away or restore a copy") from error

    def close(self) -> None:
        self.engine.dispose()

    def reading(self) -> sql.Connection:
        return self.engine.connect()

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """A transaction that is kept whole or not at all."""
        with self._writer, writing(self.engine) as connection:
            yield connection


def _prepare(connection: sql.engine.interfaces.DBAPIConnection, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
