"""An office of a place with which no article names its holder: the office alone, unless it is plainly another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.answering.reading.countries import place_words, same_place
from index.answering.reading.offices import Holder, Offices, Texts, office_parts
from index.answering.reading.terms_of_office import Named
from index.text.name_lists import ROLES
from index.text.terms import stem

SHORTEST = 4  # letters of a place's name
# Those of whom a place has one, whatever else is said of them.
_OF_PLACES = frozenset("president chancellor".split())
# What a state may be called beside its name, and titles of its people.
_STATES = frozenset(
    map(stem, "republic kingdom state states commonwealth federation union nation government mr mrs ms".split())
)
_BEFORE = re.compile(r"(?P<place>[^\W\d_][\w-]+?)(?:['’]s?)? (?P<office>.+)")
_AFTER = re.compile(r"(?P<office>.+?) (?:of|for|from|in) (?:the )?(?P<place>[^\W\d_][\w-]+)")
_WORD = re.compile(r"[^\W\d_][\w-]*")


class Unplaced(NamedTuple):
    """Who holds an office when its place is left out.

    Attributes:
        office: What is left of it.
        holder: Whoever is called so.
    """

    office: str
    holder: Holder


def unplaced(office: str, offices: Offices, texts: Texts) -> Unplaced | None:
    """Who holds an office whose place no article names beside it; None where that would be a mere guess.

    Who is named with another place is not meant, and a place of which the articles tell nothing has no holder there.

    Args:
        office: As a question has it: "Kelvari energy minister".
        offices: Who holds which office.
        texts: The articles' texts.
    """
    for place, bare in _partings(office):
        words = _words_for(place)
        head, telling = office_parts(bare)
        is_enough = bool(telling) or head in _OF_PLACES
        if not is_enough or not _is_name(words, texts(" ".join(words))):
            continue
        if (holder := _left(bare, words, offices, texts)) is not None:
            return Unplaced(bare, holder)
    return None


def _partings(office: str) -> Iterable[tuple[str, str]]:
    """What may be a place in an office, and the office without it."""
    for form in (_BEFORE, _AFTER):
        match = form.fullmatch(office)
        if match is not None and len(match["place"]) >= SHORTEST:
            yield match["place"], match["office"]


def _words_for(place: str) -> frozenset[str]:
    """Stems of the words for a place."""
    own = _stem(place)
    return frozenset({own}) | same_place(own) | place_words(own)


def _is_name(words: frozenset[str], texts: Iterable[tuple[str, str | None]]) -> bool:
    """Whether some words stand in texts, and with a capital wherever they do."""
    found = [word for text, _ in texts for word in _WORD.findall(text) if _stem(word) in words]
    return bool(found) and all(word[0].isupper() for word in found)


def _left(office: str, place: frozenset[str], offices: Offices, texts: Texts) -> Holder | None:
    """The one holder who may be of a place; where several may, who has it now, if the others had it before."""
    named = offices.named_in(office)
    bearers = {offices.name(each.person) for _, those in named for each in those}
    places = _places([text for text, _ in named])
    left = [name for name in sorted(bearers) if _may_be_of(name, place, _Told(name, named, offices, places), texts)]
    holder = offices.holder(office)
    if holder is not None and holder.name in left and set(left) <= {holder.name, *(holder.former or ())[:1]}:
        return holder._replace(second=None)
    return Holder(left[0]) if len(left) == 1 else None


class _Told:
    """What texts tell that name somebody by an office."""

    def __init__(
        self, name: str, named: Sequence[tuple[str, Sequence[Named]]], offices: Offices, places: frozenset[str]
    ) -> None:
        self.texts = [text for text, those in named if any(offices.name(each.person) == name for each in those)]
        theirs = (each for _, those in named for each in those if offices.name(each.person) == name)
        self.places = places
        self.bodies = {word for each in theirs for word in each.body}


def _may_be_of(name: str, place: frozenset[str], told: _Told, texts: Texts) -> bool:
    """Whether somebody is named with nothing but a place, and nowhere more is told of another one.

    Where the texts that name them by the office tell of no place, all those count that name them.
    """
    if not told.bodies <= place | _STATES:
        return False
    surname = name.split()[-1]
    counted = _places_told(told.texts, told.places)
    if not counted:
        naming = [text for text, _ in texts(name) if surname in text]
        counted = _places_told(naming, told.places | _places(naming))
    own = max((counted[each] for each in place), default=0)
    return own > 0 and own >= max(counted.values())


def _places_told(texts: Sequence[str], places: frozenset[str]) -> Counter[str]:
    """In how many texts each place is named, by the stems of its words."""
    return Counter(each for text in texts for each in set(map(_stem, _WORD.findall(text))) & places)


def _places(texts: Sequence[str]) -> frozenset[str]:
    """Stems of the words that name places in texts: known ones, and words with a capital found in two forms."""
    words = {word for text in texts for word in _WORD.findall(text)}
    names = {_stem(word) for word in words if word[0].isupper() and word.lower() not in words | ROLES}
    return frozenset(each for each in names if same_place(each) or place_words(each) & names)


def _stem(word: str) -> str:
    return stem(word.lower())
