"""Before anything else: is the bot spoken to, by somebody who may, and not too often?"""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chats.throttle import Admission
from bot.handlers.base import Handlers
from bot.handlers.incoming import ANONYMOUS, addressed, new_message, place
from bot.handlers.replies import acknowledge, tell
from bot.handlers.services import Services
from bot.messages.phrases import phrase


class Gatekeeper:
    """Stands before all other handlers; what it stops reaches none of them."""

    def __init__(self, desk: Services) -> None:
        self._desk = desk
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
            if not self._desk.access.may_ask(where.person, where.chat):
                await acknowledge(update.callback_query, phrase(self._desk.spoken(update), "not admitted"))
                raise ApplicationHandlerStop

    async def _message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, desk = new_message(update), self._desk
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return
        if not addressed(message, context.bot.id, context.bot.username):
            raise ApplicationHandlerStop
        where = place(update)
        if not desk.access.may_ask(where.person, where.chat):
            await self._refuse(update, context)
            raise ApplicationHandlerStop
        if desk.post.holds(where.chat):
            await desk.workers.run(partial(desk.post.resume, where.chat))
        ids = [where.person] if where.chat > 0 else [where.person, where.chat]
        verdict = desk.limits.ask(*dict.fromkeys(ids))
        if verdict is Admission.WAIT:
            await tell(message, phrase(desk.spoken(update), "too fast"))
        if verdict is not Admission.GO:
            raise ApplicationHandlerStop

    async def _refuse(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, desk, where = new_message(update), self._desk, place(update)
        language = desk.spoken(update)
        if where.chat < 0:
            if where.chat not in self._refused:
                self._refused.add(where.chat)
                await tell(message, phrase(language, "group not admitted", chat=where.chat))
            return
        if desk.access.mode != "approval" or desk.access.role(where.person) < 0:
            await tell(message, phrase(language, "not admitted"))
            return
        new = await desk.workers.run(partial(desk.access.request, where.person))
        await tell(message, phrase(language, "asked to admit" if new else "still to be admitted"))
        if new:
            person = update.effective_user
            name = " ".join((person.full_name if person else "").split())[:100]
            for admin in desk.access.admins:
                spoken = desk.preferences.language(admin) or desk.language
                buttons = [
                    InlineKeyboardButton(phrase(spoken, f"button {word}"), callback_data=f"d:{where.person}:{word}")
                    for word in ("admit", "refuse")
                ]
                # An admin who has never started the bot can't be written to; the others still are.
                with contextlib.suppress(TelegramError):
                    await context.bot.send_message(
                        admin, phrase(spoken, "wants in", name=name, id=where.person),
                        reply_markup=InlineKeyboardMarkup([buttons]),
                    )  # fmt: skip
