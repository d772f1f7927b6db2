"""What happens to the bot in groups: it is added, removed, or the group becomes a supergroup."""

from __future__ import annotations

import logging
from functools import partial

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, ContextTypes, MessageHandler, filters

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
            return
        await run(partial(digests.resume, chat.id))
        if chat.type not in ("group", "supergroup"):
            return
        language = self._services.preferences.language(chat.id) or self._services.language
        sees = "group sees all" if context.bot.can_read_all_group_messages else "group sees little"
        text = phrase(language, "group hello", name=context.bot.username, sees=phrase(language, sees))
        await context.bot.send_message(chat.id, text)

    async def migrate(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Move what is kept for a group to its supergroup; Telegram tells both chats, in any order."""
        message = new_message(update)
        old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        await self._services.workers.run(partial(self._services.migrate, old, new))
