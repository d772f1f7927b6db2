"""The questions of a chat with their answers: for buttons, paging and follow-ups."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from bot.answers.answer_json import from_json, question_from_json, to_json
from bot.chats.database import Database, metadata
from bot.chats.place import Place
from index.model import Answer, Question
from index.store.dialects import json_holds, json_number, json_text
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


ASKED = "asked"  # in a stored answer: the message that it answers


@dataclass(frozen=True, slots=True)
class AskedMessage:
    """A message that is answered.

    Attributes:
        message: Telegram's number of it.
        text: What it said, by which an edit is told from one that changes nothing.
    """

    message: int
    text: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer with its question, as the history holds it.

    Attributes:
        id: Its number, which its buttons carry.
        place: Where it was asked, and by whom.
        answer: Without what has left the library since.
        page: The page shown last, from 0.
    """

    id: int
    place: Place
    answer: Answer
    page: int = 0


@dataclass(frozen=True, slots=True)
class Rated:
    """What somebody thought of an answer.

    Attributes:
        answer: The number of the stored answer.
        at: When it was asked for, as ISO 8601.
        chat: Where, Telegram's id.
        useful: The rating.
    """

    answer: int
    at: str
    chat: int
    useful: bool


class History:
    """The questions and answers of all chats, in the bot's database."""

    def __init__(self, database: Database, store: Store) -> None:
        """Use a database and the store with the articles that its answers refer to."""
        self._database = database
        self._store = store

    def add(self, place: Place, answer: Answer, at: datetime | None = None) -> int:
        """Store an answer, before it is sent.

        Args:
            place: Where it was asked, and by whom.
            answer: With its question.
            at: When it was asked, as an aware datetime; None for now.

        Returns:
            The number that its buttons carry.
        """
        with self._database.writing() as connection:
            result = connection.execute(asked_.insert().values(
                chat=place.chat, thread=place.thread, person=place.person,
                answer=json.dumps(to_json(answer)), at=(at or datetime.now(UTC)).isoformat(),
            ))  # fmt: skip
            assert result.inserted_primary_key is not None
            return int(result.inserted_primary_key[0])

    def set_shown(
        self, id: int, message: int | None = None, page: int | None = None, asked: AskedMessage | None = None
    ) -> None:
        """Record which message shows an answer, and which page of it.

        Args:
            id: Of the stored answer.
            message: Telegram's number of the message; None leaves it as it was.
            page: From 0; None leaves it as it was.
            asked: The message that is answered; None leaves it as it was.
        """
        with self._database.writing() as connection:
            set_shown(connection, id, message, page, asked)

    def replace(self, id: int, answer: Answer) -> None:
        """Put an answer in place of a stored one."""
        with self._database.writing() as connection:
            stored = connection.execute(sql.select(asked_.c.answer).where(asked_.c.id == id)).scalar()
            if stored is not None:
                body = {**to_json(answer), ASKED: json.loads(stored).get(ASKED)}
                connection.execute(asked_.update().where(asked_.c.id == id).values(answer=_text(body)))

    def find(self, id: int) -> StoredAnswer | None:
        """The answer with a number; None if it is not stored any more."""
        return self._newest(asked_.c.id == id)

    def last(self, place: Place, before: int | None = None) -> StoredAnswer | None:
        """The last answer this person got in this chat or topic; before: of those stored before that one."""
        return self._newest(*_asked_in(place, before))

    def last_question(self, place: Place, replied_to: int | None = None, before: int | None = None) -> Question | None:
        """The question that a follow-up continues.

        Args:
            place: Where the follow-up is asked, and by whom.
            replied_to: The message that it replies to, if any.
            before: The number of an answer; the person's last question is one that was asked before it.

        Returns:
            The question that this message answers, or else the person's last one.
        """
        conditions = [_asked_in(place, before)]
        if replied_to is not None:
            conditions.insert(0, _shown_in(place.chat, replied_to))
        with self._database.reading() as connection:
            for condition in conditions:
                newest = sql.select(asked_.c.answer, asked_.c.person).where(*condition)
                row = connection.execute(newest.order_by(asked_.c.id.desc()).limit(1)).first()
                if row is not None:
                    question = question_from_json(json.loads(row.answer))
                    # What others have written is theirs to have forgotten.
                    return question if row.person == place.person else replace(question, words=())
        return None

    def shown_in(self, chat: int, message: int) -> StoredAnswer | None:
        """The answer that a message of the bot shows."""
        return self._newest(*_shown_in(chat, message))

    def answer_to(self, chat: int, message: int) -> tuple[int, str] | None:
        """Which message of the bot shows the answer to a message, and what that message said; None if it has none."""
        said, number = json_text(asked_.c.answer, ASKED, "text"), json_number(asked_.c.answer, ASKED, "message")
        query = sql.select(asked_.c.message, said).where(
            asked_.c.chat == chat, asked_.c.message > message, number == message
        )
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(asked_.c.id.desc()).limit(1)).first()
        return (row[0], row[1]) if row is not None else None

    def withdraw(self, id: int) -> None:
        """Delete an answer in whose place another is shown, with its ratings."""
        with self._database.writing() as connection:
            connection.execute(rating_.delete().where(rating_.c.asked == id))
            connection.execute(asked_.delete().where(asked_.c.id == id))

    def recent(self, place: Place, limit: int) -> list[StoredAnswer]:
        """The last `limit` answers this person got in this chat or topic, oldest first."""
        return list(reversed(self._select(limit, *_asked_in(place))))

    def quoting(self, articles: Iterable[int]) -> list[StoredAnswer]:
        """The answers that messages of the bot show and that quote one of some articles, oldest first."""
        query = sql.select(asked_).where(
            asked_.c.message.is_not(None), json_holds(asked_.c.answer, ("quotes", "*", "article"), articles)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(asked_.c.id)).all()
        return [self._stored_answer(row) for row in rows]

    def asked_by(self, person: int) -> list[tuple[str, StoredAnswer]]:
        """Everything a person asked in any chat, with the moment as ISO 8601, oldest first."""
        query = sql.select(asked_).where(asked_.c.person == person).order_by(asked_.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [(row.at, self._stored_answer(row)) for row in rows]

    def rated_by(self, person: int) -> list[Rated]:
        """Every answer that a person has rated, in any chat and whoever asked for it, oldest first."""
        columns = (asked_.c.id, asked_.c.at, asked_.c.chat, rating_.c.useful)
        query = sql.select(*columns).join(rating_, rating_.c.asked == asked_.c.id).where(rating_.c.person == person)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(asked_.c.id)).all()
        return [Rated(row.id, row.at, row.chat, bool(row.useful)) for row in rows]

    def rate(self, id: int, person: int, useful: bool) -> None:
        """Record whether an answer was useful; a person's later rating replaces the former.

        Args:
            id: Of the stored answer.
            person: Who rates.
            useful: The rating.
        """
        with self._database.writing() as connection:
            connection.execute(rating_.delete().where(rating_.c.asked == id, rating_.c.person == person))
            connection.execute(rating_.insert().values(asked=id, person=person, useful=int(useful)))

    def take_rating_back(self, id: int, person: int, useful: bool) -> None:
        """Delete somebody's rating of an answer, unless it has been replaced by the opposite one.

        Args:
            id: Of the stored answer.
            person: Who rated.
            useful: The rating.
        """
        with self._database.writing() as connection:
            connection.execute(
                rating_.delete().where(
                    rating_.c.asked == id, rating_.c.person == person, rating_.c.useful == int(useful)
                )
            )

    def ratings(self) -> list[tuple[Question, Answer, bool]]:
        """Every rated question with its answer, and whether it was useful: for measuring quality."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sql.select(asked_.c.answer, rating_.c.useful).join(rating_, rating_.c.asked == asked_.c.id)
                .order_by(asked_.c.id)
            ).all()  # fmt: skip
        answers = [(from_json(json.loads(row.answer), self._store), bool(row.useful)) for row in rows]
        return [(answer.question, answer, useful) for answer, useful in answers]

    def migrate(self, old: int, new: int) -> None:
        """Move a group's questions to the supergroup that it became; its old messages can't be edited any more."""
        with self._database.writing() as connection:
            connection.execute(asked_.update().where(asked_.c.chat == old).values(chat=new, message=None))

    def forget(self, person: int) -> int:
        """Delete what a person asked and rated, in all chats; returns the number of questions."""
        with self._database.writing() as connection:
            theirs = sql.select(asked_.c.id).where(asked_.c.person == person)
            connection.execute(rating_.delete().where(sql.or_(rating_.c.person == person, rating_.c.asked.in_(theirs))))
            return connection.execute(asked_.delete().where(asked_.c.person == person)).rowcount

    def delete_before(self, time: datetime) -> int:
        """Delete what was asked before a time, with answers and ratings; returns the number of questions."""
        with self._database.writing() as connection:
            old = asked_.c.at < time.astimezone(UTC).isoformat()
            connection.execute(rating_.delete().where(rating_.c.asked.in_(sql.select(asked_.c.id).where(old))))
            return connection.execute(asked_.delete().where(old)).rowcount

    def _newest(self, *conditions: sql.ColumnElement[bool]) -> StoredAnswer | None:
        return next(iter(self._select(1, *conditions)), None)

    def _select(self, limit: int, *conditions: sql.ColumnElement[bool]) -> list[StoredAnswer]:
        """Newest first."""
        query = sql.select(asked_).where(*conditions).order_by(asked_.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [self._stored_answer(row) for row in rows]

    def _stored_answer(self, row: sql.Row[Any]) -> StoredAnswer:
        place = Place(row.chat, row.thread, row.person)
        return StoredAnswer(row.id, place, from_json(json.loads(row.answer), self._store), row.page)


def set_shown(
    connection: sql.Connection, id: int, message: int | None, page: int | None, asked: AskedMessage | None = None
) -> None:
    """`History.set_shown` in a transaction of the caller's."""
    values: dict[str, Any] = {
        name: value for name, value in (("message", message), ("page", page)) if value is not None
    }
    if asked is not None:
        stored = connection.execute(sql.select(asked_.c.answer).where(asked_.c.id == id)).scalar()
        if stored is not None:
            values["answer"] = _text({**json.loads(stored), ASKED: {"message": asked.message, "text": asked.text}})
    connection.execute(asked_.update().where(asked_.c.id == id).values(**values))


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)


def _asked_in(place: Place, before: int | None = None) -> tuple[sql.ColumnElement[bool], ...]:
    theirs = asked_.c.chat == place.chat, asked_.c.thread == place.thread, asked_.c.person == place.person
    return theirs if before is None else (*theirs, asked_.c.id < before)


def _shown_in(chat: int, message: int) -> tuple[sql.ColumnElement[bool], ...]:
    return asked_.c.chat == chat, asked_.c.message == message
