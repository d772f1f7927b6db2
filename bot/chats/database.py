"""The bot's own SQLite file: what chats asked, chose and may do. Articles are in the library's store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql

from index.permissions import private_folder
from index.store.engines import open_engine, unreadable
from index.store.layout import Layout
from index.store.transactions import close, writing
from index.unfinished import refuse_unfinished

FILE = "bot.sqlite"
SCHEMA = "onrecord_chats"  # on a server
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL")
LAYOUT = Layout(Path(__file__).parent / "migrations")

metadata = sql.MetaData()


class Database:
    """One SQLite file in WAL mode, or a schema on a PostgreSQL server.

    The modules that use it declare their tables on `metadata`.

    Attributes:
        server: Address of the server's database; None where it is the file.
    """

    def __init__(self, path: Path, patience: float = 30.0, server: str | None = None) -> None:
        """Open or create the file or the schema, and bring it to the layout of this release.

        Args:
            path: Its folder is made if needed.
            patience: Seconds to wait for another process that writes.
            server: Address of the PostgreSQL database that is used in place of the file.

        Raises:
            StoreError: It is damaged, of a later release, or can't be brought up to date; the server can't be reached
                or refuses us.
        """
        refuse_unfinished(path.parent)
        private_folder(path.parent)
        self.server = server
        # What people wrote stands in no error, and so in no log.
        self.engine = open_engine(path, server, SCHEMA, PRAGMAS, patience, private=True)
        self._writer = threading.Lock()  # SQLite's own waiting sleeps longer each time
        try:
            LAYOUT.bring_up_to_date(self.engine)
        except sql.exc.DatabaseError as error:
            self.close()
            raise unreadable(self.engine, error) from error

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
