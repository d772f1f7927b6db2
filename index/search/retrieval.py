"""Finding documents (passages or statements) by words and by meaning; nothing of them is read yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

import numpy as np

from index.model import Filter
from index.search.fusion import RankedHit, by_words, fused, in_order
from index.search.text_index import Hit, Texts
from index.search.vector_index import Floats, Ids, VectorIndex
from index.store.store import Store
from index.text.acronyms import spelt_out


@dataclass(frozen=True, slots=True)
class Retriever:
    """Both searches over a library as it was at one moment.

    Attributes:
        store: Where filters are applied.
        generation: The store's, read once a question.
        vectors: Embeddings of passages.
        passages: BM25 over passages.
        statements: BM25 over what may be quoted of statements.
        embed: Gives the embedding of a topic, [width].
        embed_all: Gives the embeddings of texts, [texts, width].
        executor: Threads for the search by meaning, which releases the GIL.
    """

    store: Store
    generation: int
    vectors: VectorIndex
    passages: Texts
    statements: Texts
    embed: Callable[[str], Floats]
    embed_all: Callable[[Sequence[str]], Floats]
    executor: Executor

    def search(
        self, topic: str, stems: Sequence[str], wanted: Filter, depth: int, statements: bool, also: Sequence[str] = ()
    ) -> SearchResult:
        """Search for a topic.

        The search by meaning runs on another core until its result is asked for.

        Args:
            topic: The topic as asked.
            stems: Its stems, with synonyms.
            wanted: What to search in; its people are those whose words are wanted.
            depth: Passages from each ranking.
            statements: Whether documents are statements; else they are passages.
            also: Further words to search by.
        """
        nearest = self.executor.submit(self._nearest, topic, depth, self.matching(wanted))
        allowed = self.matching(replace(wanted, people=None)) if wanted.bounds_articles else None
        passages = by_words(" ".join([spelt_out(topic), *also]), self.passages, allowed, wanted.people, depth)
        index = self.statements if statements else self.passages
        lexical = index.touching([hit.id for hit in passages], wanted.people, stems) if statements else passages
        found = [hit.id for hit in passages]
        return SearchResult(index, self.vectors, tuple(stems), wanted.people, found, lexical, nearest)

    def latest(self, wanted: Filter, depth: int, statements: bool) -> list[RankedHit]:
        """Find the newest documents.

        Args:
            wanted: What to search in; its people are those whose words are wanted.
            depth: How many passages.
            statements: Whether documents are statements; else they are passages.

        Returns:
            Documents in the newest passages that the filter leaves, newest first.
        """
        newest = self.store.latest(self.matching(wanted), depth)
        index = self.statements if statements else self.passages
        return in_order(index.touching(newest, wanted.people), newest)

    def newest_passages(self, wanted: Filter, count: int) -> list[Hit]:
        """The newest passages that a filter leaves."""
        return self.passages.touching(self.store.latest(self.matching(wanted), count))

    def likeness(self, topic: str) -> Callable[[Sequence[str]], list[float]]:
        """What tells the cosine of texts to a topic; zeros where the model can't read the topic's language."""

        def cosines(texts: Sequence[str]) -> list[float]:
            vector = self.embed(topic)
            if not texts or not vector.any():
                return [0.0] * len(texts)
            similar: list[float] = (self.embed_all(texts) @ vector).tolist()
            return similar

        return cosines

    def matching(self, wanted: Filter) -> Ids | None:
        """Passages that a filter leaves, ascending; None when it leaves all."""
        return self.store.matching(wanted, self.generation)

    def _nearest(self, topic: str, depth: int, allowed: Ids | None) -> Nearest:
        vector = self.embed(topic)
        return Nearest(vector, self.vectors.search(vector, depth, allowed))


@dataclass(frozen=True, slots=True)
class Nearest:
    """What the search by meaning found.

    Attributes:
        vector: The topic's embedding, [width].
        passages: (passage, cosine), nearest first.
    """

    vector: Floats
    passages: list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What both searches found for a topic.

    Attributes:
        index: Of the documents.
        vectors: Of the passages.
        stems: The topic's, with synonyms.
        people: Whose words are wanted; None means anybody's.
        lexical_passages: Ids of passages by their words, best first.
        by_words: Documents in these.
        nearest: Passages by meaning.
    """

    index: Texts
    vectors: VectorIndex
    stems: tuple[str, ...]
    people: tuple[int, ...] | None
    lexical_passages: list[int]
    by_words: list[Hit]
    nearest: Future[Nearest]

    def by_meaning(self) -> list[Hit]:
        """Documents in the nearest passages that hold one of the topic's stems."""
        return self.index.touching([id for id, _ in self.nearest.result().passages], self.people, self.stems)

    def in_passages_with_words(self, count: int) -> list[Hit]:
        """Documents in the first passages by words, whatever their own words, in the order of these."""
        passages = self.lexical_passages[:count]
        place = {id: number for number, id in enumerate(passages)}
        hits = self.index.touching(passages, self.people)
        return sorted(hits, key=lambda hit: min(place.get(id, count) for id in hit.touched))

    def nearest_first(self, count: int) -> list[Hit]:
        """Documents in the few nearest passages, whatever their words, nearest first."""
        nearest = [id for id, _ in self.nearest.result().passages[:count]]
        place = {id: number for number, id in enumerate(nearest)}
        hits = self.index.touching(nearest, self.people)
        return sorted(hits, key=lambda hit: min(place.get(id, count) for id in hit.touched))

    def nearer_than(self, cosine: float) -> list[Hit]:
        """Documents in passages that are near enough, whatever their words."""
        return self.index.touching([id for id, near in self.nearest.result().passages if near >= cosine], self.people)

    def ranked(self, hits: Sequence[Hit]) -> list[RankedHit]:
        """Documents by both rankings of the passages they touch, best first."""
        nearest = self.nearest.result()
        others = {id for hit in hits for id in hit.touched}.difference(id for id, _ in nearest.passages)
        ids = np.array(sorted(others), np.int64)
        cosines = self.vectors.get(ids) @ nearest.vector
        farther = dict(zip(ids.tolist(), cosines.tolist(), strict=True))
        return fused(hits, self.lexical_passages, nearest.passages, farther)
