"""PowerPoint files (.pptx): slide by slide, titles as headings, with the notes of those who speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from index.extract.formats import Kind
from index.extract.office.package import Package
from index.extract.office.parts import Part, article_of
from index.model import BlockKind, Draft

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"ftr", "hdr", "dt", "sldNum", "sldImg"})
_HIDDEN = frozenset({"0", "false"})


def read_slides(data: bytes, name: str, now: datetime) -> Draft:
    """The article of a PowerPoint file.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is damaged, or holds no text.
    """
    package = Package(data, name, Kind.SLIDES)
    main = "ppt/presentation.xml"
    related = package.related(main)
    ids = [each.get(f"{_R}id", "") for each in package.xml(main).iter(f"{_P}sldId")]
    parts = [part for id in ids if id in related for part in _slide(package, related[id][1])]
    stated = package.properties()
    return article_of(parts, name, now, None, stated.get("title"), stated.get("creator"), stated.get("language"))


def _slide(package: Package, path: str) -> Iterator[Part]:
    """The parts of a slide, its title first; then its notes."""
    root = package.xml(path)
    if root.get("show") in _HIDDEN:
        return
    parts = list(_shapes(root))
    titles = [(words, kind) for words, kind in parts if kind is BlockKind.HEADING]
    yield from titles
    yield from (part for part in parts if part not in titles)
    notes = next((target for kind, target in package.related(path).values() if kind == "notesSlide"), None)
    if notes in package.parts and notes is not None:
        yield from ((words, BlockKind.PARAGRAPH) for words, _ in _shapes(package.xml(notes)))


def _shapes(root: Any) -> Iterator[Part]:
    """What the shapes of a slide say, in their order."""
    for element in root.iter(f"{_P}sp", f"{_A}tbl"):
        if element.tag == f"{_A}tbl":
            yield from _rows(element)
            continue
        holder = element.find(f".//{_P}nvPr/{_P}ph")
        place = holder.get("type", "body") if holder is not None else ""
        if place in _FURNITURE:
            continue
        paragraphs = [(_words(each), _is_item(each, place)) for each in element.iter(f"{_A}p")]
        if place in _TITLES:
            yield re.sub(r"\s+", " ", " ".join(words for words, _ in paragraphs)), BlockKind.HEADING
        else:
            yield from ((words, BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH) for words, item in paragraphs)


def _is_item(paragraph: Any, place: str) -> bool:
    """Whether a paragraph has a bullet; those of a slide's body have one unless it is taken away."""
    properties = paragraph.find(f"{_A}pPr")
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            return False
        if properties.find(f"{_A}buChar") is not None or properties.find(f"{_A}buAutoNum") is not None:
            return True
    return place == "body"


def _words(paragraph: Any) -> str:
    """The words of a paragraph; breaks are line ends."""
    words = []
    for element in paragraph.iter(f"{_A}t", f"{_A}br", f"{_A}fld"):
        if element.tag == f"{_A}br":
            words.append("\n")
        elif element.tag == f"{_A}t":
            words.append(element.text or "")
    return "".join(words)


def _rows(table: Any) -> Iterator[Part]:
    for row in table.iter(f"{_A}tr"):
        cells = [" ".join(" ".join(map(_words, cell.iter(f"{_A}p"))).split()) for cell in row.iter(f"{_A}tc")]
        if any(cells):
            yield "\t".join(cells).strip(), BlockKind.TABLE
