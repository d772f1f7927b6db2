"""Where the parts of a quotation stand in an article: word for word, or nearly so."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import Indel

from index.answering.checking.article_words import ArticleWords, WordOrder
from index.model import Span
from index.text.quoted_words import Break, Part, same_letters

LEAST = 0.6  # similarity under which words are no near match
LONGEST_INTERRUPTION = 40  # words of an article's own inside a quotation
# Words that may stand between two parts, by what divides them.
_LONGEST_GAP = {Break.OMISSION: 400, Break.INSERTION: 15, Break.INTERRUPTION: 80}
MOST_PLACES = 6  # at which the same words are looked at in one article
MOST_WAYS = 12  # in which the parts after the first are looked at
FEW_PARTS = 4  # up to which more than the nearest place of each part is looked at
EDGE = 3  # words by which a window may be too short on each side
NEAR_EXACT = 0.999  # the similarity of words that are not quite the same, at most


@dataclass(frozen=True, slots=True)
class Match:
    """Words of an article that are a quotation's.

    Attributes:
        spans: Where they stand, in order; each without an interruption.
        similarity: 1 for the same words in order.
        apart: Whether more stands between them than interrupts one quotation.
    """

    spans: tuple[Span, ...]
    similarity: float = 1.0
    apart: bool = False


def exact_matches(parts: Sequence[Part], article: ArticleWords) -> list[Match]:
    """Where the parts stand word for word and in order.

    Args:
        parts: Of a quotation; at least one.
        article: Where to look.

    Returns:
        Matches in the order of the text.
    """
    matches: dict[tuple[Span, ...], Match] = {}
    for order in article.orders:
        found = [_match(ranges, article, order) for ranges in _placed(parts, order)]
        new = [match for match in found if not any(_is_same_place(match, other) for other in matches.values())]
        matches |= {match.spans: match for match in new}
    return sorted(matches.values(), key=lambda match: match.spans)


def _is_same_place(one: Match, other: Match) -> bool:
    return one.spans[0][0] == other.spans[0][0] and one.spans[-1][1] == other.spans[-1][1]


def _placed(parts: Sequence[Part], order: WordOrder) -> Iterator[list[tuple[int, int]]]:
    """Stretches [first, last) of an order, one for each part, each soon enough after the one before."""
    occurrences = [order.occurrences(part.forms) for part in parts]
    if not all(occurrences):
        return
    for first in occurrences[0][:MOST_PLACES]:
        yield from islice(_continued(parts, occurrences, [(first, first + len(parts[0].forms))]), MOST_WAYS)


def _continued(
    parts: Sequence[Part], occurrences: Sequence[list[int]], ranges: list[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    """Ways to go on with the parts that have no stretch yet, the nearest one first."""
    if len(ranges) == len(parts):
        yield ranges
        return
    part, starts, end = parts[len(ranges)], occurrences[len(ranges)], ranges[-1][1]
    following = bisect_left(starts, end)
    places = MOST_PLACES if len(parts) <= FEW_PARTS else 1
    for start in starts[following : following + places]:
        if start - end > _LONGEST_GAP[part.after or Break.OMISSION]:
            break
        yield from _continued(parts, occurrences, [*ranges, (start, start + len(part.forms))])


def _match(ranges: Sequence[tuple[int, int]], article: ArticleWords, order: WordOrder) -> Match:
    found = [article.spans(order, *each) for each in ranges]
    spans = tuple(span for each, _ in found for span in each)
    return Match(spans, apart=any(longest > LONGEST_INTERRUPTION for _, longest in found))


def near_match(parts: Sequence[Part], article: ArticleWords, around: Sequence[Span]) -> Match | None:
    """Where the parts stand nearly so.

    Args:
        parts: Of a quotation.
        article: Where to look.
        around: Spans of its text near which they may stand.

    Returns:
        The match with the greatest similarity, which is 1 where only the writing of a word differs; None where less
        than LEAST of the words is alike.
    """
    found = [match for order in article.orders if (match := _near_in(parts, article, order, around))]
    return max(found, key=lambda match: match.similarity, default=None)


def _near_in(parts: Sequence[Part], article: ArticleWords, order: WordOrder, around: Sequence[Span]) -> Match | None:
    """The nearest match in one order of an article's words."""
    found = [(part, near) for part in parts if (near := _nearest(part.forms, article, order, around))]
    size = sum(len(part.forms) for part in parts)
    alike = sum(ratio * len(part.forms) for part, (ratio, _) in found) / size
    ranges = [where for _, (_, where) in found]
    if alike < LEAST or any(before[1] > after[0] for before, after in pairwise(ranges)):
        return None
    spans = tuple(span for each in ranges for span in article.spans(order, *each)[0])
    return Match(spans, alike if len(found) == len(parts) and alike == 1.0 else min(alike, NEAR_EXACT))


def _nearest(
    wanted: Sequence[str], article: ArticleWords, order: WordOrder, around: Sequence[Span]
) -> tuple[float, tuple[int, int]] | None:
    """(similarity, [first, last)) of the words most like the wanted ones."""
    margin = 2 * len(wanted)
    best: tuple[float, tuple[int, int]] | None = None
    searched = 0
    for low, high in _merged([article.between(order, span) for span in around], margin, len(order.forms)):
        low = max(low, searched)
        for first, length in _windows(order.forms[low:high], wanted):
            start = low + first
            ratio = Indel.normalized_similarity(wanted, order.forms[start : start + length])
            if ratio >= LEAST and (best is None or ratio > best[0]):
                best = ratio, (start, start + length)
        searched = high
    if best is None:
        return None
    first, last = _trimmed(wanted, order.forms, _refined(wanted, order.forms, best[1]))
    alike = _similarity(wanted, order.forms[first:last])
    return alike, (first, last)


def _refined(wanted: Sequence[str], words: Sequence[str], window: tuple[int, int]) -> tuple[int, int]:
    """A window with a few more words at its edges where those are wanted, too."""
    first, last = window
    wider = [
        (start, end)
        for start in range(max(0, first - EDGE), first + 1)
        for end in range(last, min(len(words), last + EDGE) + 1)
    ]
    return max(wider, key=lambda each: (_similarity(wanted, words[slice(*each)]), each == window))


def _merged(ranges: Sequence[tuple[int, int]], margin: int, size: int) -> list[tuple[int, int]]:
    """Ranges widened by a margin; those that touch are one."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted((max(0, low - margin), min(size, high + margin)) for low, high in ranges):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _windows(words: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, length) of stretches about as long as the wanted words that share enough of them."""
    size, bag = len(wanted), set(wanted)
    shared = [0]
    for word in words:
        shared.append(shared[-1] + (word in bag))
    for length in sorted({size, size + max(1, size // 4), max(1, size - size // 4)}):
        for first in range(len(words) - length + 1):
            if shared[first + length] - shared[first] >= LEAST * size * 0.9:
                yield first, length


def _trimmed(wanted: Sequence[str], words: Sequence[str], window: tuple[int, int]) -> tuple[int, int]:
    """A window without the words at its edges that nothing wanted stands for."""
    first, last = window
    codes = difflib.SequenceMatcher(None, wanted, words[first:last], autojunk=False).get_opcodes()
    if codes and codes[0][0] == "insert":
        first += codes[0][4] - codes[0][3]
    if len(codes) > 1 and codes[-1][0] == "insert":
        last -= codes[-1][4] - codes[-1][3]
    return first, last


def _similarity(wanted: Sequence[str], words: Sequence[str]) -> float:
    """How alike words are; 1 where they differ only in how they are divided."""
    if same_letters(wanted, words):
        return 1.0
    return min(float(Indel.normalized_similarity(wanted, words)), NEAR_EXACT)
