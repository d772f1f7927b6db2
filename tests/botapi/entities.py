"""Telegram's reading of message HTML: what is displayed, with which entities, and what is refused.

After Telegram's published client library (td/telegram/MessageEntity.cpp) and the Bot API documentation.
Offsets and lengths count UTF-16 units.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

LIMIT = 4096
KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
FOUND_BY_TELEGRAM = (
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
)
NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}


class Refused(Exception):
    """A request Telegram would refuse; the text is its description."""

    def __init__(self, description: str, code: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Entity:
    kind: str
    offset: int
    length: int
    url: str | None = None

    def json(self) -> dict[str, object]:
        made: dict[str, object] = {"type": self.kind, "offset": self.offset, "length": self.length}
        return made | ({"url": self.url} if self.url is not None else {})


@dataclass(frozen=True, slots=True)
class Displayed:
    """A message as people see it."""

    text: str
    entities: tuple[Entity, ...]

    def covered(self, entity: Entity) -> str:
        raw = self.text.encode("utf-16-le")
        return raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")

    def all(self, *kinds: str) -> list[str]:
        return [self.covered(entity) for entity in self.entities if entity.kind in kinds]


def displayed(source: str, parse_mode: str | None = None, limit: int = LIMIT) -> Displayed:
    """What a sent text shows.  Raises Refused in Telegram's words."""
    if parse_mode is None:
        text, entities = source, list[Entity]()
    elif parse_mode.lower() == "html":
        text, entities = _parsed(source)
    else:
        raise Refused("Bad Request: unsupported parse_mode")
    text, entities = _cleaned(text, entities)
    if not text:
        raise Refused("Bad Request: message text is empty")
    if _units(text) > limit:
        raise Refused("Bad Request: message is too long" if limit == LIMIT else "Bad Request: caption is too long")
    return Displayed(text, tuple(_detected(text, entities)[:100]))


def _parsed(source: str) -> tuple[str, list[Entity]]:
    shown: list[str] = []
    entities: list[Entity] = []
    open_: list[tuple[str, int, str | None]] = []
    size = at = 0

    def refuse(problem: str, index: int) -> Refused:
        offset = len(source[:index].encode())
        return Refused(f"Bad Request: can't parse entities: {problem.format(offset)}")

    while at < len(source):
        character = source[at]
        if character == "&" and (found := re.match(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);", source[at:])):
            decoded = NAMED.get(found[0]) or html.unescape(found[0])
            shown.append(decoded)
            size += _units(decoded)
            at += len(found[0])
        elif character != "<":
            shown.append(character)
            size += _units(character)
            at += 1
        elif source.startswith("</", at):
            end = source.find(">", at)
            name = source[at + 2 : end].strip().lower() if end >= 0 else ""
            if not open_:
                raise refuse("Unexpected end tag at byte offset {}", at)
            if end < 0:
                raise refuse("Unclosed end tag at byte offset {}", at)
            tag, start, extra = open_.pop()
            if name and name != tag:
                raise refuse(f'Unmatched end tag at byte offset {{}}, expected "</{tag}>", found "</{name}>"', at)
            if size > start:
                kind = extra if tag == "blockquote" and extra else KINDS[tag]
                if tag != "a":
                    entities.append(Entity(kind, start, size - start))
                elif re.match(r"(https?|tg|tonsite)://[^\s/]", extra or ""):
                    entities.append(Entity(kind, start, size - start, extra))
            at = end + 1
        else:
            end = source.find(">", at)
            if end < 0:
                raise refuse("Unclosed start tag at byte offset {}", at)
            opening = re.match(r"<([^\s>]*)([^>]*)>", source[at : end + 1])
            name = opening[1].lower() if opening else ""
            if name not in KINDS:
                raise refuse(f'Unsupported start tag "{name}" at byte offset {{}}', at)
            open_.append((name, size, _attribute(name, opening[2] if opening else "")))
            at = end + 1
    if open_:
        raise refuse(f'Can\'t find end tag corresponding to start tag "{open_[-1][0]}"', at)
    return "".join(shown), sorted(entities, key=lambda entity: (entity.offset, -entity.length))


def _attribute(name: str, written: str) -> str | None:
    pairs = dict(re.findall(r"([\w-]+)=[\"']([^\"']*)[\"']", written))
    if name == "a":
        return html.unescape(pairs.get("href", ""))
    if name == "blockquote" and "expandable" in written:
        return "expandable_blockquote"
    return None


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """As Telegram stores it: no carriage returns, no control or direction characters, no space around."""
    kept: list[str] = []
    moved = [0]  # original UTF-16 offset -> new one
    for character in text:
        if character == "\r" or "\u2028" <= character <= "\u202e":
            shown = ""
        else:
            shown = " " if character < " " and character != "\n" else character
        kept.append(shown)
        for unit in range(_units(character)):
            moved.append(moved[-1] + (1 if unit < _units(shown) else 0))
    whole = "".join(kept)
    lead = _units(whole) - _units(whole.lstrip())
    trimmed = whole.strip()
    last = _units(trimmed)
    fitted = []
    for entity in entities:
        start = min(max(moved[entity.offset] - lead, 0), last)
        end = min(max(moved[entity.offset + entity.length] - lead, 0), last)
        if end > start:
            fitted.append(Entity(entity.kind, start, end - start, entity.url))
    return trimmed, fitted


def _detected(text: str, entities: list[Entity]) -> list[Entity]:
    """Add what Telegram finds by itself, where nothing explicit (code, a link) stands in the way."""
    closed = [
        (entity.offset, entity.offset + entity.length)
        for entity in entities
        if entity.kind in ("code", "pre", "text_link")
    ]
    found = []
    for kind, pattern in FOUND_BY_TELEGRAM:
        for match in pattern.finditer(text):
            start = _units(text[: match.start()])
            end = start + _units(match[0])
            if not any(start < b and a < end for a, b in closed):
                found.append(Entity(kind, start, end - start))
    return sorted([*entities, *found], key=lambda entity: (entity.offset, -entity.length))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
