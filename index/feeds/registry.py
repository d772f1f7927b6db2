"""The feeds that are read again and again: where they are, when their turn is, and how they fare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import sqlalchemy as sql

from index.errors import Refusal, SourceProblem
from index.feeds.download import Validators
from index.feeds.entries import EntryQueue, instant, note
from index.feeds.parser import ParsedFeed
from index.feeds.schema import feed_, outage_
from index.store.store import Store
from index.store.transactions import writing

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
SILENCE = 20  # a feed is left alone for a twentieth of the time it has been silent
RECOVERY = timedelta(hours=6)  # the longest pause of a feed that fails, unless it asks for more
JITTER = 0.2  # of a pause is added by chance, so that feeds don't come in step
LEASE = timedelta(minutes=5)  # for which a feed that is being read is nobody else's


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and how it fares.

    url: as it was given.  address: where it is read.  outlet: None for its own title.  added_by: None for the
    settings.  last_new: when it last brought an article.  failures: readings in a row.  problem: why they failed.
    """

    id: int
    url: str
    address: str
    collection: str
    outlet: str | None
    title: str | None
    home: str | None
    added_by: int | None
    active: bool
    stamp: Validators
    next_at: datetime
    last_success: datetime | None
    last_new: datetime | None
    failures: int
    failing_since: datetime | None
    problem: Refusal | None
    gone: datetime | None
    told: datetime | None

    @property
    def name(self) -> str:
        return self.outlet or self.title or urlsplit(self.url).hostname or self.url


def pause(
    now: datetime,
    base: timedelta,
    last_new: datetime | None,
    chance: float,
    failures: int = 0,
    wait: float | None = None,
) -> timedelta:
    """How long to leave a feed alone.

    base: what the settings ask for.  last_new: when it last brought something; the longer ago, the rarer it is
    read, up to a day.  failures: readings in a row that failed.  wait: seconds the server asked for.
    chance: from 0 to 1.
    """
    shortest = max(base, SHORTEST)
    if failures:
        chosen = min(shortest * (1 << min(failures - 1, 16)), max(RECOVERY, shortest))
    else:
        silence = now - last_new if last_new else timedelta()
        chosen = min(max(silence / SILENCE, shortest), max(LONGEST, shortest))
    return max(chosen, timedelta(seconds=wait or 0)) * (1 + JITTER * chance)


class FeedRegistry:
    """Every feed that is or was read, in the store's file; several processes may share it."""

    def __init__(self, store: Store) -> None:
        self._engine = store.engine
        self.store = store
        self.entries = EntryQueue(store)

    # which feeds there are

    def configure(self, wanted: Iterable[tuple[str, str | None, str]], now: datetime) -> None:
        """Bring the feeds of the settings (url, outlet, collection) up to date; one that is no longer there rests."""
        listed = {(url, collection): outlet for url, outlet, collection in wanted}
        known = {(row.url, row.collection): row for row in self._rows()}
        with writing(self._engine) as connection:
            for (url, collection), outlet in listed.items():
                row = known.get((url, collection))
                if row is None:
                    self._insert(connection, url, collection, outlet, None, now)
                elif (row.outlet, row.added_by, row.active) != (outlet, None, 1):
                    again = {} if row.active else {"next_at": instant(now)}
                    self._set(connection, row.id, outlet=outlet, added_by=None, active=1, **again)
            for place, row in known.items():
                if place not in listed and row.active and row.added_by is None:
                    self._set(connection, row.id, active=0)

    def add(
        self, url: str, collection: str, now: datetime, by: int = 0, outlet: str | None = None, title: str | None = None
    ) -> tuple[FeedState, bool]:
        """The feed at an address, for a collection, and whether it was not read until now.

        by: who added it; 0 for whoever sits at the machine.  title: the feed's own, where it is known.
        """
        with writing(self._engine) as connection:
            row = connection.execute(
                sql.select(feed_).where(
                    sql.or_(feed_.c.url == url, feed_.c.address == url), feed_.c.collection == collection
                )
            ).first()
            if row is None:
                id = self._insert(connection, url, collection, None, by, now)
            else:
                id = row.id
                if not row.active or row.gone:
                    fresh = {"failures": 0, "failing_since": None, "problem": None, "gone": None, "told": None}
                    again = {"active": 1, "next_at": instant(now), **fresh}
                    self._set(connection, id, added_by=by if not row.active else row.added_by, **again)
            named = {"outlet": outlet, "title": title}
            if any(named.values()):
                self._set(connection, id, **{key: name for key, name in named.items() if name})
        source = self.source(id)
        assert source is not None
        return source, row is None or not row.active

    def remove(self, id: int) -> None:
        """Read a feed no more.  Its articles stay."""
        with writing(self._engine) as connection:
            self._set(connection, id, active=0)

    def source(self, id: int) -> FeedState | None:
        return next((_source(row) for row in self._rows(feed_.c.id == id)), None)

    def find(self, key: str, collections: Sequence[str] | None = None) -> list[FeedState]:
        """The feeds that are read and meant by a number or an address."""
        meant = feed_.c.id == int(key) if key.isdecimal() and len(key) < 16 else feed_.c.url == key
        return self.listing(collections, sql.or_(meant, feed_.c.address == key))

    def listing(
        self, collections: Sequence[str] | None = None, *conditions: sql.ColumnElement[bool]
    ) -> list[FeedState]:
        """The feeds that are read, the oldest first.  collections: None for those of all."""
        among = [] if collections is None else [feed_.c.collection.in_(collections)]
        return [_source(row) for row in self._rows(feed_.c.active == 1, *among, *conditions)]

    # reading them

    def due(self, now: datetime, count: int = 100) -> list[FeedState]:
        """The feeds whose turn it is."""
        rows = self._rows(feed_.c.active == 1, feed_.c.gone.is_(None), feed_.c.next_at <= instant(now))
        return [_source(row) for row in sorted(rows, key=lambda row: str(row.next_at))[:count]]

    def claim(self, source: FeedState, now: datetime) -> bool:
        """Whether a feed is ours to read for a while; not when another process was first."""
        with writing(self._engine) as connection:
            taken = connection.execute(
                feed_.update()
                .where(feed_.c.id == source.id, feed_.c.next_at == instant(source.next_at), feed_.c.active == 1)
                .values(next_at=instant(now + LEASE))
            )
            return taken.rowcount == 1

    def extend(self, source: FeedState, now: datetime) -> None:
        """Keep a feed that is still being read."""
        with writing(self._engine) as connection:
            self._set(connection, source.id, next_at=instant(now + LEASE))

    def read(
        self, source: FeedState, found: ParsedFeed | None, stamp: Validators, moved: str | None, now: datetime
    ) -> int:
        """A feed could be read: what it brought is pending now.  Returns how many of its entries are new.

        found: None when nothing has changed.  moved: its address from now on.
        """
        with writing(self._engine) as connection:
            fresh = note(connection, source.id, found.entries, now) if found else 0
            values: dict[str, object] = {"etag": stamp.etag, "modified": stamp.modified, "problem": None}
            if source.failing_since:
                since = instant(source.failing_since)
                connection.execute(outage_.insert().values(feed=source.id, since=since, until=instant(now)))
                values |= {"told": None}
            if fresh and found:
                dates = [entry.published for entry in found.entries if entry.published]
                # A feed read for the first time may have been silent for long.
                newest = now if source.last_new or not dates else min(now, max(dates).astimezone(UTC))
                values |= {"last_new": instant(newest), "told": None}
            if found:
                values |= {"title": found.title, "home": found.home}
            if moved:
                values |= {"address": moved}
            self._set(
                connection, source.id, last_success=instant(now), failures=0, failing_since=None, gone=None, **values
            )
        return fresh

    def failed(self, source: FeedState, problem: Refusal, now: datetime, gone: bool = False) -> None:
        """A feed could not be read.  gone: and never will be."""
        with writing(self._engine) as connection:
            self._set(
                connection,
                source.id,
                failures=source.failures + 1,
                failing_since=instant(source.failing_since or now),
                problem=_kept(problem),
                gone=instant(now) if gone else None,
                # Told of a silence, the admins still have to hear of a fault.
                # The column decides, not `source`: they may have been told since it was read.
                told=None if gone else sql.case((feed_.c.failing_since.is_not(None), feed_.c.told)),
            )

    def next(self, source: FeedState, at: datetime) -> None:
        """Set a feed's next turn."""
        with writing(self._engine) as connection:
            self._set(connection, source.id, next_at=instant(at))

    # rows

    def _rows(self, *conditions: sql.ColumnElement[bool]) -> list[sql.Row[tuple[object, ...]]]:
        with self._engine.connect() as connection:
            return list(connection.execute(sql.select(feed_).where(*conditions).order_by(feed_.c.id)))

    @staticmethod
    def _insert(
        connection: sql.Connection, url: str, collection: str, outlet: str | None, by: int | None, now: datetime
    ) -> int:
        made = connection.execute(
            feed_.insert().values(
                url=url,
                address=url,
                collection=collection,
                outlet=outlet,
                added_by=by,
                added=instant(now),
                next_at=instant(now),
            )
        )
        assert made.inserted_primary_key is not None
        return int(made.inserted_primary_key[0])

    @staticmethod
    def _set(connection: sql.Connection, id: int, **values: object) -> None:
        connection.execute(feed_.update().where(feed_.c.id == id).values(**values))


def _source(row: sql.Row[tuple[object, ...]]) -> FeedState:
    def moment(name: str) -> datetime | None:
        value = getattr(row, name)
        return datetime.fromisoformat(value) if value else None

    return FeedState(
        id=row.id,
        url=row.url,
        address=row.address,
        collection=row.collection,
        outlet=row.outlet,
        title=row.title,
        home=row.home,
        added_by=row.added_by,
        active=bool(row.active),
        stamp=Validators(row.etag, row.modified),
        next_at=datetime.fromisoformat(row.next_at),
        last_success=moment("last_success"),
        last_new=moment("last_new"),
        failures=row.failures,
        failing_since=moment("failing_since"),
        problem=_restored(row.problem) if row.problem else None,
        gone=moment("gone"),
        told=moment("told"),
    )


def _kept(problem: Refusal) -> str:
    return json.dumps({"problem": problem.problem, "facts": dict(problem.facts)})


def _restored(kept: str) -> Refusal:
    """A problem as `_kept` wrote it.  Earlier releases wrote a sentence, and a later one may know other problems."""
    try:
        fields = json.loads(kept)
        problem = Refusal(SourceProblem(fields["problem"]), fields["facts"])
        str(problem)  # are all its facts there?
    except (ValueError, KeyError, TypeError):
        return Refusal(SourceProblem.UNKNOWN)
    return problem
