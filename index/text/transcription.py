"""Whether a word in Hangul is a foreign one as Koreans write it: "메르켈" and "Merkel", "인슐린" and "insulin".

Follows the rules for loanwords (외래어 표기법, 1986) backwards: each syllable stands for the letters that are
written so, in English, German, French, Spanish and other languages alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from index.text.person_names import fold

# What is written for each sound, from the usual to the rare: "/" parts the degrees.
_INITIALS = {
    "ㄱ": "g/gg|gh|gu|k/c|ck|q",
    "ㄲ": "k|c/kk|cc|ck|qu",
    "ㄴ": "n|nn/kn|gn/ne",
    "ㄷ": "d|dd/dh/t|th",
    "ㄸ": "t|tt|d",
    "ㄹ": "r|rr|l/rh|wr|ll/le|re",
    "ㅁ": "m|mm/me",
    "ㅂ": "b|v|bb/bh|vv/w",
    "ㅃ": "p|pp/b",
    "ㅅ": "s|ss|sh|c/sch|sc|ps|z|th|cc/ch|hs|ts|x",
    "ㅆ": "s|ss/x",
    "ㅇ": "/h/g",
    "ㅈ": "j|z|g|s/gi|dg|zz|zh|d/gg|dj|x|ch|di|th",
    "ㅉ": "z|zz/ts|tz",
    "ㅊ": "ch|tch|c/cz|tsch|tz|ts|z/t|q|zz|k",
    "ㅋ": "c|k|ck|cc/kk|ch|q|qu|kh",
    "ㅌ": "t|tt/th/d",
    "ㅍ": "p|f|pp|ff|ph/v",
    "ㅎ": "h/wh|j|kh|ch/x|f|rr",
}
_VOWELS = {
    "ㅏ": "a|ar/aa|ah|u|o/ur|er|or|ea|e|au|y",
    "ㅐ": "a|ae/e|ai/er|ar",
    "ㅑ": "ya|ia/a|ja|ah/iya",
    "ㅒ": "ya|ye|ia",
    "ㅓ": "e|er|u|o|a/ur|or|ir|ar|ou|eo|eu/ear|ough|ore|aw|io|ue|ai|ol",
    "ㅔ": "e|ae/a|ee|er|ai|ay|ei|ea|ey/he|air|ie|i",
    "ㅕ": "ye|yeo/yo|io|ie|ia|er/eu|a",
    "ㅖ": "ye|e/ie|ia|he|ea/a",
    "ㅗ": "o|or|au/oo|oh|oa|aw|ou|ow|oe/ore|ough|eau|eaux|a|ol|oul|hou",
    "ㅘ": "wa|ua|oi/oa|oua|wha/hua|whi|ois",
    "ㅙ": "wa|we/wae|whe",
    "ㅚ": "oe|eu/o|we",
    "ㅛ": "yo|io|o/eo|jo|oe|eu",
    "ㅜ": "u|oo|ou|w/o|ue|oe|uh|ew/our|wo|hu",
    "ㅝ": "wo|wa|we/war|uo|wor|wer/ward|uar",
    "ㅞ": "we|ue/wa|whe|wea|way|wai/huet|oue",
    "ㅟ": "wi|ui|u/we|wy|whi|uy|wee/uee|oui|hui",
    "ㅠ": "u|yu|ew/eu|iu|you|ue|iew/eau|io|ou|oo",
    "ㅡ": "|e/u|eu|o|a/i|he|er",
    "ㅢ": "ui|eui/i",
    "ㅣ": "i|e|y|ee/ea|ey|ie|yy/ei|ii|hi|yi|ir|eer|ih|ui|a|ij|yj",
}
_FINALS = {
    "ㄱ": "k|c|ck|g/ch|q|ke/kh|que",
    "ㄴ": "n|nn/ne|nne|hn/nd|gn",
    "ㄷ": "t|d|th",
    "ㄹ": "l|ll/le|lle/r|hl",
    "ㅁ": "m|mm/me|mb|mn|n",
    "ㅂ": "p|pp/b|pe/ph|bb",
    "ㅅ": "t|tt/te|d|th|tte/ght|s|ts|des|",
    "ㅇ": "ng|n/ngh/ngue|nc|en",
}
# A vowel with the syllable behind it, where the two are one sound: "바이든", "케이트", "보우".
_TOGETHER = {
    "ㅏㅣ": "i|y|ei|ai/ay|ie|igh|ey/uy|ye|aye|ui",
    "ㅔㅣ": "a|ai|ay|ei|ey/e|ea|eigh/ae|et",
    "ㅗㅜ": "o|ow|oe/ou|oa",
    "ㅏㅜ": "ow|ou|au/ao|aw|augh",
    "ㅗㅣ": "oi|oy|eu/oe",
    "ㅣㅓ": "ear|eer|ier|ia/ea|ir|yer|io|ere|ius",
    "ㅔㅓ": "air|are|er/ear|ere|ehr|aer",
    "ㅜㅓ": "oor|our|ure/ua|uer",
    "ㅣㅏ": "ia|ea/iah|ya|iya|ija",
}
_INITIAL_ORDER = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL_ORDER = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINAL_ORDER = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_RHOTIC = frozenset("ㅏㅐㅓㅔㅗㅣㅛㅑㅝ")  # vowels behind which an r may be written that isn't heard
_MAC = frozenset("맥매")  # how names begin with "Mc" and "Mac"
_MC = "mc|mac|ma/me|mack|mae"
_ANY_VOWELS = "[aeiouywáàâäãåéèêëíìîïóòôöõøúùûüý]{0,3}(?:gh|[rhlx])?"
_MUTE = frozenset("ㅅㅈㅊ")  # consonants behind which a vowel is written where there is none: "부시", "리치"
_SOFTENING = ("e", "i", "y")  # behind which "c" is an s
_ENDINGS = "/e|s|t|d/es|h"  # that are not heard
_SHORT = 2  # syllables
_FIRST = ord("가")
_HANGUL = re.compile("[가-힣]{1,8}")
MOST = 0.4  # how far the letters of a sound are from the usual ones, on average
MOST_SHORT = 0.3  # the same of two syllables, which much else is like
_NO_LETTER = re.compile("[^a-z]")


Unit = Mapping[str, int]  # how a sound is written, each way with how rare it is
Syllable = tuple[str, str, str]  # initial consonant, vowel, final consonant


def is_transcription(latin: str, hangul: str) -> bool:
    """Whether a word in Latin letters is written so in Hangul.

    Args:
        latin: The word, or several that are written as one.
        hangul: Two to eight syllables.
    """
    return unusualness(latin, hangul) is not None


def is_spelt_by_sound(word: str) -> bool:
    """Whether a word is one of Hangul that may be a foreign one."""
    return len(word) > 1 and _HANGUL.fullmatch(word) is not None


def closest(words: Iterable[str], hangul: str) -> list[str]:
    """Of words those that are written so in Hangul, by the most usual letters; none where none is.

    Args:
        words: In Latin letters, in lower case.
        hangul: Two to eight syllables.
    """
    if not is_spelt_by_sound(hangul):
        return []
    like = _sketch(hangul).findall("\n".join(words))  # one search for all, of which few are left
    found = [(unusual, word) for word in like if (unusual := unusualness(word, hangul)) is not None]
    least = min(found, default=(0.0, ""))[0]
    return [word for unusual, word in found if unusual <= least]


def unusualness(latin: str, hangul: str) -> float | None:
    """How far a word's letters are from those that are usually written so in Hangul.

    Args:
        latin: In Latin letters.
        hangul: Two to eight syllables.

    Returns:
        0 where each sound is written in the usual way; None of words that are not written so, or would hardly be.
    """
    if not _HANGUL.fullmatch(hangul):
        return None
    word, units = _NO_LETTER.sub("", fold(latin)), _units(hangul)
    costs: dict[int, int] = {0: 0}  # by how many letters are read
    for unit in units:
        costs = _read_on(word, costs, unit)
    if len(word) not in costs:
        return None
    unusual = costs[len(word)] / len(units)
    return unusual if unusual <= (MOST if len(hangul) > _SHORT else MOST_SHORT) else None


def _read_on(word: str, costs: Mapping[int, int], unit: Unit) -> dict[int, int]:
    """The least costs of reading a word one sound further, by the letters that are read then."""
    after: dict[int, int] = {}
    for place, cost in costs.items():
        for letters, rare in unit.items():
            if word.startswith(letters, place):
                end = place + len(letters)
                other_c = letters == "c" and ("ck" in unit) == (word[end : end + 1] in _SOFTENING)
                total = cost + rare + other_c
                after[end] = min(total, after.get(end, total))
    return after


def spellings(hangul: str, rarest: int) -> str:
    """A regular expression of a word's spellings, for the dictionary of an index to be searched by it.

    Args:
        hangul: Syllables.
        rarest: How rare the letters of each sound may be: 0 means the usual ones alone.
    """
    return "".join(_either(way for way, rare in unit.items() if rare <= rarest) for unit in _units(hangul))


@lru_cache(maxsize=1024)
def _sketch(hangul: str) -> re.Pattern[str]:
    """What finds the lines that may be a word: its consonants, with any vowels; sooner compiled than spellings."""
    *sounds, _ = _units(hangul)
    parts = "".join(_ANY_VOWELS if _is_vowel(unit) else _either(unit) for unit in sounds)
    return re.compile(f"^{parts}[a-z]{{0,2}}$", re.MULTILINE)


def _either(ways: Iterable[str]) -> str:
    return f"(?:{'|'.join(ways)})"


def _is_vowel(unit: Unit) -> bool:
    usual = min(unit, key=unit.__getitem__)
    return not usual or usual[0] in "aeiouwy"


@lru_cache(maxsize=1024)
def _units(hangul: str) -> tuple[Unit, ...]:
    """How each sound of a word may be written."""
    units: list[Unit] = []
    syllables = [_parted(syllable) for syllable in hangul]
    if hangul[:1] in _MAC and len(hangul) > 2:
        units.append(_ways(_MC))
        syllables = syllables[1:]
    before = ""  # the last syllable's final consonant
    for initial, vowels, final in _joined(syllables):
        units.append(_initial(before, initial, units))
        mute = initial in _MUTE and vowels == "ㅣ" and not final
        units.append({**_vowels(vowels), "": 0} if mute else _vowels(vowels))
        if final:
            units.append(_ways(_FINALS.get(final, _FINALS["ㅅ"])))
        before = final
    return (*units, _ways(_ENDINGS))


def _joined(syllables: Sequence[Syllable]) -> list[Syllable]:
    """Syllables of which some have two vowels: the next one's that has no consonant before it, as in "바이"."""
    joined: list[Syllable] = []
    for initial, vowel, final in syllables:
        before = joined[-1] if joined else None
        if before and not before[2] and initial == "ㅇ" and before[1] + vowel in _TOGETHER:
            joined[-1] = before[0], before[1] + vowel, final
        else:
            joined.append((initial, vowel, final))
    return joined


def _initial(before: str, initial: str, units: list[Unit]) -> Unit:
    """The letters of an initial consonant, which may be one with the final one before it: "ll", "x"."""
    if before == "ㄹ" and initial == "ㄹ":
        units.pop()
        return _ways("ll|l/lh|rl")
    if before == "ㄱ" and initial == "ㅅ":
        last = units.pop()
        return {**_pairs(last, _ways(_INITIALS["ㅅ"])), "x": 0, "xc": 1, "xs": 1}
    return _ways(_INITIALS[initial])


def _vowels(vowels: str) -> Unit:
    """The letters of one vowel, or of two of which the second has no consonant before it."""
    if len(vowels) > 1:
        apart = _pairs(_pairs(_vowels(vowels[0]), _ways(_INITIALS["ㅇ"])), _vowels(vowels[1]))
        return {**apart, **_ways(_TOGETHER[vowels])}
    ways = _ways(_VOWELS[vowels])
    return {**{f"{way}r": rare + 1 for way, rare in ways.items()}, **ways} if vowels in _RHOTIC else ways


def _pairs(first: Unit, second: Unit) -> Unit:
    found: dict[str, int] = {}
    for one, rare in first.items():
        for other, also in second.items():
            found[one + other] = min(rare + also, found.get(one + other, rare + also))
    return found


def _ways(letters: str) -> Unit:
    return {way: rare for rare, ways in enumerate(letters.split("/")) for way in ways.split("|")}


def _parted(syllable: str) -> Syllable:
    """Initial consonant, vowel and final consonant."""
    number = ord(syllable) - _FIRST
    return _INITIAL_ORDER[number // 588], _VOWEL_ORDER[number % 588 // 28], _FINAL_ORDER[number % 28]
