"""Subscriptions in SQL: digests and alerts of each chat, their schedules, and how far each has been served."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from bot.chats.database import Database, metadata
from bot.chats.place import Place
from bot.digests.schedule import ALL_DAYS, Schedule, day_before_first, next_instant
from index.store.dialects import insert_or_replace

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
    Column("speaker_id", Integer),  # of the speaker's person; none for an office, or who is not on record yet
    Column("office", Boolean, nullable=False, server_default=sql.text("0")),  # whether the speaker is whoever holds it
    Column("without", Text, nullable=False, server_default="[]"),  # topics that are unwanted, as JSON
    Column("stories", Integer, nullable=False, default=5, server_default=sql.text("5")),  # that a digest shows
    Column("silent", Boolean, nullable=False, default=False, server_default=sql.text("0")),
    sqlite_autoincrement=True,
)  # fmt: skip
mute_ = Table(
    "mute", metadata,
    Column("chat", BigInteger, primary_key=True), Column("thread", BigInteger, primary_key=True),
    Column("article", Integer, primary_key=True), Column("at", String, nullable=False),
)  # fmt: skip
MOST_DRAFTS = 10  # of a person in a chat or topic
MUTED_FOR = timedelta(days=30)  # a story


class SubscriptionKind(StrEnum):
    """What is sent: a digest at set times, or an alert whenever something comes in."""

    DIGEST = "digest"
    ALERT = "alert"


class SubscriptionState(StrEnum):
    """Whether a subscription is served.

    Attributes:
        DRAFT: Not yet; it is being set up.
        ACTIVE: Yes.
        PAUSED: No, as its owner or an admin wanted.
        HELD: Not until the chat, which accepts no messages, writes again.
    """

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat or one of its topics is sent; speaker, topic and outlet are all None for everything.

    Attributes:
        id: Its row; 0 for one that is not stored.
        chat: Telegram's id.
        thread: The forum topic; 0 for none.
        person: Telegram's id of who subscribed.
        kind: Digest or alert.
        state: Whether it is served.
        why: What it is paused or held for.
        speaker: Whose words are wanted.
        topic: What they are to be about.
        outlet: Where they are to be published.
        at: The local time of day of a digest.
        zone: The IANA name of the time zone; None until it was asked for.
        weekdays: Of a digest, 0 for Monday to 6.
        quiet: Whether a digest without news is not sent.
        language: Of the texts, unless the chat has chosen one.
        after: The highest id of an article that it has covered.
        last: The local date of the last digest.
        alerted: The local date of the last alert.
        alerts: How many alerts there were on that date.
        quiet_until: When the next alert may be sent; what comes in before waits for it.
        speaker_id: Id of the speaker's person; None for an office, and for somebody who is not on record yet.
        office: Whether the speaker is an office, and whoever holds it is wanted.
        without: Topics that are unwanted.
        stories: How many stories a digest shows; a button brings the others.
        silent: Whether its messages come without a sound.
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
    speaker_id: int | None = None
    office: bool = False
    without: tuple[str, ...] = ()
    stories: int = 5
    silent: bool = False

    @property
    def schedule(self) -> Schedule:
        """When its digests are wanted.

        Raises:
            ValueError: The zone is unknown.
        """
        if self.zone is None:
            raise ValueError(f"subscription {self.id} has no time zone yet")
        return Schedule(self.at, self.zone, self.weekdays)

    @property
    def weekly(self) -> bool:
        """Whether its digests come once a week."""
        return len(self.weekdays) == 1

    @property
    def place(self) -> Place:
        """Where it is sent to, and who subscribed."""
        return Place(self.chat, self.thread, self.person)


class Subscriptions:
    """The subscriptions of all chats, and the stories they have muted."""

    def __init__(
        self,
        database: Database,
        at: time = time(8),
        zone: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open the subscriptions.

        Args:
            database: The bot's.
            at: The time of day of a chat's first subscription.
            zone: Its time zone; None means that it is asked for.
            now: The present.
        """
        self._database = database
        self._defaults: dict[str, Any] = {"at": at, "zone": zone}
        self._now = now
        held = self._select(subscription_.c.state == SubscriptionState.HELD.value)
        self._held_chats = {subscription.chat for subscription in held}

    def draft(self, place: Place, kind: SubscriptionKind, language: str, after: int, **values: Any) -> Subscription:
        """Create a subscription that is not yet active, with the zone and time that the chat chose last.

        Args:
            place: Where it is to be sent, and who subscribes; of the drafts that they have there the newest stay.
            kind: Digest or alert.
            language: Of the texts.
            after: The highest id of an article that it does not cover.
            **values: Other fields of the subscription.
        """
        with self._database.writing() as connection:
            drafts = (
                sql.select(subscription_.c.id)
                .where(
                    subscription_.c.chat == place.chat, subscription_.c.thread == place.thread,
                    subscription_.c.person == place.person, subscription_.c.state == SubscriptionState.DRAFT.value,
                )
                .order_by(subscription_.c.id.desc())
            )  # fmt: skip
            older = drafts.offset(MOST_DRAFTS - 1)
            connection.execute(subscription_.delete().where(subscription_.c.id.in_(older)))
            previous = connection.execute(
                sql.select(subscription_.c.zone, subscription_.c.at)
                .where(subscription_.c.chat == place.chat, subscription_.c.zone.is_not(None))
                .order_by(subscription_.c.id.desc())
            ).first()
            chosen = {"zone": previous.zone, "at": time.fromisoformat(previous.at)} if previous is not None else {}
            values = self._defaults | chosen | values
            draft = Subscription(
                0, place.chat, place.thread, place.person, kind, language=language, after=after, **values
            )
            result = connection.execute(subscription_.insert().values(**_to_row(draft)))
            assert result.inserted_primary_key is not None
            return replace(draft, id=int(result.inserted_primary_key[0]))

    def find(self, id: int) -> Subscription | None:
        """The subscription with an id; None when it is gone."""
        return next(iter(self._select(subscription_.c.id == id)), None)

    def of_chat(self, chat: int) -> list[Subscription]:
        """The subscriptions of a chat and its topics without drafts, the oldest first."""
        return self._select(subscription_.c.chat == chat, subscription_.c.state != SubscriptionState.DRAFT.value)

    def newest_first(self, place: Place) -> list[Subscription]:
        """The subscriptions of a chat or topic, with the drafts of a person, the newest first.

        Args:
            place: The chat, the topic and the person.
        """
        of_place = self._select(subscription_.c.chat == place.chat, subscription_.c.thread == place.thread)
        is_theirs = (
            each for each in of_place if each.state is not SubscriptionState.DRAFT or each.person == place.person
        )
        return sorted(is_theirs, key=lambda each: -each.id)

    def change(self, id: int, **values: Any) -> Subscription | None:
        """Set fields of a subscription.

        A new time of day counts from now on; a new zone keeps the dates that have had their digest.

        Args:
            id: The subscription's.
            **values: The fields.

        Returns:
            The subscription as it is then; None when it is gone.
        """
        with self._database.writing() as connection:
            row = connection.execute(sql.select(subscription_).where(subscription_.c.id == id)).first()
            if row is None:
                return None
            before = _from_row(row)
            after = replace(before, **values)
            if _counts_anew(before, after):
                start = day_before_first(after.schedule, self._now())
                after = replace(after, last=max(before.last or start, start))
            connection.execute(subscription_.update().where(subscription_.c.id == id).values(**_to_row(after)))
            return after

    def share_zone(self, chat: int, zone: str) -> list[int]:
        """Give the drafts of a chat that have no zone the one that was named for another.

        Args:
            chat: Where they are to be sent.
            zone: The IANA name.

        Returns:
            Their ids.
        """
        lacking = subscription_.c.chat == chat, subscription_.c.zone.is_(None)
        drafts = self._select(*lacking, subscription_.c.state == SubscriptionState.DRAFT.value)
        for draft in drafts:
            self.change(draft.id, zone=zone)
        return [draft.id for draft in drafts]

    def remove(self, id: int) -> bool:
        """Delete a subscription; False when there is none of this id."""
        with self._database.writing() as connection:
            return bool(connection.execute(subscription_.delete().where(subscription_.c.id == id)).rowcount)

    def due(self, most: int) -> list[Subscription]:
        """Digests whose time has come, at most so many, the one that has waited longest first."""
        return self._select(
            subscription_.c.state == SubscriptionState.ACTIVE.value,
            subscription_.c.kind == SubscriptionKind.DIGEST.value,
            subscription_.c.next_at <= self._now().isoformat(),
            most=most,
            order=subscription_.c.next_at,
        )

    def any_alerts(self) -> bool:
        """Whether anybody wants alerts."""
        return bool(self._select(*self._is_alert(), most=1))

    def alerts(self) -> list[Subscription]:
        """Alerts that are served."""
        return self._select(*self._is_alert())

    def alerts_behind(self, upto: int) -> list[Subscription]:
        """Alerts that have not covered all articles up to an id."""
        return self._select(*self._is_alert(), subscription_.c.after < upto)

    @staticmethod
    def _is_alert() -> tuple[sql.ColumnElement[bool], ...]:
        return (
            subscription_.c.state == SubscriptionState.ACTIVE.value,
            subscription_.c.kind == SubscriptionKind.ALERT.value,
        )

    def recompute_due_times(self) -> int:
        """Compute anew when each digest is due, as after an update of the time zone rules.

        Returns:
            How many times have changed.
        """
        changed = 0
        digests = self._select(subscription_.c.kind == SubscriptionKind.DIGEST.value, subscription_.c.zone.is_not(None))
        with self._database.writing() as connection:
            for subscription in digests:
                next_at = _to_row(subscription)["next_at"]
                changed += connection.execute(
                    subscription_.update()
                    .where(subscription_.c.id == subscription.id, subscription_.c.next_at.is_distinct_from(next_at))
                    .values(next_at=next_at)
                ).rowcount
        return changed

    def holds(self, chat: int) -> bool:
        """Whether a chat's subscriptions are held until it writes again."""
        return chat in self._held_chats

    def hold(self, chat: int, why: str) -> None:
        """Serve a chat no more that accepts no messages, until it writes again."""
        self._held_chats.add(chat)
        self._move(chat, SubscriptionState.ACTIVE, SubscriptionState.HELD, why)

    def pause(self, why: str, chat: int, thread: int | None = None, person: int | None = None) -> None:
        """Pause the active subscriptions of a chat.

        Args:
            why: The reason, which is stored with them.
            chat: Telegram's id.
            thread: Only those of this forum topic; None means all.
            person: Only those of this person; None means everybody's.
        """
        conditions = [subscription_.c.chat == chat, subscription_.c.state == SubscriptionState.ACTIVE.value]
        if thread is not None:
            conditions.append(subscription_.c.thread == thread)
        if person is not None:
            conditions.append(subscription_.c.person == person)
        with self._database.writing() as connection:
            connection.execute(
                subscription_.update().where(*conditions).values(state=SubscriptionState.PAUSED.value, why=why)
            )

    def tidy(self) -> None:
        """Delete mutes that are over."""
        with self._database.writing() as connection:
            connection.execute(mute_.delete().where(mute_.c.at < (self._now() - MUTED_FOR).isoformat()))

    def resume(self, chat: int) -> None:
        """Serve a chat again that writes again."""
        self._held_chats.discard(chat)
        self._move(chat, SubscriptionState.HELD, SubscriptionState.ACTIVE, None)

    def _move(self, chat: int, old: SubscriptionState, new: SubscriptionState, why: str | None) -> None:
        with self._database.writing() as connection:
            connection.execute(
                subscription_.update()
                .where(subscription_.c.chat == chat, subscription_.c.state == old.value)
                .values(state=new.value, why=why)
            )

    def migrate(self, old: int, new: int) -> None:
        """Give a chat's subscriptions and mutes to the one it became."""
        with self._database.writing() as connection:
            connection.execute(subscription_.update().where(subscription_.c.chat == old).values(chat=new))
            other = mute_.alias()
            is_muted = sql.exists().where(
                other.c.chat == new, other.c.thread == mute_.c.thread, other.c.article == mute_.c.article
            )
            connection.execute(mute_.update().where(mute_.c.chat == old, ~is_muted).values(chat=new))
        if old in self._held_chats:
            self._held_chats.add(new)

    def forget(self, chat: int) -> int:
        """Delete a chat's subscriptions and mutes.

        Returns:
            How many subscriptions that were.
        """
        with self._database.writing() as connection:
            connection.execute(mute_.delete().where(mute_.c.chat == chat))
            return connection.execute(subscription_.delete().where(subscription_.c.chat == chat)).rowcount

    # muted stories

    def mute(self, place: Place, article: int) -> None:
        """Send a chat or topic no more of the story that an article belongs to.

        Args:
            place: The chat and topic.
            article: Id.
        """
        with self._database.writing() as connection:
            connection.execute(
                insert_or_replace(connection, mute_)
                .values(chat=place.chat, thread=place.thread, article=article, at=self._now().isoformat())
            )  # fmt: skip

    def muted(self, chat: int, thread: int) -> tuple[int, ...]:
        """Ids of the articles whose stories a chat or topic has muted, rising."""
        since = (self._now() - MUTED_FOR).isoformat()
        query = sql.select(mute_.c.article).where(mute_.c.chat == chat, mute_.c.thread == thread, mute_.c.at >= since)
        with self._database.reading() as connection:
            return tuple(connection.execute(query.order_by(mute_.c.article)).scalars())

    def _select(
        self, *conditions: sql.ColumnElement[bool], most: int | None = None, order: sql.ColumnElement[Any] | None = None
    ) -> list[Subscription]:
        query = sql.select(subscription_).where(*conditions)
        query = query.order_by(*([] if order is None else [order]), subscription_.c.id).limit(most)
        with self._database.reading() as connection:
            return [_from_row(row) for row in connection.execute(query)]


def advance(connection: sql.Connection, before: Subscription, **values: Any) -> bool:
    """Note in the caller's transaction how far a subscription has been served.

    Args:
        connection: Of the transaction.
        before: The subscription as it was read.
        **values: The fields that change.

    Returns:
        False, with nothing changed, when it was changed, removed or served by another process meanwhile.
    """
    old, new = _to_row(before), _to_row(replace(before, **values))
    same = [subscription_.c[name].is_not_distinct_from(value) for name, value in old.items() if name != "next_at"]
    changed = {name: value for name, value in new.items() if name == "next_at" or value != old[name]}
    update = subscription_.update().where(subscription_.c.id == before.id, *same).values(**changed)
    return connection.execute(update).rowcount == 1


def _counts_anew(before: Subscription, after: Subscription) -> bool:
    """Whether digests count from now on: they begin, or their time of day or weekdays change."""
    if after.kind is not SubscriptionKind.DIGEST or after.zone is None or after.state is not SubscriptionState.ACTIVE:
        return False
    begins = before.state in (SubscriptionState.DRAFT, SubscriptionState.PAUSED) or before.kind is not after.kind
    return before.last is None or begins or (before.at, before.weekdays) != (after.at, after.weekdays)


def _to_row(subscription: Subscription) -> dict[str, object]:
    row: dict[str, object] = {
        field.name: getattr(subscription, field.name) for field in fields(subscription) if field.name != "id"
    }
    quiet_until = subscription.quiet_until
    row |= {
        "kind": subscription.kind.value, "state": subscription.state.value,
        "at": subscription.at.isoformat("minutes"), "weekdays": "".join(map(str, sorted(subscription.weekdays))),
        "last": _iso(subscription.last), "alerted": _iso(subscription.alerted) or "",
        "quiet_until": quiet_until.astimezone(UTC).isoformat() if quiet_until else None,
        "next_at": None, "without": json.dumps(subscription.without, ensure_ascii=False),
    }  # fmt: skip
    if subscription.kind is SubscriptionKind.DIGEST and subscription.last is not None and subscription.zone is not None:
        row["next_at"] = next_instant(subscription.schedule, subscription.last).isoformat()
    return row


def _from_row(row: sql.Row[Any]) -> Subscription:
    values = {field.name: getattr(row, field.name) for field in fields(Subscription)}
    values |= {
        "kind": SubscriptionKind(row.kind), "state": SubscriptionState(row.state),
        "at": time.fromisoformat(row.at), "weekdays": frozenset(map(int, row.weekdays)),
        "last": date.fromisoformat(row.last) if row.last else None,
        "alerted": date.fromisoformat(row.alerted) if row.alerted else None,
        "quiet_until": datetime.fromisoformat(row.quiet_until) if row.quiet_until else None,
        "without": tuple(json.loads(row.without)),
    }  # fmt: skip
    return Subscription(**values)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
