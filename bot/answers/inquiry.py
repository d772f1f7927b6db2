"""Who asks what, about which words, in which chat, answering which message: whatever way it came."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.pointing import PointedWords
from bot.chats.place import Place
from index.model import Ask


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What somebody asks.

    Attributes:
        place: Where, and who.
        text: The question, without the bot's name and without the command.
        ask: The kind of answer, if a command names it; with it the text may be empty to mean the last question.
        replied_to: The message that it replies to, if any.
        about: The words that it points at, if any.
        instead_of: The bot's message that shows the answer to what the message said before it was edited.
    """

    place: Place
    text: str
    ask: Ask | None = None
    replied_to: int | None = None
    about: PointedWords | None = None
    instead_of: int | None = None
