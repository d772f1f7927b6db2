"""Entries of feeds, recorded before their articles are fetched: neither a kill nor a short feed loses any."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sql

from index.feeds.entry import FeedEntry
from index.feeds.schema import entry_
from index.store.store import Store
from index.store.transactions import writing

# Pauses between tries at an article that can't be had; after the last it is given up.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
SPARED = timedelta(days=2)  # after it was recorded, in which a host that asks for time costs an article no try
REVISED = timedelta(hours=1)  # before another change of the same entry is followed
KEPT = timedelta(days=90)  # an entry is remembered this long, and as long as its feed shows it


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """An entry whose article is still to be fetched.

    Attributes:
        id: Of its row.
        entry: The entry.
        last: Whether no further try follows this one.
        found: When it was recorded.
    """

    id: int
    entry: FeedEntry
    last: bool
    found: datetime

    def spared(self, now: datetime) -> bool:
        """Whether a try that ends with being asked for time does not count."""
        return now - self.found < SPARED


class EntryQueue:
    """The entries of all feeds: pending until their article is stored, or given up."""

    def __init__(self, store: Store) -> None:
        """Open the queue.

        Args:
            store: In whose file it is kept.
        """
        self._engine = store.engine

    def take(self, feed: int, now: datetime | None, count: int, after: int = 0) -> list[PendingEntry]:
        """Take the next pending entries of a feed; each is counted as tried.

        Args:
            feed: The feed's id.
            now: Only entries whose pause is over are taken; None means all.
            count: At most so many.
            after: Only entries with a higher id are taken.
        """
        query = sql.select(entry_).where(entry_.c.feed == feed, entry_.c.state == "pending", entry_.c.id > after)
        if now is not None:
            query = query.where(sql.or_(entry_.c.retry.is_(None), entry_.c.retry <= instant(now)))
        with writing(self._engine) as connection:
            rows = connection.execute(query.order_by(entry_.c.id).limit(count)).all()
            for row in rows:
                pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
                connection.execute(
                    entry_.update()
                    .where(entry_.c.id == row.id)
                    .values(attempts=row.attempts + 1, retry=instant(now + pause) if now else row.retry)
                )
        return [
            PendingEntry(row.id, _restored(row.content), row.attempts >= len(PAUSES), datetime.fromisoformat(row.found))
            for row in rows
        ]

    def settle(
        self,
        done: Mapping[int, int | None],
        refused: Iterable[int],
        now: datetime,
        spared: Mapping[int, datetime] | None = None,
    ) -> None:
        """Record which entries have become articles, and which never will.

        Args:
            done: Ids of articles by ids of entries.
            refused: Ids of entries that are given up.
            now: The present.
            spared: Ids of entries whose last try does not count, and when each may be tried again.
        """
        with writing(self._engine) as connection:
            settled = {id: {"state": "done", "article": article, "attempts": 0} for id, article in done.items()}
            settled |= {id: {"state": "refused"} for id in refused}
            for id, values in settled.items():
                content = connection.execute(sql.select(entry_.c.content).where(entry_.c.id == id)).scalar()
                connection.execute(
                    entry_.update()
                    .where(entry_.c.id == id)
                    .values(content=_id_alone(content), retry=instant(now), **values)
                )
            for id, until in (spared or {}).items():
                later = sql.case((entry_.c.retry > instant(until), entry_.c.retry), else_=instant(until))
                connection.execute(
                    entry_.update().where(entry_.c.id == id).values(attempts=entry_.c.attempts - 1, retry=later)
                )

    def waiting(self, feed: int) -> tuple[int, datetime | None]:
        """How many entries of a feed are pending, and when the first of them may be tried; None means now."""
        query = sql.select(sql.func.count(), sql.func.min(sql.func.coalesce(entry_.c.retry, ""))).where(
            entry_.c.feed == feed, entry_.c.state == "pending"
        )
        with self._engine.connect() as connection:
            count, first = connection.execute(query).one()
        return count, datetime.fromisoformat(first) if first else None


def note(connection: sql.Connection, feed: int, entries: Sequence[FeedEntry], now: datetime) -> int:
    """Record what is new or changed in a feed as pending.

    Within the caller's transaction, so that a feed's validators are kept with its entries or not at all.

    Args:
        connection: The caller's.
        feed: The feed's id.
        entries: All that the feed shows now, the newest first.
        now: The present.

    Returns:
        How many entries are new.
    """
    rows = connection.execute(sql.select(entry_).where(entry_.c.feed == feed)).all()
    known = _by_entry(entries, rows)
    fresh = 0
    for entry in reversed(entries):  # feeds begin with what is newest
        values = {"key": entry.key, "mark": entry.mark, "content": _kept(entry)}
        row = known.get(entry.key)
        if row is None:
            fresh += 1
            connection.execute(entry_.insert().values(feed=feed, found=instant(now), state="pending", **values))
            continue
        if row.state == "pending":
            connection.execute(entry_.update().where(entry_.c.id == row.id).values(**values))
        elif row.mark != entry.mark and (row.retry or "") <= instant(now - REVISED):
            again = {"state": "pending", "attempts": 0, "retry": None}
            connection.execute(entry_.update().where(entry_.c.id == row.id).values(**values, **again))
        elif row.key != entry.key:
            connection.execute(entry_.update().where(entry_.c.id == row.id).values(key=entry.key))
    shown = {row.id for row in known.values()}
    gone = (row for row in rows if row.id not in shown and row.state != "pending")
    old = [row.id for row in gone if row.found < instant(now - KEPT)]
    for start in range(0, len(old), 500):
        connection.execute(entry_.delete().where(entry_.c.id.in_(old[start : start + 500])))
    return fresh


def _by_entry(entries: Sequence[FeedEntry], rows: Sequence[Any]) -> dict[str, Any]:
    """The rows of known entries by the entries' keys; one whose link has changed is known by its id."""
    by_key = {row.key: row for row in rows}
    found = {entry.key: by_key[entry.key] for entry in entries if entry.key in by_key}
    by_id = {id: row for row in rows if row.key not in found and (id := _id_of(row.content))}
    for entry in entries:
        if entry.key not in found and entry.id in by_id:
            found[entry.key] = by_id.pop(entry.id)
    return found


def instant(moment: datetime) -> str:
    """A moment as the tables keep it: UTC to the microsecond, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _kept(entry: FeedEntry) -> str:
    published = entry.published.isoformat() if entry.published else None
    return json.dumps({**asdict(entry), "published": published})


def _id_of(content: str | None) -> str:
    """The publisher's id of an entry, from what is kept of it."""
    return str(json.loads(content).get("id") or "") if content else ""


def _id_alone(content: str | None) -> str | None:
    """What is kept of an entry that is settled: the id by which it is known again when its link has changed."""
    id = _id_of(content)
    return json.dumps({"id": id}) if id else None


def _restored(content: str) -> FeedEntry:
    fields = json.loads(content)
    published = datetime.fromisoformat(fields.pop("published")) if fields["published"] else None
    fields.pop("published", None)
    return FeedEntry(**fields, published=published)
