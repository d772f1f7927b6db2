"""What was asked by those who may not ask yet: it is answered once an admin has let them in, also after a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Float, Integer, Table, Text
from telegram import Bot, Message, Update

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import metadata
from bot.transport.updates import UpdateQueue, reopen, stored

MOST_SUBJECTS = 1000  # people and groups of whom something is kept
MOST_OF_ONE = 3  # messages of one of them, the last ones
KEPT = timedelta(days=7)

unanswered_ = Table(
    "unanswered", metadata,
    Column("id", Integer, primary_key=True),  # in the order in which they came
    Column("subject", BigInteger, nullable=False),  # a person, or a group (below 0)
    Column("message", BigInteger, nullable=False), Column("update", BigInteger, nullable=False),
    Column("at", Float, nullable=False),  # when it was written, in seconds
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip


class Unanswered:
    """The last questions of people and groups that wait to be admitted."""

    def __init__(self, writer: BatchWriter) -> None:
        """Keep them with what else the bot keeps.

        Args:
            writer: Writes to the bot's database.
        """
        self._writer = writer

    async def keep(self, subject: int, update: Update) -> bool:
        """Keep a question until it is decided whether its asker is let in.

        Args:
            subject: The person, or the group (below 0), whom an admin decides about.
            update: A new message, or an edit of one that is kept.

        Returns:
            Whether it is kept now: an edit of a message that is not kept, or was taken up already, isn't.
        """
        return await self._writer.write(partial(_keep, subject, update))

    async def take_back(self, subject: int, update: Update) -> bool:
        """Keep a question no longer, since it is answered now; False if it was taken up already.

        Args:
            subject: The person or the group.
            update: What `keep` was given.
        """
        message = update.message
        return message is not None and await self._writer.write(partial(_take_back, subject, message.message_id))

    async def drop(self, subject: int) -> None:
        """Forget what somebody asked: they were turned away, or wish it."""
        await self._writer.write(partial(_drop, subject))

    async def has(self, subject: int) -> bool:
        """Whether somebody who is let in now is to be answered."""
        return await self._writer.write(partial(_has, subject))

    async def tidy(self) -> None:
        """Forget what nobody has decided about for a week."""
        await self._writer.write(_drop_old)

    async def ask_again(self, subject: int, queue: object, bot: Bot) -> None:
        """Have answered what somebody asked who has been let in.

        Args:
            subject: The person or the group.
            queue: The application's updates.
            bot: The bot that these are bound to.
        """
        if not isinstance(queue, UpdateQueue):
            return
        taken = await self._writer.write(partial(_take, subject))
        updates = (stored(id, body, bot) for id, body in taken.items())
        await queue.take_up([each for each in updates if each is not None])


def _keep(subject: int, update: Update, connection: sql.Connection) -> bool:
    _drop_old(connection)
    if update.edited_message is not None:
        return _keep_edited(connection, subject, update.edited_message)
    if update.message is not None:
        _keep_new(connection, subject, update, update.message)
    return update.message is not None


def _drop_old(connection: sql.Connection) -> None:
    connection.execute(unanswered_.delete().where(unanswered_.c.at < _oldest()))


def _take_back(subject: int, message: int, connection: sql.Connection) -> bool:
    is_it = (unanswered_.c.subject == subject) & (unanswered_.c.message == message)
    return connection.execute(unanswered_.delete().where(is_it)).rowcount > 0


def _drop(subject: int, connection: sql.Connection) -> None:
    connection.execute(unanswered_.delete().where(unanswered_.c.subject == subject))


def _has(subject: int, connection: sql.Connection) -> bool:
    return connection.execute(_recent_of(subject)).first() is not None


def _take(subject: int, connection: sql.Connection) -> Mapping[int, str]:
    """The updates of somebody, which from now on count as not handled: a killed process loses none, either."""
    taken = {row.update: row.body for row in connection.execute(_recent_of(subject))}
    _drop(subject, connection)
    reopen(taken, connection)
    return taken


def _keep_new(connection: sql.Connection, subject: int, update: Update, message: Message) -> None:
    before = connection.execute(_recent_of(subject)).all()
    # Who waits asks the same again: that is answered once.
    gone = [row.id for row in before if row.message == message.message_id or _said(row.body) == _said(update)]
    gone += [row.id for row in before if row.id not in gone][: -MOST_OF_ONE + 1 or None]
    connection.execute(unanswered_.delete().where(unanswered_.c.id.in_(gone)))
    row = {
        "subject": subject, "message": message.message_id, "update": update.update_id,
        "at": message.date.timestamp(), "body": update.to_json(),
    }  # fmt: skip
    connection.execute(unanswered_.insert().values(row))
    newest = sql.func.max(unanswered_.c.id).desc()
    subjects = sql.select(unanswered_.c.subject).group_by(unanswered_.c.subject).order_by(newest).limit(MOST_SUBJECTS)
    connection.execute(unanswered_.delete().where(unanswered_.c.subject.not_in(subjects)))


def _keep_edited(connection: sql.Connection, subject: int, edited: Message) -> bool:
    is_it = (unanswered_.c.subject == subject) & (unanswered_.c.message == edited.message_id)
    row = connection.execute(sql.select(unanswered_).where(is_it)).first()
    if row is None:
        return False
    body = Update(row.update, message=edited).to_json()
    connection.execute(unanswered_.update().where(unanswered_.c.id == row.id).values(body=body))
    return True


def _recent_of(subject: int) -> sql.Select[Any]:
    is_recent = (unanswered_.c.subject == subject) & (unanswered_.c.at >= _oldest())
    return sql.select(unanswered_).where(is_recent).order_by(unanswered_.c.id)


def _oldest() -> float:
    return (datetime.now(UTC) - KEPT).timestamp()


def _said(update: Update | str) -> tuple[str, int | None]:
    """What a message says, and about which other; what has no words is like no other."""
    read = Update.de_json(json.loads(update)) if isinstance(update, str) else update
    message = read.message
    if message is None:
        return "", None
    about = message.reply_to_message.message_id if message.reply_to_message else None
    return (message.text or message.caption or "").casefold(), about
