"""Quotations: stretches of a text between quotation marks, within its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Block, Span
from index.text.quotation_marks import CLOSING, INSIDE, OPENING

# A quotation in the states of a text: marks that open it, its words, and the marks that close it.
_QUOTATION = re.compile(b"(?:%c+%c*|%c+)(?P<closing>%c*)" % (OPENING, INSIDE, INSIDE, CLOSING))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, in one block.

    Attributes:
        start: First code point, the opening mark included.
        end: Code point after the last one, the closing mark included.
        block: Number of its block.
        closed: Whether it ends with a closing mark; else it ends with its block.
    """

    start: int
    end: int
    block: int
    closed: bool

    @property
    def span(self) -> Span:
        """[start, end), the marks included."""
        return self.start, self.end


def find_quotations(states: bytes, blocks: Sequence[Block]) -> list[Quotation]:
    """Find the quotations of a text.

    Args:
        states: What each code point is, as `quotation_states` tells.
        blocks: The text's blocks, in order.

    Returns:
        Quotations in order; one that goes on over several blocks is one in each.
    """
    quotations: list[Quotation] = []
    for number, block in enumerate(blocks):
        found = _QUOTATION.finditer(states, block.start, block.end)
        quotations.extend(Quotation(m.start(), m.end(), number, bool(m.group("closing"))) for m in found)
    return quotations
