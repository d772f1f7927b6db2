"""Whoever copies `onrecord.db` and `bot.sqlite` alone has everything, once what wrote them has ended."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.chats.database import FILE, Database
from index.store.store import Store
from index.store.transactions import writing
from tests.bot.bot_process import BotProcess
from tests.botapi.server import Server
from tests.command import Command
from tests.layouts import columns_of, dumped

DATABASES = ("onrecord.db", FILE)


def contents(data: Path) -> dict[str, list[str]]:
    return {name: dumped(data / name) for name in DATABASES if (data / name).exists()}


def copied_alone(data: Path, folder: Path) -> Path:
    """A copy of the two files without what SQLite keeps beside them."""
    folder.mkdir()
    for name in DATABASES:
        if (data / name).exists():
            shutil.copy(data / name, folder)
    return folder


@pytest.mark.parametrize(
    ("line", "stdin"),
    [
        (("add", "note.txt"), ""),
        (("remove", "1"), ""),
        (("reread",), ""),
        (("people", "rename", "Sigrun Halvorsen", "Sigrun A. Halvorsen"), ""),
        (("feeds", "import", "feeds.opml"), ""),
        (("chat",), "What did Halvorsen say about lighthouses?\n/subscribe Halvorsen on lighthouses\n"),
    ],
    ids=lambda line: line[0] if isinstance(line, tuple) else "",
)
def test_a_command_that_writes_leaves_files_that_are_whole_alone(
    news_folder: Path, tmp_path: Path, command: Command, line: tuple[str, ...], stdin: str
) -> None:
    data = shutil.copytree(news_folder, tmp_path / "data", symlinks=True)
    before = contents(data)
    (command.folder / "note.txt").write_text("“The ferry stays,” Sigrun Halvorsen said.", encoding="utf-8")
    (command.folder / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" xmlUrl="https://ferry.example/feed"/></body></opml>'
    )
    with closing(sqlite3.connect(data / "onrecord.db")) as idle_bot, closing(sqlite3.connect(data / FILE)) as chats:
        for connection in (idle_bot, chats):  # SQLite tidies up by itself when nobody else has a file open
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        command("--data", data, *line, stdin=stdin)
        alone = contents(copied_alone(data, tmp_path / "alone"))
    assert alone != before
    assert alone == contents(data)


def test_the_end_of_the_bot_leaves_files_that_are_whole_alone(data: Path, tmp_path: Path, telegram: Server) -> None:
    with BotProcess(data, telegram) as running:
        reader = telegram.world.person("Reader")
        reader.says("What did Varga say about the harbour treaty?")
        telegram.world.wait(lambda: bool(reader.chat.by_bot))
        assert contents(copied_alone(data, tmp_path / "during")) != contents(data)  # or this test shows nothing
        running.stop()
    alone = copied_alone(data, tmp_path / "alone")
    assert contents(alone) == contents(data)
    with closing(sqlite3.connect(alone / FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM asked").fetchone() == (1,)


def test_a_file_is_whole_when_another_connection_stays_open(tmp_path: Path) -> None:
    """As with a thread that computes for longer than the bot waits."""
    for made, path in ((Store, tmp_path / "onrecord.db"), (Database, tmp_path / FILE)):
        opened = made(path)
        with opened.engine.connect() as connection:
            with writing(opened.engine) as other:
                other.exec_driver_sql("CREATE TABLE written_last (id INTEGER)")
            opened.close()
            shutil.copy(path, tmp_path / "alone")
            assert connection.exec_driver_sql("SELECT count(*) FROM written_last").scalar() == 0
        assert "written_last" in columns_of(tmp_path / "alone")
