"""Work that goes on in a process of its own, also after this one has ended."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path


def run_detached(module: str, *arguments: str, name: str, secrets: Mapping[str, str] | None = None) -> threading.Thread:
    """Run a module in a process of its own.

    Args:
        module: Its full name.
        arguments: Of its command line.
        name: Of the thread.
        secrets: Further variables of its environment.

    Returns:
        A thread that ends with that process, which may outlive this one.
    """

    def run() -> None:
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        subprocess.run(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": path, **(secrets or {})},
            check=False,
        )

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread
