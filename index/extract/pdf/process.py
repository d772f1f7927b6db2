"""PDFs read in a process of its own: what kills it, or takes too long, harms nobody else."""

from __future__ import annotations

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
from index.extract.pdf.page_words import MOST_PAGES
from index.model import Block, BlockKind, Draft

LEAST_SECONDS = 20  # of processor time, for any document
SECONDS_PER_MB = 60
MOST_SECONDS = 600
WAITING = 10  # times as long may it take on a busy machine
MEMORY = 1_000_000_000  # bytes of addresses, with what the interpreter and its libraries take

_PASSED = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")  # of the environment: no token
_OUT_OF_TIME = {9, 24}  # SIGKILL and SIGXCPU, which end a process that is over its limit
_PACKAGES = Path(__file__).resolve().parents[3]  # where `index` is


def from_pdf(data: bytes, name: str, seconds: int | None = None) -> Draft:
    """The article of a PDF.

    Args:
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
            [sys.executable, "-P", "-m", "index.extract.pdf.worker", str(seconds), str(MEMORY)],
            input=data,
            capture_output=True,
            timeout=WAITING * seconds,
            env={**{name: os.environ[name] for name in _PASSED if name in os.environ}, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(name, SourceProblem.ENDLESS_PDF, seconds=seconds) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise _ended(name, done.returncode, seconds) from error
    if "problem" in told:
        raise SourceError(name, SourceProblem(told["problem"]), **told["facts"])
    return _draft(told)


def _ended(name: str, status: int, seconds: int) -> SourceError:
    """Why a process ended without an answer."""
    if -status in _OUT_OF_TIME:
        return SourceError(name, SourceProblem.ENDLESS_PDF, seconds=seconds)
    if -status == signal.SIGABRT:  # how PDFium ends where it gets no memory
        return SourceError(name, SourceProblem.LARGE_PDF, pages=MOST_PAGES)
    return SourceError(name, SourceProblem.DAMAGED_PDF, cause=f"its reader ended with status {status}")


def told(draft: Draft) -> dict[str, Any]:
    """A draft as the process tells it.

    Args:
        draft: What was read.
    """
    return {
        "text": draft.text,
        "title": draft.title,
        "author": draft.author,
        "published": draft.published.isoformat() if draft.published else None,
        "blocks": [[block.start, block.end, block.kind.value] for block in draft.blocks],
        "pages": draft.pages,
        "unread_pages": draft.unread_pages,
    }


def _draft(told: Mapping[str, Any]) -> Draft:
    published = told["published"]
    return Draft(
        text=told["text"],
        title=told["title"],
        author=told["author"],
        published=datetime.fromisoformat(published).astimezone(UTC) if published else None,
        blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in told["blocks"]),
        pages=tuple((start, page) for start, page in told["pages"]),
        unread_pages=tuple(told["unread_pages"]),
    )
