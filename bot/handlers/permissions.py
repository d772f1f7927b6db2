"""Who may configure the bot in a chat."""

from __future__ import annotations

from telegram import Bot, Message
from telegram.error import BadRequest

from bot.chats.access import Role
from bot.handlers.incoming import ANONYMOUS_ADMIN
from bot.handlers.replies import with_retries
from bot.handlers.services import Services


async def may_configure(services: Services, message: Message, person: int, bot: Bot) -> bool:
    """Whether somebody may change a chat's settings and subscriptions.

    Args:
        services: Know the bot's own admins, who may everywhere.
        message: Any message of the chat.
        person: Who wants to; a group's id stands for its anonymous admins.
        bot: Asks Telegram for the group's admins.

    Returns:
        True in private chats, and for admins of a group.
    """
    chat = message.chat
    if chat.type == "private" or person == chat.id or services.access.role(person) is Role.ADMIN:
        return True
    if person == ANONYMOUS_ADMIN:
        return True
    try:
        member = await with_retries(lambda: bot.get_chat_member(chat.id, person), repeatable=True)
    except BadRequest:
        return False
    return member.status in ("administrator", "creator")
