"""Who came before and after somebody in an office: "Tamm's predecessor"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.answering.reading.office_holders import OfficeText
from index.answering.reading.offices import Holder, Offices, Texts
from index.search.speakers import SpeakerDirectory

_RELATION = re.compile(
    r"(?:(?P<owner>(?!(?:his|her|their)\b).+?)(?:['’]s?)? |(?:his|her|their) )?(?:own |former )?"
    r"(?P<word>predecessor|successor)"
    r"(?: (?:of|to) (?:the )?(?P<of>.+?)| as .+| in office)?",
    re.IGNORECASE,
)
_VERBS = frozenset("succeeds succeeded replaces replaced follows follow succeed replace".split())
_TAKING = frozenset("took takes take taken taking".split())
_OWNING = frozenset("his her their".split())
_SOUGHT = "predecessor successor succeeds succeeded replaces replaced follow followed took over"
BEARERS = 4  # of a surname that are looked at
NEAR = 30  # words between somebody's name and "her predecessor"


def is_of_succession(office: str) -> bool:
    """Whether an office in a question is whatever somebody had before or after another one."""
    return _RELATION.fullmatch(office) is not None


class Succession:
    """Finds who came before or after somebody.

    Args:
        directory: The people on record.
        texts: The articles' texts.
        offices: Who holds which office.
    """

    def __init__(self, directory: SpeakerDirectory, texts: Texts, offices: Offices) -> None:
        self._directory = directory
        self._texts = texts
        self._offices = offices

    def holder(self, office: str, previous: str | None) -> Holder | None:
        """Who is meant by "his predecessor", "Tamm's successor"; None where it is none of these, or nobody knows.

        Args:
            office: As a question has it.
            previous: Who spoke in the question before, who "he" is.
        """
        match = _RELATION.fullmatch(office)
        if match is None:
            return None
        named = match["owner"] or match["of"]
        before = match["word"].lower() == "predecessor"
        owners = self._owners(named, previous)
        names = list(dict.fromkeys(name for owner in owners for name in self._of(owner, named, before)))
        return Holder(names[0]) if len(names) == 1 else Holder("", rivals=tuple(names)) if names else None

    def _of(self, owner: int, named: str | None, before: bool) -> list[str]:
        """Those who came before or after somebody."""
        roles = sorted(self._directory.people[owner].roles, key=len, reverse=True)
        return self._told(owner, before) or self._by_terms([*([named] if named else []), *roles], owner, before)

    def _owners(self, named: str | None, previous: str | None) -> list[int]:
        """Whose predecessor it can be: of several of a surname mostly one alone had one."""
        name = named or previous or ""
        matches = self._directory.matching(name)
        if not matches and named and (holder := self._offices.holder(named)):
            matches = self._directory.matching(holder.name)
        meant = self._directory.meant(matches)
        owners = [meant] if meant else matches[:BEARERS]
        return [match.person.id for match in owners if not match.person.organisation]

    def _told(self, owner: int, before: bool) -> list[str]:
        """Those of whom articles say it."""
        surname = self._directory.people[owner].name.split()[-1]
        found: list[str] = []
        for text, _ in self._texts(f"{surname} {_SOUGHT}"):
            for earlier, later in _Told(OfficeText(text, self._directory, ()), owner).pairs():
                if owner == (later if before else earlier):
                    found.append(self._offices.name(earlier if before else later))
        return list(dict.fromkeys(found))

    def _by_terms(self, offices: Iterable[str], owner: int, before: bool) -> list[str]:
        """Those who are named in one of somebody's offices before or after them, by the first that tells."""
        found = (self._offices.beside_in_time(office, owner, before) for office in offices)
        return next(filter(None, found), [])


class _Told:
    """What a text says of who came before and after whom."""

    def __init__(self, text: OfficeText, asked: int) -> None:
        """Take a text; asked: whose predecessor or successor is looked for, who is meant by their surname alone."""
        self._text = text
        self._words = text.words
        self._asked = asked
        self._surname = text.directory.people[asked].name.split()[-1]

    def pairs(self) -> Iterator[tuple[int | str, int | str]]:
        """Two people each: an earlier one, and their successor."""
        for place, each in enumerate(self._words):
            if each.small in {"predecessor", "successor"}:
                owner, named = self._owner(place), self._named_after(place + 1)
                named = named if named is not None else self._named_before(place, owner)
                yield from _pair(owner, named) if each.small == "successor" else _pair(named, owner)
            elif each.small in _VERBS or (each.small == "from" and place > 1 and self._takes_over(place)):
                yield from _pair(self._object(place), self._subject(place))

    def _takes_over(self, place: int) -> bool:
        """Whether "took over" stands before "from"."""
        return self._words[place - 1].small == "over" and self._words[place - 2].small in _TAKING

    def _owner(self, place: int) -> int | str | None:
        """Whose predecessor or successor it is: theirs whose name stands before it, or of "her"."""
        if not place:
            return None
        if self._words[place - 1].possessive:
            return self._text.name_to(place - 1)
        if self._words[place - 1].small not in _OWNING:
            return None
        # In "the board named Lund as her successor" neither is meant.
        appointed = place > 1 and self._words[place - 2].small == "as"
        return self._last_named(self._sentence(place).start - 1 if appointed else place - 1)

    def _object(self, place: int) -> int | str | None:
        """Whom a verb's subject comes after: "succeeds Tamm", "to follow him"."""
        if place + 1 >= len(self._words):
            return None
        if self._words[place + 1].small in {"him", "her"}:
            return self._last_named(self._sentence(place).start - 1)
        return self._named_at(place + 1)

    def _last_named(self, place: int) -> int | str | None:
        """The first one named in the last sentence before a place that names anybody: its subject, mostly."""
        for _ in range(3 if place > 0 else 0):
            sentence = self._sentence(place)
            found = next((named for each in sentence if (named := self._named_at(each)) is not None), None)
            if found is not None or not sentence.start:
                return found
            place = sentence.start - 1
        return None

    def _sentence(self, place: int) -> range:
        first = place
        while first and place - first < NEAR and not self._ends(first):
            first -= 1
        return range(first, place)

    def _ends(self, place: int) -> bool:
        gap = self._text.text[self._words[place - 1].end : self._words[place].start]
        return bool(re.search(r"[.!?\n]", gap)) and len(self._words[place - 1].text) > 1

    def _named_at(self, place: int) -> int | str | None:
        if not self._words[place].capital:
            return None
        named = self._text.name_from(place)
        if named is None and self._words[place].text == self._surname:
            return self._asked
        return named[0] if named else None

    def _named_after(self, place: int) -> int | str | None:
        """As in "predecessor, Lund", "successor is Lund", "successor will be Lund"."""
        while place < len(self._words) and self._words[place].small in {"is", "was", "will", "be", "as"}:
            place += 1
        return self._named_at(place) if place < len(self._words) else None

    def _named_before(self, place: int, owner: int | str | None) -> int | str | None:
        """As in "named Lund, a professor, as her successor", "Lund, her successor"."""
        named = [self._named_at(each) for each in self._sentence(place)]
        others = [each for each in named if each is not None and each != owner]
        return others[-1] if others else None

    def _subject(self, place: int) -> int | str | None:
        """Who a verb's subject is: who is named first in its sentence, or in the one before "she"."""
        sentence = self._sentence(place)
        if sentence and self._words[sentence.start].small in {"he", "she"}:
            return self._last_named(sentence.start - 1)
        return next((named for each in self._sentence(place) if (named := self._named_at(each)) is not None), None)


def _pair(earlier: int | str | None, later: int | str | None) -> Iterator[tuple[int | str, int | str]]:
    if earlier is not None and later is not None and earlier != later:
        yield earlier, later
