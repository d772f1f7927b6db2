"""Where one text writes a word, and which words it writes in small letters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from index.text.letter_case import SMALL

_SMALL = re.compile(rf"(?<![\w’'-])[{SMALL}]\w+")
_WORD = re.compile(r"\w+")
_EDGE = re.compile(r"\b")


class Wording:
    """The words of a text, read once for all questions about them.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.told_bodies: dict[str, bool] = {}  # of names asked for: whether the text tells that each is a body's
        self._places_of: dict[str, list[int]] = {}  # of words asked for

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that the text writes in small letters."""
        return frozenset(_SMALL.findall(self.text))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(self.text):
            places[match.group()].append(match.start())
        return places

    def places(self, word: str) -> list[int]:
        """Where the text writes a word that is no part of another.

        Args:
            word: The word, which begins with a letter; it may hold hyphens, apostrophes and full stops.
        """
        if word not in self._places_of:
            first = _WORD.match(word)
            begins = self._places.get(first.group(), ()) if first else ()
            some = (at for at in begins if self.text.startswith(word, at))
            self._places_of[word] = [at for at in some if _EDGE.match(self.text, at + len(word))]
        return self._places_of[word]
