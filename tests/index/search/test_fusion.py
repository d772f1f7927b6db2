"""Fusing rankings, and finding candidates in both indexes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.search.fusion import fuse, fused, in_order
from index.search.text_index import Hit

rankings = st.lists(st.lists(st.integers(1, 30), unique=True, max_size=12), max_size=4)


def test_a_passage_high_in_both_rankings_comes_first() -> None:
    scores = fuse([[1, 2, 3], [2, 3, 1]])
    assert sorted(scores, key=lambda id: -scores[id]) == [2, 1, 3]


def test_weights_decide_between_rankings() -> None:
    assert fuse([[1], [2]], weights=[1.0, 0.7]) == {1: pytest.approx(1 / 61), 2: pytest.approx(0.7 / 61)}


@given(rankings)
def test_every_ranked_passage_has_a_score_and_no_other(found: list[list[int]]) -> None:
    scores = fuse(found)
    assert set(scores) == {id for ranking in found for id in ranking}
    assert all(score > 0 for score in scores.values())


@given(rankings)
def test_the_order_of_rankings_of_one_weight_does_not_matter(found: list[list[int]]) -> None:
    assert fuse(found) == pytest.approx(fuse(found[::-1]))


@given(st.lists(st.integers(), unique=True))
def test_one_ranking_keeps_its_order(ranking: list[int]) -> None:
    scores = fuse([ranking])
    assert sorted(scores, key=lambda id: -scores[id]) == ranking


def test_passages_are_found_by_meaning_without_a_shared_word(news_library: Index) -> None:
    found = news_library.vectors.search(news_library.embedder.embed(["pupils going to class in winter"])[0], 1)
    assert found[0][0] not in [hit.id for hit in news_library.passage_index.search("pupils class winter", 5)]
    (passage,) = news_library.store.passages([found[0][0]])
    article = news_library.store.article(passage.article)
    assert article is not None
    assert "child" in article.text


def hit(id: int, first: int, last: int | None = None) -> Hit:
    return Hit(0.0, id, 1, first, last or first, 0, 10)


def test_a_document_found_by_words_and_by_meaning_comes_before_those_found_by_one() -> None:
    ranked = fused([hit(1, 10), hit(2, 20), hit(3, 30)], [10, 20], [(20, 0.9), (30, 0.8)])
    assert [one.hit.id for one in ranked] == [2, 1, 3]
    assert [one.cosine for one in ranked] == [0.9, -1.0, 0.8]


def test_a_long_document_is_as_near_as_the_nearest_passage_it_touches() -> None:
    (one,) = fused([hit(1, 10, 12)], [], [(12, 0.9), (10, 0.4)])
    assert one.cosine == 0.9


def test_a_document_found_twice_is_one_candidate_and_one_found_nowhere_is_none() -> None:
    ranked = fused([hit(1, 10), hit(1, 10), hit(2, 20)], [10], [(10, 0.5)])
    assert [(one.hit.id, one.cosine) for one in ranked] == [(1, 0.5)]


def test_the_newest_passages_keep_their_turn() -> None:
    ranked = in_order([hit(1, 10, 12), hit(2, 30)], [30, 12, 11])
    assert [(one.hit.id, one.fused) for one in ranked] == [(2, 1.0), (1, 0.5)]
