"""Commands and buttons of the bot's admins: roles, collections of chats, admission, people who leave."""

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
from bot.handlers.replies import acknowledge, edit, send, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission, SetRole, carries
from bot.messages.html import plain
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply

ROLES = {"nobody": Role.NOBODY, "reader": Role.READER, "editor": Role.EDITOR, "admin": Role.ADMIN}


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
            CommandHandler("erase", self.erase, new),
            CallbackQueryHandler(self.set_role, carries(SetRole)),
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
        """/role PERSON nobody|reader|editor|admin; a group's number admits all its members.

        Whoever may change something from now on is asked about first.
        """
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        if len(arguments) != 2 or not re.fullmatch(r"-?\d{1,15}", arguments[0]) or arguments[1] not in ROLES:
            await send_text(message, phrase(language, "role what"))
            return
        subject, role = int(arguments[0]), arguments[1]
        if services.access.role(sender(update)) is Role.ADMIN and ROLES[role] >= Role.EDITOR:
            await send(message, _asked(language, "role sure", subject, role))
            return
        done = await services.workers.run(partial(services.access.set_role, subject, ROLES[role], sender(update)))
        await send_text(message, phrase(language, "appointed" if done else "for bot admins", id=subject, role=role))

    async def erase(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/erase PERSON: delete all that is kept about somebody who leaves, after a question."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        if services.access.role(sender(update)) is not Role.ADMIN:
            await send_text(message, phrase(language, "for bot admins"))
        elif len(arguments) != 1 or not re.fullmatch(r"\d{1,15}", arguments[0]):
            await send_text(message, phrase(language, "erase whom"))
        elif int(arguments[0]) in services.access.admins:
            await send_text(message, phrase(language, "admin by settings"))
        else:
            await send(message, _asked(language, "erase sure", int(arguments[0]), "erased"))

    async def set_role(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Carry out, or leave, what a question was about; a second press finds it done."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, SetRole)
        language, by = services.language_of(update), query.from_user.id
        if services.access.role(by) is not Role.ADMIN:
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        text = await services.workers.run(partial(self._carried_out, choice, by, language))
        await acknowledge(query)
        await edit(query, Reply(plain(text).html))

    def _carried_out(self, choice: SetRole, by: int, language: str) -> str:
        services, subject = self._services, choice.subject
        if choice.role == "no":
            return phrase(language, "decision left")
        if choice.role == "erased":
            if not services.access.forget(subject, by):
                return phrase(language, "admin by settings")
            questions, subscriptions = services.forget(subject, private=True)
            return phrase(language, "erased", id=subject, count=questions, subscriptions=subscriptions)
        if services.access.role(subject) is not ROLES[choice.role]:
            services.access.set_role(subject, ROLES[choice.role], by)
        return phrase(language, "appointed", id=subject, role=choice.role)

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


def _asked(language: str, question: str, subject: int, role: str) -> Reply:
    """A question with a button for yes and one for no."""
    buttons = (
        Button(phrase(language, "button yes"), SetRole(subject, role)),
        Button(phrase(language, "button no"), SetRole(subject, "no")),
    )
    return Reply(plain(phrase(language, question, id=subject, role=role)).html, (buttons,))
