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

    def hold(self, day: str | None) -> bool:
        """Whether a day in ISO 8601 is one of them."""
        first, last = (each.isoformat() if each else "" for each in self)
        return first <= (day or "")[:10] <= (last or "9999")

    def are_after(self, day: str | None) -> bool:
        """Whether a day in ISO 8601 lies before them."""
        first = self.since or self.until
        return first is not None and (day or "")[:10] < first.isoformat()


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
        within = [each for each in dated if days.hold(each.day)]
        if within or only_within:
            return _counted(within)
        dated = [each for each in dated if days.are_after(each.day)] or _until_another(dated)
    return _last(dated) if dated and len(_counted(named)) > 1 else _counted(named)


def _counted(named: Sequence[Named]) -> Counter[int]:
    return Counter(each.person for each in named)


def _last(dated: Sequence[Named]) -> Counter[int]:
    """Who is named since the last one was named first; all, where the last one may be a mistake."""
    newest = dated[-1].person
    counts = _counted(dated)
    if counts[newest] == 1 and max(counts.values()) > SURE:
        return counts
    first = next(place for place, each in enumerate(dated) if each.person == newest)
    return _counted(dated[first:])


def _until_another(dated: Sequence[Named]) -> list[Named]:
    """Those named before another one is."""
    end = next((place for place, each in enumerate(dated) if each.person != dated[0].person), len(dated))
    return list(dated[:end])
