"""Whether a name in Latin letters is a Korean's in Hangul: "Yoon Suk-yeol" and "윤석열".

Spellings follow the Revised Romanisation (2000), McCune-Reischauer, and what the press writes: "Lee", "Park", "Woo".
"""

from __future__ import annotations

import re
from functools import lru_cache

_INITIALS = "g|k kk|gg|k n|l d|t tt|dd r|l|n| m b|p|v bb|pp s|sh ss|s  j|ch|z|g jj|tch ch|c k|kh t|th p|f|ph h".split(
    " "
)
_VOWELS = (
    "a|ah ae|ai|e ya yae eo|u|o|uh|eu|er|ou e|eh|ae yeo|yu|you|yo|ye|yuh ye|e o|oh wa wae|wai oe|oi|oy|we|wei yo|you "
    "u|oo|wu|woo|ou wo|weo|won|o we|weh wi|wee|ui yu|yoo|you|yew eu|u|oo ui|eui|ee|i i|ee|yi|ie|y|e"
).split(" ")
_FINALS = (
    " k|g|ck k|g|kk k|g n|nn n n|nh t|d l|r|ll|rl l|lk|k l|lm|m l|lb|b l|ls l|lt l|lp|p l|lh m|mm p|b p|bs|b t|s "
    "t|s ng|n t|j t|ch k t p t|h"
).split(" ")
# Surnames that are written otherwise than their syllable sounds.
_SURNAMES = {
    "이": "lee|yi|rhee|i|ri|rhie|yee",
    "박": "park|pak|bak|bahk",
    "최": "choi|choe|choy|che",
    "정": "jung|chung|jeong|chong|cheong",
    "임": "lim|im|rim|yim",
    "노": "roh|noh|no|ro",
    "유": "yoo|yu|ryu|you|yoon",
    "류": "ryu|yoo|yu|ryoo|lyu",
    "우": "woo|wu|u|ou",
    "오": "oh|o|o",
    "안": "ahn|an",
    "구": "koo|ku|gu|goo",
    "주": "joo|ju|chu|choo",
    "권": "kwon|gwon|kweon",
    "강": "kang|gang|khang",
    "조": "cho|jo|joh",
    "신": "shin|sin",
    "심": "shim|sim",
    "나": "na|ra|nah|rah",
    "여": "yeo|yuh|lyuh|ryeo",
    "김": "kim|gim|ghim",
    "고": "ko|go|koh|goh",
    "문": "moon|mun",
    "윤": "yoon|yun|youn",
    "손": "son|sohn",
    "백": "baek|paek|paik|back",
    "허": "huh|heo|hur|ho",
    "남": "nam|nahm",
    "성": "sung|seong|song",
}
_WHOLE = {"화": "hwa|wha|hua", "희": "hee|hui|heui|hi", "혜": "hye|hae|hea"}  # syllables written otherwise
_FIRST = ord("가")
_SYLLABLES = re.compile("[가-힣]{2,4}")
_NO_LETTER = re.compile("[^a-z]")
_LONG_SURNAMES = frozenset("남궁 황보 제갈 사공 선우 서문 독고 동방".split())


def is_romanisation(latin: str, hangul: str) -> bool:
    """Whether one name is the other in Latin letters, the surname first or last.

    Args:
        latin: A name of at least two words: "Moon Jae-in", "Jae-in Moon".
        hangul: A name in full: "문재인".
    """
    words = latin.lower().replace("-", " ").split()
    pattern = _pattern(hangul)
    if pattern is None or len(words) < 2:
        return False
    letters = [_NO_LETTER.sub("", word) for word in words]
    return any(pattern.fullmatch(f"{surname} {given}") for surname, given in _orders(letters))


def has_surname(latin: str, hangul: str) -> bool:
    """Whether somebody's name in Latin letters has a Korean's surname, first or last.

    Args:
        latin: A name: "Moon", "Moon Jae-in", "Jae-in Moon".
        hangul: A surname, or a name in full: "문", "문재인".
    """
    words = [_NO_LETTER.sub("", word) for word in latin.lower().split()]
    cut = 2 if hangul[:2] in _LONG_SURNAMES else 1
    pattern = _surname(hangul[:cut])
    return any(re.fullmatch(pattern, word) is not None for word in {words[0], words[-1]})


def _surname(surname: str) -> str:
    spelt = _SURNAMES.get(surname)
    own = "".join(map(_syllable, surname))
    return f"(?:{spelt}|{own})" if spelt else own


def _orders(letters: list[str]) -> tuple[tuple[str, str], ...]:
    """(surname, given name) as a name may be meant."""
    return (letters[0], "".join(letters[1:])), (letters[-1], "".join(letters[:-1]))


@lru_cache(maxsize=4096)
def _pattern(hangul: str) -> re.Pattern[str] | None:
    if not _SYLLABLES.fullmatch(hangul):
        return None
    cut = 2 if hangul[:2] in _LONG_SURNAMES and len(hangul) > 2 else 1
    surname, given = hangul[:cut], hangul[cut:]
    return re.compile(f"{_surname(surname)} {''.join(map(_syllable, given))}")


def _syllable(syllable: str) -> str:
    if syllable in _WHOLE:
        return f"(?:{_WHOLE[syllable]})"
    number = ord(syllable) - _FIRST
    initial, vowel, final = number // 588, number % 588 // 28, number % 28
    return "".join(f"(?:{part})" for part in (_INITIALS[initial], _VOWELS[vowel], _FINALS[final]))
