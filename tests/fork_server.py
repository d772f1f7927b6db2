"""Starts `onrecord` without importing everything anew: a process that has, and that makes copies of itself.

A start of the command spends most of a second on imports.  Here one process imports the modules once; a copy of it
(`fork`) goes on as `python -m bot` would, with its own arguments, folder, environment and streams, as a process of its
own that can be killed, ends with a status of its own, and shares nothing with others.  What a start imports, and in
which order, is the business of `tests/test_structure.py`, and of tests that start Python themselves.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]
# What no start of the bot loads, or what runs when it is loaded.
LEFT_OUT = (
    "bot.__main__", "bot.chats.migrations.", "index.store.migrations.", "index.measure.", "index.extract.page_worker",
    "index.extract.reader_worker", "index.embedding.onnx_export", "index.attribution.tagger_network",
    "index.attribution.train",
)  # fmt: skip
END = b"\n"  # of a request, and of a number that tells of a process
STREAMS = 3


class ForkedProcess:
    """A process that was started by a `ForkServer`, with what tests use of `subprocess.Popen`.

    Attributes:
        pid: Of the process.
        returncode: None while it runs; negative: the signal that ended it.
    """

    def __init__(self, answers: socket.socket) -> None:
        self._answers = answers
        self.pid = int(self._number())
        self.returncode: int | None = None

    def _number(self) -> bytes:
        number = b""
        while not number.endswith(END):
            if not (part := self._answers.recv(1)):
                raise ChildProcessError("the process that starts others has ended")
            number += part
        return number

    def poll(self) -> int | None:
        """The status with which it ended, None when it has not yet."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; gives its status."""
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._answers, selectors.EVENT_READ)
                if not selector.select(timeout):
                    raise subprocess.TimeoutExpired("onrecord", timeout or 0)
            self.returncode = int(self._number())
            self._answers.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class ForkServer:
    """The process that makes copies of itself; it ends with the one that started it.

    Args:
        prefix: A program with arguments that starts it, with other rights than this process has.
    """

    def __init__(self, *prefix: str) -> None:
        ours, its = socket.socketpair()
        own = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        with its:
            self._process = subprocess.Popen(
                [*prefix, sys.executable, "-c", f"from tests.fork_server import serve; serve({its.fileno()})"],
                cwd=ROOT, env={**own, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, pass_fds=[its.fileno()],
            )  # fmt: skip
        self._requests = ours

    def start(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int | IO[Any]]
    ) -> ForkedProcess:
        """Start `onrecord`.

        Args:
            arguments: What stands after it.
            folder: Its current folder.
            environment: All of its variables.
            streams: Its standard input, output and errors: open files, or their numbers.
        """
        answers, its = socket.socketpair()
        numbers = [stream if isinstance(stream, int) else stream.fileno() for stream in streams]
        request = json.dumps([list(arguments), str(folder), dict(environment)]).encode() + END
        with its:
            socket.send_fds(self._requests, [request[:1]], [*numbers, its.fileno()])
            self._requests.sendall(request[1:])
        return ForkedProcess(answers)

    def close(self) -> None:
        """Let it end."""
        self._requests.close()
        self._process.wait(10)


@cache
def fork_server() -> ForkServer:
    """The one of this process."""
    server = ForkServer()
    atexit.register(server.close)
    return server


# In the process that makes copies of itself


def serve(number: int) -> None:
    """Make a copy for each request that comes, until nobody can send one any more.

    Args:
        number: Of the socket by which requests come.
    """
    _import_all()
    gc.freeze()  # what was imported stays; a copy that looked for garbage in it would copy it all
    requests = socket.socket(fileno=number)
    ended, wakeup = os.pipe()
    os.set_blocking(wakeup, False)
    os.set_blocking(ended, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
    waiting: dict[int, socket.socket] = {}
    while True:
        ready = _ready(number, ended)
        if ended in ready:
            os.read(ended, 4096)
            _tell_who_ended(waiting)
        if number not in ready:
            continue
        request, streams = _receive(requests)
        if not request:
            for pid in waiting:  # nobody is left to end them
                os.kill(pid, signal.SIGKILL)
            return
        pid = os.fork()
        if not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which `nohup` has tests ignore, with all they start
            # Closed as sockets: one that stays open as an object closes its number once more at the end, when that
            # may have become a file's of the command.
            for inherited in (requests, *waiting.values()):
                inherited.close()
            _close(ended, wakeup, streams[STREAMS])
            _become(request, streams[:STREAMS])
        _close(*streams[:STREAMS])
        waiting[pid] = socket.socket(fileno=streams[STREAMS])
        _tell(waiting[pid], pid)


def _ready(*descriptors: int) -> set[int]:
    """Wait until something can be read from some of these."""
    with selectors.DefaultSelector() as selector:
        for descriptor in descriptors:
            selector.register(descriptor, selectors.EVENT_READ)
        return {key.fd for key, _ in selector.select()}


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _receive(requests: socket.socket) -> tuple[bytes, list[int]]:
    """A request with its streams and where to tell of the process; empty when there are no more."""
    request, streams, _, _ = socket.recv_fds(requests, 1, STREAMS + 1)
    while request and not request.endswith(END):
        request += requests.recv(1_000_000)
    return request, streams


def _import_all() -> None:
    for package in ("index", "bot"):
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.startswith(LEFT_OUT):
                import_module(module.name)


def _tell_who_ended(waiting: dict[int, socket.socket]) -> None:
    while waiting:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with waiting.pop(pid) as answers:
            _tell(answers, os.waitstatus_to_exitcode(status))


def _tell(answers: socket.socket, number: int) -> None:
    with suppress(BrokenPipeError):  # where nobody wants to know any more
        answers.sendall(str(number).encode() + END)


def _become(request: bytes, streams: list[int]) -> NoReturn:
    """Go on as `python -m bot` does when it is started."""
    arguments, folder, environment = json.loads(request)
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for option in filter(None, environment.get("PYTHONWARNINGS", "").split(",")):
        warnings.simplefilter(option)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    sys.stdin = open(0, encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["onrecord", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
    sys.exit()
