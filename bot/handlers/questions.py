"""Questions and the buttons under their answers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.conversation import Conversations, Place
from bot.dialogue import Dialogue, Press, Reply, parsed
from bot.markup import plain
from bot.phrases import known, phrase
from bot.workers import Workers

Handlers = list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]
COMMANDS = ("start", "help", "ask")
TYPING_AFTER = 0.25  # seconds; a quicker answer needs no sign that it is coming


class Questions:
    """Every private message is a question; /ask asks one anywhere."""

    def __init__(self, dialogue: Dialogue, conversations: Conversations, workers: Workers, language: str) -> None:
        """language: the bot's own words where a person's language isn't spoken here."""
        self._dialogue = dialogue
        self._conversations = conversations
        self._workers = workers
        self._language = language

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        private = new & filters.ChatType.PRIVATE
        return [
            CommandHandler("start", self.start, new),
            CommandHandler("help", self.help, new),
            CommandHandler("ask", self.command, new),
            CallbackQueryHandler(self.button),
            MessageHandler(private & filters.COMMAND, self.unknown),
            MessageHandler(private & filters.TEXT, self.message),
            MessageHandler(private & ~filters.StatusUpdate.ALL, self.unreadable),
        ]

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, language = _message(update), self._spoken(update)
        await send(message, Reply(plain(phrase(language, "hello")).html))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, language = _message(update), self._spoken(update)
        commands = "\n".join(f"/{name} – {phrase(language, f'command {name}')}" for name in COMMANDS)
        # Our own commands stay touchable, so this text is not made plain.
        await send(message, Reply(phrase(language, "help", commands=commands)))

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        text = " ".join(context.args or ())
        if not text:
            await send(_message(update), Reply(phrase(self._spoken(update), "ask what")))
            return
        await self._answer(update, text)

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await self._answer(update, _message(update).text or "")

    async def unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await send(_message(update), Reply(phrase(self._spoken(update), "no command")))

    async def unreadable(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await send(_message(update), Reply(plain(phrase(self._spoken(update), "only text")).html))

    async def button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        language = self._spoken(update)
        wanted = parsed(query.data or "")
        made = await self._workers.run(partial(self._pressed, query, wanted, language)) if wanted else None
        if made is None:
            await acknowledge(query, phrase(language, "not kept"))
            return
        await acknowledge(query)
        await show(query, made)
        await self._note(made)

    def _pressed(self, query: CallbackQuery, wanted: Press, language: str) -> Reply | None:
        asked = self._conversations.find(wanted.asked)
        if asked is None or query.message is None or asked.place.chat != query.message.chat.id:
            return None
        if wanted.kind == "v":
            return self._dialogue.turn(asked, wanted.number, wanted.view, language)
        return self._dialogue.choose(asked, wanted.kind, wanted.number, language)

    async def _answer(self, update: Update, text: str) -> None:
        message = _message(update)
        replied = message.reply_to_message
        ask: Callable[[], Reply] = partial(
            self._dialogue.ask, place(update), text, self._spoken(update), replied.message_id if replied else None
        )
        async with typing(message):
            reply = await self._workers.run(ask)
        sent = await send(message, reply)
        await self._note(reply, sent.message_id)

    async def _note(self, reply: Reply, message: int | None = None) -> None:
        if reply.asked is not None:
            await self._workers.run(partial(self._conversations.shown, reply.asked, message, reply.page))

    def _spoken(self, update: Update) -> str:
        person = update.effective_user
        return known(person.language_code if person else None, self._language)


def place(update: Update) -> Place:
    """Where an update comes from.  An anonymous admin or a channel is known by its chat."""
    chat, person, message = update.effective_chat, update.effective_user, update.effective_message
    assert chat is not None
    thread = message.message_thread_id if message and message.is_topic_message else None
    return Place(chat.id, thread or 0, person.id if person else chat.id)


async def send(message: Message, reply: Reply) -> Message:
    """Say something where a message came from: in its topic, and in a group as a reply to it."""
    return await message.reply_html(
        reply.html,
        reply_markup=keyboard(reply),
        disable_web_page_preview=True,
        do_quote=message.chat.type != "private",
        allow_sending_without_reply=True,
    )


async def show(query: CallbackQuery, reply: Reply) -> None:
    """Put a reply in place of what the button's message shows; pressing twice changes nothing."""
    try:
        await query.edit_message_text(
            reply.html, "HTML", disable_web_page_preview=True, reply_markup=keyboard(reply)
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Stop the button's clock.  Telegram refuses this for an old press, which harms nobody."""
    with contextlib.suppress(BadRequest):
        await query.answer(text)


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in reply.buttons]
    )


@contextlib.asynccontextmanager
async def typing(message: Message) -> AsyncIterator[None]:
    """Show that an answer is being worked on, when it takes long enough to be seen."""

    async def sign() -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            with contextlib.suppress(TelegramError):
                await message.reply_chat_action(ChatAction.TYPING)
            await asyncio.sleep(4)

    task = asyncio.create_task(sign())
    try:
        yield
    finally:
        task.cancel()


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message
