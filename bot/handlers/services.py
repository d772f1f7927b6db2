"""What every handler needs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Message, Update

from bot.answers.dialogue import Dialogue
from bot.answers.history import Conversations, Place
from bot.chats.access import Access
from bot.chats.batch_writer import Ledger
from bot.chats.database import Database
from bot.chats.preferences import Preferences
from bot.chats.throttle import Limits
from bot.digests.service import Post
from bot.messages.phrases import known
from bot.transport.workers import Workers

if TYPE_CHECKING:
    from index import Index
    from index.feeds.registry import Feeds

ANONYMOUS = 1087968824  # whom the message of a group's anonymous admin is from


@dataclass(frozen=True, slots=True)
class Desk:
    database: Database
    index: Index
    dialogue: Dialogue
    conversations: Conversations
    access: Access
    preferences: Preferences
    limits: Limits
    workers: Workers
    ledger: Ledger
    post: Post
    feeds: Feeds
    language: str = "en"  # where neither the chat nor the person has another

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: what it chose, asked and was granted goes with it."""
        for room in (self.conversations, self.access, self.preferences, self.post):
            room.migrate(old, new)

    def spoken(self, update: Update) -> str:
        """The language to answer in: the chat's choice; else, in private, the person's; else the default."""
        chat, person = update.effective_chat, update.effective_user
        chosen = self.preferences.language(chat.id) if chat else None
        if chosen is not None:
            return chosen
        if chat is not None and chat.type != "private":
            return self.language
        return known(person.language_code if person else None, self.language)


def place(update: Update) -> Place:
    """Where an update comes from, and from whom; an anonymous admin is known by the group."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    thread = message.message_thread_id if message and message.is_topic_message else None
    return Place(chat.id, thread or 0, sender(update))


def sender(update: Update) -> int:
    person, message = update.effective_user, update.message
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    assert person is not None
    return person.id


def said(update: Update) -> Message:
    """The new message of an update that has one."""
    assert update.message is not None
    return update.message


def addressed(message: Message, me: int, username: str) -> bool:
    """Whether a message speaks to the bot: in private, by a command, by its name, or in reply to it."""
    text = message.text or message.caption or ""
    if message.chat.type == "private":
        return True
    if text.startswith("/"):
        name = text.split()[0].partition("@")[2]
        return not name or name.lower() == username.lower()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == me:
        return True
    return f"@{username}".lower() in (word.lower().strip(".,:;!?") for word in text.split())
