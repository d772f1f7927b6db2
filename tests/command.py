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
    """Runs `onrecord` in a folder, without the settings of the machine.

    Attributes:
        folder: The current folder of the command.
        encoding: The terminal's.
    """

    folder: Path
    encoding: str = "utf-8"

    def __call__(self, *arguments: str | Path, stdin: str | bytes = "", status: int | None = 0) -> CommandResult:
        """Run a command to its end.

        Args:
            arguments: What stands after `onrecord`.
            stdin: Its standard input.
            status: What it must end with; None: anything.
        """
        completed = subprocess.run(
            self.line(*arguments),
            cwd=self.folder,
            env=self.environment(),
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )
        result = CommandResult(completed.returncode, completed.stdout.decode(), completed.stderr.decode())
        assert status is None or result.status == status, result
        return result

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
class CommandResult:
    status: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()
