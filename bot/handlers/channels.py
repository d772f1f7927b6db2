"""Channels: their admins subscribe by posts and buttons there; nothing else is answered, and readers change nothing."""

from __future__ import annotations

import contextlib
import logging
from functools import partial

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberAdministrator, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers.base import Handlers
from bot.handlers.incoming import place
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge
from bot.handlers.services import Services
from bot.messages.html import own, shortened, unlinked
from bot.messages.phrases import known, phrase

COMMANDS = frozenset(("subscribe", "alert", "subscriptions", "cancel", "settings"))
MOST_ADMINS = 10  # of a channel whom it is tried to tell something

log = logging.getLogger("onrecord")


class Channels:
    """Stops what no other handler is to see of a channel, and follows where the bot may post."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._told: set[int] = set()  # channels of which an admin was told that they are not admitted, since the start

    def handlers(self) -> Handlers:
        """The handlers to register, in a group before all others."""
        return [TypeHandler(Update, self.check)]

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass or raise ApplicationHandlerStop; what concerns no channel passes."""
        if update.message is not None and update.message.is_automatic_forward:
            raise ApplicationHandlerStop  # a channel's post in the group for its discussion, which was heard already
        chat = update.effective_chat
        if chat is None or chat.type != ChatType.CHANNEL:
            return
        if update.channel_post is not None and await self._is_for_bot(update, update.channel_post):
            await self._check_post(update.channel_post)
        elif update.callback_query is not None:
            await self._check_press(chat, update.callback_query)
        else:
            if update.my_chat_member is not None:
                await self._change_membership(update.my_chat_member)
            raise ApplicationHandlerStop

    async def _is_for_bot(self, update: Update, post: Message) -> bool:
        """Whether a post is a command that this bot has in channels, or answers what it asked there."""
        text, replied = post.text or "", post.reply_to_message
        if text.startswith("/"):
            name, _, addressee = text.split()[0].removeprefix("/").partition("@")
            is_ours = not addressee or addressee.lower() == post.get_bot().username.lower()
            return is_ours and name.lower() in COMMANDS
        if replied is None:
            return False
        asked = partial(self._services.digests.prompts.answered_by, place(update), replied.message_id)
        return await self._services.workers.run(asked) is not None

    async def _check_post(self, post: Message) -> None:
        services, chat = self._services, post.chat
        admitted = services.access.may_ask(chat.id, chat.id)
        if services.throttle.check(Request.MESSAGE, chat.id, chat.id, admitted) is not ThrottleDecision.ALLOW:
            raise ApplicationHandlerStop
        if not admitted:
            await self._tell_an_admin(chat)
            raise ApplicationHandlerStop
        if services.digests.holds(chat.id):
            await services.workers.run(partial(services.digests.resume, chat.id))

    async def _check_press(self, chat: Chat, query: CallbackQuery) -> None:
        """Let only admins press: a button changes the post for all who read it."""
        services, reader = self._services, query.from_user
        language = services.preferences.language(chat.id) or services.language
        decision = services.throttle.check(Request.PRESS, reader.id)
        if decision is not ThrottleDecision.ALLOW:
            if decision is not ThrottleDecision.DROP:
                await acknowledge(query, phrase(language, "too fast"))
            raise ApplicationHandlerStop
        message = query.message
        if not isinstance(message, Message) or not await may_configure(services, message, reader.id, query.get_bot()):
            await acknowledge(query, phrase(language, "for channel admins"))
            raise ApplicationHandlerStop

    async def _change_membership(self, change: ChatMemberUpdated) -> None:
        """Hold what is to be posted while the bot may not; say once, to who let it in, what it can do."""
        services, chat = self._services, change.chat
        could, can = _may_post(change.old_chat_member), _may_post(change.new_chat_member)
        if could and not can:
            log.info("may not post in channel %d any more", chat.id)
            await services.workers.run(partial(services.digests.hold, chat.id, "removed"))
        was_held = services.digests.holds(chat.id)
        if can and not could:
            await services.workers.run(partial(services.digests.resume, chat.id))
        if can == could and change.old_chat_member.status == change.new_chat_member.status:
            return
        admitted = services.access.may_ask(chat.id, chat.id)
        if can and not could and not admitted:
            await self._tell_an_admin(chat, change.from_user)
        elif can and not could and not was_held:  # else it is back, and known
            await self._tell(change.from_user, "channel hello", chat)
        elif not can and not could and change.new_chat_member.status == ChatMember.ADMINISTRATOR:
            await self._tell(change.from_user, "channel no right", chat)

    async def _tell_an_admin(self, chat: Chat, first: User | None = None) -> None:
        """Tell one admin of a channel, who can be written to, how it is admitted; once."""
        if chat.id in self._told:
            return
        self._told.add(chat.id)
        if first is not None and await self._tell(first, "channel not admitted", chat):
            return
        with contextlib.suppress(TelegramError):
            for member in (await chat.get_administrators())[:MOST_ADMINS]:
                if await self._tell(member.user, "channel not admitted", chat):
                    return

    async def _tell(self, person: User, key: str, chat: Chat) -> bool:
        """Write to somebody in private; False where that can't be."""
        if person.is_bot:
            return False
        services = self._services
        if services.throttle.check(Request.MESSAGE, person.id, None, admitted=False) is not ThrottleDecision.ALLOW:
            return False
        language = services.preferences.language(person.id) or known(person.language_code, services.language)
        text = phrase(language, key, title=unlinked(shortened(chat.title or "", 100)), chat=chat.id)
        try:
            await chat.get_bot().send_message(person.id, own(text).html, "HTML")
        except TelegramError:  # they never started the bot, or blocked it
            return False
        return True


def _may_post(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
