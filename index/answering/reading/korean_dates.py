"""Times in Korean questions: "지난달", "2023년 7월", "2분기", "5월 이후"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date | None, date | None]

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년|(?P<ago>올해|올(?=\s?(?:\d{1,2}월|상반기|하반기|\d분기))|작년|지난해|재작년))"
_DATED = re.compile(rf"{_YEAR}(?:\s?(?P<of>1[0-2]|0?[1-9])월(?:\s?(?P<of_day>[12]?\d|3[01])일)?)?")
_UNDATED = re.compile(
    r"(?:지난\s?)?(?<!\d)(?P<month>1[0-2]|0?[1-9])월(?:\s?(?:(?P<day>[12]?\d|3[01])일|(?P<part>초|중순|말)(?=에|\s|$)))?"
)
_SEASON = re.compile(r"(?P<when>올해?|지난해?|작년|재작년)\s?(?P<season>봄|여름|가을|겨울)(?=에|\s|$)")
_SEASONS = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}
_WEEKDAY = re.compile(r"(?P<week>지난\s?주|이번\s?주|지난)\s?(?P<day>[월화수목금토일])요일")
_DAYS_AGO = re.compile(r"(?<!\d)(?P<count>\d{1,2})\s?일\s?전(?=에|\s|$)")
_PARTS = {"초": (1, 10), "중순": (11, 20), "말": (21, 31)}
_PART = re.compile(rf"(?:{_YEAR}\s?)?(?:(?P<quarter>[1-4])분기|(?P<half>상반기|하반기))")
# … of what is spoken about: "하반기 금리 인하", and of what somebody expects: "8월 인하가 맞다고 본".
_OF_TOPIC = re.compile(
    r"(?<!\S)(?<!올 )(?<!올해 )(?<!작년 )(?<!년 )(?<!지난해 )(?:상반기|하반기)\s"
    r"(?!(?:발언|말|입장|동안|중|이후|이전|내내|에)(?:\s|$))"
    r"(?=\S)|"
    r"(?<!\S)(?:1[0-2]|[1-9])월\s(?=(?:[^\s]+\s){1,5}?\S+[다라자냐]고\s"
    r"(?:본|전망한|예상한|내다본)\s)"
)
_RELATIVE: dict[str, Callable[[date], Days]] = {
    "오늘": lambda today: (today, today),
    "어제": lambda today: (today - timedelta(1), today - timedelta(1)),
    "그저께": lambda today: (today - timedelta(2), today - timedelta(2)),
    "그제": lambda today: (today - timedelta(2), today - timedelta(2)),
    "이번 주": lambda today: (today - timedelta(today.weekday()), today),
    "지난주": lambda today: (today - timedelta(today.weekday() + 7), today - timedelta(today.weekday() + 1)),
    "이번 달": lambda today: (today.replace(day=1), today),
    "지난달": lambda today: _month(*_month_before(today)),
}
_RELATIVE_WORDS = re.compile(
    "(?:"
    + "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in _RELATIVE)
    + r"|지난\s주|지난\s달)(?:(?<=달)\s(?P<day>[12]?\d|3[01])일)?"
)
_LAST = re.compile(r"(?:최근|지난)\s?(?P<count>\d{1,3})\s?(?P<unit>일|주일?|개월|달|년)\s?(?:간|동안)?")
_MONTHS = 12
_DAYS = {"일": 1, "주": 7, "주일": 7, "개월": 30, "달": 30, "년": 365}
_KEPT = "\0"
_BOUND = re.compile(r"\s?(?:(?P<since>이후|이래|부터)|(?P<until>이전|까지|사이))(?:의|에)?")
_BETWEEN = re.compile(r"(?<=[월년일기])에서(?=\s[^\s].{0,12}사이)")  # "5월에서 7월 사이"
_TAIL = re.compile(r"\s?(?:에는|에서|에|의|중|동안|들어)?(?=\s|$|[?.,!])")


def find_korean_dates(text: str, today: date) -> tuple[date | None, date | None, str]:
    """Find the time that a Korean question asks for.

    Args:
        text: The question.
        today: What "지난달" is counted from.

    Returns:
        (first day, last day, the question without its time); None where it sets no bound.
    """
    text = _OF_TOPIC.sub(_kept, _BETWEEN.sub("부터", text))
    since: date | None = None
    until: date | None = None
    while (found := _first(text, today)) is not None:
        days, start, end = found
        if days[0] is not None and days[0] > today:  # when nobody has said anything yet: it is what is spoken about
            text = f"{text[:start]}{_KEPT.join(text[start:end])}{text[end:]}"
            continue
        bound = _BOUND.match(text, end)
        if bound is not None and bound["since"]:
            since = days[0]
        elif bound is not None:
            until = days[1] if bound["until"] in {"까지", "사이"} else (days[0] or today) - timedelta(1)
        else:
            since, until = days
        tail = _TAIL.match(text, bound.end() if bound else end)
        text = f"{text[:start]} {text[tail.end() if tail else end :]}"
    return since, until, " ".join(text.replace(_KEPT, "").split())


def _kept(time: re.Match[str]) -> str:
    """A time that is part of the topic, so that it is read as none."""
    return _KEPT.join(time.group())


def _first(text: str, today: date) -> tuple[Days, int, int] | None:
    for read in (_weekday, _season, _days_ago, _last, _relative, _part, _dated):
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
    word = re.sub(r"\s|\d+일$", "", match.group())
    days = next(of for name, of in _RELATIVE.items() if name.replace(" ", "") == word)(today)
    if match["day"] and days[0] is not None:
        day = _day(days[0].year, days[0].month, match["day"])
        days = day, day
    return days, match.start(), match.end()


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
        if match is None:
            return None
        days = _of_month(match["month"], match["day"], None, today)
        return (_of_part(days, match["part"]) if match["part"] else days), *match.span()
    year = _year(match["year"], match["ago"], today) or today.year
    if match["of"]:
        return _of_month(match["of"], match["of_day"], year, today), *match.span()
    return (date(year, 1, 1), date(year, 12, 31)), *match.span()


def _weekday(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    number = "월화수목금토일".index(match["day"])
    day = today - timedelta(today.weekday() - number)  # of this week
    if match["week"].startswith("지난"):
        day -= timedelta(7) if "주" in match["week"] or day >= today else timedelta(0)
    return (day, day), match.start(), match.end()


def _season(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _SEASON.search(text)
    if match is None:
        return None
    first = _SEASONS[match["season"]]
    begins = date(today.year, first, 1)
    if match["when"] in {"지난", "지난해", "작년", "재작년"}:
        years = {"지난": 0 if begins <= today else 1, "재작년": 2}.get(match["when"], 1)
        begins = date(today.year - years, first, 1)
    last = begins.month + 2
    year, month = (begins.year, last) if last <= _MONTHS else (begins.year + 1, last - _MONTHS)
    return (begins, _month(year, month)[1]), match.start(), match.end()


def _days_ago(text: str, today: date) -> tuple[Days, int, int] | None:
    match = _DAYS_AGO.search(text)
    if match is None:
        return None
    day = today - timedelta(int(match["count"]))
    return (day, day), match.start(), match.end()


def _of_part(days: Days, part: str) -> Days:
    """The beginning, the middle or the end of a month."""
    first, last = days
    if first is None or last is None:
        return days
    begins, ends = _PARTS[part]
    return first.replace(day=begins), first.replace(day=min(ends, last.day))


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
    return today.year - {"올해": 0, "올": 0, "작년": 1, "지난해": 1, "재작년": 2}[relative] if relative else None


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_before(today: date) -> tuple[int, int]:
    return (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
