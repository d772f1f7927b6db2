"""Buttons under digests and alerts."""

from __future__ import annotations

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.digests.edition import Edition
from bot.digests.render import shown_quotes
from bot.messages.callback_data import CardAction, CardButton, StoryAction, StoryButton
from bot.messages.phrases import phrase
from bot.transport.deep_links import DeepLink, LinkKind


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
        action = StoryAction(id, page, 0, StoryButton.MORE)
        more = InlineKeyboardButton(phrase(language, "button more quotes"), callback_data=action.encode())
        elsewhere = [_others_wordings(edition, id, page)] if any(q.also for q in shown_quotes(edition, page)) else []
        return InlineKeyboardMarkup([row for row in ([more, settings], elsewhere) if row])
    stories = [
        InlineKeyboardButton(str(number + 1), callback_data=StoryAction(id, page, number, StoryButton.MENU).encode())
        for number in edition.stories_of((page,))
    ]
    further = [_further_stories(edition, id, page)] if _ends_here(edition, page) else []
    own_settings = [settings] if page in edition.first_pages else []
    return InlineKeyboardMarkup([row for row in (stories, further, own_settings) if row])


def further_link(edition: Edition, id: int, page: int, bot: Bot) -> InlineKeyboardMarkup | None:
    """For a message that everybody reads: a link by which each gets the further stories in the private chat.

    Args:
        edition: What the message belongs to.
        id: The edition's, in the outbox.
        page: Which of its messages, from 0.
        bot: Whose private chat it opens.

    Returns:
        The button; None where the message brings all there is.
    """
    if edition.kind != "digest" or not _ends_here(edition, page):
        return None
    label = _further_label(edition, page)
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=DeepLink(LinkKind.STORIES, (id, page)).url(bot))]])


def _others_wordings(edition: Edition, id: int, page: int) -> InlineKeyboardButton:
    action = StoryAction(id, page, 0, StoryButton.WORDINGS)
    return InlineKeyboardButton(phrase(edition.language, "button wordings"), callback_data=action.encode())


def _ends_here(edition: Edition, page: int) -> bool:
    """Whether a message is the last one that was sent so far, and a button can bring more."""
    if edition.further_page(page) is None:
        return False
    return edition.further_page(page) not in edition.first_pages


def _further_stories(edition: Edition, id: int, page: int) -> InlineKeyboardButton:
    action = StoryAction(id, page, 0, StoryButton.FURTHER)
    return InlineKeyboardButton(_further_label(edition, page), callback_data=action.encode())


def _further_label(edition: Edition, page: int) -> str:
    count = len(edition.stories_of(range(page + 1, len(edition.pages))))
    return phrase(edition.language, "button further stories", count=count)
