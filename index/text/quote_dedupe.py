"""Deduplication of quotes: of overlapping and of near-identical ones only the best stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from index.text.terms import words

FULL_QUOTE_WORDS = 25  # shorter quotes say less and less ("Sorry. Of the treaty —")
DUPLICATE_SIMILARITY = 0.8  # Jaccard similarity of their words from which two quotes are one


class Excerpt(Protocol):
    """Words of an article, as `Slice` has them."""

    @property
    def article(self) -> int:
        """The article's id."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last one."""

    @property
    def text(self) -> str:
        """The text there."""


class Slice(NamedTuple):
    """Words of an article: its id, code points [start, end), and the text there."""

    article: int
    start: int
    end: int
    text: str


class _WordSet(NamedTuple):
    words: frozenset[str]
    bloom: int  # 256 bits, one set for each word: sets that differ in many bits differ in as many words


def _word_set(text: str) -> _WordSet:
    bag, bloom = frozenset(words(text)), 0
    for word in bag:
        bloom |= 1 << hash(word) % 256
    return _WordSet(bag, bloom)


@dataclass(slots=True)
class _Kept:
    """The quotes that stay, by their index among all."""

    excerpts: Sequence[Excerpt]
    duplicates: dict[int, list[int]] = field(default_factory=dict)
    word_sets: dict[int, _WordSet] = field(default_factory=dict)
    by_article: dict[int, list[Excerpt]] = field(default_factory=dict)
    by_size: dict[int, list[int]] = field(default_factory=dict)  # by the number of different words

    def overlaps(self, candidate: Excerpt) -> bool:
        """Whether a quote overlaps another of its article."""
        same_article = self.by_article.get(candidate.article, ())
        return any(candidate.start < other.end and other.start < candidate.end for other in same_article)

    def similar(self, article: int, candidate: _WordSet) -> Iterator[int]:
        """Quotes of other articles with nearly the same words."""
        bag, bloom = candidate
        size = len(bag)
        # Larger and smaller sets can't be similar enough.
        for other_size in range(int(DUPLICATE_SIMILARITY * size), int(size / DUPLICATE_SIMILARITY) + 1):
            most_different = (size + other_size) * (1 - DUPLICATE_SIMILARITY) / (1 + DUPLICATE_SIMILARITY) + 1e-9
            for i in self.by_size.get(other_size, ()):
                other = self.word_sets[i]
                if (
                    (bloom ^ other.bloom).bit_count() <= most_different  # cheap, and rules out nearly all
                    and self.excerpts[i].article != article
                    and len(bag & other.words) >= DUPLICATE_SIMILARITY * max(1, len(bag | other.words))
                ):
                    yield i

    def add_duplicate(self, original: int, index: int) -> None:
        """Note a duplicate, unless its article has one already."""
        duplicates = self.duplicates[original]
        if self.excerpts[index].article not in {self.excerpts[i].article for i in duplicates}:
            duplicates.append(index)

    def add(self, index: int, word_set: _WordSet) -> None:
        added = self.excerpts[index]
        self.by_article.setdefault(added.article, []).append(added)
        self.by_size.setdefault(len(word_set.words), []).append(index)
        self.duplicates[index], self.word_sets[index] = [], word_set


def deduplicate(excerpts: Sequence[Excerpt], most: int | None = None) -> dict[int, list[int]]:
    """Drop overlapping and near-identical quotes.

    Args:
        excerpts: Quotes, best first.
        most: How many may stay; None: all.

    Returns:
        For the index of each quote that stays, best first, the indexes of its duplicates in other articles, at
        most one an article.
    """
    kept = _Kept(excerpts)
    for index, candidate in enumerate(excerpts):
        if kept.overlaps(candidate):
            continue
        word_set = _word_set(candidate.text)
        original = min(kept.similar(candidate.article, word_set), default=None)
        if original is not None:
            kept.add_duplicate(original, index)
        elif most is None or len(kept.duplicates) < most:
            kept.add(index, word_set)
    return kept.duplicates
