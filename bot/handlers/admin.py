"""What admins decide: who is admitted, and which collections a chat may see."""

from __future__ import annotations

import contextlib
import re
from functools import partial

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chats.access import Role
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.replies import acknowledge, show, tell
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission, carries
from bot.messages.phrases import phrase
from bot.messages.reply import Reply

ROLES = {"nobody": Role.NOBODY, "reader": Role.READER, "editor": Role.EDITOR, "admin": Role.ADMIN}
LINES = 20  # of the log, in a message


class AdminCommands:
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler(["grant", "revoke"], self.collection, new),
            CommandHandler("role", self.role, new),
            CommandHandler("decisions", self.log, new),
            CallbackQueryHandler(self.decided, carries(DecideAdmission)),
        ]

    async def collection(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/grant COLLECTION [CHAT]: this chat, or the one named, may see a collection."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        grants = (message.text or "").startswith("/grant")
        found = re.fullmatch(r"([\w-]{1,32})(?: (-?\d{1,15}))?", " ".join(arguments))
        if not found:
            await tell(message, phrase(language, "grant what"))
            return
        chat = int(found[2]) if found[2] else message.chat.id
        decide = services.access.grant if grants else services.access.revoke
        done = await services.workers.run(partial(decide, chat, found[1], sender(update)))
        key = ("granted" if grants else "revoked") if done else "for bot admins"
        await tell(message, phrase(language, key, collection=found[1], chat=chat))

    async def role(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/role PERSON nobody|reader|editor|admin: also a group's number, which admits all its members."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        if len(arguments) != 2 or not re.fullmatch(r"-?\d{1,15}", arguments[0]) or arguments[1] not in ROLES:
            await tell(message, phrase(language, "role what"))
            return
        subject, role = int(arguments[0]), arguments[1]
        done = await services.workers.run(partial(services.access.set_role, subject, ROLES[role], sender(update)))
        await tell(message, phrase(language, "appointed" if done else "for bot admins", id=subject, role=role))

    async def log(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services = new_message(update), self._services
        language = services.language_of(update)
        # In a group everybody would read it.
        if message.chat.type != "private" or services.access.role(sender(update)) is not Role.ADMIN:
            await tell(message, phrase(language, "for bot admins"))
            return
        lines = (await services.workers.run(services.access.decisions))[-LINES:]
        shown = [f"{line.at:%Y-%m-%d %H:%M} {line.by} → {line.subject}: {line.decision}" for line in lines]
        await tell(message, "\n".join(shown) or phrase(language, "no decisions"))

    async def decided(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An admin admits or refuses somebody by a button."""
        (query, decision), services = button_press(update), self._services
        assert isinstance(decision, DecideAdmission)
        language, person = services.language_of(update), decision.person
        role = Role.READER if decision.admit else Role.NOBODY
        if not await services.workers.run(partial(services.access.set_role, person, role, query.from_user.id)):
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        await acknowledge(query)
        await show(query, Reply(phrase(language, "admitted" if decision.admit else "refused", id=person)))
        spoken = services.preferences.language(person) or services.language
        with contextlib.suppress(TelegramError):
            await context.bot.send_message(person, phrase(spoken, "you are in" if decision.admit else "not admitted"))
