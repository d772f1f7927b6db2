"""What a question goes on from: the answer that it replies to, or the last one that the person got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answers.history import History, StoredAnswer
from bot.answers.inquiry import Inquiry
from bot.chats.place import Place
from index.model import Question


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a question goes on from.

    Attributes:
        place: Where it is asked, and by whom.
        message: The bot's message with the answer; None for the last one here, False for none at all.
        replaced: The number of the answer in whose place this one is shown: what was asked after that comes later.
    """

    place: Place
    message: int | Literal[False] | None = None
    replaced: int | None = None

    @staticmethod
    def of(inquiry: Inquiry, history: History) -> Conversation:
        """The conversation that a question belongs to."""
        replaced = None
        if inquiry.instead_of is not None:
            replaced = history.shown_in(inquiry.place.chat, inquiry.instead_of)
        return Conversation(inquiry.place, _goes_on_from(inquiry, history), replaced.id if replaced else None)

    def last_answer(self, history: History) -> StoredAnswer | None:
        """The answer that the question goes on from."""
        if self.message is False:
            return None
        shown = history.shown_in(self.place.chat, self.message) if self.message is not None else None
        return shown or history.last(self.place, self.replaced)

    def last_question(self, history: History) -> Question | None:
        """The question that this one may continue."""
        return None if self.message is False else history.last_question(self.place, self.message, self.replaced)


def _goes_on_from(inquiry: Inquiry, history: History) -> int | Literal[False] | None:
    """Highlighted words, or those that the bot quotes elsewhere than in an answer, are none of the last answer."""
    about, replied_to = inquiry.about, inquiry.replied_to
    if about is None or not (about.chosen or (about.by_bot and about.quotations)):
        return replied_to
    if replied_to is None or history.shown_in(inquiry.place.chat, replied_to) is None:
        return False
    return replied_to
