"""Lists of feeds as feed readers exchange them (OPML 2.0)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.feeds.addresses import leads_into_private_network
from index.feeds.download import Limits

MOST = 1000  # feeds in a list
LONGEST = 100  # characters of a title; what is longer is cut


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list.

    Attributes:
        url: The feed's address.
        title: Its title.
        home: The page it belongs to.
    """

    url: str
    title: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list of feeds holds.

    Attributes:
        outlines: Its feeds, each once.
        left_out: How many entries can't be feeds: without an http or https address, or in a private network.
    """

    outlines: list[Outline]
    left_out: int = 0


def read(data: bytes, name: str, limits: Limits | None = None) -> FeedList:
    """Read an OPML file.

    Args:
        data: The file.
        name: What it is called in messages.
        limits: How its feeds may be downloaded; None: also from private networks.

    Returns:
        Its feeds, however deep in folders, and how many entries are none.

    Raises:
        SourceError: It is no OPML file, or lists no feed, or too many.
    """
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data.replace(b"\0", b"")):
        raise SourceError(name, SourceProblem.DOCUMENT_TYPE)
    try:
        root = xml.fromstring(data)
    except (xml.ParseError, ValueError, LookupError) as error:
        raise SourceError(name, SourceProblem.DAMAGED_OPML) from error
    if root.tag.lower() != "opml":
        raise SourceError(name, SourceProblem.NOT_OPML)
    outlines: dict[str, Outline] = {}
    left_out = 0
    for outline in filter(None, map(_outline, root.iter())):
        if _may_be_read(outline.url, limits):
            outlines.setdefault(outline.url, outline)
        else:
            left_out += 1
    if not outlines:
        raise SourceError(name, SourceProblem.OPML_WITHOUT_FEEDS)
    if len(outlines) > MOST:
        raise SourceError(name, SourceProblem.TOO_MANY_FEEDS, count=len(outlines), most=MOST)
    return FeedList(list(outlines.values()), left_out)


def write(outlines: Iterable[Outline], title: str = "On Record") -> bytes:
    """Write feeds as an OPML file.

    Args:
        outlines: The feeds.
        title: Of the list.
    """
    root = xml.Element("opml", version="2.0")
    xml.SubElement(xml.SubElement(root, "head"), "title").text = _plain(title)
    body = xml.SubElement(root, "body")
    for each in outlines:
        name = _plain(each.title or each.url)
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": each.url}
        xml.SubElement(body, "outline", attributes | ({"htmlUrl": each.home} if each.home else {}))
    xml.indent(root)
    written: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _outline(element: xml.Element) -> Outline | None:
    """The feed of an <outline>, whatever its address; None for another element, a folder or a note."""
    attributes = {key.lower(): " ".join(value.split()) for key, value in element.attrib.items()}
    is_feed = "xmlurl" in attributes or attributes.get("type", "").lower() == "rss"
    if element.tag.lower() != "outline" or not is_feed:
        return None
    url = attributes.get("xmlurl", "")
    title = (attributes.get("title") or attributes.get("text") or "")[:LONGEST] or None
    return Outline(url, title if title != url else None, attributes.get("htmlurl") or None)


def _may_be_read(url: str, limits: Limits | None) -> bool:
    return _is_web(url) and (limits is None or not leads_into_private_network(url, limits.allow_hosts))


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _plain(text: str) -> str:
    """A text without characters that XML 1.0 forbids."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
