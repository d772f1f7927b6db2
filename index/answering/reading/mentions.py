"""People, bodies and offices that a question names, wherever they stand in it and however they are spelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from index.answering.reading.offices import OF_PLACES, is_head, office_at
from index.answering.reading.short_forms import given_fits, is_form_of
from index.answering.reading.tokens import Token, is_careless, tokens
from index.answering.reading.vocabulary import is_word_of_questions
from index.model import Person
from index.search.name_guesses import by_nickname
from index.search.speakers import DOMINANT, KNOWN, SpeakerDirectory, SpeakerMatch, given_names
from index.text.common_words import COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_lists import GROUPS, MANY_PEOPLE, NOT_NAMES, TITLE_SURNAMES, TITLES
from index.text.name_spelling import plain_word
from index.text.name_tables import FULL_FORMS
from index.text.name_variants import FAMILY_FIRST
from index.text.person_names import HONORIFICS, is_given_name
from index.text.terms import STOPWORDS, stem

LONGEST = 6  # words of a name
LONG_ENOUGH = 5  # letters of a name with a possessive "s" at least
IsWord = Callable[[str], bool]
Nicknames = Callable[[str], str | None]


class Named(Enum):
    """How somebody is named."""

    FULLY = "fully"  # by a name of several words, or a title and a name
    BRIEFLY = "briefly"  # by a surname
    WEAKLY = "weakly"  # by a given name, or a surname that is a word as well
    UNKNOWN = "unknown"  # by a name that nobody on record bears
    BY_OFFICE = "by office"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a question names.

    Attributes:
        start: Where the name begins in the question, with titles.
        end: Where it ends, exclusive, without a possessive ending.
        name: By what the directory knows whom; the office where it is one.
        how: How they are named.
        organisation: Whether it is no single person.
        guessed: Whether the name is written otherwise than the directory has it.
    """

    start: int
    end: int
    name: str
    how: Named
    organisation: bool = False
    guessed: bool = False


def find_mentions(
    text: str, directory: SpeakerDirectory, is_word: IsWord, nicknames: Nicknames = lambda _: None
) -> list[Mention]:
    """Everybody whom a text names, in order, none within another.

    Args:
        text: A question without its dates.
        directory: The people on record.
        is_word: Whether a word in small letters is one that the articles use.
        nicknames: Gives the name of whom articles say to be called by a word.
    """
    return _Finder(text, directory, is_word, nicknames).find()


class _Finder:
    def __init__(self, text: str, directory: SpeakerDirectory, is_word: IsWord, nicknames: Nicknames) -> None:
        self.nicknames = nicknames
        self.text = text
        self.directory = directory
        self.is_word = is_word
        self.words = tokens(text)
        self.careless = is_careless(self.words)

    def find(self) -> list[Mention]:
        found: list[Mention] = []
        place = 0
        while place < len(self.words):
            mention = self._at(place)
            if mention is None:
                place += 1
                continue
            found.append(mention)
            place = next((i for i, word in enumerate(self.words) if word.start >= mention.end), len(self.words))
        return _with_offices(self.text, self.words, found, self.directory)

    def _at(self, place: int) -> Mention | None:
        """The longest name that begins with a word."""
        word = self.words[place]
        if nickname := self._nickname(place) or self._stated(place):
            return nickname
        if word.small in STOPWORDS and not word.capital:
            return None
        for last in range(self._furthest(place), place - 1, -1):
            mention = self._known(place, last)
            if mention is not None:
                return mention
        return self._guess(place) or self._short_form(place) or self._unknown(place)

    def _furthest(self, place: int) -> int:
        """The last word that a name beginning here can reach to."""
        last = place
        while last + 1 < min(len(self.words), place + LONGEST) and self.words[last + 1].joined:
            if self.words[last].possessive:
                break
            last += 1
        return last

    def _phrase(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]

    # names that the directory knows

    def _known(self, first: int, last: int) -> Mention | None:
        words = self.words[first : last + 1]
        if words[-1].small in STOPWORDS or not self._may_be_name(words):
            return None
        phrase, matches = self._matching(first, last)
        if not matches:
            return None
        if len(words) > 1 and not _is_whole(words, matches):
            return None
        organisation = all(match.person.organisation for match in matches)
        name = _of_gender(words[0].small, matches) or phrase
        mention = Mention(words[0].start, words[0].start + len(phrase), name, Named.FULLY, organisation)
        if len(words) > 1:
            return mention
        if self._is_given_of_next(last):
            return None
        if (whole := self._family_first(last, mention, matches)) is not None:
            return whole
        how = self._how_briefly(words[0], matches)
        if how is Named.WEAKLY and (self._goes_on(last) or self._titled_otherwise(first, matches)):
            return None
        return how and self._with_given_name(first, replace(mention, how=how), matches)

    def _matching(self, first: int, last: int) -> tuple[str, list[SpeakerMatch]]:
        """Some words, and whom they can mean; a possessive without its apostrophe is left out."""
        phrase = self._phrase(first, last)
        matches = self.directory.matching(phrase)
        possessive = len(phrase) > LONG_ENOUGH and phrase.endswith("s")
        if not matches and possessive and not self._is_plain_word(self.words[last].small):
            phrase = phrase[:-1]
            matches = self.directory.matching(phrase)
        return phrase, matches

    def _may_be_name(self, words: Sequence[Token]) -> bool:
        if not self.careless and not all(word.capital or word.small in _PARTICLES for word in words):
            return False
        bare = [word for word in words if word.small.strip(".") not in TITLES or word.small in TITLE_SURNAMES]
        if not bare:
            return False
        if len(words) == 1:
            small = words[0].small
            before = self.text[: words[0].start].lower()
            if small in TITLE_SURNAMES and before.endswith("the "):
                return False  # "the Pope"
            if is_head(small) and small not in TITLE_SURNAMES:
                return False  # "AG", though one is on record as "AG Vale"
            return len(small) > 1 and not small.isdigit() and small not in NOT_NAMES and small not in MANY_PEOPLE
        return not any(word.small in STOPWORDS for word in (words[0], words[-1]))

    def _how_briefly(self, word: Token, matches: Sequence[SpeakerMatch]) -> Named | None:
        plain = plain_word(word.text)
        common = word.small in COMMON_WORDS or word.small in GROUPS or is_word_of_questions(word.small)
        if common and (not word.capital or word.start == 0):
            return None if word.small in STOPWORDS or is_word_of_questions(word.small) else Named.WEAKLY
        surnames = {plain_word(match.person.name.split()[-1]) for match in matches}
        if plain not in surnames and not any(match.person.organisation for match in matches):
            given = all(plain == plain_word(match.person.name.split()[0]) for match in matches)
            return Named.WEAKLY if given else Named.BRIEFLY
        return Named.BRIEFLY

    def _is_given_of_next(self, place: int) -> bool:
        """Whether a word is the given name of who is named by the next one: "Liz Vale"."""
        if place + 1 >= len(self.words) or not self.words[place + 1].joined or self.words[place].possessive:
            return False
        surname, given = self.words[place + 1], self.words[place].small
        if surname.small in STOPWORDS or not (surname.capital or self.careless):
            return False
        return any(given_fits(given, match.person.name) for match in self.directory.matching(surname.text))

    def _family_first(self, place: int, mention: Mention, matches: Sequence[SpeakerMatch]) -> Mention | None:
        """A family name with given names after it that the directory doesn't know: "Moon Jae-in"."""
        family = self.words[place].small
        if family not in FAMILY_FIRST or any(given_names(match.person) for match in matches[:1]):
            return None
        last = place
        for each in range(place + 1, min(place + 3, len(self.words))):
            word = self.words[each]
            if not word.joined or self._is_plain_word(word.small) or self.words[each - 1].possessive:
                break
            if not (word.capital if not self.careless else "-" in word.text or not self.is_word(word.small)):
                break
            last = each
        return replace(mention, end=self.words[last].end, guessed=True) if last > place else None

    def _titled_otherwise(self, place: int, matches: Sequence[SpeakerMatch]) -> bool:
        """Whether a title before a given name is none of its bearer's: "Pope Francis" is no Francis Vale."""
        if not self._titled(place):
            return False
        title = self.words[place - 1].small.strip(".")
        roles = {word for match in matches for role in match.person.roles for word in role.lower().split()}
        return title not in roles and title not in HONORIFICS

    def _goes_on(self, place: int) -> bool:
        """Whether a given name has a surname after it that nobody of this name bears."""
        if place + 1 >= len(self.words) or self.words[place].possessive:
            return False
        word, following = self.words[place], self.words[place + 1]
        if not following.joined or not is_given_name(word.small) or self._is_plain_word(following.small):
            return False
        return following.capital if not self.careless else not self.is_word(following.small)

    def _with_given_name(self, place: int, mention: Mention, matches: Sequence[SpeakerMatch]) -> Mention:
        """A surname with the word before it, where that is a given name: one that fits, or somebody unknown."""
        if not place or mention.organisation or not self.words[place].joined:
            return mention
        before = self.words[place - 1]
        given = before.small.strip(".")
        if before.possessive or given in TITLES or given in STOPWORDS or is_word_of_questions(given) or is_head(given):
            return mention
        fitting = [match for match in matches if given_fits(given, match.person.name)]
        if not fitting:
            if not self._is_given(place - 1):
                return mention
            fitting = [match for match in matches if not given_names(match.person) and not match.person.organisation]
        if fitting:
            return replace(mention, start=before.start, name=fitting[0].person.name, how=Named.FULLY, guessed=True)
        return Mention(before.start, mention.end, self.text[before.start : mention.end], Named.UNKNOWN)

    def _is_given(self, place: int) -> bool:
        """Whether a word before a surname is a given name, known as one or written as one."""
        word = self.words[place]
        given = word.small.strip(".")
        if given in NOT_NAMES:
            return False
        return is_given_name(given) if self.careless or place == 0 else word.capital

    # names that are written otherwise

    def _guess(self, place: int, given: bool = False) -> Mention | None:
        """Somebody whose name is near enough to a word; given: whether a given name stands before it."""
        word = self.words[place]
        small = plain_word(word.text)
        if not (self.careless or word.capital) or not small.isalpha() or self._is_plain_word(word.small):
            return None
        if place + 1 < len(self.words) and self.words[place + 1].joined and self._known(place + 1, place + 1):
            return None  # a given name, if it is one at all
        guesses = self.directory.guesses
        is_blend = any(map(str.isupper, word.text[1:])) or not self.is_word(word.small)
        if ids := guesses.by_initials(small) or (guesses.by_blend(small) if is_blend else set()):
            return self._guessed(place, place, ids)
        for name, bearers in guesses.by_typo(small, given).items():
            if not self.is_word(word.small) or stem(name) == stem(word.small) or self._titled(place):
                mention = self._guessed(place, place, set(bearers), name)
                if mention is not None:
                    return mention
        return None

    def _nickname(self, place: int) -> Mention | None:
        for last in (place + 1, place):
            if last < len(self.words):
                full = by_nickname(" ".join(word.small for word in self.words[place : last + 1]))
                matches = self._called(full) if full else []
                if matches:
                    start, end = self.words[place].start, self.words[last].end
                    return Mention(start, end, matches[0].person.name, Named.FULLY, guessed=True)
        return None

    def _stated(self, place: int) -> Mention | None:
        """Somebody by what articles say they are called, where nobody is better known by it: "Jojo"."""
        word = self.words[place]
        if not (self.careless or word.capital) or self._is_plain_word(word.small) or is_head(word.small):
            return None
        following = self.words[place + 1 : place + 2]
        if following and following[0].joined and following[0].capital and not word.possessive:
            return None  # a part of a longer name
        if any(match.count >= KNOWN or len(match.person.name.split()) > 1 for match in self._matching(place, place)[1]):
            return None
        name = self.nicknames(word.text)
        return Mention(word.start, word.end, name, Named.FULLY, guessed=True) if name else None

    def _short_form(self, place: int) -> Mention | None:
        """Somebody by a short form of their given name alone, if it is plain who: "Liz"."""
        word = self.words[place]
        if self._is_part_of_more(place) or is_word_of_questions(word.small):
            return None
        if not word.capital and not (self.careless and not self.is_word(word.small)):
            return None
        people = {
            match.person.id: match
            for full in FULL_FORMS.get(plain_word(word.text), ())
            for match in self.directory.matching(full)
            if not match.person.organisation and is_form_of(plain_word(match.person.name.split()[0]), full)
        }
        meant = self.directory.meant(sorted(people.values(), key=lambda match: -match.count))
        if meant is None:
            return None
        return Mention(word.start, word.end, meant.person.name, Named.WEAKLY, guessed=True)

    def _is_part_of_more(self, place: int) -> bool:
        """Whether a given name is that of somebody unknown, or a thing's: "Bill Strand", "the Harbour Bill"."""
        word, following = self.words[place], self.words[place + 1 : place + 2]
        if following and following[0].joined and following[0].capital and not word.possessive:
            return True
        before = self.words[place - 1] if place > 1 and word.joined else None
        return before is not None and (before.capital or before.small in _BEFORE_THINGS)

    def _called(self, full: str) -> list[SpeakerMatch]:
        """Bearers of a full name, or of its surname where no given name of theirs is known."""
        return self.directory.matching(full) or [
            match for match in self.directory.matching(full.split()[-1]) if not given_names(match.person)
        ]

    def _is_plain_word(self, small: str) -> bool:
        return (
            small in STOPWORDS or small in COMMON_WORDS or small in NOT_NAMES or small in TITLES
            or small in MANY_PEOPLE or is_word_of_questions(small)
        )  # fmt: skip

    def _titled(self, place: int) -> bool:
        return place > 0 and self.words[place].joined and self.words[place - 1].small.strip(".") in TITLES

    def _guessed(self, first: int, last: int, ids: set[int], spelt: str | None = None) -> Mention | None:
        """Whom a guess means, if it is plain who; spelt: how the directory writes the word."""
        people = [person for person in map(self.directory.people.__getitem__, ids) if not person.organisation]
        if spelt is not None:
            ends = {spelt, *spelt.split("-")}
            people = [person for person in people if plain_word(person.name.split()[-1]).split("-")[-1] in ends]
        start, given = self._before(first)
        if given:
            people = [person for person in people if not given_names(person) or given_fits(given, person.name)]
        meant = self._meant_of(people)
        if meant is None:
            return None
        return Mention(start, self.words[last].end, meant.person.name, Named.BRIEFLY, guessed=True)

    def _before(self, place: int) -> tuple[int, str]:
        """Where a name begins with a title or a given name before its surname, and this given name."""
        word = self.words[place]
        before = self.words[place - 1] if place and word.joined else None
        if before is None or before.small in STOPWORDS:
            return word.start, ""
        if before.small.strip(".") in TITLES:
            return before.start, ""
        return (before.start, before.small) if is_given_name(before.small) else (word.start, "")

    def _meant_of(self, people: Sequence[Person]) -> SpeakerMatch | None:
        """Who is plainly meant of some people, if anybody."""
        if not people:
            return None
        counts = self.directory.counts
        first = max(people, key=lambda person: counts[person.id])
        matches = self.directory.matching(first.name.split()[-1])
        match = next((each for each in matches if first.id in each.ids), None)
        if match is None:
            return next(iter(self.directory.matching(first.name)), None)
        others = [counts[person.id] for person in people if person.id not in match.ids]
        return match if match.count >= DOMINANT * max(others, default=0) else None

    # names that nobody bears

    def _unknown(self, place: int) -> Mention | None:
        """A given name with a word after it that is none: "Greta Holm"."""
        word = self.words[place]
        following = self.words[place + 1 : place + 3]
        if not following or not following[0].joined or word.possessive or not is_given_name(word.small):
            return None
        if self.careless or not (word.capital and following[0].capital):
            return None
        if is_word_of_questions(word.small) or following[0].small in GROUPS:
            return None
        if self._known(place + 1, place + 1) is not None:
            return None
        if (mistyped := self._guess(place + 1, given=True)) is not None:
            return replace(mistyped, start=min(word.start, mistyped.start))
        last = following[-1] if len(following) > 1 and following[-1].joined and following[-1].capital else following[0]
        if following[0].possessive:
            last = following[0]
        return Mention(word.start, last.end, self.text[word.start : last.end], Named.UNKNOWN)


_BEFORE_THINGS = frozenset("the a an this that these any some new".split())
_OF = re.compile(r" of (?:the )?")
_PARTICLES = frozenset(
    "de del della der den di du da do dos van von bin bint ibn al el la le y e ben of the and".split()
)


def _is_whole(words: Sequence[Token], matches: Sequence[SpeakerMatch]) -> bool:
    """Whether all words are of the name: "Stephen Vale Holt" is not a Holt whose "Vale" is a title."""
    if words[-1].small in TITLES and words[-1].small not in TITLE_SURNAMES:
        return False
    forms = {plain_word(word) for form in (matches[0].person.name, *matches[0].person.aliases) for word in form.split()}
    parts = {part for form in forms for part in form.split("-")} | forms
    own = [plain_word(word.text) for word in words if word.small.strip(".") not in TITLES]
    return all(part in parts for word in own for part in {word, *word.split("-")} - {""} if word not in parts) or (
        matches[0].person.organisation
    )


def _of_gender(honorific: str, matches: Sequence[SpeakerMatch]) -> str | None:
    """Who is meant by "Mrs. Vale", where others of the name speak more: the first whose given name is a woman's."""
    gender = HONORIFICS.get(honorific.strip("."))
    if gender is None or len(matches) < 2:
        return None
    names = FEMALE_NAMES if gender == "f" else MALE_NAMES
    fitting = (match.person for match in matches if {name.lower() for name in given_names(match.person)[:1]} & names)
    return next((person.name for person in fitting), None)


def _with_office(
    text: str, head: Token, start: int, end: int, names: list[Mention], directory: SpeakerDirectory
) -> list[Mention]:
    """Names with one office: as a title of the name after it, or by itself, with its owner's name in it."""
    if (beside := _titled_by(head, names)) is not None:
        others = [each for each in names if each is not beside and not start <= each.start < head.start]
        return [*others, replace(beside, start=min(start, beside.start))]
    kept = [each for each in names if not start <= each.start < end]
    persons = [each for each in names if each not in kept and not each.organisation]
    owners = [each for each in persons if each.end <= head.start]
    after = [each.start for each in persons if each.start > head.start]
    if len(owners) + len(after) < len(persons):
        return names  # the word is part of a name
    end = head.start + len(text[head.start : min(after, default=end)].rstrip())
    return [*kept, Mention(start, end, _owned(text, start, end, owners, directory), Named.BY_OFFICE)]


def _without_places(names: list[Mention], text: str, head: Token) -> list[Mention]:
    """Names without a given name after "president of", which is rather a place's: a paper's, "Norvale Weekly"."""
    if head.small not in OF_PLACES:
        return names
    return [
        each
        for each in names
        if each.how is not Named.WEAKLY or not _OF.fullmatch(text, head.end, max(head.end, each.start))
    ]


def _titled_by(head: Token, names: Sequence[Mention]) -> Mention | None:
    """Who is named directly after an office, or with its last word in the name."""
    beside = next((each for each in names if each.start <= head.end + 2 <= each.end), None)
    return beside if beside is not None and beside.how is not Named.BY_OFFICE else None


def _owned(text: str, start: int, end: int, owners: Sequence[Mention], directory: SpeakerDirectory) -> str:
    """An office with the surnames of those whose it is: "Vale's lawyer" of "Tove's lawyer"."""
    office = text[start:end]
    for owner in owners:
        matches = directory.matching(owner.name)
        if matches and _is_surname(text[owner.start : owner.end], matches[0].person):
            office = office.replace(text[owner.start : owner.end], matches[0].person.name.split()[-1], 1)
    return office


def _is_surname(written: str, person: Person) -> bool:
    """Whether a name ends with somebody's surname, or is a given name; the first word of a body's name is neither."""
    last = plain_word(written.split()[-1])
    return last == plain_word(person.name.split()[-1]) or is_given_name(written.split()[0].lower())


def _with_offices(
    text: str, words: Sequence[Token], names: Sequence[Mention], directory: SpeakerDirectory
) -> list[Mention]:
    """Names with the offices: one beside a name is part of it."""
    found = list(names)
    spans = {place: span for place in range(len(words)) if (span := office_at(words, place)) is not None}
    for place, (start, end) in spans.items():
        if any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans.values()):
            continue  # "general" of "General Fisheries chief"
        found = _without_places(found, text, words[place])
        found = _with_office(text, words[place], start, end, found, directory)
    return sorted(found, key=lambda mention: mention.start)
