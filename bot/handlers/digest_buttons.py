"""The buttons under digests and alerts: a story's further quotes, questions about it, and silence about it."""

from __future__ import annotations

import html
from dataclasses import replace
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.chats.place import Place
from bot.digests.edition import Edition, reread
from bot.digests.keyboards import buttons
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import button_press, place
from bot.handlers.permissions import may_set
from bot.handlers.replies import acknowledge, insisting
from bot.handlers.services import Services
from bot.messages.callback_data import StoryAction, StoryButton, carries
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Reply


class DigestButtons:
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        return [CallbackQueryHandler(self.pressed, carries(StoryAction))]

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        (query, action), services = button_press(update), self._services
        assert isinstance(action, StoryAction)
        language, where, message = services.language_of(update), place(update), query.message
        found = await services.workers.run(partial(self._found, where.chat, action))
        if found is None or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "not kept"))
            return
        edition, subscription = found
        match action.button:
            case StoryButton.MENU:
                await acknowledge(query, shortened(edition.items[action.story].headline or "", 190) or None)
                await _keys(message, _menu(action, language))
            case StoryButton.BACK:
                await acknowledge(query)
                await _keys(message, buttons(edition, action.edition, action.page, subscription))
            case StoryButton.MUTE:
                if not await may_set(services, message, query.from_user.id, context.bot):
                    await acknowledge(query, phrase(language, "for admins"))
                    return
                article = edition.items[action.story].articles[0].id
                await services.workers.run(partial(services.digests.subscriptions.mute, where, article))
                await acknowledge(query, phrase(language, "muted"))
                await _keys(message, buttons(edition, action.edition, action.page, subscription))
            case _:
                await acknowledge(query)
                await answer(services, message, partial(self._told, edition, action, where, language))

    def _found(self, chat: int, action: StoryAction) -> tuple[Edition, int] | None:
        """The edition, as far as the chat got it and may see it, with the subscription it came by."""
        services = self._services
        subscription = services.digests.outbox.received(chat, action.edition)
        body = services.digests.outbox.body(action.edition)
        if subscription is None or body is None:
            return None
        edition = reread(body, services.index.store).within(services.access.collections(chat))
        if not action.story < len(edition.items) or not edition.items[action.story].articles:
            return None
        return edition, subscription

    def _told(self, edition: Edition, action: StoryAction, where: Place, language: str) -> Reply:
        item = edition.items[action.story]
        reply = self._services.dialogue.show_answer(where, item.answer, language)
        if action.button is StoryButton.ASK:
            headline = shortened(item.headline or phrase(language, "untitled"), 200)
            text = phrase(language, "ask story", headline=headline)
            return Reply(html.escape(text, quote=False), answer=reply.answer)
        return reply


def _menu(action: StoryAction, language: str) -> InlineKeyboardMarkup:
    def button(name: str, does: StoryButton, prefix: str = "") -> InlineKeyboardButton:
        label = prefix + phrase(language, f"button {name}")
        return InlineKeyboardButton(label, callback_data=replace(action, button=does).encode())

    more = button("more quotes", StoryButton.MORE, f"{action.story + 1}. ")
    ask, mute = button("ask story", StoryButton.ASK), button("mute story", StoryButton.MUTE)
    return InlineKeyboardMarkup([[more], [ask, mute], [button("back", StoryButton.BACK)]])


async def _keys(message: Message, keys: InlineKeyboardMarkup | None) -> None:
    """Put other buttons under a message; pressing twice changes nothing."""
    try:
        await insisting(lambda: message.edit_reply_markup(keys))
    except BadRequest as error:
        if not any(words in str(error).lower() for words in ("not modified", "to edit not found")):
            raise
