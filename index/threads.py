"""Threads for what nobody waits for: they leave the cores to what somebody does."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

BEHIND = 10  # steps of niceness behind the threads that answer

Result = TypeVar("Result")


def lower_priority() -> None:
    """Let this thread, and those it starts, have what the others leave of the cores; for good.

    Only where threads have a priority of their own, as on Linux.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + BEHIND)


def background_pool(count: int) -> ThreadPoolExecutor:
    """A pool of threads that stand back."""
    return ThreadPoolExecutor(count, "background", initializer=lower_priority)


def run_in_background(work: Callable[[], Result]) -> Result:
    """What work returns, done in a thread that stands back."""
    with background_pool(1) as pool:
        return pool.submit(work).result()
