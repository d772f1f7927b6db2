"""Sentences and passages of a text, as spans of code points."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.model import Span
from index.text.korean_sentences import quotations
from index.text.quotation_marks import paragraphs

PASSAGE_WORDS = 90
LONGEST_SENTENCE = 1200  # code points; text without full stops is cut at white space

# Abbreviations after which a full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col sgt capt cmdr adm amb brig cdr maj rev hon sen rep gov pres sec fr st mt ft
    messrs mmes supt det brig amb atty sr jr vs v no nos vol pp p art cf al dept univ assn bros
    inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri
    ave blvd approx est fig""".split()
)
# Those that may end one: they do before a common first word.
_AMBIGUOUS = frozenset("""inc ltd co corp jr sr a.m p.m u.s u.k u.n e.u d.c etc""".split())
_FIRST_WORDS = frozenset(
    """the a an he she it they we i you but and in on at this that these those his her its their our my if when
    while after before as for there what who how why no yes so however meanwhile some many according with by
    from to more most one two both all another such""".split()
)
# The label of a transcript's turn.
_TURN = re.compile(r"(?:Q|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?:\s*\([^)]*\))?:\s|Q\s")
_SENTENCE_END = re.compile(
    r"(?:[.!?…]+|[。！？])"
    r"(?:[\"'”’»）)\]】」』]|'')*"
    r"(?=\s|$|[\u3000-\u9fff\uac00-\ud7af])"
)
_FOLLOWING = re.compile(r"\s*[\"'“‘«(\[`]*\s*([^\W_]?)(\w*)")
_WORD_BEFORE = re.compile(r"([\w][\w.'’-]*)$")
_OPENING_FOLLOWS = re.compile(r"\s*[\"“«]")
_HANGUL = re.compile("[가-힣]")
_BEGINNING = 80  # code points of a paragraph that tell whether it is Korean
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")


def sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    Args:
        text: Any text.

    Returns:
        Spans of the sentences in order, without the white space around them.  No sentence crosses a blank line
        or has more than LONGEST_SENTENCE code points.
    """
    spans: list[Span] = []
    for start, end in paragraphs(text):
        position = start
        quoted = () if text.isascii() else _korean_quotations(text, start, end)
        for mark in _SENTENCE_END.finditer(text, start, end):
            if mark.end() < end and (_is_inside(mark.end(), quoted) or not _ends_sentence(text, mark, end)):
                continue
            spans.extend(_cut_long(text, position, mark.end()))
            position = mark.end()
        spans.extend(_cut_long(text, position, end))
    return spans


def _korean_quotations(text: str, start: int, end: int) -> Sequence[Span]:
    """The quotations of a Korean paragraph: what tells whose they are stands behind them, so nothing ends within."""
    if _HANGUL.search(text, start, min(end, start + _BEGINNING)) is None:
        return ()
    return tuple(quotations(text, start, end))


def _is_inside(place: int, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, (place, place)) - 1
    return number >= 0 and spans[number][0] < place < spans[number][1] + 1


def _cut_long(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence without the white space around it, cut where it is too long."""
    start = _skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = _cut_position(text, start)
        rest = cut
        while text[cut - 1].isspace():
            cut -= 1
        yield start, cut
        start = _skip_space(text, rest, end)
    if start < end:
        yield start, end


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _cut_position(text: str, start: int) -> int:
    """Where to cut a sentence that is too long: at the last white space, else not before a combining mark."""
    last = start + LONGEST_SENTENCE
    backwards = range(last, start + LONGEST_SENTENCE // 2, -1)
    space = next((i for i in backwards if text[i].isspace()), None)
    if space is not None:
        return space
    return next((i for i in backwards if not unicodedata.category(text[i]).startswith("M")), last)


def _ends_sentence(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark, which is not its paragraph's last, ends a sentence."""
    following = _FOLLOWING.match(text, mark.end(), end)
    first_letter = following.group(1) if following else ""
    if first_letter and first_letter.islower():
        return False
    if mark.group() != ".":  # anything but a full stop alone: "!", "…", '."'
        return True
    before = _WORD_BEFORE.search(text[max(0, mark.start() - 24) : mark.start()])
    word = before.group(1) if before else ""
    bare = word.lower()
    next_word = (first_letter + (following.group(2) if following else "")).lower()
    if bare in _AMBIGUOUS or _INITIALS.fullmatch(bare):
        quotation_follows = bool(_OPENING_FOLLOWS.match(text[mark.end() : mark.end() + 4]))
        return next_word in _FIRST_WORDS or quotation_follows or not first_letter
    if bare in _ABBREVIATIONS:
        return bare == "no" and not next_word.isdigit()
    return not (len(word) == 1 and word.isupper() and word != "I")


def passages(text: str, words: int = PASSAGE_WORDS) -> list[Span]:
    """Group the sentences of a text into passages.

    Short paragraphs share a passage, so that "he said." doesn't stand alone; what looks like
    a transcript's next turn ("MS. VALE: …") never joins the words before it.

    Args:
        text: Any text.
        words: About how many words a passage has at most.

    Returns:
        Spans of one or more whole sentences, in order, not overlapping.
    """
    paragraph_starts = [start for start, _ in paragraphs(text)]
    spans: list[Span] = []
    word_count = 0
    paragraph = -1
    for start, end in sentences(text):
        size = len(text[start:end].split())
        own_paragraph = bisect_right(paragraph_starts, start)
        may_join = own_paragraph == paragraph or (word_count < words * 2 // 3 and not _TURN.match(text, start, end))
        if spans and may_join and word_count + size <= words:
            spans[-1] = (spans[-1][0], end)
            word_count += size
        else:
            spans.append((start, end))
            word_count = size
        paragraph = own_paragraph
    return spans
