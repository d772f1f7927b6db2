"""Times in Korean questions: "지난달", "2023년 7월", "2분기", "5월 이후"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date | None, date | None]

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년|(?P<ago>올해|작년|지난해|재작년))"
_DATED = re.compile(rf"{_YEAR}(?:\s?(?P<of>1[0-2]|0?[1-9])월(?:\s?(?P<of_day>[12]?\d|3[01])일)?)?")
_UNDATED = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])월(?:\s?(?P<day>[12]?\d|3[01])일)?")
_PART = re.compile(rf"(?:{_YEAR}\s?)?(?:(?P<quarter>[1-4])분기|(?P<half>상반기|하반기))")
_RELATIVE: dict[str, Callable[[date], Days]] = {
    "오늘": lambda today: (today, today),
    "어제": lambda today: (today - timedelta(1), today - timedelta(1)),
    "그제": lambda today: (today - timedelta(2), today - timedelta(2)),
    "이번 주": lambda today: (today - timedelta(today.weekday()), today),
    "지난주": lambda today: (today - timedelta(today.weekday() + 7), today - timedelta(today.weekday() + 1)),
    "이번 달": lambda today: (today.replace(day=1), today),
    "지난달": lambda today: _month(*_month_before(today)),
}
_RELATIVE_WORDS = re.compile(
    "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in _RELATIVE) + r"|지난\s주|지난\s달"
)
_LAST = re.compile(r"(?:최근|지난)\s?(?P<count>\d{1,3})\s?(?P<unit>일|주일?|개월|달|년)\s?(?:간|동안)?")
_DAYS = {"일": 1, "주": 7, "주일": 7, "개월": 30, "달": 30, "년": 365}
_BOUND = re.compile(r"\s?(?:(?P<since>이후|이래|부터)|(?P<until>이전|까지))(?:의|에)?")
_TAIL = re.compile(r"\s?(?:에는|에서|에|의|중|동안|들어)?(?=\s|$|[?.,!])")


def find_korean_dates(text: str, today: date) -> tuple[date | None, date | None, str]:
    """Find the time that a Korean question asks for.

    Args:
        text: The question.
        today: What "지난달" is counted from.

    Returns:
        (first day, last day, the question without its time); None where it sets no bound.
    """
    since: date | None = None
    until: date | None = None
    while (found := _first(text, today)) is not None:
        days, start, end = found
        bound = _BOUND.match(text, end)
        if bound is not None and bound["since"]:
            since = days[0]
        elif bound is not None:
            until = days[1] if bound["until"] == "까지" else (days[0] or today) - timedelta(1)
        else:
            since, until = days
        tail = _TAIL.match(text, bound.end() if bound else end)
        text = f"{text[:start]} {text[tail.end() if tail else end :]}"
    return since, until, " ".join(text.split())


def _first(text: str, today: date) -> tuple[Days, int, int] | None:
    for read in (_last, _relative, _part, _dated):
        found = read(text, today)
        if found is not None:
            return found
    return None


def _last(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _LAST.search(text)
    if match is None:
        return None
    return (today - timedelta(int(match["count"]) * _DAYS[match["unit"]]), today), match.start(), match.end()


def _relative(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _RELATIVE_WORDS.search(text)
    if match is None:
        return None
    word = match.group().replace(" ", "")
    days = next(of for name, of in _RELATIVE.items() if name.replace(" ", "") == word)
    return days(today), match.start(), match.end()


def _part(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _PART.search(text)
    if match is None:
        return None
    year = _year(match["year"], match["ago"], today)
    first, months = (
        (3 * int(match["quarter"]) - 2, 3) if match["quarter"] else (1 if match["half"] == "상반기" else 7, 6)
    )
    if year is None:
        year = today.year if date(today.year, first, 1) <= today else today.year - 1
    return (date(year, first, 1), _month(year, first + months - 1)[1]), match.start(), match.end()


def _dated(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _DATED.search(text)
    if match is None:
        match = _UNDATED.search(text)
        return (_of_month(match["month"], match["day"], None, today), *match.span()) if match else None
    year = _year(match["year"], match["ago"], today) or today.year
    if match["of"]:
        return _of_month(match["of"], match["of_day"], year, today), *match.span()
    return (date(year, 1, 1), date(year, 12, 31)), *match.span()


def _of_month(month: str, day: str | None, year: int | None, today: date) -> Days:
    """A month, or a day of it; without a year the last one that has begun."""
    number = int(month)
    if year is None:
        year = today.year if _day(today.year, number, day) <= today else today.year - 1
    if not day:
        return _month(year, number)
    one = _day(year, number, day)
    return one, one


def _day(year: int, month: int, day: str | None) -> date:
    """A day of a month, its first where none is given, and its last at the most."""
    return date(year, month, min(int(day or 1), monthrange(year, month)[1]))


def _year(written: str | None, relative: str | None, today: date) -> int | None:
    if written:
        return int(written)
    return today.year - {"올해": 0, "작년": 1, "지난해": 1, "재작년": 2}[relative] if relative else None


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_before(today: date) -> tuple[int, int]:
    return (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
