"""Everyone on record: from a name as asked to the people it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from rapidfuzz import fuzz, process

from index.model import Person
from index.search.latin_names import LatinNames
from index.search.name_guesses import NameGuesses
from index.text.name_lists import NOT_NAMES, TITLE_SURNAMES, TITLES
from index.text.name_spelling import plain_word
from index.text.person_names import fold, is_initials, parse_name
from index.text.roles import role_head
from index.text.romanisation import is_romanisation

SIMILAR = 72  # likeness, of 100, from which a word may be a misspelt one
SIMILAR_WORDS = 6  # such words of each part of a name
INITIALS = 3  # letters by which somebody may be called alone
KNOWN = 5  # statements from which somebody is well known
SPOTTED_WORDS = 6  # words of a name that is looked for in a text, at most
_MORE_TITLES = frozenset("doctors drs ag mayor-elect first lady honorable honourable messrs".split())
_COURTESY_TITLES = frozenset("dr doctor doctors mr mrs ms sir madam professor prof".split())  # that tell no two apart
_HANGUL = re.compile("[가-힣]{2,4}")
DOMINANT = 4  # times as many statements make one bearer of a name the one who is meant


IsSame = Callable[[Person, Person], bool]


def _is_never_same(label: Person, full: Person) -> bool:
    """Where nothing can tell that two are one person."""
    return False


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """One person as asked for.

    Attributes:
        person: The record that speaks most.
        ids: All stored records that are this person.
        count: Their statements together.
    """

    person: Person
    ids: tuple[int, ...]
    count: int


class SpeakerDirectory:
    """Names of everyone who spoke."""

    def __init__(self, speakers: Iterable[tuple[Person, int]], is_same: IsSame = _is_never_same) -> None:
        """Enter everyone.

        Args:
            speakers: People, each with the number of their statements.
            is_same: Tells whether somebody with a surname alone is the only one on record with a full name and that
                surname, where neither's roles tell.
        """
        self._is_same = is_same
        self.counts: dict[int, int] = {}
        self.people: dict[int, Person] = {}
        self._by_word: dict[str, set[int]] = {}
        self._spellings: dict[str, frozenset[str]] = {}  # of a plain word, or a part of one: how names write it
        self._plain: dict[int, frozenset[str]] = {}  # forms without accents and hyphens, of those who were asked for
        self._forms: dict[int, frozenset[str]] = {}
        self._by_role: dict[str, set[int]] = {}  # people by each word of their roles
        self._in_hangul: set[int] = set()  # people whose names are written so
        for person, count in speakers:
            self._enter(person, count)

    def joined(self, speakers: Iterable[tuple[Person, int]], is_same: IsSame | None = None) -> SpeakerDirectory:
        """A directory with these people's further statements and, where they changed, names; this one stays as it is.

        Args:
            speakers: People, each with the number of their further statements.
            is_same: See above; None leaves it as it is.
        """
        joined = SpeakerDirectory((), is_same or self._is_same)
        joined.counts, joined.people, joined._forms = dict(self.counts), dict(self.people), dict(self._forms)
        joined._by_word, joined._spellings, joined._plain = (
            dict(self._by_word),
            dict(self._spellings),
            dict(self._plain),
        )
        joined._by_role = {word: set(ids) for word, ids in self._by_role.items()}
        joined._in_hangul = set(self._in_hangul)
        own: set[str] = set()  # words whose people are no longer shared with this directory
        for person, count in speakers:
            old = _words(joined._forms.get(person.id, ()))
            for word in old | _words(_forms(person)):
                if word not in own:
                    own.add(word)
                    joined._by_word[word] = set(joined._by_word.get(word, ()))
            for word in old:
                joined._by_word[word].discard(person.id)
            joined._enter(person, joined.counts.get(person.id, 0) + count)
            for word in old:
                if not joined._by_word[word]:
                    del joined._by_word[word]
                    own.discard(word)
        return joined

    def _enter(self, person: Person, count: int) -> None:
        self.counts[person.id], self.people[person.id] = count, person
        forms = self._forms[person.id] = _forms(person)
        if self._plain:
            self._plain.pop(person.id, None)
        if _HANGUL.fullmatch(person.name):
            self._in_hangul.add(person.id)
        for word in {word for role in person.roles or (title_in_name(person),) for word in _role_words(role)}:
            self._by_role.setdefault(word, set()).add(person.id)
        by_word = self._by_word
        for word in _words(forms):
            if word in by_word:
                by_word[word].add(person.id)
            else:
                by_word[word] = {person.id}
                self._note_spelling(word)

    def _note_spelling(self, word: str) -> None:
        if word.isascii() and word.isalpha() and word[-1] not in "ijy" and "ij" not in word and "uy" not in word:
            return  # fast path, for tens of thousands of words: nothing in it is ever spelt otherwise
        plain = plain_word(word)
        if plain == word and "-" not in word:
            return  # most are
        for each in {plain, *plain.split("-")} - {word, ""}:
            self._spellings[each] = self._spellings.get(each, frozenset()) | {word}

    def _sharing(self, words: Sequence[str]) -> set[int]:
        """People in whose names all of these words occur, in whatever spelling."""
        found: set[int] | None = None
        for word in words:
            plain = plain_word(word)
            spellings = {word, plain, *self._spellings.get(plain, ())}
            bearers = set().union(*(self._by_word.get(spelling, ()) for spelling in spellings))
            found = bearers if found is None else found & bearers
            if not found:
                return set()
        return found or set()

    @cached_property
    def guesses(self) -> NameGuesses:
        """Guesses at names that are written otherwise; made when the first is needed."""
        persons = {id: person.name for id, person in self.people.items() if not person.organisation}
        words: dict[str, set[int]] = {}
        for id in persons:
            for word in self._plain_forms(id):
                for part in word.split():
                    words.setdefault(part, set()).add(id)
        return NameGuesses(persons, words)

    def in_role(self, words: Iterable[str]) -> set[int]:
        """People one of whose roles has one of these words, in small letters."""
        return set().union(*(self._by_role.get(word, ()) for word in words))

    def matching(self, name: str) -> list[SpeakerMatch]:
        """Whom a name can mean, the one who spoke most first; several when it is ambiguous.

        Readings of the name are tried from the strictest to the loosest, until one finds somebody: a form that was
        seen, a title with a surname, a part of a full name, a Korean's name in other letters.
        """
        name = re.sub(r"^(?i:the|mr|mrs|ms|miss|dr|sir|madam)\b\.?\s+", "", name.strip())
        asked = fold(name)
        if not asked:
            return []
        sharing = self._sharing(asked.split())
        if "-" in asked:
            sharing |= self._sharing(asked.replace("-", " ").split())
        people = (
            [self.people[id] for id in sharing if _plain(asked) in self._plain_forms(id)]
            or self._titled(name)
            or [self.people[id] for id in sharing if self._stands_for(asked, self.people[id])]
            or [self.people[id] for id in sharing if self._has_initials(asked, id)]
            or self._in_other_letters(name)
        )
        return self._group([*people, *self._labels_of(people)])

    def _in_other_letters(self, name: str) -> list[Person]:
        """Koreans whom a name means that is written in Latin letters, or in Hangul where articles have Latin ones."""
        if _HANGUL.fullmatch(name):
            return [each for each in self.people.values() if is_romanisation(each.name, name)]
        return [self.people[id] for id in sorted(self._in_hangul) if is_romanisation(name, self.people[id].name)]

    def sounding(self, name: str) -> list[SpeakerMatch]:
        """Whom a name in Hangul can mean, also where articles have it in Latin letters: "메르켈", "마린 르펜".

        Args:
            name: One word or several; of one syllable whoever may be called so, of whom a title must tell who is meant.
        """
        if matches := self.matching(name):
            return matches
        bearers = self._latin_names.with_syllable(name) if len(name) == 1 else self._latin_names.bearers(name)
        people = [self.people[id] for id in sorted(bearers)]
        return self._group([*people, *self._labels_of(people)])

    @cached_property
    def _latin_names(self) -> LatinNames:
        """Names in Latin letters by their sound; made when the first question needs them."""
        people = ((id, parse_name(each.name)[0]) for id, each in self.people.items() if not each.organisation)
        return LatinNames((id, fold(" ".join(words))) for id, words in people)

    def _labels_of(self, people: Sequence[Person]) -> list[Person]:
        """Records of the surname alone of somebody who is asked for by their full name, and who alone bears it."""
        persons = [person for person in people if not person.organisation]
        if len(persons) != 1 or not given_names(persons[0]):
            return []
        (full,) = persons
        surname = plain_word(full.name.split()[-1])
        bearers = [self.people[id] for id in self._sharing([fold(surname)]) if id != full.id]
        bearers = [each for each in bearers if not each.organisation and plain_word(each.name.split()[-1]) == surname]
        if any(given_names(each) for each in bearers):
            return []
        return [each for each in bearers if self.counts[each.id] and self._is_same(each, full)]

    def _titled(self, name: str) -> list[Person]:
        """Bearers of the surname in "President Vale"; those with that role alone, where there is one."""
        words, titles, _ = parse_name(" ".join(word.capitalize() if word.islower() else word for word in name.split()))
        if not titles or not words:
            return []
        surname = fold(" ".join(words))
        bearers = [
            self.people[id] for id in self._sharing(surname.split()[-1:]) if _plain(surname) in self._plain_forms(id)
        ]
        role = titles[0].lower()
        in_role = [
            person for person in bearers if any(role in each.lower() or each.lower() in role for each in person.roles)
        ]
        return in_role or bearers

    @staticmethod
    def meant(matches: Sequence[SpeakerMatch]) -> SpeakerMatch | None:
        """Who is plainly meant by a name: the only match, or the one who spoke far more than the next.

        Args:
            matches: Whom the name can mean, the one who spoke most first.

        Returns:
            The first match; None when there is none, or when the name is ambiguous.
        """
        if not matches:
            return None
        first, *others = matches
        return first if not others or first.count >= DOMINANT * others[0].count else None

    def _plain_forms(self, id: int) -> frozenset[str]:
        """The forms of a name without "the", accents and hyphens."""
        plain = self._plain.get(id)
        if plain is None:
            plain = self._plain[id] = frozenset(_plain(re.sub(r"^the ", "", form)) for form in self._forms[id])
        return plain

    def _has_initials(self, asked: str, id: int) -> bool:
        """Whether somebody is also written with initials that are asked for alone: "R.K." of R.K. Osk."""
        plain, person = plain_word(asked), self.people[id]
        if not 1 < len(plain) <= INITIALS or person.organisation:
            return False
        return any(
            plain == "".join(map(plain_word, takewhile(is_initials, form.split())))
            for form in (person.name, *person.aliases)
        )

    @staticmethod
    def _stands_for(asked: str, person: Person) -> bool:
        words = [plain_word(word) for word in fold(person.name).split()]
        wanted = [plain_word(word) for word in asked.split()]
        if person.organisation:
            if "of" in words and set(wanted) <= set(words[len(words) - words[::-1].index("of") :]):
                return False  # what a body is of is not the body
            return all(w in words for w in wanted) and (wanted[-1] == words[-1] or len(wanted) > 1)
        parts = set(_plain(asked).split())
        if len(parts) > 1 and parts <= set(_plain(fold(person.name)).split()):
            return True
        return wanted[-1] == words[-1] or wanted == words[: len(wanted)]

    def _group(self, people: list[Person]) -> list[SpeakerMatch]:
        """Matches of records: a bare surname goes with the bearer who is plainly meant.

        Full names are joined, and kept apart, by the store.  Organisations of a name are one match, by the shortest
        name.
        """
        people = sorted(people, key=lambda person: self._rank(person.id))
        persons = [person for person in people if not person.organisation]
        groups = [[person] for person in persons if len(_own_words(person)) > 1]
        surname_only = [person for person in persons if len(_own_words(person)) == 1]
        if unassigned := [person for person in surname_only if not self._joined_bearer(person, groups)]:
            groups.append(unassigned)
        if organisations := [person for person in people if person.organisation]:
            groups.append(sorted(organisations, key=lambda person: (len(person.name), *self._rank(person.id))))
        return sorted(map(self._match, groups), key=lambda match: (-match.count, match.person.name))

    def _joined_bearer(self, person: Person, groups: list[list[Person]]) -> bool:
        """Put a bare surname into the group of the bearer who is plainly meant; False when nobody is."""
        heads = set(map(role_head, person.roles)) - _COURTESY_TITLES
        in_role = [group for group in groups if heads & {role_head(role) for each in group for role in each.roles}]
        # Of who is called a coach, a minister's record is none.
        unknown = [
            group
            for group in groups
            if not heads or not {role_head(role) for each in group for role in each.roles} - _COURTESY_TITLES
        ]
        if heads:  # nor is somebody who is hardly known at all
            unknown = [group for group in unknown if self._statements(group) >= min(KNOWN, self.counts[person.id])]
        bearers = in_role or unknown
        if not bearers and len(groups) == 1 and self._is_same(person, groups[0][0]):
            bearers = groups
        if not self.meant([self._match(bearer) for bearer in bearers[:2]]):
            return False
        bearers[0].append(person)
        return True

    def _rank(self, id: int) -> tuple[int, str, int]:
        """Who spoke most first; of others' articles, which may decide on a number, a name tells nothing."""
        return -self.counts[id], self.people[id].name, id

    def _statements(self, people: list[Person]) -> int:
        return sum(self.counts[person.id] for person in people)

    def _match(self, people: list[Person]) -> SpeakerMatch:
        return SpeakerMatch(people[0], tuple(person.id for person in people), self._statements(people))

    def similar(self, name: str, count: int = 3) -> tuple[Person, ...]:
        """People whose names look like a misspelt one, likeliest first.

        Args:
            name: As asked.
            count: How many, at most.
        """
        asked = fold(name)
        names = sorted(w for w in self._by_word if len(w) > 2 and w not in NOT_NAMES and w not in TITLES)
        scores: dict[int, float] = {}
        for part in dict.fromkeys((asked, asked.split()[-1] if asked else "")):
            for word, score, _ in process.extract(
                part, names, scorer=fuzz.ratio, limit=SIMILAR_WORDS, score_cutoff=SIMILAR
            ):
                for id in self._by_word[word]:
                    scores[id] = max(scores.get(id, 0.0), score)
        best = sorted(scores, key=lambda id: (-scores[id], *self._rank(id)))
        return tuple(self.people[id] for id in best[:count])

    def most_quoted(self, count: int = 5, among: Iterable[int] | None = None) -> tuple[Person, ...]:
        """Those who spoke most, named people before groups.

        Args:
            count: How many, at most.
            among: Ids of the only ones wanted; None means everyone.
        """
        if among is None:
            return self._most_quoted[:count]
        return tuple(self._by_rank(self.people[id] for id in among if id in self.counts)[:count])

    @cached_property
    def _most_quoted(self) -> tuple[Person, ...]:
        return tuple(self._by_rank(self.people.values()))

    def _by_rank(self, people: Iterable[Person]) -> list[Person]:
        return sorted(people, key=lambda person: (person.organisation, *self._rank(person.id)))

    def spot(self, text: str) -> tuple[int, int, str] | None:
        """The first, longest known name in a text: (start, end, name as written)."""
        words = [(match.start(), match.end()) for match in re.finditer(r"[\w'’.&-]+", text)]
        for first in range(len(words)):
            for last in range(min(len(words), first + SPOTTED_WORDS) - 1, first - 1, -1):
                start, end = words[first][0], words[last][1]
                if self._is_known(text[start:end], last - first + 1):
                    return start, end, re.sub(r"['’]s?$", "", text[start:end])
        return None

    def _is_known(self, phrase: str, word_count: int) -> bool:
        bare = fold(phrase)
        if not bare or bare in NOT_NAMES or bare in TITLES:
            return False
        return bool(self.matching(phrase)) and (word_count > 1 or len(bare) > 1)


def _forms(person: Person) -> frozenset[str]:
    return frozenset(map(fold, {person.name, *person.aliases}))


def _words(forms: Iterable[str]) -> set[str]:
    return {word for form in forms for word in form.split()}


def _own_words(person: Person) -> list[str]:
    """Words of a name without what is a title before it: "President Vale" and "Doctors Vale" have one."""
    words = person.name.split()
    for role in sorted(person.roles, key=len, reverse=True):
        if person.name.startswith(role + " "):
            words = person.name[len(role) + 1 :].split()
            break
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    return words


def _is_title(word: str) -> bool:
    bare = word.lower().strip(".").split("-")[0]
    return bare in _MORE_TITLES or (bare in TITLES and bare not in TITLE_SURNAMES)


def title_in_name(person: Person) -> str:
    """The title with which a name is kept: "Secretary-General" of "Secretary-General Vale"; "" where there is none."""
    own = _own_words(person)
    words = person.name.split()
    return " ".join(words[: len(words) - len(own)])


def given_names(person: Person) -> list[str]:
    """The given names of somebody, as far as they are known."""
    return _own_words(person)[:-1]


def _role_words(role: str) -> list[str]:
    return role.lower().replace("-", " ").split()


def _plain(text: str) -> str:
    """Words without accents and hyphens, as a name may be typed."""
    return " ".join(map(plain_word, text.replace("-", " ").split()))
