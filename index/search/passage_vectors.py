"""Brings vectors to a store's generation: removes those of what is gone, embeds what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from index.embedding.embedder import Embedder
from index.errors import StoreError
from index.model import Passage
from index.search.vector_index import Floats, Ids, VectorIndex
from index.store.store import Store
from index.store.transactions import writing

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


def share(vectors: VectorIndex, store: Store, embedder: Embedder) -> None:
    """Let a server keep what this machine has, where it keeps nothing yet: of a library that was moved there.

    Args:
        vectors: This machine's.
        store: What they are derived from.
        embedder: The model of the vectors.
    """
    if store.server is None or not len(vectors):
        return
    kept = store.kept_vectors(embedder.fingerprint, embedder.width)
    if kept is None or not kept.is_empty():
        return
    ids = np.sort(vectors.ids)
    with suppress(StoreError), writing(store.engine) as connection:  # whoever may only read shares nothing
        for start in range(0, len(ids), SAVE_EVERY):
            some = ids[start : start + SAVE_EVERY]
            kept.add(connection, some, vectors.get(some))


def _embed(vectors: VectorIndex, store: Store, embedder: Embedder, articles: Sequence[int]) -> None:
    missing = _without_vectors(vectors, store.passages_of(articles))
    if not missing:
        return
    kept = store.kept_vectors(embedder.fingerprint, embedder.width)
    if kept is None:
        vectors.add(_ids(missing), _embedded(store, embedder, missing))
        return
    vectors.add(*kept.get([passage.id for passage in missing]))
    if not (missing := _without_vectors(vectors, missing)):
        return
    with kept.turn():
        vectors.add(*kept.get([passage.id for passage in missing]))  # by another machine, for which this one waited
        if missing := _without_vectors(vectors, missing):
            embedded = _embedded(store, embedder, missing)
            with suppress(StoreError):  # whoever may only read embeds for this machine alone
                kept.keep(_ids(missing), embedded)
            vectors.add(_ids(missing), embedded)


def _without_vectors(vectors: VectorIndex, passages: Sequence[Passage]) -> list[Passage]:
    has_vector = vectors.contains(_ids(passages))
    return [passage for passage, has in zip(passages, has_vector, strict=True) if not has]


def _ids(passages: Sequence[Passage]) -> Ids:
    return np.array([passage.id for passage in passages], np.int64)


def _embedded(store: Store, embedder: Embedder, passages: Sequence[Passage]) -> Floats:
    texts = store.articles(dict.fromkeys(passage.article for passage in passages))
    return embedder.embed([texts[p.article].text[p.start : p.end] for p in passages])
