"""Sentences and passages, as offsets into a text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from index.model import Span
from index.text.quotation_marks import paragraphs

PASSAGE_WORDS = 90
LONGEST_SENTENCE = 1200  # code points; text without any full stop is cut at spaces

# Abbreviations after which a full stop ends no sentence.
_TITLES = (
    "mr mrs ms dr prof gen lt col sgt capt cmdr adm maj rev hon sen rep gov pres sec fr st mt ft "
    "messrs mmes supt det brig amb atty sr jr vs v no nos vol pp p art cf al dept univ assn bros "
    "inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri "
    "ave blvd approx est fig"
)
_ABBREVIATIONS = frozenset(_TITLES.split())
# Those that often do end one when a capital follows.
_EITHER = frozenset("""inc ltd co corp jr sr a.m p.m u.s u.k u.n e.u d.c etc""".split())
_STARTERS = frozenset(
    """the a an he she it they we i you but and in on at this that these those his her its their our my if when
    while after before as for there what who how why no yes so however meanwhile some many according with by
    from to more most one two both all another such""".split()
)
_TURN = re.compile(r"(?:Q|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?:\s*\([^)]*\))?:\s|Q\s")
_END = re.compile(
    r"(?:[.!?…]+|[。！？])"
    r"(?:[\"'”’»）)\]】」』]|'')*"
    r"(?=\s|$|[\u3000-\u9fff\uac00-\ud7af])"
)


_FOLLOWING = re.compile(r"\s*[\"'“‘«(\[`]*\s*([^\W_]?)(\w*)")
_WORD_BEFORE = re.compile(r"([\w][\w.'’-]*)$")
_OPENING_FOLLOWS = re.compile(r"\s*[\"“«]")
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, in order, without white space around them.

    No sentence reaches over a blank line.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        position = start
        for mark in _END.finditer(text, start, end):
            if mark.end() < end and not _ends(text, mark, end):
                continue
            _append(text, position, mark.end(), found)
            position = mark.end()
        _append(text, position, end, found)
    return found


def _append(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        last = start + LONGEST_SENTENCE
        back = range(last, start + LONGEST_SENTENCE // 2, -1)
        cut = next((i for i in back if text[i].isspace()), None)
        if cut is None:
            cut = next((i for i in back if not unicodedata.category(text[i]).startswith("M")), last)
        rest = cut
        while text[cut - 1].isspace():
            cut -= 1
        found.append((start, cut))
        start = rest
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the mark, which is not the paragraph's last, ends a sentence."""
    following = _FOLLOWING.match(text, mark.end(), end)
    first = following.group(1) if following else ""
    if first and first.islower():
        return False
    if not mark.group().startswith(".") or mark.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text[max(0, mark.start() - 24) : mark.start()])
    word = before.group(1) if before else ""
    bare = word.lower()
    closing = len(mark.group()) > 1
    if closing:
        return True
    opening_follows = bool(_OPENING_FOLLOWS.match(text[mark.end() : mark.end() + 4]))
    next_word = (first + (following.group(2) if following else "")).lower()
    if bare in _EITHER or _INITIALS.fullmatch(bare):
        return next_word in _STARTERS or opening_follows or not first
    if bare in _ABBREVIATIONS:
        return bare == "no" and not next_word.isdigit()
    return not (len(word) == 1 and word.isupper() and word != "I")


def passages(text: str, words: int = PASSAGE_WORDS) -> list[Span]:
    """Spans of whole sentences, at most about `words` words each, in order, not overlapping.

    Short paragraphs share a passage, so that "he said." doesn't stand alone; what looks like
    a transcript's next turn ("MS. VALE: …") never joins what was said before it.
    """
    breaks = [start for start, _ in paragraphs(text)]
    found: list[Span] = []
    held = 0
    paragraph = -1
    for start, end in sentences(text):
        size = len(text[start:end].split())
        at = bisect_right(breaks, start)
        goes_on = at == paragraph or (held < words * 2 // 3 and not _TURN.match(text, start, end))
        if found and goes_on and held + size <= words:
            found[-1] = (found[-1][0], end)
            held += size
        else:
            found.append((start, end))
            held = size
        paragraph = at
    return found
