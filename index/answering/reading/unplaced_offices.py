"""An office of a place with which no article names its holder: the office alone, unless it is plainly another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.answering.reading.countries import place_words, same_place
from index.answering.reading.offices import Holder, Offices, Texts, office_parts
from index.answering.reading.terms_of_office import Named
from index.text.common_words import COMMON_WORDS
from index.text.name_lists import OCCUPATIONS, ROLES
from index.text.terms import STOPWORDS, stem

SHORTEST = 4  # letters of a place's name
# Those of whom a place has one, whatever else is said of them.
_OF_PLACES = frozenset("president chancellor".split())
_OF_TOWNS = frozenset(("mayor",))  # of whom one is meant by nothing but the town, which every article must tell
# What a state may be called beside its name, and titles of its people.
_STATES = frozenset(
    map(stem, "republic kingdom state states commonwealth federation union nation government mr mrs ms".split())
)
_NAME = r"[^\W\d_][\w-]+?"
_FORMS = tuple(
    re.compile(form)
    for place in (_NAME, rf"{_NAME} {_NAME}")  # "Port Dunmere"
    for form in (
        rf"(?P<place>{place})(?:['’]s?)? (?P<office>.+)",
        rf"(?P<office>.+?) (?:of|for|from|in) (?:the )?(?P<place>{place})",
    )
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_NO_NAMES = (
    frozenset(
        """january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday""".split()
    )
    | STOPWORDS
    | COMMON_WORDS
    | ROLES
    | OCCUPATIONS
)


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
        is_enough = bool(telling) or head in _OF_PLACES | _OF_TOWNS
        if not is_enough or not _is_name(place, words, texts(" ".join(words))):
            continue
        if (holder := _left(bare, words, offices, texts)) is not None:
            return Unplaced(bare, holder)
    return None


def _partings(office: str) -> Iterable[tuple[str, str]]:
    """What may be a place in an office, and the office without it."""
    for form in _FORMS:
        match = form.fullmatch(office)
        if match is not None and len(match["place"]) >= SHORTEST:
            yield match["place"], match["office"]


def _words_for(place: str) -> frozenset[str]:
    """Stems of the words for a place; one of two words is known by the last."""
    own = _stem(place.split()[-1])
    return frozenset({own}) | same_place(own) | place_words(own)


def _is_name(place: str, words: frozenset[str], texts: Iterable[tuple[str, str | None]]) -> bool:
    """Whether the words for a place stand in texts, and with a capital wherever they do; one of two words as such."""
    read = [text for text, _ in texts]
    found = [word for text in read for word in _WORD.findall(text) if _stem(word) in words]
    is_whole = " " not in place or any(place.lower() in text.lower() for text in read)
    return is_whole and bool(found) and all(word[0].isupper() for word in found)


def _left(office: str, place: frozenset[str], offices: Offices, texts: Texts) -> Holder | None:
    """The one holder who may be of a place; where several may, who has it now, if the others had it before."""
    named = offices.named_in(office)
    bearers = {offices.name(each.person) for _, those in named for each in those}
    places = _places([text for text, _ in named])
    told = {name: _Told(name, named, offices, places, office) for name in sorted(bearers)}
    left = [name for name, theirs in told.items() if _may_be_of(name, place, theirs, texts)]
    holder = offices.holder(office)
    if holder is not None and holder.name in left and set(left) <= {holder.name, *(holder.former or ())[:1]}:
        return holder._replace(second=None)
    return Holder(left[0]) if len(left) == 1 else None


class _Told:
    """What texts tell that name somebody by an office."""

    def __init__(
        self,
        name: str,
        named: Sequence[tuple[str, Sequence[Named]]],
        offices: Offices,
        places: frozenset[str],
        office: str,
    ) -> None:
        self.texts = [text for text, those in named if any(offices.name(each.person) == name for each in those)]
        theirs = (each for _, those in named for each in those if offices.name(each.person) == name)
        self.places = places
        self.office = frozenset(map(_stem, office.split()))
        self.is_of_town = office in _OF_TOWNS
        self.offices = offices
        self.bodies = {word for each in theirs for word in each.body}

    def is_most_named(self, place: frozenset[str], texts: Texts) -> bool:
        """Whether more of the texts name a place than any other thing by a name, but for people on record."""
        counted: Counter[str] = Counter()
        for text in self.texts:
            capitals = {word for word in _WORD.findall(text) if word[0].isupper() and word.lower() not in _NO_NAMES}
            counted.update(capitals)
        own = max((count for word, count in counted.items() if _stem(word) in place), default=0)
        rivals = (word for word, count in counted.items() if count >= own and self._may_be_other(word, place))
        return own > 0 and not any(_is_name(word, frozenset({_stem(word)}), texts(word)) for word in rivals)

    def _may_be_other(self, word: str, place: frozenset[str]) -> bool:
        """Whether a word is neither of the place, nor of the office, nor somebody's name."""
        known = _stem(word) in place | self.office or self.offices.is_of_name(word)
        return not known and not self._leads_to(word, place)

    def _leads_to(self, word: str, place: frozenset[str]) -> bool:
        """Whether a word is always the first of a place's two: "Port" of "Port Dunmere"."""
        following = re.compile(rf"\b{re.escape(word)}\b(?: (\w+))?")
        return all(_stem(each or "") in place for text in self.texts for each in following.findall(text))


def _may_be_of(name: str, place: frozenset[str], told: _Told, texts: Texts) -> bool:
    """Whether somebody is named with nothing but a place, and nowhere more is told of another one.

    Where the texts that name them by the office tell of no place, all those count that name them.
    """
    if not told.bodies <= place | _STATES:
        return False
    surname = name.split()[-1]
    if told.is_of_town:
        return all(_places_told([text], place) for text in told.texts) and told.is_most_named(place, texts)
    counted = _places_told(told.texts, told.places)
    if not counted and told.is_most_named(place, texts):
        return True
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
