"""Gutters: strips without words that go down through several lines with text at both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from statistics import median

from index.extract.pdf.lines import LEAD, text_of
from index.extract.pdf.page_words import Word

Row = Sequence[Word]  # words on one line across the page, from left to right

_NARROWEST = 6.5  # points of a gutter
_NARROWEST_EMS = 0.85  # of the font's size: more than between the words of a typewriter
_NARROWEST_SHORT = 9.0  # points of one with few lines
_LEAST = 3  # lines at each side
_FEW = 4  # lines at one side: few
_LEAST_ASKEW = 2  # lines at each side, where they do not stand on the same height
_LEAST_LETTERS = 14  # of a line, on the average, of running text in a narrow column
_LEADS = 1.6  # times as many lines has the text beside headings or labels, at least
_NUMBERS = 0.4  # of the words of a table, at least
_CELL = 22  # letters of a cell, at most
_CELL_SHARE = 0.6  # of its column's width that half of the cells fill, at most
_LEVEL = 0.6  # of the lines at one side that have one at the other
_CROSSED = 0.7  # of the rows that cross a usual place: a strip is crossed by fewer
_HEADING = 2  # rows of a heading, at most
_FAR = 1.6  # of the distance of rows, from the text above to a heading
_TRIED = 12  # strips that are looked at more closely


@dataclass(frozen=True, slots=True)
class Band:
    """Rows through which a gutter goes.

    Attributes:
        first: The first row.
        last: The one behind the last.
        middle: Where the gutter is.
        lead: Whether the words at its left are short leads of what stands at its right.
    """

    first: int
    last: int
    middle: float
    lead: bool = False


def best_bands(rows: Sequence[Row], known: Sequence[float]) -> list[Band]:
    """The bands of the gutter that divides most rows.

    Args:
        rows: Of a part of a page.
        known: Where other pages have gutters.
    """
    best: list[Band] = []
    most = 0.0
    for left, right in _strips(rows):
        middle = next((gutter for gutter in known if left < gutter < right), (left + right) / 2)
        runs = [_without_heading(rows, run, middle) for run in _free_runs(rows, middle)]
        bands = [band for run in runs if (band := _band(rows, run, middle, middle in known))]
        divided = sum(band.last - band.first for band in bands) + min(right - left, 60) / 100
        if bands and divided > most:
            best, most = bands, divided
    return best


def _strips(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Where few words stand: strips, those that are crossed by the fewest rows first."""
    start = min(row[0].x0 for row in rows)
    crossings = _crossings(rows, start, max(word.x1 for row in rows for word in row))
    runs: list[tuple[int, int, int]] = []  # how many rows cross, first and last point
    for count, places in groupby(range(len(crossings)), crossings.__getitem__):
        first, *rest = places
        runs.append((count, first, rest[-1] + 1 if rest else first + 1))
    usual = sorted(crossings)[len(crossings) // 2] if crossings else 0
    strips = [
        run
        for before, run, behind in zip(runs, runs[1:], runs[2:], strict=False)
        if run[0] < min(before[0], behind[0]) and run[0] <= _CROSSED * usual
    ]
    strips.sort(key=lambda run: (run[0], run[1] - run[2]))
    return [(start + first, start + stop) for _, first, stop in strips[:_TRIED]]


def _crossings(rows: Sequence[Row], start: float, end: float) -> list[int]:
    """How many words stand at each point of the width."""
    width = max(0, int(end - start)) + 2
    changes = [0] * (width + 2)
    for row in rows:
        for word in row:
            changes[max(0, int(word.x0 - start))] += 1
            changes[min(width, max(0, int(word.x1 - start)) + 1)] -= 1
    return list(accumulate(changes[:width]))


def _free_runs(rows: Sequence[Row], middle: float) -> Iterator[tuple[int, int]]:
    """Runs of rows, from the first to behind the last, in which a place is free and its gap wide enough."""
    free = [_is_free(row, middle) for row in rows]
    for is_free, numbers in groupby(range(len(rows)), free.__getitem__):
        first, *rest = numbers
        if is_free:
            yield first, (rest[-1] if rest else first) + 1


def _without_heading(rows: Sequence[Row], run: tuple[int, int], middle: float) -> tuple[int, int]:
    """A run of rows without what stands at its end as the heading of the row below, which crosses the gutter."""
    first, last = run
    if last >= len(rows) or last - first <= _HEADING:
        return run
    gaps = [below[0].base - above[0].base for above, below in pairwise(rows[first : last + 1])]
    usual = median(gaps[:-_HEADING])
    for count in range(1, _HEADING + 1):
        begin = last - count
        if rows[begin][0].x0 >= middle or rows[begin][-1].x0 >= middle:
            break  # it has words at the other side
        if gaps[begin - first - 1] > max(_FAR * usual, gaps[-1]):
            return first, begin
    return run


def _is_free(row: Row, middle: float) -> bool:
    if any(word.x0 < middle < word.x1 for word in row):
        return False
    before = [word for word in row if word.x1 <= middle]
    behind = [word for word in row if word.x0 >= middle]
    if not before or not behind:
        return True
    return behind[0].x0 - max(word.x1 for word in before) >= max(_NARROWEST, _NARROWEST_EMS * behind[0].size)


def _band(rows: Sequence[Row], run: tuple[int, int], middle: float, known: bool) -> Band | None:
    """The band that a run of rows makes with a gutter; None where it divides no text."""
    divided = _Divided(rows[slice(*run)], middle)
    if not divided.is_wide_enough:
        return None
    if divided.is_text(_LEAST if not known else 1):
        return None if divided.is_table else Band(*run, middle)
    if divided.has_leads:
        return Band(*run, middle, lead=True)
    return Band(*run, middle) if divided.is_askew else None


class _Divided:
    """Rows with a gutter.

    Args:
        rows: None of which crosses it.
        middle: Where it is.
    """

    def __init__(self, rows: Sequence[Row], middle: float) -> None:
        self._left = [[word for word in row if word.x0 < middle] for row in rows]
        self._right = [[word for word in row if word.x0 >= middle] for row in rows]
        self._sides = [[row for row in side if row] for side in (self._left, self._right)]
        self._fewest = min(map(len, self._sides))

    @cached_property
    def _width(self) -> float:
        left, right = self._sides
        return min(row[0].x0 for row in right) - max(word.x1 for row in left for word in row)

    @cached_property
    def is_wide_enough(self) -> bool:
        """Whether there is text at both sides, and room between."""
        if not self._fewest:
            return False
        least = _NARROWEST if self._fewest > _FEW else _NARROWEST_SHORT
        return self._width >= max(least, _NARROWEST_EMS * self._sides[1][0][0].size)

    def is_text(self, least: int) -> bool:
        """Whether both sides are running text of so many lines."""
        return self._fewest >= least and all(_letters(side) >= _LEAST_LETTERS for side in self._sides)

    @cached_property
    def _is_level(self) -> bool:
        """Whether the lines of both sides stand at the same heights, as those of a table or a form do."""
        both = sum(bool(left and right) for left, right in zip(self._left, self._right, strict=True))
        return both >= _LEVEL * self._fewest

    @cached_property
    def is_table(self) -> bool:
        """Whether the sides hold cells rather than lines that go on below."""
        if not self._is_level:
            return False
        words = [word.text for side in self._sides for row in side for word in row]
        if sum(any(map(str.isdigit, word)) for word in words) > _NUMBERS * len(words):
            return True
        return min(map(_letters, self._sides)) < _CELL and min(map(_filled, self._sides)) < _CELL_SHARE

    @cached_property
    def has_leads(self) -> bool:
        """Whether the left side has headings or labels of several lines beside running text."""
        left, right = self._sides
        if not _LEAST <= len(right) >= _LEADS * len(left) or _letters(right) < _LEAST_LETTERS:
            return False
        texts = [text_of(row) for row in self._left]
        return any(
            above and below and not (LEAD.match(above) and LEAD.match(below)) for above, below in pairwise(texts)
        )

    @cached_property
    def is_askew(self) -> bool:
        """Whether the sides have lines of their own, at other heights: a box, or a short column."""
        return self._fewest >= _LEAST_ASKEW and self._width >= _NARROWEST_SHORT and not self._is_level


def _letters(rows: Sequence[Row]) -> float:
    """How many letters a row has on the average."""
    return sum(len(word.text) + 1 for row in rows for word in row) / len(rows)


def _filled(rows: Sequence[Row]) -> float:
    """What share of the width half of the rows fill."""
    width = max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)
    return median((row[-1].x1 - row[0].x0) / max(1.0, width) for row in rows)
