"""Replacements in a hand-marked text, after which its statements still stand where they stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from index.attribution.brat import Attribution
from index.model import Span

MarkedText = tuple[str, list[Attribution]]
Replacement = tuple[int, int, str]  # span, and what is put in its place


@dataclass(frozen=True, slots=True)
class _Moves:
    """Where the code points of a text stand after replacements, which are in order and don't overlap."""

    replacements: list[Replacement]
    shifts: list[int]  # after so many replacements

    def start(self, position: int) -> int:
        """Where a span that starts at a position starts afterwards."""
        return self._moved(position, bisect_right(self.replacements, position, key=lambda each: each[1]), False)

    def end(self, position: int) -> int:
        """Where a span that ends at a position ends afterwards; what is inserted there is no part of it."""
        before = bisect_left(self.replacements, position, key=lambda each: each[1])
        while (
            before < len(self.replacements) and self.replacements[before][0] < self.replacements[before][1] == position
        ):
            before += 1
        return self._moved(position, before, True)

    def _moved(self, position: int, before: int, is_end: bool) -> int:
        """A position inside a replacement goes to its edge."""
        if before < len(self.replacements):
            start, _, new = self.replacements[before]
            if start < position:
                return start + self.shifts[before] + (len(new) if is_end else 0)
        return position + self.shifts[before]


def replace_in(marked: MarkedText, replacements: Iterable[Replacement]) -> MarkedText:
    """Replace parts of a text, and move its statements with it.

    Args:
        marked: A text with its statements.
        replacements: What to replace; of two that overlap the first counts.

    Returns:
        The new text with the same statements; a span whose every letter was removed is left out.
    """
    text, attributions = marked
    chosen: list[Replacement] = []
    for replacement in sorted(replacements):
        if not chosen or replacement[0] >= chosen[-1][1]:
            chosen.append(replacement)
    parts, last = [], 0
    for start, end, new in chosen:
        parts += [text[last:start], new]
        last = end
    moves = _Moves(chosen, list(accumulate((len(new) - (end - start) for start, end, new in chosen), initial=0)))

    def moved(spans: list[Span]) -> list[Span]:
        pairs = ((moves.start(start), moves.end(end)) for start, end in spans)
        return [(start, end) for start, end in pairs if start < end]

    statements = (Attribution(moved(a.content), moved(a.source), moved(a.cue)) for a in attributions)
    return "".join([*parts, text[last:]]), [a for a in statements if a.content]


def joined(parts: Iterable[MarkedText], between: str = "\n\n") -> MarkedText:
    """Put texts one behind the other.

    Args:
        parts: Texts with their statements.
        between: What stands between two of them.

    Returns:
        One text with the statements of all.
    """
    texts: list[str] = []
    every: list[Attribution] = []
    position = 0
    for text, attributions in parts:

        def moved(spans: list[Span], by: int = position) -> list[Span]:
            return [(start + by, end + by) for start, end in spans]

        every += (Attribution(moved(a.content), moved(a.source), moved(a.cue)) for a in attributions)
        texts.append(text)
        position += len(text) + len(between)
    return between.join(texts), every
