"""Child processes and the temporary folder of a measurement."""

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
from index.measure import peers

ROOT = Path(__file__).parents[2]
WORKER = "index.measure.worker"


def run_worker(task: dict[str, Any]) -> dict[str, Any]:
    """Measure something in a process of its own.

    Args:
        task: What `index.measure.worker` is to do.

    Returns:
        Its figures.

    Raises:
        OnRecordError: The process failed; with its own sentence.
    """
    figures: dict[str, Any] = json.loads(run_command([sys.executable, "-m", WORKER], json.dumps(task)))
    return figures


def run_peer(task: dict[str, Any]) -> dict[str, Any]:
    """Measure another library in a process of its own.

    Args:
        task: What `index.measure.peers` is to do.

    Returns:
        Its figures.

    Raises:
        OnRecordError: The process failed; with the last line of its standard error.
    """
    # -P: the folder of the script must not be searched for what the other libraries import.
    command = (sys.executable, "-P", peers.__file__)
    figures: dict[str, Any] = json.loads(run_command(command, json.dumps(task)))
    return figures


def run_command(command: Sequence[str], text: str = "") -> str:
    """Run a command, which is ended when this process is interrupted.

    Args:
        command: The program and its arguments.
        text: Its standard input.

    Returns:
        Its standard output.

    Raises:
        OnRecordError: It ended with another status than 0; with the last line of its standard error.
    """
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            output, errors = process.communicate(text)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        reason = errors.strip().splitlines() or [f"it ended with status {process.returncode} and without a word"]
        raise OnRecordError(f"a measurement failed: {reason[-1].removeprefix('onrecord: ')}")
    return output


@contextmanager
def temporary_folder(data: Path) -> Iterator[Path]:
    """A temporary folder that is removed at the end, also when the process is told to end.

    Args:
        data: The data folder in which it is made, and whose exported model it links to.

    Yields:
        The folder.
    """
    model = data / "model"
    model.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=data))
    try:
        (folder / "model").symlink_to(model.absolute(), target_is_directory=True)
        with _interrupted_by_sigterm():
            yield folder
    finally:
        for _ in range(20):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)  # a child process that is just ending may still have written


@contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """Let SIGTERM raise KeyboardInterrupt, as Ctrl-C does, so that what was begun is tidied up."""
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


def empty_data_folder(folder: Path) -> Path:
    """Make an empty data folder, in place of what is there, that shares the model beside it.

    Args:
        folder: The folder to make.

    Returns:
        The same.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "model").symlink_to((folder.parent / "model").resolve(), target_is_directory=True)
    return folder
