"""Names as labels write them: "PRESIDENT MOON" as President Moon, "SHRI A. B. RAO" as A. B. Rao."""

from __future__ import annotations

import re

from index.text.label_heads import bare_name, in_capitals
from index.text.label_words import LABEL_TITLES, OFFICES
from index.text.letter_case import INITIAL
from index.text.name_lists import TITLES
from index.text.person_names import HONORIFICS, is_suffix

_SMALL = frozenset("of the and for to in on at de von van del di da du bin bint ibn".split())
_COURTESIES = frozenset("the hon honourable honorable rt right shri smt shrimati sri kumari tuan puan mister".split())
_PREFIXED = re.compile(rf"(Mc|Mac|De|Le|La|Di|Du|Van|Von|Fitz)({INITIAL}{{2,}}.*)")
_KOREAN_GIVEN = re.compile(r"[A-Z]{2,4}-[A-Z]{2,4}")
_GROUP = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def proper_case(label: str) -> str:
    """Write a label's words in small letters.

    Args:
        label: "PRESIDENT MOON", "McCONNELL", "MR. O’BRIEN"; what isn't shouted stays as it is.

    Returns:
        "President Moon", "McConnell", "Mr. O’Brien", without what stands in brackets.
    """
    words = _GROUP.sub("", label).split()
    return " ".join(_proper_word(w, words[:n], last=n == len(words) - 1) for n, w in enumerate(words))


def _proper_word(word: str, before: list[str], *, last: bool) -> str:
    if word.lower() in _SMALL:
        return word.lower() if word.isupper() else word
    prefixed = _PREFIXED.match(word)
    if prefixed:
        return prefixed.group(1) + prefixed.group(2).capitalize()
    if not in_capitals(word) or _is_initials(word, last=last) or (is_suffix(word) and "I" in word):
        return word
    if _KOREAN_GIVEN.fullmatch(word) and before and before[-1].lower().strip(".,") not in LABEL_TITLES | OFFICES:
        return word.capitalize()  # LEE JAE-ON
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize().replace("i\u0307", "i"), word)


def _is_initials(word: str, *, last: bool) -> bool:
    """Whether capitals stand for names: "BC Scottow", "J.D."; a surname of two letters comes last."""
    return not last and ("." in word[:-1] or (len(word) == 2 and not re.search(r"[AEIOUYÁÉÍÓÚÖÜ]", word)))


def _is_title(word: str) -> bool:
    return word.lower().strip(".,") in TITLES or word.lower().strip(".,") in HONORIFICS


def known_titles(words: list[str]) -> list[str]:
    """Drop the titles before a name that papers don't write: "Shri", "Hon.".

    Args:
        words: Words of a label in small letters.

    Returns:
        Titles that papers know, and the name.
    """
    name = bare_name(words)
    titles = words[: len(words) - len(name)] if words[len(words) - len(name) :] == name else []
    while titles and not _is_title(titles[-1]):
        titles = titles[:-1]
    while titles and titles[0].lower().strip(".,") in _COURTESIES:
        titles = titles[1:]
    return [*titles, *name]
