"""Finding documents (passages or statements) by words and by meaning; nothing of them is read yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

from index.model import Filter
from index.search.fusion import RankedHit, by_words, fused, in_order
from index.search.text_index import Hit, TextIndex
from index.search.vector_index import Floats, Ids, VectorIndex
from index.store.store import Store


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
        executor: Threads for the search by meaning, which releases the GIL.
    """

    store: Store
    generation: int
    vectors: VectorIndex
    passages: TextIndex
    statements: TextIndex
    embed: Callable[[str], Floats]
    executor: Executor

    def search(self, topic: str, stems: Sequence[str], wanted: Filter, depth: int, statements: bool) -> SearchResult:
        """Search for a topic.

        The search by meaning runs on another core until its result is asked for.

        Args:
            topic: The topic as asked.
            stems: Its stems, with synonyms.
            wanted: What to search in; its people are those whose words are wanted.
            depth: Passages from each ranking.
            statements: Whether documents are statements; else they are passages.
        """
        nearest = self.executor.submit(self._nearest, topic, depth, self.matching(wanted))
        passages = by_words(topic, self.passages, self.matching(replace(wanted, people=None)), wanted.people, depth)
        index = self.statements if statements else self.passages
        lexical = index.touching([hit.id for hit in passages], wanted.people, stems) if statements else passages
        return SearchResult(index, tuple(stems), wanted.people, [hit.id for hit in passages], lexical, nearest)

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

    def matching(self, wanted: Filter) -> Ids | None:
        """Passages that a filter leaves, ascending; None when it leaves all."""
        return self.store.matching(wanted, self.generation)

    def _nearest(self, topic: str, depth: int, allowed: Ids | None) -> list[tuple[int, float]]:
        return self.vectors.search(self.embed(topic), depth, allowed)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What both searches found for a topic.

    Attributes:
        index: Of the documents.
        stems: The topic's, with synonyms.
        people: Whose words are wanted; None means anybody's.
        lexical_passages: Ids of passages by their words, best first.
        by_words: Documents in these.
        nearest: (passage, cosine) by meaning, nearest first.
    """

    index: TextIndex
    stems: tuple[str, ...]
    people: tuple[int, ...] | None
    lexical_passages: list[int]
    by_words: list[Hit]
    nearest: Future[list[tuple[int, float]]]

    def by_meaning(self) -> list[Hit]:
        """Documents in the nearest passages that hold one of the topic's stems."""
        return self.index.touching([id for id, _ in self.nearest.result()], self.people, self.stems)

    def nearer_than(self, cosine: float) -> list[Hit]:
        """Documents in passages that are near enough, whatever their words."""
        return self.index.touching([id for id, near in self.nearest.result() if near >= cosine], self.people)

    def ranked(self, hits: Sequence[Hit]) -> list[RankedHit]:
        """Documents by both rankings of the passages they touch, best first."""
        return fused(hits, self.lexical_passages, self.nearest.result())
