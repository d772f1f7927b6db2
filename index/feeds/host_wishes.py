"""How often a host wants a feed to be read: by the feed's ttl and skipHours, and by how long its answer holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

HURRY = timedelta(minutes=3)  # between two readings of a feed that somebody waits for, where its host allows it
_TTL = re.compile(rb"<ttl>\s*(\d{1,5})\s*</ttl>", re.IGNORECASE)
_SKIP_HOURS = re.compile(rb"<skipHours>(.{1,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,8})", re.IGNORECASE)
HEAD = 20_000  # bytes of a feed in which it says so


@dataclass(frozen=True, slots=True)
class HostWishes:
    """What a feed and its host ask for.

    Attributes:
        pause: Between two readings, at least.
        hours: Of the day in UTC, in which it is not to be read.
    """

    pause: timedelta = timedelta()
    hours: frozenset[int] = frozenset()

    def interval(self, usual: timedelta) -> timedelta:
        """Between two readings where somebody waits for what comes: never longer than usual."""
        return min(usual, max(HURRY, self.pause))

    def allowed(self, at: datetime) -> datetime:
        """The first moment from another one on, in UTC, at which it may be read."""
        if len(self.hours) >= 24:
            return at
        while at.hour in self.hours:
            at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return at


def host_wishes(data: bytes, cache_control: str) -> HostWishes:
    """Read what a host asks for.

    Args:
        data: The feed.
        cache_control: The header of the answer.
    """
    head = data[:HEAD]
    ttl, age = _TTL.search(head), _MAX_AGE.search(cache_control)
    skipped = _SKIP_HOURS.search(head)
    hours = frozenset(int(hour) % 24 for hour in _HOUR.findall(skipped[1])) if skipped else frozenset()
    longest = max(timedelta(minutes=int(ttl[1])) if ttl else timedelta(), timedelta(seconds=int(age[1]) if age else 0))
    return HostWishes(longest, hours)
