"""Documents by their words, as those see them who may see some collections only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from index.model import Filter
from index.search.fusion import within
from index.search.text_index import Hit, TextIndex, rarities
from index.store.article_columns import Ids
from index.store.visible_store import VisibleStore
from index.text.terms import stem

COUNTED = 5_000  # documents with a word, at most, of which those that may be seen are counted one by one
MORE = 4  # times as many documents are looked at where too few of the best may be seen
REMEMBERED = 20_000  # stems of which it is known how many documents hold them

Found = TypeVar("Found", Hit, int)  # a document, or its first passage


@dataclass(frozen=True, slots=True)
class VisibleTexts:
    """The documents of some collections, as if the index held no others; only how rare a word is tells of all.

    Attributes:
        index: The whole.
        store: The articles that may be seen.
        generation: The store's.
        statements: Whether documents are statements; else they are passages.
        frequencies: How many documents that may be seen hold a stem, of those asked for before.
    """

    index: TextIndex
    store: VisibleStore
    generation: int
    statements: bool
    frequencies: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many passages may be seen."""
        return len(self._allowed(None))

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
        return self._visible(lambda most: self.index.search(text, most, stored, between), self._seen(people), count)

    def spelt(self, pattern: str, count: int) -> list[Hit]:
        """Documents that may be seen and hold a word of some spelling; see `TextIndex.spelt`."""
        return self._visible(lambda most: self.index.spelt(pattern, most), self._seen(None), count)

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
        return self._count(stem(word), times) >= times

    def rarity(self, stems: Iterable[str]) -> tuple[float, ...]:
        """How rare each stem is in what may be seen; see `TextIndex.rarity`."""
        return rarities(stems, len(self), self._frequency)

    def _frequency(self, stem: str) -> int:
        """How many documents that may be seen hold a stem; of a very common one about how many."""
        known = self.frequencies.get(stem)
        if known is None:
            everywhere = self.index.frequency(stem)
            if everywhere > COUNTED:
                known = round(everywhere * len(self) / len(self.index))
            else:
                known = self._count(stem, everywhere + 1) if everywhere else 0
            if len(self.frequencies) > REMEMBERED:
                self.frequencies.clear()
            self.frequencies[stem] = known
        return known

    def _count(self, stem: str, most: int) -> int:
        """How many documents that may be seen hold a stem; so many at most."""
        allowed = self._allowed(None)
        return len(self._visible(lambda n: self.index.holding(stem, n), lambda ids: within(ids, allowed), most))

    def _seen(self, people: tuple[int, ...] | None) -> Callable[[list[Hit]], list[Hit]]:
        """What gives of some documents those that may be seen."""
        allowed = self._allowed(people)

        def seen(hits: list[Hit]) -> list[Hit]:
            first = set(within([hit.first for hit in hits], allowed))
            return [hit for hit in hits if hit.first in first]

        return seen

    def _allowed(self, people: tuple[int, ...] | None) -> Ids:
        """Passages that may be seen, rising."""
        allowed = self.store.matching(Filter(people=people), self.generation)
        assert allowed is not None  # of a part of a library no filter leaves all
        return allowed

    def _visible(
        self, find: Callable[[int], list[Found]], seen: Callable[[list[Found]], list[Found]], count: int
    ) -> list[Found]:
        """The first documents that may be seen.

        Args:
            find: Gives so many of all.
            seen: Gives of some those that may be seen.
            count: How many are wanted.
        """
        most, before = count, -1
        while True:
            found = find(most)
            visible = seen(found)
            if len(visible) >= count or len(found) < most or len(found) == before:
                return visible[:count]
            most, before = most * MORE, len(found)
