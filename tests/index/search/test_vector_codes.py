"""Many vectors: found through codes that are made beside the answers and never needed for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index.search.vector_codes import Codes, build
from index.search.vector_index import CODED, Floats, Ids, VectorIndex

WIDTH = 192
COUNT = CODED + 4_000


def clustered(count: int, seed: int) -> Floats:
    """Unit vectors around some hundred centres, as texts lie around topics."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((300, WIDTH))
    made = centres[random.integers(0, 300, count)] + random.standard_normal((count, WIDTH))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


ALL = clustered(COUNT, 1)
QUESTIONS = clustered(40, 2)
IDS: Ids = np.arange(COUNT) * 2 + 10


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rows and their codes.  No test changes it."""
    folder = tmp_path_factory.mktemp("built") / "vectors"
    made = VectorIndex(folder, WIDTH, "model a")
    made.add(IDS, ALL)
    made.save(1)
    assert made.codes_outdated
    assert build(folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "vectors"))


@pytest.fixture
def vectors(folder: Path) -> VectorIndex:
    return VectorIndex(folder, WIDTH, "model a")


def recall(vectors: VectorIndex, held: Ids, values: Floats, among: Ids | None = None) -> float:
    """Share of the ten nearest of `held` that a search finds, its cosines being exact."""
    found = 0
    order = np.argsort(held)
    for question, scores in zip(QUESTIONS, QUESTIONS @ values.T, strict=True):
        wanted = set(held[np.argpartition(-scores, 10)[:10]].tolist())
        answer = vectors.search(question, 10, among)
        rows = order[np.searchsorted(held, [id for id, _ in answer], sorter=order)]
        assert [id for id, _ in answer] == held[rows].tolist()
        assert [score for _, score in answer] == pytest.approx(scores[rows].tolist(), abs=1e-5)
        assert [score for _, score in answer] == sorted((score for _, score in answer), reverse=True)
        found += len(wanted & {id for id, _ in answer})
    return found / (10 * len(QUESTIONS))


def test_the_codes_find_almost_all_of_the_nearest(vectors: VectorIndex) -> None:
    assert not vectors.codes_outdated
    assert recall(vectors, IDS, ALL) >= 0.99


def test_a_library_takes_over_codes_made_while_it_is_open(folder: Path) -> None:
    for path in folder.glob("codes*"):
        path.unlink()
    vectors = VectorIndex(folder, WIDTH, "model a")
    assert recall(vectors, IDS, ALL) == 1.0
    assert vectors.codes_outdated
    vectors.build_codes().join()
    assert not vectors.codes_outdated
    assert recall(vectors, IDS, ALL) >= 0.99


def test_what_is_younger_than_the_codes_is_found_all_the_same(vectors: VectorIndex, folder: Path) -> None:
    young, ids = clustered(500, 3), np.arange(500) + 1_000_000
    vectors.add(ids[:250], young[:250])
    vectors.save(2)
    vectors.add(ids[250:], young[250:])
    for other, held in ((vectors, 500), (VectorIndex(folder, WIDTH, "model a"), 250)):
        for n in range(0, held, 5):
            ((id, cosine),) = other.search(young[n], 1)
            assert id == ids[n]
            assert cosine == pytest.approx(1.0)


def test_removed_and_replaced_ones_are_not_found(vectors: VectorIndex, folder: Path) -> None:
    vectors.remove([(10, 1009)])
    vectors.add(IDS[600:601], ALL[:1])
    kept = np.r_[500:600, 601:COUNT]
    values, ids = np.vstack([ALL[kept], ALL[:1]]), np.append(IDS[kept], IDS[600])
    assert recall(vectors, ids, values) >= 0.99
    vectors.save(2)
    again = VectorIndex(folder, WIDTH, "model a")
    assert len(again) == COUNT - 500
    assert recall(again, ids, values) >= 0.99
    assert again.search(ALL[0], 1)[0][0] == IDS[600]


def test_when_all_are_gone_only_what_is_new_is_found(vectors: VectorIndex) -> None:
    vectors.remove([(int(IDS[0]), int(IDS[-1]))])
    vectors.add(np.array([5]), ALL[:1])
    assert [id for id, _ in vectors.search(ALL[0], 3)] == [5]


@pytest.mark.parametrize("share", [0.001, 0.02, 0.1, 0.5, 0.97])
def test_a_search_among_some_misses_next_to_nothing(vectors: VectorIndex, share: float) -> None:
    chosen = np.random.default_rng(4).random(COUNT) < share
    found = recall(vectors, IDS[chosen], ALL[chosen], IDS[chosen])
    assert found >= 0.99


@pytest.mark.parametrize("share", [0.001, 0.02, 0.1])
def test_a_search_with_a_selective_filter_is_exact(
    vectors: VectorIndex, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nearest(*_: object) -> Ids:
        raise AssertionError("the codes were asked")

    monkeypatch.setattr(Codes, "nearest", nearest)
    chosen = np.random.default_rng(4).random(COUNT) < share
    assert recall(vectors, IDS[chosen], ALL[chosen], IDS[chosen]) == 1.0


def test_making_them_again_extends_the_codes(vectors: VectorIndex, folder: Path) -> None:
    young, ids = clustered(1_000, 3), np.arange(1_000) + 1_000_000
    vectors.add(ids, young)
    vectors.save(2)
    before = sorted(folder.glob("codes-*"))
    assert build(folder)
    assert sorted(folder.glob("codes-*")) != before
    assert len(list(folder.glob("codes-*"))) == 1
    assert recall(vectors, np.append(IDS, ids), np.vstack([ALL, young])) >= 0.99


def test_when_many_are_gone_rows_and_codes_are_written_anew(vectors: VectorIndex, folder: Path) -> None:
    gone = COUNT // 4
    vectors.remove([(0, int(IDS[gone - 1]))])
    vectors.save(2)
    assert vectors.codes_outdated
    before = (folder / "rows-1.f32").stat().st_size
    late = clustered(10, 5)
    vectors.add(np.arange(10) + 1_000_000, late)  # not saved yet
    assert build(folder)
    assert [path.stat().st_size < before for path in folder.glob("rows-*")] == [True]
    assert recall(vectors, np.append(IDS[gone:], np.arange(10) + 1_000_000), np.vstack([ALL[gone:], late])) >= 0.99
    assert not vectors.codes_outdated
    vectors.save(3)
    again = VectorIndex(folder, WIDTH, "model a")
    assert (len(again), again.generation) == (COUNT - gone + 10, 3)


def test_one_makes_them_at_a_time(folder: Path) -> None:
    with FileLock(str(folder / "codes.lock")):
        assert not build(folder)


@pytest.mark.parametrize("name", ["codes.json", "codes-*.faiss"])
def test_without_codes_or_with_half_of_them_every_row_is_looked_at(folder: Path, name: str) -> None:
    (path,) = folder.glob(name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    vectors = VectorIndex(folder, WIDTH, "model a")
    assert recall(vectors, IDS, ALL) == 1.0
    assert build(folder)
    assert recall(vectors, IDS, ALL) >= 0.99


def _flip(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(path.stat().st_size // 2)
        byte = stream.read(1)
        stream.seek(-1, 1)
        stream.write(bytes([byte[0] ^ 0xFF]))


def test_damaged_codes_are_noticed_and_dropped(folder: Path) -> None:
    (path,) = folder.glob("codes-*.faiss")
    vectors = VectorIndex(folder, WIDTH, "model a")
    assert vectors.checksums_valid()
    _flip(path)
    assert vectors.checksums_valid()  # the rows are
    assert vectors.codes_outdated
    assert recall(vectors, IDS, ALL) == 1.0


@pytest.mark.parametrize("name", ["rows-1.f32", "ids-1.i64"])
def test_damage_inside_a_large_file_is_noticed_by_who_looks(folder: Path, name: str) -> None:
    _flip(folder / name)
    assert not VectorIndex(folder, WIDTH, "model a").checksums_valid()


@pytest.mark.parametrize("name", ["rows-1.f32", "ids-1.i64"])
def test_a_large_file_that_is_too_short_is_noticed_at_once(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-4])
    assert len(VectorIndex(folder, WIDTH, "model a")) == 0
