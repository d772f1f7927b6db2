"""Comparing quotes: of overlapping and near-identical ones only the best stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from index.text.terms import words

FULL_QUOTE = 25  # words; fewer say less and less ("Sorry. Of the treaty —")
LIKE = 0.8  # share of common words from which two quotes are one


class Excerpt(Protocol):
    """Words of an article: what merging looks at."""

    @property
    def article(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


class Slice(NamedTuple):
    """Words of an article."""

    article: int
    start: int
    end: int
    text: str


def merge(found: Sequence[Excerpt], most: int | None = None) -> dict[int, list[int]]:
    """The places of the slices that stay, best first: of overlapping and of near-identical ones only the best.

    With each, the places of the others like it, one an article.  most: how many may stay (None: all).
    """
    kept: dict[int, list[int]] = {}
    bags: dict[int, frozenset[str]] = {}
    marks: dict[int, int] = {}  # a bit a word: where these differ by more than bags may, the bags needn't be looked at
    of_article: dict[int, list[Excerpt]] = {}
    of_size: dict[int, list[int]] = {}
    for place, one in enumerate(found):
        if any(one.start < other.end and other.start < one.end for other in of_article.get(one.article, ())):
            continue
        bag = frozenset(words(one.text))
        size, mark = len(bag), 0
        for word in bag:
            mark |= 1 << hash(word) % 256
        alike = [
            i
            for other in range(int(LIKE * size), int(size / LIKE) + 1)  # more words or fewer can't be as like
            for i in of_size.get(other, ())
            if (mark ^ marks[i]).bit_count() <= (size + other) * (1 - LIKE) / (1 + LIKE) + 1e-9
            and found[i].article != one.article
            and len(bag & bags[i]) >= LIKE * max(1, len(bag | bags[i]))
        ]
        if alike:
            others = kept[min(alike)]
            if one.article not in {found[i].article for i in others}:
                others.append(place)
        elif most is None or len(kept) < most:
            of_article.setdefault(one.article, []).append(one)
            of_size.setdefault(size, []).append(place)
            kept[place], bags[place], marks[place] = [], bag, mark
    return kept
