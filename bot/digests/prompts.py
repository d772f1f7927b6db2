"""Messages of ours that ask for something to be typed, and what a typed message answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.chats.database import Database, metadata
from bot.chats.place import Place

prompt_ = Table(
    "prompt", metadata,
    Column("chat", BigInteger, primary_key=True), Column("message", BigInteger, primary_key=True),
    Column("person", BigInteger, nullable=False), Column("subscription", Integer, nullable=False),
    Column("wanted", String, nullable=False), Column("at", String, nullable=False),
)  # fmt: skip

OPEN = timedelta(minutes=15)  # how long a prompt waits for a message that does not reply to it


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a typed message answers.

    wanted: "zone", "time" or "subject" of a subscription; "start" for the zone without which it can't begin.
    """

    subscription: int
    wanted: str


class Prompts:
    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        with database.reading() as connection:
            self._chats = set(connection.execute(sql.select(prompt_.c.chat)).scalars())

    def ask(self, place: Place, message: int, wanted: Prompt) -> None:
        """Remember that a message of ours asks somebody to type something; an earlier one is asked no more."""
        self._chats.add(place.chat)
        with self._database.writing() as connection:
            connection.execute(_asked_of(place))
            connection.execute(
                prompt_.insert().values(
                    chat=place.chat, message=message, person=place.person, subscription=wanted.subscription,
                    wanted=wanted.wanted, at=self._now().isoformat(),
                )
            )  # fmt: skip

    def answered_by(self, place: Place, replied_to: int | None) -> Prompt | None:
        """What a typed message answers: the prompt it replies to, or in private the open one."""
        if place.chat not in self._chats:  # hardly any chat is asked anything, and this looks at every message
            return None
        query = sql.select(prompt_).where(prompt_.c.chat == place.chat)
        if replied_to is not None:
            query = query.where(prompt_.c.message == replied_to)
        else:
            query = query.where(prompt_.c.at >= (self._now() - OPEN).isoformat(), prompt_.c.chat > 0)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return Prompt(row.subscription, row.wanted) if row else None

    def close(self, place: Place) -> None:
        """Nothing is asked of this person here any more."""
        with self._database.writing() as connection:
            connection.execute(_asked_of(place))

    def tidy(self) -> None:
        """Forget what nobody answered within a week."""
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.at < (self._now() - timedelta(days=7)).isoformat()))

    def migrate(self, old: int, new: int) -> None:
        if old in self._chats:
            self._chats.add(new)
        with self._database.writing() as connection:
            connection.execute(prompt_.update().prefix_with("OR IGNORE").where(prompt_.c.chat == old).values(chat=new))

    def forget(self, chat: int) -> None:
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.chat == chat))


def _asked_of(place: Place) -> sql.Delete:
    return prompt_.delete().where(prompt_.c.chat == place.chat, prompt_.c.person == place.person)
