"""What a chat asked, and what it was answered: for buttons, paging and follow-ups.

An answer is kept as places in articles, never as text: what was removed from the library is gone from here too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from bot.answers.answer_json import dumped, question, restored
from bot.chats.database import Database, metadata
from bot.chats.place import Place
from index.model import Answer, Question
from index.store.store import Store

asked_ = Table(
    "asked", metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False), Column("thread", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("message", BigInteger),  # the bot's message that shows the answer
    Column("page", Integer, nullable=False, default=0),
    Column("answer", Text, nullable=False), Column("at", String, nullable=False),
    sql.Index("asked_by", "chat", "thread", "person"),
    sql.Index("asked_shown", "chat", "message"),
    sqlite_autoincrement=True,
)  # fmt: skip

rating_ = Table(
    "rating", metadata,
    Column("asked", Integer, primary_key=True), Column("person", BigInteger, primary_key=True),
    Column("useful", Integer, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered.  page: the one shown last, from 0."""

    id: int
    place: Place
    answer: Answer
    page: int = 0

    def within(self, collections: tuple[str, ...] | None) -> Asked:
        """The same without quotes from collections that the chat may no longer see (None: it may see all)."""
        if collections is None:
            return self
        quotes = tuple(quote for quote in self.answer.quotes if quote.article.collection in collections)
        tallies = tuple(tally for tally in self.answer.tallies if tally.best.article.collection in collections)
        return replace(self, answer=replace(self.answer, quotes=quotes, tallies=tallies))


class Conversations:
    """The questions and answers of all chats."""

    def __init__(self, database: Database, store: Store) -> None:
        self._database = database
        self._store = store

    def keep(self, place: Place, answer: Answer, at: datetime | None = None) -> int:
        """Note an answer before it is sent; returns the number its buttons carry.  at: now, if left out."""
        with self._database.writing() as connection:
            result = connection.execute(asked_.insert().values(
                chat=place.chat, thread=place.thread, person=place.person,
                answer=json.dumps(dumped(answer)), at=(at or datetime.now(UTC)).isoformat(),
            ))  # fmt: skip
            assert result.inserted_primary_key is not None
            return int(result.inserted_primary_key[0])

    def shown(self, id: int, message: int | None = None, page: int | None = None) -> None:
        """Note which message shows an answer, and which page of it."""
        with self._database.writing() as connection:
            note_shown(connection, id, message, page)

    def find(self, id: int) -> Asked | None:
        return self._first(asked_.c.id == id)

    def last(self, place: Place) -> Asked | None:
        """What this person asked last in this chat or topic."""
        return self._first(
            asked_.c.chat == place.chat, asked_.c.thread == place.thread, asked_.c.person == place.person
        )

    def last_question(self, place: Place, replied_to: int | None = None) -> Question | None:
        """What a follow-up continues: the question the bot's message `replied_to` answers, else the last one."""
        mine = (asked_.c.chat == place.chat, asked_.c.thread == place.thread, asked_.c.person == place.person)
        wanted = [mine] if replied_to is None else [(asked_.c.chat == place.chat, asked_.c.message == replied_to), mine]
        with self._database.reading() as connection:
            for where in wanted:
                newest = sql.select(asked_.c.answer).where(*where).order_by(asked_.c.id.desc()).limit(1)
                if (kept := connection.execute(newest).scalar()) is not None:
                    return question(json.loads(kept))
        return None

    def shown_in(self, chat: int, message: int) -> Asked | None:
        """The question a message of the bot answers."""
        return self._first(asked_.c.chat == chat, asked_.c.message == message)

    def recent(self, place: Place, most: int) -> list[Asked]:
        """The last answers this person got in this chat or topic that hold quotes, the oldest first."""
        rows = self._rows(
            most, asked_.c.chat == place.chat, asked_.c.thread == place.thread, asked_.c.person == place.person
        )
        return [asked for asked in reversed(rows) if asked.answer.quotes]

    def rate(self, id: int, person: int, useful: bool) -> None:
        """Note whether an answer helped; who presses again changes their mind."""
        with self._database.writing() as connection:
            connection.execute(rating_.delete().where(rating_.c.asked == id, rating_.c.person == person))
            connection.execute(rating_.insert().values(asked=id, person=person, useful=int(useful)))

    def ratings(self) -> list[tuple[Question, Answer, bool]]:
        """Every rated question with its answer, and whether it was useful: for measuring."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sql.select(asked_.c.answer, rating_.c.useful).join(rating_, rating_.c.asked == asked_.c.id)
                .order_by(asked_.c.id)
            ).all()  # fmt: skip
        answers = [(restored(json.loads(row.answer), self._store), bool(row.useful)) for row in rows]
        return [(answer.question, answer, useful) for answer, useful in answers]

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup.  Its old messages can't be edited any more, its questions go on."""
        with self._database.writing() as connection:
            connection.execute(asked_.update().where(asked_.c.chat == old).values(chat=new, message=None))

    def forget(self, person: int) -> int:
        """Delete what a person asked and rated, everywhere; returns how many questions that were."""
        with self._database.writing() as connection:
            theirs = sql.select(asked_.c.id).where(asked_.c.person == person)
            connection.execute(rating_.delete().where(sql.or_(rating_.c.person == person, rating_.c.asked.in_(theirs))))
            return connection.execute(asked_.delete().where(asked_.c.person == person)).rowcount

    def drop(self, before: datetime) -> int:
        """Delete what was asked before a moment, with its answers and ratings; returns how many questions that were."""
        with self._database.writing() as connection:
            old = asked_.c.at < before.astimezone(UTC).isoformat()
            connection.execute(rating_.delete().where(rating_.c.asked.in_(sql.select(asked_.c.id).where(old))))
            return connection.execute(asked_.delete().where(old)).rowcount

    def _first(self, *where: sql.ColumnElement[bool]) -> Asked | None:
        return next(iter(self._rows(1, *where)), None)

    def _rows(self, most: int, *where: sql.ColumnElement[bool]) -> list[Asked]:
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(asked_).where(*where).order_by(asked_.c.id.desc()).limit(most)).all()
        return [self._asked(row) for row in rows]

    def _asked(self, row: sql.Row[Any]) -> Asked:
        place = Place(row.chat, row.thread, row.person)
        return Asked(row.id, place, restored(json.loads(row.answer), self._store), row.page)


def note_shown(connection: sql.Connection, id: int, message: int | None, page: int | None) -> None:
    """Note which message shows an answer, and which page of it, in a transaction of the caller's."""
    values = {name: value for name, value in (("message", message), ("page", page)) if value is not None}
    connection.execute(asked_.update().where(asked_.c.id == id).values(**values))
