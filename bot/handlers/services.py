"""What the handlers are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update

from bot.answers.check_prompts import CheckPrompts
from bot.answers.dialogue import Dialogue
from bot.answers.examples import Examples
from bot.answers.history import History
from bot.answers.text_checks import TextChecks
from bot.chats.access import Access
from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.chats.ownership import Ownership
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
    """The objects that all handlers share, opened on one data folder.

    Attributes:
        database: The bot's own database.
        index: The library.
        dialogue: Answers questions.
        examples: Questions that have an answer.
        history: What was asked and answered.
        checks: Checks texts.
        check_prompts: Who was asked for a text to check.
        access: Who may do what.
        ownership: Who becomes the first admin.
        preferences: What chats chose.
        throttle: Limits how often something is asked.
        workers: Threads for whatever computes or reads a database.
        writer: Batches small writes.
        digests: Subscriptions and what is sent for them.
        feeds: The registered feeds.
        language: Code of the language where neither the chat nor the person has another.
        open_by_decision: False where everybody may ask for the sole reason that an earlier release let them.
    """

    database: Database
    index: Index
    dialogue: Dialogue
    examples: Examples
    history: History
    checks: TextChecks
    check_prompts: CheckPrompts
    access: Access
    ownership: Ownership
    preferences: Preferences
    throttle: Throttle
    workers: Workers
    writer: BatchWriter
    digests: DigestService
    feeds: FeedRegistry
    language: str = "en"
    open_by_decision: bool = True

    def collections(self) -> list[str]:
        """The collections in which articles stand or come by feeds, sorted."""
        of_feeds = {feed.collection for feed in self.feeds.listing()}
        return sorted(self.index.view(None).store.columns.collections() | of_feeds)

    def migrate(self, old: int, new: int) -> None:
        """Move all that is kept for a group to the supergroup that it became."""
        for keeper in (self.history, self.checks, self.check_prompts, self.access, self.preferences, self.digests):
            keeper.migrate(old, new)

    def forget(self, person: int, private: bool) -> tuple[int, int]:
        """Delete what a person asked everywhere, and what is kept for their private chat.

        Args:
            person: Telegram's id.
            private: Whether the settings and subscriptions of their private chat go, too.

        Returns:
            How many questions were deleted, and how many subscriptions.
        """
        questions = self.history.forget(person)
        self.checks.forget(person)
        if not private:
            return questions, 0
        self.preferences.forget(person)
        return questions, self.digests.forget(person)

    def keeps(self, person: int) -> bool:
        """Whether anything is kept about a person that `forget`, or an admin's /erase, deletes.

        Args:
            person: Telegram's id.
        """
        history, access = self.history, self.access
        return (
            bool(history.asked_by(person) or history.rated_by(person) or self.checks.checked_by(person))
            or self.preferences.language(person) is not None
            or not self.preferences.wants_corrections(person)
            or bool(self.digests.subscriptions.of_chat(person))
            or access.is_known(person)
        )

    def language_of(self, update: Update) -> str:
        """Code of the language to answer in: the chat's choice; else in private the person's; else the default."""
        chat, person = update.effective_chat, update.effective_user
        chosen = self.preferences.language(chat.id) if chat else None
        if chosen is not None:
            return chosen
        if chat is not None and chat.type != "private":
            return self.language
        return known(person.language_code if person else None, self.language)
