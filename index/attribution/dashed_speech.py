"""Speech that a dash marks, as in papers of the north: "- I am proud of it, says Ada Holm."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.drafts import StatementDraft
from index.attribution.reporting import Place, ReportingClause, clause_after
from index.model import Block, BlockKind, Span
from index.text.quotation_marks import OUTSIDE

_KINDS = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_DASH = re.compile(r"[-–—]\s+(?=\S)")
_COMMA = re.compile(r"(?<=[^\W\d_]),\s|(?<=[!?]),?\s")
_REST = re.compile(r"(?:,\s[^.!?\n]{2,90})?\.?\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")
_LEAST = 4  # words
_LEAST_LINES = 2  # that show the style, where nobody says "I"


def dashed_speech(text: str, blocks: Sequence[Block], states: bytes) -> list[StatementDraft]:
    """Find the paragraphs that a dash opens and a reporting clause ends.

    Args:
        text: The text.
        blocks: Its blocks.
        states: Which code points are quoted.

    Returns:
        A draft for each: what stands between the dash and the clause.
    """
    found = [each for block in blocks if block.kind in _KINDS for each in _speech(text, block, states)]
    if len(found) >= _LEAST_LINES:
        return found
    return [draft for draft in found if _FIRST_PERSON.search(text, *draft.content[0])]


def _speech(text: str, block: Block, states: bytes) -> Iterator[StatementDraft]:
    dash = _DASH.match(text, block.start, block.end)
    if dash is None or any(state != OUTSIDE for state in states[block.start : block.end]):
        return
    for comma in reversed(list(_COMMA.finditer(text, dash.end(), block.end))):
        clause = clause_after(text, comma.start(), block.end)
        if clause is not None and _ends(text, clause, block.end):
            words: Span = (dash.end(), comma.start())
            if len(text[slice(*words)].split()) >= _LEAST:
                yield StatementDraft([words], clause.mention, clause.cue, 1.0, 1.0, Place.AFTER, direct=True)
            return


def _ends(text: str, clause: ReportingClause, end: int) -> bool:
    return clause.place is Place.AFTER and _REST.fullmatch(text, clause.end, end) is not None
