"""Questions, in whatever way they are asked."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import addressed, new_message, place
from bot.handlers.replies import tell
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from index.model import Ask

KINDS = {"who": Ask.WHO, "timeline": Ask.TIMELINE, "check": Ask.CHECK}


class Questions:
    """Every private message is a question; in groups /ask, the bot's name, or a reply to it asks one."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        private = new & filters.ChatType.PRIVATE
        return [
            CommandHandler("ask", self.command, new),
            CommandHandler(list(KINDS), self.kind, new),
            MessageHandler(private & filters.COMMAND, self.unknown),
            MessageHandler(private & filters.TEXT, self.message),
            MessageHandler(private & ~filters.StatusUpdate.ALL, self.unreadable),
            MessageHandler(new & filters.ChatType.GROUPS & filters.TEXT & ~filters.COMMAND, self.mention),
        ]

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask with a question, or in reply to a message that is one."""
        message, text = new_message(update), " ".join(context.args or ())
        replied = message.reply_to_message
        if not text and replied is not None and replied.text and not _own(replied, context):
            text = replied.text
        if text:
            await self._answer(update, text)
        else:
            await tell(message, phrase(self._services.language_of(update), "ask what"))

    async def kind(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        name = re.split(r"[\s@]", new_message(update).text or "", maxsplit=1)[0].removeprefix("/").lower()
        await self._answer(update, " ".join(context.args or ()), KINDS[name])

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await self._answer(update, new_message(update).text or "")

    async def mention(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = new_message(update)
        if not addressed(message, context.bot.id, context.bot.username):
            return
        text = re.sub(rf"@{re.escape(context.bot.username)}\b", " ", message.text or "", flags=re.IGNORECASE).strip()
        if text:
            await self._answer(update, text)
        else:
            await tell(message, phrase(self._services.language_of(update), "ask what"))

    async def unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await tell(new_message(update), phrase(self._services.language_of(update), "no command"))

    async def unreadable(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await tell(new_message(update), phrase(self._services.language_of(update), "only text"))

    async def _answer(self, update: Update, text: str, ask: Ask | None = None) -> None:
        message, services = new_message(update), self._services
        replied = message.reply_to_message
        where = place(update)

        def work() -> Reply:
            language = services.language_of(update)
            collections = services.access.collections(where.chat)
            number = replied.message_id if replied else None
            return services.dialogue.ask(where, text, language, number, collections, ask)

        await answer(services, message, work)


def _own(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    return message.from_user is not None and message.from_user.id == context.bot.id
