"""The health of feeds: what the admins should hear, and which feeds are down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import sqlalchemy as sql

from index.feeds.entries import instant
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.schema import entry_, feed_, outage_
from index.store.transactions import writing

FAILING = timedelta(days=2)  # of failures, after which the admins are told
QUIET = timedelta(days=14)  # without a new article of a regular feed, after which the admins are told
REGULAR = 4  # days with articles, in the month before the last article, that make a feed regular
DOWN = 3  # failed readings in a row that count as an outage


@dataclass(frozen=True, slots=True)
class Notice:
    """What admins should hear about a feed.

    Attributes:
        source: The feed.
        kind: Its trouble: readings fail, it is gone for good, or it brings nothing new.
        since: When the trouble began.
    """

    source: FeedState
    kind: Literal["failing", "gone", "quiet"]
    since: datetime


def notices(feeds: FeedRegistry, now: datetime) -> list[Notice]:
    """What the admins have not been told yet: feeds that fail for days, are gone, or bring nothing new."""
    due: list[Notice] = []
    for source in feeds.listing(None, feed_.c.told.is_(None)):
        if source.gone:
            due.append(Notice(source, "gone", source.gone))
        elif source.failing_since:
            if now - source.failing_since >= FAILING:
                due.append(Notice(source, "failing", source.failing_since))
        elif source.last_new and now - source.last_new >= QUIET and _regular(feeds, source.id, source.last_new):
            due.append(Notice(source, "quiet", source.last_new))
    return due


def mark_told(feeds: FeedRegistry, source: FeedState, now: datetime) -> None:
    """Record that the admins were told of a feed's trouble, unless it is in another trouble by now.

    Args:
        feeds: The registry.
        source: The feed as it was when they were told.
        now: The present.
    """
    same = [
        column == (instant(moment) if moment else None)
        for column, moment in ((feed_.c.failing_since, source.failing_since), (feed_.c.gone, source.gone))
    ]
    with writing(feeds.store.engine) as connection:
        connection.execute(feed_.update().where(feed_.c.id == source.id, *same).values(told=instant(now)))


def trouble(
    feeds: FeedRegistry, since: datetime, now: datetime, collections: Sequence[str] | None = None
) -> list[FeedState]:
    """Feeds that are down: failing now, several times in a row or for most of a period, or gone in it.

    Args:
        feeds: The registry.
        since: When the period begins.
        now: When it ends.
        collections: The only ones to look in; None means all.
    """
    with feeds.store.engine.connect() as connection:
        outages = connection.execute(sql.select(outage_).where(outage_.c.until > instant(since))).all()
    down: dict[int, timedelta] = {}
    for row in outages:
        began = max(datetime.fromisoformat(row.since), since)
        down[row.feed] = down.get(row.feed, timedelta()) + (datetime.fromisoformat(row.until) - began)

    def mostly(source: FeedState) -> bool:
        present = now - max(source.failing_since, since) if source.failing_since else timedelta()
        return down.get(source.id, timedelta()) + present > (now - since) / 2

    def down_now(source: FeedState) -> bool:
        if source.gone:
            return source.gone > since
        return source.failing_since is not None and (source.failures >= DOWN or mostly(source))

    return [each for each in feeds.listing(collections) if down_now(each)]


def _regular(feeds: FeedRegistry, source: int, last: datetime) -> bool:
    days = sql.select(sql.func.count(sql.distinct(sql.func.substr(entry_.c.found, 1, 10)))).where(
        entry_.c.feed == source, entry_.c.found >= instant(last - timedelta(days=30))
    )
    with feeds.store.engine.connect() as connection:
        return connection.execute(days).scalar_one() >= REGULAR
