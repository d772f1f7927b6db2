"""Who of several that are named beside an office held it at the time that is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

SURE = 3  # times that somebody is named as holder, against which one later time may be a mistake


class Days(NamedTuple):
    """The time that a question asks about; None sets no bound."""

    since: date | None = None
    until: date | None = None

    @property
    def are_known(self) -> bool:
        """Whether any bound is set."""
        return self.since is not None or self.until is not None


class Named(NamedTuple):
    """Somebody whom an article of a day names beside an office; `day` is ISO 8601, None where nobody knows it."""

    person: int
    day: str | None


def in_office(named: Sequence[Named], days: Days, only_within: bool = False) -> Counter[int]:
    """How often those are named who can have held an office at a time, or last before; by now where none is given.

    Args:
        named: Everybody whom articles name beside the office.
        days: When.
        only_within: Whether nothing counts but what was written in that time.
    """
    dated = sorted((each for each in named if each.day), key=lambda each: each.day or "")
    if days.are_known:
        since, until = (day.isoformat() if day else None for day in days)
        within = [each for each in dated if (since or "") <= (each.day or "")[:10] <= (until or "9")]
        if within or only_within:
            return Counter(each.person for each in within)
        before = [each for each in dated if (each.day or "")[:10] < (since or until or "")]
        dated = before or _until_another(dated)
    if len({each.person for each in named}) < 2 or not dated:
        return Counter(each.person for each in named)
    return _last(dated)


def _last(dated: Sequence[Named]) -> Counter[int]:
    """Who is named since the last one was named first; all, where the last one may be a mistake."""
    newest = dated[-1].person
    counts = Counter(each.person for each in dated)
    if counts[newest] == 1 and max(counts.values()) > SURE:
        return counts
    first = next(place for place, each in enumerate(dated) if each.person == newest)
    return Counter(each.person for each in dated[first:])


def _until_another(dated: Sequence[Named]) -> list[Named]:
    """Those named before another one is."""
    end = next((place for place, each in enumerate(dated) if each.person != dated[0].person), len(dated))
    return list(dated[:end])
