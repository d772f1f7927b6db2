"""Rows of tables: lines divided into cells that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from index.extract.pdf.lines import LEAD, Line, cells_of, text_of

_ALIGNED = 4.0  # points between the edges of cells below each other
_EVEN = 0.45  # of the widest gap of a stretched line: its narrowest one
_DOTS = re.compile(r"(?:\.\s?){5,}")

Cells = Sequence[tuple[float, float]]  # where each begins and ends


def table_runs(lines: Sequence[Line]) -> list[tuple[list[Line], bool]]:
    """Runs of lines, and whether they are the rows of a table.

    Args:
        lines: From top to bottom.
    """
    rows = [
        []
        if _is_stretched(line, [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]])
        else _row(line)
        for number, line in enumerate(lines)
    ]
    is_row = [
        bool(row) and any(_aligned(row, other) for other in _beside(rows, number)) for number, row in enumerate(rows)
    ]
    return [
        ([lines[number] for number in numbers], table)
        for table, numbers in groupby(range(len(lines)), is_row.__getitem__)
    ]


def _is_stretched(line: Line, beside: Sequence[Line]) -> bool:
    """Whether a line is running text that is stretched to end below another: all its gaps are about as wide."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
    fills = any(abs(line.x1 - other.x1) < 1.5 for other in beside) and len(gaps) > 2
    digits = sum(map(str.isdigit, line.text))
    return fills and not _DOTS.search(line.text) and min(gaps) > _EVEN * max(gaps) and 5 * digits < len(line.text)


def _beside(rows: Sequence[Cells], number: int) -> list[Cells]:
    """The rows near one, over one line that is none."""
    near = [*range(max(0, number - 2), number), *range(number + 1, min(len(rows), number + 3))]
    return [rows[other] for other in near if rows[other]]


def _row(line: Line) -> list[tuple[float, float]]:
    """Where the cells of a line begin and end; nothing where it isn't divided into cells."""
    cells = cells_of(line)
    if len(cells) < 2 or _DOTS.search(line.text):
        return [(cells[0][0].x0, cells[-1][-1].x1)] * 2 if _DOTS.search(line.text) else []
    if len(cells) == 2 and LEAD.match(text_of(cells[0])):
        return []
    return [(cell[0].x0, cell[-1].x1) for cell in cells]


def _aligned(row: Cells, other: Cells) -> bool:
    """Whether cells of two rows behind the first stand below each other."""
    return any(
        abs(a[0] - b[0]) < _ALIGNED or abs(a[1] - b[1]) < _ALIGNED or abs(sum(a) - sum(b)) < 2 * _ALIGNED
        for a in row[1:]
        for b in other[1:]
    )
