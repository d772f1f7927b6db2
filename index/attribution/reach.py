"""Who stands in a pronoun's reach: everybody whom a stretch of text names or mentions, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.mentions import Blocks, Mention, Sort
from index.attribution.roles import is_role, role_words
from index.model import Span
from index.text.letter_case import CAPITAL
from index.text.name_lists import NATIVES
from index.text.person_names import SHORT_TITLES
from index.text.quotation_marks import INSIDE

FAR = 3000  # code points from which a pronoun is too far for the text to tell whom it means
_SUBJECT = 45  # code points from a sentence's beginning within which its subject stands
_SENTENCE_END = re.compile(rf"(?P<word>[^\s.!?]*)[.!?][\"”'’)]*\s+(?=[\"“‘({CAPITAL}])")
_SHORT = frozenset(
    "mr mrs ms mx messrs jr sr st ft mt pres sec u.s".split()
)  # words whose full stop ends no sentence, beside titles
_SOMEBODY = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our|[Oo]ur|[Ss]ome|[Tt]his|[Aa]nother|[Oo]ne)|['’]s?)\s"
    r"(?P<words>(?:[\w-]+\s){0,2}[\w-]+)"
)
_NAME_OR_OWNER = re.compile(rf"\s(?!I\b)[{CAPITAL}]|['’]")  # not "a teacher I know"
MALE_WORDS = frozenset(
    "man boy father son husband brother uncle grandfather gentleman spokesman fisherman businessman king".split()
)
FEMALE_WORDS = frozenset(
    "woman girl mother daughter wife sister aunt grandmother lady spokeswoman businesswoman queen".split()
)
# Who only passes words on: "In a letter delivered by his factor, Alan Bruce, he wished …".
_CARRIED_BY = re.compile(
    r"\b(?:read|read out|delivered|forwarded|released|issued|sent|relayed|passed on|shared|circulated|provided|"
    r"published|posted|signed|handed over)\sby\s[^.;:“”\"]{0,70}$"
)
_BESIDE_NAME = re.compile(
    rf"(?:\s(?:of|for|at)\s[^,.;]{{2,60}})?,?\s[{CAPITAL}]|\swho\s[^,.;:“”\"]{{2,50}},\s[{CAPITAL}]|[,.]"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands in a pronoun's reach.

    Attributes:
        at: Where.
        end: Where the name or the noun ends.
        entity: Who; None for somebody whom the text doesn't name.
        gender: "m", "f" or "".
        owner: Who is named as an owner only ("Tamm's boat").
        named: Whether the text has a name there.
        first: Where the same name without an owner stands first; None where that is not known.
    """

    at: int
    end: int
    entity: Entity | None
    gender: str
    owner: Entity | None = None
    named: bool = True
    first: int | None = None

    @property
    def who(self) -> Entity | int:
        """What tells the candidate from others."""
        return self.entity or self.owner or (self.at if self.first is None else self.first)

    def suits(self, gender: str) -> bool:
        """Whether a pronoun of a gender can mean the candidate.

        Args:
            gender: "m" or "f".
        """
        organisation = self.entity is not None and self.entity.organisation
        return self.gender in {"", gender} and not organisation


class Reach:
    """The people of one article by place.

    Args:
        text: The article's text.
        blocks: Its blocks.
        states: Which code points are quoted.
        entities: Its people.
        mentions: Its mentions, in order.
    """

    def __init__(
        self, text: str, blocks: Blocks, states: bytes, entities: Entities, mentions: Sequence[Mention]
    ) -> None:
        self.text, self.blocks, self.states, self.entities = text, blocks, states, entities
        self._mentions = [m for m in mentions if m.span[0] >= 0]
        self._starts = [m.span[0] for m in self._mentions]
        self._sentences: dict[int, list[int]] = {}

    def between(self, start: int, end: int) -> list[Mention]:
        """The names between two places, in order."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def candidates(self, start: int, end: int) -> list[Candidate]:
        """Everybody who stands between two places outside quotations, in order."""
        found = [c for m in self.between(start, end) if (c := self._named(m)) is not None]
        taken = [(m.span[0] - 60, m.span[1] + 3) for m in self.between(start, end)]
        for match in _SOMEBODY.finditer(self.text, start, end):
            somebody = self._somebody(match, taken)
            if somebody is not None:
                found.append(somebody)
        return sorted(found, key=lambda c: c.at)

    def _named(self, mention: Mention) -> Candidate | None:
        if mention.quoted or mention.sort is Sort.BODY or self._carries(mention.span[0]):
            return None
        entity = self.entities.of_mention.get(mention.span)
        if mention.possessive:
            # "Tamm's boat sank. He …": Tamm is in reach, but nothing makes him the one who is meant.
            if entity is None or not entity.gender:
                return None
            return Candidate(*mention.span, None, entity.gender, entity)
        if entity is not None:
            return Candidate(*mention.span, entity, entity.gender)
        # A name of which nothing tells that it is a person's counts as somebody only where it has several words.
        loose = len(mention.words) > 1 or mention.titles
        return Candidate(*mention.span, None, mention.gender) if loose else None

    def _carries(self, at: int) -> bool:
        """Whether somebody stands there only as the one who passes another's words on."""
        return bool(_CARRIED_BY.search(self.text, max(self.sentence_of(at), at - 90), at))

    def _somebody(self, match: re.Match[str], taken: list[Span]) -> Candidate | None:
        """Somebody without a name: "a fisherman", "the mayor"."""
        at, words = match.start(), list(re.finditer(r"[\w-]+", match["words"]))
        noun = next((w for w in words if is_person_word(w.group().lower())), None)
        if noun is None or self.states[at] == INSIDE:
            return None
        word, end = noun.group().lower(), match.start("words") + noun.end()
        if _NAME_OR_OWNER.match(self.text, end) or self._is_beside_name(at, end, taken) or self._carries(at):
            return None
        gender = "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""
        entity = self.holder(self.text[at + 4 : end], at) if match.group().lower().startswith("the ") else None
        return Candidate(at, end, entity, entity.gender if entity else gender, named=False)

    def holder(self, role: str, at: int) -> Entity | None:
        """The only one of whom the text has told a role before a place."""
        head, telling = role_words(role)
        holders = [e for e in self.entities.bearers_of(head, telling) if e.at and e.at[0] < at] if head else []
        return holders[0] if len(holders) == 1 else None

    def _is_beside_name(self, at: int, end: int, taken: list[Span]) -> bool:
        """Whether what somebody is stands in apposition to a name: "the mayor, Tom Quell", "Tom Quell, the mayor"."""
        before = bool(_BESIDE_NAME.match(self.text, end)) and any(a <= at <= b for a, b in taken)
        return before or (self.text[max(0, at - 2) : at] == ", " and any(abs(b - 1 - at) <= 1 for _, b in taken))

    # sentences

    def is_subject(self, at: int) -> bool:
        """Whether somebody stands where a sentence's subject does."""
        return at - self.sentence_of(at) <= _SUBJECT

    def sentence_of(self, at: int) -> int:
        """Where the sentence of a place begins."""
        starts = self._sentence_starts(self.blocks.number(at))
        return starts[max(0, bisect_right(starts, at) - 1)]

    def sentence_starts(self, start: int, end: int) -> Iterator[int]:
        """Where the sentences begin that begin between two places, in order."""
        for number in range(self.blocks.number(start), self.blocks.number(end) + 1):
            yield from (at for at in self._sentence_starts(number) if start < at < end)

    def sentences_back(self, start: int, end: int) -> Iterator[Span]:
        """The sentences of a block up to a place, the last one first."""
        starts = self._sentence_starts(self.blocks.number(start))
        for number in range(bisect_left(starts, end) - 1, -1, -1):
            if end - starts[number] > 2 * FAR:
                break
            yield starts[number], min(end, starts[number + 1]) if number + 1 < len(starts) else end
        if end <= start:
            yield start, end

    def _sentence_starts(self, number: int) -> list[int]:
        if number not in self._sentences:
            start, end = self.blocks.spans[number]
            found = [start]
            for match in _SENTENCE_END.finditer(self.text, start, end):
                word = match.group("word").strip("“\"'(").lower()
                is_initial = len(word) == 1 and word.isalpha()
                if not (word in SHORT_TITLES or is_initial or word in _SHORT):
                    found.append(match.end())
            self._sentences[number] = found
        return self._sentences[number]


def is_person_word(word: str) -> bool:
    """Whether a noun means a person: "mayor", "woman".

    Args:
        word: The noun, in small letters.
    """
    return is_role(word) or word in MALE_WORDS or word in FEMALE_WORDS or word in NATIVES
