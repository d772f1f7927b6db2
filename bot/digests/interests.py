"""What somebody wants to hear about, from how they say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.visibility import redact
from index.model import Answer, Person, Question

if TYPE_CHECKING:
    from index import Index

ALL = {"everything", "all", "anything", "모두", "전부", "전체", "모든 기사"}
TELL = (
    re.compile(
        r"^(?:please\s+)?(?:tell|notify|alert|inform|message)\s+(?:me|us)\s+"
        r"(?:when(?:ever)?|if|as soon as|every time)\s+(?P<what>.+?)[.!?]*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<what>.+?)\s*(?:면|때|때마다|마다)\s*(?:나에게|우리에게|저에게)?\s*알려\s*(?:줘|주세요|줘요)[.!?]*$"
    ),
)
PAST = re.compile(r"\b(?:said|spoke|talked|told|last)\b|말했", re.IGNORECASE)
SPEAKS = re.compile(
    r"^(?P<who>.+?)\s+(?:speaks?|talks?|says?\s+(?:something|anything|a word)|comments?|is\s+quoted)"
    r"(?:\s+(?:about|on|of)\s+(?P<what>.+))?$",
    re.IGNORECASE,
)
SPEAKS_KOREAN = re.compile(
    r"^(?P<who>\S+?)(?:이|가)\s+(?P<what>.+?)(?:에\s*대해서?|에\s*관해)\s*(?:말하|발언하|이야기하|언급하).*$"
)
NAME_ON = re.compile(r"^(?P<who>[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]+){0,3}) (?:on|about) (?P<what>.+)$")
MENTION = re.compile(r"^(?:there\s+is\s+)?(?:news|anything|something)\s+(?:new\s+)?(?:about|on)\s+", re.IGNORECASE)
ANYBODY = {"anybody", "anyone", "somebody", "someone", "누군가", "누구든"}


@dataclass(frozen=True, slots=True)
class ParsedInterest:
    """speaker, topic, outlet: all None for everything.  people: whom the name can mean, when it is several."""

    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    people: tuple[Person, ...] = ()


def wished(index: Index, text: str, collections: tuple[str, ...] | None) -> ParsedInterest:
    """ "Varga on housing", "everything", "housing in The Courier".  collections: what may be seen; None: all."""
    said = " ".join(text.split())[:300]
    if said.casefold().strip(" .!") in ALL:
        return ParsedInterest()
    question = index.understand(_as_question(said))
    return of_question(index, question, collections, said)


def of_question(
    index: Index, question: Question, collections: tuple[str, ...] | None, said: str = ""
) -> ParsedInterest:
    """What a question is about, to be told of it from now on."""
    if not (question.speaker or question.topic or question.outlet):
        return ParsedInterest(topic=said or None)
    people: tuple[Person, ...] = ()
    speaker = question.speaker
    if speaker:
        voices = index.directory.voices(speaker)
        seen = {person.id for person in _seen(index, tuple(voice.person for voice in voices), collections)}
        voices = [voice for voice in voices if voice.person.id in seen]
        if meant := index.directory.meant(voices):
            speaker = meant.person.name
        else:
            people = tuple(voice.person for voice in voices[:6])
    return ParsedInterest(speaker, question.topic, question.outlet, people)


def named(index: Index, person: int, collections: tuple[str, ...] | None) -> str | None:
    """The name of a person whose words may be seen; None for anybody else."""
    found = tuple(index.store.people([person]).values())
    return next((each.name for each in _seen(index, found, collections)), None)


def asked_to_be_told(text: str) -> str | None:
    """What "tell me when …" wants to hear of; None for any other message."""
    said = " ".join(text.split())
    if said.endswith("?") or PAST.search(said):
        return None  # about what has been said: a question
    return next((found["what"] for pattern in TELL if (found := pattern.match(said))), None)


def _seen(index: Index, people: tuple[Person, ...], collections: tuple[str, ...] | None) -> tuple[Person, ...]:
    return redact(Answer(Question(""), people=people), index.store, collections).people


def _as_question(said: str) -> str:
    found = SPEAKS.match(said) or SPEAKS_KOREAN.match(said) or NAME_ON.match(said)
    if found:
        who, what = found["who"], found["what"]
        if who.casefold() in ANYBODY:
            return what or said
        return f"What did {who} say about {what}?" if what else f"What did {who} say?"
    return MENTION.sub("", said)
