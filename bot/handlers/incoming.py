"""What an update holds: where it comes from, who sent it, which button was pressed, whether it is for the bot."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot.chats.place import Place
from bot.messages.callback_data import CallbackData, decode

ANONYMOUS_ADMIN = 1087968824  # Telegram's account in whose name a group's anonymous admins write


def place(update: Update) -> Place:
    """Where an update comes from, and from whom; an anonymous admin counts as the group."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    thread = message.message_thread_id if message and message.is_topic_message else None
    return Place(chat.id, thread or 0, sender(update))


def sender(update: Update) -> int:
    """Id of the person who sent an update, or of the chat in whose name they wrote."""
    person, message = update.effective_user, update.message
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    assert person is not None
    return person.id


def new_message(update: Update) -> Message:
    """The new message of an update that has one."""
    assert update.message is not None
    return update.message


def button_press(update: Update) -> tuple[CallbackQuery, CallbackData | None]:
    """The press of an update that has one, and what its button does; None for a payload that is not ours."""
    query = update.callback_query
    assert query is not None
    return query, decode(query.data or "")


def is_addressed(message: Message, bot_id: int, username: str) -> bool:
    """Whether a message is for the bot.

    Args:
        message: In any chat.
        bot_id: The bot's id.
        username: The bot's name, without "@".

    Returns:
        True in private chats, and in groups for a command, a mention of the bot or a reply to it.
    """
    text = message.text or message.caption or ""
    if message.chat.type == "private":
        return True
    if text.startswith("/"):
        name = text.split()[0].partition("@")[2]
        return not name or name.lower() == username.lower()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return True
    return f"@{username}".lower() in (word.lower().strip(".,:;!?") for word in text.split())
