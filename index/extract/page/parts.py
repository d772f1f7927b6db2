"""Parts of an article that stand on its page apart from where it was found: behind an advertisement, a turn each.

Readers of pages take the first container that looks like an article's body.  What is in others of its kind, and beside
it in the same article, is put before and after what they found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.extract.page.linked_data import letters
from index.extract.page.stories import has_headline
from index.model import BlockKind

Line = tuple[str, BlockKind]

_MOST = 20_000  # pieces of a page that are looked at
_BLOCKS = frozenset(
    "p div li blockquote h1 h2 h3 h4 h5 h6 ul ol table section article main header footer aside nav figure pre dl dd dt "
    "form tr td th center details".split()
)
_KINDS = {
    "h2": BlockKind.HEADING, "h3": BlockKind.HEADING, "h4": BlockKind.HEADING, "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING, "li": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTATION,
}  # fmt: skip
_LEFT_OUT = frozenset(
    "script style noscript template svg iframe form button select textarea nav aside footer figure figcaption table "
    "object video audio h1".split()
)
_BESIDE = re.compile(
    r"comment|relat|recommend|teaser|promo|sidebar|newsletter|subscri|signup|share|social|footer|byline|caption|credit|"
    r"copyright|cookie|consent|modal|popup|popular|trending|author|bio\b|paywall|advert|\bads?\b|sponsor|breadcrumb|"
    r"disclaimer|correction|tags?\b|toolbar|hidden|widget|outbrain|taboola|most-|read-?more|more-|-more|playlist|embed|"
    r"next|previous|listing|carousel|gallery|latest|card\b|kicker|timestamp|meta\b|menu|skip|latest",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_BODY = re.compile(r"article|story|post|entry|content|body|text", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:join|sign up|subscribe|follow|download|contact|e-?mail us|let us know|click|visit|read our|support|help us|get (?:the|our)"
    r"|do you|have (?:a|you)|want|like this|if you|for more|this (?:article|story) (?:was|is|first|originally)|all rights|©)\b",
    re.IGNORECASE,
)
_PROSE = 12  # words of a line that is no leftover of the page
_LEAD = 15  # words of what stands before the rest
_LINKED = 0.4  # of a line's letters, at most, are links'
_COMMON = 0.5  # of a container's lines are found already: it is what was read


@dataclass(slots=True)
class _Piece:
    """A line of the page.

    Attributes:
        element: What holds it.
        words: It.
        kind: What its element says it is.
        linked: Which part of it links hold.
        known: Whether it is among what was found.
        number: Its place among the page's lines.
    """

    element: Any
    words: str
    kind: BlockKind
    linked: float
    known: bool
    number: int

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence of the page's text, by its form."""
        long = len(self.words.split()) >= _PROSE or len(self.words) >= 60
        return long and self.linked <= _LINKED and _FULL_STOP.search(self.words) is not None


def with_other_parts(tree: Any, lines: Sequence[Line]) -> list[Line]:
    """The lines of an article with those of its other parts.

    Args:
        tree: The page.
        lines: What was found.

    Returns:
        The same lines, others before and after them.
    """
    pieces = list(_pieces(tree, _Found([words for words, _ in lines])))
    known = [piece for piece in pieces if piece.known and piece.is_prose]
    body = _common([piece.element for piece in known])
    if len(pieces) >= _MOST or body is None or body.tag in {"html", "body"}:
        return list(lines)
    inside = {id(element) for element in body.iter()}
    parts = _parts(body, [piece for piece in pieces if id(piece.element) not in inside and not piece.known])
    before = [(piece.words, piece.kind) for piece in parts if piece.number < known[0].number]
    after = [(piece.words, piece.kind) for piece in parts if piece.number > known[-1].number]
    return [*before, *lines, *after]


class _Found:
    """The lines that were found, to be known again in whatever pieces the page holds them.

    Args:
        lines: Their words.
    """

    _SHINGLE = 24  # letters

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = {letters(line) for line in lines} - {""}
        whole = letters(" ".join(lines))
        self._shingles = {
            hash(whole[start : start + self._SHINGLE]) for start in range(max(0, len(whole) - self._SHINGLE + 1))
        }

    def holds(self, words: str) -> bool:
        own = letters(words)
        if len(own) < self._SHINGLE:
            return own in self._lines
        return hash(own[: self._SHINGLE]) in self._shingles or hash(own[-self._SHINGLE :]) in self._shingles


def _pieces(tree: Any, found: _Found) -> Iterator[_Piece]:
    """The lines of a page in their order, without those of navigation and the like."""
    number = 0
    for element in _read(tree):
        text, linked = own_words(element)
        if text:
            number += 1
            share = linked / max(1, len(text))
            yield _Piece(element, text, _kind(element), share, found.holds(text), number)
            if number >= _MOST:
                return


def _read(tree: Any) -> Iterator[Any]:
    """The elements of a page that hold lines, in their order."""
    skipped = None  # everything inside is left out
    for event, element in _walk(tree):
        if skipped is not None:
            skipped = None if event == "end" and element is skipped else skipped
        elif event == "start" and _is_left_out(element):
            skipped = element
        elif event == "start" and element.tag in _BLOCKS:
            yield element


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(tree, events=("start", "end")))


def _is_left_out(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    if element.tag in {"body", "html", "main"}:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
    return hidden or (_BESIDE.search(named) is not None and element.get("itemprop") != "articleBody")


def own_words(element: Any) -> tuple[str, int]:
    """The words of an element that are in no block inside it.

    Args:
        element: Of a page.

    Returns:
        The words, and how many characters of them are links'.
    """
    parts: list[str] = []
    linked = 0
    stack: list[tuple[Any, bool]] = [(element, False)]  # what is inside, and whether that is a link's
    while stack and len(parts) < _MOST:
        each, in_link = stack.pop()
        if isinstance(each, str):
            parts.append(each)
            linked += len(each) if in_link else 0
        else:
            stack.extend(reversed(list(_inside(each, in_link))))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line), linked


def _inside(element: Any, in_link: bool) -> Iterator[tuple[Any, bool]]:
    """The words and elements directly in an element that stand on its line."""
    if element.text:
        yield _SPACE.sub(" ", element.text), in_link
    for child in element:
        if child.tag == "br":
            yield "\n", in_link
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag not in _LEFT_OUT:
            yield child, in_link or child.tag == "a"
        if child.tail:
            yield _SPACE.sub(" ", child.tail), in_link


def _kind(element: Any) -> BlockKind:
    for around in (element, *element.iterancestors()):
        if around.tag in _KINDS:
            return _KINDS[around.tag]
        if around.tag in {"article", "section", "main", "body"}:
            break
    return BlockKind.PARAGRAPH


def _common(elements: Sequence[Any]) -> Any:
    """The innermost element that holds all of these."""
    paths = [[*reversed(list(element.iterancestors()))] for element in elements]
    common = None
    for level in zip(*paths, strict=False):
        if any(each is not level[0] for each in level):
            break
        common = level[0]
    return common


def _parts(body: Any, outside: Sequence[_Piece]) -> list[_Piece]:
    """Lines outside the body that was found which belong to the same article."""
    scope = _scope(body)
    signature = _signature(body)
    parts: list[_Piece] = []
    containers: dict[int, tuple[Any, list[_Piece]]] = {}
    for piece in outside:
        container = _container(piece.element, body, scope, signature)
        if container is not None:
            containers.setdefault(id(container), (container, []))[1].append(piece)
    for container, pieces in containers.values():
        if _is_part(container, pieces, body, signature):
            parts.extend(pieces)
    return parts


def _scope(body: Any) -> Any:
    """The article in which the body stands; else what is around it."""
    for around in (body, *body.iterancestors()):
        if around.tag in {"article", "main"} or around.get("itemprop") == "articleBody" or around.get("role") == "main":
            return around
    return body.getparent()


def _signature(element: Any) -> tuple[str, str] | None:
    """What containers of one kind have in common; None where an element has no class."""
    named = " ".join(sorted((element.get("class") or "").split()))
    return (element.tag, named) if named else None


def _container(element: Any, body: Any, scope: Any, signature: tuple[str, str] | None) -> Any:
    """The outermost element around a line that may be another part of the article; None where there is none."""
    container = None
    for around in (element, *element.iterancestors()):
        if around is scope:
            return container if container is not None else None
        if signature is not None and _signature(around) == signature:
            return around
        container = around
    return None


def _is_part(container: Any, pieces: Sequence[_Piece], body: Any, signature: tuple[str, str] | None) -> bool:
    """Whether a container holds a part of the article in which the body stands."""
    prose = [piece for piece in pieces if piece.is_prose]
    if not prose or _is_story(container, body):
        return False
    if signature is not None and _signature(container) == signature:
        return True
    if any(_ASKS.search(piece.words) for piece in prose):
        return False
    written = sum(len(piece.words.split()) for piece in prose)
    return 2 * written >= sum(len(piece.words.split()) for piece in pieces) and written >= _LEAD


def _is_story(container: Any, body: Any) -> bool:
    """Whether a container holds another story: it, or what is around it and not around the body, has a headline."""
    around = {id(element) for element in body.iterancestors()}
    outermost = container
    for each in container.iterancestors():
        if id(each) in around:
            break
        outermost = each
    return has_headline(outermost)


def lines_in(tree: Any) -> list[Line]:
    """All lines of a piece of a page.

    Args:
        tree: The piece.
    """
    return [(piece.words, piece.kind) for piece in _pieces(tree, _Found([]))]
