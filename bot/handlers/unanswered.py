"""What was asked by those who may not ask yet: it is answered once an admin has let them in.

It is kept in memory alone: of strangers nothing that they wrote is stored.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from telegram import Update

from bot.transport.updates import UpdateQueue

MOST_SUBJECTS = 1000  # people and groups of whom something is kept
MOST_OF_ONE = 3  # messages of one of them, the last ones
KEPT = timedelta(days=7)


class Unanswered:
    """The last questions of people and groups that wait to be admitted."""

    def __init__(self) -> None:
        self._asked: OrderedDict[int, dict[int, Update]] = OrderedDict()  # by subject and message

    def keep(self, subject: int, update: Update) -> None:
        """Keep a question until it is decided whether its asker is let in.

        Args:
            subject: The person, or the group (below 0), whom an admin decides about.
            update: A new message, or an edit of one that is kept.
        """
        if update.edited_message is not None:
            self._keep_edited(subject, update)
            return
        message = update.message
        if message is None:
            return
        self._drop_old()
        asked = self._asked.pop(subject, {})
        # Who waits asks the same again: that is answered once.
        asked = {id: each for id, each in asked.items() if _said(each) != _said(update)}
        asked[message.message_id] = update
        self._asked[subject] = dict(list(asked.items())[-MOST_OF_ONE:])
        if len(self._asked) > MOST_SUBJECTS:
            self._asked.popitem(last=False)

    def _keep_edited(self, subject: int, update: Update) -> None:
        edited, asked = update.edited_message, self._asked.get(subject, {})
        if edited is not None and edited.message_id in asked:
            asked[edited.message_id] = Update(asked[edited.message_id].update_id, message=edited)

    def take_back(self, subject: int, update: Update) -> bool:
        """Keep a question no longer, since it is answered now; False if it was taken up already.

        Args:
            subject: The person or the group.
            update: What `keep` was given.
        """
        message, asked = update.message, self._asked.get(subject, {})
        return message is not None and asked.pop(message.message_id, None) is not None

    def drop(self, subject: int) -> None:
        """Forget what somebody asked: they were turned away, or wish it."""
        self._asked.pop(subject, None)

    def has(self, subject: int) -> bool:
        """Whether somebody who is let in now is to be answered."""
        self._drop_old()
        return subject in self._asked

    async def ask_again(self, subject: int, queue: object) -> None:
        """Have answered what somebody asked who has been let in.

        Args:
            subject: The person or the group.
            queue: The application's updates.
        """
        asked = self._asked.pop(subject, {})
        if isinstance(queue, UpdateQueue):
            await queue.take_up(list(asked.values()))

    def _drop_old(self) -> None:
        now = datetime.now(UTC)
        for subject, asked in list(self._asked.items()):
            if not (kept := {id: each for id, each in asked.items() if _is_recent(each, now)}):
                del self._asked[subject]
            else:
                self._asked[subject] = kept


def _is_recent(update: Update, now: datetime) -> bool:
    return update.message is not None and now - update.message.date < KEPT


def _said(update: Update) -> tuple[str, int | None]:
    """What a message says, and about which other; what has no words is like no other."""
    message = update.message
    if message is None:
        return "", None
    about = message.reply_to_message.message_id if message.reply_to_message else None
    return (message.text or message.caption or "").casefold(), about
