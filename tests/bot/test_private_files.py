"""What the bot keeps is its user's alone: nobody else on the machine may read a file of it."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from index import Index
from index.permissions import private_folder
from tests.bot.bot_process import BotProcess, environment
from tests.botapi.server import Server


def open_to_others(folder: Path) -> list[str]:
    """Files and folders that somebody else may read, write or enter; the shared model is not of this test."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    return [str(path) for path in paths if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def test_all_that_commands_and_serving_make_is_private(new_data_folder: Callable[[Path], Path], tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Server() as telegram:
        new_data_folder(data)
        data.chmod(0o755)
        source = tmp_path / "note.txt"
        source.write_text('"The quay will be ready in May," Mayor Ada Holm said.\n', encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "bot", "--data", str(data), "add", str(source)], umask=0o022,
            check=True, env=environment(), cwd=tmp_path, capture_output=True,
        )  # fmt: skip
        assert open_to_others(data) == []
        boss = telegram.world.person("Boss")
        with BotProcess(data, telegram, f"[access]\nadmins = [{boss.id}]") as running:
            boss.says("What did Ada Holm say about the quay?")
            boss.chat.answer()
            assert {"onrecord.db-wal", "bot.sqlite-wal", "duty.lock"} <= {path.name for path in data.iterdir()}
            assert open_to_others(data) == []
            assert "config.toml may be read by others" in running.log_text
            (running.folder / "config.toml").chmod(0o600)
            running.stop()
            before = running.log_text
            running.start()
            assert "may be read by others" not in running.log_text.removeprefix(before)


def test_a_folder_of_an_earlier_release_is_closed_when_it_is_opened(data: Path) -> None:
    data.chmod(0o755)
    mine = data / "notes of mine.txt"
    for path in (*(path for path in data.rglob("*") if path.is_file()), mine):
        path.touch()
        path.chmod(0o644)
    (data / "words").chmod(0o755)
    Index.open(data).close()
    assert open_to_others(data) == [str(mine)]


def test_what_is_no_data_folder_stays_as_it_is(tmp_path: Path) -> None:
    everybodys = tmp_path / "everybody"
    everybodys.mkdir()
    everybodys.chmod(0o1777)
    private_folder(everybodys)
    assert stat.S_IMODE(everybodys.stat().st_mode) == 0o1777
    outside = tmp_path / "outside"
    outside.write_text("", "utf-8")
    outside.chmod(0o644)
    data = tmp_path / "data"
    private_folder(data)
    (data / "model").symlink_to(outside)
    private_folder(data)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
