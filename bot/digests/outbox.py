"""Outgoing messages and their states; each is a row that is written before the message is sent.

The usual way is waiting → sending → sent.  A part whose outcome is unknown (the process was killed, or the answer did
not come) is parked and sent again after a while, a few times at most: it may then arrive twice.  What a chat does not
accept is held until the chat writes again.
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
from bot.digests.issue_tables import issue_
from index.store.dialects import insert_new, json_holds

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
    Column("silent", Boolean, nullable=False, default=False, server_default=sql.text("0")),
    sql.Index("part_open", "chat", "id", sqlite_where=sql.text(OPEN)),
    sql.Index("part_sent", "chat", "edition"),
    sql.Index("part_of", "subscription"),
    sqlite_autoincrement=True,
)  # fmt: skip

MAX_UNKNOWN = 4  # times the outcome may stay unknown before a part is given up
PARKED_FOR = 30.0  # seconds until a parked part is sent again, doubled each time
RETENTION = timedelta(days=90)  # of what was sent or given up


class PartState(StrEnum):
    """Where a part is on its way.

    Attributes:
        WAITING: To be sent.
        SENDING: In flight, or its process was killed.
        SENT: Telegram has confirmed it.
        PARKED: To be sent again; it may have arrived.
        HELD: Kept until the chat writes again.
        DROPPED: Withdrawn, refused or given up.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Part:
    """One message to one chat.

    Attributes:
        id: Its row.
        chat: Telegram's id.
        thread: The forum topic; 0 for none.
        subscription: The id of the one it is sent for; 0 for none.
        edition: The id of the edition it belongs to.
        page: Which of the edition's messages, from 0.
        tries: How often it was tried.
        unknown_outcomes: How often it stayed unknown whether it arrived.
        silent: Whether it comes without a sound.
    """

    id: int
    chat: int
    thread: int
    subscription: int
    edition: int
    page: int
    tries: int
    unknown_outcomes: int
    silent: bool = False


@dataclass(frozen=True, slots=True)
class FurtherPart:
    """A further message of an edition, as a chat asked for it.

    Attributes:
        is_new: Whether it was not asked for before.
        state: How far it is.
        message: Telegram's id of the message, once it was sent.
    """

    is_new: bool
    state: PartState
    message: int | None = None


class Outbox:
    """The outgoing messages of all chats."""

    def __init__(self, database: Database, now: Callable[[], float] = lambda: datetime.now(UTC).timestamp()) -> None:
        """Open the outbox.

        Args:
            database: The bot's.
            now: The present, in seconds since the epoch.
        """
        self._database = database
        self._now = now
        held = sql.select(part_.c.chat).where(part_.c.state == PartState.HELD.value).distinct()
        with database.reading() as connection:
            self._held_chats = set(connection.execute(held).scalars())

    # writing, within the caller's transaction

    def store_edition(self, connection: sql.Connection, body: dict[str, Any]) -> int:
        """Store what is to be sent, once for all chats.

        Args:
            connection: Of the caller's transaction.
            body: The edition as JSON.

        Returns:
            Its id; the same for the same content.
        """
        text = json.dumps(body, sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()
        known = connection.execute(sql.select(edition_.c.id).where(edition_.c.key == key)).scalar()
        if known is not None:
            return int(known)
        result = connection.execute(edition_.insert().values(key=key, body=text, at=self._timestamp()))
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])

    def record_run(
        self, connection: sql.Connection, subscription: int, day: date, after: int, upto: int, late: bool
    ) -> int | None:
        """Record that a digest was composed, so that a day has one at most.

        Args:
            connection: Of the caller's transaction.
            subscription: Id.
            day: The local date that the digest is for.
            after: Its articles have higher ids.
            upto: The highest id of an article it covers.
            late: Whether it comes late.

        Returns:
            The id of the record; None when the day has one already.
        """
        new = insert_new(connection, run_).values(
            subscription=subscription, day=day.isoformat(), after=after, upto=upto, late=late, at=self._timestamp()
        )
        id: int | None = connection.execute(new.returning(run_.c.id)).scalar()
        return id

    def enqueue(
        self, connection: sql.Connection, chat: int, thread: int, edition: int, pages: Iterable[int],
        subscription: int = 0, run: int | None = None, silent: bool = False,
    ) -> None:  # fmt: skip
        """Add messages that are to be sent; of several only the first may be heard.

        Args:
            connection: Of the caller's transaction.
            chat: Telegram's id.
            thread: The forum topic; 0 for none.
            edition: Id of the stored edition.
            pages: Which of its messages, in the order of sending.
            subscription: Id of the one they are sent for; 0 for none.
            run: What `record_run` returned.
            silent: Whether the first of them comes without a sound, too.
        """
        rows = [
            {"chat": chat, "thread": thread, "subscription": subscription, "run": run, "edition": edition,
             "page": page, "state": PartState.WAITING.value, "next_at": self._now(), "at": self._timestamp(),
             "silent": silent or place > 0}
            for place, page in enumerate(pages)
        ]  # fmt: skip
        if rows:
            connection.execute(part_.insert(), rows)

    def bring(self, chat: int, thread: int, edition: int, page: int) -> FurtherPart:
        """Add a further message of an edition that a chat was sent, unless it is there or on its way.

        Args:
            chat: Telegram's id.
            thread: The forum topic; 0 for none.
            edition: Id of the stored edition.
            page: Which of its messages.
        """
        here = (part_.c.chat == chat, part_.c.thread == thread, part_.c.edition == edition)
        with self._database.writing() as connection:
            query = sql.select(part_.c.state, part_.c.message).where(*here, part_.c.page == page)
            last = connection.execute(query.order_by(part_.c.id.desc())).first()
            if last is not None and last.state != PartState.DROPPED.value:
                return FurtherPart(False, PartState(last.state), last.message)
            subscription = connection.execute(sql.select(part_.c.subscription).where(*here)).scalar() or 0
            self.enqueue(connection, chat, thread, edition, (page,), subscription, silent=True)
        return FurtherPart(True, PartState.WAITING)

    def lose(self, chat: int, message: int) -> None:
        """Note that a message is no longer in its chat: its part may be sent again.

        Args:
            chat: Telegram's id.
            message: Telegram's id of the message.
        """
        with self._database.writing() as connection:
            connection.execute(
                part_.update()
                .where(part_.c.chat == chat, part_.c.message == message, part_.c.state == PartState.SENT.value)
                .values(state=PartState.DROPPED.value, why="deleted in the chat")
            )

    # reading

    def last_run(self, subscription: int) -> datetime | None:
        """When a subscription's last digest was composed; None when it had none."""
        query = sql.select(sql.func.max(run_.c.at)).where(run_.c.subscription == subscription)
        with self._database.reading() as connection:
            at = connection.execute(query).scalar()
        return datetime.fromisoformat(at) if at else None

    def next_parts(self, most: int, chat: int | None = None) -> list[Part]:
        """The next part of each chat, where it may be sent now; the parts of a chat are sent in their order.

        Args:
            most: The most parts.
            chat: The only chat wanted; None means all.
        """
        first_of_chat = sql.select(sql.func.min(part_.c.id)).where(sql.text(OPEN)).group_by(part_.c.chat)
        query = (
            sql.select(part_)
            .where(
                part_.c.id.in_(first_of_chat), part_.c.next_at <= self._now(),
                part_.c.state.in_((PartState.WAITING.value, PartState.PARKED.value)),
            )
            .order_by(part_.c.id).limit(most)
        )  # fmt: skip
        if chat is not None:
            query = query.where(part_.c.chat == chat)
        with self._database.reading() as connection:
            return [
                Part(
                    row.id, row.chat, row.thread, row.subscription, row.edition, row.page, row.tries, row.unknown,
                    row.silent,
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def edition_body(self, edition: int) -> dict[str, Any] | None:
        """A stored edition as JSON; None when there is none of this id."""
        with self._database.reading() as connection:
            text = connection.execute(sql.select(edition_.c.body).where(edition_.c.id == edition)).scalar()
        body: dict[str, Any] | None = json.loads(text) if text is not None else None
        return body

    def subscription_of(self, chat: int, edition: int) -> int | None:
        """The id of the subscription by which a chat got an edition; None when it never did."""
        query = sql.select(part_.c.subscription).where(part_.c.chat == chat, part_.c.edition == edition)
        with self._database.reading() as connection:
            subscription: int | None = connection.execute(query).scalar()
            return subscription

    def sent_with(self, articles: Iterable[int]) -> list[tuple[int, int, int, int]]:
        """Chat, thread, edition and page of every message that was sent of an edition with one of some articles."""
        query = (
            sql.select(part_.c.chat, part_.c.thread, part_.c.edition, part_.c.page)
            .join(edition_, edition_.c.id == part_.c.edition)
            .where(
                part_.c.state == PartState.SENT.value,
                json_holds(edition_.c.body, ("items", "*", "articles", "*"), articles),
            )
            .order_by(part_.c.id)
        )
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def counts(self) -> dict[PartState, int]:
        """How many parts are in which state."""
        query = sql.select(part_.c.state, sql.func.count()).group_by(part_.c.state)
        with self._database.reading() as connection:
            return {PartState(state): count for state, count in connection.execute(query)}

    # the outcome of a part

    def claim(self, part: Part) -> bool:
        """Note that a part is being sent: its outcome is unknown until one of the next methods is called.

        Returns:
            False when it is no longer to be sent.
        """
        with self._database.writing() as connection:
            return bool(
                connection.execute(
                    part_.update()
                    .where(part_.c.id == part.id, part_.c.state.in_((PartState.WAITING.value, PartState.PARKED.value)))
                    .values(state=PartState.SENDING.value, tries=part_.c.tries + 1)
                ).rowcount
            )

    def mark_sent(self, part: Part, message: int | None) -> None:
        """Note that a part has arrived.

        Args:
            part: The part.
            message: Telegram's id of the message.
        """
        self._set(part, PartState.SENT, message=message, why=None)

    def retry(self, part: Part, wait: float, why: str) -> None:
        """Send a part again that has certainly not arrived.

        Args:
            part: The part.
            wait: Seconds until then.
            why: What went wrong, for the log of the outbox.
        """
        self._set(part, PartState.WAITING, next_at=self._now() + wait, why=why)

    def park(self, part: Part, why: str) -> bool:
        """Send a part again after a while, as it is unknown whether it has arrived.

        Returns:
            False when it is given up, as that happened too often.
        """
        unknown = part.unknown_outcomes + 1
        if unknown >= MAX_UNKNOWN:
            self._set(part, PartState.DROPPED, unknown=unknown, why=why)
            return False
        wait = PARKED_FOR * 2**part.unknown_outcomes
        self._set(part, PartState.PARKED, unknown=unknown, next_at=self._now() + wait, why=why)
        return True

    def drop(self, part: Part, why: str) -> None:
        """Give a part up."""
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
        """Park what an earlier process left in flight; only for the one process that may send.

        Returns:
            How many parts that were.
        """
        with self._database.writing() as connection:
            return connection.execute(
                part_.update().where(part_.c.state == PartState.SENDING.value).values(
                    state=PartState.PARKED.value, unknown=part_.c.unknown + 1, next_at=self._now(), why="interrupted"
                )
            ).rowcount  # fmt: skip

    def hold(self, chat: int, why: str) -> None:
        """Keep what a chat does not accept, until it writes again."""
        self._held_chats.add(chat)
        self._move(chat, sql.text(OPEN), PartState.HELD, why)

    def holds(self, chat: int) -> bool:
        """Whether something is kept until a chat writes again."""
        return chat in self._held_chats

    def release(self, chat: int) -> None:
        """Send what was held for a chat."""
        self._held_chats.discard(chat)
        self._move(chat, part_.c.state == PartState.HELD.value, PartState.WAITING, None)

    def _move(self, chat: int, condition: Any, state: PartState, why: str | None) -> None:
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(part_.c.chat == chat, condition)
                .values(state=state.value, why=why, next_at=self._now())
            )  # fmt: skip

    def withdraw(self, subscription: int) -> None:
        """Drop what was still to be sent for a subscription that was removed."""
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(
                    part_.c.subscription == subscription,
                    part_.c.state.not_in((PartState.SENT.value, PartState.DROPPED.value)),
                ).values(state=PartState.DROPPED.value, why="unsubscribed")
            )  # fmt: skip

    def close_topic(self, chat: int, thread: int, why: str) -> None:
        """Drop what was still to be sent to a forum topic that is gone.

        Args:
            chat: The group.
            thread: The topic's number in it.
            why: What Telegram said.
        """
        with self._database.writing() as connection:
            connection.execute(
                part_.update().where(part_.c.chat == chat, part_.c.thread == thread, sql.text(OPEN))
                .values(state=PartState.DROPPED.value, why=why)
            )  # fmt: skip

    def migrate(self, old: int, new: int) -> None:
        """Give a chat's parts to the one it became."""
        with self._database.writing() as connection:
            connection.execute(part_.update().where(part_.c.chat == old).values(chat=new))

    def forget(self, chat: int) -> None:
        """Delete a chat's parts, sent or not."""
        with self._database.writing() as connection:
            connection.execute(part_.delete().where(part_.c.chat == chat))

    def tidy(self) -> None:
        """Delete what was finished long ago."""
        limit = (datetime.fromtimestamp(self._now(), UTC) - RETENTION).isoformat()
        finished = part_.c.state.in_((PartState.SENT.value, PartState.DROPPED.value))
        with self._database.writing() as connection:
            connection.execute(part_.delete().where(finished, part_.c.at < limit))
            connection.execute(run_.delete().where(run_.c.at < limit))
            connection.execute(
                edition_.delete().where(
                    edition_.c.at < limit,
                    edition_.c.id.not_in(sql.select(part_.c.edition).distinct()),
                    edition_.c.id.not_in(sql.select(issue_.c.edition).where(issue_.c.edition.is_not(None))),
                )
            )

    def _timestamp(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).isoformat()
