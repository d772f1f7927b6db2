"""Before all other handlers: is an update for the bot, from somebody who may ask, and not too often?"""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import CallbackQuery, InlineQuery, InlineQueryResultsButton, Message, Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.answers.remarks import asks_of_record, is_to_continue
from bot.chats.access import Role
from bot.chats.place import Place
from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers import admission
from bot.handlers.base import Handlers
from bot.handlers.incoming import COMMANDS, Incoming, incoming, is_addressed, is_by_bot, new_message, place
from bot.handlers.menus import show_commands_of_role
from bot.handlers.replies import acknowledge, send_text
from bot.handlers.services import Services
from bot.messages.phrases import known, phrase
from bot.transport.deep_links import parse_payload
from bot.transport.unanswered import Unanswered
from bot.transport.updates import UpdateQueue
from index.view import LONGEST_QUESTION

NOTICES = {ThrottleDecision.WARN: "too fast", ThrottleDecision.BUSY: "busy"}
ASKING = "access"  # the start payload by which the line of inline mode asks for admission


class Gatekeeper:
    """Stops updates that no other handler is to see."""

    def __init__(self, services: Services, unanswered: Unanswered) -> None:
        """Let pass who may ask.

        Args:
            services: What handlers share.
            unanswered: Keeps what the others asked.
        """
        self._services = services
        self._unanswered = unanswered

    def handlers(self) -> Handlers:
        """The handlers to register, in a group before all others."""
        return [TypeHandler(Update, self.check)]

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass or raise ApplicationHandlerStop."""
        if is_by_bot(update) and update.my_chat_member is None:
            raise ApplicationHandlerStop
        if update.message is not None:
            await self._check_message(update, context)
        elif update.callback_query is not None:
            await self._check_press(update, update.callback_query)
        elif update.inline_query is not None:
            await self._check_inline(update.inline_query)
        elif update.edited_message is not None:
            if not is_addressed(update.edited_message, context.bot.id, context.bot.username):
                raise ApplicationHandlerStop
            await self._check_edited(update, context)
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
        if message.chat.type == "private" and await self._is_owner_now(update, context, message):
            raise ApplicationHandlerStop
        if not admitted and not await self._let_in_meanwhile(update):
            await self._refuse(update, context)
            raise ApplicationHandlerStop
        if services.digests.holds(where.chat):
            await services.workers.run(partial(services.digests.resume, where.chat))

    async def _check_press(self, update: Update, query: CallbackQuery) -> None:
        language = self._services.language_of(update)
        if update.effective_chat is None:  # below a message sent through inline mode, where none of our buttons is
            await acknowledge(query, phrase(language, "not kept"))
            raise ApplicationHandlerStop
        admitted, decision = self._decide(Request.PRESS, place(update))
        if decision is ThrottleDecision.ALLOW and admitted:
            return
        if decision is not ThrottleDecision.DROP:
            await acknowledge(query, phrase(language, NOTICES.get(decision, "not admitted")))
        raise ApplicationHandlerStop

    async def _check_inline(self, query: InlineQuery) -> None:
        person = query.from_user.id
        admitted = self._services.access.may_ask(person, person)
        decision = self._services.throttle.check(Request.INLINE, person, None, admitted)
        if decision is ThrottleDecision.ALLOW and admitted:
            return
        if decision is not ThrottleDecision.DROP:
            button = None if admitted else self._button_to_ask(query)
            # Telegram refuses the answer to a query that has been typed over.
            with contextlib.suppress(BadRequest):
                await query.answer([], cache_time=0, is_personal=True, button=button)
        raise ApplicationHandlerStop

    async def _check_edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What is kept of somebody who waits to be let in follows what they change, also while they are let in."""
        where, access = place(update), self._services.access
        admitted, decision = self._decide(Request.PRESS, where)
        if decision is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop
        if admitted and access.mode != "approval":
            return
        subject, queue = _whom_admins_decide_about(update), context.update_queue
        kept = await self._unanswered.keep(subject, update)
        if access.may_ask(where.person, where.chat):
            if kept:
                await self._unanswered.ask_again(subject, queue, context.bot)
            elif admitted:
                return
            elif isinstance(queue, UpdateQueue):  # the question was taken up meanwhile, and comes first
                queue.postpone(update)
        raise ApplicationHandlerStop

    def _check_silently(self, update: Update) -> None:
        """What has no answer of its own is dropped where somebody may not ask, or asks too often."""
        admitted, decision = self._decide(Request.PRESS, place(update))
        if not admitted or decision is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop

    def _button_to_ask(self, query: InlineQuery) -> InlineQueryResultsButton:
        """The one line that somebody sees who may not ask: it leads to where they can be admitted."""
        services = self._services
        language = known(query.from_user.language_code, services.language)
        may_be_admitted = services.access.mode == "approval" and services.access.role(query.from_user.id) >= 0
        return InlineQueryResultsButton(
            phrase(language, "ask for access" if may_be_admitted else "no access"), start_parameter=ASKING
        )

    def _decide(self, request: Request, where: Place) -> tuple[bool, ThrottleDecision]:
        """Whether somebody may ask in a chat at all, and whether not too often."""
        admitted = self._services.access.may_ask(where.person, where.chat)
        return admitted, self._services.throttle.check(request, where.person, where.chat, admitted)

    async def _is_owner_now(self, update: Update, context: ContextTypes.DEFAULT_TYPE, message: Message) -> bool:
        """Whether a private message was the owner's code."""
        services, person = self._services, place(update).person
        if not await services.workers.run(partial(services.ownership.claim, message.text or "", person)):
            return False
        await send_text(message, phrase(services.language_of(update), "you are the owner"))
        await show_commands_of_role(services, context.bot, person)
        await admission.show_waiting(services, context.bot, person)
        await self._unanswered.ask_again(person, context.update_queue, context.bot)
        return True

    async def _refuse(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language, access = services.language_of(update), services.access
        if where.chat < 0:
            # A member who was turned away is left in silence where the others may ask.
            if access.role(where.chat) is Role.STRANGER:
                await admission.meet_group(services, context.bot, message.chat)
        elif access.role(where.person) is Role.NOBODY or access.mode != "approval":
            await send_text(message, phrase(language, "not admitted"))
        elif not access.admins:
            await send_text(message, phrase(language, "no owner yet"))
        else:
            person = message.from_user
            asking = admission.request_of_person(person) if person else None
            is_new = asking is not None and await admission.request(services, context.bot, asking)
            if is_new or access.role(where.person) is Role.STRANGER:  # else it was decided while this was on its way
                await send_text(message, phrase(language, "asked to admit" if is_new else "still to be admitted"))

    async def _let_in_meanwhile(self, update: Update) -> bool:
        """Whether somebody was let in while it was found out what to keep of what they ask, so that it goes on.

        Raises:
            ApplicationHandlerStop: What they ask was taken up when they were let in.
        """
        where = place(update)
        kept = await self._keep_question(update)  # before an admin can let them in
        if not self._services.access.may_ask(where.person, where.chat):
            return False
        if kept and not await self._unanswered.take_back(_whom_admins_decide_about(update), update):
            raise ApplicationHandlerStop
        return True

    async def _keep_question(self, update: Update) -> bool:
        """Keep what somebody asks who waits to be let in; who was turned away waits no more."""
        subject, access = _whom_admins_decide_about(update), self._services.access
        asked = incoming(update)
        if asked.command == "forget":
            await self._unanswered.drop(subject)
            return False
        if access.mode != "approval" or access.role(subject) is not Role.STRANGER:
            return False
        token = new_message(update).get_bot().token
        is_question: bool = await self._services.workers.run(partial(self._is_question, asked, token))
        if is_question:
            await self._unanswered.keep(subject, update)
        return is_question

    def _is_question(self, asked: Incoming, token: str) -> bool:
        text, services = asked.inquiry.text, self._services
        if asked.command == "start":
            return parse_payload(text, token) is not None
        if asked.command is not None or asked.is_forward:
            return bool(text) and asked.command in (None, *COMMANDS) and not is_to_continue(text)
        if not text or len(text) > LONGEST_QUESTION:
            return False
        collections = services.access.collections(asked.inquiry.place.chat)
        return asks_of_record(text, lambda: services.dialogue.names_somebody(text, collections))


def _whom_admins_decide_about(update: Update) -> int:
    """The group that something is asked in, or the person who asks in private."""
    where = place(update)
    return where.chat if where.chat < 0 else where.person
