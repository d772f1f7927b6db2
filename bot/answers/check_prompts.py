"""Prompts for a text to check: who was asked for one, where, and which message is it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, String, Table

from bot.chats.database import Database, metadata
from bot.chats.place import Place

prompt_ = Table(
    "check_prompt", metadata,
    Column("chat", BigInteger, primary_key=True), Column("person", BigInteger, primary_key=True),
    Column("message", BigInteger, nullable=False), Column("until", String, nullable=False),
)  # fmt: skip

OPEN_FOR = timedelta(minutes=15)


class CheckPrompts:
    """The prompts that are open, at most one for each person in each chat."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the prompts.

        Args:
            database: The bot's.
            now: The present.
        """
        self._database = database
        self._now = now
        with database.reading() as connection:
            self._chats = set(connection.execute(sql.select(prompt_.c.chat)).scalars())

    def open(self, place: Place, message: int, lasting: timedelta = OPEN_FOR) -> None:
        """Wait for a text; it replaces what was open before.

        Args:
            place: Who is asked, and where.
            message: Telegram's id of the message that asks.
            lasting: How long the next message is taken for the text.
        """
        self._chats.add(place.chat)
        until = (self._now() + lasting).isoformat()
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(*_of(place)))
            connection.execute(
                prompt_.insert().values(chat=place.chat, person=place.person, message=message, until=until)
            )

    def is_answered_by(self, place: Place, replied_to: int | None) -> bool:
        """Whether a message is the text that was asked for: a reply to the prompt, or in private the next message."""
        if place.chat not in self._chats:  # few chats have a prompt, and every message comes through here
            return False
        query = sql.select(prompt_.c.message).where(*_of(place), prompt_.c.until >= self._now().isoformat())
        with self._database.reading() as connection:
            message = connection.execute(query).scalar()
        return message is not None and (replied_to == message or (replied_to is None and place.chat > 0))

    def opened_at(self, place: Place) -> datetime | None:
        """When a person was asked for a text, if they still are."""
        with self._database.reading() as connection:
            until = connection.execute(sql.select(prompt_.c.until).where(*_of(place))).scalar()
        return datetime.fromisoformat(until) - OPEN_FOR if until else None

    def close(self, place: Place) -> bool:
        """Wait no longer; returns whether a text was waited for."""
        if place.chat not in self._chats:
            return False
        with self._database.writing() as connection:
            return bool(connection.execute(prompt_.delete().where(*_of(place))).rowcount)

    def migrate(self, old: int, new: int) -> None:
        """Drop a group's prompts, whose messages the supergroup that it became doesn't have."""
        self._chats.discard(old)
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.chat.in_((old, new))))

    def tidy(self) -> None:
        """Forget what nobody has answered in time."""
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.until < self._now().isoformat()))


def _of(place: Place) -> tuple[sql.ColumnElement[bool], ...]:
    return prompt_.c.chat == place.chat, prompt_.c.person == place.person
