"""The first commands on a new machine, behind a proxy that records every connection."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.proxy import Proxy


@dataclass(frozen=True)
class FirstStart:
    """Runs `onrecord` on a data folder that was empty.

    Attributes:
        folder: Holds the data folder and the home of whoever runs the commands.
        proxy: Records who wanted to be connected.
    """

    folder: Path
    proxy: Proxy

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def run(self, *arguments: str, stdin: str = "") -> None:
        self.home.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--data", str(self.data), *arguments],
            cwd=self.folder,
            env=self.proxy.environment(self.home),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
