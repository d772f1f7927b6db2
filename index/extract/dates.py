"""Dates as metadata states them."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, tzinfo

_LONGEST = 200  # characters of a date

# Abbreviations of time zones that are unambiguous in news, and their hours from UTC.
_HOURS = {
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "GMT": 0, "UTC": 0, "Z": 0, "BST": 1,
    "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "KST": 9, "JST": 9, "HKT": 8, "SGT": 8, "AEST": 10,
}  # fmt: skip
_ZONES = {name: hours * 3600 for name, hours in _HOURS.items()}


# Of two small numbers nobody can say which one is the month; with dots between them the day is first.
_NUMBERS = re.compile(
    r"(?:[^\W\d_]{2,9},?\s{1,3})?(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})(?P<time>(?!\d).*)"
)
_SHORT = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{1,2}(?!\d)")  # of three nobody can say which one is the year


def parse_date(value: object) -> datetime | None:
    """The moment that metadata states.

    Args:
        value: A date, a datetime, or a text in any usual form.

    Returns:
        An aware datetime, in UTC where no zone is stated; None when the value names no day.
    """
    if isinstance(value, datetime):
        return aware(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str) or len(value) > _LONGEST or not re.search(r"\d", value):
        return None
    text = value.strip()
    try:
        return aware(datetime.fromisoformat(text))
    except ValueError:
        return _numbered(text) if _NUMBERS.fullmatch(text) else _parsed(text)


def _numbered(text: str) -> datetime | None:
    """A date of three numbers, the year last, where it can be told which is the day."""
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    if match["sign"] == "." or a > 12 or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    else:
        return None
    return _parsed(f"{match['year']}-{month:02}-{day:02}{match['time']}")


def aware(value: datetime) -> datetime:
    """A datetime with a zone: UTC where it has none."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _parsed(text: str) -> datetime | None:
    from dateutil import parser

    if _SHORT.match(text):
        return None
    try:
        # With two defaults: a text that names no day gives two different ones.
        first, second = (
            parser.parse(text, default=datetime(2000, number, number), tzinfos=_zone)  # noqa: DTZ001
            for number in (1, 2)
        )
    except (ValueError, OverflowError, TypeError, parser.ParserError):
        return None
    names_day = first.date() == second.date() and re.search(r"\d{4}|\d\d[/.-]\d\d", text)
    return aware(first) if names_day else None


def _zone(name: str | None, offset: int | None) -> tzinfo | int | None:
    """A zone for dateutil, which warns of names that it does not know unless it is given a function."""
    if name in _ZONES:
        return _ZONES[name]
    if name and name in time.tzname:
        from dateutil import tz

        return tz.tzlocal()  # type: ignore[no-any-return]
    return offset
