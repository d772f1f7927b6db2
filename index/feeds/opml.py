"""Lists of feeds as feed readers exchange them (OPML 2.0)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem

MOST = 1000  # feeds of a list
LONGEST = 100  # characters of a name


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list.  home: the page it belongs to."""

    url: str
    title: str | None = None
    home: str | None = None


def read(data: bytes, name: str) -> list[Outline]:
    """The feeds of an OPML file, however deep in folders, each once.

    name: how the file is called in messages.  Raises SourceError with the reason in one sentence.
    """
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data.replace(b"\0", b"")):
        raise SourceError(name, SourceProblem.DOCUMENT_TYPE)
    try:
        root = xml.fromstring(data)
    except (xml.ParseError, ValueError, LookupError) as error:
        raise SourceError(name, SourceProblem.DAMAGED_OPML) from error
    if root.tag.lower() != "opml":
        raise SourceError(name, SourceProblem.NOT_OPML)
    found: dict[str, Outline] = {}
    for element in root.iter():
        if element.tag.lower() != "outline":
            continue
        about = {key.lower(): " ".join(value.split()) for key, value in element.attrib.items()}
        url = about.get("xmlurl", "")
        if url and _sound(url):
            title = (about.get("title") or about.get("text") or "")[:LONGEST] or None
            found.setdefault(url, Outline(url, title if title != url else None, about.get("htmlurl") or None))
    if not found:
        raise SourceError(name, SourceProblem.OPML_WITHOUT_FEEDS)
    if len(found) > MOST:
        raise SourceError(name, SourceProblem.TOO_MANY_FEEDS, count=len(found), most=MOST)
    return list(found.values())


def write(outlines: Iterable[Outline], title: str = "On Record") -> bytes:
    """An OPML file of feeds."""
    root = xml.Element("opml", version="2.0")
    xml.SubElement(xml.SubElement(root, "head"), "title").text = _plain(title)
    body = xml.SubElement(root, "body")
    for each in outlines:
        name = _plain(each.title or each.url)
        about = {"type": "rss", "text": name, "title": name, "xmlUrl": each.url}
        xml.SubElement(body, "outline", about | ({"htmlUrl": each.home} if each.home else {}))
    xml.indent(root)
    written: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _sound(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _plain(text: str) -> str:
    """Without what no XML file may hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
