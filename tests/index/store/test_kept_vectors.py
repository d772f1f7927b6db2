"""Vectors that a server keeps: what one machine has embedded, no other one embeds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.backup.moving import move
from index import Index
from index.model import Draft
from index.search.passage_vectors import catch_up
from index.search.vector_index import Floats, VectorIndex
from index.store.store import Store
from tests.bot.briefings import DRAFTS, HashedWordsEmbedder, briefings_library
from tests.postgresql_server import PostgresqlServer

ROUNDED = 1e-3  # by which half precision differs at most, of numbers up to 1


class CountingEmbedder(HashedWordsEmbedder):
    """Counts the texts that it embeds."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "texts", [])  # which is frozen

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None, pool: Executor | None = None
    ) -> Floats:
        self._embedded.extend(texts)
        return super().embed(texts, progress, pool)

    @property
    def _embedded(self) -> list[str]:
        texts: list[str] = object.__getattribute__(self, "texts")
        return texts

    @property
    def count(self) -> int:
        return len(self._embedded)


@pytest.fixture
def address(postgresql: PostgresqlServer, empty_database: str) -> str:
    return postgresql.copy_of(empty_database)


Opening = Callable[[str], tuple[Index, CountingEmbedder]]


@pytest.fixture
def machine(tmp_path: Path, address: str) -> Iterator[Opening]:
    """Opens the database by the data folder of a machine."""
    opened: list[Index] = []

    def open_by(name: str) -> tuple[Index, CountingEmbedder]:
        embedder = CountingEmbedder()
        folder = tmp_path / name
        index = Index(folder, embedder, threads=1, store=Store(folder / "onrecord.db", address))
        index.indexes.catch_up()
        index.indexes.share_vectors()
        opened.append(index)
        return index, embedder

    yield open_by
    for each in opened:
        each.close()


def same_vectors(one: VectorIndex, other: VectorIndex) -> bool:
    ids = np.sort(one.ids)
    return bool((ids == np.sort(other.ids)).all() and np.abs(one.get(ids) - other.get(ids)).max() < ROUNDED)


def test_another_machine_embeds_nothing(machine: Opening) -> None:
    one, embedder = machine("one")
    other, idle = machine("other")
    assert {each.status for each in one.add(DRAFTS)} == {"added"}
    assert embedder.count == one.store.counts()["passage"]
    other.indexes.keep_up()
    late, late_idle = machine("late")
    for each in (other, late):
        assert each.generation == one.generation
        assert same_vectors(one.vectors, each.vectors)
    assert (idle.count, late_idle.count) == (0, 0)


def test_an_article_and_its_vectors_come_and_go_together(machine: Opening, address: str, tmp_path: Path) -> None:
    one, _ = machine("one")
    drafts = [Draft("The quay opens in May.", url="https://h.example/1"), Draft("The quay is open in May.")]
    stored = [each.article for each in one.add(drafts)]
    kept = one.store.kept_vectors(one.embedder.fingerprint, one.embedder.width)
    assert kept is not None
    passages = [passage.id for passage in one.store.passages_of(each for each in stored if each)]
    assert kept.get(passages)[0].tolist() == passages
    assert stored[0]
    one.remove(stored[0])
    assert kept.get(passages)[0].tolist() == passages[1:]


def test_a_text_that_is_replaced_in_the_same_breath_keeps_no_vector(machine: Opening) -> None:
    one, _ = machine("one")
    text = "The quay opens in May. Boats will come. Ada Holm said so at the fair. Nobody else did."
    drafts = [Draft(text, url="https://h.example/1"), Draft(f"{text} Yet.", url="https://h.example/1")]
    assert [each.status for each in one.add(drafts)] == ["added", "revised"]
    other, idle = machine("other")
    assert same_vectors(one.vectors, other.vectors)
    assert idle.count == 0


def test_what_has_no_vector_is_embedded_by_one_machine_alone(machine: Opening, address: str) -> None:
    one, embedder = machine("one")
    texts = [f"Harbour {number} is open." for number in range(30)]
    one.store.add([(Draft(text), [(0, len(text))], ()) for text in texts])  # as by one that was killed after it
    one.indexes.keep_up()
    other, idle = machine("other")
    assert (embedder.count, idle.count) == (30, 0)
    assert same_vectors(one.vectors, other.vectors)


def test_a_library_that_was_moved_brings_its_vectors(machine: Opening, address: str, tmp_path: Path) -> None:
    with closing(briefings_library(tmp_path / "one", DRAFTS)):
        pass
    move(tmp_path / "one", None, address)
    one, embedder = machine("one")
    other, idle = machine("other")
    assert same_vectors(one.vectors, other.vectors)
    assert (embedder.count, idle.count) == (0, 0)


def test_where_nobody_may_make_a_table_each_machine_embeds(
    machine: Opening, address: str, postgresql: PostgresqlServer
) -> None:
    writer = f"writer_{os.getpid()}"
    if not postgresql.run(address, f"SELECT 1 FROM pg_roles WHERE rolname = '{writer}'"):
        postgresql.run(address, f"CREATE ROLE {writer} LOGIN")
    rights = ("USAGE ON SCHEMA", "SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA", "UPDATE ON ALL SEQUENCES IN SCHEMA")
    for what in rights:
        postgresql.run(address, f"GRANT {what} onrecord, onrecord_derived TO {writer}")
    one, embedder = machine("one")
    name = address.partition("?")[0].rpartition("/")[2]
    with closing(Store(one.data / "onrecord.db", postgresql.address(name, writer))) as store:
        assert store.kept_vectors("another model", 64) is None
        store.add([(Draft("The tide turns."), [(0, 15)], ())])
        vectors = VectorIndex(one.data / "theirs", 64, "another model")
        embedder = CountingEmbedder()
        object.__setattr__(embedder, "fingerprint", "another model")
        catch_up(vectors, store, embedder)
        assert embedder.count == len(vectors) == 1
