"""Commands that ask no question: /start, /help, /export, /forget, /privacy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.answers.exports.answered import answers_document
from bot.answers.exports.formats import SUFFIXES, exported
from bot.answers.exports.table import csv_table
from bot.chats.access import Role
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import button_press, new_message, place, sender
from bot.handlers.menus import GROUP_COMMANDS, commands_of
from bot.handlers.own_data import own_data
from bot.handlers.replies import acknowledge, send_file, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import AskExample, BeginSubscription, carries
from bot.messages.html import own
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply
from bot.transport.deep_links import GroupInvitation, parse_payload

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
            CallbackQueryHandler(self.ask_example, carries(AskExample)),
        ]

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start [PAYLOAD]: show what a deep link opens, or what can be asked here."""
        message, services = new_message(update), self._services
        if message.chat.type != "private" and context.args:
            return  # an invitation was followed; the greeting comes with the membership
        language, where = services.language_of(update), place(update)
        link = parse_payload((context.args or [""])[0], context.bot.token)

        def reply() -> Reply:
            collections = services.access.collections(where.chat)
            opened = services.dialogue.open_link(where, link, language, collections) if link else None
            if opened is not None or message.chat.type != "private":
                return opened or Reply(own(phrase(language, "hello")).html)
            return start_screen(services.examples.questions(collections, language), language)

        await answer(services, message, reply)

    async def ask_example(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the question of a pressed button."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, AskExample)
        language, where = services.language_of(update), place(update)
        await acknowledge(query, choice.question)
        if not isinstance(query.message, Message):
            return

        def reply() -> Reply:
            return services.dialogue.ask_afresh(
                where, choice.question, language, services.access.collections(where.chat)
            )

        await answer(services, query.message, reply)

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: the commands of this kind of chat, in private also what editors and admins can do."""
        message, language = new_message(update), self._services.language_of(update)
        is_private = message.chat.type == "private"
        role = self._services.access.role(sender(update)) if is_private else Role.STRANGER
        names = commands_of(role) if is_private else GROUP_COMMANDS
        commands = "\n".join(f"/{name} – {phrase(language, f'command {name}')}" for name in names)
        text = phrase(language, "help", commands=commands)
        for least, more in ((Role.EDITOR, "help editor"), (Role.ADMIN, "help admin")):
            if role >= least:
                text += "\n\n" + phrase(language, more)
        await send_text(message, text)

    async def export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/export [docx|pdf|csv]: the person's last answers in this chat as a file, by default Markdown."""
        services, message, where = self._services, new_message(update), place(update)
        language = services.language_of(update)
        asked = (word.lower().lstrip(".") for word in context.args or ())
        kinds = (*SUFFIXES, "csv")
        suffix = next((word for word in asked if word in kinds), None if context.args else "md")
        if suffix is None:
            await send_text(message, phrase(language, "export how"))
            return

        def file_content() -> bytes | None:
            collections = services.access.collections(where.chat)
            answers = services.dialogue.recent(where, MAX_EXPORTED, collections)
            if not answers:
                return None
            if suffix == "csv":
                # By the byte order mark spreadsheets know that the table is UTF-8.
                return csv_table(answers).encode("utf-8-sig", "replace")
            return exported(answers_document(answers, language), suffix)

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


def start_screen(examples: Sequence[str], language: str) -> Reply:
    """What the bot is, and what to do first.

    Args:
        examples: Questions that have an answer here.
        language: Of the texts.
    """
    lines = [
        phrase(language, "hello"),
        phrase(language, "try one" if examples else "no articles"),
        phrase(language, "see help"),
    ]
    asking = [(Button(question, AskExample(question)),) for question in examples]
    others = (
        Button(phrase(language, "button subscribe"), BeginSubscription("digest")),
        Button(phrase(language, "button add to group"), opens=GroupInvitation()),
    )
    return Reply(own("\n\n".join(lines)).html, (*asking, others))
