"""The real command as a process of its own, talking to the stand-in."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Iterable
from pathlib import Path

from index import Draft, Index
from tests.botapi.server import Server
from tests.command import ROOT
from tests.fork_server import fork_server

STARTED = 60.0  # seconds
DELIVERIES = ("polling", "webhook")  # how a bot gets its updates
OPEN = '[access]\nmode = "open"'


def environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return {**own, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}


def fill_data_folder(data: Path, drafts: Iterable[Draft]) -> Path:
    """A data folder with these articles; the model is exported when the folder has none."""
    index = Index.open(data)
    assert {outcome.status for outcome in index.add(drafts)} == {"added"}
    index.close()
    return data


def copy_data_folder(data: Path, folder: Path) -> Path:
    """A data folder of one's own; the model, which nobody changes, is shared."""

    def copy(source: str, target: str) -> None:
        if "model" in Path(source).relative_to(data).parts:
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    shutil.copytree(data, folder / "data", copy_function=copy)
    return folder / "data"


def delivery_keys(delivery: str) -> str:
    """Keys of [telegram] by which a bot polls, or has a webhook on this machine."""
    if delivery == "polling":
        return ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    return f'webhook_url = "http://{listen}/hook"\nwebhook_listen = "{listen}"\nwebhook_secret = "hush"\n'


class BotProcess:
    """`onrecord run` as a process while entered.

    Attributes:
        folder: Where it runs, with its config.toml.
        log: The file of all that it writes.
    """

    def __init__(self, data: Path, telegram: Server, settings: str = "", keys: str = "", variables: str = "") -> None:
        """A process that is not yet started.

        Args:
            data: The data folder; config.toml is written beside it.
            telegram: The stand-in for the Bot API.
            settings: Further sections of config.toml; where they say nothing else, everybody may ask.
            keys: Further keys of [telegram].
            variables: A variable of the environment, as "NAME=value".
        """
        self.folder = data.parent
        self.log = self.folder / "log"
        if "mode =" not in settings:
            settings = settings.replace("[access]", OPEN) if "[access]" in settings else f"{OPEN}\n{settings}"
        (self.folder / "config.toml").write_text(
            f'data = "{data}"\n[telegram]\ntoken = "{telegram.token}"\napi = "{telegram.address}"\n{keys}\n{settings}\n'
        )
        self.telegram = telegram
        self.variables = dict([variables.split("=")]) if variables else {}

    def __enter__(self) -> BotProcess:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def start(self) -> None:
        before = len(self.telegram.world.called("setMyCommands"))
        with self.log.open("ab") as log, open(os.devnull, "rb") as nothing:
            self.process = fork_server().start(
                ["run"], self.folder, environment() | self.variables, (nothing, log, log)
            )
        world = self.telegram.world
        world.wait(lambda: len(world.called("setMyCommands")) > before or self.process.poll() is not None, STARTED)
        assert self.process.poll() is None, self.log_text

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Ask it to stop, by a signal; returns how many seconds it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        assert self.process.wait(10) == 0, self.log_text
        return time.monotonic() - start

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    @property
    def log_text(self) -> str:
        return self.log.read_text("utf-8")
