"""Each command and each chat in the pages for people is run, and shows what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Server
from tests.botapi.world import Chat, Person, World
from tests.command import ROOT, Command
from tests.fork_server import fork_server
from tests.pages import DOCS, Block, Step, blocks, is_shown, pages, steps

# Other programs, or the outside world, and why they are not run here.
ELSEWHERE = {
    "make": "sets the project up anew, as it was for these tests",
    "git": "needs the address of the project",
    "sudo": "changes the machine",
    "apt": "changes the machine",
    "systemctl": "needs systemd",
    "docker": "needs Docker",
    "crontab": "changes the machine",
    "scp": "needs a second machine",
}
NETWORK = re.compile(r"https?://|^onrecord (?:update|feeds add)\b")  # what waits for other machines
RUNS = ("console", "chat", "telegram")
COMMAND = re.compile(r"\$ ")
SHELL = re.compile(r"[|&;<>$`*?~\n]")  # what a shell has a meaning for
TYPED = re.compile("›")
ACT = re.compile(
    r"(?P<who>[A-Z]\w+)(?:, (?P<how>in private|in reply))?(?: › (?P<says>.*)| presses \[(?P<button>[^\]]*)\])$"
)
WAIT = 60  # seconds
QUIET = 0.4  # seconds in which nothing more comes after the last message of an answer


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    """A data folder with the sample briefings; copy it before use."""
    folder = tmp_path_factory.mktemp("sample")
    data = new_data_folder(folder / "data")
    Command(folder)("--data", data, "chat")
    return data


@pytest.fixture
def folder(tmp_path: Path, sample: Path) -> Path:
    """Where somebody works who has just started: with the sample, the settings, and the command."""
    folder = tmp_path / "work"
    folder.mkdir()
    copy_data_folder(sample, folder)
    example = (ROOT / "config.example.toml").read_text("utf-8")
    (folder / "config.toml").write_text(example.partition("\n[[feeds]]")[0], "utf-8")
    (folder / "config.toml").chmod(0o600)
    command = tmp_path / "bin" / "onrecord"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', "utf-8")
    command.chmod(0o700)
    return folder


def environment(folder: Path) -> dict[str, str]:
    own = Command(folder).environment()
    return {**own, "PATH": f"{folder.parent / 'bin'}:{own['PATH']}", "COLUMNS": "100"}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_what_a_page_shows_is_what_one_sees(page: Path, folder: Path) -> None:
    with ExitStack() as at_end:
        team: Team | None = None
        for block in blocks(page.read_text("utf-8")):
            if block.name:
                (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / block.name).write_text(block.text, "utf-8")
            elif block.kind == "console":
                for step in steps(block, COMMAND):
                    run_command(step, folder)
            elif block.kind == "chat":
                run_chat(block, folder)
            elif block.kind == "telegram":
                team = team or at_end.enter_context(served_team(folder))
                team.follow(block)
            else:
                assert not re.search(r"^(?:\$ )?(?:\.venv/bin/)?onrecord ", block.text, re.MULTILINE), (
                    f"commands stand in blocks of {RUNS}"
                )


def share_model(command: str, folder: Path) -> None:
    """Give a further data folder the model, which takes half a minute to export; what is restored into stays empty."""
    named = re.search(r"--data (\S+)", command)
    if named and " restore " not in command:
        other = folder / named[1]
        other.mkdir(exist_ok=True)
        if not (other / "model").exists():
            (other / "model").symlink_to(folder / "data" / "model")


def run_command(step: Step, folder: Path) -> None:
    command = step.act.removeprefix("$ ").removeprefix(".venv/bin/")
    if command.split()[0] in ELSEWHERE or NETWORK.search(command):
        return
    share_model(command, folder)
    if command == "onrecord run":
        output, status = served(folder), 0
    else:
        output, status = run_plainly(command, folder) if is_plain(command) else run_in_shell(command, folder)
    assert is_shown(step.shown, output), f"{step.act}\n{output}"
    expected = 1 if re.search("^(?:onrecord: |refused: |FAIL )", step.shown, re.MULTILINE) else 0
    assert status == expected, f"{step.act}\n{output}"


def is_plain(command: str) -> bool:
    """Whether it is the command alone, which needs no shell and so no imports anew."""
    return command.startswith("onrecord ") and not SHELL.search(command)


def run_plainly(command: str, folder: Path) -> tuple[str, int]:
    """The output of `onrecord` with some arguments, and its status."""
    with TemporaryFile() as output, open(os.devnull, "rb") as nothing:
        process = fork_server().start(
            shlex.split(command)[1:], folder, environment(folder), (nothing, output, output)
        )  # fmt: skip
        try:
            status = process.wait(WAIT)
        finally:
            process.kill()
        output.seek(0)
        return output.read().decode("utf-8"), status


def run_in_shell(command: str, folder: Path) -> tuple[str, int]:
    """The output of what a shell makes of a line, and its status."""
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=WAIT, check=False,
    )  # fmt: skip
    return done.stdout, done.returncode


def served(folder: Path) -> str:
    """What `onrecord run` writes from its start until it is asked to end."""
    with Server() as telegram:
        settings = (folder / "config.toml").read_text("utf-8")
        own = folder.parent / "served.toml"
        own.write_text(
            re.sub(r'^api = ".*"$', f'api = "{telegram.address}"', settings, flags=re.MULTILINE)
            .replace('data = "data"', f'data = "{folder / "data"}"'), "utf-8",
        )  # fmt: skip
        process = subprocess.Popen(
            ["onrecord", "--config", str(own), "run"], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env={**environment(folder), "ONRECORD_TOKEN": telegram.token},
        )  # fmt: skip
        try:
            telegram.world.wait(lambda: telegram.world.called("setMyCommands"), WAIT)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=WAIT)
        finally:
            process.kill()
        assert process.returncode == 0, output
        return output


def run_chat(block: Block, folder: Path) -> None:
    typed = list(steps(block, TYPED))
    lines = "".join(f"{step.act.removeprefix('›').strip()}\n" for step in typed)
    done = Command(folder)("chat", stdin=lines)
    shown = "\n".join(step.shown for step in typed)
    assert is_shown(shown, done.output), done.output


# In Telegram


class Team:
    """A group with the bot, and people in it; Dana is its admin, and the bot's."""

    def __init__(self, world: World, admin: Person) -> None:
        self._world = world
        self._people = {admin.name: admin}
        self._group = world.group("Press desk", admins=(admin,))
        world.joins(self._group, admin)
        self._group.answer()

    def follow(self, block: Block) -> None:
        """Let people act one after the other, and compare what the bot answers each."""
        for step in steps(block, ACT):
            act = ACT.match(step.act)
            assert act
            if act["who"] not in self._people:
                self._people[act["who"]] = self._world.person(act["who"])
            who = self._people[act["who"]]
            chat = who.chat if act["how"] == "in private" else self._group
            output = answer_to(act, who, chat)
            assert is_shown(step.shown, output), f"{act[0]}\n{output}"


@contextmanager
def served_team(folder: Path) -> Iterator[Team]:
    """A team whose bot serves the data folder."""
    settings = (folder / "config.toml").read_text("utf-8")
    with Server() as telegram:
        admin = telegram.world.person("Dana")
        with BotProcess(folder / "data", telegram, f'[access]\nmode = "approval"\nadmins = [{admin.id}]'):
            (folder / "config.toml").write_text(settings, "utf-8")  # it has read its own
            yield Team(telegram.world, admin)


def answer_to(act: re.Match[str], who: Person, chat: Chat) -> str:
    """What the bot sends or changes when somebody says something or presses a button, with buttons in brackets."""
    before = state(chat)
    said = chat.by_bot
    if act["button"]:
        who.presses(next(each for each in reversed(said) if act["button"] in each.labels), act["button"])
    else:
        who.says(act["says"], chat, reply_to=said[-1] if act["how"] == "in reply" else None)
    chat.world.wait(lambda: state(chat) != before)
    settled, changed = state(chat), time.monotonic()
    while time.monotonic() < changed + QUIET:
        time.sleep(0.05)
        if state(chat) != settled:
            settled, changed = state(chat), time.monotonic()
    new = [each for each in chat.by_bot if before.get(each.id) != each.edits]
    return "\n".join(
        " ".join([each.shown.text if each.shown else each.text, *(f"[{label}]" for label in each.labels)])
        for each in new
    )


def state(chat: Chat) -> dict[int, int]:
    """How often each message of the bot was changed."""
    return {each.id: each.edits for each in chat.by_bot}


# That it is noticed when a page is wrong


@pytest.mark.parametrize(
    ("shown", "output"),
    [
        ("4 articles", "5 articles"),
        ("4 articles", "4 articles\nand more"),
        ("…", "anything"),
        ("1 … 3", "1 2 4"),
        ("1 … 2 … 3", "1 3"),
        ("1 … 1", "1"),
        ("", "something"),
    ],
)
def test_what_is_not_shown_is_noticed(shown: str, output: str) -> None:
    assert is_shown(shown, output) == (shown == "…")


@pytest.mark.parametrize(
    "text",
    [
        "```console\n$ onrecord --version\nonrecord 0.0.0\n```\n",
        "```console\n$ onrecord show 1000\n```\n",
        "```chat\n› /start\nGo away.\n```\n",
        "```telegram\nLee › /ask What did Varga say about the Skerry Bank?\n    Nothing.\n```\n",
        "```sh\nonrecord articles\n```\n",
    ],
)
def test_a_wrong_page_is_noticed(text: str, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(AssertionError):
        test_what_a_page_shows_is_what_one_sees(page, folder)


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
