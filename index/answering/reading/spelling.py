"""Words of questions and of offices that are mistyped or cut short: "sayng", "governer", "fin min"."""

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
_DID = re.compile(r"\b(what|who|how|why|when|where)['’]d\b", re.IGNORECASE)
# Offices cut short, as they are typed on a phone: each word tells only beside the other.
_MINISTRIES = {
    "fin": "finance", "def": "defence", "int": "interior", "env": "environment", "agri": "agriculture",
    "edu": "education", "econ": "economy", "dep": "deputy",
}  # fmt: skip
_HEADS = {"min": "minister", "sec": "secretary", "gov": "governor", "pm": "prime minister"}
_WHOLE = "finance|defen[cs]e|foreign|interior|environment|agriculture|education|economy|energy|health|justice|prime"
_OFFICE = re.compile(
    rf"\b(?:(?P<of>{'|'.join(_MINISTRIES)})\.? (?P<head>min|sec|minister|secretary|gov|governor|pm)"
    rf"|(?P<whole>{_WHOLE}|trade|transport|labou?r|culture) (?P<min>min))\b\.?",
    re.IGNORECASE,
)


def with_spelling(text: str, is_known: Callable[[str], bool]) -> str:
    """A question in which mistyped words that ask, and offices cut short, are written as they are meant.

    Args:
        text: The question.
        is_known: Whether a word in small letters is one that the articles use, or a name.
    """

    def meant(match: re.Match[str]) -> str:
        word = match.group()
        if (found := _meant(word.lower())) is None or is_known(word.lower()):
            return word
        return found.capitalize() if word[0].isupper() else found

    return _OFFICE.sub(_in_full, _WORD.sub(meant, _DID.sub(r"\1 did", text)))


def _in_full(match: re.Match[str]) -> str:
    """An office that is cut short in whole words, with the capitals that it has."""
    of, head = match["of"] or match["whole"], match["head"] or match["min"]
    words = (_MINISTRIES.get(of.lower(), of), _HEADS.get(head.lower(), head))
    return " ".join(
        word.title() if written[0].isupper() else word for word, written in zip(words, (of, head), strict=True)
    )


def _meant(small: str) -> str | None:
    if small in _SHORT:
        return _SHORT[small]
    if len(small) < _NEAREST or small in COMMON_WORDS or small in _OTHERS or small[:-1] in _LONG:
        return None
    found = process.extractOne(small, _LONG, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found is not None and found[1] and found[0][0] == small[0] else None
