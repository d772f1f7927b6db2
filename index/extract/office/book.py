"""EPUB books: their chapters in the order of reading, without the list of contents."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import lxml.html
from lxml import etree

from index.errors import SourceError, SourceProblem
from index.extract.dates import parse_date
from index.extract.encoding import decode
from index.extract.formats import Kind
from index.extract.normalisation import one_line
from index.extract.note_marks import drop_note_marks
from index.extract.office.markup import parts_of
from index.extract.office.package import Package
from index.extract.office.parts import Part, article_of
from index.extract.title_page import usable_title
from index.model import Draft

_TEXTS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")


def read_book(data: bytes, name: str, now: datetime) -> Draft:
    """The article of a book.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is locked or damaged, or holds no text.
    """
    package = Package(data, name, Kind.BOOK)
    if "META-INF/encryption.xml" in package.parts and b"EncryptedKey" in package.read("META-INF/encryption.xml"):
        raise SourceError(name, SourceProblem.LOCKED_DOCUMENT, kind=Kind.BOOK)
    root_file = next(package.xml("META-INF/container.xml").iter("{*}rootfile"), None)
    if root_file is None:
        raise package.damaged("it names no contents")
    contents = unquote(root_file.get("full-path", ""))
    root = package.xml(contents)
    parts = [part for chapter in _chapters(root, posixpath.dirname(contents)) for part in _parts(package, chapter)]
    stated = package.properties(contents)
    title = usable_title(stated.get("title"))
    draft = article_of(parts, name, now, title, None, stated.get("creator"), stated.get("language"))
    day = parse_date(stated.get("date"))  # of publication, where it stands in a book's own description
    published = draft.published or (day if day and day <= now else None)
    return replace(draft, published=published, outlet=one_line(stated.get("publisher")))


def _chapters(root: Any, folder: str) -> list[str]:
    """The paths of the chapters in the order of reading."""
    items = {each.get("id", ""): each for each in root.iter("{*}item")}
    chapters = []
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _TEXTS or "nav" in item.get("properties", "").split():
            continue
        chapters.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))))
    return chapters


def _parts(package: Package, chapter: str) -> list[Part]:
    if chapter not in package.parts:
        return []
    content = _ENTITY.sub(_character, package.read(chapter))
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except etree.XMLSyntaxError:
        text = _DECLARATION.sub("", decode(content, package.name), count=1)
        if not text.strip():
            return []
        root = lxml.html.document_fromstring(text)
    drop_note_marks(root)
    return list(parts_of(root))


def _character(entity: re.Match[bytes]) -> bytes:
    """The character of a named entity of HTML, which XML doesn't know, by its number."""
    if entity[1] in _XML:
        return entity[0]
    named = html.unescape(entity[0].decode("ascii"))
    return entity[0] if named.startswith("&") else "".join(f"&#{ord(each)};" for each in named).encode()
