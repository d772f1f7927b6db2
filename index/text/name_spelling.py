"""Words of names without what differs between spellings: accents, apostrophes, letters of another script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that have no accent to drop but a plain one to stand for.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile(r"[’'ʼ`´‘]")
_HYPHENS = re.compile(r"[-‐‑–]")
_FINAL_I = re.compile(r"(?:ii|iy|yi|yy|ij|yj)$|(?<=sk)y$|(?<=[aeo])y$")  # "-skyy", "-iy", "-sky", "-ey"
_INNER_I = re.compile(r"uij|uy(?=.)|ij(?=[^aeiou])")


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """A word of a name without what differs between spellings.

    Lower case, no accents, apostrophes or full stops; "-skyy", "-skiy" and "-skii" are "-ski".

    Args:
        word: One word; a hyphen in it stays.
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
        word = "".join(c for c in word if not unicodedata.combining(c))
    word = _APOSTROPHES.sub("", _HYPHENS.sub("-", word)).replace(".", "").strip(',;:"“”()').lower()
    return _INNER_I.sub(lambda match: "ui" if match[0][0] == "u" else "i", _FINAL_I.sub("i", word))
