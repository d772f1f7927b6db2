"""Text as Telegram takes it: HTML, counted in the units Telegram counts.

Everything that comes from an article, a person or a network passes through here, and only here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 4096  # UTF-16 units of a message, markup not counted
ENTITIES = 100  # Telegram ignores what comes after these
EXPANDABLE = 400  # a longer quotation is shown folded

HANDLE = re.compile(r"(?<![\w/@])[@/][A-Za-z0-9_]+")
WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML with its length in UTF-16 units and its number of entities as Telegram will count them."""

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: Markup) -> Markup:
        return Markup(self.html + other.html, self.units + other.units, self.entities + other.entities)

    def __bool__(self) -> bool:
        return bool(self.html)


def units(text: str) -> int:
    """UTF-16 code units, which is what Telegram's limits and offsets count."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(text: str) -> Markup:
    """Words of ours, or words of an article that need not be exact (a title, a name).

    A handle or a command in it is broken by an invisible character, so that it calls nobody and does nothing.
    """
    text = HANDLE.sub(lambda found: found[0][0] + WORD_JOINER + found[0][1:], encodable(text))
    return Markup(html.escape(text, quote=False), units(text))


def exact(text: str, tag: str | None = None) -> Markup:
    """An article's words, displayed as they stand.

    A handle or a command is set in code type: Telegram then neither notifies nor links it, and no character is added.
    tag: "b" to make the rest bold.
    """
    text = encodable(text)
    handles = list(HANDLE.finditer(text))
    if len(handles) > 6:  # each costs an entity or two of the hundred
        return Markup(f"<code>{html.escape(text, quote=False)}</code>", units(text), 1)
    made = Markup()
    at = 0
    for found in handles:
        made += _tagged(text[at : found.start()], tag) + _tagged(found[0], "code")
        at = found.end()
    return made + _tagged(text[at:], tag)


def bold(text: str) -> Markup:
    inner = plain(text)
    return Markup(f"<b>{inner.html}</b>", inner.units, 1) if text else inner


def difference(mark: str, words: str) -> Markup:
    """Words of a comparison: struck out for "-", underlined for "+", as they are for "="."""
    tag = {"-": "s", "+": "u"}.get(mark)
    inner = plain(words)
    return Markup(f"<{tag}>{inner.html}</{tag}>", inner.units, 1) if tag and words else inner


def link(text: str, address: str | None) -> Markup:
    """A link, or just the text when the address is none a browser could open."""
    inner = plain(text)
    if not text or address is None or not re.match(r"https?://[^\s/]", address) or len(address) > 2000:
        return inner
    return Markup(f'<a href="{html.escape(encodable(address))}">{inner.html}</a>', inner.units, 1)


def quotation(*inner: Markup) -> Markup:
    """A block quotation, folded when long."""
    content = together(inner)
    opening = "<blockquote expandable>" if content.units > EXPANDABLE else "<blockquote>"
    return Markup(f"{opening}{content.html}</blockquote>", content.units, content.entities + 1)


def together(pieces: Iterable[Markup], between: str = "") -> Markup:
    """The pieces that are not empty, joined."""
    made = Markup()
    for piece in pieces:
        if piece:
            made = made + Markup(between, units(between)) + piece if made else piece
    return made


def shortened(text: str, room: int) -> str:
    """At most `room` UTF-16 units of a text, on one line, with an ellipsis when cut."""
    text = " ".join(text.split())
    return text if units(text) <= room else text[: fitting(text, room - 1)].rstrip() + "…"


def fitting(text: str, room: int) -> int:
    """How many code points of a text go into `room` UTF-16 units, cut between words where there is a word's end.

    At least one code point, so that a caller cutting a text up always gets on.
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


def encodable(text: str) -> str:
    """A text with what no encoding can carry (lone surrogates) shown as a replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8") if _SURROGATE.search(text) else text


_SURROGATE = re.compile("[\ud800-\udfff]")


def _tagged(text: str, tag: str | None) -> Markup:
    escaped = html.escape(text, quote=False)
    if not text or tag is None:
        return Markup(escaped, units(text))
    return Markup(f"<{tag}>{escaped}</{tag}>", units(text), 1)
