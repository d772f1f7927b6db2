"""What the command sets for its whole process.  The library sets nothing, since other programs use it, too.

The gains are those of `python -m tests.measure.tricks`.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SWITCH_INTERVAL = 0.0002  # seconds
LEVELS = {
    # They complain about what pages and documents are like; what could not be read is said in our own words.
    **dict.fromkeys(("courlan", "htmldate", "justext", "trafilatura"), logging.CRITICAL),
    # They report every request and job.
    **dict.fromkeys(("apscheduler", "httpcore", "httpx", "telegram.ext.Updater"), logging.WARNING),
}


def quiet_libraries() -> None:
    """Set the log levels of other libraries."""
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)


def keep_files_private() -> None:
    """Let all that the command makes be its user's alone, whichever library makes it."""
    os.umask(0o077)


def keep_fonts_in(data: Path) -> None:
    """Have the list of the machine's fonts, which charts are lettered by, kept in the data folder instead of at home.

    Args:
        data: The folder.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(data / "fonts"))  # matplotlib's name for it


def switch_threads_often() -> None:
    """Shorten the GIL's switch interval.

    With Python's own 5 ms, whoever waits for the network or for the end of a query waits as long for a thread that
    computes, and an answer waits some dozen times.

    Gain: a question beside a thread that computes takes 16 ms instead of 27 at 10,000 passages and 34 instead of 55 at
    100,000; while articles are added, 20 instead of 22 and 24 instead of 32 ms.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Do without garbage collection while much is loaded that stays, and leave that out of later collections.

    Gain: `onrecord ask` takes 0.85 s of processor time instead of 1.07 at 10,000 passages, 1.00 instead of 1.36 at
    100,000, and 2.9 instead of 4.3 at a million. Freezing once more before serving made answers 3 to 5 % faster, which
    is not worth it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
