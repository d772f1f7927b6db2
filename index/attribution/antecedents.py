"""Whom a pronoun means: its antecedent among those named in its reach."""

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
from index.text.name_lists import GROUPS, MANY_PEOPLE, TITLES
from index.text.quotation_marks import INSIDE

# Gender of each pronoun; "" of those that mean no single person.
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys("they them their theirs it its that this these those i we us me my our you your".split(), ""),
    **dict.fromkeys("who whom whose which one some many others both all".split(), ""),
}
RELATIVE = {"who", "whom", "whose"}
_BACK = 3  # blocks before a pronoun's own in which its antecedent may stand
_FAR = 3000  # code points from which a pronoun is too far for the text to tell whom it means
_LONGEST_QUESTION = 500  # code points
_SUBJECT = 45  # code points from a sentence's beginning within which its subject stands
_SENTENCE_END = re.compile(rf"(?P<word>[^\s.!?]*)[.!?][\"”'’)]*\s+(?=[\"“‘({CAPITAL}])")
# A question of which the next clause's subject is the one who is asked: "Asked whether Tamm had left, she …".
_ASKED = re.compile(
    r"\b(?:[Aa]sked|[Qq]uestioned|[Pp]ressed|[Qq]uizzed)\s(?:(?:repeatedly|again|later|by\s[\w’' -]{1,50}?)\s)?"
    r"(?:whether|if|about|on|over|why|how|what|when|where|who|which)\b"
)
_SOMEBODY = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our|[Oo]ur|[Ss]ome|[Tt]his|[Aa]nother|[Oo]ne)|['’]s?)\s"
    r"(?P<words>(?:[\w-]+\s){0,2}[\w-]+)"
)
_NAME_OR_OWNER = re.compile(rf"\s[{CAPITAL}]|['’]")
_MALE_WORDS = frozenset(
    "man boy father son husband brother uncle grandfather gentleman spokesman fisherman businessman king".split()
)
_FEMALE_WORDS = frozenset(
    "woman girl mother daughter wife sister aunt grandmother lady spokeswoman businesswoman queen".split()
)
# Who only passes words on: "In a letter delivered by his factor, Alan Bruce, he wished …".
_CARRIED_BY = re.compile(
    r"\b(?:read|read out|delivered|forwarded|released|issued|sent|relayed|passed on|shared|circulated|provided|"
    r"published|posted|signed|handed over)\sby\s[^.;:“”\"]{0,70}$"
)
_BESIDE_NAME = re.compile(rf"(?:\s(?:of|for|at)\s[^,.;]{{2,60}})?,?\s[{CAPITAL}]|[,.]")
_APPOSITION = re.compile(
    rf"(?:\s(?:of|from)\s[{CAPITAL}][\w. -]{{1,30}})?,?\s|"
    r",\s(?:(?:the|an?|its|his|her)\s)?[^,.;“”\"]{2,90},\s"
)

Verdict = tuple[Entity | None, int]  # whom a pronoun means, or nobody, and how many others in reach fit, too
Said = tuple[Span, Entity | None]  # a statement's mention of its speaker, and whom it meant


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands in a pronoun's reach.

    Attributes:
        at: Where.
        entity: Who; None for somebody whom the text doesn't name.
        gender: "m", "f" or "".
        owner: Who is named as an owner only ("Tamm's boat").
        named: Whether the text has a name there.
    """

    at: int
    entity: Entity | None
    gender: str
    owner: Entity | None = None
    named: bool = True

    @property
    def who(self) -> Entity | int:
        """What tells the candidate from others."""
        return self.entity or self.owner or self.at


class Antecedents:
    """Finds the antecedents of pronouns in one article.

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
        self._asked: Span = 0, 0  # the question before the pronoun that is resolved
        self._asked_about: frozenset[Entity] = frozenset()

    def resolve(self, pronoun: str, at: int, previous: Said | None) -> Verdict:
        """Resolve "he" or "she".

        Args:
            pronoun: The pronoun, in small letters.
            at: Where it stands.
            previous: The last statement's mention, and whom it meant.

        Returns:
            (the antecedent, or None where the text doesn't tell; how many others in reach fit, too).
        """
        gender = PRONOUNS[pronoun]
        if not gender:
            return None, 0
        if self.states[at] == INSIDE:
            return self._in_quotation(gender, at)
        self._note_question(at)
        own = self.blocks.number(at)
        for number in range(own, max(-1, own - _BACK - 1), -1):
            start, end = self.blocks.spans[number]
            end = min(at, end)
            said = previous if previous and start <= previous[0][0] < end else None
            found = self._in_block(gender, start, end, said, own=number == own)
            if found is not None:
                return self._unless_rivalled(gender, found, start, end)
        return None, 0

    def _unless_rivalled(self, gender: str, found: Verdict, start: int, end: int) -> Verdict:
        """An antecedent, unless the block names another one before the pronoun who fits no less."""
        entity, rivals = found
        if entity is None or entity.gender:
            return found
        near = self._candidates(max(start, end - _FAR), end)
        others = {c.entity for c in near if c.entity and c.named and _fits(c, gender)}
        others -= {entity}
        return (None, max(rivals, len(others))) if others else found

    def _note_question(self, at: int) -> None:
        """Note whom a question right before a pronoun is about: its subject is asked about another one."""
        self._asked, self._asked_about = (0, 0), frozenset()
        low = max(self._sentence_of(at), at - _LONGEST_QUESTION)
        match = _ASKED.search(self.text, low, at) if self.text[at - 2 : at] == ", " else None
        if match is None or self.states[match.start()] == INSIDE:
            return
        self._asked = match.end(), at
        named = (self.entities.of_mention.get(m.span) for m in self._between(match.end(), at))
        self._asked_about = frozenset(e for e in named if e is not None)

    def _is_asked_about(self, candidate: Candidate) -> bool:
        low, high = self._asked
        return low <= candidate.at < high or not self._asked_about.isdisjoint({candidate.entity, candidate.owner})

    def relative(self, at: int) -> Entity | None:
        """Resolve "who": the name right before it, or before an apposition that ends there.

        Args:
            at: Where it stands.
        """
        start, _ = self.blocks.spans[self.blocks.number(at)]
        before = [m for m in self._between(max(start, at - 160), at) if m.sort is not Sort.BODY]
        for mention in before[:-4:-1]:
            entity = self.entities.of_mention.get(mention.span)
            if entity is not None:
                return entity if self._precedes(mention, start, at) else None
        return None

    def _precedes(self, mention: Mention, start: int, at: int) -> bool:
        """Whether a clause with "who" at a place belongs to a name before it."""
        gap = self.text[mention.span[1] : at]
        if mention.possessive:
            return False
        if re.fullmatch(r",?\s(?:\([^()]*\),?\s)?", gap):
            lead = self.text[max(start, mention.span[0] - 30) : mention.span[0]].split()
            return not (len(lead) > 1 and lead[-1] in {"of", "to", "for"} and is_role(lead[-2]))
        return bool(_APPOSITION.fullmatch(gap))

    # candidates

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _candidates(self, start: int, end: int) -> list[Candidate]:
        """Everybody who stands between two places outside quotations, in order."""
        found = [c for m in self._between(start, end) if (c := self._named(m)) is not None]
        taken = [(m.span[0] - 60, m.span[1] + 3) for m in self._between(start, end)]
        for match in _SOMEBODY.finditer(self.text, start, end):
            somebody = self._somebody(match, taken)
            if somebody is not None:
                found.append(somebody)
        return sorted((c for c in found if not self._is_asked_about(c)), key=lambda c: c.at)

    def _named(self, mention: Mention) -> Candidate | None:
        if mention.quoted or mention.sort is Sort.BODY or self._carries(mention.span[0]):
            return None
        entity = self.entities.of_mention.get(mention.span)
        if mention.possessive:
            # "Tamm's boat sank. He …": Tamm is in reach, but nothing makes him the one who is meant.
            if entity is None or not entity.gender:
                return None
            return Candidate(mention.span[0], None, entity.gender, entity)
        if entity is not None:
            return Candidate(mention.span[0], entity, entity.gender)
        # A name of which nothing tells that it is a person's counts as somebody only where it has several words.
        loose = len(mention.words) > 1 or mention.titles
        return Candidate(mention.span[0], None, mention.gender) if loose else None

    def _carries(self, at: int) -> bool:
        """Whether somebody stands there only as the one who passes another's words on."""
        return bool(_CARRIED_BY.search(self.text, max(self._sentence_of(at), at - 90), at))

    def _somebody(self, match: re.Match[str], taken: list[Span]) -> Candidate | None:
        """Somebody without a name: "a fisherman", "the mayor"."""
        at, words = match.start(), list(re.finditer(r"[\w-]+", match["words"]))
        noun = next((w for w in words if _is_person_word(w.group().lower())), None)
        if noun is None or self.states[at] == INSIDE:
            return None
        word, end = noun.group().lower(), match.start("words") + noun.end()
        if _NAME_OR_OWNER.match(self.text, end) or self._is_beside_name(at, end, taken) or self._carries(at):
            return None
        gender = "m" if word in _MALE_WORDS else "f" if word in _FEMALE_WORDS else ""
        entity = self._holder(self.text[at + 4 : end], at) if match.group().lower().startswith("the ") else None
        return Candidate(at, entity, entity.gender if entity else gender, named=False)

    def _holder(self, role: str, at: int) -> Entity | None:
        """The only one of whom the text has told a role before a place."""
        head, telling = role_words(role)
        holders = [e for e in self.entities.bearers_of(head, telling) if e.at and e.at[0] < at] if head else []
        return holders[0] if len(holders) == 1 else None

    def _is_beside_name(self, at: int, end: int, taken: list[Span]) -> bool:
        """Whether what somebody is stands in apposition to a name: "the mayor, Tom Quell", "Tom Quell, the mayor"."""
        before = bool(_BESIDE_NAME.match(self.text, end)) and any(a <= at <= b for a, b in taken)
        return before or (self.text[max(0, at - 2) : at] == ", " and any(abs(b - 1 - at) <= 1 for _, b in taken))

    # choosing

    def _in_block(self, gender: str, start: int, end: int, said: Said | None, own: bool) -> Verdict | None:
        """Look for the antecedent in one block; None where nobody in it fits."""
        if said is not None:
            verdict = self._after_speaker(gender, start, end, said)
            if verdict is not None:
                return verdict
        if not own:
            return (None, 1) if end - start > _FAR else self._alone(gender, self._candidates(start, end))
        for low, high in self._sentences_back(start, end):
            verdict = self._in_sentence(gender, low, high)
            if verdict is not None:
                entity, rivals = verdict
                before = self._candidates(max(start, low - _FAR), low)
                others = {c.entity for c in before if c.entity and _fits(c, gender)} - {entity}
                return entity, rivals + len(others)
        return (None, 1) if end - start > _FAR else self._owner(gender, self._candidates(start, end))

    def _after_speaker(self, gender: str, start: int, end: int, said: Said) -> Verdict | None:
        """The last statement's speaker, unless somebody else who fits came to the fore since."""
        (at, after), entity = said
        if entity is None:
            return self._after_nobody(gender, at, after, end)
        if entity.organisation or entity.gender not in {"", gender} or entity in self._asked_about:
            return None
        low = self._sentence_of(at)
        if end - low > _FAR:
            return None, 1
        everybody = self._candidates(low, end)
        since = [c for c in everybody if c.who is not entity and _fits(c, gender)]
        fore = [c for c in since if c.at > after and self._leads(c, everybody) and self._sentence_of(c.at) > at]
        if fore or self._is_beside(said, end, since):
            return None, len(since)
        return entity, len({c.who for c in since})

    def _is_beside(self, said: Said, end: int, since: list[Candidate]) -> bool:
        """Whether somebody else stands beside the speaker so that a pronoun at the end may mean either.

        That is one before "who", and one between the speaker and the pronoun in one sentence.
        """
        (at, after), _ = said
        here = self._sentence_of(at)
        if self.text[at:after].lower() in RELATIVE:
            return any(c.at < at and self._sentence_of(c.at) == here for c in since)
        last = self.blocks.spans[self.blocks.number(at)][1]
        return end < last and self._sentence_of(end) == here and any(after < c.at for c in since)

    def _after_nobody(self, gender: str, at: int, after: int, end: int) -> Verdict | None:
        """After words of somebody whom the text doesn't name, a pronoun means that one."""
        mention = self.text[at:after].lower()
        words = set(re.findall(r"[\w-]+", mention))
        if mention in PRONOUNS:
            return (None, 0) if PRONOUNS[mention] == gender else None
        told = "m" if words & _MALE_WORDS else "f" if words & _FEMALE_WORDS else ""
        if told and told != gender:
            return None
        name = mention != self.text[at:after] and words.isdisjoint(MANY_PEOPLE) and words.isdisjoint(GROUPS)
        if not name and not any(map(is_role, words)):
            return None
        return None if self._is_followed(gender, at, after, end) else (None, 0)

    def _is_followed(self, gender: str, at: int, after: int, end: int) -> bool:
        """Whether somebody else who fits comes in a later sentence than a place, before another place close by."""
        sentence = self._sentence_of(at)
        near = end - after <= _FAR
        return near and any(
            _fits(c, gender) and self._sentence_of(c.at) > sentence for c in self._candidates(after, end)
        )

    def _in_sentence(self, gender: str, low: int, high: int) -> Verdict | None:
        if high - low > _FAR:
            return None, 1  # no sentence, but a list or a text without full stops
        everybody = self._candidates(low, high)
        fits = [c for c in everybody if _fits(c, gender)]
        if not any(c.entity for c in fits):
            unnamed = any((c.gender or self._is_subject(c.at)) and c.owner is None for c in fits)
            return (None, len(fits)) if unnamed else None
        named = {c.who for c in fits if c.named}
        if len(named) == 1 and fits[0].entity in named and self._leads(fits[0], everybody):
            return fits[0].entity, len(fits) - sum(c.named for c in fits)
        return self._alone(gender, everybody)

    @staticmethod
    def _alone(gender: str, everybody: list[Candidate]) -> Verdict | None:
        """The only one who fits."""
        fits = [c for c in everybody if _fits(c, gender)]
        if not fits:
            return None
        people = {c.who for c in fits}
        if len(people) > 1:
            return None, len(people) - 1
        return next((c.entity for c in fits if c.entity), None), 0

    def _owner(self, gender: str, everybody: list[Candidate]) -> Verdict | None:
        """The only one in a block who fits, where only something of theirs is named: "Roth's vote, which she …"."""
        fits = [c for c in everybody if _fits(c, gender)]
        owners = {c.owner for c in fits}
        owner = next(iter(owners)) if len(owners) == 1 else None
        if owner is None:
            return (None, len(fits)) if fits else None
        return owner, 1

    def _in_quotation(self, gender: str, at: int) -> Verdict:
        """A pronoun that is quoted means somebody whom the same quotation names."""
        start, _ = self.blocks.spans[self.blocks.number(at)]
        low = at
        while low > start and self.states[low - 1] == INSIDE:
            low -= 1
        named = {
            e
            for m in self._between(low, at)
            if (e := self.entities.of_mention.get(m.span)) and e.gender in {"", gender}
        }
        return (next(iter(named)), 0) if len(named) == 1 else (None, max(0, len(named) - 1))

    def _leads(self, candidate: Candidate, everybody: list[Candidate]) -> bool:
        """Whether somebody stands first in a sentence, as its subject does."""
        if candidate.owner is not None or not self._is_subject(candidate.at):
            return False
        sentence = self._sentence_of(candidate.at)
        return all(c.at >= candidate.at for c in everybody if self._sentence_of(c.at) == sentence)

    # sentences

    def _is_subject(self, at: int) -> bool:
        """Whether somebody stands where a sentence's subject does."""
        return at - self._sentence_of(at) <= _SUBJECT

    def _sentence_of(self, at: int) -> int:
        """Where the sentence of a place begins."""
        starts = self._sentence_starts(self.blocks.number(at))
        return starts[max(0, bisect_right(starts, at) - 1)]

    def _sentences_back(self, start: int, end: int) -> Iterator[Span]:
        """The sentences of a block up to a place, the last one first."""
        starts = self._sentence_starts(self.blocks.number(start))
        for number in range(bisect_left(starts, end) - 1, -1, -1):
            if end - starts[number] > 2 * _FAR:
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
                if not (word in TITLES or len(word) == 1 or word in {"jr", "sr", "st", "u.s"}):
                    found.append(match.end())
            self._sentences[number] = found
        return self._sentences[number]


def _is_person_word(word: str) -> bool:
    return is_role(word) or word in _MALE_WORDS or word in _FEMALE_WORDS


def _fits(candidate: Candidate, gender: str) -> bool:
    organisation = candidate.entity is not None and candidate.entity.organisation
    return candidate.gender in {"", gender} and not organisation
