"""Documents by their words, as those see them who may see some collections only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.model import Filter
from index.search.text_index import Hit, TextIndex, rarities
from index.store.visible_store import VisibleStore
from index.text.terms import stem

COUNTED = 5_000  # documents with a word, at most, of which those that may be seen are counted one by one
MORE = 4  # times as many documents are looked at where too few of the best may be seen


@dataclass(frozen=True, slots=True)
class VisibleTexts:
    """The documents of some collections, as if the index held no others; only how rare a word is tells of all.

    Attributes:
        index: The whole.
        store: The articles that may be seen.
        generation: The store's.
        statements: Whether documents are statements; else they are passages.
    """

    index: TextIndex
    store: VisibleStore
    generation: int
    statements: bool

    def __len__(self) -> int:
        visible = self.store.matching(Filter(), self.generation)
        return len(self.index) if visible is None else len(visible)

    def search(
        self,
        text: str,
        count: int,
        speakers: Sequence[int] | None = None,
        between: tuple[int, int] | None = None,
    ) -> list[Hit]:
        """Search for documents that may be seen; see `TextIndex.search`."""
        stored = None if speakers is None else self.store.stored_ids(speakers)
        people = None if speakers is None else tuple(speakers)
        return self._visible(lambda most: self.index.search(text, most, stored, between), count, people)

    def touching(
        self, passages: Sequence[int], speakers: Sequence[int] | None = None, stems: Iterable[str] | None = None
    ) -> list[Hit]:
        """The documents that touch some passages, all of which may be seen; see `TextIndex.touching`."""
        if speakers is None:
            return self.index.touching(passages, None, stems)
        hits = self.index.touching(passages, self.store.stored_ids(speakers), stems)
        if not self.statements or not self.store.is_divided(speakers):
            return hits
        rows = self.store.reads.said({hit.id for hit in hits})
        return [hit for hit in hits if hit.id in rows and rows[hit.id].person in speakers]

    def is_used(self, word: str, times: int) -> bool:
        """Whether so many documents that may be seen hold a word; see `TextIndex.is_used`."""
        return len(self._holding(stem(word), times)) >= times

    def rarity(self, stems: Iterable[str]) -> tuple[float, ...]:
        """How rare each stem is in what may be seen; see `TextIndex.rarity`."""
        return rarities(stems, len(self), self._frequency)

    def _frequency(self, stem: str) -> int:
        """How many documents that may be seen hold a stem; of a very common one about how many."""
        everywhere = self.index.frequency(stem)
        if everywhere > COUNTED:
            return round(everywhere * len(self) / len(self.index))
        return len(self._holding(stem, everywhere))

    def _holding(self, stem: str, count: int) -> list[Hit]:
        return self._visible(lambda most: self.index.holding(stem, most), count, None) if count else []

    def _visible(self, find: Callable[[int], list[Hit]], count: int, people: tuple[int, ...] | None) -> list[Hit]:
        """The first documents that may be seen; `find` gives the first of all."""
        allowed = self.store.matching(Filter(people=people), self.generation)
        most, found = count, -1
        while True:
            hits = find(most)
            seen = hits if allowed is None else _within(hits, allowed)
            if len(seen) >= count or len(hits) < most or len(hits) == found:
                return seen[:count]
            most, found = most * MORE, len(hits)


def _within(hits: list[Hit], allowed: np.typing.NDArray[np.int64]) -> list[Hit]:
    ids = np.array([hit.first for hit in hits], np.int64)
    return [hit for hit, is_seen in zip(hits, np.isin(ids, allowed).tolist(), strict=True) if is_seen]
