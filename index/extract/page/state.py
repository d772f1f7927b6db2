"""The text of an article that stands only in the JSON of its page, from which scripts would show it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from index.extract.normalisation import normalise
from index.extract.page.linked_data import Described, letters, names_in
from index.model import BlockKind

Line = tuple[str, BlockKind]

_LARGEST = 5_000_000  # characters of JSON
_MOST_STATES = 20  # of a script
_MOST = 200_000  # values that are looked at
_DEEPEST = 60
_SHORTEST = 60  # words of an article
_ASSIGNED = re.compile(
    r"(?:window|self|globalThis)(?:\.|\[\")[\w.$]{1,60}(?:\"\])?\s{0,5}=\s{0,5}(?=\{|\[|JSON\.parse)|Fusion\.globalContent\s{0,5}=\s{0,5}(?=\{)"
)
_LITERAL = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_PARAGRAPH = re.compile(r"(?:<|\\u003[cC])p\b")
_PARSED = re.compile(r"JSON\.parse\(\s{0,5}(?=[\"'])")
_TEXTS = (
    "articleBody", "bodyHtml", "body_html", "contentHtml", "content_html", "body", "content", "html", "text", "value",
    "paragraphs", "blocks", "elements", "content_elements", "components", "children", "items", "rendered", "story",
    "copy", "main", "contentBlocks", "bodyBlocks", "paragraph", "richText", "nodes", "data", "json", "content_blocks",
)  # fmt: skip
_OUTLET = re.compile(r"\s[-–—|·:]\s|\|")
_AUTHORS = ("author", "authors", "byline", "by", "writer", "writers")
_DATES = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "publicationDate",
    "firstPublished", "first_publish_date", "pubDate", "published", "display_date", "displayDate", "date",
)  # fmt: skip
_HEADLINES = ("headline", "headlines", "title", "name", "heading")
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote)\b[^<>]{0,1000}/?>", re.IGNORECASE)
_KINDS = ("type", "_type", "nodeType", "__typename", "style")
_HEADING = re.compile(r"head(?:ing|er)?|h[1-6]|subhead|title", re.IGNORECASE)
_INLINE = frozenset(
    {"text", "link", "hyperlink", "strong", "em", "bold", "italic", "span", "a", "mark", "br", "hardbreak"}
)
_NO_TEXT = re.compile(
    r"image|video|gallery|embed|advert|\bad\b|related|promo|newsletter|html|script|code|divider", re.IGNORECASE
)
_SENTENCE = re.compile(r"\w[^<>{}]{20,}[.!?。][\"'”’)]?\s*$")


def described_text(article: Described | None) -> list[Line]:
    """The text of an article as its own JSON-LD gives it; nothing where that has none.

    Args:
        article: What the page describes.
    """
    body = (article or {}).get("articleBody")
    lines = _lines_of(body) if isinstance(body, str) else []
    return lines if _size(lines) >= _SHORTEST else []


@dataclass(frozen=True, slots=True)
class StatedArticle:
    """An article as the state of its page has it.

    Attributes:
        lines: Of its text; none where the state holds no article.
        authors: Their names, as stated.
        dates: When it was published, as stated; the first that can be understood is meant.
    """

    lines: list[Line]
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def stated_article(tree: Any, headlines: Sequence[str]) -> StatedArticle:
    """A page's article in the state that its scripts would show; without lines where that holds none.

    Args:
        tree: The page.
        headlines: What the page says its article is called.
    """
    called = {letters(part) for headline in headlines for part in (headline, *_OUTLET.split(headline))} - {""}
    texts = [text for state in _states(tree) for text in _Search(called).texts(state)]
    own = [text for text in texts if text.own] or texts
    best = max(own, key=lambda text: _size(text.lines), default=None)
    if best is None or _size(best.lines) < _SHORTEST:
        return StatedArticle([])
    own_facts = best.own or {}
    credited = own_facts.get("credits")
    credits = credited.get("by") if isinstance(credited, dict) else None
    authors = [names_in(own_facts.get(name)) for name in _AUTHORS]
    return StatedArticle(
        best.lines,
        tuple(name for names in (*authors, names_in(credits)) for name in names),
        tuple(date for name in _DATES if isinstance(date := own_facts.get(name), str)),
    )


def _size(lines: Sequence[Line]) -> int:
    return sum(len(words.split()) for words, _ in lines)


def _states(tree: Any) -> Iterator[object]:
    """The JSON in the scripts of a page."""
    left = _LARGEST
    for script in tree.iter("script"):
        text, kind = script.text or "", script.get("type") or ""
        if "ld+json" not in kind and len(text) <= left:
            left -= len(text)
            yield from _loaded(text.lstrip()) if "json" in kind else _assigned(text)


def _assigned(text: str) -> Iterator[object]:
    """The values that a script assigns; of one that works them out, its strings that hold paragraphs."""
    states = [
        state
        for assigned in islice(_ASSIGNED.finditer(text), _MOST_STATES)
        for state in _loaded(text[assigned.end() :])
    ]
    yield from states
    if not states:
        literals = (literal[0] for literal in _LITERAL.finditer(text) if _PARAGRAPH.search(literal[0]))
        yield [value for literal in islice(literals, _MOST_STATES) for value in _loaded(literal)]


def _loaded(text: str) -> Iterator[object]:
    """The value at the beginning of a text."""
    parsed = _PARSED.match(text)
    try:
        if parsed:
            text = _string(text[parsed.end() :])
        yield json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return


def _string(text: str) -> str:
    """The value of a string of JavaScript at the beginning of a text."""
    if text[0] == '"':
        return str(json.JSONDecoder(strict=False).raw_decode(text)[0])
    end = re.search(r"(?<!\\)(?:\\\\)*'", text[1:])
    inner = text[1 : end.end()] if end else ""
    return str(
        json.loads('"' + inner.replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"') + '"', strict=False)
    )


@dataclass(slots=True)
class _Text:
    """A text in a state, and the object with the headline of the page's article in which it stands."""

    lines: list[Line]
    own: Mapping[str, Any] | None


@dataclass(slots=True)
class _Search:
    """Looks for texts in a state.

    Attributes:
        called: What the page's article is called, as letters.
        seen: Values that were looked at.
    """

    called: set[str]
    seen: int = field(default=0)

    def texts(self, state: object) -> Iterator[_Text]:
        """The texts of the articles in a state."""
        stack: list[tuple[object, Mapping[str, Any] | None, int]] = [(state, None, 0)]
        while stack and self.seen < _MOST:
            value, own, depth = stack.pop()
            self.seen += 1
            own = self._own(value) or own
            lines = next((each for each in self._candidates(value) if _size(each) >= _SHORTEST), None)
            if lines is not None:
                yield _Text(lines, own)
            if depth < _DEEPEST:
                stack.extend((each, own, depth + 1) for each in _values(value) if isinstance(each, dict | list))

    def _candidates(self, value: object) -> Iterator[list[Line]]:
        """What of a value may be an article's text."""
        if isinstance(value, dict):
            yield from (self._lines(value.get(name)) for name in _TEXTS)
        for each in value if isinstance(value, list) else ():
            if isinstance(each, str) and _TAG.search(each[:2000]):
                yield _lines_of(each)

    def _own(self, value: object) -> Mapping[str, Any] | None:
        """The value where it is an object with a headline of the page's article."""
        return value if isinstance(value, dict) and self._is_own(value) else None

    def _is_own(self, value: Mapping[str, Any]) -> bool:
        for name in _HEADLINES:
            stated = value.get(name)
            if isinstance(stated, dict):
                stated = next((each for key in ("basic", "rendered", "main") if (each := stated.get(key))), None)
            if isinstance(stated, str) and letters(html.unescape(stated)) in self.called:
                return True
        return False

    def _lines(self, value: object) -> list[Line]:
        """The lines of a property that may hold an article's text."""
        if isinstance(value, str):
            return _lines_of(value) if _TAG.search(value[:2000]) or len(value.split()) >= _SHORTEST else []
        return self._listed(value, 0)

    def _listed(self, value: object, depth: int) -> list[Line]:
        """The lines of a list of blocks, each an object with its words somewhere inside."""
        if isinstance(value, dict):
            value = next((each for name in _TEXTS if isinstance(each := value.get(name), list)), None)
        lines: list[Line] = []
        for each in value if isinstance(value, list) and depth < _DEEPEST else []:
            self.seen += 1
            if self.seen > _MOST:
                break
            if isinstance(each, dict):
                lines.extend(self._block(each, depth))
            elif isinstance(each, str) and (_TAG.search(each[:2000]) or _SENTENCE.match(each)):
                lines.extend(_lines_of(each))
        return lines

    def _block(self, block: Mapping[str, Any], depth: int) -> list[Line]:
        """The lines of a block: a paragraph, a heading, or several of them."""
        kind = " ".join(str(block.get(name) or "")[:100] for name in _KINDS)
        inner = next((block[name] for name in _TEXTS if block.get(name)), None)
        if _NO_TEXT.search(kind) or depth > _DEEPEST:
            return []
        if isinstance(inner, dict):
            return self._block(inner, depth + 1)
        words = inner if isinstance(inner, str) else self._inline(inner, depth) if isinstance(inner, list) else ""
        if not words:
            return self._listed(inner, depth + 1)
        lines = _lines_of(words)
        return [(line, BlockKind.HEADING) for line, _ in lines] if _HEADING.search(kind) else lines

    def _inline(self, children: Sequence[object], depth: int) -> str:
        """The words of a paragraph's pieces, "" where they are blocks of their own."""
        parts: list[str] = []
        for child in children:
            self.seen += 1
            words = child if isinstance(child, str) else self._piece(child, depth) if isinstance(child, dict) else None
            if words is None or self.seen > _MOST:
                return ""
            parts.append(words)
        return "".join(parts)

    def _piece(self, child: Mapping[str, Any], depth: int) -> str | None:
        """The words of a piece of a paragraph, None where it is a block of its own."""
        kind = next((str(child[name]) for name in _KINDS if child.get(name)), "text").lower()
        text = next((child[name] for name in ("text", "value", "content", "children") if child.get(name)), "")
        if kind not in _INLINE or depth > _DEEPEST:
            return None
        if isinstance(text, list):
            return self._inline(text, depth + 1)
        return text if isinstance(text, str) and not _TAG.search(text[:2000]) else None


def _values(value: object) -> list[object]:
    """What is inside a value."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _lines_of(markup: str) -> list[Line]:
    """The lines of a text or a piece of HTML."""
    import lxml.etree
    import lxml.html

    if "&lt;" in markup and "<" not in markup:
        markup = html.unescape(markup)
    markup = normalise(markup[:_LARGEST])
    if "<" not in markup:
        return [
            (line, BlockKind.PARAGRAPH)
            for each in html.unescape(markup).split("\n")
            if (line := " ".join(each.split()))
        ]
    from index.extract.page.parts import lines_in

    try:
        root = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return []
    return lines_in(root)
