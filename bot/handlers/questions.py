"""Questions: plain messages in private; in groups /ask, a mention of the bot, or a reply to it."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import is_addressed, new_message, place
from bot.handlers.replies import send_text
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from index.model import Ask

COMMANDS = {"who": Ask.WHO, "timeline": Ask.TIMELINE}


class Questions:
    """Answers questions, and whatever message no other handler takes."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register, after all others."""
        new = filters.UpdateType.MESSAGE
        private = new & filters.ChatType.PRIVATE
        return [
            CommandHandler("ask", self.ask, new),
            CommandHandler(list(COMMANDS), self.ask_as, new),
            MessageHandler(private & filters.COMMAND, self.refuse_command),
            MessageHandler(private & filters.TEXT, self.message),
            MessageHandler(private & ~filters.StatusUpdate.ALL, self.refuse_content),
            MessageHandler(new & filters.ChatType.GROUPS & filters.TEXT & ~filters.COMMAND, self.group_message),
        ]

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask [QUESTION]: without one the question is the message that the command replies to."""
        message, text = new_message(update), " ".join(context.args or ())
        replied = message.reply_to_message
        if not text and replied is not None and replied.text and not _is_by_bot(replied, context):
            text = replied.text
        if text:
            await self._answer(update, text)
        else:
            await send_text(message, phrase(self._services.language_of(update), "ask what"))

    async def ask_as(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/who or /timeline [QUESTION]: without one the last question is meant."""
        name = re.split(r"[\s@]", new_message(update).text or "", maxsplit=1)[0].removeprefix("/").lower()
        await self._answer(update, " ".join(context.args or ()), COMMANDS[name])

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A private message, which is a question."""
        await self._answer(update, new_message(update).text or "")

    async def group_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a group, which is a question if it mentions the bot or replies to it."""
        message = new_message(update)
        if not is_addressed(message, context.bot.id, context.bot.username):
            return
        text = re.sub(rf"@{re.escape(context.bot.username)}\b", " ", message.text or "", flags=re.IGNORECASE).strip()
        if text:
            await self._answer(update, text)
        else:
            await send_text(message, phrase(self._services.language_of(update), "ask what"))

    async def refuse_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command that the bot does not have."""
        await send_text(new_message(update), phrase(self._services.language_of(update), "no command"))

    async def refuse_content(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message without text, such as a picture."""
        await send_text(new_message(update), phrase(self._services.language_of(update), "only text"))

    async def _answer(self, update: Update, text: str, ask: Ask | None = None) -> None:
        message, services = new_message(update), self._services
        replied = message.reply_to_message
        where = place(update)

        def reply() -> Reply:
            language = services.language_of(update)
            collections = services.access.collections(where.chat)
            replied_to = replied.message_id if replied else None
            return services.dialogue.ask(where, text, language, replied_to, collections, ask)

        await answer(services, message, reply)


def _is_by_bot(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    return message.from_user is not None and message.from_user.id == context.bot.id
