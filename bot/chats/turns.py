"""What one process at a time does: of all on a data folder, and of all machines on a server's database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from filelock import FileLock, Timeout

from bot.chats.database import Database
from index.errors import StoreError

TURNS = 0x4F53  # in the numbers' space of a server's advisory locks, beside a number of what is done


class Turn:
    """A lock that ends with its holder, however that ends: the system's on a file, and on a server a connection's."""

    def __init__(self, folder: Path, name: str, database: Database) -> None:
        """Hold nothing yet.

        Args:
            folder: The data folder.
            name: The file that keeps it there; on a server, what all machines call it.
            database: Tells whether other machines may do it, too.
        """
        self._file = FileLock(str(folder / name), thread_local=False)  # taken in one, given back in another
        self._name = name
        self._database = database
        self._connection: sql.Connection | None = None
        self._driver: Any = None  # of it, to be closed also where SQLAlchemy has given it up

    @property
    def can_be_lost(self) -> bool:
        """Whether it must be looked at from time to time, as a connection may break."""
        return self._database.server is not None

    def take(self) -> bool:
        """Take the turn; False when somebody else has it.

        Raises:
            StoreError: The server can't be reached.
        """
        try:
            self._file.acquire(timeout=0)
        except Timeout:
            return False
        try:
            taken = not self.can_be_lost or self._take_on_server()
        except BaseException:
            self._file.release()
            raise
        if not taken:
            self._file.release()
        return taken

    def _take_on_server(self) -> bool:
        connection = self._database.engine.connect()
        connection.detach()  # it is nobody else's, and closed in the end
        try:
            query = sql.text("SELECT pg_try_advisory_lock(:turns, hashtext(:name))")
            taken = bool(connection.execute(query, {"turns": TURNS, "name": self._name}).scalar())
        except BaseException:
            connection.close()
            raise
        if taken:
            self._connection, self._driver = connection, connection.connection.dbapi_connection
        else:
            connection.close()
        return taken

    def is_held(self) -> bool:
        """Whether the turn that was taken is still ours."""
        if not self.can_be_lost:
            return self._file.is_locked
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except (sql.exc.SQLAlchemyError, StoreError):
            return False
        return True

    def give_back(self) -> None:
        """Let others have the turn."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sql.exc.SQLAlchemyError, StoreError):  # broken, by which the server gave the turn back
                connection.close()
            self._driver.close()
        self._file.release()
