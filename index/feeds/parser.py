"""Parse RSS, Atom and JSON Feed into one form.

Pure: bytes in, values out.  RSS, RDF and Atom are parsed by feedparser, JSON Feed (versions 1 and 1.1) here.
"""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.encoding import decode
from index.extract.normalisation import storable
from index.extract.page.metadata import without_outlet
from index.feeds.entry import FeedEntry
from index.feeds.entry_dates import dated
from index.feeds.entry_keys import digest, identified

SURROGATE = re.compile(rb"(?i)\\ud[89a-f]")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s{0,5}=\s{0,5}[\"']([\w.:-]+)")
LONGEST = 1000  # characters of a title or a name; what is longer is cut


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed.

    Attributes:
        title: The feed's own.
        entries: The newest first, as feeds have them.
        home: The page the feed belongs to.
        hubs: Where its changes can be subscribed to (WebSub).
    """

    title: str | None
    entries: tuple[FeedEntry, ...]
    home: str | None = None
    hubs: tuple[str, ...] = ()


def is_feed(data: bytes) -> bool:
    """Whether bytes look like a feed, judged by their first element."""
    opening = _opening(data)
    if opening[:1] == "{":
        return bool(re.search(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed', opening))
    return bool(re.match(r"(?i)<(?:rss|feed|rdf:rdf|atom:feed)\b", opening))


def parse(data: bytes, url: str, now: datetime, charset: str | None = None) -> ParsedFeed:
    """Parse what an address gave.

    Where the server's charset, the XML declaration and the bytes disagree, bytes that are valid UTF-8 are read as
    UTF-8; else the declaration, which the author wrote, goes before the server's default.

    Args:
        data: The answer.
        url: Its address, which links are relative to.
        now: The present; later dates are dropped.
        charset: What the server says.

    Raises:
        SourceError: It is no feed, or a broken one without any entry.
    """
    opening = _opening(data)
    if not opening:
        raise SourceError(url, SourceProblem.EMPTY_ANSWER)
    if not is_feed(data) and (re.match(r"(?i)<(?:html|head|body)\b", opening) or _doctype(data) == "html"):
        links = discover(data, url)
        if links:
            raise SourceError(url, SourceProblem.WEB_PAGE_WITH_FEED, feed=links[0])
        raise SourceError(url, SourceProblem.WEB_PAGE)
    feed = _json(data, url, now) if opening[0] in "{[" else _xml(data, url, now, charset, opening)
    return replace(feed, entries=tuple(identified(feed.entries, feed.home)))


def discover(data: bytes, url: str) -> list[str]:
    """The addresses of the feeds that a web page names."""
    addresses = []
    for tag in re.findall(r"<link\b[^>]{1,2000}>", data[:200_000].decode("utf-8", "replace"), re.IGNORECASE):
        kind = re.search(r"(?i)type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", tag)
        href = re.search(r"(?i)href\s*=\s*[\"']?([^\"'\s>]{1,1000})", tag)
        if kind and href and (address := _web(html.unescape(href[1]), url)):
            addresses.append(address)
    return addresses


# XML


def _opening(data: bytes) -> str:
    """The first element and what follows it, within the first 8000 bytes."""
    text = data[:8000].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe")
    return re.sub(r"(?si)^(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*(?:\[.*?\])?\s*>)+", "", text)


def _doctype(data: bytes) -> str | None:
    doctype = re.search(rb"(?i)<!doctype\s+(\w+)", data[:2000])
    return doctype[1].decode("ascii", "replace").lower() if doctype else None


def _xml(data: bytes, url: str, now: datetime, charset: str | None, opening: str) -> ParsedFeed:
    import feedparser

    data, content_type = _utf8(data, url, charset)
    headers = {"content-type": content_type, "content-location": url}
    try:
        # As a stream: feedparser would first try bytes as the name of a local file.
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
        by_default = _author_of_all(parsed)
        entries = tuple(_entry(raw, url, parsed.feed, now, by_default) for raw in parsed.entries)
        about, links = parsed.feed, parsed.feed.get("links", ())
        title, home = _line(about.get("title")), _web(about.get("link"), url)
        hubs = tuple(hub for link in links if link.get("rel") == "hub" and (hub := _web(link.get("href"), url)))
    except Exception as error:  # feedparser raises errors without a common base on damaged input
        raise SourceError(url, SourceProblem.BROKEN_FEED, cause=type(error).__name__) from error
    if not entries and not parsed.version and not is_feed(data):
        if opening[:1] == "<":
            raise SourceError(url, SourceProblem.NOT_A_FEED)
        raise SourceError(url, SourceProblem.NOT_A_FEED_OR_PAGE)
    if not entries and _damaged(parsed, data):
        raise SourceError(url, SourceProblem.TRUNCATED_FEED)
    return ParsedFeed(title, entries, home, hubs)


def _damaged(parsed: Any, data: bytes) -> bool:
    from xml.sax import SAXException

    whole = re.search(rb"(?i)</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", data[-4000:].replace(b"\0", b""))
    return isinstance(parsed.get("bozo_exception"), SAXException) and not whole


def _utf8(data: bytes, url: str, charset: str | None) -> tuple[bytes, str]:
    """A feed in UTF-8 and its media type; as it is where it is in an encoding that no browser reads."""
    declared = _ENCODING.search(data[:400])
    name = (declared[1].decode("ascii") if declared else charset or "").lower()
    if re.match("utf-?(?:7|16|32)|iso-2022|hz|ucs|csucs|ebcdic|cp037", name):
        return data, "application/xml" if declared or charset is None else f"application/xml; charset={charset}"
    try:
        text = decode(data, url, name or None)
    except SourceError:
        return data, "application/xml"
    return text.removeprefix("\ufeff").encode("utf-8", "replace"), "application/xml; charset=utf-8"


def _author_of_all(parsed: Any) -> str | None:
    """Who wrote the entries of an Atom feed that name nobody (RFC 4287, 4.2.1); not the feed itself by its own name."""
    if not parsed.version.startswith("atom"):
        return None
    author = _person((parsed.feed.get("author_detail") or {}).get("name"))
    return author if author != _line(parsed.feed.get("title")) else None


def _entry(raw: Any, url: str, about: Any, now: datetime, by_default: str | None) -> FeedEntry:
    title = _line(raw.get("title"))
    texts = [_markup(each) for each in raw.get("content", ())]
    summary = _markup(raw.get("summary_detail") or {"value": raw.get("summary")})
    body = max(filter(None, texts), key=len, default=None)
    author = raw.get("author_detail") or {}
    named = _person(author.get("name") or raw.get("author"))
    language = next((c.get("language") for c in raw.get("content", ()) if c.get("language")), None)
    language = language or (raw.get("title_detail") or {}).get("language") or about.get("language")
    outlet = _line((raw.get("source") or {}).get("title"))
    return FeedEntry(
        key=_line(raw.get("id")) or "",
        link=_web(raw.get("feedburner_origlink") or raw.get("link"), url),
        title=without_outlet(title, filter(None, (outlet, _line(about.get("title")))), None) if title else None,
        published=_published(raw, now),
        author=named or by_default,
        html=body,
        summary=summary,
        language=_language(language),
        mark=digest(title, body or summary, dict.get(raw, "updated")),
        outlet=outlet,
    )


def _published(raw: Any, now: datetime) -> datetime | None:
    """The first date of an entry that is understood; feedparser's own reading invents days for forms it half knows."""
    for name in ("published", "updated", "created"):
        # `get` would give a date under another's name.
        stated = dict.get(raw, name)
        if stated and (when := dated(str(stated), now)):
            return when
    return None


def _markup(part: Any) -> str | None:
    """The HTML of a content element; None for pictures and the like."""
    value, kind = part.get("value"), str(part.get("type") or "text/html").lower()
    if not isinstance(value, str) or not value.strip():
        return None
    if kind in ("text/plain", "text"):
        return "<br>".join(html.escape(line) for line in _whole(value).split("\n"))
    return _whole(value) if "html" in kind or kind.startswith("text/") else None


# JSON


def _json(data: bytes, url: str, now: datetime) -> ParsedFeed:
    try:
        feed = json.loads(decode(data, url).removeprefix("\ufeff"))
        if SURROGATE.search(data):  # an escape that may stand alone
            feed = json.loads(storable(json.dumps(feed, ensure_ascii=False)))
    except (ValueError, RecursionError, SourceError) as error:
        raise SourceError(url, SourceProblem.TRUNCATED_JSON_FEED) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
        raise SourceError(url, SourceProblem.NOT_A_JSON_FEED)
    items = feed.get("items")
    if not isinstance(items, list):
        raise SourceError(url, SourceProblem.JSON_FEED_WITHOUT_ITEMS)
    author, language = _authors(feed), feed.get("language")
    hubs = feed.get("hubs") if isinstance(feed.get("hubs"), list) else []
    return ParsedFeed(
        _line(feed.get("title")),
        tuple(_item(item, url, author, language, now) for item in items if isinstance(item, dict)),
        _web(feed.get("home_page_url"), url),
        tuple(hub for each in hubs or () if isinstance(each, dict) and (hub := _web(each.get("url"), url))),
    )


def _item(item: dict[str, Any], url: str, author: str | None, language: object, now: datetime) -> FeedEntry:
    id, title = item.get("id"), _line(item.get("title"))
    body = _markup({"value": item.get("content_html")}) or _markup(
        {"value": item.get("content_text"), "type": "text/plain"}
    )
    stated = [str(item[name]) for name in ("date_published", "date_modified") if isinstance(item.get(name), (str, int))]
    return FeedEntry(
        key=_line(str(id)) or "" if isinstance(id, (str, int, float)) else "",
        link=_web(item.get("url"), url) or _web(item.get("external_url"), url),
        title=title,
        published=next((when for each in stated if (when := dated(each, now))), None),
        author=_authors(item) or author,
        html=body,
        summary=_markup({"value": item.get("summary"), "type": "text/plain"}),
        language=_language(item.get("language") or language),
        mark=digest(title, body or item.get("summary"), item.get("date_modified")),
    )


def _authors(holder: dict[str, Any]) -> str | None:
    """The names in "authors" (JSON Feed 1.1) or "author" (1.0)."""
    listed = holder.get("authors")
    each = listed if isinstance(listed, list) else [holder.get("author")]
    names = (_person(author.get("name")) for author in each if isinstance(author, dict))
    return ", ".join(filter(None, names)) or None


# Both


def _web(link: object, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, _whole(link).strip())
        parts = urlsplit(whole)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return re.sub(r"\s", "%20", whole) if valid and len(whole) <= 2000 else None


def _line(text: object) -> str | None:
    """A text on one line, without markup."""
    if not isinstance(text, str):
        return None
    line = " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", _whole(text))).split())
    return line[:LONGEST] or None


def _person(text: object) -> str | None:
    """A name, also from "mail@host (Name)"; None for a mail address alone."""
    name = _line(text) or ""
    bracketed = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)
    name = bracketed[1] if bracketed else re.sub(r"\s*[<(]?\S+@\S+[>)]?", "", name)
    return name.strip() or None


def _language(code: object) -> str | None:
    letters = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", code.strip()) if isinstance(code, str) else None
    return letters[0].lower() if letters else None


def _whole(text: str) -> str:
    """A text that can be stored: lone surrogates replaced by U+FFFD, without control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", re.sub(r"[\ud800-\udfff]", "\ufffd", text))
