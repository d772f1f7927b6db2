"""Bounded thread pool that keeps CPU work off the event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
CROWDED_ABOVE = 8  # jobs running or queued


class Busy(Exception):
    """The queue is full: one more job would wait too long."""


class Workers:
    """A few threads with a bounded queue."""

    def __init__(self, threads: int = 2, capacity: int = 500) -> None:
        """Prepare the threads, which start with the first jobs.

        Args:
            threads: Jobs that run at the same time.
            capacity: Jobs that may be running or queued; one more is refused.
        """
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="worker")
        self._threads = threads
        self._capacity = self._free = capacity
        self._running: dict[object, float] = {}  # with the monotonic time of their start

    @property
    def crowded(self) -> bool:
        """Whether so many jobs wait that optional work should be left out."""
        return self._capacity - self._free > CROWDED_ABOVE

    async def run(self, job: Callable[[], Result]) -> Result:
        """Run a job in a thread.

        Args:
            job: Called with nothing.

        Returns:
            What the job returned.

        Raises:
            Busy: Too many jobs wait already.
            Exception: What the job raised.
        """
        if self._free <= 0:
            raise Busy
        self._free -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._timed, job)
        finally:
            self._free += 1

    def _timed(self, job: Callable[[], Result]) -> Result:
        key = object()
        self._running[key] = time.monotonic()
        try:
            return job()
        finally:
            del self._running[key]

    def stuck_for(self) -> float:
        """Seconds for which no thread has begun a job because all of them are busy; 0 while one is free."""
        starts = list(self._running.values())
        return time.monotonic() - max(starts) if len(starts) >= self._threads else 0.0

    def close(self) -> None:
        """Start no further job; those that run end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)
