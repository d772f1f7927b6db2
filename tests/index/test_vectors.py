"""The index of embeddings: exact, replaceable, never half written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.vectors import Floats, Vectors

WIDTH = 8


def unit(*numbers: int) -> Floats:
    """A vector for each number, all at right angles."""
    return np.eye(WIDTH, dtype=np.float32)[list(numbers)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


@pytest.fixture
def vectors(folder: Path) -> Vectors:
    made = Vectors(folder, WIDTH, "model a")
    made.add(np.array([10, 11, 12]), unit(0, 1, 2))
    made.save(3)
    return made


def test_the_nearest_come_first(vectors: Vectors) -> None:
    (first, cosine), (_, next_cosine), _ = vectors.search(unit(1)[0], 3)
    assert first == 11
    assert cosine == pytest.approx(1.0)
    assert next_cosine == pytest.approx(0.0)


def test_a_search_among_some_finds_only_those(vectors: Vectors) -> None:
    assert {id for id, _ in vectors.search(unit(1)[0], 3, np.array([10, 12]))} == {10, 12}


def test_a_search_among_none_finds_nothing(vectors: Vectors) -> None:
    assert vectors.search(unit(1)[0], 3, np.array([], dtype=np.int64)) == []


def test_an_empty_index_finds_nothing(folder: Path) -> None:
    assert Vectors(folder, WIDTH, "model a").search(unit(0)[0], 5) == []


def test_adding_an_id_again_replaces_its_vector(vectors: Vectors) -> None:
    vectors.add(np.array([10]), unit(5))
    assert len(vectors) == 3
    assert vectors.search(unit(5)[0], 1)[0][0] == 10


def test_removed_ranges_are_gone_with_both_ends(vectors: Vectors) -> None:
    vectors.remove([(10, 11)])
    assert len(vectors) == 1
    assert not vectors.has(11)
    assert vectors.has(12)


def test_what_was_saved_is_opened_again(vectors: Vectors, folder: Path) -> None:
    again = Vectors(folder, WIDTH, "model a")
    assert (again.generation, len(again)) == (3, 3)
    assert again.search(unit(2)[0], 1)[0][0] == 12


def test_saving_leaves_only_the_newest(vectors: Vectors, folder: Path) -> None:
    vectors.save(4)
    assert sorted(p.name for p in folder.iterdir()) == ["vectors-4.faiss", "vectors.json"]


@pytest.mark.parametrize(("width", "fingerprint"), [(WIDTH, "model b"), (WIDTH * 2, "model a")])
def test_vectors_of_another_model_are_not_taken(vectors: Vectors, folder: Path, width: int, fingerprint: str) -> None:
    again = Vectors(folder, width, fingerprint)
    assert (again.generation, len(again)) == (0, 0)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-5] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["vectors-3.faiss", "vectors.json"])
@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, 0),
        lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
        lambda path: path.write_bytes(b"3"),
        _flip,
    ],
    ids=["deleted", "truncated", "emptied", "garbage", "a number", "one byte"],
)
def test_damaged_files_are_as_good_as_none(
    vectors: Vectors, folder: Path, name: str, damage: Callable[[Path], object]
) -> None:
    damage(folder / name)
    again = Vectors(folder, WIDTH, "model a")
    assert (again.generation, len(again)) in {(0, 0), (3, 3)} if damage is _flip else (0, 0)
    again.add(np.array([10]), unit(0))
    again.save(4)
    assert len(Vectors(folder, WIDTH, "model a")) == len(again)


def test_a_file_in_place_of_the_folder_is_replaced(folder: Path) -> None:
    folder.write_text("what is this?", encoding="utf-8")
    made = Vectors(folder, WIDTH, "model a")
    made.save(1)
    assert Vectors(folder, WIDTH, "model a").generation == 1
