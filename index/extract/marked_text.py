"""A text put together from parts whose kinds their mark-up told."""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Block, BlockKind
from index.text.blocks import refine_blocks


def joined(parts: Iterable[tuple[str, BlockKind]]) -> tuple[str, tuple[Block, ...]]:
    """The text of an article and its blocks.

    Args:
        parts: The words of each part and what the mark-up says it is; parts without words are left out.

    Returns:
        The parts, a blank line apart, and the blocks of that text.
    """
    words: list[str] = []
    known: list[Block] = []
    position = 0
    for part, kind in parts:
        if part:
            words.append(part)
            known.append(Block(position, position + len(part), kind))
            position += len(part) + 2
    text = "\n\n".join(words)
    return text, refine_blocks(text, known)
