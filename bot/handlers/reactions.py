"""Reactions to answers: a thumb up or down rates an answer, as the buttons below it do."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import ReactionType, ReactionTypeEmoji, Update
from telegram.ext import ContextTypes, MessageReactionHandler

from bot.handlers.base import Handlers
from bot.handlers.services import Services

RATINGS = {"👍": True, "👎": False}


class Reactions:
    """Takes people's reactions as ratings, and takes them back."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        known_people = MessageReactionHandler.MESSAGE_REACTION_UPDATED  # not the anonymous counts of channels
        return [MessageReactionHandler(self.rate, message_reaction_types=known_people)]

    async def rate(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A person has changed their reactions to a message."""
        change = update.message_reaction
        if change is None or change.user is None:
            return
        chat, message, person = change.chat.id, change.message_id, change.user.id
        before, now = _rating(change.old_reaction), _rating(change.new_reaction)

        def store() -> None:
            history = self._services.history
            stored = history.shown_in(chat, message)
            if stored is None or before == now:
                return
            if now is not None:
                history.rate(stored.id, person, now)
            elif before is not None:
                history.take_rating_back(stored.id, person, before)

        await self._services.workers.run(store)


def _rating(reactions: Sequence[ReactionType]) -> bool | None:
    """What reactions say of an answer; None where they say nothing, or both."""
    ratings = {
        RATINGS[each.emoji] for each in reactions if isinstance(each, ReactionTypeEmoji) and each.emoji in RATINGS
    }
    return ratings.pop() if len(ratings) == 1 else None
