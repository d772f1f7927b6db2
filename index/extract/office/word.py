"""Word files (.docx), by mammoth: tracked changes as accepted, without comments, heads, feet and hidden text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import lxml.html
from lxml import etree

from index.extract.formats import Kind
from index.extract.office.markup import parts_of
from index.extract.office.package import Package
from index.extract.office.parts import Part, article_of
from index.model import BlockKind, Draft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STYLES = """
p[style-name^='toc '] => !
p[style-name='table of figures'] => !
p[style-name='Title'] => p.title:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
p[style-name='Quotations'] => blockquote:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
p[style-name='footnote text'] => p:fresh
p[style-name='endnote text'] => p:fresh
"""
_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/[^/]*\.xml|word/_rels/[^/]*\.rels")
_NEVER = re.compile(r"word/(?:header|footer|comments|people|theme|fontTable|webSettings|glossary)")  # and nothing else
_BUILT_IN = re.compile(
    r"(?:heading \d|title|subtitle|quote|intense quote|block text|quotations|caption)$", re.IGNORECASE
)
_NOTE = re.compile(r"#?(?P<id>(?:footnote|endnote)-\d{1,9})")
_UNSAID = ("vanish", "strike", "dstrike")  # hidden and crossed out
_DEEPEST = 30  # styles on which others are based
_LEVELS = 9  # of headings; a level above these is the text's


def read_word(data: bytes, name: str, now: datetime) -> Draft:
    """The article of a Word file.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is locked or damaged, or holds no text.
    """
    import mammoth

    package = Package(data, name, Kind.WORD)
    result = mammoth.convert_to_html(
        io.BytesIO(_prepared(package)), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
    )
    root = lxml.html.document_fromstring(f"<html><body>{result.value}</body></html>")
    title = _title(root)
    parts = _with_notes(root)
    stated = package.properties()
    return article_of(parts, name, now, title, stated.get("title"), stated.get("creator"), stated.get("language"))


def _title(root: Any) -> str | None:
    """The words that are set as the title."""
    titles = [" ".join(each.text_content().split()) for each in root.xpath("//p[@class='title']")]
    return next((title for title in titles if title), None)


def _with_notes(root: Any) -> list[Part]:
    """The parts of a document; its notes stand behind those parts in which they are referred to."""
    notes: dict[str, list[Part]] = {}
    for item in root.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        for back in item.xpath(".//a[contains(@href, '-ref-')]"):
            back.drop_tree()
        notes[item.get("id")] = [(words, BlockKind.PARAGRAPH) for words, _ in parts_of(item)]
        item.drop_tree()
    for mark in root.xpath("//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        note = _NOTE.match(mark[0].get("href"))
        mark.text = f"\ue000{note['id']}\ue001" if note else ""
        for child in list(mark):
            mark.remove(child)
    parts: list[Part] = []
    for words, kind in parts_of(root):
        parts.append((re.sub("\ue000[^\ue001]*\ue001", "", words), kind))
        for mark in re.findall("\ue000([^\ue001]*)\ue001", words):
            parts += notes.pop(mark, [])
    return parts


def _prepared(package: Package) -> bytes:
    """The archive without pictures, heads and feet, and with what mammoth doesn't know put in words that it does."""
    prepared = io.BytesIO()
    with zipfile.ZipFile(prepared, "w") as archive:
        for part in sorted(package.parts):
            if not _NEEDED.fullmatch(part) or _NEVER.match(part):
                continue
            content = package.read(part)
            if part.endswith(".xml") and part != "[Content_Types].xml":
                content = content.replace(_STRICT.encode(), _W.strip("{}").encode())
                root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
                if part == "word/styles.xml":
                    _name_styles(root)
                else:
                    _simplify(root)
                content = etree.tostring(root)
            archive.writestr(part, content)
    return prepared.getvalue()


def _name_styles(root: Any) -> None:
    """Give each style of paragraphs the name of the built-in one that it is based on, or of its level."""
    styles = {each.get(f"{_W}styleId"): each for each in root.iter(f"{_W}style")}
    names = {id: _built_in(style, styles) for id, style in styles.items()}
    for id, style in styles.items():
        named = style.find(f"{_W}name")
        if named is not None and names[id]:
            named.set(f"{_W}val", names[id])


def _built_in(style: Any, styles: Mapping[str, Any]) -> str | None:
    """The name of the nearest built-in style that a style is based on."""
    for _ in range(_DEEPEST):
        if style is None or style.get(f"{_W}type") != "paragraph":
            return None
        name = _value(style, "name")
        if _BUILT_IN.match(name):
            return name
        level = _value(style, "pPr", "outlineLvl")
        if level.isdecimal() and int(level) < _LEVELS:
            return f"heading {int(level) + 1}"
        style = styles.get(_value(style, "basedOn"))
    return None


def _value(element: Any, *path: str) -> str:
    """The value of an element below another; "" where there is none."""
    found = element.find("/".join(f"{_W}{name}" for name in path))
    return found.get(f"{_W}val", "") if found is not None else ""


def _simplify(root: Any) -> None:
    """Take hidden and crossed out text out, open simple fields, and keep one of the alternatives of each shape."""
    for field in list(root.iter(f"{_W}fldSimple")):
        _unwrap(field)
    for run in list(root.iter(f"{_W}r")):
        marks = (run.find(f"{_W}rPr/{_W}{name}") for name in _UNSAID)
        if any(mark is not None and mark.get(f"{_W}val") not in {"0", "false"} for mark in marks):
            run.getparent().remove(run)
    for alternatives in list(root.iter(f"{_MC}AlternateContent")):
        if alternatives.find(f"{_MC}Fallback") is None:
            choice = alternatives.find(f"{_MC}Choice")
            boxes = list(choice.iter(f"{_W}txbxContent")) if choice is not None else []
            alternatives.getparent().replace(alternatives, _boxed(boxes))


def _boxed(boxes: list[Any]) -> Any:
    """Text boxes as mammoth takes them."""
    picture = etree.Element(f"{_W}pict")
    for box in boxes:
        picture.append(box)
    return picture


def _unwrap(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)
