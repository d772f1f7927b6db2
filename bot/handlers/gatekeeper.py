"""Before anything else: is the bot spoken to, by somebody who may, and not too often?"""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chats.throttle import ThrottleDecision
from bot.handlers.base import Handlers
from bot.handlers.incoming import ANONYMOUS, addressed, new_message, place
from bot.handlers.replies import acknowledge, tell
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission
from bot.messages.phrases import phrase


class Gatekeeper:
    """Stands before all other handlers; what it stops reaches none of them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._refused: set[int] = set()  # groups that have been told

    def handlers(self) -> Handlers:
        return [TypeHandler(Update, self.check)]

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        person = update.effective_user
        if person is not None and person.is_bot and person.id != ANONYMOUS and update.my_chat_member is None:
            raise ApplicationHandlerStop
        if update.message is not None:
            await self._message(update, context)
        elif update.callback_query is not None and update.effective_chat is not None:
            where = place(update)
            if not self._services.access.may_ask(where.person, where.chat):
                await acknowledge(update.callback_query, phrase(self._services.language_of(update), "not admitted"))
                raise ApplicationHandlerStop

    async def _message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services = new_message(update), self._services
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return
        if not addressed(message, context.bot.id, context.bot.username):
            raise ApplicationHandlerStop
        where = place(update)
        if not services.access.may_ask(where.person, where.chat):
            await self._refuse(update, context)
            raise ApplicationHandlerStop
        if services.digests.holds(where.chat):
            await services.workers.run(partial(services.digests.resume, where.chat))
        ids = [where.person] if where.chat > 0 else [where.person, where.chat]
        verdict = services.limits.check(*dict.fromkeys(ids))
        if verdict is ThrottleDecision.WARN:
            await tell(message, phrase(services.language_of(update), "too fast"))
        if verdict is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop

    async def _refuse(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        if where.chat < 0:
            if where.chat not in self._refused:
                self._refused.add(where.chat)
                await tell(message, phrase(language, "group not admitted", chat=where.chat))
            return
        if services.access.mode != "approval" or services.access.role(where.person) < 0:
            await tell(message, phrase(language, "not admitted"))
            return
        new = await services.workers.run(partial(services.access.request_admission, where.person))
        await tell(message, phrase(language, "asked to admit" if new else "still to be admitted"))
        if new:
            person = update.effective_user
            name = " ".join((person.full_name if person else "").split())[:100]
            for admin in services.access.admins:
                spoken = services.preferences.language(admin) or services.language
                buttons = [
                    InlineKeyboardButton(
                        phrase(spoken, f"button {word}"), callback_data=DecideAdmission(where.person, admit).encode()
                    )
                    for word, admit in (("admit", True), ("refuse", False))
                ]
                # An admin who has never started the bot can't be written to; the others still are.
                with contextlib.suppress(TelegramError):
                    await context.bot.send_message(
                        admin, phrase(spoken, "wants in", name=name, id=where.person),
                        reply_markup=InlineKeyboardMarkup([buttons]),
                    )  # fmt: skip
