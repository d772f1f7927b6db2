"""Buttons under digests and alerts."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.digests.edition import Edition
from bot.digests.render import numbers
from bot.messages.callback_data import CardAction, CardButton, StoryAction, StoryButton
from bot.messages.phrases import phrase


def buttons(edition: Edition, id: int, page: int, subscription: int) -> InlineKeyboardMarkup | None:
    """A button for each story of a message, and one for the settings."""
    if edition.kind == "notice":
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
        for number in numbers(edition, page)
    ]
    return InlineKeyboardMarkup([row for row in (stories, [settings]) if row])
