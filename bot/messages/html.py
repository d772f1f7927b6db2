"""Telegram's HTML, its length counted in UTF-16 units as Telegram does.

Every text that comes from an article, a person or a network is escaped here, and only here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 4096  # UTF-16 units of a message, markup not counted
ENTITIES = 100  # of a message; Telegram ignores further ones
EXPANDABLE = 400  # UTF-16 units above which a quotation is shown folded

HANDLE = re.compile(r"(?<![\w/@])[@/][A-Za-z0-9_]+")
WORD_JOINER = "\u2060"

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML with its size as Telegram counts it.

    Attributes:
        html: The markup.
        units: UTF-16 units of the text, without tags.
        entities: Formatted parts.
    """

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: Markup) -> Markup:
        return Markup(self.html + other.html, self.units + other.units, self.entities + other.entities)

    def __bool__(self) -> bool:
        return bool(self.html)


def units(text: str) -> int:
    """Length of a text in UTF-16 code units, in which Telegram's limits and offsets are counted."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(text: str) -> Markup:
    """The bot's own words, or words of an article that need not be exact (a title, a name).

    An invisible character breaks up handles and commands in it, so that nobody is notified and nothing is run.
    """
    text = unlinked(encodable(unturned(text)))
    return Markup(html.escape(text, quote=False), units(text))


def unlinked(text: str) -> str:
    """A text whose handles and commands are broken up by an invisible character."""
    return HANDLE.sub(lambda handle: handle[0][0] + WORD_JOINER + handle[0][1:], text)


def own(text: str) -> Markup:
    """The bot's own words, with nobody else's in them: commands in them can be pressed."""
    return Markup(html.escape(text, quote=False), units(text))


def exact(text: str, tag: str | None = None) -> Markup:
    """An article's words, unchanged.

    Handles and commands are formatted as code: Telegram then neither notifies nor links, and no character is added.

    Args:
        text: The words.
        tag: Of the rest: "b" makes it bold.
    """
    text = encodable(text)
    handles = list(HANDLE.finditer(text))
    if len(handles) > 6:  # each takes up to two of the hundred entities
        return Markup(f"<code>{html.escape(text, quote=False)}</code>", units(text), 1)
    markup = Markup()
    end = 0
    for handle in handles:
        markup += _tagged(text[end : handle.start()], tag) + _tagged(handle[0], "code")
        end = handle.end()
    return markup + _tagged(text[end:], tag)


def bold(text: str) -> Markup:
    """Plain words in bold."""
    inner = plain(text)
    return Markup(f"<b>{inner.html}</b>", inner.units, 1) if text else inner


def difference(mark: str, words: str) -> Markup:
    """A run of a comparison: struck out for the mark "-", underlined for "+", unformatted for "="."""
    tag = {"-": "s", "+": "u"}.get(mark)
    inner = plain(words)
    return Markup(f"<{tag}>{inner.html}</{tag}>", inner.units, 1) if tag and words else inner


def link(text: str, address: str | None) -> Markup:
    """A link; only the text when the address is not one that a browser opens."""
    inner = plain(text)
    if not text or address is None or not re.match(r"https?://[^\s/]", address) or len(address) > 2000:
        return inner
    return Markup(f'<a href="{html.escape(encodable(address))}">{inner.html}</a>', inner.units, 1)


def quotation(*inner: Markup) -> Markup:
    """A block quotation, folded when it is long."""
    content = together(inner)
    opening = "<blockquote expandable>" if content.units > EXPANDABLE else "<blockquote>"
    return Markup(f"{opening}{content.html}</blockquote>", content.units, content.entities + 1)


def mention(name: str, person: int) -> Markup:
    """Somebody's name, which tells them of the message.

    Args:
        name: As Telegram shows it.
        person: Telegram's id.
    """
    inner = plain(name)
    return Markup(f'<a href="tg://user?id={person}">{inner.html}</a>', inner.units, 1)


def folded(*inner: Markup) -> Markup:
    """A block quotation of which the first lines are shown until it is pressed."""
    content = together(inner)
    return Markup(f"<blockquote expandable>{content.html}</blockquote>", content.units, content.entities + 1)


def together(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Join the pieces that are not empty, with a text between each two."""
    joined = Markup()
    for piece in pieces:
        if piece:
            joined = joined + Markup(between, units(between)) + piece if joined else piece
    return joined


def shortened(text: str, room: int) -> str:
    """A text on one line, in at most `room` UTF-16 units; an ellipsis stands for what is cut."""
    text = " ".join(unturned(text).split())
    return text if units(text) <= room else text[: fitting(text, room - 1)].rstrip() + "…"


def fitting(text: str, room: int) -> int:
    """Number of code points of a text that fit into a number of UTF-16 units.

    Args:
        text: The text.
        room: UTF-16 units.

    Returns:
        The number; up to the end of a word where there is one in the second half, and at least 1, so that cutting a
        text into parts always ends.
    """
    if units(text) <= room:
        return len(text)
    end = used = 0
    for character in text:
        used += units(character)
        if used > room:
            break
        end += 1
    for cut in range(end, end // 2, -1):
        if text[cut].isspace():
            return cut
    while end > 1 and (unicodedata.combining(text[end]) or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return max(end, 1)


def unturned(text: str) -> str:
    """A text without the marks that turn the reading direction of what follows: a name with them could show another.

    The words of a quotation keep theirs (`exact`).
    """
    return _TURNING.sub("", text)


def encodable(text: str) -> str:
    """A text whose lone surrogates, which UTF-8 can't encode, are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8") if _SURROGATE.search(text) else text


def _tagged(text: str, tag: str | None) -> Markup:
    escaped = html.escape(text, quote=False)
    if not text or tag is None:
        return Markup(escaped, units(text))
    return Markup(f"<{tag}>{escaped}</{tag}>", units(text), 1)
