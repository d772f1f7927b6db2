"""Which of the dates that a page states can be the day on which its article was published."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from index.extract.dates import parse_date
from index.extract.days import first_day

_AHEAD = timedelta(hours=14)  # a local time that doesn't name its zone may be as far ahead
_EARLIEST = 1600
_EPOCHS = {(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1904, 1, 1)}  # what an empty field becomes
_LONGEST = 80  # characters of a date
_IN_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<=/)(?P<year8>(?:19|20)\d\d)(?P<month8>0[1-9]|1[0-2])(?P<day8>0[1-9]|[12]\d|3[01])(?=/)"
)
_IN_NUMBERS = re.compile(
    r"(?P<year>\d{4})\s?(?:[년年]|[./-])\s?(?P<month>\d{1,2})\s?(?:[월月]|[./-])\s?(?P<day>\d{1,2})\s?[일日.]?"
    r"(?:\s*\([^()]{1,3}\))?(?:[\s.]*(?P<half>오전|오후|午前|午後|上午|下午)?\s*(?P<hour>\d{1,2})(?::|[시時时点點]\s?)(?P<minute>\d{2}))?"
)
_AFTERNOON = frozenset({"오후", "午後", "下午"})
_IN_WORDS = re.compile(
    r"(?P<date>(?:\d{1,2}(?:st|nd|rd|th|\.)? +)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? +"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? +)?\d{4})(?P<rest>[, |at-]{1,6}\d{1,2}:\d\d[^|·•]{0,20})?",
    re.IGNORECASE,
)


def published(value: object, now: datetime) -> datetime | None:
    """The moment that a field states, None where it can't be that of a publication.

    Args:
        value: As the field has it.
        now: Nothing is published later.
    """
    moment = parse_date(value) if not isinstance(value, str) or len(value) <= _LONGEST else None
    if moment is None or (moment.year, moment.month, moment.day) in _EPOCHS or moment.year < _EARLIEST:
        return None
    try:
        return moment if moment.astimezone(UTC) <= now + _AHEAD else None
    except OverflowError:
        return None


def written(text: str, now: datetime) -> datetime | None:
    """The first moment of publication in a line such as "Published 5 March 2026, 9:00" or "입력 2026.03.05 09:00"."""
    text = text[: 4 * _LONGEST]
    if numbers := _IN_NUMBERS.search(text):
        return published(_of_numbers(numbers), now)
    if words := _IN_WORDS.search(text):
        whole = re.sub(r"\bat\b|[|]", " ", words[0])
        if moment := published(whole, now) or published(words["date"], now):
            return moment
    return published(first_day(text), now)


def in_address(address: str | None, now: datetime) -> datetime | None:
    """The day in the path of an address, as in /2026/03/05/."""
    try:
        path = urlsplit(address or "").path
    except ValueError:
        return None
    days = (_of_numbers(numbers) for numbers in _IN_PATH.finditer(path[:1000]))
    return next((day for each in days if (day := published(each, now))), None)


def _of_numbers(numbers: re.Match[str]) -> datetime | None:
    fields = {name.removesuffix("8"): value for name, value in numbers.groupdict().items() if value}
    hour = int(fields.get("hour") or 0)
    if fields.get("half") in _AFTERNOON and hour < 12:
        hour += 12
    try:
        return datetime(
            int(fields["year"]), int(fields["month"]), int(fields["day"]), hour, int(fields.get("minute") or 0),
            tzinfo=UTC,
        )  # fmt: skip
    except ValueError:
        return None
