"""Buttons under digests and alerts."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.digests.edition import Edition
from bot.digests.render import visible_stories
from bot.messages.callback_data import CardAction, CardButton, StoryAction, StoryButton
from bot.messages.phrases import phrase


def edition_keyboard(edition: Edition, id: int, page: int, subscription: int) -> InlineKeyboardMarkup | None:
    """A button for each story of a message, and one for the subscription's settings.

    Args:
        edition: What the message belongs to.
        id: The edition's, in the outbox.
        page: Which of its messages, from 0.
        subscription: The id of the one it is sent for.

    Returns:
        The buttons; None for a notice and a correction.
    """
    if edition.kind in ("notice", "correction"):
        return None
    language = edition.language
    card = CardAction(subscription, CardButton.CARD)
    settings = InlineKeyboardButton(phrase(language, "button subscription"), callback_data=card.encode())
    if edition.kind == "alert":
        more = StoryAction(id, page, 0, StoryButton.MORE)
        further = InlineKeyboardButton(phrase(language, "button more quotes"), callback_data=more.encode())
        return InlineKeyboardMarkup([[further, settings]])
    stories = [
        InlineKeyboardButton(str(number + 1), callback_data=StoryAction(id, page, number, StoryButton.MENU).encode())
        for number in visible_stories(edition, page)
    ]
    return InlineKeyboardMarkup([row for row in (stories, [settings]) if row])
