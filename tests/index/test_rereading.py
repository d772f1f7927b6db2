"""Reading again goes on where it was killed, and nothing is lost meanwhile."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Draft, Index
from index.attribution.reader_version import reader_version
from index.library import BATCH
from index.model import Kind, Person, Statement
from index.store.store import Store
from tests.command import Command
from tests.layouts import dumped

TEXT = "“Ship {0} has left the harbour,” Sigrun Halvorsen said. Bram Okonkwo said that ship {0} was late."


@pytest.fixture
def library(new_data_folder: Callable[[Path], Path], tmp_path: Path) -> Path:
    folder = new_data_folder(tmp_path / "data")
    index = Index.open(folder)
    list(index.add(Draft(TEXT.format(n)) for n in range(3 * BATCH)))
    index.close()
    return folder


def kept(data: Path) -> list[int]:
    with closing(sqlite3.connect(data / "onrecord.db", timeout=30)) as connection:
        return [id for (id,) in connection.execute("SELECT article FROM reread ORDER BY article")]


def without_what_is_kept(data: Path) -> list[str]:
    return [line for line in dumped(data / "onrecord.db") if not line.startswith('INSERT INTO "reread"')]


def test_a_killed_rereading_changes_nothing_and_goes_on_where_it_was(library: Path, command: Command) -> None:
    before = without_what_is_kept(library)
    reading = command.start("--data", library, "reread")
    deadline = time.monotonic() + 60
    while not kept(library) and reading.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    reading.send_signal(signal.SIGKILL)
    assert reading.wait(20) == -signal.SIGKILL
    done = kept(library)
    assert len(done) in (BATCH, 2 * BATCH)
    assert without_what_is_kept(library) == before

    with closing(sqlite3.connect(library / "onrecord.db")) as connection, connection:
        connection.execute("UPDATE reread SET statements = '[]' WHERE article = 2")  # to be told from what is read now
    index = Index.open(library)
    index.remove(1)
    (added,) = index.add([Draft(TEXT.format("new"))])
    told: list[tuple[int, int]] = []
    assert index.reread(lambda *progress: told.append(progress)) == 3 * BATCH
    assert told[0] == (len(done) - 1 + BATCH, 3 * BATCH)
    assert kept(library) == []
    statements = index.store.statements(range(1, 3 * BATCH + 2))
    assert [len(statements[id]) for id in (1, 2)] == [0, 0]
    assert {len(statements[id]) for id in statements if id > 2} == {2}
    assert added.article in statements
    assert index.ask(f"What did Halvorsen say about ship {3 * BATCH - 1}?").answered
    index.close()


def test_what_another_way_of_reading_found_is_not_taken_over(library: Path) -> None:
    store = Store(library / "onrecord.db")
    store.keep_rereading("another", {1: [], 2: []})
    assert kept(library) == [1, 2]
    assert store.kept_rereading(reader_version()) == set()
    assert kept(library) == []
    store.close()


def test_what_is_kept_comes_back_as_it_was(library: Path) -> None:
    speaker = Person("Elin Varga", ("Varga", "E. Varga"), ("Mayor",), True)
    statements = [
        Statement(((1, 4), (6, 20)), Kind.MIXED, (30, 35), (36, 40), speaker, Person("Ilo Tamm"), 0.123456789, True),
        Statement(((0, 9),), Kind.DIRECT),
    ]
    store = Store(library / "onrecord.db")
    store.keep_rereading("some", {3: statements, 4: [], 999: statements})
    store.finish_rereading("some")
    (first, second) = sorted(store.statements([3])[3], key=lambda each: each.start, reverse=True)
    assert (first.content, first.kind, first.mention, first.cue) == (((1, 4), (6, 20)), Kind.MIXED, (30, 35), (36, 40))
    assert first.person is not None
    assert first.via is not None
    assert (first.person.name, set(first.person.aliases) - {first.person.name}, first.person.roles) == (
        "Elin Varga", {"Varga", "E. Varga"}, ("Mayor",),
    )  # fmt: skip
    assert (first.via.name, first.confidence, first.question) == ("Ilo Tamm", 0.123456789, True)
    assert (second.content, second.person) == (((0, 9),), None)
    assert store.statements([4])[4] == []
    assert len(store.statements([5])[5]) == 2
    store.close()
