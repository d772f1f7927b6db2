"""Feeds as they come over the wire: RSS, Atom and JSON Feed -> one form.

Pure: bytes in, values out.  RSS, RDF and Atom are feedparser's work, JSON Feed is ours.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.documents import moment

CLOCK = timedelta(hours=1)  # how far a publisher's clock may go wrong
ZONES = timedelta(hours=14)  # how far ahead of UTC a place can be
TRACKING = re.compile(r"(?i)(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|at_\w+|ocid|cid|rss|ref|source|xtor)")
ZONED = re.compile(r"\d(?:\s*(?:Z|GMT|UTC?|[A-Z]{3,4})|\s*[+-]\d\d:?\d\d)\s*(?:\(.*\))?$", re.IGNORECASE)
LONGEST = 1000  # characters of a title or a name; a longer one is no title


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    key: by which it is known again.  link: absolute, http or https.  html: the text the feed itself brings, and
    summary: what it brings as a summary (both HTML, neither to be trusted).
    published: aware, or None.  A date without a zone keeps the day and hour it states and counts as UTC; one that
    lies in the future is left out.
    mark: changes when the publisher has changed the entry.
    """

    key: str
    link: str | None = None
    title: str | None = None
    published: datetime | None = None
    author: str | None = None
    html: str | None = None
    summary: str | None = None
    language: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """home: the page the feed belongs to.  hubs: where its changes can be subscribed to (WebSub)."""

    title: str | None
    entries: tuple[FeedEntry, ...]
    home: str | None = None
    hubs: tuple[str, ...] = ()


def is_feed(data: bytes) -> bool:
    """Whether bytes look like a feed, by their first element."""
    opening = _opening(data)
    if opening[:1] == "{":
        return bool(re.search(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed', opening))
    return bool(re.match(r"(?i)<(?:rss|feed|rdf:rdf|atom:feed)\b", opening))


def parse(data: bytes, url: str, now: datetime, charset: str | None = None) -> ParsedFeed:
    """The feed in what an address gave; without entries when it has none.

    charset: what the server says.  Where it, the XML declaration and the bytes disagree, bytes that are UTF-8 are
    taken for UTF-8, and otherwise the declaration, which the author wrote, goes before the server's default.
    Raises SourceError with the reason in one sentence.
    """
    opening = _opening(data)
    if not opening:
        raise SourceError(url, SourceProblem.EMPTY_ANSWER)
    if not is_feed(data) and (re.match(r"(?i)<(?:html|head|body)\b", opening) or _doctype(data) == "html"):
        links = discover(data, url)
        if links:
            raise SourceError(url, SourceProblem.WEB_PAGE_WITH_FEED, feed=links[0])
        raise SourceError(url, SourceProblem.WEB_PAGE)
    found = _json(data, url, now) if opening[0] in "{[" else _xml(data, url, now, charset, opening)
    return replace(found, entries=tuple(_identified(found.entries, found.home)))


def discover(data: bytes, url: str) -> list[str]:
    """The addresses of the feeds that a web page names."""
    found = []
    for tag in re.findall(r"<link\b[^>]{1,2000}>", data[:200_000].decode("utf-8", "replace"), re.IGNORECASE):
        kind = re.search(r"(?i)type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", tag)
        href = re.search(r"(?i)href\s*=\s*[\"']?([^\"'\s>]{1,1000})", tag)
        if kind and href and (address := _web(html.unescape(href[1]), url)):
            found.append(address)
    return found


def normalised(link: str) -> str:
    """An address without what differs between two links to the same article: scheme, tracking, a final slash."""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
        query = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(name)]
    except ValueError:
        return link
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    # A fragment is part of a page, and of a page of entries the entry; with "=" in it, it counts readers.
    fragment = f"#{parts.fragment}" if parts.fragment and "=" not in parts.fragment else ""
    asked = f"?{urlencode(query)}" if query else ""
    return f"//{place}{parts.path.rstrip('/')}{asked}{fragment}"


# XML


def _opening(data: bytes) -> str:
    """The first element and what follows, whatever comes before it."""
    text = data[:8000].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe")
    return re.sub(r"(?si)^(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*(?:\[.*?\])?\s*>)+", "", text)


def _doctype(data: bytes) -> str | None:
    found = re.search(rb"(?i)<!doctype\s+(\w+)", data[:2000])
    return found[1].decode("ascii", "replace").lower() if found else None


def _xml(data: bytes, url: str, now: datetime, charset: str | None, opening: str) -> ParsedFeed:
    import feedparser

    headers = {"content-type": _content_type(data, charset), "content-location": url}
    try:
        # As a stream: bare bytes would first be tried as the name of a file here.
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
        entries = tuple(_entry(one, url, parsed.feed, now) for one in parsed.entries)
        about, links = parsed.feed, parsed.feed.get("links", ())
        title, home = _line(about.get("title")), _web(about.get("link"), url)
        hubs = tuple(hub for link in links if link.get("rel") == "hub" and (hub := _web(link.get("href"), url)))
    except Exception as error:  # what feedparser raises on damaged input has no common base
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


def _content_type(data: bytes, charset: str | None) -> str:
    """What to tell feedparser, which believes the server before the declaration."""
    declared = re.search(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]+)", data[:400])
    name = (declared[1].decode("ascii") if declared else charset or "").lower()
    if not re.match("utf-?(?:7|16|32)|iso-2022|hz|ucs|csucs|ebcdic|cp037", name) and not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return "application/xml; charset=utf-8"
    if declared or charset is None:
        return "application/xml"
    return f"application/xml; charset={charset}"


def _entry(raw: Any, url: str, about: Any, now: datetime) -> FeedEntry:
    title = _line(raw.get("title"))
    texts = [_markup(each) for each in raw.get("content", ())]
    summary = _markup(raw.get("summary_detail") or {"value": raw.get("summary")})
    body = max(filter(None, texts), key=len, default=None)
    author = raw.get("author_detail") or {}
    language = next((c.get("language") for c in raw.get("content", ()) if c.get("language")), None)
    language = language or (raw.get("title_detail") or {}).get("language") or about.get("language")
    return FeedEntry(
        key=_line(raw.get("id")) or "",
        link=_web(raw.get("feedburner_origlink") or raw.get("link"), url),
        title=title,
        published=_published(raw, now),
        author=_person(author.get("name") or raw.get("author")),
        html=body,
        summary=summary,
        language=_language(language),
        mark=_digest(title, body or summary, dict.get(raw, "updated")),
    )


def _published(raw: Any, now: datetime) -> datetime | None:
    for name in ("published", "updated", "created"):
        # `get` would give a date under another's name.
        stated = dict.get(raw, name)
        if not stated:
            continue
        when = dated(str(stated), now)
        struct = dict.get(raw, f"{name}_parsed")
        if when is None and struct and moment(str(stated)) is None:
            try:
                when = _past(datetime.fromtimestamp(calendar.timegm(struct), UTC), CLOCK, now)
            except (ValueError, TypeError, OverflowError, OSError):
                when = None
        if when is not None:
            return when
    return None


def dated(stated: str, now: datetime) -> datetime | None:
    """The moment a date states; None when it states none, or one that is yet to come.

    Without a zone its day and hour are kept as stated, in UTC; it may then seem to lie some hours ahead.
    """
    when = moment(stated[:100])
    return None if when is None else _past(when, CLOCK if ZONED.search(stated.strip()) else ZONES, now)


def _past(when: datetime, slack: timedelta, now: datetime) -> datetime | None:
    try:
        return when if when - now <= slack and when.year >= 1900 else None
    except OverflowError:
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
        found = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise SourceError(url, SourceProblem.TRUNCATED_JSON_FEED) from error
    if not isinstance(found, dict) or "jsonfeed.org" not in str(found.get("version")):
        raise SourceError(url, SourceProblem.NOT_A_JSON_FEED)
    items = found.get("items")
    if not isinstance(items, list):
        raise SourceError(url, SourceProblem.JSON_FEED_WITHOUT_ITEMS)
    author, language = _authors(found), found.get("language")
    hubs = found.get("hubs") if isinstance(found.get("hubs"), list) else []
    return ParsedFeed(
        _line(found.get("title")),
        tuple(_item(item, url, author, language, now) for item in items if isinstance(item, dict)),
        _web(found.get("home_page_url"), url),
        tuple(hub for each in hubs or () if isinstance(each, dict) and (hub := _web(each.get("url"), url))),
    )


def _item(item: dict[str, Any], url: str, author: str | None, language: object, now: datetime) -> FeedEntry:
    id, title = item.get("id"), _line(item.get("title"))
    body = _markup({"value": item.get("content_html")}) or _markup(
        {"value": item.get("content_text"), "type": "text/plain"}
    )
    stated = [item[name] for name in ("date_published", "date_modified") if isinstance(item.get(name), str)]
    return FeedEntry(
        key=_line(str(id)) or "" if isinstance(id, (str, int, float)) else "",
        link=_web(item.get("url"), url) or _web(item.get("external_url"), url),
        title=title,
        published=next((when for each in stated if (when := dated(each, now))), None),
        author=_authors(item) or author,
        html=body,
        summary=_markup({"value": item.get("summary"), "type": "text/plain"}),
        language=_language(item.get("language") or language),
        mark=_digest(title, body or item.get("summary"), item.get("date_modified")),
    )


def _authors(holder: dict[str, Any]) -> str | None:
    """The names in "authors" (JSON Feed 1.1) or "author" (1.0)."""
    listed = holder.get("authors")
    each = listed if isinstance(listed, list) else [holder.get("author")]
    names = (_person(one.get("name")) for one in each if isinstance(one, dict))
    return ", ".join(filter(None, names)) or None


# what both share


def _identified(entries: Iterable[FeedEntry], home: str | None) -> Iterator[FeedEntry]:
    """Entries with the key each is known by, each key once.

    A link keeps its meaning when a publisher makes its ids anew; where several entries share one, or it is only
    the home page's, the id counts, and without one the words.
    """
    held = list(entries)
    links = Counter(normalised(one.link) for one in held if one.link)
    front = normalised(home) if home else None
    seen: set[str] = set()
    for one in held:
        link = normalised(one.link) if one.link else None
        if link and link != front and (links[link] == 1 or _same(held, link)):
            key = link
        elif one.key:
            key = f"id:{one.key}"
        else:
            key = f"words:{_digest(one.title, one.html or one.summary)}"
        if key not in seen and (one.title or one.link or one.html or one.summary):
            seen.add(key)
            yield replace(one, key=key)


def _same(entries: list[FeedEntry], link: str) -> bool:
    """Whether the entries with a link are one and the same, listed twice."""
    return len({one.title for one in entries if one.link and normalised(one.link) == link}) == 1


def _digest(*parts: object) -> str:
    words = "\n".join(" ".join(re.sub(r"<[^>]*>", " ", str(part or "")).split()) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _web(link: object, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, _whole(link).strip())
        parts = urlsplit(whole)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return re.sub(r"\s", "%20", whole) if sound and len(whole) <= 2000 else None


def _line(text: object) -> str | None:
    """Words on one line, without markup."""
    if not isinstance(text, str):
        return None
    line = " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", _whole(text))).split())
    return line[:LONGEST] or None


def _person(text: object) -> str | None:
    """A name, out of "mail@host (Name)" too; an address alone is none."""
    name = _line(text) or ""
    held = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)
    name = held[1] if held else re.sub(r"\s*[<(]?\S+@\S+[>)]?", "", name)
    return name.strip() or None


def _language(code: object) -> str | None:
    found = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", code.strip()) if isinstance(code, str) else None
    return found[0].lower() if found else None


def _whole(text: str) -> str:
    """Text that can be stored: no halves of characters, no control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", re.sub(r"[\ud800-\udfff]", "\ufffd", text))
