"""Questions that go on from another one: what they leave out is taken over from it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.answering.reading.relations import Relations
from index.answering.reading.vocabulary import ON
from index.model import Ask, Question

HEARD = 6  # earlier speakers that are remembered
_ELLIPSIS = re.compile(
    r"(?:(?:and|but|or|so|ok(?:ay)?|then|also),? )*"
    r"(?:what about|how about|what of|same for|and for|and|but|also|now)\b,? ?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:(?:and|but) )?(?:since when|when(?: was (?:that|this|it))?|how long)", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:(?:and|but|so) )*"
    r"(?:why(?: (?:not|so|is that|was that|did (?:he|she|they)(?: say (?:so|that|it|this))?))?|how so|how come|"
    r"where(?: was (?:that|this|it))?|says who|who said (?:that|this|it|so)|in what context|context|really)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:compare|contrast|difference|differ|versus|vs|disagree|agree)\b.*\b(?:them|they|both|these|those|the two|"
    r"two)\b|"
    r"\b(?:them|both|the two) (?:side by side|compared)\b|^compare$|^side by side$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:(?:about|on) )?(?:it|that|this|them|these|those|the same(?: thing)?|so|this topic|that topic)", re.IGNORECASE
)


def without_beginning(text: str) -> str:
    """A text without "and", "what about" and the like at its beginning; as it is where nothing else would be left."""
    beginning = _ELLIPSIS.match(text)
    rest = text[beginning.end() :] if beginning else text
    return rest if re.search(r"\w", rest) else text


def carried_on(asked: Question, bare: str, read: Relations, previous: Question, elliptic: bool) -> Question | None:
    """The last question, gone on with; None where this one stands by itself.

    Args:
        asked: What the question says by itself, its speakers found.
        bare: Its text without dates, outlet, "and" at the beginning and marks at the ends.
        read: Its relations.
        previous: The question before.
        elliptic: Whether it begins with "and" or "what about".
    """
    asked = replace(asked, heard=_heard(asked, previous))
    going_on = replace(
        previous, text=asked.text, since=asked.since or previous.since, until=asked.until or previous.until,
        outlet=asked.outlet or previous.outlet, heard=asked.heard, without=(),
    )  # fmt: skip
    if (asked.since or asked.until) and not (asked.since and asked.until):
        going_on = replace(going_on, since=asked.since, until=asked.until)
    if not bare or re.fullmatch(r"(?:and|but|then|what about|how about)", bare, re.IGNORECASE):
        dated = asked.since or asked.until or asked.outlet
        return going_on if dated else None
    if _WHEN.fullmatch(bare):
        return replace(previous, text=asked.text, ask=Ask.TIMELINE)
    if _AGAIN.fullmatch(bare):
        return going_on
    if _BOTH.search(bare) and not read.speakers:
        return _compared(going_on, previous)
    topic = None if asked.topic and _THING.fullmatch(asked.topic) else asked.topic
    if asked.ask is Ask.WHO:
        if topic and not read.excluded and not (read.more and len(topic.split()) < 2 and _THING.fullmatch(topic)):
            return None if not asked.without else asked
        without = (*asked.without, *_speakers(previous), *previous.heard) if read.more else asked.without
        return replace(
            going_on, ask=Ask.WHO, topic=topic or previous.topic, speaker=None, others=(),
            without=tuple(dict.fromkeys(without)),
        )  # fmt: skip
    if elliptic and not read.unknown:
        return _elliptic(asked, bare, topic, read, going_on)
    if read.pronoun:
        speaker = previous.speaker or next(iter(previous.heard), None)
        if read.more and not topic:
            return replace(going_on, ask=Ask.SAID, topic=None, speaker=speaker)
        return replace(going_on, ask=asked.ask, topic=topic or previous.topic, speaker=speaker)
    if asked.speaker and not topic and not read.unknown and previous.topic:
        return replace(going_on, ask=asked.ask, speaker=asked.speaker, others=asked.others)
    if not asked.speaker and asked.topic and topic is None:
        return going_on
    return None


def _heard(asked: Question, previous: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_speakers(previous), *previous.heard)))[:HEARD]


def _speakers(question: Question) -> tuple[str, ...]:
    return tuple(name for name in (question.speaker, *question.others) if name)


def _compared(going_on: Question, previous: Question) -> Question | None:
    """Those who were asked about last, side by side."""
    both = tuple(dict.fromkeys((*_speakers(previous), *previous.heard)))[:2]
    if len(both) < 2:
        return None
    return replace(going_on, ask=Ask.VERSUS, speaker=both[1], others=both[:1])


def _elliptic(asked: Question, rest: str, topic: str | None, read: Relations, going_on: Question) -> Question:
    """What follows "and" or "what about": another speaker, another topic, or both."""
    if read.pronoun:
        return replace(going_on, topic=topic or going_on.topic)
    speaks = [mention for mention in read.speakers if not mention.organisation or topic]
    if not speaks or not asked.speaker:
        whole = re.sub(rf"^(?:{ON})\b ", "", rest, flags=re.IGNORECASE).strip(" ?!.,")
        return replace(going_on, topic=topic or whole)
    if topic:
        return replace(asked, outlet=asked.outlet or going_on.outlet)
    return replace(going_on, ask=_said(going_on.ask), speaker=asked.speaker, others=asked.others)


def _said(ask: Ask) -> Ask:
    """What is asked of one more speaker."""
    return Ask.SAID if ask in (Ask.VERSUS, Ask.WHO) else ask
