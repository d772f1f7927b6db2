"""The 8-bit form of a model: near the model's own vectors, never mixed with them, and made beside them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from index import Draft, Index
from index.embedding.embedder import PACKAGED, Embedder, load
from index.search.reembedding import AT_ONCE, embed_anew
from index.search.vector_index import Floats, VectorIndex
from index.store.store import Store
from tests.command import ROOT
from tests.index.embedding.test_embedder import TEXTS
from tests.news_articles import DRAFTS


@pytest.fixture(scope="module")
def int8_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the packaged model in 8 bits, and another one's export of an earlier form."""
    folder = tmp_path_factory.mktemp("int8")
    for name, about in {
        "earlier": {"model": PACKAGED, "precision": "int8"},
        "exact": {"model": PACKAGED},
        "another": {"model": "another", "precision": "int8"},
        "damaged": [],
    }.items():
        (folder / "model" / name).mkdir(parents=True)
        (folder / "model" / name / "export.json").write_text(json.dumps(about), encoding="utf-8")
    load(PACKAGED, folder, precision="int8")
    return folder


@pytest.fixture(scope="module")
def int8_embedder(int8_folder: Path) -> Embedder:
    return load(PACKAGED, int8_folder, precision="int8")


def test_its_vectors_are_near_the_models_own(int8_embedder: Embedder, embedder: Embedder) -> None:
    texts = [text for text in TEXTS if text.strip()] + [draft.text[:400] for draft in DRAFTS]
    near = (int8_embedder.embed(texts) * embedder.embed(texts)).sum(axis=1)
    assert near.min() > 0.95
    assert near.mean() > 0.98


def test_its_vectors_have_length_one(int8_embedder: Embedder) -> None:
    assert np.linalg.norm(int8_embedder.embed(TEXTS), axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_its_vectors_are_not_compared_with_those_of_the_exact_form(int8_embedder: Embedder, embedder: Embedder) -> None:
    assert int8_embedder.fingerprint != embedder.fingerprint
    assert int8_embedder.width == embedder.width


def test_only_an_earlier_export_of_the_same_is_cleared_away(int8_embedder: Embedder, int8_folder: Path) -> None:
    named = {path.name for path in (int8_folder / "model").iterdir() if path.name.isalpha()}
    assert named == {"exact", "another", "damaged"}


def test_another_precision_embeds_every_passage_anew(
    news_folder: Path, int8_folder: Path, int8_embedder: Embedder, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(news_folder, data, symlinks=True)
    (data / "model").unlink()
    shutil.copytree(int8_folder / "model", data / "model")
    index = Index.open(data, precision="int8")
    ids = np.array([p.id for p in index.store.passages_of(range(1, 100))], np.int64)
    texts = {article.id: article.text for article in index.store.articles(range(1, 100)).values()}
    passages = [texts[p.article][p.start : p.end] for p in index.store.passages_of(range(1, 100))]
    assert len(passages) > 0
    assert ((index.vectors.get(ids) * int8_embedder.embed(passages)).sum(axis=1) > 0.97).all()
    assert index.ask("What did Halvorsen say about lighthouses?").answered
    index.close()
    assert json.loads((data / "vectors" / "vectors.json").read_text(encoding="utf-8"))["fingerprint"] == (
        int8_embedder.fingerprint
    )


# made beside the others

COUNT = AT_ONCE + 30
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "many")


def text(number: int) -> str:
    first, second = NUMBERS[number % 13], NUMBERS[number // 13 % 13]
    return f"The ferry with the number {number} carried {first} goats and {second} lighthouse keepers."


@pytest.fixture(scope="module")
def both_models(tmp_path_factory: pytest.TempPathFactory, model_folder: Path, int8_folder: Path) -> Path:
    """A data folder with the packaged model in both precisions, and no articles."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "model").mkdir()
    for path in (*model_folder.glob("model/*/model.onnx"), *int8_folder.glob("model/*/model.onnx")):
        (folder / "model" / path.parent.name).symlink_to(path.parent)
    return folder


@pytest.fixture(scope="module")
def int8(int8_embedder: Embedder) -> Embedder:
    return int8_embedder


@pytest.fixture(scope="module")
def float32_library(both_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with vectors of full precision.  No test changes it."""
    data = tmp_path_factory.mktemp("float32") / "data"
    data.mkdir()
    (data / "model").symlink_to(both_models / "model")
    store = Store(data / "onrecord.db")
    store.add([(Draft(text(n)), [(0, len(text(n)))], ()) for n in range(COUNT)])
    store.close()
    Index.open(data).close()
    return data


@pytest.fixture
def data(float32_library: Path, tmp_path: Path) -> Path:
    return shutil.copytree(float32_library, tmp_path / "data", symlinks=True)


@pytest.fixture
def changed(data: Path) -> Iterator[Callable[[], Index]]:
    """Opens the library with the other precision; its processes have ended at the end."""
    opened: list[Index] = []

    def open_changed() -> Index:
        opened.append(Index.open(data, precision="int8"))
        return opened[-1]

    yield open_changed
    for index in opened:
        until(index, lambda: "vectors.next" not in names(data))
        index.close()


def names(data: Path) -> set[str]:
    return {path.name for path in data.iterdir() if path.is_dir()}


def until(index: Index, happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not happened():
        assert time.monotonic() < deadline
        index.indexes.keep_up()
        time.sleep(0.05)


def unlike(index: Index, model: Embedder) -> float:
    """How far the vectors of a library are from those of a model, at most, as 1 - cosine."""
    passages = [one for row in index.store.listing() for one in index.store.passages_of([row.id])]
    texts = [index.store.articles([one.article])[one.article].text[one.start : one.end] for one in passages]
    ids = np.array([one.id for one in passages], np.int64)
    assert len(index.vectors) == len(passages)
    return float(1 - (index.vectors.get(ids) * embedded(tuple(texts), model)).sum(axis=1).min())


@cache
def embedded(texts: tuple[str, ...], model: Embedder) -> Floats:
    """Vectors of texts, which many of these tests compare with a library's."""
    return model.embed(texts)


def test_answers_go_on_while_another_precision_is_made_and_change_over_then(
    data: Path, changed: Callable[[], Index], int8: Embedder, embedder: Embedder
) -> None:
    index = changed()
    assert index.embedder.fingerprint == embedder.fingerprint  # opened without waiting for the other vectors
    assert unlike(index, embedder) < 1e-4
    assert index.ask("ferry number 77").answered
    (added,) = index.add([Draft("A walrus slept on the quay of Kivik, and nobody woke it.")])
    index.remove(5)
    assert [quote.article.id for quote in index.ask("walrus on the quay").quotes] == [added.article]
    until(index, lambda: index.embedder.fingerprint == int8.fingerprint)
    assert unlike(index, int8) < 0.03
    assert unlike(index, embedder) > 1e-4
    assert [quote.article.id for quote in index.ask("walrus on the quay").quotes] == [added.article]
    assert names(data) == {"model", "vectors", "words", "spoken"}


def test_another_process_that_has_the_library_open_changes_over_as_well(
    data: Path, changed: Callable[[], Index], int8: Embedder
) -> None:
    first, second = changed(), changed()
    until(first, lambda: first.embedder.fingerprint == int8.fingerprint)
    list(second.add([Draft("A walrus slept on the quay of Kivik, and nobody woke it.")]))
    for index in (second, first):
        index.indexes.keep_up()
        assert index.embedder.fingerprint == int8.fingerprint
        assert unlike(index, int8) < 0.03


def test_what_a_killed_process_had_embedded_is_not_embedded_again(data: Path, int8: Embedder) -> None:
    store = Store(data / "onrecord.db")
    half = VectorIndex(data / "vectors.next", int8.width, int8.fingerprint)
    half.add(np.array([1, 2]), int8.embed([text(1), text(0)]))  # exchanged, to be told from new ones
    half.save(0, store.origin)
    store.close()
    assert embed_anew(data, int8.fingerprint)
    done = VectorIndex(data / "vectors", int8.width, int8.fingerprint)
    assert len(done) == COUNT
    assert done.get(np.array([1, 2])).tolist() == half.get(np.array([1, 2])).tolist()
    assert embed_anew(data, int8.fingerprint)  # done already


def test_a_process_that_is_killed_loses_neither_the_old_nor_the_new(data: Path, int8: Embedder) -> None:
    line = [sys.executable, "-m", "index.search.reembedding", str(data), int8.fingerprint]
    for seconds in (0.3, 1.5, 2.5):
        process = subprocess.Popen(line, cwd=ROOT)
        time.sleep(seconds)
        process.kill()
        process.wait()
        index = Index.open(data)
        assert len(index.vectors) == COUNT
        index.close()
    assert subprocess.run(line, cwd=ROOT, check=False).returncode == 0
    index = Index.open(data, precision="int8")
    assert unlike(index, int8) < 0.03
    index.close()


def test_a_kill_between_the_two_steps_of_replacing_is_mended(data: Path, int8: Embedder) -> None:
    other = shutil.copytree(data, data.with_name("other"), symlinks=True)
    embed_anew(other, int8.fingerprint)
    (data / "vectors").rename(data / "vectors.replaced")
    (other / "vectors").rename(data / "vectors.next")
    index = Index.open(data, precision="int8")
    assert index.embedder.fingerprint == int8.fingerprint
    assert unlike(index, int8) < 0.03
    index.close()


def test_without_the_old_model_everything_is_embedded_at_once(data: Path, int8: Embedder, both_models: Path) -> None:
    (data / "model").unlink()
    (data / "model").mkdir()
    for path in both_models.glob("model/*"):
        if json.loads((path / "export.json").read_text())["precision"] == "int8":
            (data / "model" / path.name).symlink_to(path.resolve())
    index = Index.open(data, precision="int8")
    assert unlike(index, int8) < 0.03
    index.close()
