"""Background jobs of the one process that holds a data folder's lock: reading feeds, making and sending digests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.chats.turns import Turn
from bot.digests.delivery import Delivery
from bot.digests.service import DigestService
from bot.serving.supervision import in_turn, keep_going, taken
from bot.transport.outages import Outage, Report
from bot.transport.rate_limit import sleep_until_stopped

TICK = 5.0  # seconds between two looks for what is due
TAKE_OVER = 5.0  # seconds between two attempts to get the lock
LONGEST_PAUSE = 300.0  # seconds between two beginnings of a job that keeps failing
RESCHEDULE = 6 * 3600.0  # seconds between two computations of when everything is due

log = logging.getLogger("onrecord")

Job = Callable[[asyncio.Event], Coroutine[Any, Any, None]]


class BackgroundJobs:
    """Runs the jobs while it has their turn, which ends with the process however that ends."""

    def __init__(
        self,
        turn: Turn,
        digests: DigestService,
        delivery: Delivery,
        others: tuple[Job, ...] = (),
        report: Report | None = None,
    ) -> None:
        """Jobs that are not yet started.

        Args:
            turn: Kept by one process at a time.
            digests: Makes digests and alerts.
            delivery: Sends them.
            others: Further jobs; each runs until its event is set.
            report: Told of a job that keeps failing.
        """
        self._report = report
        self._turn = turn
        self._digests = digests
        self._jobs: tuple[Job, ...] = (delivery.run, self._compose, self._alerts, self._correct, *others)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to wait for the turn, and to run the jobs once it is ours."""
        self._task = asyncio.create_task(keep_going(self._serve, self._outage("the background jobs"), self._stop))

    def _outage(self, subject: str) -> Outage:
        return Outage(subject, self._report, LONGEST_PAUSE)

    async def stop(self) -> None:
        """Finish what is in flight and give the turn back."""
        self._stop.set()
        if self._task is not None:
            await self._task

    async def _serve(self) -> None:
        waiting = False
        while not self._stop.is_set():
            if not await taken(self._turn):
                if not waiting:
                    log.info("another process sends the digests; this one stands by")
                waiting = True
                await sleep_until_stopped(self._stop, TAKE_OVER)
                continue
            await in_turn(self._turn, self._all_kept)

    async def _all_kept(self) -> None:
        await asyncio.gather(*(self._kept(job) for job in self._jobs))

    async def _kept(self, job: Job) -> None:
        """Run a job until told to stop, again after each failure: everybody's digests depend on it."""
        name = job.__qualname__.removeprefix("BackgroundJobs._")
        await keep_going(lambda: job(self._stop), self._outage(f"the background job {name}"), self._stop)

    async def _compose(self, stop: asyncio.Event) -> None:
        """Make the digests that are due."""
        loop = asyncio.get_running_loop()
        rescheduled = -RESCHEDULE
        while not stop.is_set():
            if loop.time() - rescheduled >= RESCHEDULE:
                await asyncio.to_thread(self._digests.subscriptions.recompute_due_times)
                await asyncio.to_thread(self._digests.tidy)
                rescheduled = loop.time()
            if made := await asyncio.to_thread(self._digests.composer.compose_digests):
                log.info("%d digests made", made)
            await sleep_until_stopped(stop, TICK)

    async def _alerts(self, stop: asyncio.Event) -> None:
        """Make alerts, apart from digests so that they don't wait for them."""
        while not stop.is_set():
            if made := await asyncio.to_thread(self._digests.composer.compose_alerts):
                log.info("%d alerts made", made)
            await sleep_until_stopped(stop, TICK)

    async def _correct(self, stop: asyncio.Event) -> None:
        """Tell of quotations that were changed after they were shown."""
        while not stop.is_set():
            if told := await asyncio.to_thread(self._digests.corrections.compose):
                log.info("%d chats are told of changed quotations", told)
            await sleep_until_stopped(stop, TICK)
