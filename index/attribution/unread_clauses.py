"""Quotations with a clause of their own that no rule reads: “So do you,” came the reply. They go on with no other's."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from index.attribution.drafts import BlockMap, StatementDraft
from index.attribution.quotations import Quotation
from index.text.letter_case import INITIAL

_CLAUSE = re.compile(rf"\s(?:he|she|they|came|was|were|went|{INITIAL}[\w’'-]+)\s\w")


def unread_clauses(
    text: str, blocks: BlockMap, quotations: Sequence[Quotation], read: Container[int]
) -> frozenset[int]:
    """Find the quotations that end with a comma before a clause that no rule reads.

    Args:
        text: The text.
        blocks: Its blocks.
        quotations: Its quotations.
        read: Where those start whose clause is read.

    Returns:
        Where they start.
    """
    return frozenset(q.start for q in quotations if q.start not in read and q.closed and _has_clause(text, q, blocks))


def _has_clause(text: str, quotation: Quotation, blocks: BlockMap) -> bool:
    inside = text[quotation.start : quotation.end].rstrip("\"”’'» ")
    return inside.endswith(",") and bool(_CLAUSE.match(text, quotation.end, blocks.blocks[quotation.block].end))


def without_unread(drafts: Sequence[StatementDraft], unread: Container[int]) -> list[StatementDraft]:
    """Part drafts before quotations that have an unread clause; what is parted off is nobody's.

    Args:
        drafts: Drafts in order.
        unread: Where these quotations start.
    """
    parted: list[StatementDraft] = []
    for draft in drafts:
        number = next((n for n, (start, _) in enumerate(draft.content) if n and start in unread), 0)
        if number:
            parted.append(replace(draft, content=draft.content[:number]))
            draft = StatementDraft(draft.content[number:], None, None, draft.confidence, 0.0)
        parted.append(draft)
    return parted
