"""The name of an outlet that a page tells in its title alone, behind what its article is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.extract.page.linked_data import letters

_BEHIND = re.compile(r"(?P<title>.{8,}?)\s+[-–—|·•:»<]\s+(?P<name>[^-–—|·•:»<]{3,60})", re.DOTALL)
_BEFORE = re.compile(r"(?P<name>[^-–—|·•:»<]{3,60}?)(?:\s+[-–—|·•»<]|:|\s*[|»])\s+")
_PRESS = re.compile(
    r"(?:신문|일보|뉴스|방송|타임스|통신|저널|투데이|매일|경제|미디어)"
    r"|(?:the\s+)?(?:[^\W\d_][\w.’'-]*\s+){1,4}(?:times|post|gazette|herald|courier|tribune|chronicle|observer|ledger|echo"
    r"|telegraph|daily|journal|today|standard|guardian|mirror|examiner|dispatch|bulletin|review|wire|radio)",
    re.IGNORECASE,
)
# A part of a site, not the site.
_SECTION = re.compile(
    r"(?:(?:news|world|politics|business|opinion|sports?|local|latest|home|press|releases?|statements?|media|cent(?:re|er)"
    r"|room|newsroom|blog|articles?|transcripts?|speech(?:es)?|culture|economy|national|international|top|stories|live"
    r"|updates?|and|the|us|uk|of|for|page|part|\d+)(?:\s+|$))+",
    re.IGNORECASE,
)
_LEAST = 2  # words of a name that no word shows to be an outlet's


def outlet_in_title(title: str, heading: str | None) -> str | None:
    """The name behind a title, where what stands before it is the heading of the article, or the name is a paper's.

    Args:
        title: Of the page, as its head states it.
        heading: What stands over the article.
    """
    parted = _BEHIND.fullmatch(title.strip())
    if parted is None or _SECTION.fullmatch(parted["name"]) or not parted["name"][:1].isalpha():
        return None
    name = parted["name"].strip()
    korean = re.search(r"[가-힣]", name) is not None
    if _PRESS.search(name) if korean else _PRESS.fullmatch(name):
        return name
    shown = heading is not None and letters(heading) == letters(parted["title"]) and len(heading.split()) > _LEAST
    return name if shown and len(name.split()) >= _LEAST and name[:1].isupper() else None


def outlet_before_title(title: str, known: Iterable[str]) -> str | None:
    """The name before a title, where the rest of it is what the page elsewhere says its article is called.

    Args:
        title: Of the page, as its head states it.
        known: What its meta tags and the heading over the article call the article.
    """
    title = title.strip()
    for called in known:
        parted = _BEFORE.fullmatch(title[: -len(called)]) if called and title.endswith(called) else None
        name = parted["name"] if parted else ""
        if len(name.split()) >= _LEAST and name[:1].isupper() and not _SECTION.fullmatch(name):
            return name
    return None
