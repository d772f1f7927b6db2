"""Who holds an office, by the words of an article around a name: "the mayor of Dunmere, Tom Quell"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from index.answering.reading.countries import place_words, same_place
from index.answering.reading.short_forms import is_form_of
from index.answering.reading.tokens import Token, tokens
from index.model import Person
from index.search.speakers import SpeakerDirectory, SpeakerMatch, given_names, title_in_name
from index.text.name_lists import ROLES
from index.text.name_spelling import plain_word
from index.text.name_variants import FAMILY_FIRST
from index.text.person_names import is_particle
from index.text.terms import STOPWORDS, stem, synonyms

BEFORE, AFTER = 6, 7  # words of an office before and after the one that says what it is
LONGEST = 4  # words of a name

# What short forms and other forms of an office's words stand for.
SHORT = {
    "vp": "vice president",
    "veep": "vice president",
    "labour": "labor",
    "czar": "chief",
    "spox": "spokesperson",
    "taoiseach": "irish prime minister",
    "pm": "prime minister",
    "premier": "prime minister",
    "ag": "attorney general",
    "potus": "president",
    "flotus": "first lady",
    "sec": "secretary",
    "gov": "governor",
    "sen": "senator",
    "amb": "ambassador",
    "secdef": "defense secretary",
    "secgen": "secretary general",
    "fm": "foreign minister",
    "chief executive": "ceo",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "congressman": "representative",
    "congresswoman": "representative",
    "adviser": "advisor",
    "defence": "defense",
    "boss": "chief",
    "head": "chief",
    "press sec": "press secretary",
}
# What else an abbreviation stands as, by the stem of a word that tells it.
_ABBREVIATED = {
    "un": frozenset({"nation"}),
    "fed": frozenset({"reserv", "feder"}),
    "eu": frozenset({"european"}),
    "doj": frozenset({"justic"}),
    "dod": frozenset({"defens"}),
    "va": frozenset({"veteran"}),
    "dhs": frozenset({"homeland"}),
    "nsa": frozenset({"secur"}),
}
# Heads that stand for whoever leads a body.
_LEADING = frozenset(
    "chief leader chair director president ceo administrator commissioner secretary general coordinator".split()
)
# Heads of whose bearers it is often only said which body they are of.
_OF_BODIES = frozenset("ceo cfo chief leader founder boss".split())
_PLACING = frozenset("of from".split())  # before a place or a body after a name
_JOINED = re.compile(r"@|-(?=[A-Z])")  # "Secretary-General", but not "Jae-on"
_NICKNAME = re.compile(r"(?<=\w )[\"“‘'][^\W\d_]+[\"”’'] (?=[A-ZÀ-Þ])")  # "Ilo 'Lolo' Tamm"
_DATELINE = re.compile(r"(?:^|[.\n] )(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{3,})(?:, [^—–.]{2,30})? [—–-] ")
_OF_TOWNS = frozenset(("mayor",))  # of whom a paper of the town says no more
_LINKS = frozenset("of for to the and & at".split())  # inside an office
_BEFORE_OFFICE = frozenset(
    "the a an its our their current new is was as became becomes elected appointed named sworn in re-elected".split()
)


@lru_cache(maxsize=1024)
def role_words(head: str) -> frozenset[str]:
    """Words by which a role may be called that is asked for by another."""
    same = {head, *(short for short, full in SHORT.items() if full.split()[-1] == head and " " not in short)}
    if head == "chief of staff":
        return frozenset({"chief"})
    if head in {"chief", "leader"}:
        same |= _LEADING
    if head == "envoy":
        same |= {"ambassador", "representative"}
    return frozenset(same)


def holders_in(text: str, directory: SpeakerDirectory, heads: frozenset[str], telling: Collection[str]) -> set[int]:
    """People whom a text names beside an office.

    Args:
        text: Of an article.
        directory: The people on record.
        heads: The words that say what the office is: "mayor".
        telling: Stems of the words that tell which, all of which must stand at it.
    """
    holders = _Holders(text, directory, telling)
    return set(holders.find(heads)) or (set(holders.of_body()) if heads & _OF_BODIES and telling else set())


class _Holders:
    def __init__(self, text: str, directory: SpeakerDirectory, telling: Collection[str]) -> None:
        self.text = _JOINED.sub(" ", _NICKNAME.sub("", text))
        self.words = tokens(self.text)
        self.directory = directory
        self.telling = set(telling)
        self.stems = [stem(word.small.replace(".", "")) for word in self.words]
        self.acronyms = {each for each in telling if 2 < len(each) < 6}
        self.forms = {
            each: synonyms(each) | same_place(each) | place_words(each) | _ABBREVIATED.get(each, frozenset())
            for each in telling
        }
        self.dateline = self._told_in_dateline()

    def find(self, heads: Collection[str]) -> Iterator[int]:
        for place, word in enumerate(self.words):
            if SHORT.get(word.small, word.small).split()[-1] in heads:
                yield from self._at(place)

    def of_body(self) -> Iterator[int]:
        """Those who are only said to be of a body: "Tom Quell of Dunmere Fisheries"."""
        for place, word in enumerate(self.words[1:], 1):
            if word.small in {"of", "from"} and self.telling <= self._told(self._tail(place - 1)):
                named = self._name_to(place - 1)
                untitled = named is not None and self.words[max(0, place - 3)].small not in ROLES
                if named is not None and untitled:
                    yield named

    def _at(self, head: int) -> Iterator[int]:
        """Those named directly before or after the office whose head stands at a place."""
        first, last = self._start(head), self._end(head)
        told = self._told(range(first, last + 1))
        if self.words[head].small in _OF_TOWNS:
            told |= self.dateline
        before_it = {word.small for word in self.words[max(0, first - 1) : head]}
        if before_it & {"former", "ex"} and "former" not in self.telling:
            return
        after = self._name_from(last + 1) if self._is_near(last + 1) else None
        if after is not None and self.telling <= told | self._told(self._tail(after[1])):
            yield after[0]
        if after is not None:
            return  # "Ilo Tamm, Mayor Tom Quell": the office belongs to what follows
        before = first
        while before and self.words[before - 1].small in _BEFORE_OFFICE and self._is_near(before):
            before -= 1
        named = self._name_to(before - 1) if before and self._is_near(before) else None
        if named is not None and self.telling <= told:
            yield named

    def _told_in_dateline(self) -> set[str]:
        """Which of the telling words the place has where an article was written: "PORT DUNMERE, Estmar — "."""
        match = _DATELINE.search(self.text)
        stems = {stem(word.lower()) for word in match["place"].split()} if match else set()
        return {each for each in self.telling if each in stems}

    def _is_near(self, place: int) -> bool:
        """Whether nothing but a blank or a comma stands before a word."""
        if not 0 < place < len(self.words):
            return False
        return self.text[self.words[place - 1].end : self.words[place].start].strip() in {"", ",", "(", "'s", "’s"}

    def _start(self, head: int) -> int:
        """Where the words before a head begin that belong to the office."""
        first = head
        while first and head - first < BEFORE and self.words[first].joined:
            word = self.words[first - 1]
            # "Chairman and Director" is one office; "Estmar and President" are two things.
            near = any(self._is_telling(each) for each in range(max(0, first - 3), first - 1))
            joins = near or (word.small in {"and", "&"} and first > 1 and self.words[first - 2].small in ROLES)
            if not (word.capital or word.text.isdigit() or self._tells(first - 1) or word.small in ROLES or joins):
                break
            first -= 1
        while first < head and self.words[first].small in STOPWORDS:
            first += 1
        return first

    def _end(self, head: int) -> int:
        """Where the words after a head end that belong to the office: "of Dunmere", ", Dunmere Fisheries"."""
        last, linked = head, False
        for place in range(head + 1, min(len(self.words), head + AFTER)):
            word = self.words[place]
            if word.small in _LINKS and word.joined:
                linked = True
                continue
            starts = linked or (place == head + 1 and not word.joined and self._is_near(place))
            if not starts or not (
                self._tells(place) or word.small in ROLES or (word.capital and word.joined and self._told_by(place))
            ):
                break
            last = place
        return last

    def _told_by(self, place: int) -> bool:
        """Whether a word that tells the office stands a little further on: "of the City of Dunmere"."""
        return any(self._tells(each) for each in range(place + 1, min(len(self.words), place + 4)))

    def _tail(self, end: int) -> range:
        """What follows a name and tells where its bearer is from: "Mayor Quell, from Dunmere"."""
        place = end + 1
        if place >= len(self.words) or self.words[place].small not in _PLACING:
            return range(0)
        while place < min(len(self.words), end + AFTER):
            word = self.words[place]
            if not (word.capital or word.small in _PLACING or word.small in _LINKS):
                break
            place += 1
        return range(end + 1, place)

    def _tells(self, place: int) -> bool:
        """Whether a word tells which office it is, be it as one whose initial stands in its short form."""
        word = self.words[place]
        return self._is_telling(place) or (word.capital and any(word.small[0] in each for each in self.acronyms))

    def _is_telling(self, place: int) -> bool:
        return any(self.stems[place] in forms for forms in self.forms.values())

    def _told(self, places: range) -> set[str]:
        """Which of the telling words stand at some places; initials of capitalised words count."""
        told = {each for each, forms in self.forms.items() if any(self.stems[place] in forms for place in places)}
        initials = "".join(self.words[place].small[0] for place in places if self.words[place].capital)
        return told | {each for each in self.acronyms if each in initials}

    def _name_from(self, place: int) -> tuple[int, int] | None:
        """Who is named from a place on, and where the name ends."""
        last = place
        while last + 1 < len(self.words) and last + 1 - place < LONGEST and self._goes_on(last + 1):
            last += 1
        for end in range(min(last, len(self.words) - 1), place - 1, -1):
            if (person := self._person(place, end)) is not None:
                return person, end
        return None

    def _name_to(self, place: int) -> int | None:
        """Who is named up to a place."""
        for first in range(max(0, place - LONGEST + 1), place + 1):
            whole = all(self._goes_on(each) for each in range(first + 1, place + 1))
            if whole and (person := self._person(first, place)) is not None:
                return person
        return None

    def _goes_on(self, place: int) -> bool:
        word = self.words[place]
        return word.joined and (word.capital or is_particle(word.text))

    def _person(self, first: int, last: int) -> int | None:
        words = self.words[first : last + 1]
        if not words or not words[0].capital or words[0].small in STOPWORDS:
            return None
        matches = self.directory.matching(" ".join(word.text for word in words)) or self._by_surname(words)
        persons = [match for match in matches if not match.person.organisation]
        if len(words) == 1 and persons and not persons[0].person.name.endswith(words[0].text):
            return None  # a given name tells too little
        if not persons or SpeakerDirectory.meant(persons) is None:
            return None
        person = persons[0].person
        own = {stem(word) for word in person.name.removeprefix(title_in_name(person)).lower().split()}
        return None if own & self.telling else person.id

    def _by_surname(self, words: Sequence[Token]) -> list[SpeakerMatch]:
        """Bearers of the surname of a full name of whom no given name is on record, or another form of this one."""
        if len(words) < 2:
            return []
        surname = words[0 if words[0].small in FAMILY_FIRST else -1].text
        return [
            match
            for match in self.directory.matching(surname)
            if match.person.name.endswith(surname) and self._may_be_called(match.person, words[0].text)
        ]

    @staticmethod
    def _may_be_called(person: Person, given: str) -> bool:
        own = given_names(person)
        return not own or is_form_of(plain_word(own[0]), plain_word(given)) or given.startswith(own[0])
