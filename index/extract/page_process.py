"""Pages read in a process of their own: what kills their reader, or takes too long, harms nobody else.

The process stays for the next page, since starting it takes as long as reading twenty; it ends when nobody has asked
for a while, and after a page that took much memory.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from index.errors import SourceError, SourceProblem
from index.model import Block, BlockKind, Draft

LEAST_SECONDS = 20  # of processor time, for any page
SECONDS_PER_MB = 10
WAITING = 5  # times as long may it take on a busy machine
AT_ONCE = 1.0  # seconds within which a process that has ended already is noticed
MEMORY = 1_500_000_000  # bytes of addresses, with what the interpreter and its libraries take
LENGTH = struct.Struct(">Q")  # before each message

_PASSED = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")  # of the environment: no token
_OUT_OF_TIME = {9, 24}  # SIGKILL and SIGXCPU, which end a process that is over its limit
_PACKAGES = Path(__file__).resolve().parents[2]  # where `index` is


def read_page(text: str, name: str, url: str | None = None, seconds: int | None = None) -> Draft:
    """The article of a page, read in the process for pages.

    Args:
        text: The page.
        name: What it is called in messages.
        url: Its address.
        seconds: Of processor time that it may take; None for what its size allows.

    Raises:
        SourceError: It holds no article, or takes too long to read.
    """
    seconds = seconds or LEAST_SECONDS + SECONDS_PER_MB * len(text) // 1_000_000
    told = _READER.ask({"text": text, "url": url, "seconds": seconds}, name)
    if "problem" in told:
        raise SourceError(name, SourceProblem(told["problem"]), **told["facts"])
    return _draft(told)


class _PageReader:
    """The process for pages, which is started when it is needed, and again after it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, page: Mapping[str, Any], name: str) -> dict[str, Any]:
        """What the process tells of a page.

        Raises:
            SourceError: It ended over the page.
        """
        message = json.dumps(page).encode()
        with self._lock:
            was_idle = self._process is not None
            begun = time.monotonic()
            answer = self._exchange(message, page["seconds"])
            status = self._end() if answer is None else 0
            if answer is None and was_idle and time.monotonic() - begun < AT_ONCE:  # it may have ended before the page
                answer = self._exchange(message, page["seconds"])
                status = self._end() if answer is None else 0
            if answer is None:
                raise _ended(name, status, page["seconds"])
        told: dict[str, Any] = json.loads(answer)
        return told

    def _exchange(self, message: bytes, seconds: int) -> bytes | None:
        """The answer to a message; None where the process ended instead."""
        process = self._process = self._process or _start()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(WAITING * seconds, process.kill)
        late.daemon = True
        late.start()
        try:
            send(process.stdin, message)
            return receive(process.stdout)
        except OSError:
            return None
        finally:
            late.cancel()

    def _end(self) -> int:
        """The status with which the process ended, or is ended now."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        try:
            return process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()


_READER = _PageReader()
atexit.register(_READER.close)


def _start() -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "index.extract.page_worker", str(MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for whoever asked
        env={**{name: os.environ[name] for name in _PASSED if name in os.environ}, "PYTHONPATH": path},
    )


def _ended(name: str, status: int, seconds: int) -> SourceError:
    """Why the process ended without an answer."""
    if -status in _OUT_OF_TIME:
        return SourceError(name, SourceProblem.ENDLESS_PAGE, seconds=seconds)
    if -status == signal.SIGABRT:
        return SourceError(name, SourceProblem.LARGE_PAGE)
    return SourceError(name, SourceProblem.UNREADABLE, cause=f"its reader ended with status {status}")


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message and how long it is.

    Args:
        stream: To the other process.
        message: For it.
    """
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read a message; None where the other process has ended.

    Args:
        stream: From the other process.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    message = stream.read(size)
    return message if len(message) == size else None


def told(draft: Draft) -> dict[str, Any]:
    """A draft as the process tells it.

    Args:
        draft: What was read.
    """
    return {
        "text": draft.text,
        "title": draft.title,
        "url": draft.url,
        "outlet": draft.outlet,
        "author": draft.author,
        "published": draft.published.isoformat() if draft.published else None,
        "language": draft.language,
        "blocks": [[block.start, block.end, block.kind.value] for block in draft.blocks],
    }


def _draft(told: Mapping[str, Any]) -> Draft:
    published = told["published"]
    return Draft(
        text=told["text"],
        title=told["title"],
        url=told["url"],
        outlet=told["outlet"],
        author=told["author"],
        published=datetime.fromisoformat(published) if published else None,
        language=told["language"],
        blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in told["blocks"]),
    )
