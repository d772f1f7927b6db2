"""Update processor that is sequential within a chat and concurrent across chats."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.transport.updates import UpdateQueue

WAITING = 1_000_000  # updates that may wait for their turn: how many there are is the queue's concern
PATIENCE = 300.0  # seconds after which an update keeps nobody waiting any more

log = logging.getLogger("onrecord")


class PerChatOrder(BaseUpdateProcessor):
    """Handles the updates of one chat one after the other, those of different chats at the same time.

    A follow-up sent right after a question then finds the question's answer. What waits for its chat takes no room
    from other chats, and what takes very long goes on beside the others.
    """

    __slots__ = ("_locks", "_patience", "_queue", "_slots", "_slow")

    def __init__(self, queue: UpdateQueue, concurrency: int = 64, patience: float = PATIENCE) -> None:
        """Start with nothing under way.

        Args:
            queue: Is told of each update that has been handled.
            concurrency: Updates under way at the same time.
            patience: Seconds after which an update under way no longer keeps others waiting.
        """
        super().__init__(WAITING)
        self._queue = queue
        self._slots = asyncio.Semaphore(concurrency)
        self._patience = patience
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}  # chat -> lock, updates that hold it or wait for it
        self._slow: set[asyncio.Task[None]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await an update's handlers after those of its chat's earlier updates."""
        async with self._turn(update), self._slots:
            work = asyncio.create_task(self._handle(update, coroutine))
            try:
                done, _ = await asyncio.wait((work,), timeout=self._patience)
            except asyncio.CancelledError:
                work.cancel()
                raise
        if done:
            work.result()
            return
        number = update.update_id if isinstance(update, Update) else "?"
        log.error("update %s has been under way for %.0f s; nothing waits for it any more", number, self._patience)
        self._slow.add(work)
        work.add_done_callback(self._slow.discard)

    async def _handle(self, update: object, coroutine: Awaitable[Any]) -> None:
        try:
            await coroutine
        except Exception:
            log.exception("the handlers of an update failed")
        # Not when cancelled: the next process then takes it up.
        if isinstance(update, Update):
            await self._queue.settle(update)

    @asynccontextmanager
    async def _turn(self, update: object) -> AsyncIterator[None]:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            yield
            return
        lock, users = self._locks.get(chat.id, (asyncio.Lock(), 0))
        self._locks[chat.id] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks[chat.id]
            if users == 1:
                del self._locks[chat.id]
            else:
                self._locks[chat.id] = lock, users - 1

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
