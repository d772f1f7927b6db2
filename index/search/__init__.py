"""Indexes derived from the store, and searching them: by meaning, by words, and by the name of a speaker.

Deleting them loses nothing but time. Knows neither questions nor quotes; faiss and tantivy are loaded when needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.search.fusion import RankedHit, fuse
    from index.search.indexes import SearchIndexes
    from index.search.retrieval import Retriever, SearchResult
    from index.search.speaker_cache import SpeakerCache
    from index.search.speakers import SpeakerDirectory, SpeakerMatch
    from index.search.text_index import Document, Hit, TextIndex
    from index.search.vector_index import VectorIndex

__all__ = [
    "Document",
    "Hit",
    "RankedHit",
    "Retriever",
    "SearchIndexes",
    "SearchResult",
    "SpeakerCache",
    "SpeakerDirectory",
    "SpeakerMatch",
    "TextIndex",
    "VectorIndex",
    "fuse",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "fusion": ("RankedHit", "fuse"),
        "indexes": ("SearchIndexes",),
        "retrieval": ("Retriever", "SearchResult"),
        "speaker_cache": ("SpeakerCache",),
        "speakers": ("SpeakerDirectory", "SpeakerMatch"),
        "text_index": ("Document", "Hit", "TextIndex"),
        "vector_index": ("VectorIndex",),
    },
)
