"""Sentences of Korean prose with the quotations in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Block, Span

# Where a sentence ends: behind a final ending, though newspapers' pages often lose the space after it.
_END = re.compile(r"(?:(?<=[다요까죠오자네지])[.?!]|[?!])(?=\s|[가-힣“\"‘'(\[<▲■◆]|$)|\n")
# A quotation that ends as a sentence does, and behind which no particle goes on with it.
_SENTENCE_IN_MARKS = re.compile(r"[.?!…][”\"]\s+(?!(?:이?라)?(?:고|며|면서|는|던)(?:\s|,))")
_MARKS = re.compile('[“”"]')
_LONGEST = 1_500  # code points of a quotation


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, in which quotations may hold several.

    Attributes:
        start: Where it starts.
        end: Where it ends.
        quotations: Spans of its quotations, marks included, in order.
        block: Number of its block.
        first: Whether it begins the block.
    """

    start: int
    end: int
    quotations: tuple[Span, ...]
    block: int
    first: bool

    def outside(self, text: str) -> str:
        """The sentence with its quotations blanked: each code point stands where it stood."""
        parts = list(text[self.start : self.end])
        for a, b in self.quotations:
            parts[a - self.start : b - self.start] = "\0" * (b - a)
        return "".join(parts)


def sentences(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Split a text.

    Args:
        text: The text.
        blocks: Its blocks, which no sentence crosses.
    """
    for number, block in enumerate(blocks):
        start = block.start
        for line in text[block.start : block.end].split("\n"):
            yield from _of_line(text, start, start + len(line), number)
            start += len(line) + 1


def _of_line(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    quoted = list(quotations(text, start, end))
    alone = {b: a for a, b in quoted if b < end and _SENTENCE_IN_MARKS.match(text, b - 2)}
    ends = {match.end() for match in _END.finditer(text, start, end) if not _is_inside(match.start(), quoted)}
    first, begin = True, start
    for stop in sorted(ends | alone.keys()):
        if stop <= begin or (stop in alone and text[begin : alone[stop]].strip()):
            continue
        yield Sentence(begin, stop, _within(quoted, begin, stop), block, first)
        first, begin = False, stop
    if text[begin:end].strip():
        yield Sentence(begin, end, _within(quoted, begin, end), block, first)


def _is_inside(place: int, quoted: Sequence[Span]) -> bool:
    number = bisect_left(quoted, (place, 0)) - 1
    return number >= 0 and place < quoted[number][1]


def _within(quoted: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    first, last = bisect_left(quoted, (start, 0)), bisect_left(quoted, (end, 0))
    return tuple((a, b) for a, b in quoted[first:last] if b <= end)


def quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the double quotations of a line, marks included; one that isn't closed is none.

    Args:
        text: The text.
        start: Where the line starts.
        end: Where it ends.
    """
    opened: int | None = None
    mark = ""
    for match in _MARKS.finditer(text, start, end):
        kind = match.group()
        if opened is None:
            opened, mark = (match.start(), kind) if kind != "”" else (None, "")
        elif kind == "”" or (kind == '"' and mark == '"'):
            if match.end() - opened <= _LONGEST:
                yield opened, match.end()
            opened = None
        elif kind == "“":
            opened, mark = match.start(), kind  # the one before was never closed
