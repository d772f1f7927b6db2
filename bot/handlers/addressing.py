"""How a message speaks to the bot: by its name, by a command, by a reply, or not at all."""

from __future__ import annotations

import re
from enum import Enum

from telegram import Message, MessageEntity, User

_BEFORE = re.compile(r"^[\s,:;.!–—-]+")
_TWICE = re.compile(r"([,;:])\s*[,;:.]")
_SPACED = re.compile(r"\s+(?=[,;:.?!)])|(?<=\()\s+")


class Address(Enum):
    """How a message speaks to the bot."""

    PRIVATE = "private"  # nobody else is there
    NAME = "name"  # a mention of it, or a command
    REPLY = "reply"  # to one of its messages
    NONE = "none"


def address(message: Message, bot_id: int, username: str) -> Address:
    """How a message speaks to the bot.

    Args:
        message: In any chat.
        bot_id: The bot's id.
        username: The bot's name, without "@".
    """
    if message.is_automatic_forward or _is(message.via_bot, bot_id):
        return Address.NONE
    if message.chat.type == "private":
        return Address.PRIVATE
    if message.forward_origin is not None:
        return Address.NONE
    command = command_of(message)
    if command is not None:
        return Address.NAME if command[1].lower() in ("", username.lower()) else Address.NONE
    if _names(message, bot_id, username):
        return Address.NAME
    replied = message.reply_to_message
    return Address.REPLY if replied is not None and _is(replied.from_user, bot_id) else Address.NONE


def command_of(message: Message) -> tuple[str, str] | None:
    """The command that a message begins with, in small letters, and the name of the bot that it is for ("": any)."""
    for entity, text in _entities(message).items():
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, bot = text.removeprefix("/").partition("@")
            return name.lower(), bot
    return None


def words_of(message: Message) -> str:
    """What a message says, as text or as caption."""
    return message.text or message.caption or ""


def asked_words(message: Message, bot_id: int, username: str) -> str:
    """What a message says without the command at its beginning and without the bot's name.

    Args:
        message: The message.
        bot_id: The bot's id.
        username: The bot's name, without "@".
    """
    raw = words_of(message).encode("utf-16-le")
    names = {entity: text for entity, text in _entities(message).items() if _is_name(entity, text, bot_id, username)}
    for entity in sorted(names, key=lambda each: each.offset, reverse=True):
        raw = raw[: 2 * entity.offset] + " ".encode("utf-16-le") + raw[2 * (entity.offset + entity.length) :]
    text = raw.decode("utf-16-le", "replace")
    if command_of(message) is not None:
        text = text.split(maxsplit=1)[1] if len(text.split()) > 1 else ""
    if names:
        text = _SPACED.sub("", _TWICE.sub(r"\1", _BEFORE.sub("", text)))
        text = text.replace("()", " ")
    return text.strip()


def _names(message: Message, bot_id: int, username: str) -> bool:
    return any(_is_name(entity, text, bot_id, username) for entity, text in _entities(message).items())


def _is_name(entity: MessageEntity, text: str, bot_id: int, username: str) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return _is(entity.user, bot_id)
    return entity.type == MessageEntity.MENTION and text.lower() == f"@{username}".lower()


def _entities(message: Message) -> dict[MessageEntity, str]:
    return message.parse_entities() if message.text else message.parse_caption_entities() if message.caption else {}


def _is(user: User | None, bot_id: int) -> bool:
    return user is not None and user.id == bot_id
