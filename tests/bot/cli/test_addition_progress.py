"""`onrecord add` shows at once what it reads, and says what was kept when it is stopped."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command

SAID = "“The ferries of Norvale will sail all winter,” Elin Varga told reporters in Lindesund on Monday."


@pytest.fixture
def command(tmp_path: Path) -> Command:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "config.toml").touch()
    return Command(tmp_path / "elsewhere")


PAPERS = 60


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(PAPERS):
        paragraphs = (f"{SAID} It was her speech number {number}, part {part}." for part in range(4))
        (folder / f"paper-{number:03}.txt").write_text("\n\n".join(paragraphs))
    return folder


def _as_on_a_terminal() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which tests that run in the background ignore, with all they start


class Terminal:
    """A command on a terminal, and what it has written on it so far."""

    def __init__(self, command: Command, *arguments: str | Path) -> None:
        self._own, theirs = pty.openpty()
        environment = {**command.environment(), "TERM": "xterm", "COLUMNS": "120", "LINES": "30"}
        self.process = subprocess.Popen(
            command.line(*arguments),
            cwd=command.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=_as_on_a_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.written = ""

    def wait_for(self, pattern: str, seconds: float) -> float:
        """Seconds until the terminal shows what matches."""
        start = time.monotonic()
        while not re.search(pattern, self.written):
            left = seconds - (time.monotonic() - start)
            assert left > 0, self.written[-500:]
            if select.select([self._own], [], [], left)[0]:
                try:
                    self.written += os.read(self._own, 65536).decode("utf-8", "replace")
                except OSError:  # the command has ended
                    assert re.search(pattern, self.written), self.written[-500:]
        return time.monotonic() - start

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._own)


def test_what_is_read_is_shown_at_once_and_what_is_kept_when_stopped(
    command: Command, papers: Path, new_data_folder: Callable[[Path], Path], tmp_path: Path
) -> None:
    data = new_data_folder(tmp_path / "data")
    terminal = Terminal(command, "--data", data, "add", papers)
    try:
        terminal.wait_for(r"reading \S*paper-\d\d\d", 60)
        for _ in range(3):
            shown = re.findall(r"paper-\d\d\d", terminal.written)[-1]
            assert terminal.wait_for(rf"{shown}[^─]*paper-(?!{shown[-3:]})\d\d\d", 30) < 10  # a busy machine
        terminal.wait_for(r"[1-9]\d* added, reading", 60)
        terminal.process.send_signal(signal.SIGINT)
        terminal.wait_for(r"stopped: \d+ added, and kept; the same command adds the rest", 30)
        assert terminal.process.wait(30) == 130
    finally:
        terminal.close()
    (kept,) = re.findall(r"stopped: (\d+) added", terminal.written)
    assert "Traceback" not in terminal.written
    assert 0 < int(kept) < PAPERS
    assert len(command("--data", data, "articles", "--json").lines) == int(kept)
    again = command("--data", data, "add", papers)
    assert f"{PAPERS - int(kept)} added, {kept} known already" in again.output
