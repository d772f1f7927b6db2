"""Update processor that is sequential within a chat and concurrent across chats."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.transport.updates import UpdateQueue


class PerChatOrder(BaseUpdateProcessor):
    """Handles the updates of one chat one after the other, those of different chats at the same time.

    A follow-up sent right after a question then finds the question's answer.
    """

    __slots__ = ("_locks", "_queue")

    def __init__(self, queue: UpdateQueue, concurrency: int = 64) -> None:
        """Start with nothing under way.

        Args:
            queue: Is told of each update that has been handled.
            concurrency: Updates under way at the same time.
        """
        super().__init__(concurrency)
        self._queue = queue
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}  # chat -> lock, updates that hold it or wait for it

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await an update's handlers after those of its chat's earlier updates."""
        await self._in_chat_order(update, coroutine)
        # Not when cancelled: the next process then takes it up.
        if isinstance(update, Update):
            await self._queue.mark_handled(update)

    async def _in_chat_order(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, users = self._locks.get(chat.id, (asyncio.Lock(), 0))
        self._locks[chat.id] = lock, users + 1
        try:
            async with lock:
                await coroutine
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
