"""A wish as people write it, "inflation every Monday at 7, not sport": when it is to come, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import time

from bot.digests.schedule import ALL_DAYS, WORKDAYS
from bot.digests.subscriptions import SubscriptionKind
from bot.digests.wish_delivery import (
    MOST_STORIES,
    SILENTLY,
    STORIES,
    WITH_NEWS_ALONE,
    WITHOUT_NEWS_TOO,
    number_of,
)
from bot.digests.wish_exclusions import exclusion
from bot.digests.wish_times import (
    AFTERNOON,
    DAY_NAME,
    DAYS_OFF,
    EVENING,
    IMPOSSIBLE,
    LATER_TIME,
    MONDAY,
    MORNING,
    ONCE_A_DAY,
    PARTS,
    SECOND_KOREAN_TIME,
    SECOND_TIME,
    TIMES,
    TWICE,
    WEEKEND,
    WHEN,
    days_of,
    in_part,
    matches_of_days,
    named_days,
    parse_time,
    part_of_day,
)
from bot.digests.wish_wording import Asking, asking, beside, plain_wish, subject_of, trimmed
from bot.digests.wish_zones import named_zone

MAX_LENGTH = 300  # characters of a wish that are read
PLACEHOLDER = 0xE000  # of names, in the private use area: a letter to no pattern
MOST_WORDS = 7  # of what is wished for, in a message that is no command

_FORMS = {  # what the name of a digest tells of its days, and of the time
    "daily": (ALL_DAYS, None), "weekly": (MONDAY, None), "weekday": (WORKDAYS, None), "weekend": (WEEKEND, None),
    "morning": (ALL_DAYS, MORNING), "afternoon": (ALL_DAYS, AFTERNOON), "evening": (ALL_DAYS, EVENING),
    "nightly": (ALL_DAYS, EVENING),
}  # fmt: skip
_FORM = re.compile(
    rf"\b(?P<how>{'|'.join(_FORMS)}|{DAY_NAME})(?:[\s-]+(?P<part>{'|'.join(PARTS)}))?"
    r"\s+(?:digests?|summary|overview|round-?up|briefing|updates?|news|recap|wrap(?:-?up)?|bulletin|e-?mail"
    r"|newsletter)\b",
    re.IGNORECASE,
)
_ORDERS_FORM = re.compile(  # what stands before "daily digest about" where it is ordered
    r"(?:please\s+)?(?:(?:i(?:['’]d| would) like|i want|i need|set up|make(?: me)?|create|give me|send me)\s+)?"
    r"(?:an?\s+)?",
    re.IGNORECASE,
)
_FORM_OF = re.compile(r"\s+(?:on|about|of|for|from)\s", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:as (?:it|they) happens?|(?:as soon as|the moment) (?:it|they) (?:happens?|appears?|comes?(?: (?:in|out))?)"
    r"|immediately|instantly|at once|right away|straight away|in real ?time|asap|as soon as possible"
    r"|alerts? (?:on|about|for)|(?<!.)alerts?(?=\s*[:–-]\s)|(?:notify|alert) me (?:on|about|of|to))\b"
    r"|즉시|바로바로|바로(?=\s*(?:알려|보내))|실시간(?:으로)?|(?:나오는|뜨는|올라오는) ?(?:대로|즉시)",
    re.IGNORECASE,
)
_AT_ONCE_AT_END = re.compile(
    r"\b(?:as (?:it|they) happens?|in real ?time|asap)[.!]*$|실시간(?:으로)?[.!]*$", re.IGNORECASE
)
_LIKE_OUTLET = re.compile(r"\bThe (?:Daily|Weekly|Sunday|Monday) [A-Z]\w+")
_QUESTION = re.compile(
    r"^(?:wh(?:at|o|om|ose|en|ere|y|ich)|how|did|do|does|has|have|had|is|are|was|were|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_ASKED_POLITELY = re.compile(
    r"^(?:(?:hi|hello|hey)[,!. ]+)?(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|receive|be sent)"
    r"|(?:can|could|would|will) you (?:please )?(?:send|give|bring|mail|subscribe|keep|update|set|sign|make"
    r"|create|get|put|prepare))\b",
    re.IGNORECASE,
)
_ENDING_SO = {"대만", "불만", "오만", "낭만", "나머지만"}  # words of which 만 is no particle
_REMINDER = re.compile(  # of something to do, not of what somebody says
    r"^(?:(?:please|can you|could you)\s+)?remind (?:me|us)\b"
    r"(?!.*\b(?:of|about) (?:what|whatever|anything|everything)\b)",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(r"^,?\s*(?=\d{1,2}\s*(?:[?!.]*$|[,;]))")  # right behind days: "weekdays 8"
_REST = re.compile(  # what may stand behind the days
    r"\s*(?:only\s*)?(?:$|[,;:]|at\b|by\b|@|\d|please\b|in\b|from\b|on\b|-|but\b|except\b|without\b|not\b|오전|오후"
    r"|아침|점심|저녁|밤|보내)",
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
        refused: What no schedule can be, as written: "every hour"; and what else is asked for that nothing does.
        zone: The IANA name of the time zone.
        stories: How many it shows.
        silent: Whether it comes without a sound.
        quiet: Whether nothing comes when there is nothing new.
    """

    subject: str
    kind: SubscriptionKind | None = None
    at: time | None = None
    weekdays: frozenset[int] | None = None
    without: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    zone: str | None = None
    stories: int | None = None
    silent: bool | None = None
    quiet: bool | None = None

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
    plain = plain_wish(text[:MAX_LENGTH])
    kept = [name for name in names if name and _named(name).search(plain)]
    kept += [
        name for name in _LIKE_OUTLET.findall(plain) if not any(name.casefold() in each.casefold() for each in kept)
    ]
    for number, name in enumerate(kept):
        plain = _named(name).sub(chr(PLACEHOLDER + number), plain)
    wish = _taken_apart(plain)
    for number, name in enumerate(kept):
        sign = chr(PLACEHOLDER + number)
        without = tuple(each.replace(sign, name) for each in wish.without)
        wish = replace(wish, subject=wish.subject.replace(sign, name), without=without)
    return wish


def _named(name: str) -> re.Pattern[str]:
    """What finds a name, not within a word; a particle may stand behind a Korean one."""
    behind = r"(?!\w)" if name[-1:].isascii() else ""
    return re.compile(rf"(?<!\w){re.escape(name)}{behind}", re.IGNORECASE)


def _taken_apart(text: str) -> Wish:
    wish = Wish(text)
    for read in _PARTS:
        wish = read(wish)
    subject = subject_of(wish.subject)
    if wish.without and subject.endswith("만") and subject not in _ENDING_SO:
        subject = subject[:-1]
    return replace(wish, subject=subject or ("everything" if wish.stories and not wish.without else ""))


def is_wish(text: str) -> bool:
    """Whether a message that is no command asks to be sent something again and again: "Ukraine weekly"."""
    message = " ".join(text.split())
    politely, ends_asking = _ASKED_POLITELY.match(message), message.endswith(("?", "？"))
    if len(message) > MAX_LENGTH or _REMINDER.match(message) or (ends_asking and not politely):
        return False
    wish, asked = read_wish(message), asking(message)
    is_regular = wish.weekdays is not None or bool(wish.refused)
    is_question = ends_asking or (_QUESTION.match(message) is not None and asked is Asking.NO)
    if politely:
        return is_regular and asked is not Asking.NO
    if is_question:
        return False
    if not is_regular:
        is_brief = 0 < len(wish.subject.split()) <= MOST_WORDS
        return (bool(wish.subject) and asked is Asking.YES) or (is_brief and bool(_AT_ONCE_AT_END.search(message)))
    return asked is not Asking.NO or _orders_form(message) or _is_brief_order(message, wish)


def _is_brief_order(message: str, wish: Wish) -> bool:
    """Whether a message with days is a subject and its days, and no sentence, which tells something."""
    if message.endswith(".") or len(wish.subject.split()) > MOST_WORDS:
        return False
    return bool(wish.refused) or _is_framed_by_days(message)


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
    return trimmed(f"{before} {after}")


def _with_form(wish: Wish) -> Wish:
    match = _FORM.search(wish.subject)
    if not match:
        return wish
    days, at = _FORMS.get(match["how"].lower()) or (days_of(match["how"]), None)
    at = part_of_day(match) or at
    rest = re.sub(r"\s+(?:on|about|of|for|from)\s+", " ", wish.subject[match.end() :], count=1)
    subject = (
        re.sub(
            r"\b(?:an?|the|my)(?: (?:short|brief|quick|compact))*\s*$",
            "",
            wish.subject[: match.start()],
            flags=re.IGNORECASE,
        )
        + " "
        + rest
    )
    return replace(wish, subject=trimmed(subject), weekdays=days, at=at, kind=SubscriptionKind.DIGEST)


def _with_refused(wish: Wish) -> Wish:
    while match := IMPOSSIBLE.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group().strip()))
    return wish


def _with_once(wish: Wish) -> Wish:
    """A bound as "not more than once a day" makes a digest of what else would come at once."""
    match = ONCE_A_DAY.search(wish.subject)
    if match is None:
        return wish
    return replace(wish, subject=_cut(wish, match), kind=SubscriptionKind.DIGEST, weekdays=wish.weekdays or ALL_DAYS)


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
            before, after = wish.subject[: match.start()], _BARE_HOUR.sub(" at ", wish.subject[match.end() :])
            days_now = by_name or wish.weekdays or days
            wish = replace(wish, subject=trimmed(f"{before} {after}"), weekdays=days_now, at=wish.at or at)
    return replace(wish, weekdays=(wish.weekdays or ALL_DAYS) - off or wish.weekdays) if off else wish


def _with_twice(wish: Wish) -> Wish:
    """Two days say how often "twice a week" is."""
    if wish.weekdays is None or len(wish.weekdays) != 2:
        return wish
    return replace(wish, refused=tuple(each for each in wish.refused if not TWICE.match(each)))


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
    behind = wish.subject[end:]
    second = SECOND_TIME.match(behind) or SECOND_KOREAN_TIME.search(behind) or LATER_TIME.search(behind)
    if second is None:
        return wish
    subject = wish.subject[: end + second.start()] + wish.subject[end + second.end() :]
    return replace(wish, subject=subject, refused=(*wish.refused, second.group().strip()))


def _tells_time(wish: Wish, match: re.Match[str]) -> bool:
    """Whether a time is no part of the subject: "the 9:30 train"."""
    stands_alone = not match.start() or match.end() >= len(wish.subject)
    return wish.is_scheduled or stands_alone or match.group()[:1] in "aAbBfFnNhHqQ@오아저밤정자"


def _with_zone(wish: Wish) -> Wish:
    found = named_zone(wish.subject)
    return replace(wish, subject=trimmed(found.rest), zone=found.zone) if found else wish


def _with_stories(wish: Wish) -> Wish:
    match = next((match for pattern in STORIES if (match := pattern.search(wish.subject))), None)
    if match is None:
        return wish
    count = number_of(match["count"])
    if not 0 < count <= MOST_STORIES:
        return replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match.group().strip()))
    return replace(wish, subject=_cut(wish, match), stories=count)


def _with_manners(wish: Wish) -> Wish:
    """Whether it makes a sound, and whether it comes when there is nothing new."""
    if match := SILENTLY.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), silent=True)
    if match := WITH_NEWS_ALONE.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), quiet=True)
    if match := WITHOUT_NEWS_TOO.search(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), quiet=False)
    return wish


def _without_topics(wish: Wish) -> Wish:
    while found := exclusion(wish.subject):
        wish = replace(wish, subject=found[0], without=(*wish.without, *found[1]))
    return wish


def _with_rest(wish: Wish) -> Wish:
    """What is asked for beside the subject is refused, not made a part of it."""
    while match := beside(wish.subject):
        wish = replace(wish, subject=_cut(wish, match), refused=(*wish.refused, match["beside"].strip()))
    return wish


# In this order: a count is no time, what no schedule can be is no day, and a time in a zone is no topic left out.
_PARTS: tuple[Callable[[Wish], Wish], ...] = (
    _with_stories, _with_manners, _with_form, _with_once, _with_refused, _with_kind, _with_zone, _with_days,
    _with_twice, _with_time, _without_topics, _with_rest,
)  # fmt: skip
