"""How often one may ask before being asked to wait."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from enum import Enum

WINDOW = 60.0  # seconds
PERSON, GROUP = 30, 60  # questions a window


class Admission(Enum):
    GO = "go"
    WAIT = "wait"  # to be told once
    SILENT = "silent"  # has been told


class Throttle:
    """Counts in memory: a restart forgives."""

    def __init__(self, person: int = PERSON, group: int = GROUP, now: Callable[[], float] = time.monotonic) -> None:
        self._most = {True: group, False: person}
        self._now = now
        self._times: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    def ask(self, *ids: int) -> Admission:
        """May this go on?  ids: the person and, in a group (below 0), the chat."""
        now = self._now()
        full = None
        for id in ids:
            times = self._times.setdefault(id, deque())
            while times and times[0] <= now - WINDOW:
                times.popleft()
            if len(times) >= self._most[id < 0]:
                full = id
            else:
                self._told.discard(id)
        if full is not None:
            told = full in self._told
            self._told.add(full)
            return Admission.SILENT if told else Admission.WAIT
        for id in ids:
            self._times[id].append(now)
        if len(self._times) > 10_000:
            self._times = {id: times for id, times in self._times.items() if times and times[-1] > now - WINDOW}
        return Admission.GO
