"""Commands and buttons of the bot's admins: roles, collections of chats, admission, the audit log."""

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
from bot.handlers.replies import acknowledge, edit, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission, carries
from bot.messages.phrases import phrase
from bot.messages.reply import Reply

ROLES = {"nobody": Role.NOBODY, "reader": Role.READER, "editor": Role.EDITOR, "admin": Role.ADMIN}
LOG_LINES = 20  # in a message
MEMBERS = 100  # that are listed in a message


class AdminCommands:
    """Carries out what admins decide; others are told that it is for admins."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler(["grant", "revoke"], self.collection, new),
            CommandHandler("role", self.role, new),
            CommandHandler("decisions", self.decisions, new),
            CommandHandler("members", self.members, new),
            CommandHandler("id", self.id, new),
            CallbackQueryHandler(self.decide_admission, carries(DecideAdmission)),
        ]

    async def collection(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/grant or /revoke COLLECTION [CHAT]: show a collection to a chat, or hide it; by default to this one."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        grants = (message.text or "").startswith("/grant")
        parts = re.fullmatch(r"([\w-]{1,32})(?: (-?\d{1,15}))?", " ".join(arguments))
        if not parts:
            await send_text(message, phrase(language, "grant what"))
            return
        collection, chat = parts[1], int(parts[2]) if parts[2] else message.chat.id
        decide = services.access.grant if grants else services.access.revoke
        done = await services.workers.run(partial(decide, chat, collection, sender(update)))
        key = ("granted" if grants else "revoked") if done else "for bot admins"
        await send_text(message, phrase(language, key, collection=collection, chat=chat))

    async def role(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/role PERSON nobody|reader|editor|admin; a group's number admits all its members."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        if len(arguments) != 2 or not re.fullmatch(r"-?\d{1,15}", arguments[0]) or arguments[1] not in ROLES:
            await send_text(message, phrase(language, "role what"))
            return
        subject, role = int(arguments[0]), arguments[1]
        done = await services.workers.run(partial(services.access.set_role, subject, ROLES[role], sender(update)))
        await send_text(message, phrase(language, "appointed" if done else "for bot admins", id=subject, role=role))

    async def decisions(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/decisions: the end of the audit log, in private only, since in a group everybody would read it."""
        message, services = new_message(update), self._services
        language = services.language_of(update)
        if message.chat.type != "private" or services.access.role(sender(update)) is not Role.ADMIN:
            await send_text(message, phrase(language, "for bot admins"))
            return
        decisions = (await services.workers.run(services.access.decisions))[-LOG_LINES:]
        lines = [f"{each.at:%Y-%m-%d %H:%M} {each.by} → {each.subject}: {each.decision}" for each in decisions]
        await send_text(message, "\n".join(lines) or phrase(language, "no decisions"))

    async def members(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/members: who has which role, in private only."""
        message, services = new_message(update), self._services
        language = services.language_of(update)
        if message.chat.type != "private" or services.access.role(sender(update)) is not Role.ADMIN:
            await send_text(message, phrase(language, "for bot admins"))
            return
        members = await services.workers.run(services.access.members)
        ordered = sorted(members.items(), key=lambda member: (-member[1], member[0]))
        lines = [f"{id}: {role.name.lower()}" for id, role in ordered[:MEMBERS]]
        if len(ordered) > MEMBERS:
            lines.append(phrase(language, "more members", count=len(ordered) - MEMBERS))
        await send_text(message, "\n".join(lines) or phrase(language, "no members"))

    async def id(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/id: the numbers by which settings and commands name the person, and the group."""
        message, language = new_message(update), self._services.language_of(update)
        text = phrase(language, "your number", id=sender(update))
        if message.chat.type != "private":
            text += " " + phrase(language, "number of group", id=message.chat.id)
        await send_text(message, text)

    async def decide_admission(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Admit or refuse somebody by a button, and tell them and the other admins; a late press changes nothing."""
        (query, decision), services = button_press(update), self._services
        assert isinstance(decision, DecideAdmission)
        language, person = services.language_of(update), decision.person
        role = Role.READER if decision.admit else Role.NOBODY
        by = query.from_user.id
        if services.access.role(by) is not Role.ADMIN:
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        if not await services.workers.run(partial(services.access.settle_request, person, role, by)):
            now = services.access.role(person).name.lower()
            await acknowledge(query, phrase(language, "decided already", id=person, role=now))
            return
        await acknowledge(query)
        await edit(query, Reply(phrase(language, "admitted" if decision.admit else "refused", id=person)))
        their_language = services.preferences.language(person) or services.language
        text = phrase(their_language, "you are in" if decision.admit else "not admitted")
        with contextlib.suppress(TelegramError):
            await context.bot.send_message(person, text)
        key = "another admitted" if decision.admit else "another refused"
        for admin in services.access.admins:
            if admin != by:
                text = phrase(services.preferences.language(admin) or services.language, key, id=person, by=by)
                with contextlib.suppress(TelegramError):
                    await context.bot.send_message(admin, text)
