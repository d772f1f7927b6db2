"""How likely each person in reach is the one whom a pronoun means, by how much the text before it is about them.

A log-linear model over what makes somebody the subject of a stretch of text: who stands where subjects stand, who
spoke last, who is named often and near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from math import exp

from index.attribution.antecedent_features import CLAUSE, SUBORDINATE, Place, Trace, score
from index.attribution.entity import Entity
from index.attribution.mentions import Sort
from index.attribution.narrative_sentences import NarrativeSentences
from index.attribution.reach import FEMALE_WORDS, MALE_WORDS, Candidate, Reach
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.roles import is_role
from index.text.letter_case import SMALL
from index.text.name_lists import GROUPS
from index.text.person_names import is_given_name
from index.text.quotation_marks import INSIDE, OUTSIDE

_BLOCKS = 4  # blocks before a pronoun's own that are in reach
_REACH = 2500  # code points before a pronoun that are
_MOST = 60  # traces that are looked at
_LONGEST_NAME = 40  # code points
_SUBJECT = 45  # code points from a sentence's beginning within which its subject stands
_KEPT = 0.6  # probability from which a pronoun counts as a mention of somebody
_TOLD = 0.98  # probability that a pronoun means whom the rules take it to mean
_KEPT_NOUN = 0.75  # the same of a noun: "the senator"
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?!-)")
_VERB_AFTER = re.compile(
    rf"(?:\s\([^()]{{1,40}}\))?(?:,\s[^,.;:“”\"]{{2,90}},)?(?:\s(?:also|later|then|once|again|\w+ly|has|had))?\s([{SMALL}]+)"
)
_INVERTED = re.compile(r"[”\"’',?!—-]\s(\w+)\s$")
_WORD_BEFORE = re.compile(r"([\w’']+)\s$")
_WORDS = re.compile(rf"[{SMALL}]+")
_PREPOSITIONS = frozenset(
    "of with by for to from about against in on at over under between into like than behind toward towards after "
    "before near and or".split()
)
_AUXILIARIES = frozenset(
    "is was has had will would can could did does do may might must should are were went came took got won lost left "
    "made gave ran began became kept spoke held told said".split()
)
_AFTER_NOUN = FINITE_FORMS | _AUXILIARIES | _PREPOSITIONS | frozenset("who whose whom which that but so".split())
# Nouns that mean somebody only where no other noun follows: "the general election", "the Republican party".
_ADJECTIVES = (
    "general",
    "star",
    "republican",
    "democrat",
    "conservative",
    "liberal",
    "chief",
    "head",
    "major",
    "private",
)
_OF_SOMEBODY = frozenset("campaign administration camp aide aides team allies ally backer backers rally".split())
_NEXT_WORD = re.compile(rf"\s([{SMALL}][\w-]*)")
_BODY_PART = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:\w+\s)?heads?\b")
_PREDICATE = re.compile(r"(?:\b(?:is|was|are|were|be|been|as|like|become|became)|['’]s|,\s\d\d?,)\s$|['’]$")


Ranked = list[tuple[Entity | int, float]]  # people, or numbers of those without a name, with probabilities


class Salience:
    """Ranks the people in reach of pronouns in one article.

    Args:
        reach: The people by place.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach, self.text, self.states, self.blocks = reach, reach.text, reach.states, reach.blocks
        self._traces: list[Trace] = []
        self._told: dict[int, Ranked] = {}
        self._first_of_word: dict[str, int] = {}
        self._read = 0  # code points whose traces are known
        self._sentences = NarrativeSentences(reach)

    def ranked(self, at: int, gender: str) -> Ranked:
        """Who may be meant by a pronoun, the likeliest first.

        Args:
            at: Where it stands.
            gender: "m" or "f".
        """
        self._read_to(at)
        return self._rank(at, gender)

    def note(self, at: int, who: Entity) -> None:
        """Learn whom a pronoun was found to mean, for those that come after it.

        Args:
            at: Where it stands.
            who: The person.
        """
        self._told[at] = [(who, _TOLD)]

    # traces

    def _read_to(self, at: int) -> None:
        """Note everybody who stands before a place, and whom the pronouns between mean."""
        start = max(self._read, at - 2 * _REACH)
        if start > self._read:
            start = self.blocks.spans[self.blocks.number(start)][0]
        for number in range(self.blocks.number(start), self.blocks.number(max(start, at - 1)) + 1):
            first, last = self.blocks.spans[number]
            self._read_block(max(first, start, at - 2 * _REACH), min(last, at), number)
        self._read = max(self._read, at)

    def _read_block(self, start: int, end: int, number: int) -> None:
        named = [*self._people(start, end), *self._single_words(start, end)]
        found: list[tuple[int, Candidate | str]] = [(candidate.at, candidate) for candidate in named]
        found += self._pronouns(start, end)
        for at, one in sorted(found, key=lambda pair: pair[0]):
            if isinstance(one, str):
                self._note_pronoun(at, one, number)
            else:
                who = self._meant_by_noun(one) if not one.named else one.who
                sort = "owner" if one.named and self._is_attributive(one.end) else _sort(one)
                self._traces.append(self._trace(at, one.end, who, one.gender, sort, number))

    def _people(self, start: int, end: int) -> list[Candidate]:
        return [c for c in self.reach.candidates(start, end) if c.named or self._is_somebody(c)]

    def _pronouns(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Pronouns of the text's own voice, with their places."""
        for match in _PRONOUN.finditer(self.text, start, end):
            if self.states[match.start()] == OUTSIDE:
                yield match.start(), match.group()

    def _single_words(self, start: int, end: int) -> Iterator[Candidate]:
        """Names of one word that nothing tells to be a known person's, where somebody acts or speaks."""
        for mention in self.reach.between(start, end):
            known = mention.span in self.reach.entities.of_mention or len(mention.words) > 1 or mention.titles
            if known or mention.quoted or mention.possessive or mention.sort is Sort.BODY:
                continue
            verb = self._verb_after(mention.span[1])
            shared = self.reach.entities.forms(mention.words)
            if shared or verb in FINITE_FORMS or (verb in _AUXILIARIES and is_given_name(mention.words[0])):
                first = self._first_of_word.setdefault(mention.words[0], mention.span[0])
                yield Candidate(mention.span[0], mention.span[1], None, mention.gender, first=first)

    def _is_somebody(self, noun: Candidate) -> bool:
        """Whether a noun stands for somebody, and is no predicate, apposition or part of another noun."""
        if _BODY_PART.match(self.text, noun.at) or _PREDICATE.search(self.text, max(0, noun.at - 12), noun.at):
            return False
        after = _NEXT_WORD.match(self.text, noun.end)
        word = after.group(1) if after else ""
        if self.text[noun.at : noun.end].lower().endswith(_ADJECTIVES):
            return not word or word.endswith(("ed", "s", "ly")) or word in _AFTER_NOUN
        return True

    def _is_attributive(self, end: int) -> bool:
        """Whether a name only tells whose, or which, somebody else is: "Tamm campaign manager Elin Varga"."""
        after = _NEXT_WORD.match(self.text, end)
        word = after.group(1) if after else ""
        return bool(word) and (word in GROUPS or is_role(word) or word in _OF_SOMEBODY) and word not in FINITE_FORMS

    def _note_pronoun(self, at: int, word: str, number: int) -> None:
        gender = "m" if word.lower() == "he" else "f"
        ranked: Ranked = self._told[at] if at in self._told else self._rank(at, gender)
        # Whom the text doesn't tell is somebody, too, and may be the one whom the next pronoun means.
        who, sure = ranked[0] if ranked and ranked[0][1] >= _KEPT else (at, 1.0)
        trace = self._trace(at, at + len(word), who, gender, "pronoun", number)
        self._traces.append(replace(trace, sure=sure))

    def _meant_by_noun(self, noun: Candidate) -> Entity | int:
        """Whom a noun means: the one of whom the same word was used, or for "the senator" whom the text is about."""
        if noun.entity is not None:
            return noun.entity
        words = self.text[noun.at : noun.end].lower().split()
        if words[0] != "the":
            return noun.at
        for trace in reversed(self._window(noun.at)):
            if isinstance(trace.who, int) and self._noun_at(trace.at) == words[-1]:
                return trace.who
        ranked = self._rank(noun.at, noun.gender) if len(words) > 2 else []
        return ranked[0][0] if ranked and ranked[0][1] >= _KEPT_NOUN else noun.at

    def _noun_at(self, at: int) -> str:
        return next((w for w in self.text[at : at + 60].lower().split()[1:4] if w in MALE_WORDS | FEMALE_WORDS), "")

    def _trace(self, at: int, end: int, who: Entity | int, gender: str, sort: str, block: int) -> Trace:
        sentence = self._sentences.number(at)
        start, _ = self._sentences.span(sentence)
        before = _WORD_BEFORE.search(self.text, max(0, at - 20), at)
        lead = before.group(1).lower() if before else ""
        inverted = lead in FINITE_FORMS and bool(_INVERTED.search(self.text, max(0, at - 24), at))
        verb = self._verb_after(end)
        speaks = inverted or (verb in FINITE_FORMS and lead not in FINITE_FORMS)
        governed = lead in _PREPOSITIONS and sort != "noun"
        free = sort != "owner" and not governed
        subject = free and (speaks or _is_verb(verb))
        near = at - start - self.states.count(INSIDE, start, at) <= _SUBJECT
        leads = free and (near or subject) and not self._has_leader(sentence)
        if lead in {"and", "&"} and self._is_beside_leader(at):
            leads, governed = True, False
        inner = not leads and self._is_inner(start, at, lead, inverted)
        return Trace(at, who, gender, sort, sentence, block, leads, subject, speaks, governed, inner)

    def _verb_after(self, end: int) -> str:
        after = _VERB_AFTER.match(self.text, end)
        return after.group(1) if after else ""

    def _has_leader(self, sentence: int) -> bool:
        """Whether somebody stands in a sentence already who may be its subject."""
        recent = islice(reversed(self._traces), _MOST)
        return any(t.sort != "owner" and not t.governed for t in takewhile(lambda t: t.sentence == sentence, recent))

    def _is_beside_leader(self, at: int) -> bool:
        """Whether somebody follows a subject and "and"."""
        last = self._traces[-1] if self._traces else None
        near = last is not None and last.leads and at - last.at < _LONGEST_NAME
        return last is not None and near and not _WORDS.search(self.text, last.at + 1, at - 4)

    def _is_inner(self, start: int, at: int, lead: str, inverted: bool) -> bool:
        """Whether a place stands in a clause that depends on another one."""
        words = set(_WORDS.findall(self.text, max(start, at - CLAUSE), at))
        return not words.isdisjoint(SUBORDINATE) or (not inverted and not words.isdisjoint(FINITE_FORMS))

    def _window(self, at: int) -> list[Trace]:
        """Who stands before a place in its reach."""
        block = self.blocks.number(at)
        low = max(at - _REACH, self.blocks.spans[max(0, block - _BLOCKS)][0])
        traces = self._traces
        high = bisect_left(traces, at, key=_place)
        return traces[max(bisect_left(traces, low, key=_place), high - _MOST) : high]

    # ranking

    def _rank(self, at: int, gender: str) -> Ranked:
        window = self._window(at)
        scores = [(who, score(features)) for who, features in self.features(at, gender, window)]
        if not scores:
            return []
        highest = max(score for _, score in scores)
        total = sum(exp(score - highest) for _, score in scores)
        sure = {trace.who: trace.sure for trace in window}  # of the last mention
        ranked = [(who, sure[who] * exp(score - highest) / total) for who, score in scores]
        return sorted(ranked, key=lambda one: -one[1])

    def features(self, at: int, gender: str, window: list[Trace]) -> Iterator[tuple[Entity | int, list[float]]]:
        """What tells of each person in reach whether a pronoun means them; in the order of `_WEIGHTS`."""
        place = Place(self.reach, self._sentences, at, window)
        traces: dict[Entity | int, list[Trace]] = {}
        for trace in window:
            if not gender or trace.gender in {"", gender}:
                traces.setdefault(trace.who, []).append(trace)
        for who, own in traces.items():
            if who in place.objects:
                continue  # "he told Tamm"
            yield who, [*place.features(who, own), float(bool(gender) and not any(t.gender for t in own))]


def _place(trace: Trace) -> int:
    return trace.at


def _is_verb(word: str) -> bool:
    return word in _AUXILIARIES or word.endswith(("ed", "s"))


def _sort(candidate: Candidate) -> str:
    return "owner" if candidate.owner else "name" if candidate.named else "noun"
