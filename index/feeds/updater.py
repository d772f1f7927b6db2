"""Reading feeds: new entries are recorded, their articles fetched and passed on to be added."""

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
from index.feeds.articles import article, outlet_of
from index.feeds.download import Download, DownloadError, Limits, Validators, download
from index.feeds.entries import PendingEntry
from index.feeds.host_wishes import HostWishes, host_wishes
from index.feeds.parser import ParsedFeed, parse
from index.feeds.registry import SHORTEST, FeedRegistry, FeedState, pause
from index.model import Draft

if TYPE_CHECKING:
    from index.model import Outcome

TOGETHER = 8  # feeds read at the same time
FAILING_TOGETHER = (
    4  # beside them, of those that failed the last time: one that hangs holds its place to the time limit
)
BATCH = 8  # articles added at a time: what a stop has to wait for
MOST = 200  # articles of one feed in one reading; the rest waits for the next one, soon after
HOSTS = 1000  # remembered by the throttle
LONGEST_WAIT = 5.0  # seconds worth waiting for a host, where the pause itself is shorter
NEVER = Validators()

Add = Callable[[Sequence[Draft | SourceError]], Awaitable[list["Outcome"]]]

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class FeedReport:
    """The result of one reading of a feed.

    Attributes:
        source: The feed.
        problem: Why it could not be read.
        fresh: Entries not seen before.
        outcomes: What became of its articles.
    """

    source: FeedState
    problem: Refusal | None = None
    fresh: int = 0
    outcomes: tuple[Outcome, ...] = ()


class HostThrottle:
    """One request at a time to a host, and a pause between two."""

    def __init__(self, pause: float = 1.0) -> None:
        """Remember no host yet.

        Args:
            pause: Seconds between two requests.
        """
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again, by the loop's clock

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be asked, and keep others from it meanwhile.

        Raises:
            DownloadError: The host has asked to be left alone for longer than is worth waiting.
        """
        clock, host = asyncio.get_running_loop().time, _host(url)
        if len(self._locks) > HOSTS:
            self._forget(clock())
        async with self._locks.setdefault(host, asyncio.Lock()):
            left = self._free.get(host, 0.0) - clock()
            if left > max(self._pause, LONGEST_WAIT):
                raise DownloadError(url, SourceProblem.ASKED_TO_WAIT, wait=left, seconds=round(left))
            await asyncio.sleep(max(left, 0.0))
            try:
                yield
            finally:
                self._free[host] = max(clock() + self._pause, self._free.get(host, 0.0))

    def rest(self, url: str, seconds: float) -> None:
        """Ask nothing of the host of an address for some seconds."""
        self._free[_host(url)] = asyncio.get_running_loop().time() + seconds

    def _forget(self, now: float) -> None:
        for host in [host for host, lock in self._locks.items() if not lock.locked()]:
            if self._free.get(host, 0.0) <= now:
                del self._locks[host]
                self._free.pop(host, None)


class Updater:
    """Reads feeds and passes their articles on.  One serves all readings: it remembers when each host was asked."""

    def __init__(
        self,
        feeds: FeedRegistry,
        add: Add,
        limits: Limits,
        interval: float = 900.0,
        rest: float = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        is_awaited: Callable[[FeedState], bool] = lambda _: False,
    ) -> None:
        """Prepare to read.

        Args:
            feeds: The registry.
            add: Stores articles outside the event loop; returns what became of each, in any order.
            limits: Of each download.
            interval: Seconds between two readings of a feed.
            rest: Seconds between two requests to a host.
            now: The clock.
            is_awaited: Whether somebody wants to know at once what a feed brings: it is read more often then, where
                its host allows it.
        """
        self._is_awaited = is_awaited
        self._wishes: dict[int, HostWishes] = {}  # of the hosts of feeds that were read, by the feed
        self._feeds = feeds
        self._add = add
        self._limits = limits
        self._interval = timedelta(seconds=interval)
        self._now = now
        self._hosts = HostThrottle(rest)
        self._gate = asyncio.Semaphore(TOGETHER)
        self._gate_of_failing = asyncio.Semaphore(FAILING_TOGETHER)
        self._busy: set[int] = set()  # feeds that are being read, or wait for it
        self._adding = asyncio.Lock()  # one batch at a time, so that a core is free for questions

    async def due(self) -> list[FeedReport]:
        """Read the feeds that are due.  May be called while an earlier call is still under way."""
        return await self.update(await asyncio.to_thread(self._feeds.due, self._now()))

    async def update(self, sources: Iterable[FeedState], patient: bool = True) -> list[FeedReport]:
        """Read feeds.

        Args:
            sources: The feeds.
            patient: Whether an article that could not be had is left alone until its pause is over.

        Returns:
            A report for each, failures too; none for a feed that is being read already, here or by another process.
        """
        free = [source for source in sources if source.id not in self._busy]
        self._busy |= {source.id for source in free}
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._turn(source, patient)) for source in free]
        return [report for task in tasks if (report := task.result()) is not None]

    async def _turn(self, source: FeedState, patient: bool) -> FeedReport | None:
        try:
            async with self._gate_of_failing if source.failures else self._gate:
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
            answer, feed = await self._fetched(source)
        except SourceError as error:
            return await self._failed(source, error)
        fresh = await asyncio.to_thread(self._feeds.read, source, feed, answer.validators, answer.moved, self._now())
        renewed = await asyncio.to_thread(self._feeds.source, source.id)
        source = renewed or source
        outcomes = await self._articles(source, patient)
        if feed is not None:
            self._wishes[source.id] = host_wishes(answer.data, answer.cache_control)
        now = self._now()
        at = await asyncio.to_thread(self._next, source, now)
        count, first = await asyncio.to_thread(self._feeds.entries.waiting, source.id)
        if count:  # articles to be tried again, or more than one reading takes
            at = min(at, first or now + SHORTEST)
        await asyncio.to_thread(self._feeds.next, source, at)
        return FeedReport(source, None, fresh, tuple(outcomes))

    def _next(self, source: FeedState, now: datetime) -> datetime:
        """When a feed that was read is due again."""
        chance = random.random()
        usual = now + pause(now, self._interval, source.last_new, chance)
        wishes = self._wishes.get(source.id)
        if wishes is None or not self._is_awaited(source):
            return usual
        # However long it has brought nothing: somebody waits for the day when it does.
        return min(usual, wishes.allowed(now + pause(now, wishes.interval(self._interval), now, chance)))

    async def _fetched(self, source: FeedState) -> tuple[Download, ParsedFeed | None]:
        """What the feed's address gives now; no feed when nothing has changed."""
        limits = self._limits.beyond(source.url)
        async with self._hosts.turn(source.address):
            answer = await self._downloaded(source.address, limits, source.validators)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return answer, None
        return answer, await asyncio.to_thread(parse, answer.data, answer.url, self._now(), answer.charset)

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

    # Articles

    async def _articles(self, source: FeedState, patient: bool) -> list[Outcome]:
        outcomes: list[Outcome] = []
        last = 0
        while len(outcomes) < MOST:
            now = self._now()
            batch = await asyncio.to_thread(self._feeds.entries.take, source.id, now if patient else None, BATCH, last)
            if not batch:
                break
            last = batch[-1].id
            drafts = []
            for pending in batch:
                drafts.append((pending, await self._article(source, pending, now)))
                await asyncio.to_thread(self._feeds.extend, source, self._now())
            outcomes += await self._added(drafts, now)
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
            # Pages can be damaged in ways that no library foresees; the feed's other articles must still be added.
            log.exception("an article could not be read: %s", pending.entry.link)
            return _unforeseen(error, pending.entry.link or source.address)
        outlet = source.outlet or outlet_of(draft, pending.entry, source.title, source.home or source.address)
        return replace(draft, outlet=outlet, collection=source.collection)

    async def _added(
        self, drafts: Sequence[tuple[PendingEntry, Draft | SourceError]], taken: datetime
    ) -> list[Outcome]:
        """Add the articles of entries that were taken at a moment, and settle the entries."""
        async with self._adding:
            outcomes = await self._add([draft for _, draft in drafts])
        articles = {outcome.source: outcome.article for outcome in outcomes}
        done: dict[int, int | None] = {}
        refused = []
        spared = {}
        now = self._now()
        for pending, draft in drafts:
            if isinstance(draft, Draft):
                stored = articles.get(draft.name)
                if stored is None:
                    refused.append(pending.id)
                else:
                    done[pending.id] = stored
            elif not isinstance(draft, DownloadError) or draft.lasting:
                refused.append(pending.id)
            elif draft.wait and pending.spared(taken):
                spared[pending.id] = now + timedelta(seconds=draft.wait)
            elif pending.last:
                refused.append(pending.id)
        await asyncio.to_thread(self._feeds.entries.settle, done, refused, now, spared)
        return outcomes


async def look(url: str, limits: Limits) -> ParsedFeed:
    """The feed at an address, before it is added.

    Raises:
        SourceError: There is none that can be read.
    """
    answer = await download(url, limits)
    return await asyncio.to_thread(parse, answer.data, answer.url, datetime.now(UTC), answer.charset)


def _unforeseen(error: Exception, url: str) -> SourceError:
    """Any error as a refusal of its source."""
    if isinstance(error, SourceError):
        return error
    cause = str(error) if isinstance(error, OnRecordError) else type(error).__name__
    return SourceError(url, SourceProblem.UNREADABLE, cause=cause)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
