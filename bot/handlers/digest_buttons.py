"""Buttons under digests and alerts: a story's further quotes, others' wordings, a question, muting; more stories."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import partial

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chats.place import Place
from bot.digests.edition import Edition, edition_from_json
from bot.digests.keyboards import edition_keyboard
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import button_press, new_message, place
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, acknowledging, edit_keyboard, is_there, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import StoryAction, StoryButton, carries
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from bot.messages.wordings import wordings
from bot.transport.deep_links import LinkKind, parse_payload
from index.answering.checking.wordings import Wordings, find_wordings

STORIES_LINK = re.compile(rf"^/start(?:@\w+)? {LinkKind.STORIES.value}-")
COMPARED_QUOTES = 3  # of a story whose words are looked for in other outlets
MAX_NOTICE = 190  # UTF-16 units; Telegram shows 200 above the chat


class DigestButtons:
    """Does what a story's buttons say, for as long as its edition is stored; brings what was not shown at first."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        link = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Regex(STORIES_LINK)
        return [CallbackQueryHandler(self.press, carries(StoryAction)), CommandHandler("start", self.open, link)]

    async def open(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start PAYLOAD: bring the further stories of a digest that the person read in a channel."""
        message, where, services = new_message(update), place(update), self._services
        language = services.language_of(update)
        link = parse_payload((context.args or [""])[0], context.bot.token)
        if link is None:
            await send_text(message, phrase(language, "hello"))
            return
        id, page = link.numbers
        told = await services.workers.run(partial(self._bring_by_link, where, id, page))
        if told is not None:
            await send_text(message, phrase(language, told))

    def _bring_by_link(self, where: Place, id: int, page: int) -> str | None:
        """Have stories sent to who followed a link; the phrase that says why there is nothing new, or None."""
        services = self._services
        body = services.digests.outbox.edition_body(id)
        if body is None:
            return "not kept"
        further = edition_from_json(body, services.index.view(services.access.collections(where.chat))).further_page(
            page
        )
        if further is None:
            return "no further stories"
        return None if services.digests.outbox.bring(where.chat, 0, id, further).is_new else "further stories above"

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, StoryAction)
        language, where, message = services.language_of(update), place(update), query.message
        if action.button is StoryButton.FURTHER:
            await self._bring(query, action, where, language)
            return
        received = await acknowledging(query, services.workers.run(partial(self._received, where.chat, action)))
        if received is None or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "not kept"))
            return
        edition, subscription = received
        numbers = edition_keyboard(edition, action.edition, action.page, subscription)
        match action.button:
            case StoryButton.MENU:
                headline = edition.items[action.story].headline or ""
                await acknowledge(query, shortened(headline, MAX_NOTICE) or None)
                elsewhere = await services.workers.run(partial(self._wordings, edition, action, where))
                await edit_keyboard(message, _menu(action, language, has_wordings=elsewhere is not None))
            case StoryButton.BACK:
                await acknowledge(query)
                await edit_keyboard(message, numbers)
            case StoryButton.MUTE:
                article = edition.items[action.story].articles[0].id
                if await self._mute(query, message, where, article, language, context.bot):
                    await edit_keyboard(message, numbers)
            case StoryButton.WORDINGS:
                await acknowledge(query)
                await answer(services, message, partial(self._reply_with_wordings, edition, action, where, language))
            case StoryButton.MORE | StoryButton.ASK:
                await acknowledge(query)
                await answer(services, message, partial(self._reply, edition, action, where, language))

    async def _bring(self, query: CallbackQuery, action: StoryAction, where: Place, language: str) -> None:
        """Have the next stories sent as a message of their own, once for the whole chat."""
        outbox, run, message = self._services.digests.outbox, self._services.workers.run, query.message
        received = await acknowledging(query, run(partial(self._edition, where.chat, action.edition)))
        if received is None or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "not kept"))
            return
        edition, subscription = received
        page = edition.further_page(action.page)
        if page is None:
            await acknowledge(query, phrase(language, "no further stories"))
            return
        bring = partial(outbox.bring, where.chat, where.thread, action.edition, page)
        part = await acknowledging(query, run(bring))
        if part.message is not None:
            buttons = edition_keyboard(edition, action.edition, page, subscription)
            there = is_there(query.get_bot(), where.chat, part.message, buttons)
            if not await acknowledging(query, there):
                await run(partial(outbox.lose, where.chat, part.message))
                part = await acknowledging(query, run(bring))
        await acknowledge(query, None if part.is_new else phrase(language, "further stories below"))

    def _received(self, chat: int, action: StoryAction) -> tuple[Edition, int] | None:
        """The edition as far as the chat may see it, and its subscription; None if the chat did not get the story."""
        received = self._edition(chat, action.edition)
        if received is None:
            return None
        items = received[0].items
        return received if action.story < len(items) and items[action.story].articles else None

    def _edition(self, chat: int, id: int) -> tuple[Edition, int] | None:
        """An edition as far as a chat may see it, and its subscription; None if the chat did not get it."""
        services = self._services
        subscription = services.digests.outbox.subscription_of(chat, id)
        body = services.digests.outbox.edition_body(id)
        if subscription is None or body is None:
            return None
        return edition_from_json(body, services.index.view(services.access.collections(chat))), subscription

    async def _mute(
        self, query: CallbackQuery, message: Message, where: Place, article: int, language: str, bot: Bot
    ) -> bool:
        services = self._services
        if not await acknowledging(query, may_configure(services, message, query.from_user.id, bot)):
            await acknowledge(query, phrase(language, "for admins"))
            return False
        mute = partial(services.digests.subscriptions.mute, where, article)
        await acknowledging(query, services.workers.run(mute))
        await acknowledge(query, phrase(language, "muted"))
        return True

    def _wordings(self, edition: Edition, action: StoryAction, where: Place) -> Wordings | None:
        """How outlets have the words of the first quote of a story that several have; None where none has several."""
        services = self._services
        checker = services.index.view(services.access.collections(where.chat)).checker()
        quotes = edition.items[action.story].answer.quotes[:COMPARED_QUOTES]
        found = (find_wordings(quote, checker) for quote in quotes)
        return next((wordings for wordings in found if len(wordings.all) > 1), None)

    def _reply_with_wordings(self, edition: Edition, action: StoryAction, where: Place, language: str) -> Reply:
        found = self._wordings(edition, action, where)
        if found is None:
            return Reply(html.escape(phrase(language, "no wordings"), quote=False))
        return Reply(wordings(found, language))

    def _reply(self, edition: Edition, action: StoryAction, where: Place, language: str) -> Reply:
        item = edition.items[action.story]
        collections = self._services.access.collections(where.chat)
        quotes = self._services.dialogue.show_answer(where, item.answer, language, collections)
        if action.button is StoryButton.MORE:
            return quotes
        headline = shortened(item.headline or phrase(language, "untitled"), 200)
        text = phrase(language, "ask story", headline=headline)
        # Who replies to this message with a question continues the story's answer.
        return Reply(html.escape(text, quote=False), answer=quotes.answer)


def _menu(action: StoryAction, language: str, *, has_wordings: bool) -> InlineKeyboardMarkup:
    def button(name: str, does: StoryButton, prefix: str = "") -> InlineKeyboardButton:
        label = prefix + phrase(language, f"button {name}")
        return InlineKeyboardButton(label, callback_data=replace(action, button=does).encode())

    more = button("more quotes", StoryButton.MORE, f"{action.story + 1}. ")
    ask, mute = button("ask story", StoryButton.ASK), button("mute story", StoryButton.MUTE)
    elsewhere = [[button("wordings", StoryButton.WORDINGS)]] if has_wordings else []
    return InlineKeyboardMarkup([[more], *elsewhere, [ask, mute], [button("back", StoryButton.BACK)]])
