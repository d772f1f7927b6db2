"""Coverage of a meeting in indirect speech: a paragraph for each speaker, whose name in capitals begins it.

"OUMAR DJIBRIL (Sahelia) said that the road was open.  The mandate should be renewed." Only the first sentence says that
it is told; by the form's convention the others of the paragraph are the speaker's, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import Block, BlockKind, Kind, Span, Statement
from index.text.letter_case import INITIAL, SMALL
from index.text.sentences import sentences

_CAPITALS = rf"{INITIAL}[^\W\d_{SMALL}.]*(?:['’\-‐‑][^\W\d_{SMALL}]+)*\.?"
_OPENING = re.compile(
    rf"(?:(?:Mr|Ms|Mrs|Dr)\. )?(?P<who>[^\W\d_{SMALL}][^\W\d_{SMALL}'’\-]{{2,}}|{_CAPITALS}(?: {_CAPITALS}){{1,5}})"
    r"(?:,? \([^()\n]{2,60}\)|,)"
)
_LEAST_PARAGRAPHS = 2  # that begin so
_LEAST_WORDS = 5  # of a sentence
# What the meeting does, which nobody says.
_OF_THE_MEETING = re.compile(
    r"\b(?:the (?:Council|Committee|Assembly|Commission|Board|meeting|representative|delegate|Chair|President|text|"
    r"draft) (?:then |also )?(?:adopted|took|decided|met|suspended|adjourned|approved|elected|heard|rejected|"
    r"concluded|opened|closed|resumed|was (?:adopted|approved|rejected))|(?:recorded|roll[- ]call) vote|by a vote of|"
    r"point of order)\b",
    re.IGNORECASE,
)
# Somebody else speaks: "Responding, the Chair said".
_OF_ANOTHER = re.compile(
    r"\b(?:Chair|President|representative|delegate|delegation|Secretariat|Secretary|observer|speaker|Moderator)\b"
    r"[^.;]{0,60}\b(?:said|responded|replied|noted|added|asked|recalled|stated|told|announced|informed|clarified|"
    r"explained|claimed|objected)\b"
)


def with_rest_of_paragraphs(statements: Sequence[Statement], text: str, blocks: Sequence[Block]) -> list[Statement]:
    """Statements with the sentences that go on with a speaker's paragraph.

    Args:
        statements: Statements of the text, in order.
        text: The text.
        blocks: Its parts.

    Returns:
        Statements in order; the same where the text covers no meeting so.
    """
    opened = [(block, found) for block in blocks if (found := _opening(text, block)) is not None]
    if len(opened) < _LEAST_PARAGRAPHS:
        return list(statements)
    rest = (one for block, end in opened for one in _rest(statements, text, block, end))
    return sorted([*statements, *rest], key=lambda one: one.start)


def _opening(text: str, block: Block) -> int | None:
    """Where the name ends with which a paragraph begins."""
    found = _OPENING.match(text, block.start, block.end) if block.kind is BlockKind.PARAGRAPH else None
    return found.end() if found else None


def _rest(statements: Sequence[Statement], text: str, block: Block, opening: int) -> Iterator[Statement]:
    """The sentences of a paragraph that hold no statement yet, as the speaker's whom its first sentence reports."""
    spans = [(block.start + a, block.start + b) for a, b in sentences(text[block.start : block.end])]
    inside = [one for one in statements if _overlaps(one, (block.start, block.end))]
    first = _reported_first(inside, opening, spans)
    if first is None:
        return
    for span in spans[1:]:
        held = {one.person for one in inside if _overlaps(one, span)}
        if held - {first.person} or _OF_ANOTHER.search(text, *span):
            return  # from here on it may be somebody else who goes on
        if not held and _is_told(text[slice(*span)]):
            yield Statement((span,), Kind.INDIRECT, first.mention, None, first.person, None, first.confidence)


def _reported_first(inside: Sequence[Statement], opening: int, spans: Sequence[Span]) -> Statement | None:
    """What the first sentence of a paragraph reports of the person whose name begins it."""
    named = (one for one in inside if one.person and one.mention and one.mention[0] < opening)
    return next((one for one in named if spans and one.start < spans[0][1]), None)


def _overlaps(one: Statement, span: Span) -> bool:
    return any(a < span[1] and span[0] < b for a, b in one.content)


def _is_told(sentence: str) -> bool:
    """Whether a sentence may tell what a speaker said, and not what the meeting did."""
    return len(sentence.split()) >= _LEAST_WORDS and not _OF_THE_MEETING.search(sentence)
