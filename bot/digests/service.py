"""Everything about what is sent without being asked: who wants it, what is due, what waits to go out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.digests.composer import Composer
from bot.digests.outbox import Outbox
from bot.digests.prompts import Prompts
from bot.digests.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class DigestService:
    subscriptions: Subscriptions
    composer: Composer
    outbox: Outbox
    prompts: Prompts

    def hold(self, chat: int, why: str) -> None:
        """A chat takes no messages: keep everything for it until it writes again."""
        self.outbox.hold(chat, why)
        self.subscriptions.hold(chat, why)

    def holds(self, chat: int) -> bool:
        """Whether something is kept for a chat until it writes again."""
        return self.subscriptions.holds(chat) or self.outbox.holds(chat)

    def resume(self, chat: int) -> None:
        """A chat writes again: what was kept for it goes out."""
        self.subscriptions.resume(chat)
        self.outbox.release(chat)

    def close_topic(self, chat: int, thread: int, why: str) -> None:
        """A forum topic is gone or closed: its subscriptions are paused, those of other topics go on."""
        self.subscriptions.pause(why, chat, thread)
        self.outbox.close_topic(chat, thread, why)

    def tidy(self) -> None:
        """Drop what was finished or given up long ago."""
        self.outbox.tidy()
        self.subscriptions.tidy()
        self.prompts.tidy()

    def remove(self, subscription: int) -> bool:
        """End a subscription, and what waits to go out for it."""
        self.outbox.withdraw(subscription)
        return self.subscriptions.remove(subscription)

    def migrate(self, old: int, new: int) -> None:
        self.subscriptions.migrate(old, new)
        self.outbox.migrate(old, new)
        self.prompts.migrate(old, new)

    def forget(self, chat: int) -> int:
        """Delete all that is kept for a chat; returns how many subscriptions it had."""
        self.outbox.forget(chat)
        self.prompts.forget(chat)
        return self.subscriptions.forget(chat)
