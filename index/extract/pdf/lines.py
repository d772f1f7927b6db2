"""Words of a page put together to lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import TypeVar

from index.extract.pdf.page_words import Word
from index.text.line_kinds import ends_sentence

# What stands before a text that is aligned behind it: a bullet, a number, a label.
LEAD = re.compile(r"(?:[QA][.:]?|.{1,40}:|[•·●○▪■◦‣–—*-]|\(?[\dA-Za-z]{1,4}[.)]|\[\d{1,3}\])$")

_STOP = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_WORD_AND_STOP = re.compile(r"(?:\w{5}[.!?]|:)[\"'”’)\]]*$")  # no abbreviation

_Value = TypeVar("_Value")

_ON_LINE = 0.25  # of the font's size, between the base lines of words on one line
_ALIKE = 0.74  # the smaller of two sizes by the larger, of words that make a line together
_NEARLY_ALIKE = 0.9  # the same of a number or a sign that is raised: programs that set pages make it hardly smaller
_SIGN = 4  # letters of such a one
_WORD_GAP = 0.18  # of the font's size, where no white space was written
_SPACE = 0.06  # the same, where it was
_MOST_HOSTS = 60  # rows near a small word that are looked at
_MOST_INITIALS = 20  # of a page
_LARGEST = 30  # points, of words beside which others are raised
_INITIAL = 1.7  # how much larger an initial is than the line it begins
CELL_GAP = 1.3  # of the font's size, between the cells of a table's row
_SPACED_OUT = 4  # single letters in a row from which a line is spaced out


@dataclass(frozen=True)
class Line:
    """Words on one line, from left to right.

    Attributes:
        words: At least one.
        page: Number of its page, from 1.
    """

    words: tuple[Word, ...]
    page: int = 1

    @cached_property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """Of the font that most of its letters have."""
        return _most(((word.size, len(word.text)) for word in self.words if not word.raised), 10.0)

    @cached_property
    def sizes(self) -> set[float]:
        """The sizes of its words, rounded."""
        return {round(word.size, 1) for word in self.words if not word.raised and len(word.text) > 1}

    @cached_property
    def base(self) -> float:
        """The line its words stand on."""
        size = self.size
        return median(word.base for word in self.words if word.size >= _ALIKE * size and not word.raised)

    @cached_property
    def top(self) -> float:
        """Where its letters begin."""
        return self.base - 0.72 * self.size

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def begins_bold(self) -> bool:
        """Whether its first word is bold."""
        return self.words[0].bold

    @cached_property
    def font(self) -> str:
        """What most of its letters are set in."""
        return _most(((word.font, len(word.text)) for word in self.words), "")

    @cached_property
    def text(self) -> str:
        """Its words with a space between them."""
        return text_of(self.words)


def _most(counted: Iterable[tuple[_Value, int]], otherwise: _Value) -> _Value:
    counts: dict[_Value, int] = {}
    for value, count in counted:
        counts[value] = counts.get(value, 0) + count
    return max(counts, key=counts.__getitem__) if counts else otherwise


def lines_of(words: Iterable[Word], page: int = 1) -> list[Line]:
    """The lines that words make, from top to bottom.

    Args:
        words: Of a part of a page in which lines go from one side to the other.
        page: Number of the page.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        for row in rows[:-5:-1]:
            if _stands_on(word, row[0]):
                row.append(word)
                break
        else:
            rows.append([word])
    rows = _with_raised(_with_initials(rows))
    lines = [Line(tuple(sorted(row, key=lambda word: word.x0)), page) for row in rows]
    return sorted(lines, key=lambda line: line.base)


def _stands_on(word: Word, first: Word) -> bool:
    """Whether a word stands on the line of another."""
    smaller, larger = sorted((word.size, first.size))
    return abs(word.base - first.base) <= _ON_LINE * larger and smaller >= _ALIKE * larger


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with small words that stand high or low beside others put among these."""
    sized = sorted(((row[0].base, max(word.size for word in row), row) for row in rows), key=itemgetter(0, 1))
    bases = [base for base, _, _ in sized]
    rest: list[list[Word]] = []
    for base, size, row in sized:
        near_by = sized[bisect_left(bases, base - 0.4 * _LARGEST) : bisect_right(bases, base + _LARGEST)]
        hosts = [
            host
            for below, larger, host in near_by[:_MOST_HOSTS]
            if size < _smallest(row) * larger < _LARGEST
            and host is not row
            and below - larger < base < below + 0.4 * larger
        ]
        loose = [word for word in row if not _taken_in(word, hosts)]
        if loose:
            rest.append(loose)
    return rest


def _smallest(row: Sequence[Word]) -> float:
    """The size, by that of the words beside it, below which a row may be raised among them."""
    return _NEARLY_ALIKE if all(len(word.text) <= _SIGN for word in row) else _ALIKE


def _taken_in(word: Word, hosts: Sequence[list[Word]]) -> bool:
    """Put a small word among those it touches; False where it touches none."""
    host = next((host for host in hosts if _touches(word, host)), None)
    if host is not None:
        host.append(word._replace(raised=word.base < host[0].base - 0.12 * host[0].size))
    return host is not None


def _touches(word: Word, row: Sequence[Word]) -> bool:
    """Whether a word stands right behind or before one of a row."""
    size = row[0].size
    return any(
        -0.2 * size <= word.x0 - other.x1 <= 0.4 * size or -0.1 * size <= other.x0 - word.x1 <= 0.7 * size
        for other in row
        if not other.raised
    )


def _with_initials(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with a large initial, which stands before several lines, put at the first of these."""
    initials = [row for row in rows if len(row) == 1 and sum(map(str.isalpha, row[0].text)) == 1]
    if not initials or len(initials) > _MOST_INITIALS:
        return rows
    kept = []
    for row in rows:
        host = _begun_by(row[0], rows) if row in initials else None
        if host is None:
            kept.append(row)
            continue
        first = min(host, key=lambda word: word.x0)
        host.append(row[0]._replace(base=first.base, size=first.size, x1=first.x0))
    return kept


def _begun_by(initial: Word, rows: Sequence[Sequence[Word]]) -> list[Word] | None:
    """The line that a large initial begins."""
    for row in rows:
        first = min(row, key=lambda word: word.x0)
        smaller = initial.size >= _INITIAL * first.size
        level = abs(initial.top - first.top) <= 0.6 * first.size
        if smaller and level and -0.5 * first.size <= first.x0 - initial.x1 <= first.size and isinstance(row, list):
            return row
    return None


def text_of(words: Sequence[Word]) -> str:
    """The text of words on a line, with a space where one was written or is wide enough to be seen.

    Args:
        words: From left to right.
    """
    spaced_out = _spaced_out(words)
    parts: list[str] = []
    for number, word in enumerate(words):
        if number and _is_apart(words[number - 1], word, spaced_out):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _is_apart(left: Word, right: Word, spaced_out: float) -> bool:
    if left.raised and not right.raised and left.text[-1:].isdigit() and right.text[:1].isalpha():
        return True  # a note's number before the note
    gap = (right.x0 - left.x1) / (max(left.size, right.size) or 1)
    if spaced_out:
        return gap > spaced_out
    return gap > (_SPACE if right.spaced and not right.raised else _WORD_GAP)


def _spaced_out(words: Sequence[Word]) -> float:
    """The gap between words of a line whose letters are spaced out ("P R E S S"); 0 where they are not."""
    if len(words) < _SPACED_OUT or sum(len(word.text) == 1 for word in words) < 0.8 * len(words):
        return 0
    gaps = [(b.x0 - a.x1) / (a.size or 1) for a, b in pairwise(words)]
    usual = median(gaps)
    even = sum(abs(gap - usual) <= 0.25 * max(usual, 0.1) for gap in gaps) >= 0.7 * len(gaps)
    return 1.6 * usual if even and all(word.text.isalpha() for word in words if len(word.text) == 1) else 0


def cells_of(line: Line) -> list[tuple[Word, ...]]:
    """The words of a line divided where white space is much wider than between words.

    Args:
        line: Any line.
    """
    cells: list[list[Word]] = []
    for word in line.words:
        if cells and word.x0 - cells[-1][-1].x1 <= CELL_GAP * line.size:
            cells[-1].append(word)
        else:
            cells.append([word])
    return [tuple(cell) for cell in cells]


def outermost(line: Line, space: float = 1) -> list[Word]:
    """The first and the last word of a line, where they stand apart from the others.

    Args:
        line: Any line.
        space: How far apart, of the font's size.
    """
    words = line.words
    if len(words) < 2:
        return list(words)
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    wide = max(space * line.size, 1.5 * median(gaps) if len(gaps) > 2 else 0.0)
    ends = [words[0]] if gaps[0] > wide else []
    return [*ends, words[-1]] if gaps[-1] > wide else ends


def near(values: Iterable[_Value], place: Callable[[_Value], float], most: float) -> list[list[_Value]]:
    """Values in groups, no value of which is far from the first one.

    Args:
        values: Any values.
        place: Where each is.
        most: How far it may be.
    """
    groups: list[list[_Value]] = []
    for value in sorted(values, key=place):
        if groups and place(value) - place(groups[-1][0]) <= most:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def has_ended(text: str) -> bool:
    """Whether a line ends a sentence: with a full stop, which is no abbreviation's, and maybe marks behind it.

    Args:
        text: Of the line.
    """
    return _STOP.search(text) is not None and (ends_sentence(text) or _WORD_AND_STOP.search(text) is not None)


def body_size(lines: Iterable[Line]) -> float:
    """The size in which most of a document is set.

    Args:
        lines: Of the document.
    """
    return _most(((round(2 * word.size) / 2, len(word.text)) for line in lines for word in line.words), 10.0)


def usual_leading(lines: Sequence[Line], otherwise: float) -> float:
    """The distance from line to line within paragraphs: the most frequent, of two that are the smaller.

    Args:
        lines: From top to bottom, of one column or of several one after the other.
        otherwise: What to give where there are no two lines.
    """
    gaps: dict[int, int] = {}
    for gap in _gaps(lines):
        gaps[round(2 * gap)] = gaps.get(round(2 * gap), 0) + 1
    if not gaps:
        return otherwise
    most = max(gaps.values())
    return min(gap for gap, count in gaps.items() if count >= 0.6 * most) / 2


def _gaps(lines: Sequence[Line]) -> Iterator[float]:
    for above, below in pairwise(lines):
        gap = below.base - above.base
        if above.page == below.page and 0.8 * above.size < gap < 3.5 * above.size:
            yield gap
