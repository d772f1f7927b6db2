"""The 8-bit form of a model: near the model's own vectors, and never mixed with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.embedding.embedder import PACKAGED, Embedder, load
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
