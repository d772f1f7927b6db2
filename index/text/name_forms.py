"""Which forms of a name can mean the same person: short forms, initials, nicknames, spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from index.text.given_names import SHORT_FORMS
from index.text.person_names import (
    is_family_first,
    is_given_name,
    is_initials,
    is_particle,
    is_suffix,
    joins_surnames,
    plain_letters,
)

_SPELLINGS = re.compile(r"(?:iy|yy|yi|ij|y|i)$")
_IRISH = frozenset({"O", "Ó"})  # "Seán Ó Dálaigh", who is "O Dalaigh" without accents; an initial has a full stop
_ARTICLE = re.compile(r"(?:al|el|as|an|ad|ash|ar)[-‐‑ ]")


class Form(IntEnum):
    """What a shorter form of a name is of the longer one."""

    NONE = 0
    GIVEN = 1
    SURNAME = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class NameKey:
    """The words of a name for comparison.

    Attributes:
        given: Words before the surname, each in plain letters; initials are single letters.
        family: Words of the surname with its particles.
        suffix: "jr", "iii" or "".
        family_first: Whether the family name is written first.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str
    family_first: bool


@lru_cache(maxsize=65536)  # an article compares each of its names with each of its people, over and over
def name_key(words: tuple[str, ...]) -> NameKey:
    """The words of a name for comparison.

    Args:
        words: Words of the name.
    """
    suffix = next((plain_word(w) for w in words if is_suffix(w)), "")
    own = tuple(w for w in words if not is_suffix(w))
    if len(own) > 1 and is_family_first(list(own)):
        given = "".join(plain_word(w) for w in own[1:]).replace("-", "")
        return NameKey((given,), (plain_word(own[0]),), suffix, family_first=True)
    start = _surname_start(own)
    given_words = tuple(part for w in own[:start] for part in _parts(w))
    return NameKey(given_words, tuple(plain_word(w) for w in own[start:]), suffix, family_first=False)


def _surname_start(words: tuple[str, ...]) -> int:
    """Index at which the surname begins: at its first particle, else at the last word."""
    if words and is_particle(words[0]):
        return 0
    irish = next((i for i, w in enumerate(words[:-1]) if w in _IRISH), None)
    if irish is not None:
        return irish
    first = next((i for i, w in enumerate(words) if i and is_particle(w) and i < len(words) - 1), None)
    if first is not None:
        return first - 1 if joins_surnames(words[first]) else first
    return max(0, len(words) - 1)


@lru_cache(maxsize=16384)
def plain_word(word: str) -> str:
    """A word of a name in plain letters, without punctuation at its ends."""
    return plain_letters(word.strip(".,")).replace("’", "'").replace("‐", "-").replace("‑", "-")


def _parts(word: str) -> tuple[str, ...]:
    """An initial or several as single letters, another word as it is."""
    plain = plain_word(word)
    return tuple(c for c in plain if c.isalnum()) if is_initials(word) else (plain,)


@lru_cache(maxsize=16384)
def spelling(word: str) -> str:
    """A word of a surname without what spellings differ in: Zarensky and Zarenskyy, al-Tarek and Tarek."""
    bare = _ARTICLE.sub("", word)
    return _SPELLINGS.sub("y", bare) if len(bare) > 5 else bare


@lru_cache(maxsize=65536)
def form_of(short: tuple[str, ...], long: tuple[str, ...]) -> Form:
    """What a shorter form of a name is of a longer one.

    Args:
        short: Words of the shorter form: a surname, a given name, or both.
        long: Words of the longer name, which may be the same.

    Returns:
        NONE where it can't stand for it: initials, nicknames, accents and spellings fit, different suffixes
        (father and son) and middle names do not.
    """
    mine, whole = name_key(short), name_key(long)
    if not mine.given:
        return _short_form(mine.family, whole)
    if not whole.given or mine.suffix != whole.suffix:
        return Form.NONE
    if _begins(short, long):
        return Form.FULL
    same_family = _same_family(mine.family, whole.family)
    return Form.FULL if same_family and _same_given(mine, whole) else Form.NONE


def is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a shorter form can stand for a longer name; see `form_of`.

    Args:
        short: Words of the shorter form.
        long: Words of the longer name, which may be the same.
    """
    return form_of(short, long) is not Form.NONE


def _short_form(words: tuple[str, ...], whole: NameKey) -> Form:
    """What words without a given name are of a whole name: its surname or the end of it, or its given name."""
    if not words:
        return Form.NONE
    family = tuple(map(spelling, whole.family))
    bare = tuple(map(spelling, words))
    ends = family[-len(bare) :] == bare
    # "bin Salim" of Muhammad bin Salim al-Tarek: a particle with the words after it.
    inside = is_particle(words[0]) and any(family[i : i + len(bare)] == bare for i in range(len(family)))
    if ends or inside or bare == _first_surname(family):
        return Form.SURNAME
    # "Lopez Varga" of Ana Lopez Varga.
    every = (*map(spelling, whole.given), *family)
    if len(bare) > 1 and len(bare) < len(every) and every[-len(bare) :] == bare:
        return Form.SURNAME
    given = whole.given[0] if whole.given else ""
    return (
        Form.GIVEN
        if len(words) == 1 and len(words[0]) > 1 and _same_first(words[0].replace("-", ""), given)
        else Form.NONE
    )


def _first_surname(family: tuple[str, ...]) -> tuple[str, ...]:
    """The first of two surnames, by which their bearer may go: "Ochoa" of Pilar Ochoa y Ruiz."""
    joint = next((i for i, word in enumerate(family) if joins_surnames(word)), 0)
    return tuple(word for word in family[:joint] if not is_particle(word))


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a long name goes on after a shorter one: Muhammad bin Salim al-Tarek, Ana Lopez Varga."""
    if not 2 <= len(short) < len(long) or is_family_first(list(short)) or any(map(is_suffix, long)):
        return False
    second_given = is_given_name(short[-1]) and not is_particle(short[-2])
    if is_initials(short[-1]) or second_given or is_particle(short[-1]):
        return False
    return tuple(map(plain_word, short)) == tuple(map(plain_word, long[: len(short)]))


def _same_family(mine: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether two surnames are one, particles left out or not."""
    one, other = (tuple(spelling(w) for w in family if not is_particle(w)) for family in (mine, whole))
    return bool(one) and (one == other or one == other[-len(one) :] or other == one[-len(other) :])


def _same_given(mine: NameKey, whole: NameKey) -> bool:
    """Whether the given names of two forms can be one person's."""
    if mine.family_first or whole.family_first:
        return "".join(mine.given).replace("-", "") == "".join(whole.given).replace("-", "")
    if not _same_first(mine.given[0], whole.given[0]) and not _same_first(whole.given[0], mine.given[0]):
        return mine.given[0] in whole.given[1:] and len(mine.given) == 1 and len(whole.given[0]) == 1
    middle, others = mine.given[1:], whole.given[1:]
    if not middle or not others:
        return True
    return all(any(_abbreviates(a, b) or _abbreviates(b, a) for b in others) for a in middle)


def _same_first(one: str, other: str) -> bool:
    """Whether a given name is another one, its initial or its short form."""
    return _abbreviates(one, other) or one in SHORT_FORMS.get(other, ())


def _abbreviates(one: str, other: str) -> bool:
    return bool(one) and (one == other or (len(one) == 1 and other.startswith(one)))
