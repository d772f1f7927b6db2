"""What identifies an entry when its feed is read again: its link, or else its id, or else its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from index.feeds.entry import FeedEntry

_TRACKING = re.compile(
    r"(?i)(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|cmpid|at_\w+|ocid|cid|rss|ref|source|xtor"
    r"|j?sessionid|session_id|phpsessid|aspsessionid\w*|cfid|cftoken|_ga|_gl)"
)
# Names that also lead to articles; a session is long and random.
_MAY_BE_SESSION = re.compile(r"(?i)(?:sid|s|sess|session|token|ssid)")
_SESSION = re.compile(r"(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[a-zA-Z0-9]{16,200}|[0-9a-fA-F]{20,200}")
_IN_PATH = re.compile(r"(?i);(?:j?sessionid|phpsessid)=[^/?#;]*|/\([a-z]\([a-z0-9]{20,40}\)\)")
_TELLING = 4  # characters of an id, from which it is more than the entry's place in a list


def normalised(link: str) -> str:
    """A link without what may differ between two links to one article.

    That is its scheme, tracking parameters, session numbers, and a final slash.
    """
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
        query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _is_incidental(name, value)]
    except ValueError:
        return link
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    # A fragment may name the entry on a page of many; with "=" in it, it serves to count readers.
    fragment = f"#{parts.fragment}" if parts.fragment and "=" not in parts.fragment else ""
    parameters = f"?{urlencode(query)}" if query else ""
    return f"//{place}{_IN_PATH.sub('', parts.path).rstrip('/')}{parameters}{fragment}"


def _is_incidental(name: str, value: str) -> bool:
    """Whether a parameter tells how somebody came, and not where to."""
    return bool(_TRACKING.fullmatch(name) or (_MAY_BE_SESSION.fullmatch(name) and _SESSION.fullmatch(value)))


def identified(entries: Iterable[FeedEntry], home: str | None) -> Iterator[FeedEntry]:
    """Entries with their keys, each key once.

    The link is the key, as it stays the same when a publisher generates new ids; where several entries share a link,
    or it is only the home page's, the id is, and without one the words.  An id that is one entry's alone, and more than
    a place in a list, is kept beside the key: by it an entry is known again whose link has changed.

    Args:
        entries: Of a feed, with their ids as keys.
        home: The page of the feed.
    """
    listed = [entry for entry in entries if entry.title or entry.link or entry.html or entry.summary]
    titles: dict[str, list[str | None]] = {}
    bearers: dict[str, set[str | None]] = {}
    for entry in listed:
        if entry.link:
            titles.setdefault(normalised(entry.link), []).append(entry.title)
        bearers.setdefault(entry.key, set()).add(entry.link)
    titles.pop(normalised(home) if home else "", None)
    # One entry, or the same one listed twice.
    links = {link for link, named in titles.items() if len(set(named)) == 1}
    seen: set[str] = set()
    for entry in listed:
        key = _key(entry, links)
        if key not in seen:
            seen.add(key)
            own = len(bearers[entry.key]) == 1 and len(entry.key) >= _TELLING and entry.key != home
            yield replace(entry, key=key, id=entry.key if own else "")


def _key(entry: FeedEntry, links: Collection[str]) -> str:
    """What identifies an entry; links: those that belong to one entry each."""
    link = normalised(entry.link) if entry.link else None
    if link and link in links:
        return link
    if entry.key:
        return f"id:{entry.key}"
    return f"words:{digest(entry.title, entry.html or entry.summary)}"


def digest(*parts: object) -> str:
    """What changes when words do, whatever mark-up stands around them."""
    words = "\n".join(" ".join(re.sub(r"<[^>]*>", " ", str(part or "")).split()) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]
