"""A text as word pieces with what lower-casing would hide, and the windows in which the tagger reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.model import Span
from index.text.quotation_marks import INSIDE

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SPACE = re.compile(r"\s")
CHUNK = 20_000  # code points tokenized at a time: the tokenizer doesn't release the GIL
WINDOW = 256  # word pieces a window at most, [CLS] and [SEP] included
USUAL = 160  # the same where no paragraph is longer: attention takes time with the square of it
OVERLAP = 64  # word pieces that the windows of one long paragraph share
CLS, SEP = 101, 102  # ids of the special tokens

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as word pieces: int64 arrays of one length, with what lower-casing would hide.

    Attributes:
        ids: Ids in the model's vocabulary.
        starts: First code point of each piece.
        ends: Code point after its last one.
        quotes: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing mark.
        cases: 0 lower case, 1 capitalised, 2 upper case, 3 no letter.
        breaks: 2 where a paragraph begins, 1 where a line of one begins, else 0.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    quotes: Ints
    cases: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def within(self, spans: Sequence[Span]) -> Tokens:
        """The pieces that stand in spans.

        Args:
            spans: Spans of code points, in order.
        """
        firsts = np.array([start for start, _ in spans], np.int64)
        ends = np.array([end for _, end in spans], np.int64)
        number = np.searchsorted(firsts, self.starts, side="right") - 1
        chosen = (number >= 0) & (self.starts < ends[number]) if len(firsts) else np.zeros(len(self), np.bool_)
        return self if chosen.all() else Tokens(*(getattr(self, field.name)[chosen] for field in fields(self)))


def tokenize(text: str, tokenizer: Tokenizer, states: bytes) -> Tokens:
    """Split a text into word pieces.

    Args:
        text: Any text.
        tokenizer: The sentence model's, without truncation and padding.
        states: The quotation states of its code points.

    Returns:
        All word pieces of the text, without special tokens.
    """
    id_list: list[int] = []
    parts = [np.zeros((0, 2), np.int64)]
    for first, last in _chunks(text):
        encoding = tokenizer.encode(text[first:last], add_special_tokens=False)
        id_list += encoding.ids
        numbers = np.fromiter(chain.from_iterable(encoding.offsets), np.int64, 2 * len(encoding))
        parts.append(numbers.reshape(-1, 2) + first)
    offsets = np.concatenate(parts)
    starts, ends = np.ascontiguousarray(offsets.T)
    ids = np.array(id_list, dtype=np.int64)
    if not len(ids):
        return Tokens(ids, starts, ends, ids, ids, ids)
    marks = np.frombuffer(states, np.uint8)
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    newlines = np.concatenate([[0], np.cumsum(characters == ord("\n"))])  # before each code point
    newlines_between = np.maximum(newlines[starts] - newlines[np.concatenate([[0], ends[:-1]])], 0)
    breaks = np.minimum(newlines_between, 2)
    breaks[0] = 2
    return Tokens(ids, starts, ends, _quotes(marks, starts, ends), _cases(characters, starts, ends), breaks)


def _chunks(text: str) -> Iterator[Span]:
    """Parts of a long text that begin at white space, so that other threads can run between them."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + CHUNK)
        end = space.start() if space else len(text)
        yield start, end
        start = end


def _quotes(states: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """State of the first mark in each piece, else of its first code point."""
    marks = np.where(states > INSIDE, np.arange(len(states)), len(states))
    next_mark = np.minimum.accumulate(marks[::-1])[::-1]  # from each code point on
    first_mark = next_mark[starts]
    return states[np.where(first_mark < ends, first_mark, starts)].astype(np.int64)


def _cases(characters: npt.NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
    """Case of each piece: 0 lower, 1 capitalised, 2 upper, 3 no letter."""
    alphabet, index = np.unique(characters, return_inverse=True)
    is_letter = np.array([chr(c).isalpha() for c in alphabet], np.bool_)[index]
    is_capital = np.array([chr(c).isalpha() and chr(c).isupper() for c in alphabet], np.bool_)[index]
    letters_before, capitals_before = (np.concatenate([[0], np.cumsum(each)]) for each in (is_letter, is_capital))
    letters = letters_before[ends] - letters_before[starts]
    capitals = capitals_before[ends] - capitals_before[starts]
    # The first letter is the one before which as many letters stand as before the piece.
    first = np.append(np.flatnonzero(is_letter), 0)[np.minimum(letters_before[starts], is_letter.sum())]
    cases = np.where(is_capital[first], 1, 0)
    cases[capitals == letters] = np.where(letters[capitals == letters] > 1, 2, 1)
    cases[letters == 0] = 3
    return cases.astype(np.int64)


def windows(
    breaks: Ints, size: Callable[[], int] = lambda: USUAL - 2, longest: int = WINDOW - 2, overlap: int = OVERLAP
) -> Iterator[tuple[int, int]]:
    """Divide word pieces into windows of whole paragraphs; only a paragraph that is too long is cut, with an overlap.

    Args:
        breaks: Breaks of the pieces, as in `Tokens`.
        size: Gives the most pieces of the next window, unless its first paragraph is longer.
        longest: The most pieces of a window.
        overlap: Pieces that windows of one paragraph share, fewer than `longest`.

    Yields:
        Ranges [start, end) of pieces, in order.
    """
    start, total = 0, len(breaks)
    borders = np.append(np.flatnonzero(breaks == 2), total)
    while start < total:
        # The last border within the size, else the end of the paragraph.
        number = int(np.searchsorted(borders, start + size(), side="right")) - 1
        following = int(np.searchsorted(borders, start, side="right"))
        end = int(borders[max(number, following)])
        if end - start <= longest:
            yield start, end
            start = end
        else:
            yield start, start + longest
            start += longest - overlap
