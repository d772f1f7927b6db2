"""Snapshots of two files show one moment, whatever others write."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index import StoreError
from index.store.snapshot import copy, snapshots


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Two databases: articles, and what refers to them."""
    made = [tmp_path / "articles.db", tmp_path / "references.db"]
    for path in made:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
    return made


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM row").fetchone()[0])


@contextmanager
def written_to(paths: list[Path]) -> Iterator[None]:
    """While entered, an article is written again and again, and then what refers to it."""
    end = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(paths[0], timeout=30)) as first, closing(sqlite3.connect(paths[1])) as second:
            while not end.is_set():
                for connection in (first, second):
                    with connection:
                        connection.execute("INSERT INTO row (text) VALUES (?)", ("x" * 2000,))

    thread = threading.Thread(target=write)
    thread.start()
    yield
    end.set()
    thread.join()


def test_no_copy_holds_what_refers_to_an_article_that_it_lacks(paths: list[Path], tmp_path: Path) -> None:
    growing = []
    with written_to(paths):
        for number in range(12):
            with snapshots(paths) as seen:
                before = [count(one) for one in seen]
                for one, name in zip(seen, "ab", strict=True):
                    copy(one, tmp_path / f"{name}{number}")
            articles, references = before
            assert articles - 1 <= references <= articles
            for name, rows in zip("ab", before, strict=True):
                with closing(sqlite3.connect(tmp_path / f"{name}{number}")) as copied:
                    assert count(copied) == rows  # however long copying took
            growing.append(articles)
    assert growing[-1] > growing[0]  # nobody was kept waiting for the copies


def test_writing_goes_on_while_a_snapshot_is_read(paths: list[Path]) -> None:
    with snapshots(paths) as seen:
        with closing(sqlite3.connect(paths[0], timeout=0)) as other, other:
            other.execute("INSERT INTO row (text) VALUES ('later')")
        assert count(seen[0]) == 0


def test_a_file_that_stays_locked_is_named(paths: list[Path]) -> None:
    with closing(sqlite3.connect(paths[1], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"references\.db can't be opened .*locked"), snapshots(paths, 0.1):
            pass
        with closing(sqlite3.connect(paths[0], timeout=0)) as free, free:
            free.execute("INSERT INTO row (text) VALUES ('free again')")


def test_a_damaged_database_is_not_copied_in_silence(paths: list[Path], tmp_path: Path) -> None:
    with closing(sqlite3.connect(paths[0])) as connection, connection:
        connection.executemany("INSERT INTO row (text) VALUES (?)", [("x" * 500,)] * 500)
    with paths[0].open("r+b") as stream:
        stream.seek(8192)
        stream.write(b"\xff" * 8192)
    with snapshots(paths) as seen, pytest.raises(StoreError, match=r"articles\.db (is damaged|can't be copied)"):
        copy(seen[0], tmp_path / "copy.db")


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened"), snapshots([tmp_path / "none.db"]):
        pass
    assert not list(tmp_path.iterdir())
