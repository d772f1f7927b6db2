"""Reading feeds: what is new is written down, fetched, and handed on to be added."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import OnRecordError, Refusal, SourceError, SourceProblem
from index.feeds.articles import article
from index.feeds.download import Download, DownloadError, Limits, Validators, download
from index.feeds.entries import PendingEntry
from index.feeds.parser import ParsedFeed, parse
from index.feeds.registry import SHORTEST, FeedRegistry, FeedState, pause
from index.model import Draft

if TYPE_CHECKING:
    from index.model import Outcome

TOGETHER = 8  # feeds read at a time
BATCH = 8  # articles added at a time: what a stop has to wait for
MOST = 200  # articles of one feed in one reading; the rest is for its next, soon
HOSTS = 1000  # remembered
NEVER = Validators()

Add = Callable[[Sequence[Draft | SourceError]], Awaitable[list["Outcome"]]]

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What one reading of a feed came to.

    problem: why it could not be read.  fresh: entries not seen before.
    outcomes: what became of its articles.
    """

    source: FeedState
    problem: Refusal | None = None
    fresh: int = 0
    outcomes: tuple[Outcome, ...] = ()


class HostThrottle:
    """One request at a time to a host, and a pause between two."""

    def __init__(self, pause: float = 1.0) -> None:
        """pause: seconds."""
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again, by the loop's clock

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for our turn with the host of an address.

        Raises DownloadError when the host has asked to be left alone for longer than is worth waiting.
        """
        clock, host = asyncio.get_running_loop().time, _host(url)
        if len(self._locks) > HOSTS:
            self._forget(clock())
        async with self._locks.setdefault(host, asyncio.Lock()):
            left = self._free.get(host, 0.0) - clock()
            if left > max(self._pause, 5.0):
                raise DownloadError(url, SourceProblem.ASKED_TO_WAIT, wait=left, seconds=round(left))
            await asyncio.sleep(max(left, 0.0))
            try:
                yield
            finally:
                self._free[host] = max(clock() + self._pause, self._free.get(host, 0.0))

    def rest(self, url: str, seconds: float) -> None:
        """Leave a host alone."""
        self._free[_host(url)] = asyncio.get_running_loop().time() + seconds

    def _forget(self, now: float) -> None:
        for host in [host for host, lock in self._locks.items() if not lock.locked()]:
            if self._free.get(host, 0.0) <= now:
                del self._locks[host]
                self._free.pop(host, None)


class Updater:
    """Reads feeds and hands their articles on.  One for all readings: it remembers whom it asked when."""

    def __init__(
        self,
        feeds: FeedRegistry,
        add: Add,
        limits: Limits,
        interval: float = 900.0,
        rest: float = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """add: stores articles, away from the loop; what became of each, in any order.

        interval: seconds between two readings of a feed.  rest: seconds between two requests to a host.
        """
        self._feeds = feeds
        self._add = add
        self._limits = limits
        self._interval = timedelta(seconds=interval)
        self._now = now
        self._hosts = HostThrottle(rest)
        self._gate = asyncio.Semaphore(TOGETHER)
        self._busy: set[int] = set()  # feeds that are being read, or wait for it
        self._adding = asyncio.Lock()  # one at a time, so that a core is left to whoever asks

    async def due(self) -> list[FeedReport]:
        """Read the feeds whose turn it is.  May be called while an earlier call is still at it."""
        return await self.update(await asyncio.to_thread(self._feeds.due, self._now()))

    async def update(self, sources: Iterable[FeedState], patient: bool = True) -> list[FeedReport]:
        """Read these feeds, each failure a value beside the others' results.

        patient: an article that could not be had is left alone until its pause is over.
        A feed that another process is reading is left out.
        """
        free = [source for source in sources if source.id not in self._busy]
        self._busy |= {source.id for source in free}
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._turn(source, patient)) for source in free]
        return [report for task in tasks if (report := task.result()) is not None]

    async def _turn(self, source: FeedState, patient: bool) -> FeedReport | None:
        try:
            async with self._gate:
                if await asyncio.to_thread(self._feeds.claim, source, self._now()):
                    return await self._read(source, patient)
                return None
        except Exception as error:
            if not isinstance(error, OnRecordError):
                log.exception("the feed %s could not be read", source.address)
            return await self._failed(source, _unforeseen(error, source.address))
        finally:
            self._busy.discard(source.id)

    async def _read(self, source: FeedState, patient: bool) -> FeedReport:
        try:
            found, feed = await self._fetched(source)
        except SourceError as error:
            return await self._failed(source, error)
        stamp, moved = found.stamp, found.moved
        fresh = await asyncio.to_thread(self._feeds.read, source, feed, stamp, moved, self._now())
        renewed = await asyncio.to_thread(self._feeds.source, source.id)
        source = renewed or source
        outcomes = await self._articles(source, patient)
        now = self._now()
        at = now + pause(now, self._interval, source.last_new, random.random())
        count, first = await asyncio.to_thread(self._feeds.entries.waiting, source.id)
        if count:  # articles to be tried again, or more than one reading takes
            at = min(at, first or now + SHORTEST)
        await asyncio.to_thread(self._feeds.next, source, at)
        return FeedReport(source, None, fresh, tuple(outcomes))

    async def _fetched(self, source: FeedState) -> tuple[Download, ParsedFeed | None]:
        """What the feed's address gives now; no feed when nothing has changed."""
        limits = self._limits.beyond(source.url)
        async with self._hosts.turn(source.address):
            found = await self._downloaded(source.address, limits, source.stamp)
        if found.status == 304:
            return found, None
        return found, await asyncio.to_thread(parse, found.data, found.url, self._now(), found.charset)

    async def _downloaded(self, url: str, limits: Limits, since: Validators = NEVER) -> Download:
        try:
            return await download(url, limits, since)
        except DownloadError as error:
            if error.wait:
                self._hosts.rest(url, error.wait)
            raise

    async def _failed(self, source: FeedState, error: SourceError) -> FeedReport:
        gone = isinstance(error, DownloadError) and error.gone
        wait = error.wait if isinstance(error, DownloadError) else None
        problem = Refusal(SourceProblem.GONE, {"status": HTTPStatus.GONE.value}) if gone else error.refusal
        now = self._now()
        await asyncio.to_thread(self._feeds.failed, source, problem, now, gone)
        rest = pause(now, self._interval, source.last_new, random.random(), source.failures + 1, wait)
        await asyncio.to_thread(self._feeds.next, source, now + rest)
        return FeedReport(source, problem)

    # articles

    async def _articles(self, source: FeedState, patient: bool) -> list[Outcome]:
        outcomes: list[Outcome] = []
        last = 0
        while len(outcomes) < MOST:
            now = self._now()
            batch = await asyncio.to_thread(self._feeds.entries.take, source.id, now if patient else None, BATCH, last)
            if not batch:
                break
            last = batch[-1].id
            found = []
            for one in batch:
                found.append((one, await self._article(source, one, now)))
                await asyncio.to_thread(self._feeds.extend, source, self._now())
            outcomes += await self._added(found, now)
            await asyncio.to_thread(self._feeds.extend, source, self._now())
        return outcomes

    async def _article(self, source: FeedState, pending: PendingEntry, now: datetime) -> Draft | SourceError:
        # What a feed links to may be inside the network only when the feed itself is.
        limits = self._limits.beyond(source.url).beyond(source.address)

        async def get(link: str) -> Download:
            async with self._hosts.turn(link):
                return await self._downloaded(link, limits)

        try:
            draft = await article(pending.entry, source.address, get, pending.last, pending.spared(now))
        except SourceError as error:
            return error
        except Exception as error:
            # Pages can be damaged in ways that no library foresees; the feed's other articles are not to suffer.
            log.exception("an article could not be read: %s", pending.entry.link)
            return _unforeseen(error, pending.entry.link or source.address)
        outlet = source.outlet or source.title or draft.outlet
        return replace(draft, outlet=outlet, collection=source.collection)

    async def _added(self, found: Sequence[tuple[PendingEntry, Draft | SourceError]], taken: datetime) -> list[Outcome]:
        """taken: when these entries were."""
        async with self._adding:
            outcomes = await self._add([each for _, each in found])
        articles = {outcome.source: outcome.article for outcome in outcomes}
        done: dict[int, int | None] = {}
        refused = []
        spared = {}
        now = self._now()
        for pending, each in found:
            if isinstance(each, Draft):
                number = articles.get(each.url or each.title or "an article")
                if number is None:
                    refused.append(pending.id)
                else:
                    done[pending.id] = number
            elif not isinstance(each, DownloadError) or each.lasting:
                refused.append(pending.id)
            elif each.wait and pending.spared(taken):
                spared[pending.id] = now + timedelta(seconds=each.wait)
            elif pending.last:
                refused.append(pending.id)
        await asyncio.to_thread(self._feeds.entries.settle, done, refused, now, spared)
        return outcomes


async def look(url: str, limits: Limits) -> ParsedFeed:
    """The feed at an address, before it is read for good.

    Raises SourceError with the reason in one sentence.
    """
    found = await download(url, limits)
    return await asyncio.to_thread(parse, found.data, found.url, datetime.now(UTC), found.charset)


def _unforeseen(error: Exception, url: str) -> SourceError:
    """An error that is none of the source's, as one of it."""
    if isinstance(error, SourceError):
        return error
    cause = str(error) if isinstance(error, OnRecordError) else type(error).__name__
    return SourceError(url, SourceProblem.UNREADABLE, cause=cause)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
