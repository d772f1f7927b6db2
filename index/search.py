"""Candidates for an answer: passages near in meaning or in words, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.vectors import Ids
from index.words import Words

DEPTH = 60  # candidates from each ranking


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what both rankings say of it.

    fused: reciprocal rank fusion.  cosine: likeness of meaning, -1 when it was not among the nearest.
    words: BM25, 0 when no word was shared.
    """

    passage: int
    fused: float
    cosine: float
    words: float


def fuse(rankings: Sequence[Sequence[int]], k: int = 60, weights: Sequence[float] | None = None) -> dict[int, float]:
    """Weighted reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009).

    rankings: passage ids, best first, each at most once per ranking.
    Returns the sum of weight / (k + rank) for each id, ranks counted from 1.
    """
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + weight / (k + rank)
    return scores


def by_words(
    text: str, words: Words, allowed: Ids | None = None, speakers: Sequence[int] | None = None, depth: int = DEPTH
) -> list[tuple[int, float]]:
    """(passage id, BM25), best first.

    allowed: the only passage ids wanted, rising (None: all).  speakers: people one of whom speaks in each.
    """
    # What of a filter the words index doesn't know thins its ranking out, so it is asked for more.
    between = None if allowed is None or not len(allowed) else (int(allowed[0]), int(allowed[-1]))
    found = words.search(text, depth if allowed is None else depth * 4, speakers, between)
    permitted = set(within([id for id, _ in found], allowed))
    return [(id, score) for id, score in found if id in permitted][:depth]


def candidates(lexical: Sequence[tuple[int, float]], dense: Sequence[tuple[int, float]]) -> list[Candidate]:
    """Passages of both rankings, best first.  lexical: (id, BM25); dense: (id, cosine)."""
    fused = fuse([[id for id, _ in lexical], [id for id, _ in dense]], weights=[1.0, 0.7])
    cosines, scores = dict(dense), dict(lexical)
    order = sorted(fused, key=lambda id: -fused[id])
    return [Candidate(id, fused[id], cosines.get(id, -1.0), scores.get(id, 0.0)) for id in order]


def within(ids: Sequence[int], allowed: Ids | None) -> list[int]:
    """Those of a few ids that are among the allowed, which rise and may be a million (None: all)."""
    if allowed is None or not len(ids):
        return list(ids)
    asked = np.array(ids, np.int64)
    at = np.searchsorted(allowed, asked)
    return asked[allowed[np.minimum(at, len(allowed) - 1)] == asked].tolist() if len(allowed) else []
