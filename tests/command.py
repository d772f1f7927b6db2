"""The `onrecord` command as another program starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Command:
    """Runs `onrecord` in a folder.  Settings of the machine don't reach it.  encoding: the terminal's."""

    folder: Path
    encoding: str = "utf-8"

    def __call__(self, *arguments: str | Path, said: str | bytes = "", status: int | None = 0) -> Run:
        """The finished command.  said: its standard input; status: what it must end with (None: anything)."""
        held = subprocess.run(
            self.line(*arguments),
            cwd=self.folder,
            env=self.environment(),
            input=said.encode() if isinstance(said, str) else said,
            capture_output=True,
            timeout=120,
            check=False,
        )
        run = Run(held.returncode, held.stdout.decode(), held.stderr.decode())
        assert status is None or run.status == status, run
        return run

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.line(*arguments),
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @staticmethod
    def line(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "bot", *map(str, arguments)]

    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        return {**own, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": self.encoding}


@dataclass(frozen=True)
class Run:
    status: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()
