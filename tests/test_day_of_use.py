"""The day of use leaves nothing behind that goes on, also where it is ended early."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not there")


def of_session(session: int) -> list[str]:
    """Command lines of the processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat, line = (path / "stat").read_text("utf-8", "replace"), (path / "cmdline").read_text("utf-8", "replace")
        except OSError:  # it has ended meanwhile
            continue
        state, _, _, its = stat.rpartition(")")[2].split()[:4]
        if int(its) == session and state != "Z":
            found.append(line.replace("\0", " "))
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_day_that_is_ended_early_ends_the_bot(number: int, tmp_path: Path) -> None:
    day = subprocess.Popen(
        [sys.executable, "-m", "tests.measure.day_of_use"], cwd=ROOT, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not any("-m bot run" in line and not line.startswith("strace") for line in of_session(day.pid)):
            assert day.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        day.send_signal(number)
        assert day.wait(100) == 128 + number
        assert of_session(day.pid) == []
        assert not [*tmp_path.iterdir()]
    finally:
        if day.poll() is None:
            os.killpg(day.pid, signal.SIGKILL)
            day.wait()
