"""Words of questions and of offices that are mistyped: "sayng", "governer"."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.text.common_words import COMMON_WORDS

# Short words are mistyped in few ways; what is near them is mostly another word.
_SHORT = {
    "sya": "say", "asy": "say", "siad": "said", "sadi": "said", "sayd": "said", "syas": "says", "waht": "what",
    "whta": "what", "hwat": "what", "wut": "what", "teh": "the", "hte": "the", "abot": "about", "abuot": "about",
}  # fmt: skip
_LONG = (
    """about saying anything something everything anyone comment comments commented statement statements remark remarks
    position opinion opinions reaction response thought regarding according concerning
    criticise criticised criticize criticized mention mentioned promise promised announce announced compare believe
    governor president minister secretary chancellor general spokesman spokeswoman spokesperson ambassador senator
    commissioner premier chairman director"""
).split()
# Words that are near to those and are no mistake.
_OTHERS = frozenset(
    """staying slaying swaying spaying remark remarks thoughts through though premiere premise premises premised
    directory minster""".split()
)
_NEAREST = 5  # letters from which a word is compared
_WORD = re.compile(r"\b[a-zA-Z][a-z]{2,}\b")


def with_spelling(text: str, is_known: Callable[[str], bool]) -> str:
    """A question in which mistyped words that ask are written as they are meant.

    Args:
        text: The question.
        is_known: Whether a word in small letters is one that the articles use, or a name.
    """

    def meant(match: re.Match[str]) -> str:
        word = match.group()
        if (found := _meant(word.lower())) is None or is_known(word.lower()):
            return word
        return found.capitalize() if word[0].isupper() else found

    return _WORD.sub(meant, text)


def _meant(small: str) -> str | None:
    if small in _SHORT:
        return _SHORT[small]
    if len(small) < _NEAREST or small in COMMON_WORDS or small in _OTHERS or small[:-1] in _LONG:
        return None
    found = process.extractOne(small, _LONG, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found is not None and found[1] and found[0][0] == small[0] else None
