"""The `onrecord` command as another program starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.fork_server import ROOT as ROOT
from tests.fork_server import ForkedProcess, fork_server

PIPE = 65_536  # bytes that a pipe holds without a reader
SECONDS = 120.0
Process = ForkedProcess | subprocess.Popen[bytes]


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
        """Run a command to its end, as a process of its own.

        Args:
            arguments: What stands after `onrecord`.
            stdin: Its standard input.
            status: What it must end with; None: anything.
        """
        given = stdin.encode() if isinstance(stdin, str) else stdin
        with _readable(given) as entered, TemporaryFile() as output, TemporaryFile() as errors:
            process = self.process(arguments, (entered, output, errors))
            try:
                ended = process.wait(SECONDS)
            finally:
                process.kill()
            output.seek(0)
            errors.seek(0)
            result = CommandResult(ended, output.read().decode(), errors.read().decode())
        assert status is None or result.status == status, result
        return result

    def start(self, *arguments: str | Path) -> Process:
        """Start a command that nobody hears; whoever starts it ends it."""
        with open(os.devnull, "r+b") as nothing:
            return self.process(arguments, (nothing, nothing, nothing))

    def process(self, arguments: Sequence[str | Path], streams: Sequence[IO[bytes]]) -> Process:
        """A process of the command, with its standard input, output and errors."""
        return fork_server().start(list(map(str, arguments)), self.folder, self.environment(), streams)

    @staticmethod
    def line(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "bot", *map(str, arguments)]

    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        return {**own, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": self.encoding}


def _readable(given: bytes) -> IO[bytes]:
    """A pipe with some bytes, or a file where they are too many for a pipe that nobody reads yet."""
    if len(given) > PIPE:
        file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # the caller closes it
        file.write(given)
        file.seek(0)
        return file
    reads, writes = os.pipe()
    os.write(writes, given)
    os.close(writes)
    return open(reads, "rb")


@dataclass(frozen=True)
class CommandResult:
    status: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()
