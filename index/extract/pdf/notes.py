"""Notes at the foot of a column: set smaller than the text, or behind a raised number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.pdf.lines import Line

_SMALL = 0.93  # of the text's size, at most
_HIGHEST = 0.35  # of the page's height: no note stands above it
_HIGHEST_RAISED = 0.5  # the same of notes that only a raised number tells
_APART = 1.3  # of the distance of lines, from the text to notes that go on from the page before
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})(?=[.)]?\s|[A-Z“\"'(])")


def split_notes(
    lines: Sequence[Line], size: float, leading: float, height: float
) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a column's text, and those of each note below it.

    Args:
        lines: From top to bottom.
        size: Of the document's text.
        leading: From line to line of the text.
        height: Of the page.
    """
    first = _first_small(lines, size)
    marked = [number for number in range(first, len(lines)) if _is_marked(lines[number])]
    if not marked:
        marked = _behind_raised_numbers(lines, height)
        first = marked[0] if marked else len(lines)
    if not marked or lines[marked[0]].base < _HIGHEST * height:
        return list(lines), []
    if first and lines[first].base - lines[first - 1].base <= _APART * leading:
        first = marked[0]  # what is small above the first mark belongs to the text
    notes: list[list[Line]] = []
    for number in range(first, len(lines)):
        if not notes or number in marked:
            notes.append([])
        notes[-1].append(lines[number])
    return list(lines[:first]), notes


def mark_of(note: Sequence[Line]) -> str | None:
    """The number or sign with which a note begins.

    Args:
        note: Its lines.
    """
    mark = _MARK.match(note[0].text)
    return mark[0] if mark else None


def _first_small(lines: Sequence[Line], size: float) -> int:
    """The number of the first of the small lines at the end."""
    first = len(lines)
    while first and lines[first - 1].size <= _SMALL * size:
        first -= 1
    return first


def _behind_raised_numbers(lines: Sequence[Line], height: float) -> list[int]:
    """The numbers of lines that begin with a raised number, if the first of these is low enough on its page."""
    raised = [number for number, line in enumerate(lines) if line.words[0].raised and line.words[0].text.isdigit()]
    return [number for number in raised if lines[number].base > _HIGHEST_RAISED * height]


def _is_marked(line: Line) -> bool:
    """Whether a line begins with the mark of a note."""
    return line.words[0].raised or _MARK.match(line.text) is not None
