"""Phrases for days and periods: "18 March", "the second quarter", "last spring", "mid-June", "Earth Day 2021"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from index.answering.reading.holidays import HOLIDAY, holiday

Days = tuple[date, date]  # first and last, both inclusive

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month each begins in
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {"a": 1, "an": 1, "few": 3, "couple": 2, "couple of": 2, "several": 5}
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:" + "|".join(_WEEKDAYS) + ")"
_SEASON = "(?:" + "|".join(_SEASONS) + ")"
_ORDINAL = "(?:" + "|".join(_ORDINALS) + ")"
_YEAR = r"(?:19|20)\d\d(?!\w|-\d\d?-)"
_SOME_YEAR = rf"(?:{_YEAR}|(?:this|last|the|that|the (?:same|current|previous)) year)"
_PART = r"(?:early|mid|middle|late|the (?:beginning|start|middle|end) of|beginning of|start of|end of)"
_OF_YEAR = rf"(?:,? (?:(?:of|in) )?{_SOME_YEAR})?"
_UNIT = "(?:" + "|".join(_LENGTHS) + ")s?"
_COUNT = r"(?:\d{1,6}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"

# A day that is named; a period that is one wherever it stands; and what is one only after "in", "since" and the like.
DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: {_YEAR})?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?)(?![\w-])"
)
CERTAIN = (
    rf"(?:today|yesterday|recently|lately|this (?:week|month|quarter|year)|"
    rf"(?:the )?(?:last|past|previous) (?:week|month|quarter|year|weekend)|"
    rf"(?:(?:the|these) )?(?:last|past|previous) {_COUNT} {_UNIT}|{_COUNT} {_UNIT} ago|"
    rf"earlier (?:today|this (?:week|month|year))|(?:the )?week of {DAY}|"
    rf"last {_WEEKDAY}|(?:last|this past) (?:{_MONTH}|{_SEASON})|this {_SEASON}|{_SEASON},? (?:of )?{_YEAR}|"
    rf"{_PART}[ -](?:(?:last |this )?{_SEASON}{_OF_YEAR}|{_MONTH}{_OF_YEAR}|(?:this|last|the) year|{_YEAR})|"
    rf"(?:(?:the )?(?:{_ORDINAL}|last) (?:quarter|half)|\bq[1-4]|\bh[12]){_OF_YEAR}|{_YEAR} (?:q[1-4]|h[12])|"
    rf"{_MONTH},?(?: of)? {_YEAR}|{_MONTH}\s?[-–]\s?{_MONTH}(?:,? {_YEAR})?|{_YEAR}[-–]{_YEAR})(?!\w)"
)
LIKELY = (
    rf"(?:(?:the )?{_SEASON}(?! of (?!{_YEAR}))|{_MONTH}|{_YEAR}|(?:the )?(?:weekend|{_WEEKDAY})|"
    rf"{HOLIDAY}{_OF_YEAR})(?![\w-]*\w)"
)
# Days of one month, and what has a day that is known but is a topic as well.
DAYS_OF_MONTH = (
    rf"(?:(?:the )?(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|to|and|until)\s?(?:the )?(?P<last>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?|(?P<named>{_MONTH}) (?P<one>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?\s?(?:-|–|to|and|until)\s?(?P<other>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<of>{_YEAR}))?)(?![\w-])"
)
EVENT = (
    rf"the (?:(?:us|u\.s\.|american|presidential|general|midterm) )*(?:elections?|midterms)(?: (?:of |in "
    rf")?{_YEAR})?(?!\w)"
)
# What has a day that only the articles can tell.
HAPPENED = (
    r"the (?!(?:end|start|beginning|week|day|month|year|time)\b)(?:[\w'’-]+ ){0,2}?(?:elections?|summit|referendum|"
    r"inauguration|verdict|ceasefire|truce|accord|earthquake|storm|hurricane|floods?|explosion|accident|crash|derailment|"
    r"spill|reshuffle|coup|invasion|assassination|walkout)(?! (?:of|in|on) \w)(?!\w)"
)


def period(text: str, today: date) -> Days | None:
    """The first and last day that a phrase means, or None when it names no real day."""
    phrase = " ".join(re.sub(r"[,.()]", " ", text.lower()).split())
    phrase = re.sub(r" (?:morning|afternoon|evening|night)$", "", phrase)
    try:
        for read in _READERS:
            if (days := read(phrase, today)) is not None:
                return days
    except (ValueError, OverflowError):
        pass
    return None


def _current(phrase: str, today: date) -> Days | None:
    """The day or period that goes on: "today", "this week"."""
    if phrase == "yesterday":
        return (today - timedelta(days=1),) * 2
    phrase = phrase.removeprefix("earlier ")
    first = {
        "today": today,
        "this week": today - timedelta(days=today.weekday()),
        "this month": today.replace(day=1),
        "this quarter": today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
        "this year": today.replace(month=1, day=1),
        "recently": today - timedelta(days=30),
        "lately": today - timedelta(days=30),
    }.get(phrase)
    return (first, today) if first else None


def _previous(phrase: str, today: date) -> Days | None:
    """The whole period before: "last week", "previous year"."""
    unit = re.fullmatch(r"(?:the )?(?:last|past|previous) (week|month|quarter|year|weekend)|(?:the )?(weekend)", phrase)
    if unit is None:
        return None
    monday = today - timedelta(days=today.weekday())
    match unit.group(1) or unit.group(2):
        case "week":
            return monday - timedelta(days=7), monday - timedelta(days=1)
        case "weekend":
            return monday - timedelta(days=2), monday - timedelta(days=1)
        case "month":
            return _months(*_back(today, 1), 1)
        case "quarter":
            return _months(*_back(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3), 3)
    return _year(today.year - 1)


def _counted(phrase: str, today: date) -> Days | None:
    """So many units back: "the last three weeks", "two days ago"."""
    many = re.fullmatch(rf"(?:(?:the|these) )?(?:last|past|previous) ({_COUNT}) ({_UNIT})", phrase)
    ago = re.fullmatch(rf"({_COUNT}) ({_UNIT}) ago", phrase)
    match = many or ago
    if match is None:
        return None
    number, unit = match.group(1), match.group(2).removesuffix("s")
    count = int(number) if number.isdigit() else _NUMBERS[number]
    start = today - timedelta(days=count * _LENGTHS[unit])
    return (start, today) if many else (start, start if unit == "day" else start + timedelta(days=6))


def _weekday(phrase: str, today: date) -> Days | None:
    """The latest such day before today: "Monday", "last Friday"."""
    name = re.sub(r"^(?:last|on|this|the) ", "", phrase)
    if name not in _WEEKDAYS:
        return None
    day = today - timedelta(days=(today.weekday() - _WEEKDAYS[name]) % 7 or 7)
    return day, day


def _week_of(phrase: str, today: date) -> Days | None:
    week = re.fullmatch(r"(?:the )?week of (.+)", phrase)
    days = period(week.group(1), today) if week else None
    if days is None:
        return None
    monday = days[0] - timedelta(days=days[0].weekday())
    return monday, monday + timedelta(days=6)


def _day(phrase: str, today: date) -> Days | None:
    iso = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", phrase)
    if iso:
        return (date(*map(int, iso.groups())),) * 2
    day_first = re.fullmatch(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?", phrase
    )
    month_first = re.fullmatch(
        rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<year>\d{{4}}))?", phrase
    )
    match = day_first or month_first
    if match is None:
        return None
    month, number, year = _MONTHS[match["month"]], int(match["day"]), match["year"]
    return (date(int(year), month, number) if year else _last_day(month, number, today),) * 2


def _last_day(month: int, number: int, today: date) -> date:
    """The last such day there was.  Raises ValueError when no year has it."""
    for year in range(today.year, max(0, today.year - 9), -1):
        if 1 <= number <= calendar.monthrange(year, month)[1] and date(year, month, number) <= today:
            return date(year, month, number)
    raise ValueError(f"there is no day {number} in month {month}")


def _month(phrase: str, today: date) -> Days | None:
    match = re.fullmatch(
        rf"(?P<last>last |this past )?(?P<month>{_MONTH})(?: of| in)?(?: (?P<year>{_SOME_YEAR}))?", phrase
    )
    if match is None:
        return None
    month = _MONTHS[match["month"]]
    if match["year"]:
        return _months(_year_of(match["year"], today), month, 1)
    begun = month < today.month if match["last"] else month <= today.month
    return _months(today.year - (not begun), month, 1)


def _range(phrase: str, today: date) -> Days | None:
    """Two months or years with a dash between them."""
    match = re.fullmatch(rf"(?P<first>{_MONTH}|{_YEAR})\s?[-–]\s?(?P<last>(?:{_MONTH}|{_YEAR})(?: {_YEAR})?)", phrase)
    last = period(match["last"], today) if match else None
    if match is None or last is None:
        return None
    dated = match["first"] if match["first"][0].isdigit() else f"{match['first']} {last[0].year}"
    first = period(dated, today)
    return (first[0], last[1]) if first and first[0] <= last[0] else None


def _season(phrase: str, today: date) -> Days | None:
    match = re.fullmatch(
        rf"(?P<which>last |this past |this |the )?(?P<season>{_SEASON})(?: of| in)?(?: (?P<year>{_SOME_YEAR}))?", phrase
    )
    if match is None:
        return None
    month = _SEASONS[match["season"]]
    if match["year"]:
        year = _year_of(match["year"], today)
        return _months(year - (month == 12), month, 3)  # the winter of a year is the one that ends in it
    last = (match["which"] or "").strip() in {"last", "this past"}
    for year in (today.year, today.year - 1, today.year - 2):
        if year < 1:
            break
        days = _months(year, month, 3)
        if (days[1] if last else days[0]) < today:
            return days
    return None


def _third(phrase: str, today: date) -> Days | None:
    """The beginning, middle or end of a month, a season or a year."""
    match = re.fullmatch(
        r"(?:the )?(?P<part>early|mid|middle|late|beginning|start|end)(?: of)?[ -](?P<whole>.+)", phrase
    )
    if match is None:
        return None
    whole = match["whole"]
    years = re.fullmatch(_SOME_YEAR, whole)
    days = _year(_year_of(whole, today)) if years else _month(whole, today) or _season(whole, today)
    if days is None:
        return None
    place = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1}.get(match["part"], 2)
    if years:
        return _months(days[0].year, (1, 5, 9)[place], 4)
    third = (days[1] - days[0]).days / 3
    return days[0] + timedelta(days=int(place * third)), days[0] + timedelta(days=round((place + 1) * third))


def _quarter_or_half(phrase: str, today: date) -> Days | None:
    match = re.fullmatch(
        rf"(?:(?:the )?(?P<which>{_ORDINAL}|last) (?P<unit>quarter|half)|(?P<short>[qh])(?P<number>[1-4]))"
        rf"(?: (?:of |in )?(?P<year>{_SOME_YEAR}))?|(?P<before>{_YEAR}) (?P<short_after>[qh])(?P<number_after>[1-4])",
        phrase,
    )
    if match is None:
        return None
    short = match["short"] or match["short_after"]
    months = 6 if short == "h" or match["unit"] == "half" else 3
    number = match["number"] or match["number_after"]
    place = int(number) if number else _ORDINALS.get(match["which"], 12 // months)
    if place * months > 12:
        return None
    first = (place - 1) * months + 1
    named = match["year"] or match["before"]
    year = _year_of(named, today) if named else today.year - (first > today.month)
    return _months(year, first, months)


def _whole_year(phrase: str, today: date) -> Days | None:
    return _year(_year_of(phrase, today)) if re.fullmatch(_SOME_YEAR, phrase) else None


def _holiday(phrase: str, today: date) -> Days | None:
    match = re.fullmatch(rf"(?P<name>{HOLIDAY})(?: (?:of |in )?(?P<year>{_SOME_YEAR}))?", phrase)
    if match is None:
        return None
    if match["year"]:
        day = holiday(match["name"], _year_of(match["year"], today))
    else:
        day = holiday(match["name"], today.year)
        if day > today:
            day = holiday(match["name"], today.year - 1)
    return day, day


def _election(phrase: str, today: date) -> Days | None:
    """An election of the United States, on the Tuesday after the first Monday of November."""
    match = re.fullmatch(rf"{EVENT}", phrase.replace("u s ", "us "))
    if match is None:
        return None
    year = re.search(_YEAR, phrase)
    return _holiday(f"election day {year.group()}" if year else "election day", today)


_READERS: tuple[Callable[[str, date], Days | None], ...] = (
    _current, _previous, _counted, _weekday, _week_of, _day, _month, _range,
    _season, _third, _quarter_or_half, _whole_year,
    _holiday, _election,
)  # fmt: skip


def _year_of(text: str, today: date) -> int:
    if text[:4].isdigit():
        return int(text[:4])
    return today.year - ("last" in text or "previous" in text)


def _year(number: int) -> Days:
    return date(number, 1, 1), date(number, 12, 31)


def _back(day: date, months: int) -> tuple[int, int]:
    """The year and the month so many months before a day's."""
    count = day.year * 12 + day.month - 1 - months
    return count // 12, count % 12 + 1


def _months(year: int, month: int, count: int) -> Days:
    """So many months from the first one on."""
    last = month + count - 1
    end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(*end, calendar.monthrange(*end)[1])
