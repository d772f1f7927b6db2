"""What is derived from one store never answers for another."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import Draft, Index
from index.origin import NOWHERE, Origin
from index.search.vector_index import VectorIndex
from index.store.store import Store

DERIVED = ("vectors", "words", "spoken")
GLACIER = "“The glacier has lost a metre since spring,” Elin Varga told reporters. “Nobody will ski there.”"
STADIUM = "“The stadium will seat ten thousand,” Ilo Tamm told reporters. “It opens before the autumn.”"
FERRY = "“The ferry to Kivik stays,” Ilo Tamm told reporters. “It pays for itself.”"
QUESTIONS = ("What did Varga say about the glacier?", "What did Tamm say about the stadium?", "who spoke of the ferry?")


@pytest.fixture
def library(new_data_folder: Callable[[Path], Path], tmp_path: Path) -> Callable[..., Path]:
    """Makes a data folder with these texts."""

    def make(name: str, *texts: str) -> Path:
        folder = new_data_folder(tmp_path / name)
        index = Index.open(folder)
        assert [outcome.status for outcome in index.add(map(Draft, texts))] == ["added"] * len(texts)
        index.close()
        return folder

    return make


def copied(data: Path, name: str) -> Path:
    return shutil.copytree(data, data.with_name(name), symlinks=True)


def added(data: Path, *texts: str) -> None:
    index = Index.open(data)
    list(index.add(map(Draft, texts)))
    index.close()


def put(derived: Path, into: Path, *names: str) -> None:
    """The derived indexes of one folder in place of those of another."""
    for name in names or DERIVED:
        shutil.rmtree(into / name)
        shutil.copytree(derived / name, into / name)


def answers(data: Path) -> list[list[str]]:
    """Answers, after a look at whether every derived index is about the texts of the store."""
    index = Index.open(data)
    passages = [one for row in index.store.listing() for one in index.store.passages_of([row.id])]
    texts = [index.store.articles([one.article])[one.article].text[one.start : one.end] for one in passages]
    vectors = index.vectors.get(np.array([one.id for one in passages], np.int64))
    assert len(index.vectors) == len(index.passage_index) == len(passages)
    assert np.abs(index.embedder.embed(texts) - vectors).max() < 1e-4
    found = [[quote.text for quote in index.ask(question).quotes] for question in QUESTIONS]
    index.close()
    return found


@pytest.mark.parametrize("names", [DERIVED, *((name,) for name in DERIVED)], ids="-".join)
def test_an_index_of_another_store_is_made_anew(library: Callable[..., Path], names: tuple[str, ...]) -> None:
    glacier, stadium = library("one", GLACIER), library("two", STADIUM)
    before = answers(glacier)
    put(stadium, glacier, *names)
    assert answers(glacier) == before
    assert before[0]
    assert not before[1]


@pytest.mark.parametrize("names", [(name,) for name in DERIVED], ids="-".join)
def test_copies_of_one_store_that_went_different_ways_are_two_stores(
    library: Callable[..., Path], names: tuple[str, ...]
) -> None:
    one = library("one", GLACIER)
    other = copied(one, "other")
    added(one, STADIUM)
    added(other, FERRY)
    before = answers(other)
    put(one, other, *names)
    assert answers(other) == before
    assert before[2]


def test_an_index_from_before_the_copies_parted_is_caught_up_and_not_made_anew(library: Callable[..., Path]) -> None:
    one = library("one", GLACIER)
    other = copied(one, "other")
    added(other, FERRY)
    before = answers(other)
    put(one, other)
    inode = (other / "vectors" / "rows-1.f32").stat().st_ino
    assert answers(other) == before
    assert (other / "vectors" / "rows-1.f32").stat().st_ino == inode


def test_vectors_that_another_store_had_not_finished_are_not_taken_over(library: Callable[..., Path]) -> None:
    """They are for passages with the numbers that this store gave to others."""
    one = library("one", GLACIER)
    index = Index.open(one)
    shutil.rmtree(one / "vectors")
    half = VectorIndex(one / "vectors", index.embedder.width, index.embedder.fingerprint)
    half.add(np.array([1], np.int64), index.embedder.embed([STADIUM]))
    half.save(0, Origin(1, "0123456789abcdef"))
    index.close()
    assert answers(one)[0]


def test_an_index_that_says_nothing_of_its_store_is_made_anew(library: Callable[..., Path]) -> None:
    one = library("one", GLACIER)
    manifest = one / "words" / "words.json"
    about = json.loads(manifest.read_text())
    assert about.pop("origin")[0] == about["generation"] == 1
    manifest.write_text(json.dumps(about))
    segments = {path.name for path in (one / "words" / "index").glob("*.idx")}
    assert answers(one)[0]
    assert not segments & {path.name for path in (one / "words" / "index").glob("*.idx")}


def before_marks(data: Path) -> None:
    """A data folder as it was before there were marks."""
    index = Index.open(data)
    index.vectors.save(index.vectors.generation, NOWHERE)
    for part in (index.passage_index, index.statement_index):
        part.mark(NOWHERE)
    index.close()
    with closing(sqlite3.connect(data / "onrecord.db")) as connection:
        connection.executescript(
            "DROP TABLE reread; ALTER TABLE change DROP COLUMN mark; ALTER TABLE article DROP COLUMN pages; "
            "DROP INDEX ix_article_replaced_by; ALTER TABLE article DROP COLUMN replaced_by; "
            "UPDATE alembic_version SET version_num = '0005'"
        )


def test_what_was_derived_before_there_were_marks_is_taken_over_once(library: Callable[..., Path]) -> None:
    one, other = library("one", GLACIER), library("two", STADIUM)
    for data in (one, other):
        before_marks(data)
    shutil.copytree(other, other.with_name("unmarked"), symlinks=True)
    rows = (one / "vectors" / "rows-1.f32").stat()
    first = answers(one)
    assert (one / "vectors" / "rows-1.f32").stat().st_ino == rows.st_ino
    assert first[0]
    put(other.with_name("unmarked"), one)
    assert answers(one) == first


def test_every_change_has_a_mark_of_its_own(tmp_path: Path) -> None:
    store = Store(tmp_path / "onrecord.db")
    assert store.origin == NOWHERE
    assert not store.knows(NOWHERE)
    origins = []
    for text in (GLACIER, STADIUM, FERRY):
        store.add([(Draft(text), [(0, len(text))], ())])
        origins.append(store.origin)
    store.remove(1)
    origins.append(store.origin)
    assert [origin.change for origin in origins] == [1, 2, 3, 4]
    assert len({origin.mark for origin in origins}) == 4
    assert all(store.knows(origin) for origin in origins)
    assert not store.knows(Origin(2, origins[2].mark))
    assert not store.knows(Origin(5, origins[2].mark))
    store.close()
