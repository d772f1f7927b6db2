"""Before all other handlers: is an update for the bot, from somebody who may ask, and not too often?"""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InlineQuery, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chats.place import Place
from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers.base import Handlers
from bot.handlers.incoming import is_addressed, is_by_bot, new_message, place
from bot.handlers.replies import acknowledge, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission
from bot.messages.phrases import phrase

NOTICES = {ThrottleDecision.WARN: "too fast", ThrottleDecision.BUSY: "busy"}


class Gatekeeper:
    """Stops updates that no other handler is to see."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._refused: set[int] = set()  # groups that were told so, since the process started

    def handlers(self) -> Handlers:
        """The handlers to register, in a group before all others."""
        return [TypeHandler(Update, self.check)]

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass or raise ApplicationHandlerStop."""
        if is_by_bot(update) and update.my_chat_member is None:
            raise ApplicationHandlerStop
        if update.message is not None:
            await self._check_message(update, context)
        elif update.callback_query is not None and update.effective_chat is not None:
            await self._check_press(update, update.callback_query)
        elif update.inline_query is not None:
            await self._check_inline(update.inline_query)
        elif update.edited_message is not None:
            if not is_addressed(update.edited_message, context.bot.id, context.bot.username):
                raise ApplicationHandlerStop
            self._check_silently(update)
        elif update.message_reaction is not None and update.effective_user is not None:
            self._check_silently(update)

    async def _check_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services = new_message(update), self._services
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return
        if not is_addressed(message, context.bot.id, context.bot.username):
            raise ApplicationHandlerStop
        where = place(update)
        admitted, decision = self._decide(Request.MESSAGE, where)
        if decision in NOTICES:
            await send_text(message, phrase(services.language_of(update), NOTICES[decision]))
        if decision is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop
        if not admitted:
            await self._refuse(update, context)
            raise ApplicationHandlerStop
        if services.digests.holds(where.chat):
            await services.workers.run(partial(services.digests.resume, where.chat))

    async def _check_press(self, update: Update, query: CallbackQuery) -> None:
        admitted, decision = self._decide(Request.PRESS, place(update))
        if decision is ThrottleDecision.ALLOW and admitted:
            return
        notice = NOTICES.get(decision, "not admitted")
        if decision is not ThrottleDecision.DROP:
            await acknowledge(query, phrase(self._services.language_of(update), notice))
        raise ApplicationHandlerStop

    async def _check_inline(self, query: InlineQuery) -> None:
        person = query.from_user.id
        admitted = self._services.access.may_ask(person, person)
        decision = self._services.throttle.check(Request.INLINE, person, None, admitted)
        if decision is ThrottleDecision.ALLOW:
            return
        if decision is not ThrottleDecision.DROP:
            # Telegram refuses the answer to a query that has been typed over.
            with contextlib.suppress(BadRequest):
                await query.answer([], cache_time=0, is_personal=True)
        raise ApplicationHandlerStop

    def _check_silently(self, update: Update) -> None:
        """What has no answer of its own is dropped where somebody may not ask, or asks too often."""
        admitted, decision = self._decide(Request.PRESS, place(update))
        if not admitted or decision is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop

    def _decide(self, request: Request, where: Place) -> tuple[bool, ThrottleDecision]:
        """Whether somebody may ask in a chat at all, and whether not too often."""
        admitted = self._services.access.may_ask(where.person, where.chat)
        return admitted, self._services.throttle.check(request, where.person, where.chat, admitted)

    async def _refuse(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        if where.chat < 0:
            if where.chat not in self._refused:
                self._refused.add(where.chat)
                await send_text(message, phrase(language, "group not admitted", chat=where.chat))
            return
        if services.access.mode != "approval" or services.access.role(where.person) < 0:
            await send_text(message, phrase(language, "not admitted"))
            return
        is_new = await services.workers.run(partial(services.access.request_admission, where.person))
        await send_text(message, phrase(language, "asked to admit" if is_new else "still to be admitted"))
        if is_new:
            await self._ask_admins(update, context)

    async def _ask_admins(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        services, person, user = self._services, place(update).person, update.effective_user
        name = " ".join((user.full_name if user else "").split())[:100]
        for admin in services.access.admins:
            language = services.preferences.language(admin) or services.language
            buttons = [
                InlineKeyboardButton(phrase(language, f"button {word}"), callback_data=decision.encode())
                for word, decision in (
                    ("admit", DecideAdmission(person, admit=True)),
                    ("refuse", DecideAdmission(person, admit=False)),
                )
            ]
            # Whoever has never started the bot can't be written to; the other admins still are.
            with contextlib.suppress(TelegramError):
                await context.bot.send_message(
                    admin, phrase(language, "wants in", name=name, id=person),
                    reply_markup=InlineKeyboardMarkup([buttons]),
                )  # fmt: skip
