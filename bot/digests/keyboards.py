"""Buttons under digests and alerts."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.digests.edition import Edition
from bot.digests.render import numbers
from bot.messages.phrases import phrase


def buttons(edition: Edition, id: int, page: int, subscription: int) -> InlineKeyboardMarkup | None:
    """A button for each story of a message, and one for the settings."""
    if edition.kind == "notice":
        return None
    language = edition.language
    settings = InlineKeyboardButton(phrase(language, "button subscription"), callback_data=f"s:{subscription}:card")
    if edition.kind == "alert":
        more = InlineKeyboardButton(phrase(language, "button more quotes"), callback_data=f"e:{id}:{page}:0:more")
        return InlineKeyboardMarkup([[more, settings]])
    stories = [
        InlineKeyboardButton(str(number + 1), callback_data=f"e:{id}:{page}:{number}:menu")
        for number in numbers(edition, page)
    ]
    return InlineKeyboardMarkup([row for row in (stories, [settings]) if row])
