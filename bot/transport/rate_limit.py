"""How fast messages may go out: Telegram's limits, kept by us with a little to spare, since the network jolts.

Deliveries (digests, alerts) wait for room.  Answers don't: somebody waits for them, and Telegram bears short
bursts; they only count, so that deliveries step back.
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

OVERALL = 27  # messages a second; Telegram allows 30
CATCH_UP = 0.03  # seconds
GROUP, MINUTE = 20, 61.0  # messages to one group, in seconds
CHAT = 1.05  # seconds between two messages to one chat
TRIES = 10  # times that Telegram may say to wait before an answer is given up
DELIVERY = "delivery"  # the mark of a call that has waited for room


class RateLimiter(BaseRateLimiter[str]):
    """Counts what is sent; of time it knows a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._all: deque[float] = deque()  # the last second
        self._next = now()  # when the next delivery is due
        self._groups: dict[int, deque[float]] = {}  # the last minute
        self._last: dict[int, float] = {}
        self._closed = 0.0  # until then nothing is delivered
        self._flooded: dict[int, float] = {}  # chats that Telegram closed for a while

    def wait(self, chat: int | None = None) -> float:
        """Seconds until something may be delivered at all, or (with a chat) to this chat; 0 for now."""
        now = self._now()
        if chat is not None:
            free = self._last[chat] + CHAT if chat in self._last else now
            return max(0.0, self._flooded.get(chat, now) - now, free - now, self._group(chat, now))
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        full = self._all[-OVERALL] + 1.0 - now if len(self._all) >= OVERALL else 0.0
        return max(0.0, full, self._next - now, self._closed - now)

    def _group(self, chat: int, now: float) -> float:
        times = self._groups.get(chat)
        if times is None:
            return 0.0
        while times and times[0] <= now - MINUTE:
            times.popleft()
        return times[-GROUP] + MINUTE - now if len(times) >= GROUP else 0.0

    def count(self, chat: int) -> None:
        """A message goes out."""
        now = self._now()
        self._all.append(now)
        # Evenly spread; what was held up is caught up with, a little at a time.
        self._next = max(self._next, now - CATCH_UP) + 1.0 / OVERALL
        self._last[chat] = now
        if chat < 0:
            self._groups.setdefault(chat, deque(maxlen=GROUP)).append(now)
        if len(self._last) > 20_000:
            self._last = {id: at for id, at in self._last.items() if at > now - CHAT}
            self._groups = {id: times for id, times in self._groups.items() if times and times[-1] > now - MINUTE}

    def close(self, seconds: float) -> None:
        """Deliver nothing for a while: the network is away."""
        self._closed = max(self._closed, self._now() + seconds)

    def flooded(self, chat: int, seconds: float) -> None:
        """Telegram said to wait: this chat does; when a second chat is told so meanwhile, all do."""
        now = self._now()
        self._flooded = {id: until for id, until in self._flooded.items() if until > now}
        if any(id != chat for id in self._flooded):
            self.close(seconds)
        self._flooded[chat] = now + seconds

    # what the library calls around each request

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        chat = data.get("chat_id")
        if isinstance(chat, int) and endpoint.startswith("send") and endpoint != "sendChatAction":
            self.count(chat)
        if rate_limit_args == DELIVERY:
            return await callback(*args, **kwargs)
        for _ in range(TRIES):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if isinstance(chat, int):
                    self.flooded(chat, seconds(error))
                await asyncio.sleep(seconds(error))
        return await callback(*args, **kwargs)


def seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait some seconds, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
