"""A library grown to measure with is whole, and no copy of the one it came from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.measure.synthetic import grow
from index.store.store import Store


@pytest.fixture(scope="module")
def grown(news_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("grown") / "data"
    grow(news_folder, target, 60)
    return target


def test_it_has_the_size_asked_for(grown: Path, news_library: Index) -> None:
    index = Index.open(grown)
    most = max(len(index.store.passages_of([row.id])) for row in news_library.store.listing())
    assert 60 <= index.store.counts()["passage"] < 60 + most
    index.close()


def test_its_indexes_need_no_catching_up(grown: Path) -> None:
    told: list[str] = []
    index = Index.open(grown, notice=told.append)
    assert told == []
    assert len(index.vectors) == len(index.passage_index) == index.store.counts()["passage"]
    assert index.ask("What did Halvorsen say about lighthouses?").answered
    index.close()


def test_every_text_is_another_one_of_the_same_length(grown: Path, news_library: Index) -> None:
    store = Store(grown / "onrecord.db")
    articles = store.articles(row.id for row in store.listing())
    assert len({article.text for article in articles.values()}) == len(articles)
    lengths = {len(news_library.store.articles([row.id])[row.id].text) for row in news_library.store.listing()}
    assert {len(article.text) for article in articles.values()} <= lengths
    store.close()


def test_statements_keep_their_places_and_new_people_come(grown: Path, news_library: Index) -> None:
    store = Store(grown / "onrecord.db")
    source, count = news_library.store.counts(), len(news_library.store.listing())
    for row in news_library.store.listing():
        spans = [one.content for one in news_library.store.statements([row.id])[row.id]]
        assert [one.content for one in store.statements([row.id + count])[row.id + count]] == spans
    assert store.counts()["person"] > source["person"]
    store.close()


def test_embeddings_are_turned_but_stay_of_length_one(grown: Path) -> None:
    index = Index.open(grown)
    count = index.store.counts()["passage"]
    vectors = index.vectors.get(np.arange(1, count + 1))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(count), abs=1e-5)
    assert len(np.unique(vectors.round(4), axis=0)) == count
    index.close()


def test_the_source_stays_as_it_is(news_folder: Path, tmp_path: Path) -> None:
    def state() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (news_folder / "vectors").iterdir()}

    before = state()
    grow(news_folder, tmp_path / "grown", 10)
    assert state() == before
