"""Who wants what, when, where: digests and alerts, and what has been covered for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from bot.chats.database import Database, metadata
from bot.chats.place import Place
from bot.digests.schedule import ALL_DAYS, Schedule, next_instant, start

subscription_ = Table(
    "subscription", metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True), Column("thread", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("kind", String, nullable=False), Column("state", String, nullable=False), Column("why", String),
    Column("speaker", Text), Column("topic", Text), Column("outlet", Text),
    Column("at", String, nullable=False), Column("zone", String), Column("weekdays", String, nullable=False),
    Column("quiet", Boolean, nullable=False), Column("language", String, nullable=False),
    Column("after", Integer, nullable=False),  # the last article covered
    Column("last", String),  # the local date of the last digest
    Column("next_at", String, index=True),  # derived from the schedule and `last`; UTC, ISO 8601
    Column("alerted", String, nullable=False, default=""),  # the local date of the last alert
    Column("alerts", Integer, nullable=False, default=0),  # how many there were on that date
    Column("quiet_until", String),  # alerts are bundled until then
    sqlite_autoincrement=True,
)  # fmt: skip
mute_ = Table(
    "mute", metadata,
    Column("chat", BigInteger, primary_key=True), Column("thread", BigInteger, primary_key=True),
    Column("article", Integer, primary_key=True), Column("at", String, nullable=False),
)  # fmt: skip
MUTED = timedelta(days=30)


class SubscriptionKind(StrEnum):
    DIGEST = "digest"
    ALERT = "alert"


class SubscriptionState(StrEnum):
    """DRAFT: being made.  PAUSED: by its owner.  HELD: the chat takes no messages; resumed when it writes again."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat or one of its topics is sent.  speaker, topic, outlet: all None for everything.

    zone: None until it has been asked.  quiet: a digest without news is not sent.
    after: the last article covered; last: the local date of the last digest.
    """

    id: int
    chat: int
    thread: int
    person: int
    kind: SubscriptionKind = SubscriptionKind.DIGEST
    state: SubscriptionState = SubscriptionState.DRAFT
    why: str | None = None
    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    at: time = time(8)
    zone: str | None = None
    weekdays: frozenset[int] = ALL_DAYS
    quiet: bool = True
    language: str = "en"
    after: int = 0
    last: date | None = None
    alerted: date | None = None
    alerts: int = 0
    quiet_until: datetime | None = None

    @property
    def schedule(self) -> Schedule:
        """Raises ValueError while the zone is unknown."""
        if self.zone is None:
            raise ValueError(f"subscription {self.id} has no time zone yet")
        return Schedule(self.at, self.zone, self.weekdays)

    @property
    def weekly(self) -> bool:
        return len(self.weekdays) == 1

    @property
    def place(self) -> Place:
        return Place(self.chat, self.thread, self.person)


class Subscriptions:
    def __init__(
        self,
        database: Database,
        at: time = time(8),
        zone: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """at, zone: of a chat's first subscription."""
        self._database = database
        self._first: dict[str, Any] = {"at": at, "zone": zone}
        self._now = now
        self._held = {one.chat for one in self._where(subscription_.c.state == SubscriptionState.HELD.value)}

    def draft(self, place: Place, kind: SubscriptionKind, language: str, after: int, **values: Any) -> Subscription:
        """A new one, not yet active, with the zone and time this chat last chose.  after: where it starts."""
        with self._database.writing() as connection:
            connection.execute(
                subscription_.delete().where(
                    subscription_.c.chat == place.chat, subscription_.c.thread == place.thread,
                    subscription_.c.person == place.person, subscription_.c.state == SubscriptionState.DRAFT.value,
                )
            )  # fmt: skip
            known = connection.execute(
                sql.select(subscription_.c.zone, subscription_.c.at)
                .where(subscription_.c.chat == place.chat, subscription_.c.zone.is_not(None))
                .order_by(subscription_.c.id.desc())
            ).first()
            values = self._first | values
            if known is not None:
                values |= {"zone": known.zone, "at": time.fromisoformat(known.at)}
            made = Subscription(
                0, place.chat, place.thread, place.person, kind, language=language, after=after, **values
            )
            result = connection.execute(subscription_.insert().values(**_row(made)))
            assert result.inserted_primary_key is not None
            return replace(made, id=int(result.inserted_primary_key[0]))

    def find(self, id: int) -> Subscription | None:
        found = self._where(subscription_.c.id == id)
        return found[0] if found else None

    def of(self, chat: int) -> list[Subscription]:
        """The subscriptions of a chat and its topics, drafts left out, the oldest first."""
        return self._where(subscription_.c.chat == chat, subscription_.c.state != SubscriptionState.DRAFT.value)

    def change(self, id: int, **values: Any) -> Subscription | None:
        """Set fields of a subscription; None when it is gone.

        A new time of day counts from now on; a new zone keeps the dates that have had their digest.
        """
        with self._database.writing() as connection:
            row = connection.execute(sql.select(subscription_).where(subscription_.c.id == id)).first()
            if row is None:
                return None
            before = _read(row)
            after = replace(before, **values)
            if (
                after.kind is SubscriptionKind.DIGEST
                and after.zone is not None
                and after.state is SubscriptionState.ACTIVE
            ):
                fresh = start(after.schedule, self._now())
                begun = (
                    before.state in (SubscriptionState.DRAFT, SubscriptionState.PAUSED) or before.kind is not after.kind
                )
                if before.last is None or begun or (before.at, before.weekdays) != (after.at, after.weekdays):
                    after = replace(after, last=max(before.last or fresh, fresh))
            connection.execute(subscription_.update().where(subscription_.c.id == id).values(**_row(after)))
            return after

    def remove(self, id: int) -> bool:
        with self._database.writing() as connection:
            return bool(connection.execute(subscription_.delete().where(subscription_.c.id == id)).rowcount)

    def due(self, most: int) -> list[Subscription]:
        """Digests whose time has come, the longest waiting first."""
        return self._where(
            subscription_.c.state == SubscriptionState.ACTIVE.value,
            subscription_.c.kind == SubscriptionKind.DIGEST.value,
            subscription_.c.next_at <= self._now().isoformat(),
            most=most,
            order=subscription_.c.next_at,
        )

    def alerted(self) -> bool:
        """Whether anybody wants alerts."""
        return bool(self._where(*self._alerts(), most=1))

    def alerts(self, upto: int) -> list[Subscription]:
        """Alerts that have not looked at every article up to one."""
        return self._where(*self._alerts(), subscription_.c.after < upto)

    @staticmethod
    def _alerts() -> tuple[sql.ColumnElement[bool], ...]:
        return (
            subscription_.c.state == SubscriptionState.ACTIVE.value,
            subscription_.c.kind == SubscriptionKind.ALERT.value,
        )

    def reckon(self) -> int:
        """Work out anew when each is due, as after new rules for time zones; how many changed."""
        changed = 0
        held = self._where(subscription_.c.kind == SubscriptionKind.DIGEST.value, subscription_.c.zone.is_not(None))
        with self._database.writing() as connection:
            for one in held:
                wanted = _row(one)["next_at"]
                changed += connection.execute(
                    subscription_.update()
                    .where(subscription_.c.id == one.id, subscription_.c.next_at.is_not(wanted))
                    .values(next_at=wanted)
                ).rowcount
        return changed

    def holds(self, chat: int) -> bool:
        """Whether a chat's subscriptions wait for it to write again."""
        return chat in self._held

    def hold(self, chat: int, why: str) -> None:
        """The chat takes no messages any more: send nothing until it writes again."""
        self._held.add(chat)
        self._move(chat, SubscriptionState.ACTIVE, SubscriptionState.HELD, why)

    def pause(self, why: str, chat: int, thread: int | None = None, person: int | None = None) -> None:
        """Pause those of a chat that are in one of its topics, or somebody's."""
        wanted = [subscription_.c.chat == chat, subscription_.c.state == SubscriptionState.ACTIVE.value]
        if thread is not None:
            wanted.append(subscription_.c.thread == thread)
        if person is not None:
            wanted.append(subscription_.c.person == person)
        with self._database.writing() as connection:
            connection.execute(
                subscription_.update().where(*wanted).values(state=SubscriptionState.PAUSED.value, why=why)
            )

    def tidy(self) -> None:
        """Drop mutes that have run out."""
        with self._database.writing() as connection:
            connection.execute(mute_.delete().where(mute_.c.at < (self._now() - MUTED).isoformat()))

    def resume(self, chat: int) -> None:
        """The chat writes again: what was held goes on."""
        self._held.discard(chat)
        self._move(chat, SubscriptionState.HELD, SubscriptionState.ACTIVE, None)

    def _move(self, chat: int, old: SubscriptionState, new: SubscriptionState, why: str | None) -> None:
        with self._database.writing() as connection:
            connection.execute(
                subscription_.update()
                .where(subscription_.c.chat == chat, subscription_.c.state == old.value)
                .values(state=new.value, why=why)
            )

    def migrate(self, old: int, new: int) -> None:
        with self._database.writing() as connection:
            for table in (subscription_, mute_):
                connection.execute(table.update().prefix_with("OR IGNORE").where(table.c.chat == old).values(chat=new))
        if old in self._held:
            self._held.add(new)

    def forget(self, chat: int) -> int:
        """Delete all of a chat's; returns how many subscriptions that were."""
        with self._database.writing() as connection:
            connection.execute(mute_.delete().where(mute_.c.chat == chat))
            return connection.execute(subscription_.delete().where(subscription_.c.chat == chat)).rowcount

    # muted stories

    def mute(self, place: Place, article: int) -> None:
        with self._database.writing() as connection:
            connection.execute(
                mute_.insert().prefix_with("OR REPLACE")
                .values(chat=place.chat, thread=place.thread, article=article, at=self._now().isoformat())
            )  # fmt: skip

    def muted(self, chat: int, thread: int) -> tuple[int, ...]:
        """Articles whose stories a chat or topic wants to hear no more of."""
        since = (self._now() - MUTED).isoformat()
        query = sql.select(mute_.c.article).where(mute_.c.chat == chat, mute_.c.thread == thread, mute_.c.at >= since)
        with self._database.reading() as connection:
            return tuple(connection.execute(query.order_by(mute_.c.article)).scalars())

    def _where(
        self, *conditions: sql.ColumnElement[bool], most: int | None = None, order: sql.ColumnElement[Any] | None = None
    ) -> list[Subscription]:
        query = sql.select(subscription_).where(*conditions)
        query = query.order_by(*([] if order is None else [order]), subscription_.c.id).limit(most)
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query)]


def advance(connection: sql.Connection, before: Subscription, **values: Any) -> bool:
    """Note in the caller's transaction what a subscription has been given.

    False, and nothing changes, when it was changed, removed or served by another process meanwhile.
    """
    was, now = _row(before), _row(replace(before, **values))
    same = [subscription_.c[name].is_(value) for name, value in was.items() if name != "next_at"]
    changed = {name: value for name, value in now.items() if name == "next_at" or value != was[name]}
    update = subscription_.update().where(subscription_.c.id == before.id, *same).values(**changed)
    return connection.execute(update).rowcount == 1


def _row(one: Subscription) -> dict[str, object]:
    made: dict[str, object] = {each.name: getattr(one, each.name) for each in fields(one) if each.name != "id"}
    made |= {
        "kind": one.kind.value, "state": one.state.value,
        "at": one.at.isoformat("minutes"), "weekdays": "".join(map(str, sorted(one.weekdays))),
        "last": _iso(one.last), "alerted": _iso(one.alerted) or "",
        "quiet_until": one.quiet_until.astimezone(UTC).isoformat() if one.quiet_until else None,
        "next_at": None,
    }  # fmt: skip
    if one.kind is SubscriptionKind.DIGEST and one.last is not None and one.zone is not None:
        made["next_at"] = next_instant(one.schedule, one.last).isoformat()
    return made


def _read(row: sql.Row[Any]) -> Subscription:
    values = {each.name: getattr(row, each.name) for each in fields(Subscription)}
    values |= {
        "kind": SubscriptionKind(row.kind), "state": SubscriptionState(row.state),
        "at": time.fromisoformat(row.at), "weekdays": frozenset(map(int, row.weekdays)),
        "last": date.fromisoformat(row.last) if row.last else None,
        "alerted": date.fromisoformat(row.alerted) if row.alerted else None,
        "quiet_until": datetime.fromisoformat(row.quiet_until) if row.quiet_until else None,
    }  # fmt: skip
    return Subscription(**values)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
