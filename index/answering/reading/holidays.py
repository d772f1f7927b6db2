"""Holidays and other days that are known by a name, in any year."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

_DAYS: dict[str, tuple[int, int]] = {
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "inauguration day": (1, 20),
    "valentine's day": (2, 14),
    "women's day": (3, 8),
    "st patrick's day": (3, 17),
    "earth day": (4, 22),
    "may day": (5, 1),
    "d-day": (6, 6),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "independence day": (7, 4),
    "the fourth of july": (7, 4),
    "bastille day": (7, 14),
    "liberation day": (8, 15),
    "9/11": (9, 11),
    "halloween": (10, 31),
    "guy fawkes": (11, 5),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
}


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int, after: int = 0) -> Callable[[int], date]:
    """The nth such weekday of a month, with so many days more; -1 is the last."""

    def day(year: int) -> date:
        if number > 0:
            first = date(year, month, 1)
            start = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        else:
            last = date(year, month, calendar.monthrange(year, month)[1])
            start = last - timedelta(days=(last.weekday() - weekday) % 7)
        return start + timedelta(days=after)

    return day


def _easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


_MOVING: dict[str, Callable[[int], date]] = {
    "martin luther king day": _nth(1, 0, 3),
    "mlk day": _nth(1, 0, 3),
    "presidents' day": _nth(2, 0, 3),
    "easter": _easter,
    "good friday": lambda year: _easter(year) - timedelta(days=2),
    "mother's day": _nth(5, 6, 2),
    "memorial day": _nth(5, 0, -1),
    "father's day": _nth(6, 6, 3),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "election day": _nth(11, 0, 1, after=1),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, after=1),
}
_EVERY: dict[str, Callable[[int], date]] = {
    **{name: _fixed(*day) for name, day in _DAYS.items()},
    **_MOVING,
}
HOLIDAY = "(?:" + "|".join(sorted(_EVERY, key=len, reverse=True)).replace("'", "['’]?") + ")"
_PLAIN = {name.replace("'", ""): day for name, day in _EVERY.items()}


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year.

    Args:
        name: As `HOLIDAY` matches it, in small letters.
        year: The year.
    """
    return _PLAIN[name.replace("'", "").replace("’", "")](year)
