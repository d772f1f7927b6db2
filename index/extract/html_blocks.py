"""What the mark-up of a web page says about the lines of its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from index.extract.normalisation import normalise
from index.model import BlockKind
from index.text.turn_labels import read_alone

# trafilatura's names for what is more than a paragraph.
_KINDS = {
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTATION,
    "row": BlockKind.TABLE,
}
# A sign for each kind, put before the words of that kind while the tree becomes text: trafilatura drops what can't be
# printed, and no article writes these (the Phaistos disc's).
_SIGNS = {chr(0x101D0 + number): kind for number, kind in enumerate(BlockKind)}
_SIGN_OF = {kind: sign for sign, kind in _SIGNS.items()}
_FIRST = re.compile(r"^([^\S\n]*)(?=\S)", re.MULTILINE)  # the white space before a line's first word
_ANY_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
# Of the same kind: what tells two paragraphs of the same words apart, as often as they stood before.
_AGAIN = chr(0x101FC)
_MOST_AGAIN = 400  # times

_INLINE = re.compile(r"<(?P<end>/)?q(?:\s[^<>]*)?>", re.IGNORECASE)
_FOOTED = re.compile(r"<(?P<end>/)?(?P<name>blockquote|footer|cite)(?:\s[^<>]*)?>", re.IGNORECASE)
_INLINE_TAGS = r"</?(?:strong|b|em|i|a|span|u)\b[^<>]*>"
# Words in bold or italic letters with which a paragraph begins, and where they end it or its line.
_STRESSED = re.compile(
    r"<p(?:\s[^<>]*)?>\s*<(?P<tag>strong|b|em|i)(?:\s[^<>]*)?>(?P<words>[^<]{3,600})</(?P=tag)>\s*"
    r"(?P<end></p>|(?:<br\s*/?>\s*)+)?",
    re.IGNORECASE,
)
# A part of a page that holds no others.
_LEAF = re.compile(rf"(?P<tag><div(?:\s[^<>]*)?>)(?P<words>(?:[^<]|{_INLINE_TAGS}){{2,240}})</div>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# A paragraph, perhaps behind short parts that tell an office or a time.
_ABOVE_WORDS = re.compile(
    r"(?:\s{0,200}(?:</?div(?:\s[^<>]*)?>|(?<=>)[^<>\s][^<>]{0,80}(?=</div>))){0,12}\s{0,200}<p[\s>]"
)
_LABELLED = re.compile(r"(?:[^\s:?]+[ \u00a0]?){1,4}:(?:\s|$)")
_LEAST = 3  # questions, or names, that make a page an interview or a record
_LEAST_LABELS = 2  # in bold letters, from which one question set like them is nobody's of these
_MARKS = frozenset("\"'“”‘’«»„‹›")


def with_quotations(page: str) -> str:
    """A page whose quotations, questions and names of speakers are marked as what they are.

    Browsers set the marks that a page leaves to them; trafilatura sets none, and breaks the line there.  It also takes
    the footer of a quotation, which says whose it is, for the page's, and drops a speaker's name in a part of its own.

    Args:
        page: HTML.
    """
    return _with_names(_with_questions(_FOOTED.sub(_Footers(), _INLINE.sub(_Marks(), page))))


def _with_questions(page: str) -> str:
    """A page of an interview with its questions, which stand in bold or italic letters, as headings."""
    stressed = [match for match in _STRESSED.finditer(page) if _may_ask(match)]
    asking = sum(1 for match in stressed if match["words"].rstrip().endswith("?"))
    if asking >= _LEAST and 2 * asking >= len(stressed):
        return _STRESSED.sub(_as_heading, page)
    labels = sum(1 for match in _STRESSED.finditer(page) if _is_label(match))
    return _STRESSED.sub(_asked_as_heading, page) if asking and labels >= _LEAST_LABELS else page


def _is_label(stressed: re.Match[str]) -> bool:
    """Whether words in bold letters are a label before what is said: "<b>Ada Holm:</b> It does."."""
    return not stressed["end"] and _LABELLED.fullmatch(stressed["words"].strip()) is not None


def _asked_as_heading(stressed: re.Match[str]) -> str:
    """A paragraph that is a question in bold letters, as a heading; others as they are."""
    asked = stressed["words"].rstrip().endswith("?") and (stressed["end"] or "").lower() == "</p>"
    return _as_heading(stressed) if asked else stressed[0]


def _may_ask(stressed: re.Match[str]) -> bool:
    """Whether words in bold letters may be a question: they end a line, or are one; they are no "Q: …"."""
    words = stressed["words"].strip()
    return bool(stressed["end"] or words.endswith("?")) and not _LABELLED.match(words)


def _as_heading(stressed: re.Match[str]) -> str:
    if not _may_ask(stressed):
        return stressed[0]
    below = "" if (stressed["end"] or "").lower() == "</p>" else "<p>"
    return f"<h4>{stressed['words']}</h4>{below}"


def _with_names(page: str) -> str:
    """A page of a record with its speakers' names, which trafilatura drops as parts of the page, as paragraphs."""
    leaves = [leaf for leaf in _LEAF.finditer(page) if _is_name(leaf)]
    names = [_TAG.sub("", leaf["words"]).strip() for leaf in leaves]
    if len(names) < _LEAST or not 1 < len(set(names)) < len(names):
        return page  # of those who speak somebody speaks again
    # "The Lord Bishop of Marrick": what stands where the names do and can't be read is somebody's all the same.
    tags = {leaf["tag"] for leaf in leaves if "=" in leaf["tag"]}
    return _LEAF.sub(lambda leaf: _as_name(leaf) if leaf["tag"] in tags or _is_name(leaf) else leaf[0], page)


def _as_name(leaf: re.Match[str]) -> str:
    return f"<p>{_TAG.sub('', leaf['words'])}</p>" if _is_above_words(leaf) else leaf[0]


def _is_above_words(leaf: re.Match[str]) -> bool:
    return _ABOVE_WORDS.match(leaf.string, leaf.end()) is not None


def _is_name(leaf: re.Match[str]) -> bool:
    """Whether a part of a page is a speaker's name above what is said, and nothing else."""
    if not _is_above_words(leaf):
        return False
    words = " ".join(unescape(_TAG.sub("", leaf["words"])).split())
    return bool(words) and read_alone(words, 0, len(words)) is not None


@dataclass(slots=True)
class _Marks:
    """Puts a quotation mark in place of each tag of an inline quotation, but where the page has set them itself.

    Attributes:
        lacking: Of the quotations that are open, whether they lack marks.
    """

    lacking: list[bool] = field(default_factory=list)

    def __call__(self, tag: re.Match[str]) -> str:
        if not tag["end"]:
            self.lacking.append(tag.string[tag.start() - 1 : tag.start()] not in _MARKS)
            return "“" if self.lacking[-1] else ""
        return "”" if self.lacking and self.lacking.pop() else ""


@dataclass(slots=True)
class _Footers:
    """Makes paragraphs of the footers inside block quotations, and lines of those whom they cite.

    Attributes:
        depth: How many block quotations are open.
    """

    depth: int = 0

    def __call__(self, tag: re.Match[str]) -> str:
        if tag["name"].lower() == "footer":
            return f"<{tag['end'] or ''}p>" if self.depth else tag[0]
        if tag["name"].lower() == "cite":
            return f"<br>{tag[0]}" if self.depth and not tag["end"] else tag[0]
        self.depth = max(0, self.depth + (-1 if tag["end"] else 1))
        return tag[0]


@contextmanager
def told_apart(tree: Any) -> Iterator[None]:
    """Tell paragraphs of the same words apart while a page is extracted, as trafilatura may keep one alone.

    Without the name of who speaks again, the words would be those of whoever spoke before.

    Args:
        tree: The page.
    """
    times: Counter[str] = Counter()
    marked: list[tuple[Any, str | None]] = []
    for paragraph in tree.iter("p"):
        words = " ".join("".join(paragraph.itertext()).split())
        if words and 0 < times[words] < _MOST_AGAIN:
            marked.append((paragraph, paragraph.text))
            paragraph.text = _AGAIN * times[words] + (paragraph.text or "")
        times[words] += 1
    try:
        yield
    finally:
        for paragraph, text in marked:
            paragraph.text = text


def lines_of(page: Any) -> list[tuple[str, BlockKind]]:
    """The lines of an article, blank ones too, and what each is.

    Args:
        page: What `trafilatura.bare_extraction` gives; its tree is altered.
    """
    from trafilatura.xml import xmltotxt

    plain = normalise(str(page.text).replace(_AGAIN, "")).split("\n")
    if page.body is None or _ANY_SIGN.search(str(page.text)):
        return [(line, BlockKind.PARAGRAPH) for line in plain]
    _sign(page.body)
    marked = normalise(xmltotxt(page.body, False).replace(_AGAIN, "")).split("\n")
    if [_ANY_SIGN.sub("", line) for line in marked] != plain:
        return [(line, BlockKind.PARAGRAPH) for line in plain]
    signs = [_ANY_SIGN.search(line) for line in marked]
    return [(line, _SIGNS[sign[0]] if sign else BlockKind.PARAGRAPH) for line, sign in zip(plain, signs, strict=True)]


def _sign(body: Any) -> None:
    """Put the sign of its kind before each piece of a tree's text."""
    for element in body.iter("*"):
        kind = _kind(element)
        element.text = _signed(element.text, kind)
        for child in element:
            child.tail = _signed(child.tail, kind)


def _kind(element: Any) -> BlockKind:
    """What the words directly in an element are."""
    while element is not None:
        if kind := _KINDS.get(element.tag):
            return kind
        element = element.getparent()
    return BlockKind.PARAGRAPH


def _signed(words: str | None, kind: BlockKind) -> str | None:
    """Words with the sign of their kind before the first of each line; white space stays as it is."""
    return words and _FIRST.sub(rf"\g<1>{_SIGN_OF[kind]}", words)
