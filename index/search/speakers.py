"""Everyone on record: from a name as asked to the people it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from index.model import Person
from index.text.name_lists import NOT_NAMES, TITLES
from index.text.person_names import fold, parse_name

DOMINANT = 4  # times as many statements make one bearer of a name the one who is meant


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """One person as asked for: the stored records that are them, and how much they said."""

    person: Person
    ids: tuple[int, ...]
    count: int


class SpeakerDirectory:
    """Names of everyone who spoke.  speakers: (person, number of statements)."""

    def __init__(self, speakers: Iterable[tuple[Person, int]]) -> None:
        self.counts: dict[int, int] = {}
        self.people: dict[int, Person] = {}
        self._by_word: dict[str, set[int]] = {}
        self._forms: dict[int, frozenset[str]] = {}
        for person, count in speakers:
            self._enter(person, count)

    def joined(self, speakers: Iterable[tuple[Person, int]]) -> SpeakerDirectory:
        """One with these people's further statements and, where they changed, names; this one stays as it is."""
        made = SpeakerDirectory(())
        made.counts, made.people, made._forms = dict(self.counts), dict(self.people), dict(self._forms)
        made._by_word = dict(self._by_word)
        own: set[str] = set()  # words whose people are no longer shared with this directory
        for person, count in speakers:
            old = _words(made._forms.get(person.id, ()))
            for word in old | _words(_forms(person)):
                if word not in own:
                    own.add(word)
                    made._by_word[word] = set(made._by_word.get(word, ()))
            for word in old:
                made._by_word[word].discard(person.id)
            made._enter(person, made.counts.get(person.id, 0) + count)
            for word in old:
                if not made._by_word[word]:
                    del made._by_word[word]
                    own.discard(word)
        return made

    def _enter(self, person: Person, count: int) -> None:
        self.counts[person.id], self.people[person.id] = count, person
        forms = self._forms[person.id] = _forms(person)
        for word in _words(forms):
            self._by_word.setdefault(word, set()).add(person.id)

    # Readings of a name from the strictest to the loosest; each is tried only where those before find nobody.
    # complexipy: ignore
    def voices(self, name: str) -> list[SpeakerMatch]:
        """Whom a name can mean, the one who spoke most first; several when it is ambiguous."""
        name = re.sub(r"^(?i:the|mr|mrs|ms|miss|dr|sir|madam)\b\.?\s+", "", name.strip())
        asked = fold(name)
        if not asked:
            return []
        held = [self._by_word.get(word, set()) for word in asked.split()]
        near = set.intersection(*held) if held else set()
        exact = [self.people[i] for i in near if asked in self._bare(i)]
        words, titles, _ = parse_name(" ".join(w.capitalize() if w.islower() else w for w in name.split()))
        if not exact and titles and words:
            family = fold(" ".join(words))
            exact = [self.people[i] for i in self._by_word.get(family.split()[-1], set()) if family in self._bare(i)]
            role = titles[0].lower()
            exact = [p for p in exact if any(role in r.lower() or r.lower() in role for r in p.roles)] or exact
        if not exact:
            exact = [self.people[i] for i in near if self._stands_for(asked, self.people[i])]
        return self._group(exact)

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

    def _bare(self, id: int) -> set[str]:
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

    # Three rules in order, each of which builds on the groups of those before.
    # complexipy: ignore
    def _group(self, people: list[Person]) -> list[SpeakerMatch]:
        """Records that are one person: the same name but for initials, a surname with the same role,
        and a bare surname where one bearer is plainly meant."""
        people = sorted(people, key=lambda p: -self.counts[p.id])
        full: dict[str, list[Person]] = {}
        for person in people:
            if not person.organisation and len(_own_words(person)) > 1:
                full.setdefault(_without_initials(person), []).append(person)
        groups = sorted(full.values(), key=self._said, reverse=True)
        bare = [p for p in people if not p.organisation and len(_own_words(p)) == 1]
        alone: list[Person] = []
        for person in bare:
            bearers = [g for g in groups if set(person.roles) & {r for p in g for r in p.roles}] or groups
            if self.meant([self._voice(bearer) for bearer in bearers[:2]]):
                bearers[0].append(person)
            else:
                alone.append(person)
        found = [self._voice(group) for group in groups]
        if alone:
            found.append(self._voice(alone))
        if held := [p for p in people if p.organisation]:
            found.append(self._voice(sorted(held, key=lambda p: (len(p.name), -self.counts[p.id]))))
        return sorted(found, key=lambda v: -v.count)

    def _said(self, people: list[Person]) -> int:
        return sum(self.counts[p.id] for p in people)

    def _voice(self, people: list[Person]) -> SpeakerMatch:
        return SpeakerMatch(people[0], tuple(p.id for p in people), self._said(people))

    def near(self, name: str, count: int = 3) -> tuple[Person, ...]:
        """People whose names look like a misspelt one, likeliest first."""
        asked = fold(name)
        names = [w for w in self._by_word if len(w) > 2 and w not in NOT_NAMES and w not in TITLES]
        found: dict[int, float] = {}
        for part in {asked, asked.split()[-1] if asked else ""}:
            for word, score, _ in process.extract(part, names, scorer=fuzz.ratio, limit=6, score_cutoff=72):
                for id in self._by_word[word]:
                    found[id] = max(found.get(id, 0.0), score)
        best = sorted(found, key=lambda i: (-found[i], -self.counts[i]))
        return tuple(self.people[i] for i in best[:count])

    def most(self, count: int = 5, among: Iterable[int] | None = None) -> tuple[Person, ...]:
        """Those who spoke most, named people before groups."""
        ids = [i for i in (among if among is not None else self.counts) if i in self.counts]
        ids.sort(key=lambda i: (self.people[i].organisation, -self.counts[i]))
        return tuple(self.people[i] for i in ids[:count])

    def spot(self, text: str) -> tuple[int, int, str] | None:
        """The first, longest known name in a text: (start, end, name as written)."""
        words = [(m.start(), m.end()) for m in re.finditer(r"[\w'’.&-]+", text)]
        best: tuple[int, int, str] | None = None
        for i in range(len(words)):
            for j in range(min(len(words), i + 6), i, -1):
                start, end = words[i][0], words[j - 1][1]
                piece = text[start:end]
                bare = fold(piece)
                if not bare or bare in NOT_NAMES or bare in TITLES:
                    continue
                if self.voices(piece) and (j - i > 1 or len(bare) > 1):
                    best = (start, end, re.sub(r"['’]s?$", "", piece))
                    break
            if best:
                return best
        return best


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
    held = [w for w in fold(" ".join(_own_words(person))).split() if w not in {"jr", "sr"}]
    return " ".join(w for i, w in enumerate(held) if i in {0, len(held) - 1} or len(w.strip(".")) > 1)
