"""OpenDocument texts (.odt): tracked changes as accepted, notes behind their paragraphs, without comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.formats import Kind
from index.extract.office.package import Package
from index.extract.office.parts import Part, article_of
from index.model import BlockKind, Draft

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DROPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{_OFFICE}forms",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}table-of-content",
        f"{_TEXT}illustration-index",
        f"{_TEXT}alphabetical-index",
        f"{_TEXT}bibliography",
        f"{_TEXT}ruby-text",
        f"{_TEXT}page-number",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        "{http://www.w3.org/2000/svg}title",
        "{http://www.w3.org/2000/svg}desc",
    }
)
_STYLED = {
    "quotations": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
    "illustration": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "table": BlockKind.CAPTION,
}
_DEEPEST = 200  # elements in each other
_MOST_SPACES = 100
_LONG_CELL = 160  # letters from which a cell is text that is only laid out by a table


def read_open_document(data: bytes, name: str, now: datetime) -> Draft:
    """The article of an OpenDocument text.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is locked or damaged, or holds no text.
    """
    package = Package(data, name, Kind.OPEN_DOCUMENT)
    if "META-INF/manifest.xml" in package.parts and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise SourceError(name, SourceProblem.LOCKED_DOCUMENT, kind=Kind.OPEN_DOCUMENT)
    root = package.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise package.damaged("there is no text in it")
    reader = _Reader(_parents(root), _struck(root))
    parts = list(reader.parts(body, BlockKind.PARAGRAPH, 0))
    stated = package.properties("meta.xml")
    title, author = stated.get("title"), stated.get("initial-creator") or stated.get("creator")
    return article_of(parts, name, now, reader.title, title, author, stated.get("language"))


def _parents(root: Any) -> Mapping[str, str]:
    """The style that each style of the document itself is made from."""
    return {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }


def _struck(root: Any) -> frozenset[str]:
    """The styles that cross text out or hide it."""
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}text-properties")
        if properties.get(f"{_STYLE}text-line-through-style", "none") != "none"
        or properties.get(f"{_TEXT}display") == "none"
    )


class _Reader:
    """Reads the elements of a text.

    Attributes:
        title: What is set as the title.
    """

    def __init__(self, styles: Mapping[str, str], struck: frozenset[str]) -> None:
        self._styles = styles
        self._struck = struck
        self.title: str | None = None

    def parts(self, element: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
        """The parts in an element.

        Args:
            element: Whose children are read.
            kind: What words in it are.
            depth: How many elements it stands in.
        """
        if depth > _DEEPEST:
            return
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _DROPPED or self._is_hidden(child):
                continue
            if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self._paragraph(child, kind, depth)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child, kind, depth)
            else:
                within = BlockKind.LIST_ITEM if child.tag == f"{_TEXT}list-item" else kind
                yield from self.parts(child, within, depth + 1)

    def _is_hidden(self, element: Any) -> bool:
        """Whether an element is a section or a paragraph that nobody sees."""
        if element.tag == f"{_TEXT}section":
            return bool(element.get(f"{_TEXT}display") == "none")
        return element.tag == f"{_TEXT}p" and element.get(f"{_TEXT}style-name") in self._struck

    def _paragraph(self, element: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
        words: list[str] = []
        behind: list[Any] = []  # notes and text boxes
        self._inline(element, words, behind, depth)
        text = "".join(words)
        style = self._style(element)
        if element.tag == f"{_TEXT}h":
            kind = BlockKind.HEADING
        elif style == "title":
            kind = BlockKind.HEADING
            self.title = self.title or " ".join(text.split()) or None
        elif kind is BlockKind.PARAGRAPH:
            kind = _STYLED.get(style, kind)
        yield text, kind
        for each in behind:
            yield from self.parts(each, BlockKind.PARAGRAPH, depth + 1)

    def _style(self, element: Any) -> str:
        """The name of the style that a paragraph's own one is made from, in small letters."""
        name = element.get(f"{_TEXT}style-name", "")
        return (self._styles.get(name) or name).replace("_20_", " ").lower()

    def _inline(self, element: Any, words: list[str], behind: list[Any], depth: int) -> None:
        """Gather the words of a paragraph, and what stands behind it."""
        words.append(_flat(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _DROPPED and depth < _DEEPEST:
                if child.tag == f"{_TEXT}s":
                    words.append(" " * min(_MOST_SPACES, int(child.get(f"{_TEXT}c", "1"))))
                elif child.tag == f"{_TEXT}tab":
                    words.append("\t")
                elif child.tag == f"{_TEXT}line-break":
                    words.append("\n")
                elif child.tag == f"{_TEXT}note":
                    behind += child.iter(f"{_TEXT}note-body")
                elif child.tag.startswith(_DRAW):
                    behind += child.iter(f"{_DRAW}text-box")
                elif child.get(f"{_TEXT}style-name") not in self._struck:
                    self._inline(child, words, behind, depth + 1)
            words.append(_flat(child.tail))

    def _table(self, table: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
        """The rows of a table, each a part, its cells with tabs between them; what it only lays out as it is."""
        rows = [
            [list(self.parts(cell, kind, depth + 2)) for cell in row.iterchildren(f"{_TABLE}table-cell")]
            for row in table.iter(f"{_TABLE}table-row")
        ]
        if max(map(len, rows), default=0) < 2 or any(
            sum(len(words) for words, _ in cell) > _LONG_CELL for row in rows for cell in row
        ):
            yield from (part for row in rows for cell in row for part in cell)
            return
        for row in rows:
            cells = [" ".join(" ".join(words.split()) for words, _ in cell) for cell in row]
            if any(cells):
                yield "\t".join(cells).strip(), BlockKind.TABLE


def _flat(text: str | None) -> str:
    """Text with its white space as single spaces, as the format has it."""
    if not text:
        return ""
    return f"{' ' if text[0].isspace() else ''}{' '.join(text.split())}{' ' if text[-1].isspace() and text.strip() else ''}"
