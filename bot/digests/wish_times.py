"""The days and times of a wish as people write them: "weekdays 8:30", "every evening at 6", "월수금 아침 8시"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.digests.schedule import ALL_DAYS, WORKDAYS

MORNING, EVENING, NOON, AFTERNOON = time(8), time(18), time(12), time(15)
MONDAY, WEEKEND = frozenset({0}), frozenset({5, 6})

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
DAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_AND = r"(?:\s*(?:,\s*and|,|and|&|\+|/)\s*|\s)"
_DAYS = rf"{_DAY}(?:{_AND}{_DAY})*"
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_PAST = r"(?:half(?: past)?|(?:a )?quarter (?:past|to))"
_TO_THE_MINUTE = (  # "ten past seven"
    r"(?:five|ten|twenty(?:[- ]five)?|5|10|20|25)(?: minutes)? (?:past|to) "
    rf"(?:{'|'.join(_HOURS)}|\d{{1,2}})(?![\w:])"
)
_SPOKEN = (
    rf"(?:{_PAST}\s+)?(?:{'|'.join(_HOURS)})(?:[- ](?:fifteen|thirty))?(?:\s+o['’]?clock)?"
    rf"|{_PAST}\s+\d{{1,2}}"
)
_HALVES = r"[ap]\.?m\.?"
_NUMBER = rf"\d{{1,2}}(?:[:.h]\d{{2}})?\s*(?:{_HALVES}|h\b|o['’]?clock)?"
_EXACT = (
    rf"\d{{1,2}}[:.h]\d{{2}}\s*(?:{_HALVES})?|\d{{1,2}}\s*(?:{_HALVES}|o['’]?clock|h(?:rs|ours)?\b)"
    r"|\d{4}\s*(?:hrs|hours)"
)
_KOREAN_DAYS = "월화수목금토일"
_KOREAN_DAY = rf"[{_KOREAN_DAYS}]요일"
_KOREAN_DAY_LIST = rf"{_KOREAN_DAY}(?:\s*(?:(?:[,·/과와]|이랑|하고|및)\s*)?{_KOREAN_DAY})*"
_KOREAN_HOUR = r"(?:오전|오후|아침|저녁|밤)?\s*\d{1,2}시(?:\s*\d{1,2}분|\s*반)?"
_SHORT_DAYS = (  # 월수금, 화·목; 금일 is today
    rf"(?<![가-힣])(?!금일)(?=[{_KOREAN_DAYS}]){''.join(f'{day}?[·,/]?' for day in _KOREAN_DAYS)}(?<=[{_KOREAN_DAYS}])"
    r"(?:요일)?"
)

_DAY_NAMES = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
PARTS = {
    "morning": MORNING, "evening": EVENING, "night": EVENING, "noon": NOON, "lunch": NOON, "lunchtime": NOON,
    "afternoon": AFTERNOON,
}  # fmt: skip
_PART = rf"(?:\s+(?P<part>{'|'.join(PARTS)})s?)?"

Days = frozenset[int]

# Patterns of days, with the days and the part of the day that they tell by themselves; named days tell it by groups.
WHEN: tuple[tuple[re.Pattern[str], Days | None, time | None], ...] = (
    (re.compile(rf"\b(?P<days>{_DAY}\s*(?:to|through|till|until|-|–)\s*{_DAY})\b", re.I), None, None),
    (re.compile(rf"\b(?:(?:every|each|on|only on)\s+)+(?P<days>{_DAYS}){_PART}\b", re.I), None, None),
    (re.compile(rf"\b(?P<days>{_DAY}(?<=days)(?:{_AND}{_DAY}(?<=days))*){_PART}\b", re.I), None, None),
    (re.compile(rf"\b(?P<days>{_DAY}{_AND}{_DAYS}){_PART}(?=\s*$|\s*,|\s+at\b|\s+\d)", re.I), None, None),
    (re.compile(rf"(?:[,:;]|\s[-–])\s*(?P<days>{_DAYS}){_PART}(?=\s*$|\s*,|\s+(?:at\b|\d|[-–]\s))", re.I), None, None),
    (re.compile(rf"^(?P<days>{_DAYS}){_PART}(?:\s+only)?(?=\s*[:,]|\s+(?:[-–]\s|at\b|\d))", re.I), None, None),
    (re.compile(r"\s(?-i:(?P<days>Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat))\s*$"), None, None),
    (re.compile(rf"\b(?:(?:on|every|each|at|all)\s+)*(?:week|work|working "
        rf"|work )days?{_PART}\b", re.I), WORKDAYS, None),
    (re.compile(r"\b(?:(?:on|every|each|at)\s+(?:the\s+)?weekends?|weekends)\b", re.I), WEEKEND, None),
    (re.compile(r"\b(?:weekly|every week|each week|once a week|(?:a|per) week)\b", re.I), MONDAY, None),
    (re.compile(r"\b(?:every|each) morning\b|\bin the morning\b|\bmornings\b", re.I), ALL_DAYS, MORNING),
    (re.compile(r"\b(?:every|each) (?:evening|night)\b|\bin the evening\b|\bevenings\b", re.I), ALL_DAYS, EVENING),
    (re.compile(r"\b(?:every|each) afternoon\b|\bin the afternoon\b|\bafternoons\b", re.I), ALL_DAYS, AFTERNOON),
    (re.compile(r"\b(?:at|every|each)\s+lunch(?:time)?\b", re.I), ALL_DAYS, NOON),
    (re.compile(r",\s*(?:in the )?(?:late |early |mid-?)?(?P<part>morning|afternoon|evening)s?$", re.I), None, None),
    (re.compile(r"\b(?:daily|every ?day|each day)\b", re.I), ALL_DAYS, None),
    (re.compile(r"\b(?:over|at|with|before|after) (?:breakfast|my coffee)\b", re.I), None, MORNING),
    (re.compile(r"\b(?:at|by|before) (?:the )?(?:end of (?:the )?day|close of business|cob"
        r"|eod)\b", re.I), None, EVENING),
    (re.compile(r"(?<![가-힣])점심 ?(?:때|시간|시간대)?(?:에|마다)?(?=\s|$|,)"), None, NOON),
    (re.compile(rf"(?:매주\s*)?(?P<days>{_KOREAN_DAY}부터\s*{_KOREAN_DAY}까지)"), None, None),
    (re.compile(rf"(?:매주\s*)?(?P<korean>{_KOREAN_DAY_LIST})(?:마다|에)?(?:\s*아침)?"), None, None),
    (re.compile(rf"매주\s*(?P<korean>[{_KOREAN_DAYS}](?:\s*[,·/]\s*[{_KOREAN_DAYS}])+)(?:요일)?(?:마다|에)?(?![가-힣])"),
     None, None),
    (re.compile(rf"매주\s*(?P<korean>{_SHORT_DAYS})(?:마다|에)?(?![가-힣])"), None, None),
    (re.compile(rf"(?P<korean>(?=[{_KOREAN_DAYS}·,/]{{2}}){_SHORT_DAYS})(?:마다|에)?(?=\s*(?:{_KOREAN_HOUR}|$))"),
     None, None),
    (re.compile(r"매주|주간|일주일에 한 ?번"), MONDAY, None),
    (re.compile(r"평일\s*저녁(?:마다|에)?(?!\s*\d)"), WORKDAYS, EVENING),
    (re.compile(r"평일\s*아침(?:마다|에)?(?!\s*\d)"), WORKDAYS, MORNING),
    (re.compile(r"평일(?:마다|에는|에|엔)?"), WORKDAYS, None),
    (re.compile(r"주말(?:마다|에는|에|엔)?"), WEEKEND, None),
    (re.compile(r"매일\s*아침(?:에)?|아침마다"), ALL_DAYS, MORNING),
    (re.compile(r"매일\s*저녁(?:에)?|저녁마다"), ALL_DAYS, EVENING),
    (re.compile(r"매일|날마다"), ALL_DAYS, None),
)  # fmt: skip

# How often at most; what would come at once comes once a day then.
ONCE_A_DAY = re.compile(
    r"[,;]?\s*(?:\b(?:and|but)\s+)?\b(?:(?:(?:no|not) more (?:often )?than|at most|max(?:imum)?\.?|just|only)\s+)?"
    r"(?:once (?:a|per|each|every) day|once daily|one (?:message|mail|e-?mail|alert)? ?(?:a"
    r"|per) day)\b(?:\s+(?:max|at most|only))?"
    r"|[,;]?\s*하루에? ?(?:최대 )?(?:한|1) ?번(?:만|씩|씩만|이하로|까지만)?",
    re.IGNORECASE,
)

# Days on which nothing is to come: "every day except Sunday", "not on weekends".
DAYS_OFF = (
    re.compile(
        r"[,;]?\s*\b(?:but\s+)?(?:not|no|never|except(?:\s+for)?|excluding|skip(?:ping)?|drop|nothing"
        r"|other than|but)\s+(?:(?:on|during|over|at)\s+)?"
        rf"(?:(?P<days>{_DAYS})|(?P<weekend>(?:the\s+)?weekends?))(?=\s*$|\s*[,;.]|\s+(?:at|please)\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:(?P<korean>{_KOREAN_DAY_LIST})|(?P<weekend>주말))(?:은|는|만|을|를)?\s*(?:빼고|제외하고|말고)"),
)

TIMES = (
    re.compile(rf"\b(?:at|by|around|before)\s+(?P<at>{_TO_THE_MINUTE})", re.IGNORECASE),
    re.compile(rf"\b(?P<at>{_TO_THE_MINUTE})(?=\s*(?:$|[,;.]))", re.IGNORECASE),
    re.compile(rf"(?:\b(?:at|by|around|before)\s+|@\s*)(?P<at>{_NUMBER})(?!\w)", re.IGNORECASE),
    re.compile(r"\bat\s+(?P<at>0\d{3})(?!\w)", re.IGNORECASE),
    re.compile(rf"\b(?:about|after|before|from|no later than|not before)\s+(?P<at>{_EXACT})(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<![\w.:])(?P<at>{_EXACT})(?!\w)", re.IGNORECASE),
    re.compile(rf"\bat\s+(?P<at>{_SPOKEN})(?![\w-])(?!\s+(?:[^\W\d]+ ){{0,2}}[^\W\d]+s\b)", re.IGNORECASE),
    re.compile(r"\b(?:at|around|about|by) (?P<at>noon|midday|midnight)\b", re.IGNORECASE),
    re.compile(r"(?:^|[,;])\s*(?P<at>noon|midday|midnight)(?=\s*(?:$|[,;]))", re.IGNORECASE),
    re.compile(rf"\b(?P<at>{_PAST}\s+(?:{'|'.join(_HOURS)}|\d{{1,2}}))\b", re.IGNORECASE),
    re.compile(rf"(?P<at>{_KOREAN_HOUR}|정오|자정)(?:에)?"),
)
# A second time of day, behind the first, which a subscription has no room for.
SECOND_TIME = re.compile(
    rf"^\s*(?:and|&|\+|,|와|과|하고|,?\s*그리고)\s*(?:at\s+)?(?:{_EXACT}|{_NUMBER}|{_KOREAN_HOUR})(?!\w)"
)
# "… on Mondays at 8 and … at 9"
LATER_TIME = re.compile(rf"\bat\s+{_NUMBER}(?=\s*(?:$|[,;]))", re.IGNORECASE)
SECOND_KOREAN_TIME = re.compile(rf"(?<![가-힣])(?:{_KOREAN_HOUR})(?:에)?")

_TIMES_OFTEN = r"(?:twice|(?:two|three|four|\d+) times)"
_UNITS = r"(?:minutes?|hours?|days?|weeks?|months?)"
IMPOSSIBLE = re.compile(
    r"\b(?:hourly|monthly|yearly|fortnightly"
    rf"|{_TIMES_OFTEN} (?:a|per|every) (?:day|week|month)|(?:twice|bi)[- ]?(?:daily|weekly|monthly)"
    rf"|every (?:other|second|third|\d+(?:st|nd|rd|th)?|two|three|few) {_UNITS}"
    rf"|(?:on )?every (?:other|second|2nd|third|3rd|first|last) {_DAY}(?: of the month)?"
    rf"|(?:on )?(?:the )?(?:first|second|third|fourth|last) {_DAY} (?:of|in) (?:the|each|every) month"
    r"|(?:(?:every|each|in the)\s+)?mornings? and (?:(?:every|each|in the)\s+)?(?:evening|night)s?"
    r"|(?:every|each|once a|once an|once every) (?:minute|hour|month|year|quarter(?! (?:to|past)))"
    rf"|(?:starting|beginning|as of|from) (?:tomorrow|next (?:week|month|year|{_DAY}))"
    rf"|(?:starting|beginning)(?: on)? {_DAY}"
    r"|only in (?:English|Korean)|in (?:English|Korean) only"
    rf"|(?:tomorrow|tonight|next {_DAY})(?=\s*[,:]|\s+at\b)"
    rf"|(?:until|till|up to)\s+(?!{_DAY}\b|\d{{1,2}}[:.]|noon|midnight)[^,;]{{2,40}}?(?=\s*(?:$|[,;.]|\bat\b"
    rf"|\bdaily\b|\bevery\b))"
    r"|(?:from|as of|starting(?: on)?) (?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}(?:st"
    r"|nd|rd|th)?)(?: \d{4})?"
    r"|(?:on )?(?:every|each|the) (?:\d{1,2}(?:st|nd|rd|th)|first|last)(?: day)? of (?:the|each|every) (?:month"
    r"|week|year)"
    rf"|(?:nothing|not|never) (?:after|before|later than|earlier than) (?:{_EXACT}|noon|midnight)(?: please)?"
    r"|for the next (?:few |two |three |\d+ )?(?:days?|weeks?|months?)"
    r")\b"
    r"|(?:내일|모레|오늘|다음 ?(?:주|달))부터|(?:일주일|한 ?주)에 ?(?:두|세|네|\d) ?번"
    r"|(?:오늘|내일)(?=\s*(?:아침|저녁|밤|오전|오후)?\s*\d{1,2}시)|아침(?:과|와|하고|이랑)?\s*저녁(?:으로|에)"
    rf"|(?:매주|매달|매월)?\s*(?:첫째|둘째|셋째|넷째|마지막)\s*(?:주\s*)?{_KOREAN_DAY}"
    r"|매시간|매달|매월|격주|격월|격일(?:로)?|하루 걸러|한 ?달에 (?:한|두|세) ?번|하루에? ?(?:두|세|\d) ?번"
    r"|(?:\d+|한|두|세|네|몇) ?(?:시간|주|달|개월|일|분)(?:마다|에 ?한 ?번)(?:씩)?",
    re.IGNORECASE,
)

TWICE = re.compile(r"(?:twice|two times|bi-?weekly)|.*두 ?번", re.IGNORECASE)
_SPOKEN_TIME = re.compile(
    r"(?:(?P<part>half(?: past)?|(?:(?:a )?quarter|(?P<minutes>five|ten|twenty(?:[- ]five)?|5|10|20|25)(?: minutes)?)"
    r" (?:past|to))\s+)?"
    rf"(?P<hour>{'|'.join(_HOURS)}|\d{{1,2}})(?:[- ](?P<minute>fifteen|thirty))?(?:\s+o['’]?clock)?"
)
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_HALF_DAY = re.compile(r"[ap]\.?m\b|오전|오후|아침|저녁|밤", re.IGNORECASE)  # says itself which half of the day it is
_KOREAN_PART = re.compile(r"^(?:아침|저녁|밤)")


def named_days(match: re.Match[str]) -> Days | None:
    """The days that a match of WHEN or DAYS_OFF names.

    Args:
        match: The match.

    Returns:
        The days; None where it names none.
    """
    groups = match.groupdict()
    if korean := groups.get("korean"):
        return frozenset(map(_KOREAN_DAYS.index, re.findall(rf"[{_KOREAN_DAYS}]", korean.replace("요일", ""))))
    if groups.get("weekend"):
        return WEEKEND
    if not (written := groups.get("days")):
        return None
    numbers = [_DAY_NAMES[name.lower()] for name in re.findall(r"\b(mon|tue|wed|thu|fri|sat|sun)", written, re.I)]
    numbers += map(_KOREAN_DAYS.index, re.findall(rf"([{_KOREAN_DAYS}])요일", written))
    if re.search(r"\b(?:to|through|till|until)\b|[-–]|부터", written):
        first, last = numbers
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(numbers)


def days_of(name: str) -> Days:
    """The day of a name: "Sunday".

    Args:
        name: In whatever letter case.
    """
    return frozenset({_DAY_NAMES[name.lower()[:3]]})


def part_of_day(match: re.Match[str]) -> time | None:
    """The time that a match of WHEN means by "morning" or the like; None where it says nothing of it.

    Args:
        match: The match.
    """
    return PARTS.get((match.groupdict().get("part") or "").lower())


def matches_of_days(text: str) -> Iterator[re.Match[str]]:
    """Everything in a text that tells days.

    Args:
        text: Any text.
    """
    return (match for pattern, _, _ in WHEN for match in pattern.finditer(text))


def parse_time(text: str) -> time | None:
    """Read a time of day as people write it: 8, 08:30, 8.30, 730, 8:30 pm, noon, 오후 8시 30분.

    Args:
        text: What was typed.

    Returns:
        The time; None when it is none.
    """
    plain = text.strip().lower().replace("시 반", "시 30").replace("시반", "시30")
    plain = _KOREAN_PART.sub(lambda match: "오전" if match[0] == "아침" else "오후", plain)
    named = {"noon": NOON, "midday": NOON, "midnight": time(0), "정오": NOON, "자정": time(0)}
    if plain in named:
        return named[plain]
    plain = _SPOKEN_TIME.sub(_in_digits, plain) if _SPOKEN_TIME.fullmatch(plain) else plain
    match = re.fullmatch(
        r"(오전|오후)?\s*(\d{1,2})(?:[:.h시]\s*(\d{1,2})?분?|(\d{2}))?\s*(?:(a|p)\.?m\.?|o['’]?clock|uhr)?", plain
    )
    if not match:
        return None
    hour, minute = int(match[2]), int(match[3] or match[4] or 0)
    afternoon, morning = match[5] == "p" or match[1] == "오후", match[5] == "a" or match[1] == "오전"
    if (afternoon or morning) and not 1 <= hour <= 12:
        return None
    if afternoon or morning:
        hour = hour % 12 + (12 if afternoon else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def in_part(at: time, part: time | None, written: str) -> time:
    """A time in the part of the day that a wish has named: "every evening at 6".

    Args:
        at: The time as it was read.
        part: What the wish says of the part of the day.
        written: The time as it was written.
    """
    if _HALF_DAY.search(written) or not at.hour or part is None or part < NOON:
        return at
    earliest = 5 if part == EVENING else 1  # "every night at 2"
    return at.replace(hour=at.hour + 12) if earliest <= at.hour < 12 else at


def _in_digits(spoken: re.Match[str]) -> str:
    """A time in words as one in digits: "half past six" as "6:30"."""
    hour = _HOURS.index(spoken["hour"]) + 1 if spoken["hour"] in _HOURS else int(spoken["hour"])
    if minutes := spoken["minutes"]:
        past = int(minutes) if minutes.isdigit() else _MINUTES[minutes.replace("-", " ")]
        return _minutes_from(hour, past if spoken["part"].endswith("past") else -past)
    part, minute = spoken["part"] or "", {"fifteen": 15, "thirty": 30}.get(spoken["minute"] or "", 0)
    if part.endswith("to"):
        return _minutes_from(hour, -15)
    return f"{hour}:{30 if part.startswith('half') else 15 if part else minute:02d}"


def _minutes_from(hour: int, minutes: int) -> str:
    """A time so many minutes after an hour, or before it; before one o'clock it is twelve."""
    if minutes < 0:
        hour, minutes = (hour - 1) % 24 or 12, minutes + 60
    return f"{hour}:{minutes:02d}"
