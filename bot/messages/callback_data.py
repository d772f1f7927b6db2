"""Payloads of inline buttons (Telegram's `callback_data`): the only place that writes or reads them.

A payload is a letter for its kind and the fields of its dataclass, joined by colons.  Buttons stay in chats for years,
so a payload once sent must be understood for ever: add kinds and values, never change those that are here.
Anybody can send any payload to a bot, so `decode` trusts none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 64  # bytes of UTF-8; the Bot API refuses a whole message with a button above it
LARGEST_ID = 2**63 - 1  # what a column of SQLite holds
LARGEST_POSITION = 999_999  # pages, stories and choices are counted in dozens

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")  # one spelling for each number, ASCII digits only
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_QUESTION = re.compile(r"[^\W_][ -~’\w]{2,61}")  # one class, as two that share signs are tried in every order
_CHECKSUM = re.compile(r"[0-9a-f]{8}")


class View(StrEnum):
    """How a page of quotes is shown."""

    QUOTES = "quotes"
    CONTEXT = "context"
    SOURCE = "source"


class Variant(StrEnum):
    """Another answer to the same question."""

    TIMELINE = "timeline"
    DIRECT = "direct"  # direct quotations only
    SECOND = "second"  # by the question's second reading


class CardButton(StrEnum):
    """What the buttons of a subscription's card do."""

    CARD = "card"  # show the card
    TIMES = "times"  # offer times of day
    DAYS = "daylist"  # offer weekdays
    REMOVE = "remove"  # ask whether to remove
    REMOVE_CONFIRMED = "really"
    PREVIEW = "preview"
    START = "on"
    PAUSE = "pause"
    TOGGLE_QUIET = "quiet"
    MOVE_HERE = "move"  # to the topic in which the button is pressed
    ASK = "ask"  # for a value to be typed
    SET_KIND = "kind"
    SET_TIME = "at"
    SET_DAYS = "days"
    SET_SPEAKER = "who"
    STORIES = "stories"  # offer how many a digest shows
    SET_STORIES = "show"
    TOGGLE_SILENT = "silent"


# The values of those card buttons that carry one.
_CARD_VALUES = {
    CardButton.ASK: re.compile("zone|time|subject"),
    CardButton.SET_KIND: re.compile("digest|alert"),
    CardButton.SET_TIME: re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]"),
    CardButton.SET_DAYS: re.compile("all|work|[0-6]"),
    CardButton.SET_SPEAKER: _NUMBER,
    CardButton.SET_STORIES: re.compile("[1-9]|1[0-9]|20"),
}


class StoryButton(StrEnum):
    """What the buttons under a digest's stories do."""

    MENU = "menu"
    BACK = "back"
    MORE = "more"  # further quotes
    ASK = "ask"  # put a question about the story
    MUTE = "mute"
    WORDINGS = "wordings"  # how other outlets have the words
    FURTHER = "further"  # bring the stories after those of the page


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Show a page (from 0) of a stored answer."""

    answer: int
    page: int
    view: View

    def encode(self) -> str:
        """The payload."""
        return _encoded("v", self.answer, self.page, self.view)


@dataclass(frozen=True, slots=True)
class ChoosePerson:
    """Ask again about a person that a stored answer offers, by their place in it (from 0)."""

    answer: int
    position: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("p", self.answer, self.position)


@dataclass(frozen=True, slots=True)
class ChooseTopic:
    """Ask again about a topic that a stored answer offers, by its place in it (from 0)."""

    answer: int
    position: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("t", self.answer, self.position)


@dataclass(frozen=True, slots=True)
class CopyQuote:
    """Send a quote (from 0) of a stored answer with its source as a text to be copied."""

    answer: int
    position: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("y", self.answer, self.position)


@dataclass(frozen=True, slots=True)
class AskVariant:
    """Ask a stored answer's question again for another answer."""

    answer: int
    variant: Variant

    def encode(self) -> str:
        """The payload."""
        return _encoded("a", self.answer, self.variant)


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """Say whether a stored answer was useful."""

    answer: int
    useful: bool

    def encode(self) -> str:
        """The payload."""
        return _encoded("r", self.answer, int(self.useful))


@dataclass(frozen=True, slots=True)
class FollowAnswer:
    """Make an alert of a stored answer's question."""

    answer: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("f", self.answer)


@dataclass(frozen=True, slots=True)
class CardAction:
    """Show or change a subscription by its card.  Only some buttons carry a value."""

    subscription: int
    button: CardButton
    value: str = ""

    def encode(self) -> str:
        """The payload."""
        return _encoded("s", self.subscription, self.button, *([self.value] if self.value else []))


@dataclass(frozen=True, slots=True)
class StoryAction:
    """Do something about a story of an edition; the button stands under the edition's page (both from 0)."""

    edition: int
    page: int
    story: int
    button: StoryButton

    def encode(self) -> str:
        """The payload."""
        return _encoded("e", self.edition, self.page, self.story, self.button)


@dataclass(frozen=True, slots=True)
class DecideAdmission:
    """Admit or refuse somebody who asked for admission: a person, or a group (below 0)."""

    person: int
    admit: bool

    def encode(self) -> str:
        """The payload."""
        return _encoded("d", self.person, "admit" if self.admit else "refuse")


@dataclass(frozen=True, slots=True)
class SetRole:
    """Give a person or a group a role, by its name.

    Attributes:
        subject: Telegram's id.
        role: As Role has it, in small letters; "erased" deletes what is kept about a person, "no" changes nothing.
        seen: The last decision about the subject when the button was shown; None under buttons of earlier releases.
    """

    subject: int
    role: str
    seen: int | None = None

    def encode(self) -> str:
        """The payload."""
        return _encoded("o", self.subject, self.role, *([] if self.seen is None else [self.seen]))


@dataclass(frozen=True, slots=True)
class AskExample:
    """Ask a question that is all in the payload."""

    question: str

    def encode(self) -> str:
        """The payload.

        Raises:
            ValueError: The question is too long for a button.
        """
        return _encoded("h", self.question)


@dataclass(frozen=True, slots=True)
class BeginSubscription:
    """Ask what a new digest or alert shall be about."""

    kind: str

    def encode(self) -> str:
        """The payload."""
        return _encoded("b", self.kind)


class AdminPage(StrEnum):
    """A page of the admins' menu."""

    MENU = "menu"
    MEMBERS = "members"
    REQUESTS = "requests"
    GRANTS = "grants"
    SOURCES = "sources"
    DECISIONS = "decisions"
    LIMITS = "limits"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class ShowAdminPage:
    """Show a page of the admins' menu."""

    page: AdminPage

    def encode(self) -> str:
        """The payload."""
        return _encoded("m", self.page.value)


@dataclass(frozen=True, slots=True)
class ChooseCorrections:
    """Set whether a chat is told of quotations that were changed after they were shown."""

    wanted: bool

    def encode(self) -> str:
        """The payload."""
        return _encoded("n", int(self.wanted))


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Set a chat's language, by its ISO 639 code."""

    language: str

    def encode(self) -> str:
        """The payload."""
        return _encoded("l", self.language)


@dataclass(frozen=True, slots=True)
class ChooseCollection:
    """Add an article to a collection, known by a checksum of its name, which alone may be longer than a payload."""

    checksum: int

    @classmethod
    def named(cls, collection: str) -> ChooseCollection:
        """The choice of a collection by its name."""
        return cls(zlib.crc32(collection.encode()))

    def encode(self) -> str:
        """The payload."""
        return _encoded("c", f"{self.checksum:08x}")


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Show an editor a person's record, by its number in the library."""

    person: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("w", self.person)


@dataclass(frozen=True, slots=True)
class ConfirmDecision:
    """Carry out what the replied-to command asks for about people, or leave it."""

    confirmed: bool

    def encode(self) -> str:
        """The payload."""
        return _encoded("q", "yes" if self.confirmed else "no")


@dataclass(frozen=True, slots=True)
class UndoDecision:
    """Take back a decision about people, by its number in the library."""

    decision: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("u", self.decision)


@dataclass(frozen=True, slots=True)
class ShowReport:
    """Show a page (from 0) of the report on a checked text."""

    report: int
    page: int

    def encode(self) -> str:
        """The payload."""
        return _encoded("k", self.report, self.page)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Send the report on a checked text as a file, in a format by its suffix."""

    report: int
    suffix: str = "md"

    def encode(self) -> str:
        """The payload."""
        return _encoded("x", self.report, *([self.suffix] if self.suffix != "md" else []))


AnswerAction = ShowPage | ChoosePerson | ChooseTopic | AskVariant | RateAnswer | CopyQuote
CallbackData = (
    AnswerAction
    | FollowAnswer
    | CardAction
    | StoryAction
    | DecideAdmission
    | ChooseLanguage
    | ChooseCorrections
    | SetRole
    | ShowAdminPage
    | ChooseCollection
    | ShowPerson
    | ConfirmDecision
    | UndoDecision
    | ShowReport
    | ExportReport
    | AskExample
    | BeginSubscription
)


def decode(data: str) -> CallbackData | None:
    """Read a payload.

    Args:
        data: What a pressed button sent.

    Returns:
        What to do, or None if it is no payload that `encode` writes.
    """
    try:
        return _parsed(data.split(":"))
    except ValueError:
        return None


def carries(*kinds: type[CallbackData]) -> Callable[[object], bool]:
    """A pattern for `CallbackQueryHandler` that matches payloads of some kinds."""
    return lambda data: isinstance(data, str) and isinstance(decode(data), kinds)


def is_unknown(data: object) -> bool:
    """A pattern for `CallbackQueryHandler` that matches what is no payload of ours."""
    return not isinstance(data, str) or decode(data) is None


def _encoded(*fields: str | int) -> str:
    data = ":".join(map(str, fields))
    if len(data.encode()) > LIMIT or decode(data) is None:
        raise ValueError(f"{data!r} can't be a button's payload")
    return data


def _parsed(fields: list[str]) -> CallbackData | None:
    """Raises ValueError for a field out of range; None for another kind or number of fields."""
    match fields:
        case ["v", answer, page, view]:
            return ShowPage(_id(answer), _position(page), View(view))
        case ["p", answer, position]:
            return ChoosePerson(_id(answer), _position(position))
        case ["t", answer, position]:
            return ChooseTopic(_id(answer), _position(position))
        case ["a", answer, variant]:
            return AskVariant(_id(answer), Variant(variant))
        case ["r", answer, ("0" | "1") as useful]:
            return RateAnswer(_id(answer), useful == "1")
        case ["y", answer, position]:
            return CopyQuote(_id(answer), _position(position))
        case ["f", answer]:
            return FollowAnswer(_id(answer))
        case ["k", report, page]:
            return ShowReport(_id(report), _position(page))
        case ["x", report]:
            return ExportReport(_id(report))
        case ["h", *words] if _QUESTION.fullmatch(":".join(words)):
            return AskExample(":".join(words))
        case ["x", report, ("docx" | "pdf") as suffix]:
            return ExportReport(_id(report), suffix)
    return _parsed_of_chats(fields)


def _parsed_of_chats(fields: list[str]) -> CallbackData | None:
    """The same for what concerns no answer: subscriptions, stories, people, settings."""
    match fields:
        case ["s", subscription, button, *values]:
            return _card_action(_id(subscription), CardButton(button), values)
        case ["e", edition, page, story, button]:
            return StoryAction(_id(edition), _position(page), _position(story), StoryButton(button))
        case ["d", person, ("admit" | "refuse") as decision]:
            return DecideAdmission(_chat(person), decision == "admit")
        case ["l", language] if _LANGUAGE.fullmatch(language):
            return ChooseLanguage(language)
        case ["n", ("0" | "1") as wanted]:
            return ChooseCorrections(wanted == "1")
        case ["o", subject, ("nobody" | "reader" | "editor" | "admin" | "erased" | "no") as role, *seen] if (
            len(seen) < 2
        ):
            return SetRole(_chat(subject), role, _id(seen[0]) if seen else None)
        case ["b", ("digest" | "alert") as kind]:
            return BeginSubscription(kind)
        case ["m", page]:
            return ShowAdminPage(AdminPage(page))
        case ["c", checksum] if _CHECKSUM.fullmatch(checksum):
            return ChooseCollection(int(checksum, 16))
        case ["w", person]:
            return ShowPerson(_id(person))
        case ["q", ("yes" | "no") as answer]:
            return ConfirmDecision(answer == "yes")
        case ["u", decision]:
            return UndoDecision(_id(decision))
    return None


def _card_action(subscription: int, button: CardButton, values: list[str]) -> CardAction | None:
    pattern = _CARD_VALUES.get(button)
    if pattern is None:
        return None if values else CardAction(subscription, button)
    value = ":".join(values)  # a time of day has a colon of its own
    if not pattern.fullmatch(value):
        return None
    if button is CardButton.SET_SPEAKER:
        _id(value)
    return CardAction(subscription, button, value)


def _id(text: str) -> int:
    return _bounded(text, LARGEST_ID)


def _chat(text: str) -> int:
    """An id of a person, or of a group, which is below 0."""
    return -_bounded(text[1:], LARGEST_ID) if text.startswith("-") else _bounded(text, LARGEST_ID)


def _position(text: str) -> int:
    return _bounded(text, LARGEST_POSITION)


def _bounded(text: str, largest: int) -> int:
    if not _NUMBER.fullmatch(text) or (number := int(text)) > largest:
        raise ValueError("not a number in range")
    return number
