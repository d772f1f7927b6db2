"""Whose words a letter says: "Osei has written to staff. “Come and find me,” the letter says."."""

from __future__ import annotations

import re

from index.attribution.entity import Entity
from index.attribution.reach import Reach
from index.attribution.sentence_subjects import SentenceSubjects
from index.model import Span
from index.text.quotation_marks import OUTSIDE

_WRITING = r"(?:letter|e-?mail|memo|note|message|post|statement|tweet|text)"
_PHRASE = re.compile(rf"(?:[Tt]he|[Hh]is|[Hh]er)\s{_WRITING}")
_WROTE = re.compile(
    r"\b(?:wrote|writes|written|penned|e-?mailed|posted|posts|published|issued|released|sent|tweeted|circulated)\b|"
    rf"\b[Ii]n\san?\s(?:[\w-]+\s){{0,2}}{_WRITING}\b"
)
_TO_WRITER = re.compile(
    r"\b(?:received|got|read|quoted|cited|seen|obtained|shown|sent\s(?:him|her|them)|written\sby|issued\sby|"
    r"from|by)\s"
)
_TOGETHER = re.compile(r"\s(?:and|&|with|or)\s")


def is_writing(text: str, start: int, end: int) -> bool:
    """Whether a phrase means a letter, or the like, that was told of: "the letter", "her statement"."""
    return _PHRASE.fullmatch(text, start, end) is not None


def writer(reach: Reach, at: int) -> Entity | None:
    """Who wrote what a phrase means: the subject of the sentence before it, where that tells of writing.

    Args:
        reach: The article's people by place, with its text.
        at: Where the phrase stands.

    Returns:
        None where the sentence tells of nobody's writing, or of several people's.
    """
    text, start = reach.text, reach.sentence_of(at)
    first, _ = reach.blocks.spans[reach.blocks.number(at)]
    above = max((each for each in (first, *reach.sentence_starts(first, start)) if each < start), default=None)
    end = start
    if above is None:
        above, end = _last_above(reach, first)
    subject = SentenceSubjects(reach).of(above, end) if above < end else None
    if subject is None or subject.entity is None or _TOGETHER.match(text, subject.span[1]):
        return None
    told = _WROTE.search(text, above, end)
    own = "".join(text[at] for at in range(subject.span[1], end) if reach.states[at] == OUTSIDE)
    return subject.entity if told and not _TO_WRITER.search(own) else None


def _last_above(reach: Reach, at: int) -> Span:
    """The last sentence of the block above one that begins at a place; an empty stretch where it begins the text."""
    number = reach.blocks.number(at)
    if number == 0:
        return at, at
    first, end = reach.blocks.spans[number - 1]
    return max((first, *reach.sentence_starts(first, end))), end
