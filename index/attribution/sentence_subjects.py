"""Who acts in a sentence: its subject, be it a name, somebody described ("the porter"), or a name new to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.attribution.described_people import HUMAN, described_people
from index.attribution.entity import Entity
from index.attribution.mentions import Mention, Sort
from index.attribution.person_nouns import is_person_noun
from index.attribution.reach import FEMALE_WORDS, MALE_WORDS, Reach
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.subject_grammar import Standing, standing, verb_after_name, verb_after_noun
from index.model import Span
from index.text.letter_case import SMALL
from index.text.person_names import gender_of, is_given_name
from index.text.quotation_marks import OUTSIDE


class Known(StrEnum):
    """What a text tells of a subject."""

    NAMED = "somebody whom the text names"
    DESCRIBED = "somebody without a name"
    NEWCOMER = "somebody with a given name, or a surname, alone"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts in a sentence.

    Attributes:
        span: The name, or the noun with its article.
        known: What the text tells.
        entity: Who; None unless named.
        gender: "m", "f" or "".
        verb: The first word of what is told of them.
        end: Code point after that verb.
        fronted: Whether a clause or a participle stands before: "Asked why, Tamm smiled."
        epithet: Whether the noun may be another word for somebody named: "the 24-year-old striker".
    """

    span: Span
    known: Known
    entity: Entity | None
    gender: str
    verb: str
    end: int
    fronted: bool = False
    epithet: bool = False

    def suits(self, gender: str) -> bool:
        """Whether a pronoun of a gender can mean them."""
        return self.gender in {"", gender}


# "News that Varga had won reached Tamm on the train."
_REACHED = re.compile(
    r"(?:The\s)?(?:[Nn]ews|[Ww]ord|[Rr]eports?|[Rr]umou?rs?|[Cc]laims?|[Cc]onfirmation|[Tt]alk|[Ss]uggestions?)\s"
    r"(?:that|of|about)\b[^.;:“”\"]*?\s(?P<verb>reached|found|caught|woke|surprised|shocked|delighted|stunned|angered|"
    r"pleased|saddened|upset|amused|alarmed|worried|came\sto|got\sto|caught\sup\swith)\s"
)
_AGED = re.compile(r"[Tt]he\s(?:[\w-]+\s)?\d{1,3}-year-old\b")
_AGE = re.compile(r",\s(?:aged\s)?\d{1,3}(?:,\s|\b(?=[.;]))")
CLEFTS = ("It was ", "It is ", "It’s ", "It's ")
_CLEFT_WHO = re.compile(rf",?\swho\s(?:first\s|also\s|then\s|finally\s|had\s)?(?P<verb>[{SMALL}]+)")
_WHO = re.compile(r",\s(?:who|whose)\b")
_APPOSED = re.compile(
    r",\s(?:(?:the|an?|my|our|his|her|their|one)\s|[\w’-]+['’]s\s)?(?P<words>(?:[\w’-]+\s){0,4}?[\w-]+)"
    r"(?=,|\s(?:of|from|in|at|for|who|with)\b)"
)
_ROLE_BEFORE = re.compile(r"(?:^|\s)([\w-]+),?\s$")
# Between a noun and the name beside it: "the mayor of Holm, Tom Quell", "her son, filmmaker Tom Quell".
_BESIDE = re.compile(
    rf"(?:\s(?:of|for|at|from|on|in|with|to|behind)\s[^,.;“”\"]{{2,50}})?,\s(?:[{SMALL}][\w’-]*\s){{0,4}}|\s"
)
_OWN_BODY = re.compile(
    r"\s(?P<whose>his|her)\s(?:eyes|head|hands?|shoulders?|face|nose|hair|hat|arms?|fists?|throat)\b"
)
_QUESTIONERS = frozenset("questioner interviewer moderator".split())  # others answer them
_HAVING = frozenset("thinks thought had has".split())
_LONGEST = 600  # code points of a sentence within which its subject stands
_LONGEST_BESIDE = 70  # code points between a noun and the name beside it
_LONGEST_OWNER = 60
_OWNING_THING = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[\w-]+\s){0,2}[\w-]+$")  # "the hospital"


class SentenceSubjects:
    """Reads the subjects of one article's sentences.

    Args:
        reach: The people by place, with the text.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach, self._text, self._states = reach, reach.text, reach.states

    def of(self, start: int, end: int) -> Subject | None:
        """The subject of a sentence, where it is a single person.

        Args:
            start: Where the sentence begins.
            end: Where it ends.
        """
        if start >= end or self._states[start] != OUTSIDE:
            return None
        end = min(end, start + _LONGEST)
        names = [m for m in self._reach.between(start, end) if self._is_somebody(m)]
        reached = _REACHED.match(self._text, start, end)
        if reached is not None:
            return self._reached(reached, names)
        cleft = self._cleft(start, names)
        if cleft is not None:
            return cleft
        found: list[tuple[int, Mention | Span]] = [(m.span[0], m) for m in names]
        for at, noun_end in described_people(self._text, start, end, self._states):
            first = self._owner_start(at)
            found.append((first, (first, noun_end)))
        for _, one in sorted(found, key=lambda each: each[0]):
            subject = self._described(one, start, end) if isinstance(one, tuple) else self._named(one, start, end)
            if subject is not None:
                return subject
        return None

    def _entity(self, mention: Mention) -> Entity | None:
        return self._reach.entities.of_mention.get(mention.span)

    def _reached(self, match: re.Match[str], names: list[Mention]) -> Subject | None:
        """Whom news reaches."""
        mention = next((m for m in names if m.span[0] == match.end()), None)
        entity = self._entity(mention) if mention else None
        if mention is None or entity is None:
            return None
        return Subject(mention.span, Known.NAMED, entity, entity.gender, match["verb"], mention.span[1], fronted=True)

    def _cleft(self, start: int, names: list[Mention]) -> Subject | None:
        """Whom "It was the guard, Ilo Tamm, who rang" brings to the fore."""
        if not self._text.startswith(CLEFTS, start):
            return None
        for mention in names:
            entity = self._entity(mention)
            who = _CLEFT_WHO.match(self._text, mention.span[1])
            if entity is not None and who is not None:
                return Subject(mention.span, Known.NAMED, entity, entity.gender, who["verb"], who.end(), fronted=True)
        return None

    # names

    def _is_somebody(self, mention: Mention) -> bool:
        if mention.quoted or mention.possessive or mention.sort is Sort.BODY:
            return False
        entity = self._entity(mention)
        return entity is None or not entity.organisation

    def _named(self, mention: Mention, start: int, end: int) -> Subject | None:
        place = standing(self._text[start : mention.span[0]], name=True)
        if place is None:
            return None
        if place.verb:
            return self._subject(mention, place.verb, mention.span[1], place)
        after = verb_after_name(self._text, mention.span[1], end, self._states)
        return self._subject(mention, after["verb"], after.end(), place) if after else None

    def _subject(self, mention: Mention, verb: str, stop: int, place: Standing) -> Subject | None:
        entity = self._entity(mention)
        if entity is not None:
            return Subject(mention.span, Known.NAMED, entity, entity.gender, verb, stop, place.fronted)
        if not self._is_newcomer(mention, verb):
            return None
        gender = mention.gender or gender_of(mention.words)
        return Subject(mention.span, Known.NEWCOMER, None, gender, verb, stop, place.fronted)

    def _is_newcomer(self, mention: Mention, verb: str) -> bool:
        """Whether a name of which nothing else tells that it is a person's is one here."""
        if len(mention.words) > 1:
            return mention.sort is Sort.PERSON or bool(HUMAN.match(verb))
        if self._reach.entities.forms(mention.words):
            return False
        given = is_given_name(mention.words[0])
        speaks = verb in FINITE_FORMS or verb in _HAVING or bool(HUMAN.match(verb))
        return (given and speaks) or self._is_introduced(mention, given=given)

    def _is_introduced(self, mention: Mention, *, given: bool) -> bool:
        """Whether an age, an occupation or "who" beside a name tells that it is a person's."""
        end = mention.span[1]
        who = _WHO.match(self._text, end)
        if _AGE.match(self._text, end) or (who is not None and (given or who.group().endswith("who"))):
            return True
        apposed = _APPOSED.match(self._text, end)
        if apposed is not None and any(is_person_noun(w.lower()) for w in apposed["words"].split()):
            return True
        role = _ROLE_BEFORE.search(self._text, max(0, mention.span[0] - 40), mention.span[0])
        return role is not None and is_person_noun(role.group(1).lower())

    # nouns

    def _owner_start(self, at: int) -> int:
        """Where a phrase begins whose noun somebody owns: "Tamm's lawyer"."""
        if self._text[at] not in "'’":
            return at
        near = self._reach.between(max(0, at - _LONGEST_OWNER), at)
        owners = [m for m in near if m.possessive and m.span[0] < at <= m.span[1]]
        if owners:
            return owners[-1].span[0]
        thing = _OWNING_THING.search(self._text, max(0, at - _LONGEST_OWNER), at)
        return thing.start() if thing else at

    def _described(self, span: Span, start: int, end: int) -> Subject | None:
        phrase = self._text[slice(*span)]
        place = standing(self._text[start : span[0]], name=not phrase[:1].islower() and bool(re.search("['’]", phrase)))
        if place is None or phrase.split()[-1].lower() in _QUESTIONERS:
            return None
        own = self._beside(span, end, place)
        if own is not None:
            return own
        after = None if place.verb else verb_after_noun(self._text, span[1], end)
        if after is None and not place.verb:
            return None
        verb, stop = (after["verb"], after.end()) if after else (place.verb, span[1])
        entity = self._reach.holder(phrase[4:], span[0]) if phrase.lower().startswith("the ") else None
        gender = entity.gender if entity else self._gender(phrase, stop)
        known = Known.NAMED if entity else Known.DESCRIBED
        return Subject(span, known, entity, gender, verb, stop, place.fronted, bool(_AGED.match(phrase)))

    def _gender(self, phrase: str, verb_end: int) -> str:
        """What a noun, or "rolled his eyes" after it, tells."""
        body = _OWN_BODY.match(self._text, verb_end)
        if body is not None:
            return {"his": "m", "her": "f"}[body["whose"]]
        word = phrase.split()[-1].lower()
        return "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""

    def _beside(self, span: Span, end: int, place: Standing) -> Subject | None:
        """Whom a name beside a noun makes the subject: "the mayor, Tom Quell, said", "a patient, Alan, had"."""
        near = [m for m in self._reach.between(span[1], min(end, span[1] + _LONGEST_BESIDE)) if self._is_somebody(m)]
        mention = next((m for m in near if _BESIDE.fullmatch(self._text, span[1], m.span[0])), None)
        if mention is None:
            return None
        stop = mention.span[1]
        after = verb_after_name(self._text, stop, end, self._states)
        if after is None and self._text.startswith(", ", stop):
            after = verb_after_name(self._text, stop + 1, end, self._states)  # "the mayor, Tom Quell, smiled"
        verb, stop = (after["verb"], after.end()) if after else (place.verb, stop)
        entity = self._entity(mention)
        gender = entity.gender if entity else mention.gender or gender_of(mention.words)
        known = Known.NAMED if entity else Known.NEWCOMER
        return Subject(mention.span, known, entity, gender, verb, stop, place.fronted)
