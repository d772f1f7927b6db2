"""Telegram's limits on sending: 30 messages a second, one a second to a chat, 20 a minute to a group."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

OVERALL, CHAT, GROUP = (30, 1.0), (1, 1.0), (20, 60.0)  # messages, seconds


class Limits:
    """Refuses what comes too fast, as Telegram does; a refused message doesn't count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._times: dict[object, deque[float]] = {}
        self.refused = 0

    def wait(self, chat: int) -> int:
        """Seconds to wait before a message to a chat; 0 when it may go out, and is counted."""
        now = self._now()
        windows: list[tuple[object, tuple[int, float]]] = [("all", OVERALL), (chat, CHAT)]
        if chat < 0:
            windows.append((("group", chat), GROUP))
        for key, (most, seconds) in windows:
            times = self._times.setdefault(key, deque())
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= most:
                self.refused += 1
                return max(1, round(times[0] + seconds - now))
        for key, _ in windows:
            self._times[key].append(now)
        return 0
