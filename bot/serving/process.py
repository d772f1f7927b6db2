"""What the command sets for its whole process.  The library sets nothing, since other programs use it, too."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH_INTERVAL = 0.0002  # seconds
LEVELS = {
    # They complain about what pages and documents are like; what could not be read is said in our own words.
    **dict.fromkeys(("courlan", "htmldate", "justext", "pypdf", "trafilatura"), logging.CRITICAL),
    # They report every request and job.
    **dict.fromkeys(("apscheduler", "httpcore", "httpx", "telegram.ext.Updater"), logging.WARNING),
}


def quiet_libraries() -> None:
    """Set the log levels of other libraries."""
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)


def switch_threads_often() -> None:
    """Shorten the GIL's switch interval.

    With Python's own 5 ms, whoever waits for the network or for the end of a query waits as long for a thread that
    computes, and an answer waits some dozen times.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Do without garbage collection while much is loaded that stays, and leave that out of later collections."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
