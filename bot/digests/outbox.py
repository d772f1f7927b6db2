"""What is to be sent, each part a row that is written before it is sent.

waiting → sending → sent is the usual way.  A part whose outcome nobody knows (the process was killed, or the
answer did not come) is parked, and sent again after a while, a few times at most: it may then arrive twice.  What
a chat does not take is held until the chat writes again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, String, Table, Text

from bot.chats.database import Database, metadata

OPEN = "state IN ('waiting', 'sending', 'parked')"

edition_ = Table(
    "edition", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("body", Text, nullable=False), Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip
run_ = Table(
    "run", metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription", Integer, nullable=False), Column("day", String, nullable=False),
    Column("after", Integer, nullable=False), Column("upto", Integer, nullable=False),
    Column("late", Boolean, nullable=False), Column("at", String, nullable=False),
    sql.UniqueConstraint("subscription", "day"),
    sqlite_autoincrement=True,
)  # fmt: skip
part_ = Table(
    "part", metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False), Column("thread", BigInteger, nullable=False),
    Column("subscription", Integer, nullable=False, default=0), Column("run", Integer),
    Column("edition", Integer, nullable=False), Column("page", Integer, nullable=False),
    Column("state", String, nullable=False), Column("next_at", Float, nullable=False),
    Column("tries", Integer, nullable=False, default=0), Column("unknown", Integer, nullable=False, default=0),
    Column("message", BigInteger), Column("why", Text), Column("at", String, nullable=False),
    sql.Index("part_open", "chat", "id", sqlite_where=sql.text(OPEN)),
    sql.Index("part_sent", "chat", "edition"),
    sql.Index("part_of", "subscription"),
    sqlite_autoincrement=True,
)  # fmt: skip

UNKNOWN = 4  # times the outcome may stay unknown before a part is given up
PARKED = 30.0  # seconds until a parked part is sent again, doubled each time
KEPT = timedelta(days=90)


class PartState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Part:
    """One message.  page: of its edition.  unknown: how often its outcome stayed unknown."""

    id: int
    chat: int
    thread: int
    subscription: int
    edition: int
    page: int
    tries: int
    unknown: int


class Outbox:
    """Times are seconds since the epoch."""

    def __init__(self, database: Database, now: Callable[[], float] = lambda: datetime.now(UTC).timestamp()) -> None:
        self._database = database
        self._now = now
        held = sql.select(part_.c.chat).where(part_.c.state == PartState.HELD.value).distinct()
        with database.reading() as connection:
            self._held = set(connection.execute(held).scalars())

    # writing, within the transaction that says why

    def edition(self, connection: sql.Connection, body: dict[str, Any]) -> int:
        """The number of what is to be sent; the same for the same content."""
        text = json.dumps(body, sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()
        found = connection.execute(sql.select(edition_.c.id).where(edition_.c.key == key)).scalar()
        if found is None:
            result = connection.execute(edition_.insert().values(key=key, body=text, at=self._stamp()))
            assert result.inserted_primary_key is not None
            found = result.inserted_primary_key[0]
        return int(found)

    def run(
        self, connection: sql.Connection, subscription: int, day: date, after: int, upto: int, late: bool
    ) -> int | None:
        """The record of a digest with its window of articles (after, upto]; None when the day has one already."""
        result = connection.execute(
            run_.insert().prefix_with("OR IGNORE").values(
                subscription=subscription, day=day.isoformat(), after=after, upto=upto, late=late, at=self._stamp()
            )
        )  # fmt: skip
        if result.rowcount == 0:
            return None
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])

    def put(
        self, connection: sql.Connection, chat: int, thread: int, edition: int, pages: Iterable[int],
        subscription: int = 0, run: int | None = None,
    ) -> None:  # fmt: skip
        rows = [
            {"chat": chat, "thread": thread, "subscription": subscription, "run": run, "edition": edition,
             "page": page, "state": PartState.WAITING.value, "next_at": self._now(), "at": self._stamp()}
            for page in pages
        ]  # fmt: skip
        if rows:
            connection.execute(part_.insert(), rows)

    # reading

    def heads(self, most: int, chat: int | None = None) -> list[Part]:
        """The next part of each chat that may be sent now; a chat's parts go out in their order.

        chat: the only one wanted.
        """
        first = sql.select(sql.func.min(part_.c.id)).where(sql.text(OPEN)).group_by(part_.c.chat)
        query = (
            sql.select(part_)
            .where(
                part_.c.id.in_(first), part_.c.next_at <= self._now(),
                part_.c.state.in_((PartState.WAITING.value, PartState.PARKED.value)),
            )
            .order_by(part_.c.id).limit(most)
        )  # fmt: skip
        if chat is not None:
            query = query.where(part_.c.chat == chat)
        with self._database.reading() as connection:
            return [
                Part(row.id, row.chat, row.thread, row.subscription, row.edition, row.page, row.tries, row.unknown)
                for row in connection.execute(query)
            ]

    def body(self, edition: int) -> dict[str, Any] | None:
        with self._database.reading() as connection:
            found = connection.execute(sql.select(edition_.c.body).where(edition_.c.id == edition)).scalar()
        body: dict[str, Any] | None = json.loads(found) if found is not None else None
        return body

    def received(self, chat: int, edition: int) -> int | None:
        """The subscription by which a chat got an edition; None when it never did."""
        query = sql.select(part_.c.subscription).where(part_.c.chat == chat, part_.c.edition == edition)
        with self._database.reading() as connection:
            found: int | None = connection.execute(query).scalar()
            return found

    def counts(self) -> dict[PartState, int]:
        query = sql.select(part_.c.state, sql.func.count()).group_by(part_.c.state)
        with self._database.reading() as connection:
            return {PartState(state): count for state, count in connection.execute(query)}

    # the way of a part

    def claim(self, part: Part) -> bool:
        """From now on its outcome is unknown until one of the next is called; False when it is no longer to be sent."""
        with self._database.writing() as connection:
            return bool(
                connection.execute(
                    part_.update()
                    .where(part_.c.id == part.id, part_.c.state.in_((PartState.WAITING.value, PartState.PARKED.value)))
                    .values(state=PartState.SENDING.value, tries=part_.c.tries + 1)
                ).rowcount
            )

    def sent(self, part: Part, message: int | None) -> None:
        self._set(part, PartState.SENT, message=message, why=None)

    def again(self, part: Part, wait: float, why: str) -> None:
        """It did certainly not arrive; try again in some seconds."""
        self._set(part, PartState.WAITING, next_at=self._now() + wait, why=why)

    def park(self, part: Part, why: str) -> bool:
        """Nobody knows whether it arrived; False when it is given up for that."""
        if part.unknown + 1 >= UNKNOWN:
            self._set(part, PartState.DROPPED, unknown=part.unknown + 1, why=why)
            return False
        wait = PARKED * 2**part.unknown
        self._set(part, PartState.PARKED, unknown=part.unknown + 1, next_at=self._now() + wait, why=why)
        return True

    def drop(self, part: Part, why: str) -> None:
        self._set(part, PartState.DROPPED, why=why)

    def _set(self, part: Part, state: PartState, **values: object) -> None:
        """A part that was withdrawn or held meanwhile stays so, unless it has arrived."""
        update = part_.update().where(part_.c.id == part.id)
        if state is not PartState.SENT:
            update = update.where(sql.text(OPEN))
        with self._database.writing() as connection:
            connection.execute(update.values(state=state.value, **values))

    # chats and restarts

    def recover(self) -> int:
        """Park what an earlier process left in flight; how many parts that were.

        Only for whoever alone may send.
        """
        with self._database.writing() as connection:
            return connection.execute(
                part_.update().where(part_.c.state == PartState.SENDING.value).values(
                    state=PartState.PARKED.value, unknown=part_.c.unknown + 1, next_at=self._now(), why="interrupted"
                )
            ).rowcount  # fmt: skip

    def hold(self, chat: int, why: str) -> None:
        """Keep what a chat does not take, until it writes again."""
        self._held.add(chat)
        self._move(chat, sql.text(OPEN), PartState.HELD, why)

    def holds(self, chat: int) -> bool:
        """Whether something waits for a chat to write again."""
        return chat in self._held

    def release(self, chat: int) -> None:
        self._held.discard(chat)
        self._move(chat, part_.c.state == PartState.HELD.value, PartState.WAITING, None)

    def _move(self, chat: int, condition: Any, state: PartState, why: str | None) -> None:
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(part_.c.chat == chat, condition)
                .values(state=state.value, why=why, next_at=self._now())
            )  # fmt: skip

    def withdraw(self, subscription: int) -> None:
        """A subscription is gone: what was still to come of it is not sent."""
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(
                    part_.c.subscription == subscription,
                    part_.c.state.not_in((PartState.SENT.value, PartState.DROPPED.value)),
                ).values(state=PartState.DROPPED.value, why="unsubscribed")
            )  # fmt: skip

    def close_topic(self, chat: int, thread: int, why: str) -> None:
        """A forum topic is gone: what was still to come there is not sent."""
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(part_.c.chat == chat, part_.c.thread == thread, sql.text(OPEN))
                .values(state=PartState.DROPPED.value, why=why)
            )  # fmt: skip

    def migrate(self, old: int, new: int) -> None:
        with self._database.writing() as connection:
            connection.execute(part_.update().where(part_.c.chat == old).values(chat=new))

    def forget(self, chat: int) -> None:
        with self._database.writing() as connection:
            connection.execute(part_.delete().where(part_.c.chat == chat))

    def tidy(self) -> None:
        """Drop what was finished long ago."""
        limit = (datetime.fromtimestamp(self._now(), UTC) - KEPT).isoformat()
        finished = part_.c.state.in_((PartState.SENT.value, PartState.DROPPED.value))
        with self._database.writing() as connection:
            connection.execute(part_.delete().where(finished, part_.c.at < limit))
            connection.execute(run_.delete().where(run_.c.at < limit))
            connection.execute(
                edition_.delete().where(
                    edition_.c.at < limit, edition_.c.id.not_in(sql.select(part_.c.edition).distinct())
                )
            )

    def _stamp(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).isoformat()
