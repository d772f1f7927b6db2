"""Korean words: without the particles that cling to them, and as pairs of syllables.

Pairs find a word whatever clings to it, and whether or not its parts are written together; over KorQuAD's passages BM25
ranks by them nearly as well as by morphemes, which take far longer to find.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_HANGUL = re.compile("[가-힣]+")
_ALL_HANGUL = re.compile("[가-힣]{3,}")
# Longest first: of "에서는" not only "는" is cut.
_PARTICLE = re.compile(
    r"(?:에게서는|으로서는|으로부터|에게서|에서는|에게는|으로는|이라고|에서도|에게도|까지도|라고|까지|부터|에서|에게|으로|이나|처럼|보다|만큼|께서|"
    r"이며|이고|은|는|이|가|을|를|의|에|도|와|과|로|만|들)$"
)
_LEAST = 2  # syllables that stay


@lru_cache(maxsize=65536)
def without_particles(word: str) -> str:
    """A word of Hangul without its particles, the same whichever it had; other words as they are.

    Args:
        word: The word: "정부에서는".

    Returns:
        "정부"; at least two syllables.
    """
    if not _ALL_HANGUL.fullmatch(word):
        return word
    while (match := _PARTICLE.search(word)) is not None and match.start() >= _LEAST:
        word = word[: match.start()]
    return word


def pairs(word: str) -> list[str]:
    """The pairs of syllables by which a word of Hangul is searched; the word itself where it is too short, or other.

    Args:
        word: The word.
    """
    if not _ALL_HANGUL.fullmatch(word):
        return [word]
    return [first + second for first, second in pairwise(word)]


def in_pairs(text: str) -> str:
    """A text whose Korean words are written as pairs of syllables, as it is indexed and searched.

    Args:
        text: The text.
    """
    return _HANGUL.sub(lambda run: " ".join(pairs(run.group())), text)
