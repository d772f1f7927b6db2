"""Reading feeds while the bot serves, and telling the admins once when one of them needs a look."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from index.errors import SourceError
from index.feeds import health
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry
from index.feeds.updater import Updater
from index.model import Draft, OutcomeStatus

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Outcome

TICK = 5.0  # seconds between two looks at whose turn it is
ROUND = 60.0  # seconds between two looks at how the feeds fare

log = logging.getLogger("onrecord")


class Tell(Protocol):
    """Says a phrase to the admins, each in their language: a value that is a refusal too."""

    async def __call__(self, phrase_key: str, **values: object) -> None: ...


class Poller:
    """Reads the feeds whose turn it is until told to stop."""

    def __init__(
        self, index: Index, feeds: FeedRegistry, limits: Limits, tell: Tell, interval: float = 900.0, rest: float = 1.0
    ) -> None:
        """interval: seconds between two readings of a feed.  rest: seconds between two requests to a host."""
        self._index = index
        self._feeds = feeds
        self._tell = tell
        self._updater = Updater(feeds, self._add, limits, interval, rest)
        self._rounds: set[asyncio.Task[None]] = set()

    async def work(self, stop: asyncio.Event) -> None:
        """Read and look after the feeds until the event is set; nothing that fails ends it.

        What is under way then is left for the next start.
        """
        jobs = [asyncio.create_task(self._again(TICK, self._read)), asyncio.create_task(self._again(ROUND, self.look))]
        try:
            await stop.wait()
        finally:
            under_way = [*jobs, *self._rounds]
            for job in under_way:
                job.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def look(self) -> None:
        """Tell the admins of feeds that fail, are gone or fell silent: of each trouble once.

        Of one twice, when a kill comes just after the telling; of none not at all.
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
        """Begin a round; a feed that brings much keeps no other waiting for the next one."""
        task = asyncio.create_task(self._round())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)

    async def _round(self) -> None:
        try:
            await self._due()
        except Exception:
            log.exception("reading feeds failed; going on")

    async def _due(self) -> None:
        for report in await self._updater.due():
            added = sum(outcome.status is OutcomeStatus.ADDED for outcome in report.outcomes)
            if report.problem:
                log.info("feed %s: %s", report.source.url, report.problem)
            elif added:
                log.info("feed %s: %d new articles", report.source.url, added)

    async def _again(self, seconds: float, job: Job) -> None:
        while True:
            try:
                await job()
            except Exception:
                log.exception("reading feeds failed; going on")
            await asyncio.sleep(seconds)

    async def _add(self, drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        # Not by the workers of those who ask: they are never to wait for a feed.
        return await asyncio.to_thread(lambda: list(self._index.add(drafts)))


class Job(Protocol):
    async def __call__(self) -> None: ...
