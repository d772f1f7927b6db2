"""Telegram's send limits, kept on our side with a small margin, since the network adds jitter.

Deliveries (digests and alerts) wait until they may be sent. Answers don't, since somebody waits for them and Telegram
tolerates short bursts; they are counted, so that deliveries slow down for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

MESSAGES_PER_SECOND = 27  # overall; Telegram allows 30
CATCH_UP = 0.03  # seconds by which deliveries that were held up may follow each other sooner
GROUP_MESSAGES, GROUP_WINDOW = 20, 61.0  # messages to one group, in seconds
CHAT_INTERVAL = 1.05  # seconds between two messages to one chat
MAX_FLOOD_RETRIES = 10  # RetryAfter answers to one call before it fails
MAX_TRACKED = 20_000  # chats; above it those without a recent message are dropped
DELIVERY = "delivery"  # `rate_limit_args` of a call that has waited by itself


class RateLimiter(BaseRateLimiter[str]):
    """Counts what is sent and says how long the next delivery must wait."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing sent.

        Args:
            now: A monotonic clock in seconds.
        """
        self._now = now
        self._sent: deque[float] = deque()  # times within the last second
        self._next_delivery = now()
        self._group_sent: dict[int, deque[float]] = {}  # times within the last minute
        self._last_sent: dict[int, float] = {}  # chat -> time
        self._paused_until = 0.0  # for all chats
        self._chat_paused_until: dict[int, float] = {}

    def delay(self, chat: int | None = None) -> float:
        """Seconds until something may be delivered.

        Args:
            chat: Consider only this chat's limits; None for only those that all chats share.

        Returns:
            0 if it may be delivered now.
        """
        now = self._now()
        if chat is not None:
            free = self._last_sent[chat] + CHAT_INTERVAL if chat in self._last_sent else now
            return max(0.0, self._chat_paused_until.get(chat, now) - now, free - now, self._group_delay(chat, now))
        while self._sent and self._sent[0] <= now - 1.0:
            self._sent.popleft()
        full = self._sent[-MESSAGES_PER_SECOND] + 1.0 - now if len(self._sent) >= MESSAGES_PER_SECOND else 0.0
        return max(0.0, full, self._next_delivery - now, self._paused_until - now)

    def _group_delay(self, chat: int, now: float) -> float:
        times = self._group_sent.get(chat)
        if times is None:
            return 0.0
        while times and times[0] <= now - GROUP_WINDOW:
            times.popleft()
        return times[-GROUP_MESSAGES] + GROUP_WINDOW - now if len(times) >= GROUP_MESSAGES else 0.0

    def count(self, chat: int) -> None:
        """Count a message that is sent to a chat now."""
        now = self._now()
        self._sent.append(now)
        # Evenly spread; a delivery that was held up is followed a little sooner.
        self._next_delivery = max(self._next_delivery, now - CATCH_UP) + 1.0 / MESSAGES_PER_SECOND
        self._last_sent[chat] = now
        if chat < 0:
            self._group_sent.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(now)
        if len(self._last_sent) > MAX_TRACKED:
            self._drop_silent_chats(now)

    def _drop_silent_chats(self, now: float) -> None:
        self._last_sent = {id: at for id, at in self._last_sent.items() if at > now - CHAT_INTERVAL}
        self._group_sent = {
            id: times for id, times in self._group_sent.items() if times and times[-1] > now - GROUP_WINDOW
        }

    def pause(self, seconds: float) -> None:
        """Let no delivery pass for some seconds, such as while the network is down."""
        self._paused_until = max(self._paused_until, self._now() + seconds)

    def pause_chat(self, chat: int, seconds: float) -> None:
        """Obey a flood wait: of this chat; of all chats if another one is paused already."""
        now = self._now()
        self._chat_paused_until = {id: until for id, until in self._chat_paused_until.items() if until > now}
        if any(id != chat for id in self._chat_paused_until):
            self.pause(seconds)
        self._chat_paused_until[chat] = now + seconds

    # Called by telegram.ext around each request.

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Count a request, make it, and make it again after each flood wait; a delivery is left to its sender."""
        chat = data.get("chat_id")
        if isinstance(chat, int) and endpoint.startswith("send") and endpoint != "sendChatAction":
            self.count(chat)
        if rate_limit_args == DELIVERY:
            return await callback(*args, **kwargs)
        for _ in range(MAX_FLOOD_RETRIES):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if isinstance(chat, int):
                    self.pause_chat(chat, flood_wait(error))
                await asyncio.sleep(flood_wait(error))
        return await callback(*args, **kwargs)


def flood_wait(error: RetryAfter) -> float:
    """Seconds that Telegram says to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()


async def sleep_until_stopped(stop: asyncio.Event, seconds: float) -> None:
    """Sleep for some seconds, or less if the event is set meanwhile."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
