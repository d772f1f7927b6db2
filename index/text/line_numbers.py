"""The numbers of lines that depositions and court records print at the left edge of every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from index.model import Span

_NUMBER = re.compile(r"[ \t]{0,8}(?P<number>\d{1,2})(?:[ \t]{2,}|[ \t]*$)")
_PAGE = re.compile(r"[ \t]*(?:(?:Page|PAGE)[ \t]+)?\d{1,4}[ \t]*")
_LEAST = 10  # lines with numbers
_SHARE = 0.7  # of the lines, and of their numbers that come after the one before


@lru_cache(maxsize=4)  # asked several times of a text
def is_numbered(text: str) -> bool:
    """Whether a text's lines have numbers of their own, one after the other."""
    lines = [line for line in text.split("\n") if line.strip()]
    numbers = [int(match["number"]) for line in lines if (match := _NUMBER.match(line))]
    if len(numbers) < _LEAST or len(numbers) < _SHARE * len(lines):
        return False
    return sum(1 for a, b in pairwise(numbers) if b == a + 1) >= _SHARE * (len(numbers) - 1)


def spoken_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a span without their numbers, and without those that hold a page's number or a heading.

    Args:
        text: A text with numbered lines.
        start: Code point at which the span starts, maybe within a line.
        end: Code point before which it ends.

    Yields:
        A span for each line that has words.
    """
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = stop if stop >= 0 else end
        number = _NUMBER.match(text, position, stop) if position != start or _begins_line(text, start) else None
        first = number.end() if number else position
        words = text[first:stop].strip()
        if words and not _PAGE.fullmatch(words) and not (position != start and _is_heading(words)):
            yield first, stop
        position = stop + 1


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _is_heading(words: str) -> bool:
    return words.isupper() and words[-1] not in ".?!,;:-—" and len(words.split()) > 1
