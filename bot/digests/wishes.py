"""A wish as people write it, "inflation every Monday at 7, not sport": when it is to come, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time

from bot.digests.schedule import ALL_DAYS, WORKDAYS
from bot.digests.subscriptions import SubscriptionKind
from bot.digests.wish_times import (
    AFTERNOON,
    DAY_NAME,
    DAYS_OFF,
    EVENING,
    IMPOSSIBLE,
    MONDAY,
    MORNING,
    SECOND_KOREAN_TIME,
    SECOND_TIME,
    TIMES,
    WEEKEND,
    WHEN,
    days_of,
    in_part,
    matches_of_days,
    named_days,
    parse_time,
    part_of_day,
)

MAX_LENGTH = 300  # characters of a wish that are read
PLACEHOLDER = 0xE000  # of names, in the private use area: a letter to no pattern
MOST_WORDS = 7  # of what is wished for, in a message that is no command

_NOUN = (  # what a wish calls that which is to come
    r"(?:(?:an?|the|my|any)\s+)?(?:latest\s+)?(?:e-?mails?|messages?|notes?|digests?|summary|summaries|overview"
    r"|round-?up|briefing|updates?|news|headlines|latest)"
)
_WANTING = (
    r"(?:i['’]d (?:like|love)|i would (?:like|love)|i (?:only |just )?want|i need|(?:can|could|may) i"
    r"|i['’]m (?:interested in|after))"
    r"(?:\s+(?:to\s+)?(?:get|have|receive|see|be sent|read|hear from)|\s+to(?=\s+(?:follow|track|monitor)\b))?"
)
_SENDING = (
    r"(?:(?:send|give|bring|mail|get|show)\s+(?:me|us)|send|subscribe\s+(?:(?:me|us)\s+)?to|sign\s+(?:me|us)\s+up\s+for"
    r"|keep\s+(?:me|us)\s+(?:posted|updated|informed|in the loop|up to date)\s+(?:on|about|with)"
    r"|update\s+(?:me|us)\s+(?:on|about)|set up|make|create"
    r"|(?:follow|track|monitor)(?!\s+(?:and|the money)\b))"
)
_POLITE = re.compile(
    rf"^(?:hi|hello|hey)?[,!. ]*(?:(?:please|pls|plz|kindly)\s+|(?:can|could|would) you\s+|{_WANTING}\s+)*"
    rf"(?:{_SENDING}\s+)?(?:(?:only|just)\s+)?(?:{_NOUN}\s+(?:on|about|of|for|from|with)\s+)?(?:but\s+)?(?:otherwise\s+)?"
    r"(?:(?:digest|subscribe)\s*[:–-]\s*)?",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(
    r"^(?:an?|the|my)?\s*(?:digest|summary|briefing|overview|subscription|please|thanks)$", re.IGNORECASE
)
_CHATTER = re.compile(  # what is said around a wish
    r"[,;.]?\s*\b(?:(?:that )?(?:works|suits me) best|(?:that )?would be (?:great|nice|best|fine|perfect|enough)"
    r"|(?:is|are) (?:enough|fine|best|ideal)|if (?:possible|you can)|ideally|preferably|thank(?:s| you)|or so"
    r"|(?:and )?(?:no ?one|nobody|nothing) else)\b[.!]*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[?!.](?=\s)")
_FORMS = {  # what the name of a digest tells of its days, and of the time
    "daily": (ALL_DAYS, None), "weekly": (MONDAY, None), "weekday": (WORKDAYS, None), "weekend": (WEEKEND, None),
    "morning": (ALL_DAYS, MORNING), "afternoon": (ALL_DAYS, AFTERNOON), "evening": (ALL_DAYS, EVENING),
    "nightly": (ALL_DAYS, EVENING),
}  # fmt: skip
_FORM = re.compile(
    rf"\b(?P<how>{'|'.join(_FORMS)}|{DAY_NAME})\s+(?:digests?|summary|overview|round-?up|briefing|updates?|news)\b",
    re.IGNORECASE,
)
_ORDERS_FORM = re.compile(  # what stands before "daily digest about" where it is ordered
    r"(?:please\s+)?(?:(?:i(?:['’]d| would) like|i want|i need|set up|make(?: me)?|create|give me|send me)\s+)?"
    r"(?:an?\s+)?",
    re.IGNORECASE,
)
_FORM_OF = re.compile(r"\s+(?:on|about|of|for|from)\s", re.IGNORECASE)
_TRAILING_NEWS = re.compile(r"(?<!\bfake)(?<!\bbreaking)(?<!\ball)(?<!\bthe)(?<=\w) (?:news|updates|headlines)$")
_AT_ONCE = re.compile(
    r"\b(?:as (?:it|they) happens?|(?:as soon as|the moment) (?:it|they) (?:happens?|appears?|comes?(?: (?:in|out))?)"
    r"|immediately|instantly|at once|right away|straight away|in real ?time|asap|as soon as possible"
    r"|alerts? (?:on|about|for)|(?<!.)alerts?(?=\s*[:–-]\s)|(?:notify|alert) me (?:on|about|of|to))\b"
    r"|즉시|바로바로|바로(?=\s*(?:알려|보내))|실시간|(?:나오는|뜨는|올라오는) ?(?:대로|즉시)",
    re.IGNORECASE,
)
_WITHOUT = (
    re.compile(
        r"[,;]?\s*\b(?:but\s+(?:not|no|nothing (?:on|about))|except(?:\s+for)?|excluding|without"
        r"|(?:other than|apart from|aside from|minus)"
        r"|(?:(?<!.)|(?<=[,;] )|(?<=\bbut )|(?<=\band ))(?:drop|hide|omit|ignore|filter out|get rid of)"
        r"|leave out|leaving out|skip(?:ping)?|and not|not about"
        r"|(?<=\beverything )but|(?<=\banything )but|(?<=\ball )but)"
        r"\s+(?:(?:anything|everything|stories|news)\s+(?:on|about)\s+)?(?P<what>[^,;]+?)"
        r"(?=$|[,;]|\s+(?:every|each|at|on|weekly|daily|in|from)\b)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|(?<=[\s,;(]))[-–−](?P<what>“[^”]+”|\"[^\"]+\"|[^\W\d][\w-]*)"),
    re.compile(r"[,;]\s*(?:not?|nothing (?:on|about))\s+(?P<what>[^,;]+?)(?=$|[,;])", re.IGNORECASE),
    re.compile(r"\(\s*(?:but\s+)?(?:not?|without|except)\s+(?P<what>[^)]+)\)", re.IGNORECASE),
    re.compile(  # "no crime, no gossip, everything else"
        r"(?:^|[,;]\s*)no\s+(?P<what>[^,;]+?)(?=[,;].*\b(?:everything|anything|all|rest)\b)", re.IGNORECASE
    ),
    re.compile(r"^(?:stop sending (?:me|us)|no more)\s+(?P<what>[^,;]+?)(?=$|[,;.])", re.IGNORECASE),
    re.compile(r"^(?:nothing|not) (?:on|about)\s+(?P<what>[^,;]+?)(?=$|[,;.]|\s+but\b)", re.IGNORECASE),
    re.compile(
        r"(?:^|\s)not?\s+(?:on\s+|about\s+)?(?!(?:confidence|deal|fly|go|trust)\b)(?P<what>[^,;]{2,40})$", re.IGNORECASE
    ),
    # All of "북한 미사일 빼고 전부" and of "배 시장 말고 류 위원장"; of "경제 뉴스, 날씨 빼고" the last word.
    re.compile(
        r"^(?P<what>\S+?(?:\s+\S+?){0,2}?)(?:\s*(?:기사|소식|뉴스|이야기|얘기))?만?(?:은|는|을|를)?\s*(?:말고|(?:빼고|제외하고)(?=\s*(?:모두|전부|다|나머지)))"
    ),
    re.compile(
        r"(?P<what>(?:\S+?(?:이랑|랑|하고|와|과)\s+)*\S+?)(?:\s*(?:기사|소식|뉴스|이야기|얘기))?(?:은|는|을|를)?"
        r"\s*(?:빼고|제외(?:하고|한)?|말고|됐고|필요 ?없고)"
    ),
)
_ALSO_WITHOUT = re.compile(r"\s+(?:and|or|nor)\s+|(?<=[가-힣])(?:이랑|랑|하고|와|과)\s+")
_KOREAN_END = re.compile(
    r"\s*(?:관련\s*)?(?:소식|뉴스|기사|속보)?(?:들)?(?:만|을|를|도)?\s*(?:골라서|모아서|정리해서?|요약해서?)?\s*"
    r"(?:(?:보내|알려|보여|전해|정리해|요약해)\s*(?:줘|주세요|줘요)|부탁(?:해요?|드려요|드립니다|합니다)"
    r"|(?:받아\s*)?(?:보고|받고)\s*싶(?:어요?|습니다)|(?:구독|원)(?:할게요?|합니다|해요?))[.!]*$"
    r"|\s*(?:관련\s*)?(?:소식|뉴스|속보)(?:만)?(?:\s*(?:골라서|모아서))?$"
)
_LIKE_OUTLET = re.compile(r"\bThe (?:Daily|Weekly|Sunday|Monday) [A-Z]\w+")
_LOOSE = re.compile(r"^[\s,;.:·–-]+|[\s,;.:·–?!-]+$")
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
_ASKED_POLITELY = re.compile(
    r"^(?:(?:hi|hello|hey)[,!. ]+)?(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|receive|be sent)"
    r"|(?:can|could|would|will) you (?:please )?(?:send|give|bring|mail|subscribe|keep|update))\b",
    re.IGNORECASE,
)
_REST = re.compile(  # what may stand behind the days
    r"\s*(?:$|[,;]|at\b|by\b|@|\d|please\b|in\b|from\b|on\b|-|but\b|except\b|without\b|not\b|오전|오후|보내)",
    re.IGNORECASE,
)


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
    plain = _ENDED.sub(",", _CHATTER.sub("", " ".join(text.split())[:MAX_LENGTH]))
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
    subject = _BARE_NOUN.sub("", _trimmed(_TRAILING_NEWS.sub("", subject)))
    return replace(wish, subject=subject)


def is_wish(text: str) -> bool:
    """Whether a message that is no command asks to be sent something again and again: "Ukraine weekly"."""
    message = " ".join(text.split())
    if len(message) > MAX_LENGTH:
        return False
    wish = read_wish(message)
    if _ASKED_POLITELY.match(message):
        return bool(wish.subject) and (wish.weekdays is not None or bool(wish.refused))
    if message.endswith(("?", "？")) or _QUESTION.match(message):
        return False
    if wish.weekdays is None and not wish.refused:
        return bool(_ASKED_FOR.search(message)) and bool(wish.subject)
    if _orders_form(message):
        return True
    if message.endswith(".") or len(wish.subject.split()) > MOST_WORDS:
        return bool(_ASKED_FOR.search(message))  # a sentence tells something
    return bool(_ASKED_FOR.search(message)) or bool(wish.refused) or _is_framed_by_days(message)


def _orders_form(message: str) -> bool:
    """Whether a message orders a digest: "a daily digest about fish"."""
    form = _FORM.search(message)
    if form is None or not _FORM_OF.match(message[form.end() :]):
        return False
    return bool(_ORDERS_FORM.fullmatch(message[: form.start()]))


def _is_framed_by_days(message: str) -> bool:
    """Whether days stand at an end of a message, and not within what it tells."""
    begins = any(pattern.match(message) for pattern, _, _ in WHEN)
    return begins or any(_REST.match(message[match.end() :]) for match in matches_of_days(message))


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
    days, at = _FORMS.get(match["how"].lower()) or (days_of(match["how"]), None)
    rest = re.sub(r"\s+(?:on|about|of|for|from)\s+", " ", wish.subject[match.end() :], count=1)
    subject = re.sub(r"\b(?:an?|the|my)\s*$", "", wish.subject[: match.start()], flags=re.IGNORECASE) + " " + rest
    return replace(wish, subject=_trimmed(subject), weekdays=days, at=at, kind=SubscriptionKind.DIGEST)


def _with_refused(wish: Wish) -> Wish:
    while match := IMPOSSIBLE.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group().strip()))
    return wish


def _with_kind(wish: Wish) -> Wish:
    match = _AT_ONCE.search(wish.subject)
    return replace(wish, subject=_cut(wish, match), kind=SubscriptionKind.ALERT) if match else wish


def _with_days(wish: Wish) -> Wish:
    """Whatever tells days is taken out; what is said more exactly counts: "weekly on Friday"."""
    off: frozenset[int] = frozenset()
    for pattern in DAYS_OFF:
        while match := pattern.search(wish.subject):
            off |= named_days(match) or frozenset()
            wish = replace(wish, subject=_cut(wish, match))
    by_name: frozenset[int] = frozenset()
    for pattern, days, at in WHEN:
        while match := pattern.search(wish.subject):
            by_name |= named_days(match) or frozenset()
            at = part_of_day(match) or at
            if days is not None and {days, wish.weekdays} == {WORKDAYS, WEEKEND}:  # each at a time of its own
                wish = replace(wish, refused=(*wish.refused, match.group().strip()))
            wish = replace(wish, subject=_cut(wish, match), weekdays=by_name or wish.weekdays or days, at=wish.at or at)
    return replace(wish, weekdays=(wish.weekdays or ALL_DAYS) - off or wish.weekdays) if off else wish


def _with_time(wish: Wish) -> Wish:
    for pattern in TIMES:
        for match in pattern.finditer(wish.subject):
            if not _tells_time(wish, match):
                continue
            if (at := parse_time(match["at"])) is not None:
                wish = _with_second_time(wish, match.end())
                return replace(wish, subject=_cut(wish, match), at=in_part(at, wish.at, match["at"]))
            if wish.is_scheduled or match.group().lower().startswith(("at", "@")):
                return replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group().strip()))
    return wish


def _with_second_time(wish: Wish, end: int) -> Wish:
    """A time behind the first is refused, not made a part of the subject."""
    second = SECOND_TIME.match(wish.subject[end:]) or SECOND_KOREAN_TIME.search(wish.subject[end:])
    if second is None:
        return wish
    subject = wish.subject[: end + second.start()] + wish.subject[end + second.end() :]
    return replace(wish, subject=subject, refused=(*wish.refused, second.group().strip()))


def _tells_time(wish: Wish, match: re.Match[str]) -> bool:
    """Whether a time is no part of the subject: "the 9:30 train"."""
    stands_alone = not match.start() or match.end() >= len(wish.subject)
    return wish.is_scheduled or stands_alone or match.group()[:1] in "aAbBfFnNhHqQ@오아저밤정자"


def _without_topics(wish: Wish) -> Wish:
    for pattern in _WITHOUT:
        while match := pattern.search(wish.subject):
            found = map(_trimmed, _ALSO_WITHOUT.split(match["what"]))
            without = (*wish.without, *(each for each in found if each))
            wish = replace(wish, subject=_cut(wish, match), without=without)
    return wish
