"""Sentences of a text's own voice: what is quoted belongs to the sentence around it."""

from __future__ import annotations

import re
from bisect import bisect_right

from index.attribution.reach import Reach
from index.model import Span
from index.text.letter_case import CAPITAL
from index.text.quotation_marks import INSIDE

_SENTENCE = re.compile(rf"[^\s.!?]{{0,40}}[.!?:][\"”'’)]*\s+(?=[\"“‘({CAPITAL}])")
_SHORT = frozenset("mr mrs ms dr sen rep gov gen st jr sr u.s prof rev lt col".split())


class NarrativeSentences:
    """The sentences of one article, by number.

    Args:
        reach: The people by place, with the text and its blocks.
    """

    def __init__(self, reach: Reach) -> None:
        self.text, self.states, self.blocks = reach.text, reach.states, reach.blocks
        self._starts = self._sentence_starts()

    def _sentence_starts(self) -> list[int]:
        """Where sentences of the text's own voice begin; what is quoted belongs to the sentence around it."""
        found = []
        for start, end in self.blocks.spans:
            found.append(start)
            found.extend(
                match.end()
                for match in _SENTENCE.finditer(self.text, start, end)
                if self.states[match.end() - 1] != INSIDE and not _is_short(match.group())
            )
        return found

    def number(self, at: int) -> int:
        """The number of the sentence of a place.

        Args:
            at: The place.
        """
        return max(0, bisect_right(self._starts, at) - 1)

    def span(self, sentence: int) -> Span:
        """Where a sentence begins and ends.

        Args:
            sentence: Its number.
        """
        start = self._starts[sentence]
        after = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(self.text)
        return start, min(after, self.blocks.spans[self.blocks.number(start)][1])


def _is_short(ending: str) -> bool:
    """Whether what looks like a sentence's end is only an abbreviation."""
    word = ending.strip("“”\"'(: \n").rstrip(".").lower()
    return len(word) == 1 or word in _SHORT
