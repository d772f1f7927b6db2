"""Removes what stands on a news page around the article: widgets, captions, bylines, links to other stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_AGENCY = (
    r"Yonhap(?: News)?|Newsis|AP|AFP|EPA|UPI|TASS|Xinhua|Kyodo|KCNA|PTI|ANI|Reuters|Bloomberg|Getty(?: Images)?|"
    r"Shutterstock|iStock(?:photo)?|Alamy|Unsplash|Pixabay|EPA-EFE|NurPhoto|Zuma(?: Press)?|WENN|Rex(?: Features)?|"
    r"PA(?: Wire| Images)?|Associated Press|Agence France-Presse|Magnum|Corbis|Flickr|Wikimedia Commons"
)
_CREDIT = re.compile(
    rf"(?:^|[\s(/|—–-])(?:(?i:photo(?:graph)?|image|picture|credit|courtesy|file)s?(?: credit)?[:\s]+(?:by |of )?[^.]{{2,60}}"
    rf"|(?:{_AGENCY})(?:[ /-](?:{_AGENCY}|[Pp]hotos?|[Pp]ool|[Ff]ile))*)[)\]]?$"
)
_WIDGET = re.compile(
    r"^(?:[•·*\-–►▶|]\s*)?(?:"
    r"(?:.{0,24}\bshare (?:button|on \w+|this(?: \w+)?|via \w+))|ⓕ.*|font[- ]size\b.*|[+-]?\d|a?[-+]|"
    r"share|tweet|print|e-?mail|pin it|save|copy(?: link)?|comments?(?: \(?\d+\)?)?|\d+ (?:comments?|shares?|retweets?)|"
    r"(?:facebook|twitter|whatsapp|kakao(?:talk)?|linkedin|reddit|pinterest|telegram|line|instagram|youtube|messenger)|"
    r"advertisements?|sponsored(?: content)?|story continues below(?: advertisement)?|continue reading(?: below)?|"
    r"article continues (?:below|after).{0,40}|this story continues.{0,20}|"
    r"skip to (?:main )?content|menu|home|log ?in|sign (?:in|up)|subscribe(?: now)?|listen|loading\W*|close|"
    r"(?:click|tap) (?:here )?to (?:share|tweet|enlarge|expand|print|email).{0,60}|"
    r"(?:image|photo|video|media) (?:caption|copyright|playback is unsupported).{0,80}|hide caption|toggle caption|enlarge this image|"
    r"sign up (?:for|to) (?:our|the|get) .{0,120}|subscribe to (?:our|the) .{0,100}|"
    r"follow (?:us|@\w+|\w+(?: \w+)?) on (?:twitter|facebook|instagram).{0,60}|"
    r"(?:read|see) (?:more|also|next)\b.{0,3}|related (?:stories|articles|content|topics?|coverage|news)\W*|"
    r"go top(?: letter)?|letter|back to top|top|all rights reserved\W*|©.{0,120}"
    r")$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:top (?:10|ten|5|five) (?:stories|news)|most (?:read|popular|viewed|shared)(?: (?:stories|articles|news|now))?|"
    r"related (?:stories|articles|content|coverage|news)|more (?:stories|news|from .{1,30}|on this story)|"
    r"recommended(?: for you)?|you (?:may|might) also like|trending(?: now)?|popular (?:now|stories)|"
    r"latest (?:news|stories)|read next|what(?:'|’)s next|editor(?:'|’)s picks?|recent (?:posts|articles))\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^[Bb][Yy][: ]\s*((?:[A-Z][\w.'’-]*|de|van|von|der|bin|al|and|&|,)(?:[ ,]+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al|and|&))*)"
    r"(?:\s*[|,/·].{0,60})?$"
)
_NAME = re.compile(r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}$")
_MAIL = re.compile(r"^[\w.+'’ -]{0,60}\(?[\w.+-]+@[\w-]+\.[\w.]+\)?$")
_DATED = re.compile(
    r"^(?:posted|published|updated|date|first published|last updated)\s*[:|]?\s*(?:on |at )?(.{6,60})$", re.IGNORECASE
)
_TERMINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page after cleaning.

    Attributes:
        paragraphs: Of the article; "" for a blank line.
        title: Where the text gives one.
        author: As a byline names them.
        dated: The date of publication, as the page states it.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    dated: str | None = None


def is_caption(line: str) -> bool:
    """Whether a line describes a picture: it is short, and ends in a photo credit without a full stop."""
    return len(line.split()) <= 70 and not _TERMINAL.search(line) and bool(_CREDIT.search(line))


class Line(NamedTuple):
    """A line of a page, without white space at its ends; `number` counts the page's lines from 0."""

    number: int
    words: str


def clean(paragraphs: list[str], title: str | None = None, author: str | None = None) -> list[str]:
    """The words of the lines that `article_lines` keeps.

    Args:
        paragraphs: Of the page.
        title: Of the article.
        author: Of the article.

    Returns:
        The paragraphs of the article; "" for a blank line.
    """
    return [line.words for line in article_lines(paragraphs, title, author)]


def article_lines(paragraphs: list[str], title: str | None = None, author: str | None = None) -> list[Line]:
    """Remove from an extracted page what is left of the page around the article.

    Args:
        paragraphs: Of the page.
        title: Of the article; removed where the text begins with it.
        author: Of the article; removed where the text ends with them.

    Returns:
        The lines of the article, in order.
    """
    lines, around = _stripped(paragraphs)
    return _without_edges(lines, title, author or around.author)


def pasted(lines: list[str]) -> CleanedPage:
    """The article in a text that was copied from a page.

    Args:
        lines: Of the text; "" for a blank one.
    """
    stripped, around = _stripped(lines)
    body = [line.words for line in _without_edges(stripped, None, around.author)]
    title, body = _take_title(body, around.is_page)
    return CleanedPage(tuple(body), title, around.author, around.dated)


@dataclass(slots=True)
class _Around:
    """What stood around an article.

    Attributes:
        author: As the byline names them.
        dated: The date of publication, as stated.
        is_page: Whether anything shows that the text comes from a web page.
    """

    author: str | None = None
    dated: str | None = None
    is_page: bool = False


def _stripped(lines: list[str]) -> tuple[list[Line], _Around]:
    """The lines of the article, and what was taken from among them."""
    stripped = [line.strip() for line in lines]
    words = [line for line in stripped if line]
    # A line given twice in a row is a caption on most sites.
    repeated = {line for line, following in pairwise(words) if line == following}
    around = _Around()
    kept: list[Line] = []
    above = 0  # lines with words that were kept
    for number, line in enumerate(stripped):
        if _TAIL.match(line) and number > len(stripped) // 3:
            around.is_page = True
            break
        if line in repeated or _WIDGET.match(line) or is_caption(line):
            around.is_page = True
        elif not _is_noted(line, around, above):
            kept.append(Line(number, line))
            above += bool(line)
    return kept, around


def _is_noted(line: str, around: _Around, before: int) -> bool:
    """Whether a line is a byline or a date, which is then noted; `before` lines of the article stand above it."""
    if len(line.split()) > 12:
        return False
    by = _BY.match(line)
    if by and around.author is None and before <= 6:
        around.author, around.is_page = by[1].strip(" ,"), True
        return True
    date = _DATED.match(line)
    if date and re.search(r"\d{4}", line):
        around.dated = around.dated or date[1].strip()
        return True
    return False


def _without_edges(lines: list[Line], title: str | None, author: str | None) -> list[Line]:
    """Lines without blank ones at both ends, the title repeated on top, and a byline at the end."""
    while lines and (not lines[0].words or (title and _same(lines[0].words, title))):
        lines = lines[1:]
    while lines:
        last = lines[-1].words
        known = bool(author) and last.lower() == (author or "").lower()
        above = lines[-2].words if len(lines) > 1 else ""
        alone = _NAME.match(last) is not None and _TERMINAL.search(above or ".") is not None
        if not last or known or _MAIL.match(last) or (alone and len(lines) > 3):
            lines = lines[:-1]
            continue
        break
    return lines


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", "", a).lower() == re.sub(r"\W+", "", b).lower()


def _take_title(lines: list[str], is_page: bool) -> tuple[str | None, list[str]]:
    """The first line as the title, when it is short and ends like a headline, and the lines after it.

    is_page: without other signs of a web page, the line must also stand alone above a longer text.
    """
    if not lines:
        return None, lines
    first = lines[0]
    alone = len(lines) > 1 and not lines[1]
    follows = any(len(line.split()) > 12 for line in lines[1:6])
    heading = len(first.split()) <= 25 and not _TERMINAL.search(first)
    if heading and follows and (alone or is_page) and not re.match(r"^[A-Z .'’-]{2,40}:", first):
        rest = lines[1:]
        while rest and not rest[0]:
            rest = rest[1:]
        return first, rest
    return None, lines
