"""The buttons under digests and alerts: a story's further quotes, questions about it, and silence about it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.chats.place import Place
from bot.digests.edition import Edition, reread
from bot.digests.keyboards import buttons
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import place
from bot.handlers.permissions import may_set
from bot.handlers.replies import acknowledge, insisting
from bot.handlers.services import Services
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Reply


@dataclass(frozen=True, slots=True)
class _StoryAction:
    edition: int
    page: int
    story: int
    action: str


class DigestButtons:
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        return [CallbackQueryHandler(self.pressed, "^e:")]

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query, services = update.callback_query, self._services
        assert query is not None
        language, where, message = services.language_of(update), place(update), query.message
        press = _parsed(query.data or "")
        found = await services.workers.run(partial(self._found, where.chat, press)) if press else None
        if press is None or found is None or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "not kept"))
            return
        edition, subscription = found
        match press.action:
            case "menu":
                await acknowledge(query, shortened(edition.items[press.story].headline or "", 190) or None)
                await _keys(message, _menu(press, language))
            case "back":
                await acknowledge(query)
                await _keys(message, buttons(edition, press.edition, press.page, subscription))
            case "mute":
                if not await may_set(services, message, query.from_user.id, context.bot):
                    await acknowledge(query, phrase(language, "for admins"))
                    return
                article = edition.items[press.story].articles[0].id
                await services.workers.run(partial(services.digests.subscriptions.mute, where, article))
                await acknowledge(query, phrase(language, "muted"))
                await _keys(message, buttons(edition, press.edition, press.page, subscription))
            case _:
                await acknowledge(query)
                await answer(services, message, partial(self._told, edition, press, where, language))

    def _found(self, chat: int, press: _StoryAction) -> tuple[Edition, int] | None:
        """The edition, as far as the chat got it and may see it, with the subscription it came by."""
        services = self._services
        subscription = services.digests.outbox.received(chat, press.edition)
        body = services.digests.outbox.body(press.edition)
        if subscription is None or body is None:
            return None
        edition = reread(body, services.index.store).within(services.access.collections(chat))
        if not press.story < len(edition.items) or not edition.items[press.story].articles:
            return None
        return edition, subscription

    def _told(self, edition: Edition, press: _StoryAction, where: Place, language: str) -> Reply:
        item = edition.items[press.story]
        reply = self._services.dialogue.show(where, item.answer, language)
        if press.action == "ask":
            headline = shortened(item.headline or phrase(language, "untitled"), 200)
            text = phrase(language, "ask story", headline=headline)
            return Reply(html.escape(text, quote=False), asked=reply.asked)
        return reply


def _parsed(data: str) -> _StoryAction | None:
    found = re.fullmatch(r"e:(\d{1,12}):(\d{1,3}):(\d{1,3}):(menu|back|more|ask|mute)", data)
    return _StoryAction(int(found[1]), int(found[2]), int(found[3]), found[4]) if found else None


def _menu(press: _StoryAction, language: str) -> InlineKeyboardMarkup:
    def button(label: str, action: str) -> InlineKeyboardButton:
        data = f"e:{press.edition}:{press.page}:{press.story}:{action}"
        return InlineKeyboardButton(phrase(language, f"button {label}"), callback_data=data)

    number = f"{press.story + 1}. "
    more = button("more quotes", "more")
    first = InlineKeyboardButton(number + more.text, callback_data=more.callback_data)
    return InlineKeyboardMarkup(
        [[first], [button("ask story", "ask"), button("mute story", "mute")], [button("back", "back")]]
    )


async def _keys(message: Message, keys: InlineKeyboardMarkup | None) -> None:
    """Put other buttons under a message; pressing twice changes nothing."""
    try:
        await insisting(lambda: message.edit_reply_markup(keys))
    except BadRequest as error:
        if not any(words in str(error).lower() for words in ("not modified", "to edit not found")):
            raise
