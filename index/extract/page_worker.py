"""The process that reads pages: `python -m index.extract.page_worker BYTES`, one message a page on standard input."""

from __future__ import annotations

import contextlib
import json
import re
import selectors
import sys
from pathlib import Path
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.html import from_html
from index.extract.page_process import receive, send, told

_IDLE = 120  # seconds without a page after which the process ends
_LARGEST = 500_000  # kB that it may hold before it makes room for another


def main() -> None:
    """Read page after page and tell what each holds, as JSON."""
    _limit_memory(int(sys.argv[1]))
    stream = sys.stdin.buffer
    while _is_awaited() and (message := receive(stream)) is not None:
        page = json.loads(message)
        _limit_time(page["seconds"])
        send(sys.stdout.buffer, json.dumps(_answer(page)).encode())
        if _held() > _LARGEST:
            return


def _answer(page: dict[str, Any]) -> dict[str, Any]:
    try:
        return told(from_html(page["text"], "", page["url"]))
    except SourceError as error:
        return {"problem": error.refusal.problem.value, "facts": dict(error.refusal.facts)}
    except (MemoryError, RecursionError):
        return {"problem": SourceProblem.LARGE_PAGE.value, "facts": {}}


def _is_awaited() -> bool:
    """Whether something comes on standard input within a while."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(sys.stdin.buffer, selectors.EVENT_READ)
            return bool(selector.select(_IDLE))
    except (OSError, ValueError):  # Windows can't wait for a pipe
        return True


def _limit_memory(memory: int) -> None:
    """Bound the memory that this process may take."""
    with contextlib.suppress(ImportError):  # there is none on Windows
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    """Bound the time of the processor that this process may take from now on."""
    with contextlib.suppress(ImportError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(usage.ru_utime + usage.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _held() -> int:
    """The most memory that this process has held, in kB; 0 where the system doesn't tell.

    Linux counts in `ru_maxrss` what the process that started this one held, too, and in VmHWM it doesn't.
    """
    with contextlib.suppress(OSError):
        if found := re.search(r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"), re.MULTILINE):
            return int(found[1])
    with contextlib.suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return 0


if __name__ == "__main__":
    main()
