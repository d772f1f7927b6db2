"""Short notes in the bot's file, many to a transaction when many come at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sql

from bot.chats.database import Database

Result = TypeVar("Result")
Note = Callable[[sql.Connection], Any]


class BatchWriter:
    """What comes while a transaction is being written waits for the next one, and shares it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="batch-writer")
        self._waiting: list[tuple[Note, asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, note: Callable[[sql.Connection], Result]) -> Result:
        """The note's result, or what it raised, once it is safely written.  A note may be begun twice."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((note, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await done

    def close(self) -> None:
        self._writer.shutdown(wait=False)

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            taken, self._waiting = self._waiting, []
            notes = [note for note, _ in taken]
            try:
                results = await loop.run_in_executor(self._writer, self._together, notes)
            except BaseException:
                for _, done in taken:
                    done.cancel()
                raise
            for (_, done), result in zip(taken, results, strict=True):
                if done.done():
                    continue  # nobody waits any more; the note is written all the same
                if isinstance(result, Exception):
                    done.set_exception(result)
                else:
                    done.set_result(result)

    def _together(self, notes: list[Note]) -> list[Any]:
        """The notes' results; when one fails, each is written by itself, and the failure is its result."""
        try:
            with self._database.writing() as connection:
                return [note(connection) for note in notes]
        except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where the note came from
            return [error] if len(notes) == 1 else [self._together([note])[0] for note in notes]
