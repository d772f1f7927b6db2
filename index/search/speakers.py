"""Everyone on record: from a name as asked to the people it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from index.model import Person
from index.text.name_lists import NOT_NAMES, TITLES
from index.text.person_names import fold, parse_name

SIMILAR = 72  # likeness, of 100, from which a word may be a misspelt one
SIMILAR_WORDS = 6  # such words of each part of a name
SPOTTED_WORDS = 6  # words of a name that is looked for in a text, at most
DOMINANT = 4  # times as many statements make one bearer of a name the one who is meant


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

    def __init__(self, speakers: Iterable[tuple[Person, int]]) -> None:
        """Enter everyone.

        Args:
            speakers: People, each with the number of their statements.
        """
        self.counts: dict[int, int] = {}
        self.people: dict[int, Person] = {}
        self._by_word: dict[str, set[int]] = {}
        self._forms: dict[int, frozenset[str]] = {}
        for person, count in speakers:
            self._enter(person, count)

    def joined(self, speakers: Iterable[tuple[Person, int]]) -> SpeakerDirectory:
        """A directory with these people's further statements and, where they changed, names; this one stays as it is.

        Args:
            speakers: People, each with the number of their further statements.
        """
        joined = SpeakerDirectory(())
        joined.counts, joined.people, joined._forms = dict(self.counts), dict(self.people), dict(self._forms)
        joined._by_word = dict(self._by_word)
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
        for word in _words(forms):
            self._by_word.setdefault(word, set()).add(person.id)

    def matching(self, name: str) -> list[SpeakerMatch]:
        """Whom a name can mean, the one who spoke most first; several when it is ambiguous.

        Readings of the name are tried from the strictest to the loosest, until one finds somebody: a form that was
        seen, a title with a surname, a part of a full name.
        """
        name = re.sub(r"^(?i:the|mr|mrs|ms|miss|dr|sir|madam)\b\.?\s+", "", name.strip())
        asked = fold(name)
        if not asked:
            return []
        sharing = set.intersection(*(self._by_word.get(word, set()) for word in asked.split()))
        people = (
            [self.people[id] for id in sharing if asked in self._forms_without_article(id)]
            or self._titled(name)
            or [self.people[id] for id in sharing if self._stands_for(asked, self.people[id])]
        )
        return self._group(people)

    def _titled(self, name: str) -> list[Person]:
        """Bearers of the surname in "President Vale"; those with that role alone, where there is one."""
        words, titles, _ = parse_name(" ".join(word.capitalize() if word.islower() else word for word in name.split()))
        if not titles or not words:
            return []
        surname = fold(" ".join(words))
        sharing = self._by_word.get(surname.split()[-1], set())
        bearers = [self.people[id] for id in sharing if surname in self._forms_without_article(id)]
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

    def _forms_without_article(self, id: int) -> set[str]:
        return {re.sub(r"^the ", "", form) for form in self._forms[id]}

    @staticmethod
    def _stands_for(asked: str, person: Person) -> bool:
        words = fold(person.name).split()
        wanted = asked.split()
        if person.organisation:
            return all(w in words for w in wanted) and (wanted[-1] == words[-1] or len(wanted) > 1)
        return (
            wanted[-1] == words[-1] or wanted == words[: len(wanted)] or (len(wanted) > 1 and set(wanted) <= set(words))
        )

    def _group(self, people: list[Person]) -> list[SpeakerMatch]:
        """Join records that are one person.

        That is: the same name but for initials, a surname with the same role, and a bare surname where one bearer is
        plainly meant.  Organisations of a name are one match, by the shortest name.
        """
        people = sorted(people, key=lambda person: -self.counts[person.id])
        persons = [person for person in people if not person.organisation]
        full: dict[str, list[Person]] = {}
        for person in persons:
            if len(_own_words(person)) > 1:
                full.setdefault(_without_initials(person), []).append(person)
        groups = sorted(full.values(), key=self._statements, reverse=True)
        surname_only = [person for person in persons if len(_own_words(person)) == 1]
        if unassigned := [person for person in surname_only if not self._joined_bearer(person, groups)]:
            groups.append(unassigned)
        if organisations := [person for person in people if person.organisation]:
            groups.append(sorted(organisations, key=lambda person: (len(person.name), -self.counts[person.id])))
        return sorted(map(self._match, groups), key=lambda match: -match.count)

    def _joined_bearer(self, person: Person, groups: list[list[Person]]) -> bool:
        """Put a bare surname into the group of the bearer who is plainly meant; False when nobody is."""
        in_role = [group for group in groups if set(person.roles) & {role for each in group for role in each.roles}]
        bearers = in_role or groups
        if not self.meant([self._match(bearer) for bearer in bearers[:2]]):
            return False
        bearers[0].append(person)
        return True

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
        names = [w for w in self._by_word if len(w) > 2 and w not in NOT_NAMES and w not in TITLES]
        scores: dict[int, float] = {}
        for part in dict.fromkeys((asked, asked.split()[-1] if asked else "")):
            for word, score, _ in process.extract(
                part, names, scorer=fuzz.ratio, limit=SIMILAR_WORDS, score_cutoff=SIMILAR
            ):
                for id in self._by_word[word]:
                    scores[id] = max(scores.get(id, 0.0), score)
        best = sorted(scores, key=lambda id: (-scores[id], -self.counts[id], id))
        return tuple(self.people[id] for id in best[:count])

    def most_quoted(self, count: int = 5, among: Iterable[int] | None = None) -> tuple[Person, ...]:
        """Those who spoke most, named people before groups.

        Args:
            count: How many, at most.
            among: Ids of the only ones wanted; None means everyone.
        """
        ids = [id for id in (among if among is not None else self.counts) if id in self.counts]
        ids.sort(key=lambda id: (self.people[id].organisation, -self.counts[id]))
        return tuple(self.people[id] for id in ids[:count])

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
    """Words of a name without a role before it: "President Vale" has one."""
    for role in sorted(person.roles, key=len, reverse=True):
        if person.name.startswith(role + " "):
            return person.name[len(role) + 1 :].split()
    return person.name.split()


def _without_initials(person: Person) -> str:
    """Donald J. Trump and Donald Trump are one."""
    words = [word for word in fold(" ".join(_own_words(person))).split() if word not in {"jr", "sr"}]
    ends = {0, len(words) - 1}
    return " ".join(word for place, word in enumerate(words) if place in ends or len(word.strip(".")) > 1)
