"""Removes articles that are older than the settings keep them, once a day and a few at a time.

What a digest or an alert has still to tell of stays: the articles after the last ones that an active subscription has
covered, and those of messages that are not sent yet.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sql

from bot.chats.database import Database
from bot.digests.issue_tables import issue_, mailing_
from bot.digests.outbox import OPEN, PartState, edition_, part_
from bot.digests.subscriptions import SubscriptionState, subscription_
from bot.transport.rate_limit import sleep_until_stopped
from index.store.selection import old_articles

if TYPE_CHECKING:
    from index.library import Index

BATCH = 20  # articles that are removed at a time
REST = 1.0  # seconds between two batches, in which others may write
DAY = 24 * 3600.0  # seconds between two rounds
ISSUED_LATELY = timedelta(days=30)  # a digest for feeds and mail without an issue for so long is none any more
FIRST = 120.0  # seconds after the start, which has other things to do

log = logging.getLogger("onrecord")


class Tell(Protocol):
    """Says a phrase to the admins."""

    async def __call__(self, phrase_key: str, **values: object) -> None:
        """Say a phrase.

        Args:
            phrase_key: Of the catalogues.
            **values: What the phrase names.
        """


@dataclass(frozen=True, slots=True)
class Ages:
    """How long articles are kept after they were published and added, whichever was later.

    Attributes:
        days: Of every collection that is not named; 0: for ever.
        collections: The same by collection.
    """

    days: int = 0
    collections: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.days or any(self.collections.values()))


class Retention:
    """Removes what is too old."""

    def __init__(self, index: Index, database: Database, ages: Ages, tell: Tell, rest: float = REST) -> None:
        """Prepare.

        Args:
            index: Holds the articles.
            database: Holds subscriptions and messages.
            ages: How long articles are kept.
            tell: Says something to the admins.
            rest: Seconds between two batches.
        """
        self._index = index
        self._database = database
        self._ages = ages
        self._tell = tell
        self._rest = rest

    async def work(self, stop: asyncio.Event) -> None:
        """Remove once a day until the event is set."""
        if not self._ages:
            await stop.wait()
        await sleep_until_stopped(stop, FIRST)
        while not stop.is_set():
            await self.remove(datetime.now(UTC).date(), stop)
            await sleep_until_stopped(stop, DAY)

    async def remove(self, today: date, stop: asyncio.Event) -> int:
        """Remove what is too old, and tell of it.

        Args:
            today: What ages count from.
            stop: Ends it after the batch under way.

        Returns:
            How many articles were removed.
        """
        old = await asyncio.to_thread(self.too_old, today)
        removed = 0
        for start in range(0, len(old), BATCH):
            if stop.is_set():
                break
            removed += await asyncio.to_thread(self._index.remove_all, old[start : start + BATCH])
            await sleep_until_stopped(stop, self._rest)
        if removed:
            await self._tell("retention removed", count=removed)
        return removed

    def too_old(self, today: date) -> list[int]:
        """Ids of the articles that are too old, and that nothing pending needs.

        Args:
            today: What ages count from.
        """
        store, named = self._index.store, self._ages.collections
        covered, waiting = self._covered(), self._waiting()
        found: list[int] = []
        for collection, days in named.items():
            if days:
                found += old_articles(store, today - timedelta(days=days), collection, upto=covered)
        if self._ages.days:
            found += old_articles(store, today - timedelta(days=self._ages.days), but=tuple(named), upto=covered)
        return sorted(set(found) - waiting)

    def _covered(self) -> int | None:
        """The article up to which every active subscription has told of what came; None: there is none."""
        active = sql.select(sql.func.min(subscription_.c.after)).where(
            subscription_.c.state == SubscriptionState.ACTIVE.value
        )
        # A digest that is in the settings no longer has no new issues, and keeps nothing for ever.
        recent = (datetime.now(UTC) - ISSUED_LATELY).isoformat()
        issued = sql.select(sql.func.max(issue_.c.upto)).where(issue_.c.at > recent).group_by(issue_.c.digest)
        with self._database.reading() as connection:
            told = [connection.execute(active).scalar(), *connection.execute(issued).scalars()]
        return min((upto for upto in told if upto is not None), default=None)

    def _waiting(self) -> set[int]:
        """The articles of messages that are not sent yet."""
        unsent = sql.or_(sql.text(OPEN), part_.c.state == PartState.HELD.value)
        unmailed = sql.select(mailing_.c.issue).where(mailing_.c.state.in_(("waiting", "sending")))
        waiting = sql.select(part_.c.edition).where(unsent).union(
            sql.select(issue_.c.edition).where(issue_.c.id.in_(unmailed))
        )  # fmt: skip
        editions = sql.select(edition_.c.body).where(edition_.c.id.in_(waiting))
        with self._database.reading() as connection:
            bodies = [json.loads(body) for body in connection.execute(editions).scalars()]
        return {id for body in bodies for item in body.get("items", ()) for id in item["articles"]}
