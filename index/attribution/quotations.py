"""Quotations: stretches of a text between quotation marks, within its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Block, Span
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE


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
    return [quotation for number, block in enumerate(blocks) for quotation in _in_block(states, number, block)]


def _in_block(states: bytes, number: int, block: Block) -> Iterator[Quotation]:
    position = block.start
    while position < block.end:
        if states[position] in {OUTSIDE, CLOSING}:
            position += 1
            continue
        start = position
        position = _run_end(states, position, block.end, OPENING)
        position = _run_end(states, position, block.end, INSIDE)
        end = _run_end(states, position, block.end, CLOSING)
        yield Quotation(start, end, number, closed=end > position)
        position = end


def _run_end(states: bytes, position: int, end: int, state: int) -> int:
    """The first code point from a position on that has another state."""
    while position < end and states[position] == state:
        position += 1
    return position
