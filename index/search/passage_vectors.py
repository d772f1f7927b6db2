"""Brings vectors to a store's generation: removes those of what is gone, embeds what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.embedding.embedder import Embedder
from index.search.vector_index import VectorIndex
from index.store.store import Store

SAVE_EVERY = 20_000  # passages that are added between two commits
ARTICLES = 100  # that are embedded at a time


def catch_up(
    vectors: VectorIndex,
    store: Store,
    embedder: Embedder,
    notice: Callable[[str], None] | None = None,
    save_every: int = SAVE_EVERY,
) -> None:
    """Bring vectors to the store's generation.

    Args:
        vectors: Changed and saved.
        store: What they are derived from.
        embedder: The model of the vectors.
        notice: Called with a few words on what a person is waiting for; None: nobody waits.
        save_every: Passages between two commits; a killed process need not embed them again.
    """
    generation = store.generation
    if vectors.generation == generation:
        return
    added, removed = store.changes(vectors.generation)
    if notice and len(added) > 20:
        notice(f"embedding {len(added)} articles")
    vectors.remove(removed)
    for start in range(0, len(added), ARTICLES):
        _embed(vectors, store, embedder, added[start : start + ARTICLES])
        if vectors.unsaved > save_every:
            vectors.save(vectors.generation, store.origin)
    vectors.save(generation, store.origin)


def _embed(vectors: VectorIndex, store: Store, embedder: Embedder, articles: Sequence[int]) -> None:
    passages = store.passages_of(articles)
    missing = ~vectors.contains(np.array([passage.id for passage in passages], np.int64))
    passages = [passage for passage, is_missing in zip(passages, missing, strict=True) if is_missing]
    if passages:
        texts = store.articles(dict.fromkeys(passage.article for passage in passages))
        embedded = embedder.embed([texts[p.article].text[p.start : p.end] for p in passages])
        vectors.add(np.array([passage.id for passage in passages], np.int64), embedded)
