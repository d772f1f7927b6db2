"""Drafts of statements: what the tagger and the quotation marks tell, before anybody is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.attribution.reporting import Place
from index.attribution.tagger import Fragment
from index.model import Block, Kind, Span
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE

_SALUTATION = re.compile(r"(?:Dear )?(?:Sirs?|Madam|Editor|Sir or Madam)\s*[–—,:-]\s*")  # before a letter to an editor
_POSSESSIVE = re.compile(r"['’]s\b")
_POSSESSIVE_END = re.compile(r"s\s")
LEAST_FRAGMENT = 0.6  # confidence below which a fragment outside quotation marks is dropped
_INSIDE = re.compile(b"%c+" % INSIDE)


@dataclass(slots=True)
class StatementDraft:
    """A statement whose speaker is not resolved yet.

    Attributes:
        content: Spans of the words, in order.
        source: Span of the mention of the speaker; None where there is none.
        cue: Span of the reporting words; None where there are none.
        confidence: The tagger's, of the content.
        source_confidence: The tagger's, of the source; 1 where a rule read it.
        place: Where a rule read the reporting clause; None where only the tagger tells.
        agreed: Whether rule and tagger mean the same mention.
        contested: Whether a rule means another mention than the tagger, whose is kept.
        follows: Whether it goes on after a quotation of the same speaker.
        direct: Whether the layout sets the words off as a quotation, whatever marks they have.
        via: Span of who passes the words on.
    """

    content: list[Span]
    source: Span | None
    cue: Span | None
    confidence: float
    source_confidence: float
    place: Place | None = None
    agreed: bool = False
    contested: bool = False
    follows: bool = False
    direct: bool = False
    via: Span | None = None

    @property
    def start(self) -> int:
        """Where the first span starts."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.content[-1][1]


class BlockMap:
    """Which block a code point stands in.

    Args:
        blocks: A text's blocks, in order.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._starts = [block.start for block in blocks]

    def number(self, place: int) -> int:
        """Number of the block at a code point, or before it; -1 before the first one."""
        return bisect_right(self._starts, place) - 1

    def around(self, place: int) -> Block:
        """The block at a code point, or before it."""
        return self.blocks[max(0, self.number(place))]


def draft_holding(start: int, end: int, drafts: Sequence[StatementDraft]) -> StatementDraft | None:
    """The draft that holds most of a quotation.

    Args:
        start: Where the quotation starts.
        end: Where it ends.
        drafts: Drafts in order.
    """
    best, most = None, 0
    for draft in drafts:
        if draft.end <= start or draft.start >= end:
            continue
        shared = sum(max(0, min(last, end) - max(first, start)) for first, last in draft.content)
        if shared > most:
            best, most = draft, shared
    return best


def drafts_of(fragments: Iterable[Fragment], text: str, states: bytes, blocks: BlockMap) -> list[StatementDraft]:
    """Make drafts of the tagger's fragments.

    Args:
        fragments: What the tagger found.
        text: The text.
        states: What each code point is, as `quotation_states` tells.
        blocks: The text's blocks.

    Returns:
        Drafts in order; none crosses a block or begins or ends inside a word.
    """
    within = [part for fragment in fragments if (part := _within_block(fragment, text, blocks)) is not None]
    return _merge(_repair(within, text, states, blocks), blocks)


def _within_block(fragment: Fragment, text: str, blocks: BlockMap) -> Fragment | None:
    """A fragment cut to the block in which it starts and to whole words."""
    block = blocks.around(fragment.start)
    start, end = whole_words(text, max(fragment.start, block.start), min(fragment.end, block.end))
    if start >= end:
        return None
    source = _near(fragment.source, start, text, blocks)
    cue = _near(fragment.cue, start, text, blocks)
    return replace(fragment, start=start, end=end, source=source, cue=cue)


def _near(span: Span | None, place: int, text: str, blocks: BlockMap) -> Span | None:
    """A mention or cue cut to its block and to whole words; None where it stands in another block than the words.

    The block above counts where it leads to the words with a colon.
    """
    if span is None:
        return None
    number, own = blocks.number(span[0]), blocks.number(place)
    block = blocks.blocks[max(0, number)]
    leads = number == own - 1 and text[block.start : block.end].rstrip().endswith(":")
    if number != own and not leads:
        return None
    start, end = whole_words(text, span[0], min(span[1], block.end))
    if salutation := _SALUTATION.match(text, start, end):
        start = salutation.end()
    return (start, end) if start < end else None


def whole_words(text: str, start: int, end: int) -> Span:
    """A span widened to whole words, without white space at its edges."""
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if start > 1 and _POSSESSIVE_END.match(text, start, end) and text[start - 1] in "'’" and text[start - 2].isalnum():
        start += 1
    if possessive := _POSSESSIVE.match(text, end):
        end = possessive.end() if end and text[end - 1].isalnum() else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _repair(fragments: list[Fragment], text: str, states: bytes, blocks: BlockMap) -> list[Fragment]:
    """Include quotation marks, join the sentences of one quotation, drop fragments of low confidence."""
    repaired: list[Fragment] = []
    for fragment in fragments:
        quoted = _quoted_share(fragment.start, fragment.end, states) > 0.6
        if fragment.confidence < LEAST_FRAGMENT and not quoted:
            continue
        last = repaired[-1] if repaired else None
        start, end = with_marks(fragment.start, fragment.end, text, states)
        start = max(start, last.end) if last else start
        if last and quoted and start < end and _is_one_quotation(text, states, blocks, last.end, start):
            repaired[-1] = _joined(last, fragment, end)
        elif any(c.isalnum() for c in text[start:end]):
            repaired.append(replace(fragment, start=start, end=end))
    return repaired


def _joined(first: Fragment, second: Fragment, end: int) -> Fragment:
    """Two fragments as one, with the surer one's source."""
    surer = second if second.source_confidence > first.source_confidence else first
    return replace(surer, start=first.start, end=end, confidence=max(first.confidence, second.confidence))


def _quoted_share(start: int, end: int, states: bytes) -> float:
    return (end - start - states.count(OUTSIDE, start, end)) / max(1, end - start)


def with_marks(start: int, end: int, text: str, states: bytes) -> Span:
    """A span with the quotation marks that touch it, and the full stop or comma before a closing one."""
    while start > 0 and states[start - 1] == OPENING:
        start -= 1
    if end + 1 < len(text) and text[end] in ",." and states[end + 1] == CLOSING:
        end += 1
    while end < len(text) and states[end] == CLOSING:
        end += 1
    return start, end


def _is_one_quotation(text: str, states: bytes, blocks: BlockMap, end: int, start: int) -> bool:
    """Whether two fragments of a block are parts of one quotation, with only white space between them."""
    if not text[end:start].isspace() or blocks.number(end - 1) != blocks.number(start):
        return False
    return states.count(INSIDE, end, start) == start - end


def _letters(text: str, start: int, end: int) -> int:
    """How many letters and digits stand between two places."""
    return sum(map(str.isalnum, text[start:end]))


def _merge(fragments: list[Fragment], blocks: BlockMap) -> list[StatementDraft]:
    """Join fragments that share a cue, such as both halves of a quotation around "he said"."""
    drafts: list[StatementDraft] = []
    for fragment in fragments:
        last = drafts[-1] if drafts else None
        shares = last is not None and fragment.cue is not None and last.cue == fragment.cue
        if last is not None and shares and blocks.number(last.end - 1) == blocks.number(fragment.start):
            last.content.append((fragment.start, fragment.end))
            last.confidence = max(last.confidence, fragment.confidence)
            if last.source is None or fragment.source_confidence > last.source_confidence:
                last.source, last.source_confidence = fragment.source or last.source, fragment.source_confidence
            continue
        drafts.append(
            StatementDraft(
                [(fragment.start, fragment.end)],
                fragment.source,
                fragment.cue,
                fragment.confidence,
                fragment.source_confidence,
            )
        )
    return drafts


def kind_of(content: Sequence[Span], text: str, states: bytes) -> Kind:
    """How words reach us: between quotation marks, partly so, or told."""
    inside = letters = 0
    for start, end in content:
        quoted = sum(_letters(text, *run.span()) for run in _INSIDE.finditer(states, start, end))
        inside += quoted
        # Marks are no letters, so that none is left where all is quoted.
        letters += _letters(text, start, end) if states.find(OUTSIDE, start, end) >= 0 else quoted
    share = inside / max(1, letters)
    return Kind.DIRECT if share > 0.85 else Kind.MIXED if share > 0.1 else Kind.INDIRECT
