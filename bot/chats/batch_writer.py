"""Group commit: small writes that come at the same time share one SQLite transaction."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sql

from bot.chats.database import Database
from index.errors import ServerAwayError

Result = TypeVar("Result")
Operation = Callable[[sql.Connection], Any]
Pending = tuple[Operation, asyncio.Future[Any]]

TRIES, PAUSE = 3, 1.0  # at what a server that is away has undone; seconds between two


class BatchWriter:
    """Writes that arrive while a transaction is being committed wait for the next one and share it."""

    def __init__(self, database: Database) -> None:
        """Prepare a thread of its own, which starts with the first write."""
        self._database = database
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="batch-writer")
        self._pending: list[Pending] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, operation: Callable[[sql.Connection], Result]) -> Result:
        """Run an operation in a transaction that others may share.

        Args:
            operation: Called with the transaction's connection. If another operation of the batch fails, the batch is
                rolled back and the operation is called a second time.

        Returns:
            What the operation returned, once it is committed.

        Raises:
            Exception: What the operation raised; its own changes are undone then, nobody else's.
        """
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._pending.append((operation, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await done

    def close(self) -> None:
        """Accept no further writes; one that is under way is finished."""
        self._executor.shutdown(wait=False)

    async def _write(self) -> None:
        while self._pending:
            batch, self._pending = self._pending, []
            await self._write_batch(batch)

    async def _write_batch(self, batch: list[Pending]) -> None:
        operations = [operation for operation, _ in batch]
        try:
            loop = asyncio.get_running_loop()
            results = await loop.run_in_executor(self._executor, self._commit, operations)
        except BaseException:
            for _, done in batch:
                done.cancel()
            raise
        for (_, done), result in zip(batch, results, strict=True):
            _settle(done, result)

    def _commit(self, operations: list[Operation], tries: int = TRIES) -> list[Any]:
        """The results; if one fails, each is committed by itself, and its exception is its result.

        What a server undid because it was started again is done again.
        """
        begun = False
        try:
            with self._database.writing() as connection:
                begun = True
                return [operation(connection) for operation in operations]
        except ServerAwayError as error:
            if tries <= 1:
                return [error] * len(operations)
            time.sleep(PAUSE)
            return self._commit(operations, tries - 1)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where the operation came from
            if len(operations) == 1 or not begun:  # a locked database is waited for once, not once for each
                return [error] * len(operations)
            return [self._commit([operation])[0] for operation in operations]


def _settle(done: asyncio.Future[Any], result: Any) -> None:
    if done.done():
        return  # the waiting task was cancelled; the write is committed all the same
    if isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)
