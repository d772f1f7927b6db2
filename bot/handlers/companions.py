"""Messages that come in several: a comment with the post that it forwards, and the pictures of an album."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.handlers.addressing import words_of
from bot.handlers.base import Handlers
from bot.transport.updates import UpdateQueue

MOST = 1000  # chats and albums that are remembered
AT_ONCE = timedelta(seconds=2)  # between a comment and the post that it forwards
STILL_MEANT = timedelta(minutes=10)  # after which "this" means no longer what was forwarded last


class Companions:
    """Knows what belongs together, and keeps what another message has answered already from being answered again."""

    def __init__(self) -> None:
        self._answered: deque[tuple[int, int]] = deque(maxlen=MOST)  # chat and message
        self._albums: deque[tuple[int, str]] = deque(maxlen=MOST)  # chat and album, of which was told
        self._forwarded: OrderedDict[int, Message] = OrderedDict()  # private chat -> the post forwarded last

    def handlers(self) -> Handlers:
        """The handlers to register, before all others."""
        return [TypeHandler(Update, self.look)]

    async def look(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop what has been answered with another message; remember what is forwarded, and albums with words."""
        message = update.message
        if message is None:
            return
        if (message.chat.id, message.message_id) in self._answered:
            raise ApplicationHandlerStop
        if not words_of(message):
            return
        if message.media_group_id is not None:
            self._albums.append((message.chat.id, message.media_group_id))
        self._drop_old(message.date)
        if message.forward_origin is not None and message.chat.type == "private":
            self._forwarded.pop(message.chat.id, None)
            self._forwarded[message.chat.id] = message

    def _drop_old(self, now: datetime) -> None:
        while self._forwarded:
            oldest = next(iter(self._forwarded.values()))
            if len(self._forwarded) < MOST and now - oldest.date <= STILL_MEANT:
                return
            self._forwarded.popitem(last=False)

    async def forwarded_with(self, update: Update, queue: object, seconds: float) -> Message | None:
        """The post that a comment was sent with, which follows it.

        Args:
            update: The comment.
            queue: The application's updates.
            seconds: How long the post is waited for.
        """
        message = update.message
        if message is None or not isinstance(queue, UpdateQueue):
            return None
        found = await queue.companions(update, lambda each: _is_forwarded_with(message, each), seconds)
        return found[0].message if found else None

    def forwarded_before(self, message: Message) -> Message | None:
        """The post that was forwarded just before a message."""
        before = self._forwarded.get(message.chat.id)
        return before if before is not None and message.date - before.date <= STILL_MEANT else None

    def is_answered(self, post: Message) -> None:
        """A post needs no answer of its own: the comment on it has one."""
        self._answered.append((post.chat.id, post.message_id))

    def forget(self, update: Update) -> None:
        """Somebody has gone on from what they forwarded: nothing means that any more."""
        if update.message is not None and update.message.forward_origin is None:
            self._forwarded.pop(update.message.chat.id, None)

    async def speaks_for_album(self, update: Update, queue: object) -> bool:
        """Whether a picture without words is the one of its album, if it belongs to one, that is to be answered.

        Args:
            update: Of the picture.
            queue: The application's updates.
        """
        message = update.message
        if message is None or message.media_group_id is None:
            return True
        album = message.chat.id, message.media_group_id
        if album in self._albums:
            return False
        self._albums.append(album)
        if not isinstance(queue, UpdateQueue):
            return True
        return not await queue.companions(update, lambda each: _is_worded_part(each, message.media_group_id))


def _is_forwarded_with(comment: Message, update: Update) -> bool:
    message = update.message
    return (
        message is not None
        and message.forward_origin is not None
        and message.from_user == comment.from_user
        and message.date - comment.date <= AT_ONCE
    )


def _is_worded_part(update: Update, album: str | None) -> bool:
    message = update.message
    return message is not None and message.media_group_id == album and bool(words_of(message))
