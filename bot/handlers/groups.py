"""What happens to the bot in groups: it is added, removed, or the group becomes a supergroup."""

from __future__ import annotations

import logging
from functools import partial

from telegram import Bot, Chat, ChatMember, Update, User
from telegram.error import BadRequest
from telegram.ext import ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.chats.access import Role
from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers import admission
from bot.handlers.base import Handlers
from bot.handlers.incoming import new_message
from bot.handlers.services import Services
from bot.messages.phrases import phrase

PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)

log = logging.getLogger("onrecord")


class Groups:
    """Greets groups, stops deliveries to those that removed the bot, and follows those that move."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [
            ChatMemberHandler(self.change_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.StatusUpdate.MIGRATE, self.migrate),
        ]

    async def change_membership(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Hold deliveries when removed or blocked; when added resume them and greet a group."""
        change = update.my_chat_member
        assert change is not None
        chat = change.chat
        was_present, is_present = (each.status in PRESENT for each in (change.old_chat_member, change.new_chat_member))
        if was_present == is_present:
            return
        digests, run = self._services.digests, self._services.workers.run
        if not is_present:
            log.info("removed from or blocked by chat %d", chat.id)
            await run(partial(digests.hold, chat.id, "removed"))
            await run(partial(self._services.access.withdraw_request, chat.id))
            return
        await run(partial(digests.resume, chat.id))
        if chat.type in ("group", "supergroup") and await self._admitted(chat, change.from_user, context.bot):
            await self._greet(chat, context.bot)

    async def _admitted(self, group: Chat, by: User, bot: Bot) -> bool:
        """Whether a group's members may ask: an admin of the bot who adds it lets them; others' groups wait for one."""
        services, access = self._services, self._services.access
        if access.role(group.id) is Role.STRANGER and access.role(by.id) is Role.ADMIN:
            await services.workers.run(partial(access.set_role, group.id, Role.READER, by.id))
        if access.role(group.id) is Role.STRANGER:
            allowed = services.throttle.check(Request.MESSAGE, by.id, group.id, access.may_ask(by.id, by.id))
            if allowed is ThrottleDecision.ALLOW:
                await admission.meet_group(services, bot, group)
        return access.role(group.id) >= Role.READER

    async def _greet(self, chat: Chat, bot: Bot) -> None:
        language = self._services.preferences.language(chat.id) or self._services.language
        sees = "group sees all" if bot.can_read_all_group_messages else "group sees little"
        text = phrase(language, "group hello", name=bot.username, sees=phrase(language, sees))
        try:
            await bot.send_message(chat.id, text)
        except BadRequest as refused:  # no right to write there, of which whoever added it sees enough
            log.info("no greeting for chat %d: %s", chat.id, refused)

    async def migrate(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Move what is kept for a group to its supergroup; Telegram tells both chats, in any order."""
        message = new_message(update)
        old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        await self._services.workers.run(partial(self._services.migrate, old, new))
