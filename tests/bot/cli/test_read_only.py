"""A data folder that may not be written: what is asked is answered, all else names the file or folder in a sentence."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from bot.chats.database import Database
from tests.command import Command, Process
from tests.fork_server import ForkServer

# Root may write everything unless it gives up that right.
AS_USER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
SENTENCE = "can't be written; make the data folder writable for the user who runs On Record, or choose another one"


@dataclass(frozen=True)
class CommandOfUser(Command):
    """The command as a user runs it whom file modes bind."""

    server: ForkServer = field(kw_only=True)

    def process(self, arguments: Sequence[str | Path], streams: Sequence[IO[bytes]]) -> Process:
        return self.server.start(list(map(str, arguments)), self.folder, self.environment(), streams)


@pytest.fixture(scope="module")
def server_of_user() -> Iterator[ForkServer]:
    server = ForkServer(*AS_USER)
    yield server
    server.close()


@pytest.fixture
def command(tmp_path: Path, server_of_user: ForkServer) -> Command:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "config.toml").touch()
    return CommandOfUser(tmp_path / "elsewhere", server=server_of_user)


@pytest.fixture
def data(news_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A library that is up to date, with chats."""
    data = shutil.copytree(news_folder, tmp_path / "data", symlinks=True)
    with closing(sqlite3.connect(data / "onrecord.db")) as store:  # may have been copied while it is open elsewhere
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Database(data / "bot.sqlite").close()
    yield data
    for path in paths(data):
        path.chmod(0o755)


def paths(folder: Path) -> Iterator[Path]:
    yield folder
    yield from (path for path in folder.rglob("*") if not path.is_symlink())


def forbid(*of: Path) -> None:
    for path in of:
        path.chmod(0o555)


def complaint(command: Command, *arguments: str | Path) -> str:
    run = command(*arguments, status=1)
    (line,) = (line for line in run.errors.splitlines() if line.strip())
    return line


QUESTION = "What did Halvorsen say about the lighthouses?"
ASKING = [("ask", QUESTION), ("articles",), ("show", "1"), ("export",), ("digest",), ("people",), ("check", "note.txt"),
          ("feeds", "list"), ("feeds", "export")]  # fmt: skip


@pytest.mark.parametrize("arguments", ASKING, ids=lambda arguments: arguments[0])
def test_what_only_reads_needs_a_folder_that_can_be_read(
    command: Command, data: Path, arguments: tuple[str, ...]
) -> None:
    (command.folder / "note.txt").write_text("“It rains in Kivik,” Sigrun Halvorsen said.", encoding="utf-8")
    writable = command("--data", data, *arguments)
    before = {path: path.stat().st_mtime_ns for path in paths(data)}
    forbid(*paths(data))
    readable = command("--data", data, *arguments)
    assert (readable.output, readable.errors) == (writable.output, writable.errors)
    assert {path: path.stat().st_mtime_ns for path in paths(data)} == before


def test_a_folder_that_can_only_be_read_is_backed_up(command: Command, data: Path, tmp_path: Path) -> None:
    forbid(*paths(data))
    command("--data", data, "backup", "record.backup")
    command("--data", tmp_path / "other", "restore", "record.backup")
    assert command("--data", tmp_path / "other", "articles").lines == command("--data", data, "articles").lines


def test_what_stands_beside_the_store_is_waited_for_by_no_guess(command: Command, data: Path) -> None:
    """The newest pages of a store that a kill left are in a file that can't be read without writing."""
    (data / "onrecord.db-wal").write_bytes(b"newest pages")
    forbid(*paths(data))
    assert complaint(command, "--data", data, "ask", "Halvorsen") == f"onrecord: {data / 'onrecord.db'} {SENTENCE}"


@pytest.mark.parametrize(
    "arguments",
    [("chat",), ("remove", "1"), ("reread",), ("add", "note.txt")],
    ids=lambda arguments: arguments[0],
)
def test_a_folder_that_is_all_read_only_is_named(command: Command, data: Path, arguments: tuple[str, ...]) -> None:
    (command.folder / "note.txt").write_text("It rains in Kivik.", encoding="utf-8")
    forbid(*paths(data))
    assert complaint(command, "--data", data, *arguments) == f"onrecord: {data / 'onrecord.db'} {SENTENCE}"


@pytest.mark.parametrize(
    ("arguments", "name"), [(("add", "note.txt"), "adding.lock"), (("reread",), "derived.lock")], ids=["add", "reread"]
)
def test_a_lock_that_is_read_only_is_named(command: Command, data: Path, arguments: tuple[str, ...], name: str) -> None:
    (command.folder / "note.txt").write_text("It rains in Kivik.", encoding="utf-8")
    (data / name).touch()
    forbid(data / name)
    assert complaint(command, "--data", data, *arguments) == f"onrecord: {data / name} {SENTENCE}"


def test_an_index_that_must_be_made_and_is_read_only_is_named(command: Command, data: Path) -> None:
    (data / "words" / "words.json").unlink()
    forbid(*paths(data / "words"))
    assert complaint(command, "--data", data, "ask", "Halvorsen") == f"onrecord: {data / 'words' / 'index'} {SENTENCE}"


def test_a_store_that_is_read_only_is_named_when_it_is_to_be_changed(command: Command, data: Path) -> None:
    forbid(data / "onrecord.db")
    assert complaint(command, "--data", data, "remove", "1") == f"onrecord: {data / 'onrecord.db'} {SENTENCE}"


def failures(command: Command, data: Path) -> list[str]:
    run = command("--data", data, "doctor", status=1)
    assert run.errors == ""
    return [line for line in run.lines if line.startswith("FAIL")]


def test_the_doctor_names_what_is_read_only(command: Command, data: Path) -> None:
    forbid(*paths(data))
    store = f"{data / 'onrecord.db'} {SENTENCE}"
    chats = f"{data / 'bot.sqlite'} {SENTENCE}"
    folder = f"{data} {SENTENCE}"
    assert failures(command, data) == [
        f"FAIL  store: {store}", f"FAIL  chats: {chats}", f"FAIL  permissions: {folder}", f"FAIL  feeds: {store}",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "check"), [("onrecord.db", "store"), ("bot.sqlite", "chats")])
def test_the_doctor_names_a_database_that_can_be_read_only(command: Command, data: Path, name: str, check: str) -> None:
    forbid(data / name)
    assert failures(command, data) == [f"FAIL  {check}: {data / name} {SENTENCE}"]


def test_the_doctor_names_a_lock_that_is_read_only(command: Command, data: Path) -> None:
    lock = data / "vectors" / "rows.lock"
    forbid(lock)
    assert failures(command, data) == [f"FAIL  index: {lock} {SENTENCE}"]


def test_status_counts_what_can_only_be_read_and_says_so(command: Command, data: Path) -> None:
    counts = json.loads(command("--data", data, "status", "--json").output)
    (data / "bot.sqlite").unlink()
    forbid(*paths(data))
    told = json.loads(command("--data", data, "status", "--json", status=1).output)
    assert (told["articles"], told["feeds"]) == (counts["articles"], counts["feeds"])
    assert told["problems"] == [f"{data / 'onrecord.db'} {SENTENCE}"]


def test_a_data_folder_that_may_not_be_entered_is_told_with_what_to_do(command: Command, data: Path) -> None:
    data.chmod(0)
    mended = "run On Record as the user whose it is, or change its permissions"
    assert complaint(command, "--data", data, "ask", QUESTION).endswith(f"Permission denied; {mended}")
    told = command("--data", data, "doctor", status=1)
    assert told.lines[0] == f"FAIL  permissions: {data} can't be entered; {mended}"
    assert [line[:4] for line in told.lines[1:]] == ["ok  "] * 2
    data.chmod(0o700)


@pytest.mark.parametrize("mode", [0, 0o400, 0o100])
@pytest.mark.parametrize("closed", ["news", "news/locked"])
def test_a_folder_that_may_not_be_entered_is_refused_by_name(
    command: Command, data: Path, closed: str, mode: int
) -> None:
    (command.folder / "news" / "locked").mkdir(parents=True)
    for place in ("news", "news/locked"):
        (command.folder / place / "note.txt").write_text(f"It rains in {place}.", encoding="utf-8")
    (command.folder / closed).chmod(mode)
    told = command("--data", data, "add", "news", status=1)
    (command.folder / closed).chmod(0o700)
    assert told.output.startswith(f"{int(closed != 'news')} added, 0 known already, 1 refused")
    assert f"refused: {closed}: can't be read (" in told.errors


def test_a_place_for_a_backup_that_may_not_be_written_is_named_as_it_was(command: Command, data: Path) -> None:
    (command.folder / "closed").mkdir(mode=0o500)
    told = complaint(command, "--data", data, "backup", "closed/record.backup")
    assert told == (
        "onrecord: closed/record.backup can't be written (Permission denied); mend that, or name a file elsewhere"
    )
