"""What was backed up answers as before, wherever it is restored; what is no whole backup restores nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.backup import BackupError, back_up, restore
from bot.chats.database import FILE, Database
from index import Index, StoreError
from index.store.store import Store
from tests.bot.bot_process import environment
from tests.command import ROOT, Command
from tests.layouts import dumped
from tests.news_articles import QUESTIONS

TOKEN = "123456789:AAE-not-a-token-of-anybody-at-all"
SETTINGS = f'# of the press office, once {TOKEN}\n[telegram]\ntoken = "{TOKEN}"\nwebhook_secret = "s3cret-s3cret"\n'
WROTE = "/subscribe Halvorsen on lighthouses\nStart\nOslo\n/subscribe\nWhat did Okonkwo say about diesel?\nUseful\n"
SURVEY = "".join(f"{question}\n" for question in QUESTIONS) + "/subscriptions\n/people\n/people decisions\n/sources\n"

CLOCK = re.compile(r"where it is \d\d:\d\d now")  # a minute may end between two looks


@pytest.fixture(scope="module")
def used(news_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with articles, decisions about people, subscriptions and conversations.  No test changes it."""
    data = shutil.copytree(news_folder, tmp_path_factory.mktemp("used") / "data", symlinks=True)
    onrecord = Command(data.parent)
    onrecord("--data", data, "chat", stdin=WROTE)
    onrecord("--data", data, "people", "rename", "Sigrun Halvorsen", "Sigrun A. Halvorsen")
    return data


@pytest.fixture(scope="module")
def backup(used: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it.  No test changes it."""
    target = tmp_path_factory.mktemp("backup") / "backup.zip"
    back_up(used, target, "[answers]\nquotes = 5\n")
    return target


def with_model(data: Path, of: Path) -> Path:
    (data / "model").symlink_to((of / "model").resolve())
    return data


def survey(data: Path, folder: Path) -> list[str]:
    """All that can be asked, in words."""
    ask = Command(folder)
    lines = [CLOCK.sub("now", line) for line in ask("--data", data, "chat", stdin=SURVEY).lines]
    lines += ask("--data", data, "digest", "--json", "--since", "2031-01-01").lines
    lines += ask("--data", data, "people", "--json").lines
    return lines


def test_every_answer_digest_subscription_and_person_is_the_same_as_before(
    used: Path, backup: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    restore(backup, new)
    for name in ("onrecord.db", FILE):
        assert dumped(new / name) == dumped(used / name)
    before = survey(shutil.copytree(used, tmp_path / "before", symlinks=True), tmp_path)
    after = survey(with_model(new, used), tmp_path)
    assert after == before
    assert any("Sigrun A. Halvorsen" in line for line in after)
    assert any("digest" in line for line in after)
    assert len(after) > 50


def test_what_was_restored_is_not_embedded_again(used: Path, backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "new")
    assert (tmp_path / "new" / "vectors" / "vectors.json").read_bytes() == (
        used / "vectors" / "vectors.json"
    ).read_bytes()


def test_what_is_restored_is_its_owners_alone(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "new")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert {path.stat().st_mode & 0o077 for path in [tmp_path / "new", *(tmp_path / "new").rglob("*")]} == {0}


def test_the_command_backs_up_the_settings_without_secrets(used: Path, tmp_path: Path, command: Command) -> None:
    (command.folder / "config.toml").write_text(f"{SETTINGS}[answers]\nquotes = 7  # as many as fit\n")
    (command.folder / "config.toml").chmod(0o600)
    told = command("--data", used, "backup", "some.zip").output
    assert "settings without secrets" in told
    assert list(command.folder.glob("some.zip*")) == [command.folder / "some.zip"]
    command("--data", tmp_path / "new", "restore", "some.zip")
    settings = (tmp_path / "new" / "config.restored.toml").read_text()
    assert "quotes = 7  # as many as fit" in settings
    with zipfile.ZipFile(command.folder / "some.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (TOKEN, TOKEN.partition(":")[2], "s3cret"):
        assert secret.encode() not in everything


# while others write

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.backup import back_up, restore
what, source, target, calls, renames = sys.argv[1:]
left = [int(calls), int(renames)]
def count(kind):
    left[kind] -= 1
    if not left[kind]:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(lambda event, arguments: count(1) if event == "os.rename" else None)
done = lambda _: count(0)
if what == "restore":
    restore(Path(source), Path(target), done)
else:
    back_up(Path(source), Path(target), None, done)
"""


def killed(what: str, source: Path, target: Path, calls: int = -1, renames: int = -1) -> bool:
    """Whether a process was killed at one of its steps; False when it had ended before."""
    line = [sys.executable, "-c", KILLED, what, source, target, str(calls), str(renames)]
    status = subprocess.run(list(map(str, line)), cwd=ROOT, env=environment(), timeout=60, check=False).returncode
    assert status in (0, -signal.SIGKILL)
    return status != 0


def test_a_backup_while_another_process_adds_is_whole(
    new_data_folder: Callable[[Path], Path], tmp_path: Path, command: Command
) -> None:
    data = new_data_folder(tmp_path / "data")
    news = [
        json.dumps({"text": f"“Ship {n} has left the harbour,” Sigrun Halvorsen said. Ship {n} is late."})
        for n in range(100)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(news), encoding="utf-8")
    adding = command.start("--data", data, "add", tmp_path / "news.jsonl")
    backups: list[Path] = []
    while adding.poll() is None:
        time.sleep(0.05)  # or it would keep the other process from adding
        target = tmp_path / f"{len(backups)}.zip"
        if (data / "vectors" / "vectors.json").exists() or (data / "onrecord.db").exists():
            try:
                back_up(data, target, None)
            except BackupError:
                continue
            backups.append(target)
    back_up(data, tmp_path / "last.zip", None)
    sizes = []
    for number, target in enumerate([*backups[:: max(1, len(backups) // 3)], tmp_path / "last.zip"]):
        new = tmp_path / f"new{number}"
        restore(target, new)
        index = Index.open(with_model(new, data))
        counts = index.store.counts()
        assert len(index.vectors) == len(index.passage_index) == counts["passage"]
        assert counts["statement"] == counts["article"]
        known = index.store.passages_of(row.id for row in index.store.listing())
        assert set(index.vectors.ids.tolist()) == {passage.id for passage in known}
        vectors = index.vectors.get(np.array([passage.id for passage in known[-3:]], np.int64))
        texts = [index.store.articles([p.article])[p.article].text[p.start : p.end] for p in known[-3:]]
        assert not texts or np.abs(index.embedder.embed(texts) - vectors).max() < 1e-4
        sizes.append(counts["article"])
        index.close()
    assert sizes[-1] == 100
    assert sizes == sorted(sizes)


def test_a_killed_backup_leaves_the_last_one_and_nothing_else(used: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    back_up(used, target, None)
    before = target.read_bytes()
    for calls in (1, 3):
        assert killed("backup", used, target, calls=calls)
        assert target.read_bytes() == before
    back_up(used, target, None)
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]


@pytest.mark.parametrize(("calls", "renames"), [(1, -1), (2, -1), (-1, 1), (-1, 2), (-1, 3)])
def test_a_killed_restore_leaves_nothing_that_opens(backup: Path, tmp_path: Path, calls: int, renames: int) -> None:
    new = tmp_path / "new"
    assert killed("restore", backup, new, calls, renames)
    for opening in (lambda: Store(new / "onrecord.db"), lambda: Database(new / FILE), lambda: Index.open(new)):
        with pytest.raises(StoreError, match="not finished"):
            opening()
    assert not (new / "model").exists()  # no model was exported into it by opening
    if renames < 2:  # nothing was moved yet
        restore(backup, new)
        Store(new / "onrecord.db").close()
        assert {path.name for path in new.iterdir()} >= {"onrecord.db", FILE, "vectors"}
    else:
        with pytest.raises(BackupError, match="not empty"):
            restore(backup, new)


# what is refused


def refused(backup: Path, data: Path) -> str:
    """The sentence by which a backup is refused; the folder stays as it was."""
    before = sorted(data.rglob("*")) if data.exists() else []
    with pytest.raises(BackupError) as caught:
        restore(backup, data)
    assert (sorted(data.rglob("*")) if data.exists() else []) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ["note.txt", "onrecord.db", ".hidden"])
def test_a_folder_that_is_not_empty_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    assert refused(backup, tmp_path).endswith("is not empty; restore into an empty folder, chosen with --data")
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99, 0.9999])
def test_a_file_that_was_cut_off_is_refused(backup: Path, tmp_path: Path, share: float) -> None:
    content = backup.read_bytes()
    (tmp_path / "cut").write_bytes(content[: int(len(content) * share)])
    assert "was cut off" in refused(tmp_path / "cut", tmp_path / "new")


def foreign_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("onrecord.db", "hello")


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("no backup at all"),
        lambda path: path.write_bytes(os.urandom(5000)),
        foreign_zip,
    ],
    ids=["empty", "text", "noise", "zip"],
)
def test_a_foreign_file_is_refused(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "foreign")
    assert "is no backup of On Record" in refused(tmp_path / "foreign", tmp_path / "new")


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "can't be read" in refused(tmp_path / "none", tmp_path / "new")
    assert "can't be read" in refused(tmp_path, tmp_path / "new")


@pytest.mark.parametrize("place", [0.02, 0.1, 0.5, 0.8, 0.97])
def test_a_flipped_byte_is_found_or_changes_nothing(backup: Path, tmp_path: Path, place: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * place)] ^= 0x55
    (tmp_path / "flipped").write_bytes(content)
    try:
        restore(tmp_path / "flipped", tmp_path / "new")
    except BackupError:
        assert "is damaged" in refused(tmp_path / "flipped", tmp_path / "new")
    else:  # a compressed row of zeros is the same from wherever in them it is copied
        restore(backup, tmp_path / "whole")
        assert files(tmp_path / "new") == files(tmp_path / "whole")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewritten(backup: Path, target: Path, manifest: Callable[[dict[str, object]], object], **contents: bytes) -> Path:
    """A whole zip archive with another manifest or content."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = contents.get(name.partition(".")[0], old.read(name))
            if name == "backup.json":
                about = json.loads(content)
                manifest(about)
                content = json.dumps(about).encode()
            new.writestr(zipfile.ZipInfo(name), content)
    return target


@pytest.mark.parametrize(
    "later",
    [
        lambda about: about.update(format=99, files="in a form of its own"),
        lambda about: about["layouts"].update({"onrecord.db": "9999"}),
        lambda about: about["layouts"].update({"bot.sqlite": "9999"}),
        lambda about: about["layouts"].update({"third.db": "0001"}),
    ],
    ids=["format", "store", "chats", "third"],
)
def test_a_backup_of_a_later_release_is_refused_with_its_number(
    backup: Path, tmp_path: Path, later: Callable[[dict[str, object]], object]
) -> None:
    def change(about: dict[str, object]) -> None:
        about["release"] = "7.8.9"
        later(about)

    told = refused(rewritten(backup, tmp_path / "later", change), tmp_path / "new")
    assert told.endswith("was made by a later release of On Record (7.8.9); install that release to restore")


def test_other_content_than_the_hashes_say_is_refused(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        content = bytearray(archive.read("onrecord.db"))
    content[5000] ^= 1
    changed = rewritten(backup, tmp_path / "changed", lambda _: None, onrecord=bytes(content))
    assert "onrecord.db is not what was backed up" in refused(changed, tmp_path / "new")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "vectors/../../evil", "model/evil"])
def test_a_backup_with_names_of_other_places_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    def change(about: dict[str, object]) -> None:
        files = about["files"]
        assert isinstance(files, dict)
        files[name] = files["onrecord.db"]

    assert "is damaged" in refused(rewritten(backup, tmp_path / "evil", change), tmp_path / "new")


def test_what_can_be_added_to_a_manifest_later_is_passed_over(backup: Path, tmp_path: Path) -> None:
    restore(rewritten(backup, tmp_path / "more", lambda about: about.update(note="more")), tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "onrecord.db")) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone()[0] > 0


def test_there_must_be_a_library_and_a_place_for_the_file(used: Path, tmp_path: Path) -> None:
    for data, target, told in (
        (tmp_path, tmp_path / "a.zip", "no library"),
        (used, tmp_path, "is a folder"),
        (used, tmp_path / "none" / "a.zip", "no folder"),
    ):
        with pytest.raises(BackupError, match=told):
            back_up(data, target, None)
    assert not list(tmp_path.iterdir())


def test_a_backup_takes_the_place_of_another_backup_alone(used: Path, tmp_path: Path) -> None:
    data = shutil.copytree(used, tmp_path / "data", symlinks=True)
    (tmp_path / "notes.txt").write_text("of mine", encoding="utf-8")
    files = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.suffix != ".lock"}
    for target, told in (
        (data / "onrecord.db", "library's own files"),
        (data / "bot.sqlite-wal", "library's own files"),
        (data / "vectors" / "mine.backup", "library's own files"),
        (data / "adding.lock", "is no backup"),
        (tmp_path / "notes.txt", "is no backup"),
        (Path(os.devnull), "is no backup"),
    ):
        with pytest.raises(BackupError, match=told):
            back_up(data, target, None)
    assert {path: path.read_bytes() for path in files} == files
    assert (tmp_path / "notes.txt").read_text("utf-8") == "of mine"
    (tmp_path / "empty").touch()
    for target in (data / "night.backup", data / "night.backup", tmp_path / "empty"):
        assert back_up(data, target, None).articles > 0


def test_a_link_is_not_replaced_by_a_backup(used: Path, tmp_path: Path, command: Command) -> None:
    (tmp_path / "empty").touch()
    for place in ("empty", "nowhere"):
        link = tmp_path / f"to-{place}"
        link.symlink_to(tmp_path / place)
        told = command("--data", used, "backup", link, status=1).errors
        assert told == f"onrecord: {link} is a link; name the file itself, or another one\n"
        assert link.is_symlink()
    assert not (tmp_path / "empty").stat().st_size


def test_what_is_wrong_with_a_database_is_told_as_it_is(tmp_path: Path, used: Path) -> None:
    data = shutil.copytree(used, tmp_path / "data", symlinks=True)
    (data / "onrecord.db").write_bytes(b"no database " * 99)
    with pytest.raises(StoreError, match="move it away, and restore"):
        back_up(data, tmp_path / "a.backup", None)
