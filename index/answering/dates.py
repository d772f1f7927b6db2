"""Dates in a question: "last week", "since March", "in 2021", "on 18 March"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,?(?: \d{{4}})?|"
    rf"(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)(?![\w-])"
)
_PERIOD = rf"(?:(?:{_MONTH})\.?,?(?: of)? \d{{4}}|(?:early |mid[- ]|late )?(?:19|20)\d\d(?!\w)|(?:{_MONTH})(?!\w))"
_RELATIVE = (
    r"(?:today|yesterday|this (?:week|month|year)|(?:last|past|previous) (?:week|month|year)|"
    r"(?:the )?(?:last|past) \w+ (?:days?|weeks?|months?|years?)|(?:last|on) (?:" + "|".join(_DAYS) + r")|"
    r"\w+ (?:days?|weeks?|months?|years?) ago|recently)"
)
_ANY = rf"(?:{_DAY}|{_PERIOD}|{_RELATIVE})"
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<a>{_ANY})\s+(?:and|to|until|till|through|-|–)\s+(?P<b>{_ANY})", re.IGNORECASE
)
_SINCE = re.compile(
    rf"\b(?:since|after|from)\s+(?:the (?:beginning|start) of )?(?P<a>{_ANY})(?: on(?:wards?)?)?", re.IGNORECASE
)
_UNTIL = re.compile(
    rf"\b(?P<w>until|till|before|up to|by)\s+(?:the (?:end|beginning|start) of )?(?P<a>{_ANY})", re.IGNORECASE
)
_ON = re.compile(
    rf"\b(?:(?:on|in|during|for|over|within|of|at|as of|dated?)\s+)?(?:the\s+)?(?P<a>{_DAY}|{_RELATIVE})", re.IGNORECASE
)
_IN = re.compile(rf"\b(?:in|during|of|for|throughout|over)\s+(?P<a>{_PERIOD})", re.IGNORECASE)
_NUMBERS = {
    w: n for n, w in enumerate("""zero one two three four five six seven eight nine ten eleven twelve""".split())
}
_NUMBERS |= {"a": 1, "an": 1, "few": 3, "couple": 2, "several": 5}


Days = tuple[date, date]  # first and last, both inclusive


def find_dates(text: str, today: date) -> tuple[date | None, date | None, str]:
    """(since, until, the text without its dates).  Both days inclusive."""
    for pattern in (_BETWEEN, _SINCE, _UNTIL, _ON, _IN):
        match = pattern.search(text)
        if match is None or (bounds := _bounds(pattern, match, today)) is None:
            continue
        rest = re.sub(r"\s+", " ", text[: match.start()] + " " + text[match.end() :]).replace(" ?", "?").strip()
        return *bounds, rest
    return None, None, text


def _bounds(pattern: re.Pattern[str], match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    """The first and last day that a match means, either of them open; None when it names no real day."""
    days = span(match.group("a"), today)
    if days is None:
        return None
    if pattern is _BETWEEN:
        last = span(match.group("b"), today)
        return last and _between(match.group("a"), days, last, today)
    if pattern is _SINCE:
        return days[0], None
    if pattern is _UNTIL:
        before = match.group("w").lower() == "before"
        return None, days[0] - timedelta(days=1) if before else days[1]
    return days


def _between(first: str, days: Days, last: Days, today: date) -> Days:
    if not re.search(r"\d{4}", first):  # "between May and July 2021"
        years = (last[0].year, last[0].year - 1)
        dated = (span(f"{first} {year}", today) for year in years)
        days = next((each for each in dated if each and each[0] <= last[0]), days)
    return min(days[0], last[0]), max(days[1], last[1])


def span(text: str, today: date) -> Days | None:
    """The first and last day a phrase means, or None when it names no real day."""
    phrase = re.sub(r"\s+", " ", text.strip().lower().replace(",", "").replace(".", ""))
    try:
        return _relative(phrase, today) or _absolute(phrase, today)
    except (ValueError, OverflowError):
        return None


def _relative(phrase: str, today: date) -> Days | None:
    return _current(phrase, today) or _previous(phrase, today) or _counted(phrase, today) or _weekday(phrase, today)


def _current(phrase: str, today: date) -> Days | None:
    """The day or period that goes on: "today", "this week"."""
    first = {
        "today": today,
        "this week": today - timedelta(days=today.weekday()),
        "this month": today.replace(day=1),
        "this year": today.replace(month=1, day=1),
        "recently": today - timedelta(days=30),
    }.get(phrase)
    if phrase == "yesterday":
        return (today - timedelta(days=1),) * 2
    return (first, today) if first else None


def _previous(phrase: str, today: date) -> Days | None:
    """The whole period before: "last week", "previous year"."""
    unit = re.fullmatch(r"(?:last|past|previous) (week|month|year)", phrase)
    if unit is None:
        return None
    if unit.group(1) == "week":
        monday = today - timedelta(days=today.weekday())
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if unit.group(1) == "month":
        end = today.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _counted(phrase: str, today: date) -> Days | None:
    """So many units back: "the last three weeks", "two days ago"."""
    many = re.fullmatch(r"(?:the )?(?:last|past) (\w+) (day|week|month|year)s?", phrase)
    ago = re.fullmatch(r"(\w+) (day|week|month|year)s? ago", phrase)
    match = many or ago
    if match is None:
        return None
    number, unit = match.groups()
    count = int(number) if number.isdigit() else _NUMBERS.get(number)
    if count is None:
        return None
    start = today - timedelta(days=count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit])
    return (start, today) if many else (start, start if unit == "day" else start + timedelta(days=6))


def _weekday(phrase: str, today: date) -> Days | None:
    """The latest such day before today: "on Monday", "last Friday"."""
    weekday = re.fullmatch(r"(?:last|on) (\w+)", phrase)
    if weekday is None or weekday.group(1) not in _DAYS:
        return None
    day = today - timedelta(days=(today.weekday() - _DAYS[weekday.group(1)]) % 7 or 7)
    return day, day


def _last(month: int, number: int, today: date) -> date:
    """The last such day there was.  Raises ValueError when no year has it."""
    for year in range(today.year, max(0, today.year - 9), -1):
        if 1 <= number <= calendar.monthrange(year, month)[1] and date(year, month, number) <= today:
            return date(year, month, number)
    raise ValueError(f"there is no day {number} in month {month}")


def _absolute(phrase: str, today: date) -> Days | None:
    iso = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", phrase)
    if iso:
        day = date(*map(int, iso.groups()))
        return day, day
    day_first = re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?: (\d{{4}}))?", phrase)
    month_first = re.fullmatch(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?", phrase)
    if day_first or month_first:
        if day_first:
            number, month, year = day_first.groups()
        else:
            assert month_first is not None
            month, number, year = month_first.groups()
        day = date(int(year), _MONTHS[month], int(number)) if year else _last(_MONTHS[month], int(number), today)
        return day, day
    month_of = re.fullmatch(rf"({_MONTH})(?: of)?(?: (\d{{4}}))?", phrase)
    if month_of:
        month_number = _MONTHS[month_of.group(1)]
        year_number = int(month_of.group(2)) if month_of.group(2) else today.year - (month_number > today.month)
        return date(year_number, month_number, 1), date(
            year_number, month_number, calendar.monthrange(year_number, month_number)[1]
        )
    year_of = re.fullmatch(r"(early |mid[- ]|late )?((?:19|20)\d\d)", phrase)
    if year_of:
        start, end = {"early ": (1, 4), "late ": (9, 12)}.get(
            year_of.group(1) or "", (5, 8) if year_of.group(1) else (1, 12)
        )
        y = int(year_of.group(2))
        return date(y, start, 1), date(y, end, calendar.monthrange(y, end)[1])
    return None
