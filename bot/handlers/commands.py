"""Commands that ask no question: /start, /help, /export, /forget, /privacy."""

from __future__ import annotations

import html
from functools import partial

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.answers.export_docx import word_document
from bot.answers.export_text import csv_table, markdown
from bot.chats.access import Role
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import new_message, place, sender
from bot.handlers.own_data import own_data
from bot.handlers.replies import send_file, send_text
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from bot.transport.deep_links import parse_payload

# As menus and /help list them.
COMMANDS = (
    "ask", "who", "timeline", "check", "chart", "subscribe", "alert", "subscriptions", "cancel", "sources", "settings",
    "export", "mydata", "forget", "privacy", "help", "start",
)  # fmt: skip
GROUP_COMMANDS = (
    "ask", "who", "timeline", "check", "chart", "subscribe", "alert", "subscriptions", "cancel", "sources", "settings",
    "help",
)  # fmt: skip
MAX_EXPORTED = 50  # answers in a file


class Commands:
    """Explains the bot, hands out what was answered, and deletes it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler("start", self.start, new),
            CommandHandler("help", self.help, new),
            CommandHandler("export", self.export, new),
            CommandHandler("forget", self.forget, new),
            CommandHandler("privacy", self.privacy, new),
            CommandHandler("mydata", self.my_data, new),
        ]

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start [PAYLOAD]: say hello, or show what a deep link opens."""
        message, services = new_message(update), self._services
        language, where = services.language_of(update), place(update)
        payload = (context.args or [""])[0] if message.chat.type == "private" else ""
        link = parse_payload(payload, context.bot.token)

        def reply() -> Reply:
            collections = services.access.collections(where.chat)
            opened = services.dialogue.open_link(where, link, language, collections) if link else None
            return opened or Reply(html.escape(phrase(language, "hello"), quote=False))

        await answer(services, message, reply)

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: the commands of this kind of chat, in private also what editors and admins can do."""
        message, language = new_message(update), self._services.language_of(update)
        names = COMMANDS if message.chat.type == "private" else GROUP_COMMANDS
        commands = "\n".join(f"/{name} – {phrase(language, f'command {name}')}" for name in names)
        text = phrase(language, "help", commands=commands)
        role = self._services.access.role(sender(update)) if message.chat.type == "private" else Role.STRANGER
        for least, more in ((Role.EDITOR, "help editor"), (Role.ADMIN, "help admin")):
            if role >= least:
                text += "\n\n" + phrase(language, more)
        await send_text(message, text)

    async def export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/export [csv|docx]: the person's last answers in this chat as a file, by default Markdown."""
        services, message, where = self._services, new_message(update), place(update)
        language = services.language_of(update)
        suffix = next((word.lower() for word in context.args or () if word.lower() in ("csv", "docx")), "md")

        def file_content() -> bytes | None:
            collections = services.access.collections(where.chat)
            answers = services.dialogue.recent(where, MAX_EXPORTED, collections)
            if not answers:
                return None
            match suffix:
                case "docx":
                    return word_document(answers, language)
                case "csv":
                    # By the byte order mark spreadsheets know that the table is UTF-8.
                    return csv_table(answers).encode("utf-8-sig", "replace")
                case _:
                    return markdown(answers, language).encode("utf-8", "replace")

        content = await services.workers.run(file_content)
        if content is None:
            await send_text(message, phrase(language, "nothing to export"))
            return
        await send_file(message, f"on-record.{suffix}", content, phrase(language, "exported"))

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/forget: delete the person's questions everywhere; in private also the chat's settings and subscriptions."""
        services, person = self._services, sender(update)
        language = services.language_of(update)
        private = new_message(update).chat.type == "private"
        count, subscriptions = await services.workers.run(partial(services.forget, person, private))
        await send_text(new_message(update), phrase(language, "forgotten", count=count, subscriptions=subscriptions))

    async def my_data(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/mydata: all that is kept about the person, as a file; in private only."""
        message, services = new_message(update), self._services
        language = services.language_of(update)
        if message.chat.type != "private":
            await send_text(message, phrase(language, "in private"))
            return
        content = await services.workers.run(partial(own_data, services, sender(update)))
        await send_file(message, "on-record-my-data.json", content, phrase(language, "my data"))

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/privacy: what is stored, and for how long."""
        await send_text(new_message(update), phrase(self._services.language_of(update), "privacy"))
