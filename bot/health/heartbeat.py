"""What a process that serves leaves in the data folder, so that others can tell whether it is well.

In the folder `serving` each has a file that it writes anew every few seconds from its event loop, and a lock that it
holds for as long as it lives: whose lock is free has ended, whose lock is held and whose file is old hangs. Ages are
counted by the machine's monotonic clock, which is the same in all processes and never jumps.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

FOLDER = "serving"
EVERY = 5.0  # seconds between two beats
HANGS_AFTER = 30.0  # seconds without a beat after which a process that lives is taken to hang

State = Literal["serving", "standing by", "starting", "hangs", "ended"]


@dataclass(frozen=True, slots=True)
class Process:
    """A process that serves or did.

    Attributes:
        pid: Its number, in its own container if it runs in one.
        release: Of On Record.
        way: How it gets its messages: "polling" or "webhook".
        started: When it began to serve.
        state: What it does; "ended" when it did not say that it would.
        heard: When Telegram last answered or brought something; None: not yet.
        silent_for: Seconds since then, counted from its start where that has not been.
    """

    pid: int
    release: str
    way: str
    started: datetime
    state: State
    heard: datetime | None
    silent_for: float


@dataclass(slots=True)
class _Beat:
    """What the file holds; moments are of the monotonic clock, but for `started`."""

    pid: int
    release: str
    way: str
    started: str
    state: State
    began: float
    beat: float
    heard: float | None


class Heartbeat:
    """The beats of this process."""

    def __init__(self, data: Path, release: str, way: str) -> None:
        """Prepare to beat.

        Args:
            data: The data folder.
            release: Of On Record.
            way: How the process gets its messages.
        """
        self._path = data / FOLDER / f"{os.getpid()}.json"
        self._lock = FileLock(str(self._path.with_suffix(".lock")), thread_local=False)
        now = time.monotonic()
        started = datetime.now(UTC).isoformat(timespec="seconds")
        self._beat = _Beat(os.getpid(), release, way, started, "starting", now, now, None)

    def begin(self) -> None:
        """Take the lock, clear away what processes that have ended left, and beat for the first time.

        Raises:
            OSError: The folder can't be written.
        """
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        self._lock.acquire(timeout=EVERY)
        for path in self._path.parent.glob("*.json"):
            if path != self._path and not _lives(path):
                _remove(path)
        self.beat("starting", None)

    def beat(self, state: State, heard: float | None) -> None:
        """Say that the process is well.

        Args:
            state: What it does.
            heard: When Telegram last answered, by the monotonic clock; None: not yet.

        Raises:
            OSError: The folder can't be written.
        """
        self._beat.state, self._beat.heard, self._beat.beat = state, heard, time.monotonic()
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(self._beat)), encoding="utf-8")
        partial.replace(self._path)

    def end(self) -> None:
        """Say that the process ends as it was told to."""
        with suppress(OSError):
            _remove(self._path)
        self._lock.release()


def processes(data: Path) -> list[Process]:
    """The processes that serve a data folder, and those that have ended without being told to.

    Args:
        data: The data folder; nothing is made in it.
    """
    found = []
    for path in sorted((data / FOLDER).glob("*.json")):
        with suppress(OSError, ValueError, TypeError):
            found.append(_process(json.loads(path.read_text(encoding="utf-8")), _lives(path)))
    return found


def _process(values: dict[str, Any], lives: bool) -> Process:
    beat = _Beat(**values)
    now = time.monotonic()
    state = beat.state
    if not lives:
        state = "ended"
    elif now - beat.beat > HANGS_AFTER:
        state = "hangs"
    silent_for = max(0.0, now - (beat.began if beat.heard is None else beat.heard))
    heard = None if beat.heard is None else datetime.now(UTC) - timedelta(seconds=silent_for)
    return Process(beat.pid, beat.release, beat.way, datetime.fromisoformat(beat.started), state, heard, silent_for)


def _lives(path: Path) -> bool:
    """Whether the process of a file holds its lock; where nobody may look, it is believed."""
    lock = path.with_suffix(".lock")
    if not lock.exists():
        return False
    try:
        with FileLock(str(lock)).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return True


def _remove(path: Path) -> None:
    for each in (path, path.with_suffix(".partial"), path.with_suffix(".lock")):
        each.unlink(missing_ok=True)
