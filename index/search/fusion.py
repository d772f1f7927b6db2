"""Fusing the rankings by words and by meaning."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.search.text_index import Hit, Texts
from index.search.vector_index import Ids

DEPTH = 60  # passages from each ranking
WEIGHTS = (1.0, 0.7)  # of the rankings by words and by meaning
OVERFETCH = 4  # times as many are asked of the text index where a filter that it doesn't know will drop some

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RankedHit:
    """A document with what both rankings say of it.

    Attributes:
        hit: The document.
        fused: Its score by reciprocal rank fusion.
        cosine: Similarity of meaning; -1 when it is not known.
    """

    hit: Hit
    fused: float
    cosine: float


def fuse(rankings: Sequence[Sequence[Key]], k: int = 60, weights: Sequence[float] | None = None) -> dict[Key, float]:
    """Weighted reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009).

    Args:
        rankings: Keys, best first, each at most once per ranking.
        k: Rank offset; 60 in the paper.
        weights: One for each ranking; None means 1.

    Returns:
        The sum of weight / (k + rank) for each key, ranks counted from 1.
    """
    scores: dict[Key, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + weight / (k + rank)
    return scores


def by_words(
    text: str, index: Texts, allowed: Ids | None = None, speakers: Sequence[int] | None = None, depth: int = DEPTH
) -> list[Hit]:
    """Passages by BM25, best first.

    Args:
        text: What is searched for.
        index: Of passages.
        allowed: Ids of the only ones wanted, rising; None means all.
        speakers: Ids of people, one of whom speaks in each passage; None means anybody.
        depth: How many, at most.
    """
    between = None if allowed is None or not len(allowed) else (int(allowed[0]), int(allowed[-1]))
    hits = index.search(text, depth if allowed is None else depth * OVERFETCH, speakers, between)
    permitted = set(within([hit.id for hit in hits], allowed))
    return [hit for hit in hits if hit.id in permitted][:depth]


def fused(
    hits: Sequence[Hit],
    lexical: Sequence[int],
    dense: Sequence[tuple[int, float]],
    farther: Mapping[int, float] | None = None,
) -> list[RankedHit]:
    """Documents by both rankings of the passages they touch, best first.

    Args:
        hits: The documents; the same one may come twice.
        lexical: Passages by their words, best first.
        dense: (passage, cosine) by meaning, nearest first.
        farther: Cosines of passages that are not among the nearest.
    """
    cosines = dict(dense)
    known = {**(farther or {}), **cosines}
    documents = {hit.key: hit for hit in hits}
    rankings = [_ranked(documents, passages) for passages in (lexical, list(cosines))]
    scores = fuse(rankings, weights=WEIGHTS)
    return [
        RankedHit(documents[key], scores[key], max(known.get(id, -1.0) for id in documents[key].touched))
        for key in sorted(scores, key=lambda key: -scores[key])
    ]


def in_order(hits: Sequence[Hit], passages: Sequence[int]) -> list[RankedHit]:
    """Documents in the order of the passages they touch, which is all that is known of them."""
    ranks = {id: rank for rank, id in enumerate(passages, 1)}
    documents = {hit.key: hit for hit in hits}
    first = {key: min(ranks[id] for id in hit.touched if id in ranks) for key, hit in documents.items()}
    return [RankedHit(documents[key], 1.0 / first[key], -1.0) for key in sorted(first, key=lambda key: first[key])]


def _ranked(hits: Mapping[tuple[int, ...], Hit], passages: Sequence[int]) -> list[tuple[int, ...]]:
    """The documents that touch one of the passages, by the first that they touch."""
    ranks = {id: rank for rank, id in enumerate(passages)}
    nowhere = len(passages)
    first = {key: min(ranks.get(id, nowhere) for id in hit.touched) for key, hit in hits.items()}
    return sorted((key for key in first if first[key] < nowhere), key=lambda key: first[key])


def within(ids: Sequence[int], allowed: Ids | None) -> list[int]:
    """Keep those of a few ids that are allowed.

    Args:
        ids: Few, in any order, which stays.
        allowed: Rising, perhaps a million; None means all.
    """
    if allowed is None or not len(ids):
        return list(ids)
    wanted = np.array(ids, np.int64)
    at = np.searchsorted(allowed, wanted)
    return wanted[allowed[np.minimum(at, len(allowed) - 1)] == wanted].tolist() if len(allowed) else []
