"""The feeds that are polled: their addresses, when each is due, and their state."""

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
SILENCE = 20  # the pause is a twentieth of the time since the last new article
RECOVERY = timedelta(hours=6)  # the longest pause of a failing feed, unless its server asks for more
JITTER = 0.2  # largest random share added to a pause, so that feeds don't fall due together
LEASE = timedelta(minutes=5)  # for which a claimed feed belongs to one process


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and its state.

    Attributes:
        id: Its number in the list.
        url: The address as it was given.
        address: Where it is read, after it has moved.
        collection: Of its articles.
        outlet: The name to show; None for the feed's own title.
        title: The feed's own.
        home: The page the feed belongs to.
        added_by: Telegram id of a person; 0 for the command line, None for the settings.
        active: Whether it is read.
        validators: Of its last answer.
        next_at: When it is due.
        last_success: When it was last read.
        last_new: When it last brought an article.
        failures: Failed readings in a row.
        failing_since: When the first of them was.
        problem: Why the last of them failed.
        gone: When its server said that it is gone for good.
        told: When the admins were told of its present trouble.
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
    validators: Validators
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
        """What to call it in messages."""
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

    Args:
        now: The present.
        base: The interval that the settings ask for.
        last_new: When the feed last brought an article; the longer ago, the longer the pause, up to a day.
        chance: A random number from 0 to 1.
        failures: Failed readings in a row; the pause doubles with each.
        wait: Seconds the server asked for.
    """
    shortest = max(base, SHORTEST)
    if failures:
        chosen = min(shortest * (1 << min(failures - 1, 16)), max(RECOVERY, shortest))
    else:
        silence = now - last_new if last_new else timedelta()
        chosen = min(max(silence / SILENCE, shortest), max(LONGEST, shortest))
    return max(chosen, timedelta(seconds=wait or 0)) * (1 + JITTER * chance)


class FeedRegistry:
    """Every feed that is or was read, in the store's file; several processes may share it.

    Attributes:
        store: Where articles are kept.
        entries: The entries of all feeds.
    """

    def __init__(self, store: Store) -> None:
        """Open the registry, making its tables if need be.

        Args:
            store: In whose file the feeds are kept.
        """
        self._engine = store.engine
        self.store = store
        self.entries = EntryQueue(store)

    # Which feeds there are

    def configure(self, wanted: Iterable[tuple[str, str | None, str]], now: datetime) -> None:
        """Bring the feeds of the settings up to date; one that is no longer there is no longer read.

        Args:
            wanted: (url, outlet, collection) of each.
            now: The present.
        """
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
        """Read a feed from now on.

        Args:
            url: Its address.
            collection: Of its articles.
            now: The present.
            by: Telegram id of who adds it; 0 for the command line.
            outlet: The name to show.
            title: The feed's own, where it is known.

        Returns:
            The feed, and whether it was not read until now.
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
        """Stop reading a feed.  Its articles stay."""
        with writing(self._engine) as connection:
            self._set(connection, id, active=0)

    def source(self, id: int) -> FeedState | None:
        """The feed of a number, whether it is read or not."""
        return next((_source(row) for row in self._rows(feed_.c.id == id)), None)

    def find(self, key: str, collections: Sequence[str] | None = None) -> list[FeedState]:
        """The feeds that are read and have a number or an address.

        Args:
            key: The number or the address.
            collections: The only ones to look in; None means all.
        """
        meant = feed_.c.id == int(key) if key.isdecimal() and len(key) < 16 else feed_.c.url == key
        return self.listing(collections, sql.or_(meant, feed_.c.address == key))

    def listing(
        self, collections: Sequence[str] | None = None, *conditions: sql.ColumnElement[bool]
    ) -> list[FeedState]:
        """The feeds that are read, the oldest first.

        Args:
            collections: The only ones to look in; None means all.
            *conditions: That their rows must meet.
        """
        among = [] if collections is None else [feed_.c.collection.in_(collections)]
        return [_source(row) for row in self._rows(feed_.c.active == 1, *among, *conditions)]

    # Reading them

    def due(self, now: datetime, count: int = 100) -> list[FeedState]:
        """The feeds that are due, at most `count`, the longest overdue first."""
        rows = self._rows(feed_.c.active == 1, feed_.c.gone.is_(None), feed_.c.next_at <= instant(now))
        return [_source(row) for row in sorted(rows, key=lambda row: str(row.next_at))[:count]]

    def claim(self, source: FeedState, now: datetime) -> bool:
        """Claim a feed for this process until the lease runs out; False when another process was first."""
        with writing(self._engine) as connection:
            claimed = connection.execute(
                feed_.update()
                .where(feed_.c.id == source.id, feed_.c.next_at == instant(source.next_at), feed_.c.active == 1)
                .values(next_at=instant(now + LEASE))
            )
            return claimed.rowcount == 1

    def extend(self, source: FeedState, now: datetime) -> None:
        """Renew the lease of a feed that is still being read."""
        with writing(self._engine) as connection:
            self._set(connection, source.id, next_at=instant(now + LEASE))

    def read(
        self, source: FeedState, feed: ParsedFeed | None, validators: Validators, moved: str | None, now: datetime
    ) -> int:
        """Record that a feed could be read; its new entries are pending from now on.

        Args:
            source: The feed as it was when it was claimed.
            feed: What it brought; None when nothing has changed.
            validators: For the next request.
            moved: Its address from now on, if it has moved.
            now: The present.

        Returns:
            How many of its entries are new.
        """
        with writing(self._engine) as connection:
            fresh = note(connection, source.id, feed.entries, now) if feed else 0
            values: dict[str, object] = {"etag": validators.etag, "modified": validators.modified, "problem": None}
            if source.failing_since:
                since = instant(source.failing_since)
                connection.execute(outage_.insert().values(feed=source.id, since=since, until=instant(now)))
                values |= {"told": None}
            if fresh and feed:
                dates = [entry.published for entry in feed.entries if entry.published]
                # A feed read for the first time may have brought nothing for long.
                newest = now if source.last_new or not dates else min(now, max(dates).astimezone(UTC))
                values |= {"last_new": instant(newest), "told": None}
            if feed:
                values |= {"title": feed.title, "home": feed.home}
            if moved:
                values |= {"address": moved}
            self._set(
                connection, source.id, last_success=instant(now), failures=0, failing_since=None, gone=None, **values
            )
        return fresh

    def failed(self, source: FeedState, problem: Refusal, now: datetime, gone: bool = False) -> None:
        """Record that a feed could not be read.

        Args:
            source: The feed as it was when it was claimed.
            problem: Why it could not be read.
            now: The present.
            gone: Whether its server says that it is gone for good.
        """
        with writing(self._engine) as connection:
            self._set(
                connection,
                source.id,
                failures=source.failures + 1,
                failing_since=instant(source.failing_since or now),
                problem=_kept(problem),
                gone=instant(now) if gone else None,
                # Admins who were told that a feed brings nothing new still have to hear that it fails.
                # The column decides, not `source`: they may have been told since that was read.
                told=None if gone else sql.case((feed_.c.failing_since.is_not(None), feed_.c.told)),
            )

    def next(self, source: FeedState, at: datetime) -> None:
        """Set when a feed is due."""
        with writing(self._engine) as connection:
            self._set(connection, source.id, next_at=instant(at))

    # Rows

    def hasten(self, at: datetime) -> None:
        """Make feeds due at a moment that would be later, but for those that fail: their hosts want to rest."""
        with writing(self._engine) as connection:
            connection.execute(
                feed_.update()
                .where(feed_.c.active == 1, feed_.c.gone.is_(None), feed_.c.failures == 0)
                .where(feed_.c.next_at > instant(at))
                .values(next_at=instant(at))
            )

    def _rows(self, *conditions: sql.ColumnElement[bool]) -> list[sql.Row[tuple[object, ...]]]:
        with self._engine.connect() as connection:
            return list(connection.execute(sql.select(feed_).where(*conditions).order_by(feed_.c.id)))

    @staticmethod
    def _insert(
        connection: sql.Connection, url: str, collection: str, outlet: str | None, by: int | None, now: datetime
    ) -> int:
        inserted = connection.execute(
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
        assert inserted.inserted_primary_key is not None
        return int(inserted.inserted_primary_key[0])

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
        validators=Validators(row.etag, row.modified),
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
