"""Lines of a page that lead to other stories: a headline that is a link, alone or in a box among the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from index.extract.page.linked_data import host_of, letters
from index.extract.page.parts import own_words
from index.model import BlockKind

Line = tuple[str, BlockKind]

_ALL = 0.9  # of a line's letters are a link's
_LEADING = re.compile(
    r"^(?:read (?:more|also|next)|see (?:more|also)|also (?:read|on .{1,40})|more(?: on this)?|related|watch(?: more| now)?"
    r"|don[’']t miss|just in|listen|continue reading|click here)\b\W*",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_SHORTEST = 3  # words of a headline
_LONGEST = 40
_MOST = 0.4  # of the words that were found, beyond which the links are what the page is about
_HEADINGS = ("h2", "h3", "h4", "h5")


def without_teasers(tree: Any, lines: Sequence[Line], address: str | None) -> list[Line]:
    """The lines of an article without those that lead to other stories of its site.

    A sentence that is a link as a whole stays, as do links in a list, unless each is a headline.

    Args:
        tree: The page.
        lines: What was found.
        address: Of the page.
    """
    teasers = _teasers(tree, host_of(address))
    kept = [line for line in lines if letters(line[0]) not in teasers]
    size, left = (sum(len(words.split()) for words, _ in each) for each in (lines, kept))
    return kept if left >= (1 - _MOST) * size else list(lines)


def _teasers(tree: Any, host: str | None) -> set[str]:
    """The letters of lines that are nothing but a link to another story."""
    texts: list[str] = []
    for item in tree.iter("li"):
        if any(heading.find(".//a") is not None for heading in item.iter(*_HEADINGS)):
            texts.extend(_variants(item))
    for element in tree.iter("p", "div", "span", "strong", *_HEADINGS):
        words, linked = own_words(element)
        if _is_teaser(words, linked) and not _leads_away(element, host):
            texts.append(words)
    return {letters(text) for text in texts} - {""}


def _variants(item: Any) -> list[str]:
    """The texts that a list item may have become: as a whole, and each of its parts."""
    return [" ".join(item.itertext()), *(" ".join(part.itertext()) for part in item.iter("h2", "h3", "h4", "h5", "p"))]


def _is_teaser(words: str, linked: int) -> bool:
    """Whether a line is a headline that is a link, with "Read more:" or the like before it."""
    if not linked or len(words) > 400:
        return False
    leading = _LEADING.match(words)
    rest = words[leading.end() :] if leading else words
    if not _SHORTEST <= len(rest.split()) <= _LONGEST or linked < _ALL * len(rest):
        return False
    return leading is not None or _FULL_STOP.search(rest) is None


def _leads_away(element: Any, host: str | None) -> bool:
    """Whether a link in an element leads to another site."""
    away = (host_of(link.get("href")) for link in element.iter("a"))
    return host is not None and any(each and _site(each) != _site(host) for each in away)


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])
