"""Commands and buttons of the bot's admins: roles, collections of chats, admission, people who leave."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from telegram import Bot, Message, Update, User
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chats.access import AdmissionRequest, Role
from bot.config import NOBODY
from bot.handlers import admission
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.menus import show_commands_of_role
from bot.handlers.replies import acknowledge, edit, send, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission, SetRole, carries
from bot.messages.html import own, plain
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply
from bot.transport.unanswered import Unanswered

ROLES = {"nobody": Role.NOBODY, "reader": Role.READER, "editor": Role.EDITOR, "admin": Role.ADMIN}


class AdminCommands:
    """Carries out what admins decide; others are told that it is for admins."""

    def __init__(self, services: Services, unanswered: Unanswered) -> None:
        """Carry out decisions.

        Args:
            services: What handlers share.
            unanswered: What those asked who are let in.
        """
        self._services = services
        self._unanswered = unanswered

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
        grants = (message.text or "").lower().startswith("/grant")
        parts = re.fullmatch(r"([\w-]{1,32})(?: (-?\d{1,15}))?", " ".join(arguments))
        if not parts:
            await send_text(message, phrase(language, "grant what"))
            return
        collection, chat = parts[1], int(parts[2]) if parts[2] else message.chat.id
        decide = services.access.grant if grants else services.access.revoke
        done = await services.workers.run(partial(decide, chat, collection, sender(update)))
        key = ("granted" if grants else "revoked") if done else "for bot admins"
        text = phrase(language, key, collection=collection, chat=chat)
        if done and grants and collection not in (known := await services.workers.run(services.collections)):
            text = f"{text} {phrase(language, 'collection empty', collection=collection)}"
            if message.chat.type == "private":  # no group shall read what others there are
                text = f"{text} {phrase(language, 'collections known', names=', '.join(known))}"
        await send_text(message, text)

    async def role(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/role PERSON nobody|reader|editor|admin; a group's number admits all its members.

        Whoever may change something from now on is asked about first.
        """
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), [word.lower() for word in context.args or []]
        if len(arguments) != 2 or not re.fullmatch(r"-?\d{1,15}", arguments[0]) or arguments[1] not in ROLES:
            await send_text(message, phrase(language, "role what"))
            return
        subject, role = int(arguments[0]), arguments[1]
        decides = services.access.role(sender(update)) is Role.ADMIN
        if decides and (refused := self._refused(subject, ROLES[role], sender(update), context.bot.id)):
            await send_text(message, phrase(language, refused))
            return
        if decides and ROLES[role] >= Role.EDITOR:
            seen = await services.workers.run(partial(services.access.last_decision, subject))
            await send(message, _asked(language, "role sure", SetRole(subject, role, seen)))
            return
        by = message.from_user
        done = by is not None and by.id == sender(update) and await self._set_role(subject, ROLES[role], by, context)
        await send_text(message, phrase(language, "appointed" if done else "for bot admins", id=subject, role=role))

    def _refused(self, subject: int, role: Role, by: int, bot: int) -> str | None:
        """The phrase that says why no admin can give this role; None where one can."""
        access = self._services.access
        if subject in access.configured:
            return "admin by settings"
        if subject in NOBODY | {0, bot}:
            return "role of nobody"
        if subject < 0 and role >= Role.EDITOR:
            return "role of group"
        return "only admin" if subject == by and role < Role.ADMIN and access.admins == (by,) else None

    async def erase(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/erase PERSON: delete all that is kept about somebody who leaves, after a question."""
        message, services = new_message(update), self._services
        language, arguments = services.language_of(update), context.args or []
        if services.access.role(sender(update)) is not Role.ADMIN:
            await send_text(message, phrase(language, "for bot admins"))
        elif len(arguments) != 1 or not re.fullmatch(r"\d{1,15}", arguments[0]):
            await send_text(message, phrase(language, "erase whom"))
        elif refused := self._refused(int(arguments[0]), Role.STRANGER, sender(update), context.bot.id):
            await send_text(message, phrase(language, refused))
        else:
            await self._ask_to_erase(message, int(arguments[0]), language)

    async def _ask_to_erase(self, message: Message, person: int, language: str) -> None:
        run, access = self._services.workers.run, self._services.access
        if not await run(partial(self._services.keeps, person)) and not await self._unanswered.has(person):
            await send_text(message, phrase(language, "erase nothing", id=person))
            return
        seen = await run(partial(access.last_decision, person))
        await send(message, _asked(language, "erase sure", SetRole(person, "erased", seen)))

    async def set_role(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Carry out, or leave, what a question was about, unless somebody has decided since."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, SetRole)
        language, by, subject = services.language_of(update), query.from_user.id, choice.subject
        if services.access.role(by) is not Role.ADMIN:
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        await acknowledge(query)
        if choice.role == "no":
            text = phrase(language, "decision left")
        elif choice.role == "erased":
            text = await self._erased(choice, query.from_user, language, context.bot)
            await self._unanswered.drop(subject)
            await show_commands_of_role(services, context.bot, subject)
        elif services.access.role(subject) is ROLES[choice.role] or await self._set_role(
            subject, ROLES[choice.role], query.from_user, context, choice.seen
        ):
            text = phrase(language, "appointed", id=subject, role=choice.role)
        else:
            text = await self._decided(subject, language, context.bot)
        await edit(query, Reply(own(text).html))

    async def _set_role(
        self, subject: int, role: Role, by: User, context: ContextTypes.DEFAULT_TYPE, seen: int | None = None
    ) -> bool:
        """Give a role, and tell whom it lets in or shuts out; False if `by` may not, or somebody has decided since."""
        services, access, bot = self._services, self._services.access, context.bot
        might = access.role(subject) >= Role.READER
        waiting = await services.workers.run(partial(self._request_of, subject))
        if not await services.workers.run(partial(access.set_role, subject, role, by.id, seen)):
            return False
        if waiting is None and might == (role >= Role.READER):
            await show_commands_of_role(services, bot, subject)
        else:
            asking = waiting or AdmissionRequest(subject)
            await self._tell_decision(asking, by, context, was_pending=waiting is not None)
        return True

    async def _tell_decision(
        self, asking: AdmissionRequest, by: User, context: ContextTypes.DEFAULT_TYPE, *, was_pending: bool
    ) -> None:
        """Tell what was decided; whoever is let in gets what they asked before answered."""
        services, subject, unanswered = self._services, asking.subject, self._unanswered
        if services.access.role(subject) < Role.READER:
            await unanswered.drop(subject)
        has_asked = await unanswered.has(subject)
        await admission.tell_decision(services, context.bot, asking, by, was_pending=was_pending, has_asked=has_asked)
        await unanswered.ask_again(subject, context.update_queue, context.bot)

    def _request_of(self, subject: int) -> AdmissionRequest | None:
        return next((each for each in self._services.access.requests() if each.subject == subject), None)

    async def _erased(self, choice: SetRole, by: User, language: str, bot: Bot) -> str:
        services, subject = self._services, choice.subject
        run, access = services.workers.run, services.access
        if choice.seen not in (None, await run(partial(access.last_decision, subject))):
            return await self._decided(subject, language, bot)
        if not await run(partial(access.forget, subject, by.id)):
            return phrase(language, "admin by settings")
        questions, subscriptions = await run(partial(services.forget, subject, private=True))
        return phrase(language, "erased", id=subject, count=questions, subscriptions=subscriptions)

    async def _decided(self, subject: int, language: str, bot: Bot) -> str:
        """What somebody else has decided already."""
        access = self._services.access
        decisions = await self._services.workers.run(access.decisions)
        last = next((each for each in reversed(decisions) if each.subject == subject), None)
        if last is None:
            return phrase(language, "nobody waits", id=subject)
        by, who = await admission.named(bot, last.by), await admission.named(bot, subject)
        return phrase(language, "decided already", by=by, who=who, role=access.role(subject).name.lower())

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
        role, by = Role.READER if decision.admit else Role.NOBODY, query.from_user.id
        if services.access.role(by) is not Role.ADMIN:
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        asking = await services.workers.run(partial(self._request_of, person))
        settled = await services.workers.run(partial(services.access.settle_request, person, role, by))
        if asking is None or not settled:
            text = await self._decided(person, language, context.bot)
            await acknowledge(query, text)
            await edit(query, Reply(own(text).html))
            return
        await acknowledge(query)
        key = "admitted" if decision.admit else "refused"
        await edit(query, Reply(plain(phrase(language, key, who=admission.described(asking))).html))
        await self._tell_decision(asking, query.from_user, context, was_pending=True)


def _asked(language: str, question: str, choice: SetRole) -> Reply:
    """A question with a button for yes and one for no."""
    buttons = (
        Button(phrase(language, "button yes"), choice),
        Button(phrase(language, "button no"), replace(choice, role="no")),
    )
    return Reply(plain(phrase(language, question, id=choice.subject, role=choice.role)).html, (buttons,))
