"""People who come to the fore by a bare surname or a possession of theirs, whom a pronoun after them may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.bodies import may_be_surname
from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.reach import Reach, is_person_word
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.roles import KIN, role_words
from index.attribution.wording import Wording
from index.text.letter_case import INITIAL
from index.text.quotation_marks import OUTSIDE

FAR = 3000  # code points between somebody and a pronoun within which is looked
# What may stand before a sentence's subject.
_LEAD = (
    r"(?:(?:But|And|Then|Yet|So|Still|Later|Now|Meanwhile|Next|Finally|Nearby|Only|Even|Perhaps|Soon|Afterwards?|Again|"
    rf"Instead|For|To|As for|Beside (?:him|her)|(?:On|Last|This) {INITIAL}\w+|(?:At|In|From|Across|Near) the \w+),?\s)?"
    r"(?:(?:It was|[Nn]ext (?:came|was|up was)|[Tt]hen came|came|up)\s)?"
)
# What somebody has that acts or speaks as he or she might.
_OWNED = (
    r"(?:office|team|staff|campaign|camp|aides?|lawyers?|attorneys?|people|family|deputy|deputies|men|women|crew|firm|"
    r"company|department|ministry|spokes\w+|assistants?|advisers?|advisors?|allies|engineers|workers|supporters|turn|"
    r"answer|reply|response|reaction)"
)
_SURNAME = re.compile(
    rf"{_LEAD}(?P<name>{INITIAL}[^\W\d_]+(?:-{INITIAL}[^\W\d_]+)?)"
    rf"(?:(?P<own>['’]s?)\s(?:\w+\s)?{_OWNED}\b|,\s(?:who|whose|for|in|on|sitting|standing|speaking|wearing)\b|"
    r"(?:\s(?:also|then|only|just|simply|merely|never|[a-z]+ly))?\s(?P<verb>[a-z]+)\b)"
)
# "But for Okwuosa the matter was plain."
_CONCERNED = re.compile(
    rf"(?:(?:But|And|Yet)\s)?(?:[Ff]or|[Aa]s for)\s(?P<name>{INITIAL}[^\W\d_]+)"
    r"(?:,|\s(?:the|it|this|that|all|there|no)\b)"
)
_OWNER = re.compile(
    rf"{_LEAD}(?:[Tt]he|[Aa]n?|[Aa]nother)\s(?P<role>(?:[\w-]+\s){{0,2}}[\w-]+)['’]s?\s(?:\w+\s)?{_OWNED}\b"
)
# "… their daughter, Franka, who now runs it."
_KIN = re.compile(
    rf"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir)|['’]s)\s(?:[\w-]+\s){{0,2}}?(?P<kin>{'|'.join(KIN)}),?\s"
    rf"(?P<name>{INITIAL}[^\W\d_]+)(?=,\s|\s[a-z])"
)
# What newspapers call the bearers of three offices.
_STYLED = re.compile(rf"{_LEAD}(?P<style>V?POTUS|FLOTUS)(?:['’]s)?\s")
_STYLES = {"POTUS": "president", "VPOTUS": "vice president", "FLOTUS": "first lady"}
VERBS = FINITE_FORMS | frozenset(
    """was is had has could would did does will took takes rose rises stood stands sat sits held holds gave gives came
    comes went goes got gets put left leaves made makes kept keeps thought thinks felt feels knew knows saw sees heard
    hears grew shook shakes threw throws bit drew drank ate wept wore wears laid lay ran runs met meets fell began
    begins let spoke speaks struck strikes swore stuck won wins lost loses sounded seemed seems looks smiles laughs
    shrugs nods frowns sighs grins agrees disagrees turns pauses waits wants likes""".split()
)


class Newcomers:
    """The people of one article who come to the fore without being introduced.

    Args:
        reach: Its people by place.
        entities: Its people.
        wording: Its words.
    """

    def __init__(self, reach: Reach, entities: Entities, wording: Wording) -> None:
        self._reach, self._entities, self._wording = reach, entities, wording
        self._text = reach.text

    def come_between(self, entity: Entity, start: int, end: int, gender: str) -> bool:
        """Whether a pronoun may mean somebody who came to the fore since its antecedent was named.

        Args:
            entity: The antecedent.
            start: Where the text means it last.
            end: Where the pronoun stands.
            gender: The pronoun's, "m" or "f".
        """
        if end - start > FAR:
            return False
        return any(self._is_somebody_else(at, end, entity, gender) for at in self._told_sentences(start, end))

    def _told_sentences(self, start: int, end: int) -> Iterator[int]:
        """Where the sentences between two places begin that no quotation opens."""
        for at in self._reach.sentence_starts(start, end):
            if self._reach.states[at] == OUTSIDE:
                yield at

    def _is_somebody_else(self, at: int, end: int, entity: Entity, gender: str) -> bool:
        named = (pattern.match(self._text, at, end) for pattern in (_SURNAME, _CONCERNED))
        if any(match is not None and self._is_newcomer(match, entity, gender) for match in named):
            return True
        if (styled := _STYLED.match(self._text, at, end)) and self._is_other_holder(_STYLES[styled["style"]], entity):
            return True
        owner = _OWNER.match(self._text, at, end)
        if owner is not None and self._is_other_holder(owner["role"], entity):
            return True
        return self._is_new_kin(at, end, entity, gender)

    def _is_new_kin(self, at: int, end: int, entity: Entity, gender: str) -> bool:
        """Whether a sentence names somebody's kin, by a given name alone of which nothing else tells whose it is."""
        last = next(self._reach.sentence_starts(at, end), end)
        named = (m for m in _KIN.finditer(self._text, at, last) if self._reach.states[m.start("name")] == OUTSIDE)
        fits = (m["name"] for m in named if KIN[m["kin"]] == gender)
        known = ([one for one, _ in self._entities.forms((name,))] for name in fits)
        return any(all(one is not entity and not one.full for one in bearers) for bearers in known)

    def _is_newcomer(self, match: re.Match[str], entity: Entity, gender: str) -> bool:
        """Whether a sentence's subject, or its owner, is somebody else of whom nothing tells who it is."""
        known = {one for one, _ in self._entities.forms((match["name"],))}
        if known:
            others = known - {entity}
            fits = any(one.gender in {"", gender} and not one.organisation for one in others)
            return bool(match.groupdict().get("own")) and entity not in known and fits
        verb = match.groupdict().get("verb")
        acts = verb is None or verb in VERBS or (verb.endswith("ed") and len(verb) > 4)
        return acts and may_be_surname(match["name"], self._wording)

    def _is_other_holder(self, role: str, entity: Entity) -> bool:
        """Whether a role before a possession is somebody else's than the antecedent's."""
        head, telling = role_words(role)
        if not is_person_word(role.split()[-1].lower()):
            return False
        return entity not in self._entities.bearers_of(head, telling)
