"""Whether two names from different articles can be one person's: spellings, initials, short forms, suffixes.

`index.text.person_names` tells which forms stand for each other within one article, where a surname is enough.  Between
articles it is not: here given name and surname must both be known and fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.name_spelling import plain_word
from index.text.name_tables import FULL_FORMS, SPELLING
from index.text.person_names import HONORIFICS, PARTICLE, is_suffix

_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W\d_]\.[^\W\d_]")  # "J.D.", "J.D"
_UMLAUT = re.compile(r"([aou])e(?=[^aeiou]|$)")  # "Schroeder" for "Schröder"
_PARTICLES = frozenset(re.findall(r"[a-z]+", PARTICLE))
_VOWELS = frozenset("aeiouyAEIOUY")
# Family names that stand first in the names of their countries.
FAMILY_FIRST = frozenset(
    """kim lee park choi jung chung jeong kang cho yoon yun jang chang lim han oh seo shin kwon hwang ahn an song ryu
    hong moon yi rhee bae baek nam roh noh wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo
    xi nguyen tran le pham vo dang bui""".split()
)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name of several words, ready to be compared.

    Attributes:
        surname: Plain words of the surname, particles included.
        given: Plain words of the given names, in their usual spelling; initials have one letter.
        suffix: "jr", "sr", "ii", ... or "".
        honorific: Gender of an honorific, "m" or "f"; else "".
    """

    surname: tuple[str, ...]
    given: tuple[str, ...]
    suffix: str = ""
    honorific: str = ""

    @property
    def is_full(self) -> bool:
        """Whether given name and surname are both known; an initial is no given name."""
        return bool(self.surname) and (len(self.given) > 1 or any(len(word) > 1 for word in self.given))


@lru_cache(maxsize=65536)
def name_form(name: str) -> NameForm:
    """Read a name without titles.

    Args:
        name: Such as "Joseph R. Vale Jr.", "Lee Jae-on" or "Mr. Brandt"; may have one word.

    Returns:
        Its parts.  A name of one word, or one that ends in an initial ("Donald J."), has no given names or no surname.
    """
    words, honorific, suffix = _words(name)
    if not words:
        return NameForm((), (), suffix, honorific)
    if len(words) == 1:
        return NameForm(_surname(words), (), suffix, honorific)
    if len(words[-1].rstrip(".")) == 1 and words[-1].endswith("."):
        return NameForm((), tuple(_given(words)), suffix, honorific)
    surname, given = _divided(words)
    return NameForm(surname, tuple(_given(given)), suffix, honorific)


def _words(name: str) -> tuple[list[str], str, str]:
    """Words of a name without honorific and suffix, the honorific's gender, and the suffix."""
    words = [word.strip(',;:"“”()') for word in name.replace("\u00a0", " ").split()]
    words = [word for word in words if word]
    honorific, suffix = "", ""
    while words and (bare := words[0].lower().strip(".")) in HONORIFICS and len(words) > 1:
        honorific, words = honorific or HONORIFICS[bare], words[1:]
    while len(words) > 1 and is_suffix(words[-1]):
        suffix, words = words[-1].lower().strip(".,"), words[:-1]
    return words, honorific, suffix


def _divided(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """(surname, given names) of several words."""
    first, last = plain_word(words[0]), words[-1]
    hyphened = len(words) == 2 and bool(re.search(r"[-‐‑–]", last))
    spelt_out = len(words) == 3 and plain_word(last) not in FAMILY_FIRST and len(words[1].strip(".")) > 1
    family_first = first in FAMILY_FIRST and (hyphened or spelt_out)
    if family_first:
        return (first,), words[1:]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES and words[start - 1].islower():
        start -= 1
    return _surname(words[start:]), words[:start]


def _surname(words: list[str]) -> tuple[str, ...]:
    """Plain words of a surname; "oe" for "ö" is "o"."""
    return tuple(_UMLAUT.sub(r"\1", plain_word(word)).replace("-", " ") for word in words)


def _given(words: list[str]) -> list[str]:
    """Given names in one spelling: hyphens divide, "J.D." and "JD" are two initials."""
    found: list[str] = []
    for word in words:
        if _INITIALS.fullmatch(word) or (len(word) == 2 and word.isupper() and not _VOWELS & set(word)):
            found.extend(letter.lower() for letter in word if letter.isalpha())
        else:
            found.extend(SPELLING.get(part, part) for part in plain_word(word).split("-") if part)
    return found


def can_be_same(one: NameForm, other: NameForm) -> bool:
    """Whether two full names can be one person's, as far as the names tell.

    Args:
        one: A name.
        other: Another.

    Returns:
        True where surnames are the same, given names fit, and no suffix, middle name or honorific speaks against it.
    """
    if not (one.is_full and other.is_full):
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if one.honorific and other.honorific and one.honorific != other.honorific:
        return False
    if one.surname != other.surname:
        return _is_turned(one, other) or _lacks_last_part(one, other) or _lacks_last_part(other, one)
    return _same_given(one.given, other.given)


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other or "".join(one) == "".join(other):
        return True
    return _stand_for(one, other) or _stand_for(other, one)


def _stand_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether given names can stand for others that say as much or more."""
    if len(short) > len(long):
        return False
    if all(len(word) == 1 for word in short):
        # "J. D." is "James David"; a single initial tells too little.
        return len(short) == len(long) > 1 and all(map(_word_fits, short, long))
    if len(long) > 1 and short == long[-1:] and all(len(word) == 1 for word in long[:-1]):
        return True  # "Robert" is "J. Robert"
    # No middle name fits any; else those of the shorter list begin the longer one, so that George H. W. and George W.
    # stay father and son.
    return _first_fits(short[0], long[0]) and all(map(_word_fits, short[1:], long[1:]))


def _first_fits(one: str, other: str) -> bool:
    if one == other:
        return True
    return other in FULL_FORMS.get(one, ()) or one in FULL_FORMS.get(other, ())


def _word_fits(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])


def _is_turned(one: NameForm, other: NameForm) -> bool:
    """Whether a family name stands first in one and last in the other: "Lee Jae-on", "Jae-on Lee"."""
    words = (*one.surname, *one.given), (*other.surname, *other.given)
    if len(words[0]) < 3 or sorted(words[0]) != sorted(words[1]):
        return False
    return any((family,) in (one.surname, other.surname) for family in FAMILY_FIRST.intersection(words[0]))


def _lacks_last_part(short: NameForm, long: NameForm) -> bool:
    """Whether one is an Arabic name without its last part: "Salim bin Omar", "Salim bin Omar al-Tarif"."""
    all_short, all_long = (*short.given, *short.surname), (*long.given, *long.surname)
    return (
        len(all_short) >= 3
        and bool({"bin", "ibn", "bint"} & set(all_short))
        and all_long[: len(all_short)] == all_short
        and all_long[len(all_short) :][0].startswith(("al", "el"))
    )


def comparison_key(name: str, organisation: bool = False) -> str:
    """What names must share to be compared at all: a plain surname, or the whole name of an organisation.

    Args:
        name: Without titles.
        organisation: Whether it is an organisation's.
    """
    if organisation:
        words = [plain_word(word) for word in name.split()]
        return "+" + " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
    form = name_form(name)
    if {"bin", "ibn", "bint"} & {*form.given, *form.surname}:
        return (form.given or form.surname)[0]
    if form.surname and form.surname[-1] not in FAMILY_FIRST:
        family = next((word for word in form.given[:1] if word in FAMILY_FIRST and len(form.given) > 1), "")
        return family or form.surname[-1]
    return form.surname[-1] if form.surname else " ".join(form.given)
