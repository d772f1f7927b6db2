"""The process that reads a PDF: `python -m index.extract.pdf.worker SECONDS BYTES`, the document on standard input."""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import UTC, datetime
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.pdf.document import read_pdf
from index.extract.pdf.page_words import MOST_PAGES
from index.extract.pdf.process import told


def main() -> None:
    """Read one document and tell what it holds, as JSON."""
    seconds, memory = (int(value) for value in sys.argv[1:3])
    _limit(seconds, memory)
    data = sys.stdin.buffer.read()
    try:
        answer = _answer(data)
    except SourceError as error:
        answer = {"problem": error.refusal.problem.value, "facts": dict(error.refusal.facts)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode())


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return told(read_pdf(data, "", datetime.now(UTC)))
    except MemoryError as error:
        raise SourceError("", SourceProblem.LARGE_PDF, pages=MOST_PAGES) from error


def _limit(seconds: int, memory: int) -> None:
    """Bound the time of the processor and the memory that this process may take."""
    with contextlib.suppress(ImportError):  # there is none on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
