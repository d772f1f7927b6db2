"""In which order the parts of a page are read: columns in turn, what stands across them where it stands.

The page is cut along its gutters, and each part again (after the cuts of G. Nagy and S. Seth, "Hierarchical
representation of optically scanned documents", ICPR 1984; here what crosses a gutter, such as a title, divides it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.extract.pdf.gutters import Band, Row, best_bands
from index.extract.pdf.lines import Line, lines_of
from index.extract.pdf.page_words import Word

_DEEPEST = 6  # gutters within gutters
_KNOWN = 7  # rows from which a gutter is expected on the next pages
_MASTHEAD = 5  # rows of one, at most
_FAR = 2.2  # of the distance of rows, from a masthead to what is below it
_FAR_EMS = 2.5  # of the font's size, the same


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page whose lines go from its left side to its right.

    Attributes:
        lines: From top to bottom.
        beside: Whether other text stands beside it.
    """

    lines: tuple[Line, ...]
    beside: bool = False


class Columns:
    """Divides the pages of a document, one after the other.

    A gutter that was found on one page needs fewer lines to be found on the next.
    """

    def __init__(self) -> None:
        self._gutters: list[float] = []

    def regions(self, words: Sequence[Word], page: int) -> list[Region]:
        """The parts of a page in the order in which they are read.

        Args:
            words: Of the page.
            page: Its number.
        """
        parts = self._parts(list(words), _DEEPEST, False)
        return [Region(tuple(lines_of(part, page)), beside) for part, beside in parts if part]

    def _parts(self, words: list[Word], depth: int, beside: bool) -> list[tuple[list[Word], bool]]:
        rows = _rows(words)
        if depth > 0 and (cut := _masthead(rows)):
            upper, lower = (self._parts(_all(part), depth - 1, beside) for part in (rows[:cut], rows[cut:]))
            return [*upper, *lower]
        bands = best_bands(rows, self._gutters) if depth > 0 and len(rows) > 1 else []
        if not bands:
            return [(words, beside)]
        parts: list[tuple[list[Word], bool]] = []
        above = 0
        for band in bands:
            self._gutters += [band.middle] if band.last - band.first > _KNOWN else []
            parts += self._parts(_all(rows[above : band.first]), depth - 1, beside)
            for side in _sides(rows[band.first : band.last], band):
                parts += self._parts(side, depth - 1, True)
            above = band.last
        return [*parts, *self._parts(_all(rows[above:]), depth - 1, beside)]


def _all(rows: Sequence[Row]) -> list[Word]:
    """The words of rows."""
    return [word for row in rows for word in row]


def _masthead(rows: Sequence[Row]) -> int:
    """How many rows at the top stand far from all others below; 0 where none do."""
    gaps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    if len(gaps) <= 2 * _MASTHEAD:
        return 0
    usual = median(gaps)
    size = median(row[0].size for row in rows)
    apart = [n for n, gap in enumerate(gaps[:_MASTHEAD]) if gap > max(_FAR * usual, _FAR_EMS * size)]
    return apart[-1] + 1 if apart else 0


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the lines they stand on, across the whole width."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - rows[-1][0].base <= 0.3 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def _sides(rows: Sequence[Row], band: Band) -> list[list[Word]]:
    """The words at both sides of a gutter in the order in which they are read."""
    left = [[word for word in row if word.x0 < band.middle] for row in rows]
    right = [[word for word in row if word.x0 >= band.middle] for row in rows]
    if not band.lead:
        return [_all(left), _all(right)]
    starts = [number for number, (above, row) in enumerate(pairwise([[], *left])) if row and not above]
    cuts = pairwise([0, *starts[1:], len(rows)])
    return [_all(side[start:stop]) for start, stop in cuts for side in (left, right)]
