"""Words that change what is subscribed already: "make it 9:15", "drop Fridays", "stop the harbour digest"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.digests.subscriptions import Subscription
from bot.digests.wish_times import DAYS_OFF, named_days, parse_time
from bot.digests.wishes import Wish, read_wish

MAX_LENGTH = 150  # characters of a message that may be such words


class ChangeKind(StrEnum):
    """What is wanted of a subscription."""

    ALTER = "alter"
    REMOVE = "remove"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class WishedChange:
    """A change that somebody asks for.

    Attributes:
        kind: What is wanted.
        subject: Words by which the subscription is named; empty for the one that was spoken of last.
        wish: What shall be otherwise.
        off: Days on which it shall come no more.
        added: Days on which it shall come, too.
    """

    kind: ChangeKind
    subject: str = ""
    wish: Wish = field(default_factory=lambda: Wish(""))
    off: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()

    def values(self, subscription: Subscription) -> dict[str, Any]:
        """The fields of a subscription that it sets.

        Args:
            subscription: As it is.
        """
        names = ("at", "weekdays", "zone", "stories", "silent", "quiet")
        values = {name: value for name in names if (value := getattr(self.wish, name)) is not None}
        if self.off or self.added:
            values["weekdays"] = ((subscription.weekdays - self.off) | self.added) or subscription.weekdays
        return values


_THING = (
    r"(?:digests?|alerts?|subscriptions?|briefings?|summary|summaries|newsletters?|updates?|notifications?|e-?mails?"
    r"|messages|news|ones?)"
)
_OPENING = (
    r"^(?:(?:actually|ok(?:ay)?|no|sorry|hmm+|and|but|also|please|pls|then|oh|well|hey|can you|could you)\b[,!.]*\s*)*"
)
_VERBS = {
    ChangeKind.REMOVE: (
        r"cancel|stop|delete|remove|end|unsubscribe(?:\s+me)?(?:\s+from)?|turn off|switch off|drop|kill|quit"
    ),
    ChangeKind.PAUSE: r"pause|suspend|mute|hold",
    ChangeKind.RESUME: r"resume|restart|unpause|continue|turn on|switch on|turn back on",
}
_UNTIL = r"(?:,?\s+(?P<until>(?:until|till)\s+.{1,40}?))?"
_ORDERS = tuple(
    (
        kind,
        re.compile(
            rf"{_OPENING}(?:{verbs})(?:\s+sending)?(?:\s+(?:me|us))?\s+(?:(?:the|my|our|that|this|those|all)\s+)?"
            rf"(?:(?P<subject>.{{1,80}}?)\s+)?{_THING}(?:\s+(?:on|about|for|from|of)\s+(?P<about>.{{1,80}}?))?"
            rf"{_UNTIL}(?:,?\s*(?:please|thanks|for now|again))*[.!]*$",
            re.IGNORECASE,
        ),
    )
    for kind, verbs in _VERBS.items()
)
_BARE_ORDERS: tuple[tuple[ChangeKind, re.Pattern[str]], ...] = (
    (ChangeKind.REMOVE, re.compile(rf"{_OPENING}unsubscribe(?:\s+(?:me\s+)?from\s+(?P<subject>.+?))?[.!]*$", re.I)),
)
# "pause it": what is paused or resumed needs no name where there is but one.
_BARE_ORDERS += tuple(
    (
        kind,
        re.compile(
            rf"{_OPENING}(?:{verbs})(?:\s+(?:it|this|that))?{_UNTIL}(?:,?\s*(?:please|for now|again|now))*[.!]*$", re.I
        ),
    )
    for kind, verbs in ((ChangeKind.PAUSE, "pause|suspend"), (ChangeKind.RESUME, "resume|unpause"))
)
_KOREAN_ORDERS = (
    (ChangeKind.REMOVE, re.compile(
        r"^(?:(?P<subject>\S.*?)\s*)?(?:구독|알림|소식|뉴스|브리핑|요약)(?:은|는|을|를)?\s*(?:이제\s*)?"
        r"(?:그만|취소|해지|중단|삭제|꺼|끊어|보내지)\s*(?:해|보내|받을|말아|마)?\s*(?:줘|주세요|줘요|할게요|래요|요)?[.!]*$")),
    (ChangeKind.PAUSE, re.compile(
        r"^(?:(?P<subject>\S.*?)\s*)?(?:구독|알림|소식|뉴스|브리핑|요약)(?:은|는|을|를)?\s*(?:잠시|잠깐|당분간)\s*(?:멈춰|중지해|쉬어)\s*(?:줘"
        r"|주세요|줘요)?[.!]*$")),
)  # fmt: skip
_ALTERING = re.compile(
    rf"{_OPENING}(?:make|change|move|push|set|switch|shift|reschedule|send|do|have|let['’]s (?:make|do|have))\s+"
    rf"(?:it|that|this|them|the time|the days?|the zone|the time zone|(?:the|my"
    rf"|our)\s+(?:(?P<subject>.{{1,60}}?)\s+)?{_THING})"
    r"(?:\s+(?:back|forward|up|down))?"
    r"(?:\s+(?:come|arrive|be))?(?:\s+from\s+\S+(?=\s+to\s))?(?:\s+(?:to|for|into|at))?\s+(?P<how>.+?)"
    r"(?:\s*,?\s*(?:instead|please|rather|from now on|then))*[.!]*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(rf"{_OPENING}(?P<how>.+?),?\s+(?:instead|rather)(?:\s+of\s+.+)?[.!]*$", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{_OPENING}(?:show me|give me|send|only|just|at most|max)?\s*(?P<how>(?:\d{{1,2}}|three|five"
    rf"|ten)\s+(?:stories|articles|items|headlines))"
    r"(?:,?\s*(?:please|instead|only|each time|at most|max))*[.!]*$",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"{_OPENING}(?:drop|skip|without|leave out|not|no|never|except)\s+(?:on\s+)?(?P<days>.+?)"
    r"(?:,?\s*(?:please|any ?more|any longer))*[.!]*$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"{_OPENING}(?:add|include|(?<=also )on|plus|(?<=and )also on)\s+(?:on\s+)?(?P<days>.+?)(?:,?\s*(?:too"
    rf"|as well))?[.!]*$",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"\b(?:in the (?:morning|afternoon|evening)|(?:morning|afternoon|evening)s)\b", re.IGNORECASE)
_KOREAN_ALTERING = re.compile(
    r"^(?:(?P<subject>\S.*?)\s*(?:구독|알림|브리핑)(?:은|는|을|를)\s*)?(?P<how>.+?)(?:으로|로)?\s*(?:바꿔|변경해|옮겨)\s*(?:줘|주세요|줘요)?[.!]*$"
)
_KOREAN_OFF = re.compile(r"^(?P<days>.+?)(?:은|는|을|를|에는|엔)?\s*(?:빼|제외해)\s*(?:줘|주세요|줘요)[.!]*$")


def read_change(text: str) -> WishedChange | None:
    """Read words that change a subscription.

    Args:
        text: Any message.

    Returns:
        What they ask for; None for any other message.
    """
    message = " ".join(text.split())
    if len(message) > MAX_LENGTH or message.endswith(("?", "？")):
        return None
    return _order(message) or _days(message) or _altered(message)


def _order(message: str) -> WishedChange | None:
    for kind, pattern in (*_ORDERS, *_BARE_ORDERS, *_KOREAN_ORDERS):
        if match := pattern.match(message):
            groups = match.groupdict()
            subject, until = groups.get("about") or groups.get("subject") or "", groups.get("until")
            if until and kind is ChangeKind.REMOVE:
                kind = ChangeKind.PAUSE
            return WishedChange(kind, subject.strip(), Wish("", refused=(until,) if until else ()))
    return None


def _days(message: str) -> WishedChange | None:
    """Days to leave out or to add, and nothing else."""
    if match := _OFF.match(message) or _KOREAN_OFF.match(message):
        off = _only_days(match["days"])
        return WishedChange(ChangeKind.ALTER, off=off) if off else None
    if match := _ADDED.match(message):
        added = _only_days(match["days"])
        return WishedChange(ChangeKind.ALTER, added=added) if added else None
    return None


def _only_days(written: str) -> frozenset[int]:
    """The days of a text that names nothing else."""
    for pattern in DAYS_OFF:
        for text in (f"not on {written}", f"{written} 빼고"):
            match = pattern.fullmatch(text)
            if match and (days := named_days(match)):
                return days
    return frozenset()


def _altered(message: str) -> WishedChange | None:
    for pattern in (_ALTERING, _COUNTED, _INSTEAD, _KOREAN_ALTERING):
        match = pattern.match(message)
        if match is None:
            continue
        wish = read_wish(_as_wish(match["how"]))
        if _PART_OF_DAY.search(match["how"]):  # "in the evening" tells a time, and leaves the days as they are
            rest = _PART_OF_DAY.sub("", match["how"]).strip()
            wish = replace(wish, weekdays=read_wish(_as_wish(rest)).weekdays)
        says_how = wish.is_scheduled or wish.zone or wish.stories or wish.silent is not None or wish.quiet is not None
        if says_how and wish.subject in ("", "everything") and not wish.without and not wish.refused:
            return WishedChange(ChangeKind.ALTER, (match.groupdict().get("subject") or "").strip(), wish)
    return None


def _as_wish(how: str) -> str:
    """What is said alone as it is said in a wish: "9" as "at 9", "Fridays" as "on Fridays"."""
    if re.fullmatch(r"(?i:silent|quiet|soundless)", how):
        return "silently"
    if re.match(r"\d{1,2}(?!\d)(?!\s*(?:stories|articles|headlines|items|건|개|시))", how):
        return f"at {how}"
    if re.match(r"\w+ (?:stories|articles|headlines|items)\b", how):
        return f"only {how}"
    if how.isascii() and how[:1].isalpha() and parse_time(how) is not None:
        return f"at {how}"
    return f"on {how}" if re.match(r"(?i:mon|tue|wed|thu|fri|sat|sun)\w*", how) else how


def names_subscription(text: str) -> bool:
    """Whether a text speaks of a digest or an alert as such.

    Args:
        text: Any message.
    """
    return re.search(r"\b(?:digest|alert|subscription|subscribe)|구독|알림", text, re.IGNORECASE) is not None


def subscriptions_named(subject: str, described: Sequence[tuple[Subscription, str]]) -> list[Subscription]:
    """The subscriptions that words may name.

    Args:
        subject: The words.
        described: Subscriptions with what each is about, in words.
    """
    words = [word for word in re.findall(r"\w+", subject.casefold()) if word not in {"the", "my", "on", "about"}]
    if not words:
        return [subscription for subscription, _ in described]
    return [each for each, about in described if all(word in about.casefold() for word in words)]
