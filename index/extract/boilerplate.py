"""Removes what stands on a news page around the article: widgets, captions, bylines, links to other stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.extract.dates import parse_date
from index.extract.reporters import reporter_in
from index.extract.title_page import day_alone

_AGENCY = (
    r"Yonhap(?: News)?|Newsis|AP|AFP|EPA|UPI|TASS|Xinhua|Kyodo|KCNA|PTI|ANI|Reuters|Bloomberg|Getty(?: Images)?|"
    r"Shutterstock|iStock(?:photo)?|Alamy|Unsplash|Pixabay|EPA-EFE|NurPhoto|Zuma(?: Press)?|WENN|Rex(?: Features)?|"
    r"PA(?: Wire| Images)?|Associated Press|Agence France-Presse|Magnum|Corbis|Flickr|Wikimedia Commons"
)
_CREDITED = r"(?i:photo(?:graph)?|image|picture|credit|file photo|illustration|graphic)s?(?i: credit)?"
# A credit is set apart from the words before it: "Lund spoke on Monday. Yonhap" has one, "Lund told Yonhap" has none.
_CREDIT = re.compile(
    rf"(?:^|[\s(/|—–-]){_CREDITED}(?:\s*[:/]\s*|\s+(?i:by)\s+)(?=[^a-z\s])[^.]{{2,60}}$"
    rf"|(?:^|[.!?…”\")(/|—–-]\s?)(?:{_CREDITED}\s+)?(?i:courtesy(?: of)?[:\s])[^.]{{2,60}}$"
    rf"|(?:^|[.!?…”\")\]]\s|[(/|—–-]\s?)(?:{_AGENCY})(?:[ /-](?:{_AGENCY}|[Pp]hotos?|[Pp]ool|[Ff]ile))*[)\]]?$"
    rf"|(?:^|[\s(/|—–-])(?:{_AGENCY})(?:[ /-](?:{_AGENCY}))*[ /-](?:[Pp]hotos?|[Pp]ool|[Ff]ile)(?: [Pp]hoto)?[)\]]?$"
    r"|[(/|—–-]\s?(?i:file photo|file)[)\]]?$"
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
    r"기사\s?url이?\s?복사\s?되었습니다\W*|(?:[<〈\[(]\s*)?(?:copyright\s*)?(?:ⓒ|©|저작권자\s?(?:\(c\)|ⓒ|©)).{0,120}|"
    r".{0,60}무단\s?(?:전재|복제).{0,60}(?:금지|불허)\W*|※?\s?이미지를 누르면 크게 볼 수 있습니다\W*|"
    r"go top(?: letter)?|letter|back to top|top|all rights reserved\W*|©.{0,120}"
    r")$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:top (?:10|ten|5|five) (?:stories|news)|most (?:read|popular|viewed|shared)(?: (?:stories|articles|news|now))?|"
    r"related (?:stories|articles|content|coverage|news)|more (?:stories|news|from .{1,30}|on this story)|"
    r"recommended(?: for you)?|you (?:may|might) also like|trending(?: now)?|popular (?:now|stories)|"
    r"관련\s?기사|많이 본 (?:기사|뉴스)|인기\s?기사|추천\s?(?:기사|뉴스)|"
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
_PIECES = re.compile(r"\s*[|•·]\s*")
_KOREAN_STAMP = re.compile(r"(?:기사\s?)?(?:입력|등록|승인|송고|게재|최종\s?수정|수정|업데이트)\s?[:：]?\s?")
_ENDS_QUOTED = re.compile(r"[”\"’»“]$")
_QUOTED = re.compile(r"^[“\"«„].{20,}[”\"»“]")
_LONGEST_STAMP = 16  # words of a line with byline or dates
_ABOVE = 6  # lines of the article that may stand above a byline
_ANSWERED = 12  # words of a paragraph right under a heading that is the article's own
_PULLED = 5  # words of a line that stands twice in a row, from which it is no answer such as "Yes, sir."
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


def clean(paragraphs: list[str], titles: Sequence[str] = (), author: str | None = None) -> list[str]:
    """The words of the lines that `article_lines` keeps.

    Args:
        paragraphs: Of the page.
        titles: What the article is called.
        author: Of the article.

    Returns:
        The paragraphs of the article; "" for a blank line.
    """
    return [line.words for line in article_lines(paragraphs, titles, author)]


def article_lines(paragraphs: list[str], titles: Sequence[str] = (), author: str | None = None) -> list[Line]:
    """Remove from an extracted page what is left of the page around the article.

    Args:
        paragraphs: Of the page.
        titles: What the article is called; removed where the text begins with it.
        author: Of the article; removed where the text ends with them.

    Returns:
        The lines of the article, in order.
    """
    lines, around = _stripped(paragraphs)
    return _without_edges(lines, titles, author or around.author)


def pasted(lines: list[str], titled: bool = False) -> CleanedPage:
    """The article in a text that was copied from a page.

    Args:
        lines: Of the text; "" for a blank one.
        titled: Whether it is known to begin with its title.
    """
    stripped, around = _stripped(lines)
    body = [line.words for line in _without_edges(stripped, (), around.author)]
    title, body = _take_title(body, around.is_page, titled)
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
    around = _Around()
    kept: list[Line] = []
    above = 0  # lines with words that were kept
    last = ""  # of those
    left_out = 0  # lines before this one are other stories'
    for number, line in enumerate(stripped):
        if number < left_out:
            continue
        if number > len(stripped) // 3 and _TAIL.match(line) and (goes_on := _goes_on(stripped, number)) != number + 1:
            around.is_page = True
            left_out = goes_on
        elif _WIDGET.match(line) or is_caption(line):
            around.is_page = True
        elif line == last and len(line.split()) >= _PULLED:
            continue  # a sentence set apart in large type, beside where it stands
        elif not _is_noted(line, around, above):
            kept.append(Line(number, line))
            above += bool(line)
            last = line or last
    return kept, around


def _goes_on(lines: Sequence[str], tail: int) -> int:
    """The line at which an article goes on after words that stand over links to other stories; else the end.

    Prose right after them shows that they are a heading of the article.  Further down, it is the article's where two
    paragraphs follow each other: a teaser has a headline before each.
    """
    following = [number for number in range(tail + 1, len(lines)) if lines[number]]
    first = lines[following[0]] if following else ""
    if _is_prose(first) and len(first.split()) >= _ANSWERED and not first.endswith("?"):
        return tail + 1
    for number, below in pairwise(following):
        if _is_prose(lines[number]) and (_is_prose(lines[below]) or _QUOTED.search(lines[number])):
            return number
    return len(lines)


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence of some length; Chinese and Japanese write no spaces."""
    return _TERMINAL.search(line) is not None and (len(line.split()) >= 8 or len(line) >= 60)


def _is_noted(line: str, around: _Around, before: int) -> bool:
    """Whether a line is a byline or a date, which is then noted; `before` lines of the article stand above it."""
    if len(line.split()) > _LONGEST_STAMP:
        return False
    by = _BY.match(line)
    if by and around.author is None and before <= _ABOVE:
        around.author, around.is_page = by[1].strip(" ,"), True
        return True
    pieces = _PIECES.split(line)
    if not all(_dated(piece) or (reporter_in(piece) and before <= _ABOVE) or _is_stamp(piece) for piece in pieces):
        return False
    around.author = around.author or next((name for piece in pieces if (name := reporter_in(piece))), None)
    around.dated = around.dated or next((day for piece in pieces if (day := _dated(piece))), None)
    return True


def _dated(piece: str) -> str | None:
    """The date that follows a word such as "Published"."""
    date = _DATED.match(piece)
    return date[1].strip() if date and parse_date(date[1].strip()) else None


def _is_stamp(piece: str) -> bool:
    """Whether Korean words tell nothing but when an article came in, or was altered."""
    stamp = _KOREAN_STAMP.match(piece)
    return stamp is not None and day_alone(piece[stamp.end() :]) is not None


def _without_edges(lines: list[Line], titles: Sequence[str], author: str | None) -> list[Line]:
    """Lines without blank ones at both ends, the title repeated on top, and a byline at the end."""
    start, end = 0, len(lines)
    while start < end and (not lines[start].words or any(_same(lines[start].words, title) for title in titles)):
        start += 1
    while end > start and _is_edge(lines[max(start, end - 4) : end], author):
        end -= 1
    return lines[start:end]


def _is_edge(lines: Sequence[Line], author: str | None) -> bool:
    """Whether the last of these lines is blank, or names who wrote the article."""
    last = lines[-1].words
    above = lines[-2].words if len(lines) > 1 else ""
    alone = _NAME.match(last) is not None and _TERMINAL.search(above or ".") is not None
    alone = alone and not _ENDS_QUOTED.search(above)  # under a quotation it says whose that is
    known = bool(author) and last.lower() == (author or "").lower()
    known = known or reporter_in(last) is not None
    return not last or known or _MAIL.match(last) is not None or (alone and len(lines) > 3)


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", "", a).lower() == re.sub(r"\W+", "", b).lower()


def _take_title(lines: list[str], is_page: bool, titled: bool) -> tuple[str | None, list[str]]:
    """The first line as the title, when it is short and ends like a headline, and the lines after it.

    is_page: without other signs of a web page, the line must also stand alone above a longer text.
    titled: the first line is known to be the title.
    """
    if not lines:
        return None, lines
    first = lines[0]
    alone = len(lines) > 1 and not lines[1]
    follows = any(len(line.split()) > 12 for line in lines[1:6])
    heading = len(first.split()) <= 25 and not _TERMINAL.search(first)
    if heading and (titled or (follows and (alone or is_page))) and not re.match(r"^[A-Z .'’-]{2,40}:", first):
        rest = lines[1:]
        while rest and not rest[0]:
            rest = rest[1:]
        return first, rest
    return None, lines
