"""What every handler needs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update

from bot.answers.dialogue import Dialogue
from bot.answers.history import History
from bot.chats.access import Access
from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.chats.preferences import Preferences
from bot.chats.throttle import Throttle
from bot.digests.service import DigestService
from bot.messages.phrases import known
from bot.transport.workers import Workers

if TYPE_CHECKING:
    from index import Index
    from index.feeds.registry import FeedRegistry


@dataclass(frozen=True, slots=True)
class Services:
    database: Database
    index: Index
    dialogue: Dialogue
    history: History
    access: Access
    preferences: Preferences
    limits: Throttle
    workers: Workers
    writer: BatchWriter
    digests: DigestService
    feeds: FeedRegistry
    language: str = "en"  # where neither the chat nor the person has another

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: what it chose, asked and was granted goes with it."""
        for room in (self.history, self.access, self.preferences, self.digests):
            room.migrate(old, new)

    def language_of(self, update: Update) -> str:
        """The language to answer in: the chat's choice; else, in private, the person's; else the default."""
        chat, person = update.effective_chat, update.effective_user
        chosen = self.preferences.language(chat.id) if chat else None
        if chosen is not None:
            return chosen
        if chat is not None and chat.type != "private":
            return self.language
        return known(person.language_code if person else None, self.language)
