"""Dates in a question: "last week", "since March", "in the second quarter", "between May and July", "on 18 March"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.answering.reading.holidays import HOLIDAY
from index.answering.reading.periods import CERTAIN, DAY, DAYS_OF_MONTH, EVENT, HAPPENED, LIKELY, Days, period
from index.answering.reading.vocabulary import AUXILIARY, ON, SPEAK

_ANY = rf"(?:{DAY}|{CERTAIN}|{LIKELY})(?: (?:morning|afternoon|evening|night))?"
_BORDER = rf"(?:{DAY}|{CERTAIN}|{LIKELY}|{EVENT})"
_PREPOSITION = r"(?:on|in|during|for|over|within|of|at|as of|dated?|throughout|around)"
_LATER = r"(?: (?:morning|afternoon|evening|night))?(?:['’]s)?"  # "on Friday night"
_TOPIC = r"(?<!\babout )(?<!\bof )(?<!\bregarding )"
# What says that days are meant, and which: the most telling first.
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<a>{_ANY})\s*(?:\s(?:and|to|until|till|through)\s|-|–)\s*(?P<b>{_ANY})", re.IGNORECASE
)
_RANGE = re.compile(
    rf"\b(?:{_PREPOSITION}\s+)?(?P<a>{_ANY})(?:\s(?:to|until|through)\s|\s?[-–]\s?)(?P<b>{_ANY})|"
    rf"\b{_PREPOSITION}\s+(?P<first>{LIKELY})\s(?:and|or|&)\s(?:in )?(?P<second>{LIKELY})",
    re.IGNORECASE,
)
_DAYS = re.compile(rf"\b(?:(?:{_PREPOSITION}|from|between)\s+)?{DAYS_OF_MONTH}", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b(?:since|after|from|starting(?: in| on)?)\s+(?:the (?:beginning|start) of )?(?P<a>{_BORDER})"
    r"(?: on(?:wards?)?\b)?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?P<w>until|till|before|ahead of|prior to|in the (?:run-up|lead-up) to|up to|by)\s+"
    rf"(?:the (?:end|beginning|start) of )?(?P<a>{_BORDER})",
    re.IGNORECASE,
)
_SINCE_EVENT = re.compile(rf"\b(?:since|after)\s+(?P<a>{HAPPENED})", re.IGNORECASE)
_UNTIL_EVENT = re.compile(rf"\b(?P<w>before|ahead of|prior to|until)\s+(?P<a>{HAPPENED})", re.IGNORECASE)
_ON = re.compile(rf"\b(?:{_PREPOSITION}\s+)?(?:the\s+)?(?P<a>{DAY}|{CERTAIN}){_LATER}", re.IGNORECASE)
_IN = re.compile(rf"\b{_PREPOSITION}\s+(?P<a>{LIKELY}){_LATER}", re.IGNORECASE)
# A month, a season or a year that ends a question of keywords.
_AT_END = re.compile(rf"(?:^|(?<=[\w,;)-] )){_TOPIC}(?P<a>{LIKELY})(?=\W*$)", re.IGNORECASE)
_BARE = re.compile(rf"\W*(?:and |but )?(?:{_PREPOSITION}\s+)?(?P<a>{_ANY})\W*", re.IGNORECASE)
_PATTERNS = (_BETWEEN, _DAYS, _RANGE, _SINCE, _UNTIL, _SINCE_EVENT, _UNTIL_EVENT, _ON, _IN, _AT_END)
_HAPPENED = re.compile(rf"{EVENT}|{HAPPENED}", re.IGNORECASE)
_SEASON_ALONE = re.compile(r"(?:the )?(?:spring|summer|autumn|fall|winter)", re.IGNORECASE)
_NEXT = re.compile(r" ([^\W\d_][\w'’-]*)")
_LINKING = rf"{ON}|{AUXILIARY}|and|or|but|of|by|in|at|from|that|when|what|who|to|he|she|they|i"
_LINK = re.compile(_LINKING, re.I)
_NO_NOUN = re.compile(rf"{_LINKING}|{SPEAK}", re.I)
_ON_THE = re.compile(r"(?:on|over) the ", re.IGNORECASE)
DayOfEvent = Callable[[str], date | None]
_YEAR_TO_COME = re.compile(r"\b2\d{3}\b")
_ASKS_OF_FUTURE = re.compile(r"\W*(?:(?:what|when|who|how|where|which)(?: \w+)? )?will\b", re.IGNORECASE)
# Words that are months as well: alone they are no date, and none before another word.
_AMBIGUOUS = re.compile(r"(?:may|march|fall|spring|mar|jan|sat|sun|mon)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase in a text that says when.

    Attributes:
        start: Where it begins.
        end: Where it ends, exclusive.
        since: The first day; None where it is open.
        until: The last day; None where it is open.
    """

    start: int
    end: int
    since: date | None
    until: date | None


def find_dates(text: str, today: date, day_of_event: DayOfEvent | None = None) -> tuple[date | None, date | None, str]:
    """(since, until, the text without its dates).  Both days inclusive.

    Two phrases that leave days in common, such as "after March" and "before June", are both meant.

    Args:
        text: Of a question.
        today: What "last week" is counted from.
        day_of_event: Tells on which day "the election" was; without it that of the United States is meant.
    """
    since: date | None = None
    until: date | None = None
    rest = text
    for _ in range(2):
        phrase = _find(rest, today, day_of_event)
        if phrase is None:
            break
        first = max(filter(None, (since, phrase.since)), default=None)
        last = min(filter(None, (until, phrase.until)), default=None)
        if first and last and first > last:
            break
        since, until = first, last
        rest = _without(rest, phrase)
    return since, until, rest


def _without(text: str, phrase: DatePhrase) -> str:
    before, after = text[: phrase.start].rstrip(" ("), text[phrase.end :].lstrip(" )")
    if not re.search(r"\w", after):
        before = re.sub(r"\s(?:and|but|or)$", "", before)
    return re.sub(r"\s+([?!.,;:])", r"\1", re.sub(r"\s+", " ", f"{before} {after}")).strip()


def _find(text: str, today: date, day_of_event: DayOfEvent | None) -> DatePhrase | None:
    """The most telling phrase."""
    bare = _BARE.fullmatch(text)
    if bare and not _AMBIGUOUS.fullmatch(text.strip(" ?!.")) and (days := period(bare["a"], today)):
        return DatePhrase(0, len(text), *days)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _is_to_come(text, match, today) or _is_no_time(pattern, text, match):
                continue
            bounds = _bounds(pattern, match, today, day_of_event)
            if bounds is not None:
                return DatePhrase(_start(pattern, text, match), match.end(), *bounds)
    return None


def _is_to_come(text: str, match: re.Match[str], today: date) -> bool:
    """Whether a year hasn't come yet, so that it tells of what is spoken: "what did X say about the tunnel in 2040"."""
    years = [int(year) for year in _YEAR_TO_COME.findall(match.group())]
    return bool(years) and min(years) > today.year and not _ASKS_OF_FUTURE.match(text)


def _is_no_time(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Whether what may be a time belongs to what is spoken of."""
    if pattern is _AT_END:
        return not _ends_keywords(text, match)
    return pattern is _IN and _is_of_thing(text, match)


def _is_of_thing(text: str, match: re.Match[str]) -> bool:
    """Whether a season belongs to the noun after it: "on the winter ferry", "about the autumn budget"."""
    following = _NEXT.match(text, match.end())
    return bool(following and _SEASON_ALONE.fullmatch(match["a"]) and not _NO_NOUN.fullmatch(following[1]))


def _start(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> int:
    """Where a phrase begins; within a topic, before its noun, without "on the": "Quell on the March 2031 strike"."""
    following = _NEXT.match(text, match.end()) if pattern is _ON and _ON_THE.match(match.group()) else None
    return match.start("a") if following and not _LINK.fullmatch(following[1]) else match.start()


def _ends_keywords(text: str, match: re.Match[str]) -> bool:
    """Whether a bare month or year at the end says when: not in "agenda 2030", "about March" or "Tokyo 2020"."""
    before = text[: match.start()].rstrip()
    if not before or before.endswith(","):
        return True
    if before[-1].isdigit():
        return False  # "30 Feb" is no day, and not the month either
    if _AMBIGUOUS.fullmatch(match["a"]) or re.fullmatch(HOLIDAY, match["a"], re.IGNORECASE):
        return False  # "the agreement of Good Friday" is meant as often
    last = before.split()[-1]
    return not (last[:1].isupper() and match["a"].isdigit() and not text.islower())


def _bounds(
    pattern: re.Pattern[str], match: re.Match[str], today: date, day_of_event: DayOfEvent | None
) -> tuple[date | None, date | None] | None:
    """The first and last day that a match means, either of them open; None when it names no real day."""
    if pattern is _DAYS:
        return _days_of_month(match, today)
    if pattern in (_BETWEEN, _RANGE):
        return _from_to(match, today)
    days = _days_of(match["a"], today, day_of_event)
    if days is None or (pattern is _AT_END and days[0] > today):
        return None
    if pattern in (_SINCE, _SINCE_EVENT):
        return days[0], None
    return _until(match["w"].lower(), days) if pattern in (_UNTIL, _UNTIL_EVENT) else days


def _days_of(phrase: str, today: date, day_of_event: DayOfEvent | None) -> Days | None:
    """The days of a period, or the day of an event where the articles tell it."""
    if day_of_event is None or not _HAPPENED.fullmatch(phrase):
        return period(phrase, today)
    day = day_of_event(phrase)
    return (day, day) if day else None


def _until(word: str, days: Days) -> tuple[None, date]:
    """The last day of what is until or before some days."""
    if word in {"until", "till", "up to", "by"}:
        return None, days[1]
    return None, days[0] - timedelta(days=1) if days[0] > date.min else days[0]


def _from_to(match: re.Match[str], today: date) -> Days | None:
    """The days of "from May to July" or "in May and June"."""
    named = match.groupdict()
    first, second = (named["a"], named["b"]) if named["a"] else (named["first"], named["second"])
    days, last = period(first, today), period(second, today)
    return _between(first, days, last, today) if days and last else None


def _days_of_month(match: re.Match[str], today: date) -> Days | None:
    """The days of "3-5 June" or "June 3 to 7"."""
    month, year = match["month"] or match["named"], match["year"] or match["of"] or ""
    first, last = (match["first"], match["last"]) if match["first"] else (match["one"], match["other"])
    days = [period(f"{number} {month} {year}", today) for number in (first, last)]
    return (days[0][0], days[1][1]) if days[0] and days[1] and days[0] <= days[1] else None


def _between(first: str, days: Days, last: Days, today: date) -> Days:
    if not re.search(r"\d{4}", first):  # "between May and July 2021"
        years = (last[0].year, last[0].year - 1)
        dated = (period(f"{first} {year}", today) for year in years)
        days = next((each for each in dated if each and each[0] <= last[0]), days)
    return min(days[0], last[0]), max(days[1], last[1])
