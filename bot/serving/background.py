"""What one process alone does for a data folder: reading feeds, making digests and alerts, sending them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from bot.digests.delivery import Delivery
from bot.digests.service import DigestService
from bot.transport.rate_limit import sleep_until_stopped

TICK = 5.0  # seconds between two looks at what is due
TAKE_OVER = 5.0  # seconds between two tries to take over from a process that has ended
RECKON = 6 * 3600.0  # seconds between two reckonings of when everything is due

log = logging.getLogger("onrecord")

Work = Callable[[asyncio.Event], Coroutine[Any, Any, None]]


class BackgroundJobs:
    """Holds a lock that the operating system lets go when the process ends, however it ends."""

    def __init__(
        self,
        folder: Path,
        digests: DigestService,
        delivery: Delivery,
        others: tuple[Work, ...] = (),
    ) -> None:
        """others: further work that goes on while on duty, each until its event is set."""
        self._lock = FileLock(str(folder / "duty.lock"))
        self._digests = digests
        self._works: tuple[Work, ...] = (delivery.work, self._compose, self._alerts, *others)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """Finish what is in flight and let another process take over."""
        self._stop.set()
        if self._task is not None:
            await self._task

    async def _serve(self) -> None:
        waiting = False
        while not self._stop.is_set():
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                if not waiting:
                    log.info("another process sends the digests; this one stands by")
                waiting = True
                await sleep_until_stopped(self._stop, TAKE_OVER)
                continue
            try:
                await asyncio.gather(*(self._lasting(work) for work in self._works))
            finally:
                self._lock.release()

    async def _lasting(self, work: Work) -> None:
        """A work that fails is begun again: the digests of everybody hang on it."""
        while not self._stop.is_set():
            try:
                await work(self._stop)
            except Exception:
                log.exception("begins again after a failure")
                await sleep_until_stopped(self._stop, TICK)

    async def _compose(self, stop: asyncio.Event) -> None:
        """Make what is due."""
        loop = asyncio.get_running_loop()
        reckoned = -RECKON
        while not stop.is_set():
            if loop.time() - reckoned >= RECKON:
                await asyncio.to_thread(self._digests.subscriptions.reckon)
                await asyncio.to_thread(self._digests.tidy)
                reckoned = loop.time()
            if made := await asyncio.to_thread(self._digests.composer.make):
                log.info("%d digests made", made)
            await sleep_until_stopped(stop, TICK)

    async def _alerts(self, stop: asyncio.Event) -> None:
        """Make alerts; they wait for no digests."""
        while not stop.is_set():
            if made := await asyncio.to_thread(self._digests.composer.alert):
                log.info("%d alerts made", made)
            await sleep_until_stopped(stop, TICK)
