"""Memory and time of the first start: `python -m tests.measure.first_start` in an empty folder prints the most of both.

Memory is the sum over the command and the processes that it starts of what each holds (PSS: what several share is
counted once), read from /proc thirty times a second.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.command import Command

EVERY = 1 / 30  # seconds


def family(pid: int) -> list[int]:
    """A process and all that it has started."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def held(pid: int) -> int:
    """Bytes of a process."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def measure(folder: Path) -> tuple[int, float]:
    """The most bytes at a moment, and seconds, of a first question asked to the sample briefings.

    Args:
        folder: Empty.
    """
    command, began, most = Command(folder), time.monotonic(), 0
    process = subprocess.Popen(
        command.line("--data", folder / "data", "chat"), cwd=folder, env=command.environment(),
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"What did Varga say about the Skerry Bank?\n")
    process.stdin.close()
    while process.poll() is None:
        most = max(most, sum(map(held, family(process.pid))))
        time.sleep(EVERY)
    if process.returncode:
        sys.exit("the command failed")
    return most, time.monotonic() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        most, seconds = measure(Path(empty))
    sys.stdout.write(f"first start: {most / 1e6:.0f} MB at most, {seconds:.1f} s\n")
