"""The words of an article in two orders: as they are written, and as they were spoken, without what interrupts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.model import Span
from index.text.quotation_marks import INSIDE, paragraphs, quotation_states
from index.text.quoted_words import Word, quoted_words
from index.text.stage_directions import spoken

LONG = 12_000  # code points of an article of which only the parts are read that matter
NEAR = 2_500  # code points read before and after such a part
_GAP = "\n"  # stands for what isn't read, and is no word


@dataclass(frozen=True)
class WordOrder:
    """Words of an article, one after the other.

    Attributes:
        forms: The words as they are compared.
        places: Of each, its number among all words of the article, rising.
    """

    forms: list[str]
    places: list[int]
    _at: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, form in enumerate(self.forms):
            self._at.setdefault(form, []).append(number)

    def positions(self, form: str) -> Sequence[int]:
        """Where a word stands in this order."""
        return self._at.get(form, ())

    def occurrences(self, wanted: Sequence[str]) -> list[int]:
        """Where these words stand one right after the other, rising."""
        rarest = min(range(len(wanted)), key=lambda number: len(self.positions(wanted[number])))
        found = []
        for position in self.positions(wanted[rarest]):
            first = position - rarest
            if first >= 0 and self.forms[first : first + len(wanted)] == list(wanted):
                found.append(first)
        return found


class ArticleWords:
    """The words of an article, and what of it is quoted.

    Attributes:
        text: The article's.
        windows: The stretches of it whose words are here, in order.
    """

    def __init__(self, text: str, around: Sequence[Span] = ()) -> None:
        """Read the words of an article.

        Args:
            text: The article's.
            around: Spans of it; of a long article only what stands near them is read. None reads all of it.
        """
        self.text = text
        self.states = quotation_states(text)
        self.windows = _windows(around, len(text)) if around and len(text) > LONG else [(0, len(text))]
        self.words: list[Word] = []
        for start, end in self.windows:
            if self.words:
                self.words.append(Word(_GAP, self.words[-1].end, self.words[-1].end))
            self.words.extend(quoted_words(text, start, end))
        self.written = WordOrder([word.form for word in self.words], list(range(len(self.words))))
        gaps = [number for number, word in enumerate(self.words) if word.form == _GAP]
        kept = sorted({*self._spoken(), *gaps})
        self.orders = [self.written]
        if len(kept) < len(self.words):
            self.orders.append(WordOrder([self.words[number].form for number in kept], kept))

    def holds(self, spans: Sequence[Span]) -> bool:
        """Whether the words of all of these spans are here."""
        return all(any(start <= low and high <= end for start, end in self.windows) for low, high in spans)

    def _spoken(self) -> Iterator[int]:
        """Words without stage directions and, in paragraphs that quote, without what is not quoted."""
        starts = [word.start for word in self.words]
        for start, end in paragraphs(self.text):
            numbers = range(bisect_left(starts, start), bisect_left(starts, end))
            if numbers:
                yield from self._spoken_in(spoken(self.text, start, end), numbers)

    def _spoken_in(self, spans: Sequence[Span], numbers: Sequence[int]) -> Iterator[int]:
        """Words of a paragraph that stand in what is spoken of it."""
        places = {number: self.words[number].start for number in numbers}
        inside = [number for number in numbers if self.states[places[number]] == INSIDE]
        for number in inside or numbers:
            if any(low <= places[number] < high for low, high in spans):
                yield number

    def spans(self, order: WordOrder, first: int, last: int) -> tuple[tuple[Span, ...], int]:
        """Where words of an order stand in the text.

        Args:
            order: One of this article's.
            first: The first word.
            last: The word after the last one.

        Returns:
            A span for each stretch that nothing interrupts, and the words of the longest interruption.
        """
        places = order.places[first:last]
        spans: list[Span] = []
        begin, longest = places[0], 0
        for before, place in zip(places, [*places[1:], -1], strict=True):
            if place != before + 1:
                spans.append((self.words[begin].start, self.words[before].end))
                longest = max(longest, place - before - 1)
                begin = place
        return tuple(spans), longest

    def between(self, order: WordOrder, span: Span) -> tuple[int, int]:
        """The words of an order that start in a span of the text, as [first, last)."""
        return tuple(  # type: ignore[return-value]
            bisect_left(order.places, bisect_left(self.words, edge, key=lambda word: word.start)) for edge in span
        )


def _windows(spans: Sequence[Span], size: int) -> list[Span]:
    """Spans with what stands near them, in order; those that touch are one."""
    windows: list[Span] = []
    for start, end in sorted((max(0, start - NEAR), min(size, end + NEAR)) for start, end in spans):
        if windows and start <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(end, windows[-1][1])
        else:
            windows.append((start, end))
    return windows
