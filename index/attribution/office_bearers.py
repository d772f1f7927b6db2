"""Whom a text means by what somebody is alone: "the mayor", "the Rovers boss", "the MCE", "her opponent"."""

from __future__ import annotations

import re

from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.mentions import Blocks
from index.attribution.role_synonyms import also_called
from index.attribution.roles import bears, role_words
from index.attribution.wording import Wording
from index.text.letter_case import CAPITAL, SMALL

_OFFICE_LETTERS = {"PM": "Prime Minister", "CM": "Chief Minister", "LoP": "Leader of the Opposition"}
# Offices of which each place has its own, and whose bearers a text calls by the place.
_OF_PLACES = frozenset("senator representative governor mayor councillor delegate".split())
_PLACE_AND_ROLE = re.compile(rf"[Tt]he (?:[{CAPITAL}][\w.-]* ){{1,2}}[{SMALL}]+")
_ANOTHER = re.compile(r"\b(?:[Aa]nother|[Aa] (?:second|third|fellow))\s(?:\w+\s)?$")
_LETTERS = re.compile(rf"[{CAPITAL}]{{2,5}}")
_OPPONENT = re.compile(r"(?P<whose>[Hh]is|[Hh]er) (?P<noun>opponent|rival|challenger)")


class OfficeBearers:
    """The people of one article by what they are.

    Args:
        wording: The article's words.
        blocks: Its blocks.
        entities: Its people.
    """

    def __init__(self, wording: Wording, blocks: Blocks, entities: Entities) -> None:
        self._wording, self._blocks, self._entities = wording, blocks, entities

    def asked(self, phrase: str) -> tuple[str, str, frozenset[str]]:
        """What a phrase with "the" asks for.

        Args:
            phrase: The phrase.

        Returns:
            (the phrase with an office of letters written out, the role's head, the words that tell which).
        """
        phrase = f"the {_OFFICE_LETTERS.get(phrase[4:], phrase[4:])}"
        return phrase, *role_words(phrase[4:])

    def holders(self, phrase: str, head: str, telling: frozenset[str], start: int) -> list[Entity]:
        """Everybody whom a role can mean; nobody where another one of it stands in the text without a name.

        Args:
            phrase: The phrase, such as "the former mayor".
            head: The role's head.
            telling: The words that tell which.
            start: Where the phrase begins.
        """
        if self._tells_of_another(head):
            return []
        found = self._bearing(head, telling) or self._of_place(phrase, head, start)
        return found or self._also_bearing(head, telling)

    def _bearing(self, head: str, telling: frozenset[str]) -> list[Entity]:
        holders = self._entities.bearers_of(head, telling)
        # "The former mayor" is never the mayor, and the other way round.
        return [e for e in holders if any(r.head == head and r.is_former == ("former" in telling) for r in e.roles)]

    def _also_bearing(self, head: str, telling: frozenset[str]) -> list[Entity]:
        """Those of whom the text tells the same by another word: "the Rovers boss", who is the Rovers manager."""
        others = [other for other in also_called(head) if not self._tells_of_another(other)]
        found = (self._bearing(other, telling - {head} | {other}) for other in others)
        return list({e.number: e for some in found for e in some}.values())

    def _tells_of_another(self, head: str) -> bool:
        """Whether the text speaks of another one of a role without a name: "another fisherman"."""
        text = self._wording.text
        return any(_ANOTHER.search(text, max(0, at - 24), at) for at in self._wording.places(head))

    def _of_place(self, phrase: str, head: str, start: int) -> list[Entity]:
        """The only bearer of an office, of whom the text doesn't say for which place: "the Norvale senator"."""
        if head not in _OF_PLACES or not _PLACE_AND_ROLE.fullmatch(phrase):
            return []
        holders = self._bearing(head, frozenset({head}))
        placed = any(role.head == head and role.words - {head} for e in holders for role in e.roles)
        return holders if len(holders) == 1 and holders[0].at[0] < start and not placed else []

    def in_office(self, holders: list[Entity], head: str, at: int) -> list[Entity]:
        """Of several bearers of a role the one of the article's title, else the only one of this paragraph so far.

        Args:
            holders: The bearers.
            head: The role's head.
            at: Where the phrase stands.
        """
        titled = [
            e for e in holders if any(m.block < 0 and bears(list(m.roles), head, frozenset()) for m in e.in_title)
        ]
        if len(titled) == 1 and self._wording.text[at + 4 : at + 5].isupper():
            return titled
        number = self._blocks.number(at)
        here = [e for e in holders if e.first_in.get(number, at) < at]
        return here if len(here) == 1 else []

    def by_letters(self, phrase: str, start: int) -> Entity | None:
        """The only one named so far whose office a phrase abbreviates: "the MCE", of the Municipal Chief Executive.

        One whose title is these letters is meant as well: "the CS", of Ports CS Ilo Tamm.

        Args:
            phrase: The phrase.
            start: Where it begins.
        """
        letters = phrase[4:]
        if not _LETTERS.fullmatch(letters):
            return None
        fits = [
            e
            for e in self._entities.people()
            if e.at and e.at[0] < start and any(_is_short(letters, name) for name in (*e.titles, *_names(e)))
        ]
        return fits[0] if len(fits) == 1 else None

    def opponent(self, phrase: str, start: int) -> Entity | None:
        """Whom "her opponent" means, of one opponent whom the text has named; None where he may be the one opposed.

        Args:
            phrase: The phrase.
            start: Where it begins.
        """
        asked = _OPPONENT.fullmatch(phrase)
        if asked is None:
            return None
        holders = self.holders(f"the {asked['noun']}", asked["noun"], frozenset({asked["noun"]}), start)
        own = {"his": "m", "her": "f"}[asked["whose"].lower()]
        sole = holders[0] if len(holders) == 1 else None
        return sole if sole and sole.at[0] < start and sole.gender not in {"", own} else None


def _names(entity: Entity) -> list[str]:
    return [role.name for role in entity.roles]


def _is_short(letters: str, office: str) -> bool:
    return office.split()[-1:] == [letters] or (len(letters) > 2 and _initials(office) == letters)


def _initials(office: str) -> str:
    words = office.replace("-", " ").split()
    return "".join(w[0] for w in words if w[0].isupper()) if len(words) > 1 else ""
