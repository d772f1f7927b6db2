"""Documents read in a process of its own: what kills their reader, or takes too long, harms nobody else."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.formats import Kind
from index.extract.reading import Attachment, Reading
from index.model import Block, BlockKind, Draft

LEAST_SECONDS = 20  # of processor time, for any document
SECONDS_PER_MB = 60
MOST_SECONDS = 600
WAITING = 10  # times as long may it take on a busy machine
MEMORY = 1_000_000_000  # bytes of addresses, with what the interpreter and its libraries take
MOST_PAGES = 5_000  # of a PDF

_PASSED = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")  # of the environment: no token
_OUT_OF_TIME = {9, 24}  # SIGKILL and SIGXCPU, which end a process that is over its limit
_PACKAGES = Path(__file__).resolve().parents[2]  # where `index` is


def read_apart(kind: Kind, data: bytes, name: str, seconds: int | None = None) -> Reading:
    """Read a document in a process of its own.

    Args:
        kind: What it is.
        data: The document.
        name: What it is called in messages.
        seconds: Of processor time that it may take; None for what its size allows.

    Raises:
        SourceError: It is locked or damaged, takes too long, or holds no text that can be read.
    """
    seconds = seconds or min(MOST_SECONDS, LEAST_SECONDS + SECONDS_PER_MB * len(data) // 1_000_000)
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "index.extract.reader_worker", kind.name, str(seconds), str(MEMORY)],
            input=data,
            capture_output=True,
            timeout=WAITING * seconds,
            env={**{name: os.environ[name] for name in _PASSED if name in os.environ}, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _endless(kind, name, seconds) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise _ended(kind, name, done.returncode, seconds) from error
    if "problem" in told:
        raise SourceError(name, SourceProblem(told["problem"]), **told["facts"])
    return _reading(told)


def _ended(kind: Kind, name: str, status: int, seconds: int) -> SourceError:
    """Why a process ended without an answer."""
    if -status in _OUT_OF_TIME:
        return _endless(kind, name, seconds)
    if -status == signal.SIGABRT:  # how PDFium ends where it gets no memory
        return too_large(kind, name)
    cause = f"its reader ended with status {status}"
    if kind is Kind.PDF:
        return SourceError(name, SourceProblem.DAMAGED_PDF, cause=cause)
    return SourceError(name, SourceProblem.DAMAGED_DOCUMENT, kind=kind.value, cause=cause)


def _endless(kind: Kind, name: str, seconds: int) -> SourceError:
    if kind is Kind.PDF:
        return SourceError(name, SourceProblem.ENDLESS_PDF, seconds=seconds)
    return SourceError(name, SourceProblem.ENDLESS_DOCUMENT, seconds=seconds)


def too_large(kind: Kind, name: str) -> SourceError:
    """The refusal of a document that needs more memory than its reader has.

    Args:
        kind: What it is.
        name: What it is called in messages.
    """
    if kind is Kind.PDF:
        return SourceError(name, SourceProblem.LARGE_PDF, pages=MOST_PAGES)
    return SourceError(name, SourceProblem.OVERLARGE_DOCUMENT)


def told(reading: Reading) -> dict[str, Any]:
    """What was read, as the process tells it.

    Args:
        reading: What was read.
    """
    draft = reading.draft
    return {
        "text": draft.text,
        "title": draft.title,
        "url": draft.url,
        "outlet": draft.outlet,
        "author": draft.author,
        "published": draft.published.isoformat() if draft.published else None,
        "language": draft.language,
        "blocks": [[block.start, block.end, block.kind.value] for block in draft.blocks],
        "pages": draft.pages,
        "unread_pages": draft.unread_pages,
        "attachments": [[each.name, base64.b64encode(each.data).decode()] for each in reading.attachments],
    }


def _reading(told: Mapping[str, Any]) -> Reading:
    published = told["published"]
    draft = Draft(
        text=told["text"],
        title=told["title"],
        url=told["url"],
        outlet=told["outlet"],
        author=told["author"],
        published=_moment(published) if published else None,
        language=told["language"],
        blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in told["blocks"]),
        pages=tuple((start, page) for start, page in told["pages"]),
        unread_pages=tuple(told["unread_pages"]),
    )
    return Reading(draft, tuple(Attachment(name, base64.b64decode(data)) for name, data in told["attachments"]))


def _moment(text: str) -> datetime:
    """An aware moment; in UTC itself where its zone is no other."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if not moment.utcoffset() else moment
