"""Where everything that computes runs, so that whoever waits for the network never waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
CROWD = 8  # under way or queued


class Busy(Exception):
    """So much is waiting already that one more would wait too long."""


class Workers:
    """A few threads and a bounded queue before them."""

    def __init__(self, threads: int = 2, waiting: int = 500) -> None:
        """waiting: how many may be under way or queued; one more is refused."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="worker")
        self._most = self._free = waiting

    @property
    def crowded(self) -> bool:
        """Whether so many wait that nothing should be done that nobody misses."""
        return self._most - self._free > CROWD

    async def run(self, work: Callable[[], Result]) -> Result:
        """The work's result, or what it raised.  Raises Busy when too many wait."""
        if self._free <= 0:
            raise Busy
        self._free -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._free += 1

    def close(self) -> None:
        """Start nothing further; what is running ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
