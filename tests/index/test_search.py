"""Fusing rankings, and finding candidates in both indexes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.search import fuse

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


def test_passages_are_found_by_meaning_without_a_shared_word(newsroom: Index) -> None:
    found = newsroom.vectors.search(newsroom.embedder.embed(["pupils walking to class in winter"])[0], 1)
    assert newsroom.words.search("pupils walking to class in winter", 5) != found
    (passage,) = newsroom.store.passages([found[0][0]])
    article = newsroom.store.article(passage.article)
    assert article is not None
    assert "child" in article.text
