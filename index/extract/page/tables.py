"""Tables of a page that hold its layout, or a talk with a speaker beside each turn, and no data."""

from __future__ import annotations

from typing import Any

_LONG = 30  # words of a cell that is no datum
_CELLS = 5_000  # of a table that is looked at
_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})


def unfold_layout(tree: Any) -> None:
    """Make blocks of the tables that arrange a page's text, which is then read as the text that it is.

    Args:
        tree: The page, which is altered.
    """
    tables = list(tree.iter("table"))
    layout = {id(table) for table in tables if not _is_data(table)}
    unfolded = [table for table in tables if id(table) in layout]
    for table in unfolded:
        for part in list(_own_parts(table)):
            part.tag = "div"


def _own_parts(table: Any) -> Any:
    """A table and its rows and cells, without those of tables inside."""
    stack = [table]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(child for child in part if child.tag in _PARTS and child.tag != "table")


def _is_data(table: Any) -> bool:
    """Whether a table holds several rows of several short cells."""
    rows: list[int] = []
    for number, part in enumerate(_own_parts(table)):
        if number > _CELLS:
            break
        if part.tag == "tr":
            rows.append(sum(child.tag in {"td", "th"} for child in part))
        elif part.tag in {"td", "th"} and (part.find(".//table") is not None or _is_long(part)):
            return False
    return len(rows) > 1 and sum(cells > 1 for cells in rows) * 2 > len(rows)


def _is_long(cell: Any) -> bool:
    words = 0
    for text in cell.itertext():
        words += len(text.split())
        if words >= _LONG:
            return True
    return False
