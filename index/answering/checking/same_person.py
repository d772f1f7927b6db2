"""Whether a name in one text means the same person as a name in another: yes, no, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from rapidfuzz import fuzz

from index.model import Person
from index.search.speakers import SpeakerDirectory
from index.text.name_spelling import plain_word
from index.text.name_variants import NameForm, can_be_same, name_form
from index.text.person_names import fold, parse_name

MISSPELT = 85  # likeness, of 100, from which a surname beside the same given name is one in another spelling
ALIKE = 60  # likeness from which two names may be one

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


class Likeness(Enum):
    """Whether two names mean one person."""

    SAME = auto()
    UNCLEAR = auto()
    DIFFERENT = auto()


def compare(credited: Person, said: Person, directory: SpeakerDirectory) -> Likeness:
    """Compare whom a text credits with who said it on record.

    Two are different only when nothing speaks for one person: the names share no part, none of them is an
    organisation's, a title or a single word that nobody on record bears.

    Args:
        credited: As one text names them.
        said: On record.
        directory: Everyone on record, who may bear the credited name.
    """
    if {fold(name) for name in _names(credited)} & {fold(name) for name in _names(said)[:1]}:
        return Likeness.SAME
    if credited.organisation or said.organisation:
        return Likeness.UNCLEAR
    own, other = _form(credited), _form(said)
    if own is None or other is None or _is_latin(credited.name) != _is_latin(said.name):
        return Likeness.SAME if _has_role(credited, said) else Likeness.UNCLEAR
    likeness = _compared(own, other)
    if likeness is Likeness.SAME:
        return likeness
    bearers = directory.matching(credited.name)
    if any(said.id in match.ids for match in bearers):
        return Likeness.SAME if _may_be(own, other) else Likeness.UNCLEAR
    return _told_apart(own, other, likeness, [match.person for match in bearers])


def _told_apart(own: NameForm, other: NameForm, likeness: Likeness, bearers: Sequence[Person]) -> Likeness:
    """What names tell together with those on record who bear the credited one, none of whom said it."""
    is_on_record = any(_compared(own, form) is Likeness.SAME for person in bearers if (form := _form(person)))
    if likeness is Likeness.UNCLEAR:
        differs = own.is_full and is_on_record and not _may_be(own, other)
    else:
        differs = own.is_full or is_on_record
    return Likeness.DIFFERENT if differs else Likeness.UNCLEAR


def _names(person: Person) -> tuple[str, ...]:
    names = (person.name, *(alias for alias in person.aliases if " " in alias))
    return tuple(_ARTICLE.sub("", name) for name in names)


def _form(person: Person) -> NameForm | None:
    """A name without titles; None for what is only a title, or a body's name."""
    words, _, _ = ((), (), "") if _ARTICLE.match(person.name) else parse_name(person.name)
    form = name_form(" ".join(words)) if words else None
    return form if form and form.surname else None


def _is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(ord(letter) < 0x250 or not letter.isalpha() for letter in name)


def _has_role(credited: Person, said: Person) -> bool:
    """Whether somebody is credited by a title that the other bears: "Prime Minister"."""
    titles = {fold(title) for title in (credited.name, *credited.roles)}
    return _form(credited) is None and bool(titles & {fold(role) for role in said.roles})


def _compared(own: NameForm, other: NameForm) -> Likeness:
    """What the names alone tell."""
    if can_be_same(own, other) or _stands_for(own, other) or _stands_for(other, own):
        return Likeness.SAME
    alike = fuzz.ratio(" ".join(own.surname), " ".join(other.surname))
    if own.surname != other.surname and alike >= MISSPELT and own.given[:1] == other.given[:1]:
        return Likeness.SAME
    if own.surname == other.surname or _words(own) & _words(other):
        return Likeness.UNCLEAR
    whole = fuzz.token_sort_ratio(" ".join(_ordered(own)), " ".join(_ordered(other)))
    return Likeness.UNCLEAR if max(alike, whole) >= ALIKE else Likeness.DIFFERENT


def _stands_for(short: NameForm, long: NameForm) -> bool:
    """Whether a surname alone, or with an initial, is the other's."""
    if short.honorific and long.honorific and short.honorific != long.honorific:
        return False
    if _ordered(long)[-len(_ordered(short)) :] == _ordered(short):
        return True  # "Reis de Lima" for "Maria Reis de Lima"
    if short.surname != long.surname:
        # "Pelo" for "Pelo Ramos da Silva", and a family name that stands first: "Moon" for "Moon Ji-an".
        return not short.given and len(short.surname) == 1 and short.surname[0] in _words(long)
    if not short.given or not long.given:
        return True
    return len(short.given) == 1 == len(short.given[0]) and long.given[0].startswith(short.given[0])


def _may_be(own: NameForm, other: NameForm) -> bool:
    """Whether one can't be told from the other by the given names."""
    if not (own.is_full and other.is_full):
        return True
    return own.surname == other.surname and fuzz.ratio(own.given[0], other.given[0]) >= ALIKE


def _ordered(form: NameForm) -> tuple[str, ...]:
    """All words of a name, of "Berg-Lund" both, in the order in which they are written."""
    return tuple(part for word in (*form.given, *form.surname) for part in word.split())


def _words(form: NameForm) -> set[str]:
    return {part for word in _ordered(form) for part in plain_word(word).split() if len(part) > 2}
