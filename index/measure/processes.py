"""Where measuring is done: processes of their own, and a folder that is gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import OnRecordError

ROOT = Path(__file__).parents[2]


def run(module: str, task: dict[str, Any]) -> dict[str, Any]:
    """What a measuring process finds.  Raises OnRecordError with its own sentence when it fails."""
    found: dict[str, Any] = json.loads(run_command([sys.executable, "-m", module], json.dumps(task)))
    return found


def run_command(line: Sequence[str], said: str = "") -> str:
    """The output of a command that ends with us, however we end.  Raises OnRecordError when it fails."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        line,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            output, errors = process.communicate(said)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        reason = errors.strip().splitlines() or [f"it ended with status {process.returncode} and without a word"]
        raise OnRecordError(f"a measurement failed: {reason[-1].removeprefix('onrecord: ')}")
    return output


@contextmanager
def workplace(data: Path) -> Iterator[Path]:
    """A folder for all that is made, gone at the end, whatever the end."""
    model = data / "model"
    model.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=data))
    try:
        (place / "model").symlink_to(model.absolute(), target_is_directory=True)
        with _ending():
            yield place
    finally:
        for _ in range(20):
            shutil.rmtree(place, ignore_errors=True)
            if not place.exists():
                break
            time.sleep(0.1)  # a process that is just ending may have written behind our back


@contextmanager
def _ending() -> Iterator[None]:
    """Being told to end is like Ctrl-C meanwhile: whatever was begun is tidied up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def prepared(folder: Path) -> Path:
    """An empty data folder with the model of all the others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "model").symlink_to((folder.parent / "model").resolve(), target_is_directory=True)
    return folder
