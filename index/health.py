"""How the feeds fare: what the admins should hear, and which of them were down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import sqlalchemy as sql

from index.entries import instant
from index.feeds import Feeds, Source
from index.tables import entry_, feed_, outage_
from index.transaction import writing

FAILING = timedelta(days=2)  # after which the admins are told
QUIET = timedelta(days=14)  # without anything new from a regular feed, after which the admins are told
REGULAR = 4  # days with articles in the month before its last one make a feed regular
DOWN = 3  # failed readings in a row; fewer are a hiccup


@dataclass(frozen=True, slots=True)
class Notice:
    """What admins should hear about a feed.  since: when it began."""

    source: Source
    kind: Literal["failing", "gone", "quiet"]
    since: datetime


def notices(feeds: Feeds, now: datetime) -> list[Notice]:
    """What the admins have not been told yet: feeds that fail for days, are gone, or fell silent."""
    found: list[Notice] = []
    for source in feeds.listing(None, feed_.c.told.is_(None)):
        if source.gone:
            found.append(Notice(source, "gone", source.gone))
        elif source.failing_since:
            if now - source.failing_since >= FAILING:
                found.append(Notice(source, "failing", source.failing_since))
        elif source.last_new and now - source.last_new >= QUIET and _regular(feeds, source.id, source.last_new):
            found.append(Notice(source, "quiet", source.last_new))
    return found


def told(feeds: Feeds, source: Source, now: datetime) -> bool:
    """Note that the admins are told of a feed's trouble; False when another process was first."""
    return _tell(feeds, source, instant(now), feed_.c.told.is_(None))


def untold(feeds: Feeds, source: Source) -> None:
    """The telling did not succeed; it is to be done again."""
    _tell(feeds, source, None, feed_.c.told.is_not(None))


def trouble(feeds: Feeds, since: datetime, now: datetime, collections: Sequence[str] | None = None) -> list[Source]:
    """Feeds that are down now, or were down for most of the time since a moment.  collections: None for all."""
    with feeds.store.engine.connect() as connection:
        over = connection.execute(sql.select(outage_).where(outage_.c.until > instant(since))).all()
    down: dict[int, timedelta] = {}
    for row in over:
        began = max(datetime.fromisoformat(row.since), since)
        down[row.feed] = down.get(row.feed, timedelta()) + (datetime.fromisoformat(row.until) - began)

    def mostly(source: Source) -> bool:
        present = now - max(source.failing_since, since) if source.failing_since else timedelta()
        return down.get(source.id, timedelta()) + present > (now - since) / 2

    return [each for each in feeds.listing(collections) if each.gone or each.failures >= DOWN or mostly(each)]


def _tell(feeds: Feeds, source: Source, value: str | None, before: sql.ColumnElement[bool]) -> bool:
    with writing(feeds.store.engine) as connection:
        query = feed_.update().where(feed_.c.id == source.id, before).values(told=value)
        return connection.execute(query).rowcount == 1


def _regular(feeds: Feeds, source: int, last: datetime) -> bool:
    days = sql.select(sql.func.count(sql.distinct(sql.func.substr(entry_.c.found, 1, 10)))).where(
        entry_.c.feed == source, entry_.c.found >= instant(last - timedelta(days=30))
    )
    with feeds.store.engine.connect() as connection:
        return connection.execute(days).scalar_one() >= REGULAR
