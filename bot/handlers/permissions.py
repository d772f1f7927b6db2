"""Who may set something in a chat."""

from __future__ import annotations

from telegram import Bot, Message
from telegram.error import BadRequest

from bot.chats.access import Role
from bot.handlers.incoming import ANONYMOUS
from bot.handlers.services import Services


async def may_set(services: Services, message: Message, person: int, bot: Bot) -> bool:
    """In a group its admins decide, anonymous ones included, and the bot's own."""
    chat = message.chat
    if chat.type == "private" or person == chat.id or services.access.role(person) is Role.ADMIN:
        return True
    if person == ANONYMOUS:
        return True
    try:
        member = await bot.get_chat_member(chat.id, person)
    except BadRequest:
        return False
    return member.status in ("administrator", "creator")
