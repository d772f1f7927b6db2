"""The index of embeddings: exact, replaceable, never half written."""

from __future__ import annotations

import mmap
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.vector_file import KEPT_MAPPED, Rows
from index.search.vector_index import Floats, VectorIndex

WIDTH = 8


def unit(*numbers: int) -> Floats:
    """A vector for each number, all at right angles."""
    return np.eye(WIDTH, dtype=np.float32)[list(numbers)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


@pytest.fixture
def vectors(folder: Path) -> VectorIndex:
    made = VectorIndex(folder, WIDTH, "model a")
    made.add(np.array([10, 11, 12]), unit(0, 1, 2))
    made.save(3)
    return made


def test_the_nearest_come_first(vectors: VectorIndex) -> None:
    (first, cosine), (_, next_cosine), _ = vectors.search(unit(1)[0], 3)
    assert first == 11
    assert cosine == pytest.approx(1.0)
    assert next_cosine == pytest.approx(0.0)


def test_a_search_among_some_finds_only_those(vectors: VectorIndex) -> None:
    assert {id for id, _ in vectors.search(unit(1)[0], 3, np.array([10, 12]))} == {10, 12}


def test_a_search_among_none_finds_nothing(vectors: VectorIndex) -> None:
    assert vectors.search(unit(1)[0], 3, np.array([], dtype=np.int64)) == []


def test_an_empty_index_finds_nothing(folder: Path) -> None:
    assert VectorIndex(folder, WIDTH, "model a").search(unit(0)[0], 5) == []


def test_adding_an_id_again_replaces_its_vector(vectors: VectorIndex) -> None:
    vectors.add(np.array([10]), unit(5))
    assert len(vectors) == 3
    assert vectors.search(unit(5)[0], 1)[0][0] == 10


def test_removed_ranges_are_gone_with_both_ends(vectors: VectorIndex) -> None:
    vectors.remove([(10, 11)])
    assert len(vectors) == 1
    assert not vectors.contains(np.array([11])).all()
    assert vectors.contains(np.array([12])).all()


def test_what_was_saved_is_opened_again(vectors: VectorIndex, folder: Path) -> None:
    again = VectorIndex(folder, WIDTH, "model a")
    assert (again.generation, len(again)) == (3, 3)
    assert again.search(unit(2)[0], 1)[0][0] == 12


def test_saving_leaves_only_the_newest(vectors: VectorIndex, folder: Path) -> None:
    vectors.remove([(10, 11)])
    vectors.save(4)
    assert sorted(p.name for p in folder.iterdir()) == ["ids-2.i64", "rows-2.f32", "rows.lock", "vectors.json"]


@pytest.mark.parametrize(("width", "fingerprint"), [(WIDTH, "model b"), (WIDTH * 2, "model a")])
def test_vectors_of_another_model_are_not_taken(
    vectors: VectorIndex, folder: Path, width: int, fingerprint: str
) -> None:
    again = VectorIndex(folder, width, fingerprint)
    assert (again.generation, len(again)) == (0, 0)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-5] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["rows-1.f32", "ids-1.i64", "vectors.json"])
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
    vectors: VectorIndex, folder: Path, name: str, damage: Callable[[Path], object]
) -> None:
    damage(folder / name)
    again = VectorIndex(folder, WIDTH, "model a")
    assert (again.generation, len(again)) == (0, 0)
    again.add(np.array([10]), unit(0))
    again.save(4)
    assert len(VectorIndex(folder, WIDTH, "model a")) == len(again)


def test_a_file_in_place_of_the_folder_is_replaced(folder: Path) -> None:
    folder.write_text("what is this?", encoding="utf-8")
    made = VectorIndex(folder, WIDTH, "model a")
    made.save(1)
    assert VectorIndex(folder, WIDTH, "model a").generation == 1


def test_vectors_are_given_back_by_id(vectors: VectorIndex) -> None:
    vectors.add(np.array([20]), unit(4))
    found = vectors.get(np.array([20, 99, 11]))
    assert found.tolist() == [unit(4)[0].tolist(), [0.0] * WIDTH, unit(1)[0].tolist()]


def test_a_replaced_vector_stays_replaced_when_saved(vectors: VectorIndex, folder: Path) -> None:
    vectors.add(np.array([10]), unit(5))
    vectors.save(4)
    again = VectorIndex(folder, WIDTH, "model a")
    assert len(again) == 3
    assert again.get(np.array([10])).tolist() == unit(5).tolist()


def test_what_was_written_but_not_committed_is_cut_off(vectors: VectorIndex, folder: Path) -> None:
    for name in ("rows-1.f32", "ids-1.i64"):
        with (folder / name).open("ab") as stream:
            stream.write(os.urandom(1000))  # as after a kill halfway
    again = VectorIndex(folder, WIDTH, "model a")
    assert len(again) == 3
    again.add(np.array([13]), unit(3))
    again.save(4)
    opened = VectorIndex(folder, WIDTH, "model a")
    assert opened.checksums_valid()
    assert opened.get(np.array([10, 11, 12, 13])).tolist() == unit(0, 1, 2, 3).tolist()


def test_two_who_have_a_folder_open_join_what_they_add_and_remove(vectors: VectorIndex, folder: Path) -> None:
    other = VectorIndex(folder, WIDTH, "model a")
    vectors.add(np.array([13, 14]), unit(3, 4))
    other.add(np.array([14, 15]), unit(4, 5))
    other.remove([(10, 10)])
    vectors.save(4)
    other.save(5)
    vectors.refresh()
    for held in (vectors, other, VectorIndex(folder, WIDTH, "model a")):
        assert (len(held), held.generation) == (5, 5)
        assert held.contains(np.array([10, 11, 12, 13, 14, 15])).tolist() == [False, *[True] * 5]
        assert held.search(unit(5)[0], 1)[0][0] == 15


def test_a_folder_that_vanished_under_an_open_index_is_written_again(vectors: VectorIndex, folder: Path) -> None:
    shutil.rmtree(folder)
    vectors.add(np.array([13]), unit(3))
    vectors.save(4)
    assert len(VectorIndex(folder, WIDTH, "model a")) == 4


def test_ids_need_not_rise(folder: Path) -> None:
    made = VectorIndex(folder, WIDTH, "model a")
    for n, id in enumerate((30, 10, 20, 5)):
        made.add(np.array([id]), unit(n))
        made.save(n + 1)
    made.remove([(10, 20)])
    made.add(np.array([10]), unit(6))
    made.save(9)
    again = VectorIndex(folder, WIDTH, "model a")
    assert again.contains(np.array([5, 10, 20, 30])).tolist() == [True, True, False, True]
    assert again.search(unit(6)[0], 1)[0][0] == 10
    assert {id for id, _ in again.search(unit(6)[0], 3, np.array([5, 20, 30]))} == {5, 30}


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "save", "open"]), st.integers(1, 12), st.integers(0, 4))))
def test_whatever_happens_it_holds_what_a_dictionary_would(steps: list[tuple[str, int, int]]) -> None:
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as name:
        vectors, expected = VectorIndex(Path(name) / "vectors", WIDTH, "model a"), dict[int, list[float]]()
        saved = dict(expected)
        for generation, (step, first, more) in enumerate(steps, 1):
            if step == "add":
                ids = np.arange(first, first + more)
                values = random.standard_normal((more, WIDTH)).astype(np.float32)
                vectors.add(ids, values)
                expected |= zip(ids.tolist(), values.tolist(), strict=True)
            elif step == "remove":
                vectors.remove([(first, first + more)])
                expected = {id: value for id, value in expected.items() if not first <= id <= first + more}
            elif step == "save":
                vectors.save(generation)
                saved = dict(expected)
            else:
                vectors, expected = VectorIndex(Path(name) / "vectors", WIDTH, "model a"), dict(saved)
            assert len(vectors) == len(expected)
            ids = np.arange(1, 20)
            assert vectors.contains(ids).tolist() == [id in expected for id in ids.tolist()]
            assert vectors.get(ids).tolist() == [expected.get(id, [0.0] * WIDTH) for id in ids.tolist()]
            assert {id for id, _ in vectors.search(unit(0)[0], 99)} == set(expected)


@pytest.fixture
def values() -> Floats:
    return np.random.default_rng(7).standard_normal((50, WIDTH), dtype=np.float32)


@pytest.fixture
def rows(folder: Path, values: Floats) -> Rows:
    return Rows.none(folder, WIDTH, "model a").append(np.arange(50), values, 1)


@pytest.mark.parametrize("has_preadv", [True, False], ids=["read", "mapped"])
@pytest.mark.parametrize("wanted", [[], [0], [49, 3, 3, 20], [7, 8, 9, 30, 31, 30], list(range(50))])
def test_some_rows_are_the_same_however_they_are_read(
    wanted: list[int], has_preadv: bool, rows: Rows, values: Floats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.vector_file.BLOCK", 4)  # longer runs are read in parts
    if not has_preadv:
        monkeypatch.delattr(os, "preadv")  # a system without that call
    found = rows.read(np.array(wanted, np.int64))
    assert found.tobytes() == values[wanted].tobytes()
    assert rows.cosines(values[5], np.array(wanted, np.int64)).tolist() == pytest.approx(
        (values[wanted] @ values[5]).tolist()
    )


def test_rows_can_be_read_when_others_have_taken_their_place(rows: Rows, values: Floats, folder: Path) -> None:
    (folder / f"rows-{rows.epoch}.f32").unlink()
    assert rows.read(np.array([4])).tobytes() == values[[4]].tobytes()


def test_rows_that_are_cut_off_while_they_are_looked_at_are_an_error(rows: Rows, folder: Path) -> None:
    os.truncate(folder / f"rows-{rows.epoch}.f32", 10 * WIDTH * 4)
    with pytest.raises(OSError, match="row 10 of the vectors can't be read"):
        rows.read(np.array([9, 10]))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not tell what is mapped")
def test_rows_that_were_looked_at_are_let_go_of(tmp_path: Path) -> None:
    """All are read three times; what stays in memory is bounded, and the answers are the same."""

    def mapped() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[2]) * mmap.PAGESIZE

    count, width = 2 * KEPT_MAPPED // (4 * 256), 256
    made = np.zeros((count, width), np.float32)
    made[np.arange(count), np.arange(count) % width] = 1.0
    rows = Rows.none(tmp_path / "vectors", width, "model a").append(np.arange(count), made, 1)
    before = mapped()
    for _ in range(3):
        assert rows.scan(made[7]).sum() == np.count_nonzero(np.arange(count) % width == 7)
    scattered = np.arange(0, count, 3)
    assert rows.cosines(made[0], scattered).sum() == np.count_nonzero(scattered % width == 0)
    assert mapped() - before < 1.5 * KEPT_MAPPED
