"""What concerns subscriptions, their prompts and the outbox at once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.digests.composer import Composer
from bot.digests.corrections import Corrections
from bot.digests.outbox import Outbox
from bot.digests.prompts import Prompts
from bot.digests.subscriptions import Subscription, Subscriptions, SubscriptionState


@dataclass(frozen=True, slots=True)
class DigestService:
    """All that is sent without a question.

    Attributes:
        subscriptions: Who wants what, and when.
        composer: Composes what is due.
        corrections: Composes what is to be told of changed quotations.
        outbox: What is to be sent.
        prompts: What subscribers were asked to type.
        feed_minutes: Between two readings of a feed, at most, as the settings have it.
    """

    subscriptions: Subscriptions
    composer: Composer
    corrections: Corrections
    outbox: Outbox
    prompts: Prompts
    feed_minutes: int = 15

    def hold(self, chat: int, why: str) -> None:
        """Keep everything for a chat that accepts no messages, until it writes again; its prompts are closed.

        Args:
            chat: Telegram's id.
            why: What Telegram said.
        """
        self.outbox.hold(chat, why)
        self.subscriptions.hold(chat, why)
        self.prompts.forget(chat)

    def holds(self, chat: int) -> bool:
        """Whether something is kept until a chat writes again."""
        return self.subscriptions.holds(chat) or self.outbox.holds(chat)

    def resume(self, chat: int) -> None:
        """Send what was kept for a chat, which writes again."""
        self.subscriptions.resume(chat)
        self.outbox.release(chat)

    def close_topic(self, chat: int, thread: int, why: str) -> list[Subscription]:
        """Pause the subscriptions of a forum topic that is gone or closed; those of other topics go on.

        Args:
            chat: Telegram's id.
            thread: The topic's.
            why: What Telegram said.

        Returns:
            Those that are paused for it.
        """
        active = [
            each
            for each in self.subscriptions.of_chat(chat)
            if each.thread == thread and each.state is SubscriptionState.ACTIVE
        ]
        self.subscriptions.pause(why, chat, thread)
        self.outbox.close_topic(chat, thread, why)
        return active

    def tidy(self) -> None:
        """Delete what was finished or given up long ago."""
        self.outbox.tidy()
        self.subscriptions.tidy()
        self.prompts.tidy()

    def remove(self, subscription: int) -> bool:
        """Remove a subscription, what was still to be sent for it, and its prompts; False when there is none."""
        self.outbox.withdraw(subscription)
        self.prompts.close_subscription(subscription)
        return self.subscriptions.remove(subscription)

    def migrate(self, old: int, new: int) -> None:
        """Give everything of a chat to the one it became, but prompts: their messages stay in the old one."""
        self.subscriptions.migrate(old, new)
        self.outbox.migrate(old, new)
        self.prompts.forget(old)

    def forget(self, chat: int) -> int:
        """Delete everything that is stored for a chat.

        Returns:
            How many subscriptions it had.
        """
        self.outbox.forget(chat)
        self.prompts.forget(chat)
        return self.subscriptions.forget(chat)
