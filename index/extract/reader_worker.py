"""The process that reads a document: `python -m index.extract.reader_worker KIND SECONDS BYTES` with it on stdin."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

from index.errors import SourceError, SourceProblem
from index.extract.formats import Kind
from index.extract.reader_process import told, too_large
from index.extract.reading import Reading
from index.model import Draft

# Who reads which kind: a module, imported when it is needed, and its function.
_READERS = {
    Kind.PDF: ("index.extract.pdf.document", "read_pdf"),
    Kind.WORD: ("index.extract.office.word", "read_word"),
    Kind.OPEN_DOCUMENT: ("index.extract.office.open_document", "read_open_document"),
    Kind.RICH_TEXT: ("index.extract.office.rich_text", "read_rich_text"),
    Kind.SLIDES: ("index.extract.office.slides", "read_slides"),
    Kind.BOOK: ("index.extract.office.book", "read_book"),
    Kind.MAIL: ("index.extract.mail.message", "read_mail"),
    Kind.OUTLOOK: ("index.extract.mail.outlook", "read_outlook"),
    Kind.SAVED_PAGE: ("index.extract.mail.saved_page", "read_saved_page"),
}


def main() -> None:
    """Read one document and tell what it holds, as JSON."""
    kind = Kind[sys.argv[1]]
    seconds, memory = (int(value) for value in sys.argv[2:4])
    _limit(seconds, memory)
    data = sys.stdin.buffer.read()
    try:
        answer = told(read(kind, data, "", datetime.now(UTC)))
    except SourceError as error:
        answer = {"problem": error.refusal.problem.value, "facts": dict(error.refusal.facts)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode())


def read(kind: Kind, data: bytes, name: str, now: datetime) -> Reading:
    """Read a document in this process.

    Args:
        kind: What it is.
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It can't be read.
    """
    module, function = _READERS[kind]
    reader: Callable[[bytes, str, datetime], Draft | Reading] = getattr(import_module(module), function)
    try:
        reading = reader(data, name, now)
    except MemoryError as error:
        raise too_large(kind, name) from error
    except SourceError:
        raise
    except Exception as error:
        if kind is Kind.PDF:
            raise
        # Readers of damaged files fail in any way their libraries do; the process is there for that.
        cause = f"{type(error).__name__}: {error}".split("\n")[0][:200]
        raise SourceError(name, SourceProblem.DAMAGED_DOCUMENT, kind=kind.value, cause=cause) from error
    return reading if isinstance(reading, Reading) else Reading(reading)


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
