"""A wish as people write it, "inflation every Monday at 7, not sport": when it is to come, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time

from bot.digests.schedule import ALL_DAYS, WORKDAYS
from bot.digests.subscriptions import SubscriptionKind

MAX_LENGTH = 300  # characters of a wish that are read
PLACEHOLDER = 0xE000  # of names, in the private use area: a letter to no pattern
MOST_WORDS = 7  # of what is wished for, in a message that is no command
MORNING, EVENING, NOON = time(8), time(18), time(12)
WEEKEND = frozenset({5, 6})

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_DAYS = rf"{_DAY}(?:\s*(?:,|and|&|/|,\s*and)\s*{_DAY})*"
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_SPOKEN = (
    rf"(?:(?:half past|(?:a )?quarter (?:past|to))\s+)?(?:{'|'.join(_HOURS)})(?:[- ](?:fifteen|thirty))?"
    r"(?:\s+o['’]?clock)?|(?:half past|(?:a )?quarter (?:past|to))\s+\d{1,2}"
)
_NUMBER = r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|h\b|o['’]?clock)?"
_KOREAN_DAYS = "월화수목금토일"
_KOREAN_DAY = rf"[{_KOREAN_DAYS}]요일"

_POLITE = re.compile(
    r"^(?:hi|hello|hey)?[,!. ]*(?:please\s+|can you\s+|could you\s+|i['’]?d like(?: to (?:get|have|receive|see))?\s+|"
    r"i want(?: to (?:get|have|receive|see))?\s+|i would like(?: to (?:get|have|receive|see))?\s+)*"
    r"(?:(?:send|give|bring|mail|get|show)\s+(?:me|us)\s+|subscribe\s+(?:me\s+|us\s+)?to\s+|"
    r"keep (?:me|us) (?:posted|updated|informed|in the loop|up to date) (?:on|about|with)\s+|"
    r"update (?:me|us) (?:on|about)\s+|(?:i need|set up|make|create)\s+)?(?:(?:only|just)\s+)?"
    r"(?:(?:(?:an?|the|my|any)\s+)?(?:digests?|summary|summaries|overview|roundup|briefing|updates?|news|headlines)\s+(?:on|about|of|for|from)\s+)?",
    re.IGNORECASE,
)
_FORM = re.compile(r"\b(?P<how>daily|weekly)\s+(?:digests?|summary|overview|roundup|briefing|updates?|news)\b", re.I)
_ORDERS_FORM = re.compile(  # what stands before "daily digest about" where it is ordered
    r"(?:please\s+)?(?:(?:i(?:['’]d| would) like|i want|i need|set up|make(?: me)?|create|give me|send me)\s+)?"
    r"(?:an?\s+)?",
    re.IGNORECASE,
)
_FORM_OF = re.compile(r"\s+(?:on|about|of|for|from)\s", re.IGNORECASE)
_TRAILING_NEWS = re.compile(r"(?<!\bfake)(?<!\bbreaking)(?<!\ball)(?<!\bthe)(?<=\w) (?:news|updates|headlines)$")
_AT_ONCE = re.compile(
    r"\b(?:as (?:it|they) happens?|as soon as (?:it|they) (?:happens?|appears?|comes?(?: in)?)|immediately|instantly|"
    r"at once|right away|in real ?time|alerts? (?:on|about|for)|notify me (?:on|about|of)|alert me (?:to|on|about))\b|"
    r"즉시|바로바로|실시간",
    re.IGNORECASE,
)
_IMPOSSIBLE = re.compile(
    r"\b(?:hourly|monthly|yearly|fortnightly|(?:twice|three times|\d+ times) (?:a|per) (?:day|week|month)|"
    r"every (?:other|second|third|\d+(?:st|nd|rd|th)?|two|three|few) (?:minutes?|hours?|days?|weeks?|months?)|"
    rf"(?:on )?every (?:other|second|2nd|third|3rd|first|last) {_DAY}(?: of the month)?|"
    r"(?:every|each|once a|once an) (?:minute|hour|month|year)|every (?:minute|hour))\b|매시간|매달|매월|격주",
    re.IGNORECASE,
)
_PART = r"(?:\s+(?P<part>morning|evening|night|noon|afternoon)s?)?"
_PARTS = {"morning": MORNING, "evening": EVENING, "night": EVENING, "noon": NOON, "afternoon": time(15)}
_WHEN = (
    (re.compile(rf"\b(?P<days>{_DAY}\s*(?:to|through|till|until|-|–)\s*{_DAY})\b", re.I), None, None),
    (re.compile(rf"\b(?:(?:every|each|on|only on)\s+)+(?P<days>{_DAYS}){_PART}\b", re.I), None, None),
    (re.compile(rf"(?:\b(?P<days>{_DAY}(?<=days)(?:\s*(?:,|and|&)\s*{_DAY}(?<=days))*)\b)", re.I), None, None),
    (re.compile(rf"[,:;]\s*(?P<days>{_DAYS})(?=\s*$|\s*,|\s+at\b)", re.I), None, None),
    (re.compile(r"\b(?:(?:on|every|each|at|all)\s+)*(?:week|work|working |work )days?\b", re.I), WORKDAYS, None),
    (re.compile(r"\b(?:(?:on|every|each|at)\s+(?:the\s+)?weekends?|weekends)\b", re.I), WEEKEND, None),
    (re.compile(r"\b(?:weekly|every week|each week|once a week|(?:a|per) week)\b", re.I), frozenset({0}), None),
    (re.compile(r"\b(?:every|each) morning\b|\bin the morning\b|\bmornings\b", re.I), ALL_DAYS, MORNING),
    (re.compile(r"\b(?:every|each) (?:evening|night)\b|\bin the evening\b|\bevenings\b", re.I), ALL_DAYS, EVENING),
    (re.compile(r"\b(?:daily|every ?day|each day|once a day)\b", re.I), ALL_DAYS, None),
    (re.compile(rf"(?:매주\s*)?(?P<korean>{_KOREAN_DAY}(?:\s*[,과와]?\s*{_KOREAN_DAY})*)(?:마다|에)?(?:\s*아침)?"),
     None, None),
    (re.compile(r"매주|주간|일주일에 한 ?번"), frozenset({0}), None),
    (re.compile(r"평일(?:마다|에)?"), WORKDAYS, None),
    (re.compile(r"주말(?:마다|에)?"), WEEKEND, None),
    (re.compile(r"매일\s*아침(?:에)?|아침마다"), ALL_DAYS, MORNING),
    (re.compile(r"매일\s*저녁(?:에)?|저녁마다"), ALL_DAYS, EVENING),
    (re.compile(r"매일|날마다"), ALL_DAYS, None),
)  # fmt: skip
_TIME = (
    re.compile(rf"\b(?:at|by|@|around)\s+(?P<at>{_NUMBER})(?!\w)", re.IGNORECASE),
    re.compile(r"(?<![\w.:])(?P<at>\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?!\w)", re.IGNORECASE),
    re.compile(rf"\bat\s+(?P<at>{_SPOKEN})(?![\w-])(?!\s+(?:[^\W\d]+ ){{0,2}}[^\W\d]+s\b)", re.IGNORECASE),
    re.compile(r"\bat (?P<at>noon|midday|midnight)\b", re.IGNORECASE),
    re.compile(r"(?P<at>(?:오전|오후|아침|저녁|밤)?\s*\d{1,2}시(?:\s*\d{1,2}분|\s*반)?)(?:에)?"),
)
_WITHOUT = (
    re.compile(
        r"[,;]?\s*\b(?:but\s+(?:not|no|nothing (?:on|about))|except(?:\s+for)?|excluding|without|other than|minus|"
        r"leave out|leaving out|and not|not about)\s+(?:anything\s+(?:on|about)\s+)?(?P<what>[^,;]+?)"
        r"(?=$|[,;]|\s+(?:every|each|at|on|weekly|daily|in|from)\b)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|(?<=[\s,;(]))[-–−](?P<what>“[^”]+”|\"[^\"]+\"|[^\W\d][\w-]*)"),
    re.compile(r"[,;]\s*(?:not?|nothing (?:on|about))\s+(?P<what>[^,;]+?)(?=$|[,;])", re.IGNORECASE),
    re.compile(r"(?:^|\s)not?\s+(?:on\s+|about\s+)?(?P<what>[^,;]{2,40})$", re.IGNORECASE),
    re.compile(r"(?P<what>\S+?)(?:은|는|을|를)?\s*(?:빼고|제외(?:하고|한)?|말고)"),
)
_KOREAN_END = re.compile(r"\s*(?:소식|뉴스)?(?:을|를)?\s*(?:보내|알려)\s*(?:줘|주세요|줘요)[.!]*$|\s*(?:소식|뉴스)$")
_LIKE_OUTLET = re.compile(r"\bThe (?:Daily|Weekly|Sunday|Monday) [A-Z]\w+")
_SPOKEN_TIME = re.compile(
    r"(?:(?P<part>half past|(?:a )?quarter past|(?:a )?quarter to)\s+)?"
    rf"(?P<hour>{'|'.join(_HOURS)}|\d{{1,2}})(?:[- ](?P<minute>fifteen|thirty))?(?:\s+o['’]?clock)?"
)
_HALF_DAY = re.compile(r"[ap]\.?m\b|오전|오후|아침|저녁|밤", re.IGNORECASE)  # says itself which half of the day it is
_KOREAN_PART = re.compile(r"^(?:아침|저녁|밤)")
_LOOSE = re.compile(r"^[\s,;.:·–-]+|[\s,;.:·–-]+$")
_DANGLING = re.compile(r"\s+(?:and|on|at|every|each|please|thanks|to me|for me)$|^(?:and|on|about|of|for)\s+", re.I)
_QUESTION = re.compile(
    r"^(?:wh(?:at|o|om|ose|en|ere|y|ich)|how|did|do|does|has|have|had|is|are|was|were|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"^(?:please\s+)?(?:send (?:me|us)|subscribe (?:me |us )?to|"
    r"keep (?:me|us) (?:posted|updated|informed|in the loop|up to date)|"
    r"update (?:me|us) (?:on|about)|bring (?:me|us)|i(?: want|['’]d like) to (?:know|hear|read))\b|"
    r"보내\s*(?:줘|주세요|줘요)[.!]*$",
    re.IGNORECASE,
)
_REST = re.compile(  # what may stand behind the days
    r"\s*(?:$|[,;]|at\b|by\b|@|\d|please\b|in\b|from\b|on\b|-|but\b|except\b|without\b|not\b|오전|오후|보내)",
    re.IGNORECASE,
)
_NAMED_DAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wrote, taken apart; None is what they did not say.

    Attributes:
        subject: What is left: about whom or what.
        kind: Digest or alert.
        at: The time of day.
        weekdays: 0 for Monday to 6.
        without: Topics that are unwanted.
        refused: What no schedule can be, as written: "every hour".
    """

    subject: str
    kind: SubscriptionKind | None = None
    at: time | None = None
    weekdays: frozenset[int] | None = None
    without: tuple[str, ...] = ()
    refused: tuple[str, ...] = field(default=())

    @property
    def is_scheduled(self) -> bool:
        """Whether it says when it is to come."""
        return self.at is not None or self.weekdays is not None


def read_wish(text: str, names: Iterable[str] = ()) -> Wish:
    """Take a wish apart.

    Args:
        text: As typed.
        names: Of outlets, whose words tell no time: "The Weekly Herald".
    """
    plain = " ".join(text.split())[:MAX_LENGTH]
    kept = [name for name in names if name.casefold() in plain.casefold()]
    kept += [
        name for name in _LIKE_OUTLET.findall(plain) if not any(name.casefold() in each.casefold() for each in kept)
    ]
    for number, name in enumerate(kept):
        plain = re.sub(re.escape(name), chr(PLACEHOLDER + number), plain, flags=re.IGNORECASE)
    wish = _taken_apart(plain)
    for number, name in enumerate(kept):
        sign = chr(PLACEHOLDER + number)
        without = tuple(each.replace(sign, name) for each in wish.without)
        wish = replace(wish, subject=wish.subject.replace(sign, name), without=without)
    return wish


def _taken_apart(text: str) -> Wish:
    wish = Wish(text)
    wish = _with_form(wish)
    wish = _with_refused(wish)
    wish = _with_kind(wish)
    wish = _with_days(wish)
    wish = _with_time(wish)
    wish = _without_topics(wish)
    subject = _KOREAN_END.sub("", _POLITE.sub("", _trimmed(wish.subject), count=1))
    subject = _TRAILING_NEWS.sub("", subject)
    return replace(wish, subject=_trimmed(subject))


def is_wish(text: str) -> bool:
    """Whether a message that is no command asks to be sent something again and again: "Ukraine weekly"."""
    message = " ".join(text.split())
    if len(message) > MAX_LENGTH or message.endswith(("?", "？")) or _QUESTION.match(message):
        return False
    wish = read_wish(message)
    if wish.weekdays is None and not wish.refused:
        return bool(_ASKED_FOR.search(message)) and bool(wish.subject)
    form = _FORM.search(message)
    if form and _FORM_OF.match(message[form.end() :]) and _ORDERS_FORM.fullmatch(message[: form.start()]):
        return True
    if message.endswith(".") or len(wish.subject.split()) > MOST_WORDS:
        return bool(_ASKED_FOR.search(message))  # a sentence tells something
    begins = any(pattern.match(message) for pattern, _, _ in _WHEN)
    rests = (message[match.end() :] for pattern, _, _ in _WHEN for match in pattern.finditer(message))
    ends = any(map(_REST.match, rests)) or bool(wish.refused)
    return bool(_ASKED_FOR.search(message)) or begins or ends


def parse_time(text: str) -> time | None:
    """Read a time of day as people write it: 8, 08:30, 8.30, 730, 8:30 pm, noon, 오후 8시 30분.

    Args:
        text: What was typed.

    Returns:
        The time; None when it is none.
    """
    plain = text.strip().lower().replace("시 반", "시 30").replace("시반", "시30")
    plain = _KOREAN_PART.sub(lambda match: "오전" if match[0] == "아침" else "오후", plain)
    named = {"noon": NOON, "midday": NOON, "midnight": time(0)}
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


def _in_digits(spoken: re.Match[str]) -> str:
    """A time in words as one in digits: "half past six" as "6:30"."""
    hour = _HOURS.index(spoken["hour"]) + 1 if spoken["hour"] in _HOURS else int(spoken["hour"])
    part, minute = spoken["part"] or "", {"fifteen": 15, "thirty": 30}.get(spoken["minute"] or "", 0)
    if part.endswith("to"):
        return f"{(hour - 1) % 24}:45" if hour > 1 else "12:45"
    return f"{hour}:{30 if part.startswith('half') else 15 if part else minute:02d}"


def _in_part(at: time, part: time | None, written: str) -> time:
    """A time in the part of the day that a wish has named: "every evening at 6"."""
    if _HALF_DAY.search(written) or not at.hour or part is None or part < NOON:
        return at
    earliest = 5 if part == EVENING else 1  # "every night at 2"
    return at.replace(hour=at.hour + 12) if earliest <= at.hour < 12 else at


def _cut(wish: Wish, match: re.Match[str]) -> str:
    """The subject without a match."""
    before, after = wish.subject[: match.start()], wish.subject[match.end() :]
    return _trimmed(f"{before} {after}")


def _trimmed(text: str) -> str:
    previous = None
    while text != previous:
        previous, text = text, _DANGLING.sub("", _LOOSE.sub("", " ".join(text.split())))
    return text


def _with_form(wish: Wish) -> Wish:
    match = _FORM.search(wish.subject)
    if not match:
        return wish
    days = ALL_DAYS if match["how"].lower() == "daily" else frozenset({0})
    rest = re.sub(r"\s+(?:on|about|of|for|from)\s+", " ", wish.subject[match.end() :], count=1)
    subject = re.sub(r"\b(?:an?|the)\s*$", "", wish.subject[: match.start()], flags=re.IGNORECASE) + " " + rest
    return replace(wish, subject=_trimmed(subject), weekdays=days, kind=SubscriptionKind.DIGEST)


def _with_refused(wish: Wish) -> Wish:
    while match := _IMPOSSIBLE.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group()))
    return wish


def _with_kind(wish: Wish) -> Wish:
    match = _AT_ONCE.search(wish.subject)
    return replace(wish, subject=_cut(wish, match), kind=SubscriptionKind.ALERT) if match else wish


def _with_days(wish: Wish) -> Wish:
    """Whatever tells days is taken out; what is said more exactly counts: "weekly on Friday"."""
    for pattern, days, at in _WHEN:
        while match := pattern.search(wish.subject):
            named = _named_days(match) or days
            known = wish.weekdays if wish.weekdays and (wish.weekdays != frozenset({0}) or days is not None) else None
            part = _PARTS.get((match.groupdict().get("part") or "").lower())
            wish = replace(wish, subject=_cut(wish, match), weekdays=known or named, at=wish.at or part or at)
    return wish


def _named_days(match: re.Match[str]) -> frozenset[int] | None:
    groups = match.groupdict()
    if korean := groups.get("korean"):
        return frozenset(_KOREAN_DAYS.index(name) for name in re.findall(rf"([{_KOREAN_DAYS}])요일", korean))
    if not (written := groups.get("days")):
        return None
    numbers = [_NAMED_DAYS[name.lower()] for name in re.findall(r"\b(mon|tue|wed|thu|fri|sat|sun)", written, re.I)]
    if re.search(r"\b(?:to|through|till|until)\b|[-–]", written):
        first, last = numbers
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(numbers)


def _with_time(wish: Wish) -> Wish:
    for pattern in _TIME:
        for match in pattern.finditer(wish.subject):
            if not _tells_time(wish, match):
                continue
            if (at := parse_time(match["at"])) is not None:
                return replace(wish, subject=_cut(wish, match), at=_in_part(at, wish.at, match["at"]))
            if wish.is_scheduled or match.group().lower().startswith(("at", "@")):
                return replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group().strip()))
    return wish


def _tells_time(wish: Wish, match: re.Match[str]) -> bool:
    """Whether a time is no part of the subject: "the 9:30 train"."""
    stands_alone = not match.start() or match.end() >= len(wish.subject)
    return wish.is_scheduled or stands_alone or match.group()[:1] in "aAbB@오아저밤"


def _without_topics(wish: Wish) -> Wish:
    for pattern in _WITHOUT:
        while match := pattern.search(wish.subject):
            found = [_trimmed(each) for each in re.split(r"\s+(?:and|or|nor)\s+", match["what"])]
            without = (*wish.without, *(each for each in found if each))
            wish = replace(wish, subject=_cut(wish, match), without=without)
    return wish
