"""What somebody wants to be told about, from how they say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Person, Question

if TYPE_CHECKING:
    from index.view import View

EVERYTHING = {"everything", "all", "anything", "모두", "전부", "전체", "모든 기사"}
ALERT_REQUEST = (
    re.compile(
        r"^(?:please\s+)?(?:tell|notify|alert|inform|message)\s+(?:me|us)\s+"
        r"(?:when(?:ever)?|if|as soon as|every time)\s+(?P<what>.+?)[.!?]*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<what>.+?)\s*(?:면|때|때마다|마다)\s*(?:나에게|우리에게|저에게)?\s*알려\s*(?:줘|주세요|줘요)[.!?]*$"
    ),
)
PAST_TENSE = re.compile(r"\b(?:said|spoke|talked|told|last)\b|말했", re.IGNORECASE)
SPEAKS_ABOUT = re.compile(
    r"^(?P<who>.+?)\s+(?:speaks?|talks?|says?\s+(?:something|anything|a word)|comments?|is\s+quoted)"
    r"(?:\s+(?:about|on|of)\s+(?P<what>.+))?$",
    re.IGNORECASE,
)
SPEAKS_ABOUT_KOREAN = re.compile(
    r"^(?P<who>\S+?)(?:이|가)\s+(?P<what>.+?)(?:에\s*대해서?|에\s*관해)\s*(?:말하|발언하|이야기하|언급하).*$"
)
NAME_ON = re.compile(r"^(?P<who>[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]+){0,3}) (?:on|about) (?P<what>.+)$")
NEWS_ABOUT = re.compile(r"^(?:there\s+is\s+)?(?:news|anything|something)\s+(?:new\s+)?(?:about|on)\s+", re.IGNORECASE)
ANYBODY = {"anybody", "anyone", "somebody", "someone", "누군가", "누구든"}
MAX_LENGTH = 300  # characters of a wish that are read
MAX_CHOICES = 6  # people of one name to choose from


@dataclass(frozen=True, slots=True)
class ParsedInterest:
    """What somebody wants to be told about; all None for everything.

    Attributes:
        speaker: Whose words; the full name where it is plain who is meant.
        topic: What they are about.
        outlet: Where they are published.
        people: Whom the name can mean, when it is several.
    """

    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    people: tuple[Person, ...] = ()


def parse_interest(view: View, text: str) -> ParsedInterest:
    """Read what somebody wants to be told about: "Varga on housing", "everything", "housing in The Courier".

    Args:
        view: What the chat sees of the library, which knows people and outlets.
        text: What was typed.
    """
    wish = " ".join(text.split())[:MAX_LENGTH]
    if wish.casefold().strip(" .!") in EVERYTHING:
        return ParsedInterest()
    question = view.understand(_as_question(wish))
    if not (question.speaker or question.topic or question.outlet):
        return ParsedInterest(topic=wish or None)
    return interest_of_question(view, question)


def interest_of_question(view: View, question: Question) -> ParsedInterest:
    """What a question is about, to be told about it from now on.

    Args:
        view: What the chat sees of the library.
        question: A question that was understood.
    """
    if not question.speaker:
        return ParsedInterest(topic=question.topic, outlet=question.outlet)
    directory = view.directory
    matches = directory.matching(question.speaker)
    if meant := directory.meant(matches):
        return ParsedInterest(meant.person.name, question.topic, question.outlet)
    people = tuple(match.person for match in matches[:MAX_CHOICES])
    return ParsedInterest(question.speaker, question.topic, question.outlet, people)


def visible_person_name(view: View, person: int) -> str | None:
    """The name of a person whose words a chat may see.

    Args:
        view: What the chat sees of the library.
        person: Id.

    Returns:
        The name; None for anybody else.
    """
    known = view.directory.people.get(person)
    return known.name if known else None


def alert_request(text: str) -> str | None:
    """What a message asks to be told about: "Varga speaks" of "tell me when Varga speaks".

    Args:
        text: Any message.

    Returns:
        The subject as it was typed; None for a message that is no such request.
    """
    message = " ".join(text.split())
    if message.endswith("?") or PAST_TENSE.search(message):
        return None  # about what has been said: a question
    matches = (pattern.match(message) for pattern in ALERT_REQUEST)
    return next((match["what"] for match in matches if match), None)


def _as_question(wish: str) -> str:
    """A wish as a question that the library understands."""
    match = SPEAKS_ABOUT.match(wish) or SPEAKS_ABOUT_KOREAN.match(wish) or NAME_ON.match(wish)
    if not match:
        return NEWS_ABOUT.sub("", wish)
    who, what = match["who"], match["what"]
    if who.casefold() in ANYBODY:
        return what or wish
    return f"What did {who} say about {what}?" if what else f"What did {who} say?"
