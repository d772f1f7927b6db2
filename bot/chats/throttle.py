"""Limits on the questions per minute of a person and of a group."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from enum import Enum

WINDOW = 60.0  # seconds
PERSON_LIMIT, GROUP_LIMIT = 30, 60  # questions a window
MAX_TRACKED = 10_000  # people and groups; above it those that are silent are dropped


class ThrottleDecision(Enum):
    """What to do with a question."""

    ALLOW = "allow"
    WARN = "warn"  # refuse it and say why
    DROP = "drop"  # refuse it without a word: the warning has been given


class Throttle:
    """Counts questions in a sliding window, in memory: a restart resets it."""

    def __init__(
        self, person: int = PERSON_LIMIT, group: int = GROUP_LIMIT, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with nothing counted.

        Args:
            person: Questions a person may ask in a window.
            group: Questions all members of a group may ask in a window.
            now: A monotonic clock in seconds.
        """
        self._person_limit, self._group_limit = person, group
        self._now = now
        self._times: dict[int, deque[float]] = {}
        self._warned: set[int] = set()

    def check(self, *ids: int) -> ThrottleDecision:
        """Count a question unless it is over a limit.

        Args:
            ids: The person and, in a group, also the group (a negative id).

        Returns:
            Whether to answer; of the questions over the limit only the first is worth a warning.
        """
        now = self._now()
        exhausted = None
        for id in ids:
            if self._is_exhausted(id, now):
                exhausted = id
            else:
                self._warned.discard(id)
        if exhausted is not None:
            warned = exhausted in self._warned
            self._warned.add(exhausted)
            return ThrottleDecision.DROP if warned else ThrottleDecision.WARN
        for id in ids:
            self._times[id].append(now)
        if len(self._times) > MAX_TRACKED:
            self._times = {id: times for id, times in self._times.items() if times and times[-1] > now - WINDOW}
        return ThrottleDecision.ALLOW

    def _is_exhausted(self, id: int, now: float) -> bool:
        times = self._times.setdefault(id, deque())
        while times and times[0] <= now - WINDOW:
            times.popleft()
        return len(times) >= (self._group_limit if id < 0 else self._person_limit)
