"""Candidates for an answer: documents near in words or in meaning, fused."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.search.text_index import Hit, TextIndex
from index.search.vector_index import Ids

DEPTH = 60  # candidates from each ranking

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RankedHit:
    """A document with what both rankings say of it.

    fused: reciprocal rank fusion.  cosine: likeness of meaning, -1 when it was not among the nearest.
    """

    hit: Hit
    fused: float
    cosine: float


def fuse(rankings: Sequence[Sequence[Key]], k: int = 60, weights: Sequence[float] | None = None) -> dict[Key, float]:
    """Weighted reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009).

    rankings: best first, each key at most once per ranking.
    Returns the sum of weight / (k + rank) for each key, ranks counted from 1.
    """
    scores: dict[Key, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + weight / (k + rank)
    return scores


def by_words(
    text: str, words: TextIndex, allowed: Ids | None = None, speakers: Sequence[int] | None = None, depth: int = DEPTH
) -> list[Hit]:
    """Passages by BM25, best first.

    allowed: the only ones wanted, rising (None: all).  speakers: people one of whom speaks in each.
    """
    # What of a filter the words index doesn't know thins its ranking out, so it is asked for more.
    between = None if allowed is None or not len(allowed) else (int(allowed[0]), int(allowed[-1]))
    found = words.search(text, depth if allowed is None else depth * 4, speakers, between)
    permitted = set(within([hit.id for hit in found], allowed))
    return [hit for hit in found if hit.id in permitted][:depth]


def fused(hits: Sequence[Hit], lexical: Sequence[int], dense: Sequence[tuple[int, float]]) -> list[RankedHit]:
    """Documents by both rankings of the passages they touch, best first.

    lexical: passages by their words, best first.  dense: (passage, cosine).
    """
    cosines = dict(dense)
    held = {hit.key: hit for hit in hits}
    rankings = [_ranked(held, passages) for passages in (lexical, list(cosines))]
    scores = fuse(rankings, weights=[1.0, 0.7])
    return [
        RankedHit(held[key], scores[key], max(cosines.get(id, -1.0) for id in held[key].touched))
        for key in sorted(scores, key=lambda key: -scores[key])
    ]


def in_order(hits: Sequence[Hit], passages: Sequence[int]) -> list[RankedHit]:
    """Documents in the order of the passages they touch, which is all that is known of them."""
    turns = {id: turn for turn, id in enumerate(passages, 1)}
    held = {hit.key: hit for hit in hits}
    first = {key: min(turns[id] for id in hit.touched if id in turns) for key, hit in held.items()}
    return [RankedHit(held[key], 1.0 / first[key], -1.0) for key in sorted(first, key=lambda key: first[key])]


def _ranked(hits: Mapping[tuple[int, ...], Hit], passages: Sequence[int]) -> list[tuple[int, ...]]:
    """The documents that touch one of the passages, by the first that they touch."""
    turns = {id: turn for turn, id in enumerate(passages)}
    far = len(passages)
    first = {key: min(turns.get(id, far) for id in hit.touched) for key, hit in hits.items()}
    return sorted((key for key in first if first[key] < far), key=lambda key: first[key])


def within(ids: Sequence[int], allowed: Ids | None) -> list[int]:
    """Those of a few ids that are among the allowed, which rise and may be a million (None: all)."""
    if allowed is None or not len(ids):
        return list(ids)
    asked = np.array(ids, np.int64)
    at = np.searchsorted(allowed, asked)
    return asked[allowed[np.minimum(at, len(allowed) - 1)] == asked].tolist() if len(allowed) else []
