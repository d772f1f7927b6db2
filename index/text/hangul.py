"""Korean words: without the particles and endings that cling to them, in parts, and as pairs of syllables.

Pairs find a word whatever clings to it, and whether or not its parts are written together; over KorQuAD's passages BM25
ranks by them nearly as well as by morphemes, which take far longer to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_HANGUL = re.compile("[가-힣]+")
_ALL_HANGUL = re.compile("[가-힣]{3,}")
# Longest first: of "에서는" not only "는" is cut.
_PARTICLE = re.compile(
    r"(?:에게서는|으로서는|으로부터|에게서|에서는|에게는|으로는|이라고|에서도|에게도|까지도|라고|까지|부터|에서|에게|으로|이나|처럼|보다|만큼|께서|"
    r"이며|이고|은|는|이|가|을|를|(?<![가-힣]{2}주)의|에|도|와|과|로|만|들)$"
)
# What makes a verb of a noun: "방문했다", "방문한", "방문하면서".
_VERBAL = re.compile(
    r"(?:했[가-힣]{0,3}|하(?:는|고|며|면서|면|여|게|도록|자|려|려는|기|던|지|였다|겠다|십시오)|한다?|할|해[서야]?)$"
)
_LEAST_COMPOUND = 4  # syllables of a word that may be two
_PREFIXES = frozenset("총재신범탈")  # before a noun: "총파업", "재개발"
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
    verbal = _VERBAL.search(word)
    return word[: verbal.start()] if verbal is not None and verbal.start() >= _LEAST else word


@lru_cache(maxsize=65536)
def compound_parts(word: str) -> tuple[str, ...]:
    """What a word without particles may be composed of: "철근누락" of "철근" and "누락"; at least two syllables each.

    Args:
        word: The word.

    Returns:
        Its beginnings and ends; of three syllables what stands behind a prefix; none of others.
    """
    if not _ALL_HANGUL.fullmatch(word):
        return ()
    if len(word) < _LEAST_COMPOUND:
        return (word[1:],) if word[0] in _PREFIXES else ()
    places = range(_LEAST, len(word) - _LEAST + 1)
    return tuple(dict.fromkeys([*(word[:place] for place in places), *(word[place:] for place in places)]))


def long_parts(word: str) -> tuple[str, ...]:
    """What is most of a word of several nouns: of "항만안전조례" "항만안전" and "안전조례".

    Args:
        word: The word.

    Returns:
        Its beginnings and ends of four syllables and more; none of shorter words, and of others.
    """
    return tuple(part for part in compound_parts(word) if len(part) >= _LEAST_COMPOUND)


def joined(words: Sequence[str]) -> Iterator[str]:
    """Neighbours that may be written as one word: of "예비", "객실" "예비객실".

    Args:
        words: Words without particles, in the order of the text.

    Returns:
        For each word but the last what it is together with the next; "" where one of them isn't Korean.
    """
    for first, second in pairwise(words):
        yield first + second if _HANGUL.fullmatch(first) and _HANGUL.fullmatch(second) else ""


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
