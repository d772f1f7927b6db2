"""Parse RSS, Atom and JSON Feed into one form.

Pure: bytes in, values out.  RSS, RDF and Atom are parsed by feedparser, JSON Feed (versions 1 and 1.1) here.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.dates import parse_date
from index.extract.normalisation import storable

CLOCK = timedelta(hours=1)  # by which a publisher's clock may be fast
ZONES = timedelta(hours=14)  # by which a time zone may be ahead of UTC
TRACKING = re.compile(r"(?i)(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|at_\w+|ocid|cid|rss|ref|source|xtor)")
ZONED = re.compile(r"\d(?:\s*(?:Z|GMT|UTC?|[A-Z]{3,4})|\s*[+-]\d\d:?\d\d)\s*(?:\(.*\))?$", re.IGNORECASE)
SURROGATE = re.compile(rb"(?i)\\ud[89a-f]")
LONGEST = 1000  # characters of a title or a name; what is longer is cut


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        key: Identifies the entry when the feed is read again.
        link: Absolute http or https address of its page.
        title: On one line, without markup.
        published: Aware.  A date without a zone keeps the day and hour it states and counts as UTC; one in the future
            is dropped.
        author: Names.
        html: The text that the feed itself brings, as HTML that is not to be trusted.
        summary: The same of what it brings as a summary.
        language: Two or three letters.
        mark: Changes when the publisher has changed the entry.
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
    return replace(feed, entries=tuple(_identified(feed.entries, feed.home)))


def discover(data: bytes, url: str) -> list[str]:
    """The addresses of the feeds that a web page names."""
    addresses = []
    for tag in re.findall(r"<link\b[^>]{1,2000}>", data[:200_000].decode("utf-8", "replace"), re.IGNORECASE):
        kind = re.search(r"(?i)type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", tag)
        href = re.search(r"(?i)href\s*=\s*[\"']?([^\"'\s>]{1,1000})", tag)
        if kind and href and (address := _web(html.unescape(href[1]), url)):
            addresses.append(address)
    return addresses


def normalised(link: str) -> str:
    """A link without what may differ between two links to one article: scheme, tracking parameters, final slash."""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
        query = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(name)]
    except ValueError:
        return link
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    # A fragment may name the entry on a page of many; with "=" in it, it serves to count readers.
    fragment = f"#{parts.fragment}" if parts.fragment and "=" not in parts.fragment else ""
    parameters = f"?{urlencode(query)}" if query else ""
    return f"//{place}{parts.path.rstrip('/')}{parameters}{fragment}"


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

    headers = {"content-type": _content_type(data, charset), "content-location": url}
    try:
        # As a stream: feedparser would first try bytes as the name of a local file.
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
        entries = tuple(_entry(raw, url, parsed.feed, now) for raw in parsed.entries)
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


def _content_type(data: bytes, charset: str | None) -> str:
    """The header for feedparser, which prefers the server's charset to the declaration."""
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
        if when is None and struct and parse_date(str(stated)) is None:
            try:
                when = _past(datetime.fromtimestamp(calendar.timegm(struct), UTC), CLOCK, now)
            except (ValueError, TypeError, OverflowError, OSError):
                when = None
        if when is not None:
            return when
    return None


def dated(stated: str, now: datetime) -> datetime | None:
    """The moment that a date states.

    Without a zone its day and hour are kept as stated, in UTC; it may then seem to lie some hours in the future.

    Args:
        stated: The date.
        now: The present.

    Returns:
        An aware moment; None when the date states none, or one in the future.
    """
    when = parse_date(stated[:100])
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
        feed = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
        if SURROGATE.search(data):  # an escape that may stand alone
            feed = json.loads(storable(json.dumps(feed, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
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
    names = (_person(author.get("name")) for author in each if isinstance(author, dict))
    return ", ".join(filter(None, names)) or None


# Both


def _identified(entries: Iterable[FeedEntry], home: str | None) -> Iterator[FeedEntry]:
    """Entries with their keys, each key once.

    The link is the key, as it stays the same when a publisher generates new ids; where several entries share a link,
    or it is only the home page's, the id is, and without one the words.
    """
    listed = [entry for entry in entries if entry.title or entry.link or entry.html or entry.summary]
    titles: dict[str, list[str | None]] = {}
    for entry in listed:
        if entry.link:
            titles.setdefault(normalised(entry.link), []).append(entry.title)
    titles.pop(normalised(home) if home else "", None)
    # One entry, or the same one listed twice.
    links = {link for link, named in titles.items() if len(set(named)) == 1}
    seen: set[str] = set()
    for entry in listed:
        key = _key(entry, links)
        if key not in seen:
            seen.add(key)
            yield replace(entry, key=key)


def _key(entry: FeedEntry, links: Collection[str]) -> str:
    """What identifies an entry; links: those that belong to one entry each."""
    link = normalised(entry.link) if entry.link else None
    if link and link in links:
        return link
    if entry.key:
        return f"id:{entry.key}"
    return f"words:{_digest(entry.title, entry.html or entry.summary)}"


def _digest(*parts: object) -> str:
    words = "\n".join(" ".join(re.sub(r"<[^>]*>", " ", str(part or "")).split()) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


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
