"""Bounded thread pool that keeps CPU work off the event loop."""

from __future__ import annotations

import asyncio
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
        self._capacity = self._free = capacity

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
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._free += 1

    def close(self) -> None:
        """Start no further job; those that run end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)
