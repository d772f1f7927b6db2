"""The bot's own SQLite file: what chats asked, chose and may do. Articles are in the library's store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql

from index.permissions import private_file, private_folder
from index.store.layout import Layout
from index.store.transactions import close, report_unwritable, unopened, writing
from index.unfinished import refuse_unfinished

FILE = "bot.sqlite"
LAYOUT = Layout(Path(__file__).parent / "migrations")

metadata = sql.MetaData()


class Database:
    """One SQLite file in WAL mode; the modules that use it declare their tables on `metadata`."""

    def __init__(self, path: Path, patience: float = 30.0) -> None:
        """Open or create the file, and bring it to the layout of this release.

        Args:
            path: Its folder is made if needed.
            patience: Seconds to wait for another process that writes.

        Raises:
            StoreError: It is damaged, of a later release, or can't be brought up to date.
        """
        refuse_unfinished(path.parent)
        private_folder(path.parent)
        private_file(path)
        # What people wrote stands in no error, and so in no log.
        self.engine = sql.create_engine(f"sqlite:///{path}", connect_args={"timeout": patience}, hide_parameters=True)
        self._writer = threading.Lock()  # SQLite's own waiting sleeps longer each time
        sql.event.listen(self.engine, "connect", _prepare)
        report_unwritable(self.engine, path)
        try:
            LAYOUT.bring_up_to_date(self.engine)
        except sql.exc.DatabaseError as error:
            self.close()
            raise unopened(path, error.orig) from error

    def close(self) -> None:
        """Close all connections; the file alone then holds everything, unless another process has it open."""
        close(self.engine)

    def reading(self) -> sql.Connection:
        """A connection to read by, to be used in a `with` statement."""
        return self.engine.connect()

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """A write transaction: committed at the end of the `with` statement, rolled back if it raises."""
        with self._writer, writing(self.engine) as connection:
            yield connection


def _prepare(connection: sql.engine.interfaces.DBAPIConnection, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
