"""The parts of (X)HTML that is all text: what Word files become, the chapters of books, the bodies of mails.

Nothing of it is taken for the surroundings of an article, as on web pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.extract.office.parts import Part
from index.model import BlockKind

# No text, or text that is crossed out.
_DROPPED = frozenset("script style head template svg math form nav iframe object title s strike del".split())
_BLOCKS = frozenset(
    "p div article section main header footer aside blockquote pre ul ol li dl dt dd table thead tbody tfoot tr td th"
    " h1 h2 h3 h4 h5 h6 hr figure figcaption caption address center body html".split()
)
_KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
_CLASSES = {"caption": BlockKind.CAPTION, "heading": BlockKind.HEADING}
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.IGNORECASE
)
_LONG_CELL = 160  # letters from which a cell is text that is only laid out by a table


def parts_of(root: Any) -> Iterator[Part]:
    """The parts of a tree, in order.

    Args:
        root: An element of lxml; tables that only lay out a page are read as what they hold.
    """
    walk = _Walk()
    walk.element(root, BlockKind.PARAGRAPH)
    walk.end(BlockKind.PARAGRAPH)
    yield from walk.parts


@dataclass(slots=True)
class _Walk:
    """Gathers the words of blocks.

    Attributes:
        parts: What was gathered.
        words: Of the block that is open.
    """

    parts: list[Part] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def element(self, element: Any, kind: BlockKind) -> None:
        """Gather an element; `kind` is what words in it are."""
        stack: list[tuple[Any, BlockKind, bool]] = [(element, kind, False)]
        while stack:  # no recursion: how deep foreign mark-up is nested is not ours to say
            element, kind, done = stack.pop()
            if done:
                self._close(element, kind)
                continue
            if not isinstance(element.tag, str) or _is_dropped(element):
                self._tail(element)
                continue
            name = _name(element)
            if name == "table" and not _is_layout(element):
                self.end(kind)
                self._table(element)
                self._tail(element)
                continue
            within = self._open(element, name, kind)
            stack.append((element, kind, True))
            stack.extend((child, within, False) for child in reversed(element))

    def _open(self, element: Any, name: str, kind: BlockKind) -> BlockKind:
        """Begin an element; what the words in it are."""
        if name == "br":
            self.words.append("\n")
        if name not in _BLOCKS:
            self.words.append(_flat(element.text))
            return kind
        self.end(kind)
        self.words.append(_flat(element.text))
        own = _CLASSES.get(element.get("class", "")) or _KINDS.get(name)
        if name == "p" and own is None:
            return kind
        return own if own is not None and kind is not BlockKind.QUOTATION else kind

    def _close(self, element: Any, kind: BlockKind) -> None:
        name = _name(element)
        if name in _BLOCKS:
            own = _CLASSES.get(element.get("class", "")) or _KINDS.get(name)
            self.end(own if own is not None and kind is not BlockKind.QUOTATION else kind)
        self._tail(element)

    def _tail(self, element: Any) -> None:
        self.words.append(_flat(element.tail))

    def end(self, kind: BlockKind) -> None:
        """End the block that is open."""
        words = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", "".join(self.words))).strip()
        self.words.clear()
        if words:
            self.parts.append((words, kind))

    def _table(self, table: Any) -> None:
        """The rows of a table, each a part, its cells with tabs between them."""
        for row in table.iter("{*}tr", "tr"):
            cells = [" ".join("".join(_visible(cell)).split()) for cell in row if _name(cell) in _CELLS]
            if any(cells):
                self.parts.append(("\t".join(cells).strip(), BlockKind.TABLE))


def _visible(element: Any) -> Iterator[str]:
    """The texts in an element; a space stands between blocks."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        inner, tail = stack.pop()
        if tail:
            yield inner.tail or ""
            continue
        if not isinstance(inner.tag, str) or _is_dropped(inner):
            continue
        if _name(inner) in _BLOCKS or _name(inner) == "br":
            yield " "
        yield inner.text or ""
        for child in reversed(inner):
            stack += [(child, True), (child, False)]


def _name(element: Any) -> str:
    """The local name of an element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _is_dropped(element: Any) -> bool:
    return _name(element) in _DROPPED or bool(_HIDDEN.search(element.get("style", "")[:2000]))


def _is_layout(table: Any) -> bool:
    """Whether a table only lays out text: one column, cells with tables or long text in them."""
    rows = list(table.iter("{*}tr", "tr"))
    if len(rows) > 300:
        return False
    if max((sum(_name(cell) in _CELLS for cell in row) for row in rows), default=0) < 2:
        return True
    if any(_name(inner) == "table" for inner in table.iter() if inner is not table):
        return True
    cells = [cell for row in rows for cell in row if _name(cell) in _CELLS]
    return any(sum(len(text) for text in cell.itertext()) > _LONG_CELL for cell in cells)


def _flat(text: str | None) -> str:
    """Text with its white space, line ends too, as single spaces."""
    return re.sub(r"[ \t\r\n\f]+", " ", text) if text else ""
