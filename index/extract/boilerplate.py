"""What is on a news page but not in the article: widgets, captions, bylines, other stories."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """What cleaning found: the paragraphs of the article and what stood around them."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    dated: str | None = None


def is_caption(line: str) -> bool:
    """A line that describes a picture: short, and ending in a photo credit, not a full stop."""
    return len(line.split()) <= 70 and not _TERMINAL.search(line) and bool(_CREDIT.search(line))


def clean(paragraphs: list[str], title: str | None = None, author: str | None = None) -> list[str]:
    """Paragraphs of an extracted page without the leftovers of the page around them."""
    page = _strip(paragraphs, title, author)
    return list(page.paragraphs)


def pasted(lines: list[str]) -> CleanedPage:
    """The article in text as copied from a page: title, author and body, where they show.

    lines: the text's lines, blank ones as "".
    """
    return _strip(lines, None, None, find_title=True)


def _strip(lines: list[str], title: str | None, author: str | None, find_title: bool = False) -> CleanedPage:
    dated = None
    kept: list[str] = []
    told = [line.strip() for line in lines]
    repeated = {a for a, b in zip([t for t in told if t], [t for t in told if t][1:], strict=False) if a == b}
    widgets = 0
    seen_byline = False
    for number, line in enumerate(told):
        if not line:
            kept.append("")
            continue
        if _TAIL.match(line) and number > len(told) // 3:
            widgets += 1
            break
        if _WIDGET.match(line):
            widgets += 1
            continue
        if line in repeated or is_caption(line):
            # A caption, or a line given twice, which a caption is on most sites.
            widgets += 1
            continue
        by = _BY.match(line)
        if by and len(line.split()) <= 12 and not seen_byline and len([k for k in kept if k]) <= 6:
            author, seen_byline = author or by.group(1).strip(" ,"), True
            continue
        stamp = _DATED.match(line)
        if stamp and len(line.split()) <= 12 and re.search(r"\d{4}", line):
            dated = dated or stamp.group(1).strip()
            continue
        kept.append(line)
    kept = _without_edges(kept, title, author)
    if find_title:
        title, kept = _take_title(kept, bool(widgets) or seen_byline)
    return CleanedPage(tuple(kept), title, author, dated)


def _without_edges(lines: list[str], title: str | None, author: str | None) -> list[str]:
    """Without the blank ends, a title given again on top, and a byline at the foot."""
    while lines and (not lines[0] or (title and _same(lines[0], title))):
        lines = lines[1:]
    while lines:
        last = lines[-1]
        known = bool(author) and last.lower() == (author or "").lower()
        alone = _NAME.match(last) is not None and (len(lines) < 2 or _TERMINAL.search(lines[-2] or ".") is not None)
        if not last or known or _MAIL.match(last) or (alone and len(lines) > 3):
            lines = lines[:-1]
            continue
        break
    return lines


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", "", a).lower() == re.sub(r"\W+", "", b).lower()


def _take_title(lines: list[str], page: bool) -> tuple[str | None, list[str]]:
    """The first line as the title, when it stands alone, is short and ends like a headline.

    page: whether the text showed other signs of a page; without any, only a line above a
    blank one that is clearly longer text follows is taken.
    """
    if not lines:
        return None, lines
    first = lines[0]
    alone = len(lines) > 1 and not lines[1]
    follows = any(len(line.split()) > 12 for line in lines[1:6])
    heading = len(first.split()) <= 25 and not _TERMINAL.search(first)
    if heading and follows and (alone or page) and not re.match(r"^[A-Z .'’-]{2,40}:", first):
        rest = lines[1:]
        while rest and not rest[0]:
            rest = rest[1:]
        return first, rest
    return None, lines
