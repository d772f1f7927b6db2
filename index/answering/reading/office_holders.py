"""Who holds an office, by the words of an article around a name: "the mayor of Dunmere, Tom Quell"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.answering.reading.body_kinds import KINDS
from index.answering.reading.countries import place_words, same_place
from index.answering.reading.office_words import CHANGING, SHORT, has_other_charge, with_plain_offices
from index.answering.reading.short_forms import is_form_of
from index.answering.reading.tokens import Token, tokens
from index.model import Person
from index.search.speakers import SpeakerDirectory, SpeakerMatch, given_names, title_in_name
from index.text.name_lists import GROUPS, OCCUPATIONS, ROLES
from index.text.name_spelling import plain_word
from index.text.name_variants import FAMILY_FIRST
from index.text.person_names import is_given_name, is_particle
from index.text.terms import STOPWORDS, stem, synonyms

BEFORE, AFTER = 6, 7  # words of an office before and after the one that says what it is
LONGEST = 4  # words of a name
ABBREVIATED = 3  # letters of a short form with a full stop
TITLED = 2  # words of an office, behind which the title of somebody may stand whom its holder works for
MORE = 2  # words in small letters with which an office may end

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
# Heads of whose bearers it is often only said which body they are of.
_OF_BODIES = frozenset("ceo cfo chief leader founder boss".split())
_PLACING = frozenset("of from".split())  # before a place or a body after a name
_NICKNAME = re.compile(r"(?<=\w )[\"“‘'][^\W\d_]+[\"”’'] (?=[A-ZÀ-Þ])")  # "Ilo 'Lolo' Tamm"
_DATELINE = re.compile(r"(?:^|[.\n] )(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{3,})(?:, [^—–.]{2,30})? [—–-] ")
_BEFORE_ROLES = frozenset("chief head general".split())
_OF_TOWNS = frozenset(("mayor",))  # of whom a paper of the town says no more
_LINKS = frozenset("of for to from the and & at".split())  # inside an office
_BEFORE_OFFICE = frozenset(
    "the a an its our their current new is was as became becomes elected appointed named sworn in re-elected himself "
    "herself".split()
)


class Held(NamedTuple):
    """Somebody who is named beside an office.

    Attributes:
        person: Their id, or the full name of somebody who isn't on record.
        body: Stems of the names that tell whose office it is, besides those asked for; empty where none stand there.
    """

    person: int | str
    body: frozenset[str] = frozenset()


def holders_in(
    text: str, directory: SpeakerDirectory, heads: frozenset[str], telling: Collection[str], nearby: bool = False
) -> set[Held]:
    """People whom a text names beside an office.

    Args:
        text: Of an article.
        directory: The people on record.
        heads: The words that say what the office is: "mayor".
        telling: Stems of the words that tell which, all of which must stand at it.
        nearby: Whether it is enough that they stand in the text, where no others stand at the office: of a body.

    Returns:
        They, each with whose office it is.
    """
    holders = OfficeText(text, directory, telling, nearby)
    return set(holders.find(heads)) or (set(holders.of_body()) if heads & _OF_BODIES and telling else set())


@lru_cache(maxsize=65536)
def _plain(small: str) -> str:
    """A word in the form that offices have it in."""
    full = SHORT.get(small, small)
    return small.replace(".", "") if " " in full else full.replace(".", "")


class OfficeText:
    """A text in which it is looked for who holds an office; see `holders_in`."""

    def __init__(self, text: str, directory: SpeakerDirectory, telling: Collection[str], nearby: bool = False) -> None:
        self.text = with_plain_offices(_NICKNAME.sub("", text))
        self.words = tokens(self.text)
        self.directory = directory
        self.telling = set(telling)
        self.stems = [stem(_plain(word.small)) for word in self.words]
        # A stem is none: "educ" of "education".
        longer = {own for own, word in zip(self.stems, self.words, strict=True) if len(word.small) > len(own)}
        self.acronyms = {each for each in telling if 2 < len(each) < 6 and each not in longer}
        self.forms = {
            each: synonyms(each) | same_place(each) | place_words(each) | _ABBREVIATED.get(each, frozenset())
            for each in telling
        }
        self.of_kind = {each: self._of_kind(KINDS[each]) for each in telling if each in KINDS}
        self.dateline = self._told_in_dateline()
        self.nearby = nearby and self.telling <= self.told(range(len(self.words)))

    def find(self, heads: Collection[str]) -> Iterator[Held]:
        """Those beside whom one of some heads stands."""
        for place, word in enumerate(self.words):
            if SHORT.get(word.small, word.small).split()[-1] in heads and not self._goes_on_as_role(place):
                yield from self._at(place)

    def _goes_on_as_role(self, place: int) -> bool:
        """Whether another office follows, which is the one held: "chief inspector"."""
        following = self.words[place + 1 : place + 2]
        return (
            bool(following)
            and following[0].joined
            and following[0].small in ROLES | OCCUPATIONS
            and (self.words[place].small in _BEFORE_ROLES)
        )

    def of_body(self) -> Iterator[Held]:
        """Those who are only said to be of a body: "Tom Quell of Dunmere Fisheries"."""
        for place, word in enumerate(self.words[1:], 1):
            tail = self._tail(place - 1) if word.small in {"of", "from"} else range(0)
            if tail and self.telling <= self.told(tail):
                named = self.name_to(place - 1)
                untitled = named is not None and self.words[max(0, place - 3)].small not in ROLES
                if named is not None and untitled:
                    yield Held(named, self._body(tail))

    def _at(self, head: int) -> Iterator[Held]:
        """Those named directly before or after the office whose head stands at a place."""
        first, last = self._start(head), self._end(head)
        if self._is_another_office([word.small for word in self.words[max(0, first - 1) : head]]):
            return
        told = self.told(range(first, last + 1))
        if self.words[head].small in _OF_TOWNS:
            told |= self.dateline
        bare = self.nearby and not any(map(self._is_of_other, range(first, last + 1)))
        after = self.name_from(last + 1) if self.is_near(last + 1) else None
        if after is not None and self._is_titled(head, last):
            return  # "chief of staff to Senator Tom Quell": the senator is not the one
        if after is not None:
            person, end = after
            tail = self._tail(end)
            if self.telling <= told | self.told(tail) or (bare and not any(map(self._is_of_other, tail))):
                yield Held(person, self._body([*range(first, last + 1), *tail]))
            return  # "Ilo Tamm, Mayor Tom Quell": the office belongs to what follows
        named = self._named_before(first, last)
        if named is not None and (self.telling <= told or bare):
            yield Held(named, self._body(range(first, self._end_of_body(last) + 1)))

    def _is_full_name(self, place: int) -> bool:
        """Whether a given name and a surname stand from a place on, right behind the word before it."""
        following = self.words[place : place + 2]
        if len(following) < 2 or not following[0].joined or not following[1].joined:
            return False
        return following[0].capital and following[1].capital and is_given_name(following[0].small)

    def _is_titled(self, head: int, last: int) -> bool:
        """Whether an office ends with the title of somebody whom its holder works for: "chief of staff to Senator"."""
        return any(
            self.words[place].small in ROLES and self._stands_to(place) for place in range(head + TITLED, last + 1)
        )

    def _stands_to(self, place: int) -> bool:
        """Whether "to" stands before a title, with names between: "to U.S. Senator"."""
        while self.words[place - 1].capital:
            place -= 1
        return self.words[place - 1].small == "to"

    def _named_before(self, first: int, last: int) -> int | str | None:
        """Who is named before an office: directly, or at the beginning of a paragraph in which the new one speaks."""
        if self._is_full_name(last + 1):
            return None  # "Ilo Tamm, Mayor Tom Quell", where nobody can tell which Tom Quell that is
        before = first
        while before and self.words[before - 1].small in _BEFORE_OFFICE and self.is_near(before):
            before -= 1
        near = before and self.is_near(before) and not self._ends_entry(before)
        named = self.name_to(before - 1) if near else None
        if named is None and self.words[max(0, first - 1)].small == "new" and self._speaks(last + 1):
            return self._first_of_paragraph(first)
        return named

    def _ends_entry(self, place: int) -> bool:
        """Whether a line ends before a word that holds more than a name, as in a list of guests with their offices."""
        if "\n" not in self.text[self.words[place - 1].end : self.words[place].start]:
            return False
        start = self.text.rfind("\n", 0, self.words[place - 1].end) + 1
        line = [word.small for word in self.words[:place] if word.start >= start]
        return len(line) > LONGEST or any(each in ROLES for each in line)

    def _speaks(self, place: int) -> bool:
        """Whether a word says that somebody speaks."""
        return place < len(self.words) and self.words[place].small in {"said", "says", "told", "added", "adds"}

    def _first_of_paragraph(self, place: int) -> int | str | None:
        """Who is named first in the paragraph of an office: "Quell …. “…,” the new mayor said."."""
        start = self.text.rfind("\n\n", 0, self.words[place].start) + 1
        first = next(each for each, word in enumerate(self.words) if word.start >= start)
        named = self.name_from(first) if first < place and self.words[first].capital else None
        return named[0] if named else None

    def _end_of_body(self, last: int) -> int:
        """Where a body's name ends that an office goes on with."""
        end = last
        while end + 1 < len(self.words) and end - last < AFTER and self.words[end + 1].joined:
            if self._ends_sentence(end) or not (self.words[end + 1].capital or self.words[end + 1].small in _LINKS):
                break
            end += 1
        return end

    def _body(self, places: Iterable[int]) -> frozenset[str]:
        """Stems of the names beside an office, other than those asked for: whose it is."""
        return frozenset(self.stems[place] for place in places if self._is_of_other(place)) - self.telling

    def _is_another_office(self, before: Sequence[str]) -> bool:
        """Whether words before a head make it another office than the one asked for: "deputy governor"."""
        if not {"former", "ex"}.isdisjoint(before) and "former" not in self.telling:
            return True
        changed = any(word in CHANGING and stem(word) not in self.telling for word in before)
        return changed or has_other_charge(before, self.telling)

    def _is_of_other(self, place: int) -> bool:
        """Whether a word at an office names something else than what is asked for: "Mayor" says nothing of a place."""
        word = self.words[place]
        return word.capital and word.small not in ROLES and SHORT.get(word.small, word.small).split()[-1] not in ROLES

    def _of_kind(self, kind: re.Pattern[str]) -> set[int]:
        """Places of the words by which a body of a kind is called."""
        spans = [match.span() for match in kind.finditer(self.text)]
        return {
            place
            for place, word in enumerate(self.words)
            if any(start <= word.start and word.end <= end for start, end in spans)
        }

    def _told_in_dateline(self) -> set[str]:
        """Which of the telling words the place has where an article was written: "PORT DUNMERE, Estmar — "."""
        match = _DATELINE.search(self.text)
        stems = {stem(word.lower()) for word in match["place"].split()} if match else set()
        return {each for each in self.telling if each in stems}

    def is_near(self, place: int) -> bool:
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
            near = first < head and any(self._is_telling(each) for each in range(max(0, first - 3), first - 1))
            near = near and not (word.small in {"and", "&"} and self.words[first].small == "prime")
            # "the bank's governor"
            joins = (
                near
                or (first == head and word.possessive)
                or (word.small in {"and", "&"} and first > 1 and self.words[first - 2].small in ROLES)
            )
            if not (word.capital or word.text.isdigit() or self._tells(first - 1) or word.small in ROLES or joins):
                break
            if self._ends_sentence(first - 1):
                break
            first -= 1
        while first < head and self.words[first].small in STOPWORDS:
            first += 1
        return first

    def _ends_sentence(self, place: int) -> bool:
        """Whether a full stop after a word ends a sentence; after a short form it needn't."""
        return "." in self.text[self.words[place].end : self.words[place + 1].start] and (
            len(self.words[place].text) > ABBREVIATED and "." not in self.words[place].text
        )

    def _end(self, head: int) -> int:
        """Where the words after a head end that belong to the office: "of Dunmere", ", Dunmere Fisheries"."""
        last, linked = head, False
        for place in range(head + 1, min(len(self.words), head + AFTER)):
            word = self.words[place]
            if word.small in _LINKS and word.joined:
                linked = True
                continue
            starts = linked or (place == head + 1 and not word.joined and self.is_near(place))
            if not starts or not (
                self._tells(place)
                or word.small in ROLES
                or (word.capital and word.joined and (self._told_by(place) or self._ends_body(place, last)))
            ):
                break
            last = place
        return self._to_comma(last)

    def _to_comma(self, last: int) -> int:
        """Where an office's words go on to a comma: "of water resources,", "of the Isle of Kivik,"."""
        end, small = last, 0
        while end + 1 < len(self.words) and end - last < AFTER and self.words[end + 1].joined:
            word = self.words[end + 1]
            if self._ends_sentence(end):
                return end
            small += not word.capital and word.small not in _LINKS
            if small > MORE or (end == last and word.capital):
                return last
            end += 1
        return end if end + 1 < len(self.words) and self.is_near(end + 1) else last

    def _ends_body(self, place: int, last: int) -> bool:
        """Whether a word goes on with a body's name after the one that tells it: "of Dunmere Fisheries, Tom Quell"."""
        if last != place - 1 or not self._tells(last) or self._is_full_name(place):
            return False
        return self.name_from(place) is None

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
        return any(
            self.stems[place] in forms or place in self.of_kind.get(each, ()) for each, forms in self.forms.items()
        )

    def told(self, places: Sequence[int]) -> set[str]:
        """Which of the telling words stand at some places; initials of capitalised words count."""
        told = {each for each, forms in self.forms.items() if any(self.stems[place] in forms for place in places)}
        told |= {each for each, of_kind in self.of_kind.items() if not of_kind.isdisjoint(places)}
        initials = "".join(self.words[place].small[0] for place in places if self.words[place].capital)
        return told | {each for each in self.acronyms if each in initials}

    def name_from(self, place: int) -> tuple[int | str, int] | None:
        """Who is named from a place on, and where the name ends."""
        last = place
        while last + 1 < len(self.words) and last + 1 - place < LONGEST and self.goes_on(last + 1):
            last += 1
        for end in range(min(last, len(self.words) - 1), place - 1, -1):
            if (person := self.person(place, end)) is not None:
                return person, end
        unknown = self._unknown(place, last)
        return (unknown, last) if unknown else None

    def name_to(self, place: int) -> int | str | None:
        """Who is named up to a place."""
        unknown: str | None = None
        for first in range(max(0, place - LONGEST + 1), place + 1):
            whole = all(self.goes_on(each) for each in range(first + 1, place + 1))
            if whole and (person := self.person(first, place)) is not None:
                return person
            unknown = unknown or (self._unknown(first, place) if whole else None)
        return unknown

    def _unknown(self, first: int, last: int) -> str | None:
        """A full name that nobody on record bears, nor is like one of theirs."""
        words = self.words[first : last + 1]
        if not 1 < len(words) <= LONGEST or not all(word.text.isalpha() and word.capital for word in words):
            return None
        if not is_given_name(words[0].small) or any(word.small in ROLES or word.small in GROUPS for word in words):
            return None
        known = self.directory.matching(words[-1].text) or self.directory.guesses.by_typo(plain_word(words[-1].text))
        return None if known else " ".join(word.text for word in words)

    def goes_on(self, place: int) -> bool:
        """Whether a name goes on with a word."""
        word = self.words[place]
        if not word.joined or self._ends_sentence(place - 1):
            return False
        return word.capital or is_particle(word.text)

    def person(self, first: int, last: int) -> int | None:
        """Who on record is plainly named by words from one place to another."""
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
            if plain_word(match.person.name.split()[-1]) == plain_word(surname)
            and self._may_be_called(match.person, words[0].text)
        ]

    @staticmethod
    def _may_be_called(person: Person, given: str) -> bool:
        own = given_names(person)
        return not own or is_form_of(plain_word(own[0]), plain_word(given)) or given.startswith(own[0])
