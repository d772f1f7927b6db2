"""Polls feeds while the bot serves, and tells the admins once when one of them needs attention."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from bot.transport.outages import Outage
from index.errors import SourceError
from index.feeds import health
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import Updater
from index.model import Draft, OutcomeStatus

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Outcome

TICK = 5.0  # seconds between two checks of which feeds are due
ROUND = 60.0  # seconds between two checks of the feeds' health

log = logging.getLogger("onrecord")


class Tell(Protocol):
    """Says a phrase to the admins, each in their language."""

    async def __call__(self, phrase_key: str, **values: object) -> None:
        """Say a phrase.

        Args:
            phrase_key: Of the catalogues.
            **values: What the phrase names; a refusal is put into each admin's language.
        """


class Poller:
    """Reads the feeds that are due, until it is stopped."""

    def __init__(
        self,
        index: Index,
        feeds: FeedRegistry,
        limits: Limits,
        tell: Tell,
        interval: float = 900.0,
        rest: float = 1.0,
        is_awaited: Callable[[FeedState], bool] = lambda _: False,
    ) -> None:
        """Prepare to poll.

        Args:
            index: Where articles are added.
            feeds: The registry.
            limits: Of each download.
            tell: Says something to the admins.
            interval: Seconds between two readings of a feed.
            rest: Seconds between two requests to a host.
            is_awaited: Whether somebody wants to know at once what a feed brings.
        """
        self._index = index
        self._feeds = feeds
        self._tell = tell
        self._updater = Updater(feeds, self._add, limits, interval, rest, is_awaited=is_awaited)
        self._rounds: set[asyncio.Task[None]] = set()
        self._reading = Outage("reading feeds", self._trouble)
        self._looking = Outage("looking after feeds", self._trouble)

    async def work(self, stop: asyncio.Event) -> None:
        """Poll until the event is set; no failure ends it.

        What is under way then is continued at the next start.
        """
        jobs = [
            asyncio.create_task(self._repeat(TICK, self._read)),
            asyncio.create_task(self._repeat(ROUND, self.look)),
        ]
        try:
            await stop.wait()
        finally:
            under_way = [*jobs, *self._rounds]
            for job in under_way:
                job.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _trouble(self, seconds: float, why: str) -> None:
        await self._tell("trouble background", minutes=max(1, round(seconds / 60)), why=why)

    async def look(self) -> None:
        """Tell the admins of feeds that fail, are gone or bring nothing new: once of each trouble.

        After a kill between telling and recording it, they are told again.
        """
        now = datetime.now(UTC)
        for notice in await asyncio.to_thread(health.notices, self._feeds, now):
            source = notice.source
            await self._tell(
                f"feed notice {notice.kind}",
                name=source.name,
                url=source.url,
                days=(now - notice.since).days,
                why=source.problem or "",
            )
            await asyncio.to_thread(health.mark_told, self._feeds, source, now)

    async def _read(self) -> None:
        """Start reading what is due; not awaited, so that a feed that brings much delays no other."""
        task = asyncio.create_task(self._round())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)

    async def _round(self) -> None:
        await self._tried(self._due, self._reading)

    async def _due(self) -> None:
        for report in await self._updater.due():
            added = sum(outcome.status in (OutcomeStatus.ADDED, OutcomeStatus.REVISED) for outcome in report.outcomes)
            if report.problem:
                log.info("feed %s: %s", report.source.url, report.problem)
            elif added:
                log.info("feed %s: %d new or revised articles", report.source.url, added)

    async def _repeat(self, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            pause = await self._tried(job, self._looking)
            await asyncio.sleep(max(seconds, pause))

    async def _tried(self, job: Callable[[], Awaitable[None]], outage: Outage) -> float:
        """Do a job; returns the seconds to wait if it failed."""
        try:
            await job()
        except Exception as error:  # noqa: BLE001  # whatever it is, the next time may be better
            return await outage.failed(f"{type(error).__name__}: {error}", trace=error)
        outage.over()
        return 0.0

    async def _add(self, drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        # Not in the pool that answers questions, which must never wait for a feed.
        return await asyncio.to_thread(lambda: list(self._index.add(drafts)))
