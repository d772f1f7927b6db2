"""Many chats at once, each chat in its own order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.transport.updates import UpdateQueue


class PerChatOrder(BaseUpdateProcessor):
    """Handles updates of different chats side by side and those of one chat one after the other.

    A follow-up sent right after a question then finds the question's answer.
    """

    __slots__ = ("_inbox", "_locks")

    def __init__(self, inbox: UpdateQueue, chats: int = 64) -> None:
        """chats: how many updates are in hand at the same time.  inbox: told of each that has been handled."""
        super().__init__(chats)
        self._inbox = inbox
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        await self._in_turn(update, coroutine)
        # Not when cancelled: the next process then takes it up.
        if isinstance(update, Update):
            await self._inbox.handled(update)

    async def _in_turn(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, waiting = self._locks.get(chat.id, (asyncio.Lock(), 0))
        self._locks[chat.id] = lock, waiting + 1
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._locks[chat.id]
            if waiting == 1:
                del self._locks[chat.id]
            else:
                self._locks[chat.id] = lock, waiting - 1

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""
