"""People whom a text describes and doesn't name: where it has "the porter", "a passenger at the rail", "her lawyer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.person_nouns import is_person_noun
from index.attribution.subject_grammar import is_verb
from index.model import Span
from index.text.letter_case import CAPITAL
from index.text.name_lists import GROUPS, MANY_PEOPLE, TITLES, words_of
from index.text.quotation_marks import OUTSIDE

_DETERMINED = re.compile(
    r"(?:(?<![\w’'-])(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Oo]ne|[Aa]nother|[Ss]ome|[Tt]his)|['’]s?)\s"
)
_WORDS = re.compile(r"(?:[\w’-]+\s){0,4}[\w’-]+")
_WORD = re.compile(r"[\w’-]+")
# An office in capitals: "the Prime Minister".
_OFFICE = re.compile(rf"[{CAPITAL}][\w’-]*(?:\s[{CAPITAL}][\w’-]*)*")
_FOLLOWING = words_of(
    """of in at from on with for behind beside near by to who whose opposite outside inside and or that whom also then
    never always still once just only all in-law above below under over about against across"""
)
_STOPS = _FOLLOWING | words_of("the a an his her their my our one another some this")
# What only people do.
HUMAN = re.compile(
    r"(?:smil|nodd|nods|shrug|grinn|grins|laugh|sigh|frown|wink|wept|weeps|cried|cries|blush|chuckl|giggl|grimac|winc|"
    r"mutter|whisper|sobb|sobs|yawn|glar|stared|stares|scowl|snort|gasp|beam(?:ed|s)|kneel|knelt|paus(?:ed|es)|hesitat|clapp|claps|applaud)\w*"
)
# What is said of people alone, before a noun and after it.
_HUMAN_ADJECTIVES = words_of(
    """retired elderly bearded middle-aged teenage pregnant unemployed bespectacled tearful barefoot grey-haired
    white-haired red-haired widowed homeless orphaned sunburnt freckled grizzled moustachioed weary-looking"""
)
_HUMAN_STATE = re.compile(
    r"\s(?:is|was)\s(?:(?:not|less|more|rather|very|still|quietly|already|equally|quite)\s)?(?:smiling|crying|weeping|laughing|"
    r"knitting|smoking|eating|drinking|listening|shouting|asleep|bored|impressed|unimpressed|amused|sceptical|skeptical|"
    r"furious|angry|delighted|sobbing|yawning|frowning|grinning|unconvinced|unmoved|in\stears|blunter|blunt)\b"
)


def described_people(text: str, start: int, end: int, states: bytes) -> Iterator[Span]:
    """The nouns of people without a name in a sentence, each with its article, "his", or "'s" before it.

    Args:
        text: The text.
        start: Where the sentence begins.
        end: Where it ends.
        states: Which code points are quoted.
    """
    for match in _DETERMINED.finditer(text, start, end):
        if states[match.start()] == OUTSIDE:
            noun = _noun(text, match.end(), end)
            if noun:
                yield match.start(), noun


def _noun(text: str, start: int, end: int) -> int:
    """Where the noun of a phrase ends that means a person; 0 where it means none."""
    office = _office_end(text, start, end)
    if office:
        return office
    words = _WORDS.match(text, start, end)
    each = list(_WORD.finditer(text, *words.span())) if words else []
    human = False
    for number, word in enumerate(each):
        bare = word.group().lower()
        if number and _ends_before(word.group()):
            return 0
        human = human or bare in _HUMAN_ADJECTIVES
        following = each[number + 1].group() if number + 1 < len(each) else ""
        closed = _closes(text[word.end() : word.end() + 1], following)
        if closed and _is_person(bare, human or _acts_as_people_do(text, word.end(), following)):
            return word.end()
    return 0


def _office_end(text: str, start: int, end: int) -> int:
    """Where an office in capitals ends; 0 where none stands there."""
    office = _OFFICE.match(text, start, end)
    if office is None or not _is_office(office.group()):
        return 0
    after = _WORD.match(text, office.end() + 1, end)
    closed = _closes(text[office.end() : office.end() + 1], after.group() if after else "")
    return office.end() if closed else 0


def _is_office(words: str) -> bool:
    """Whether words in capitals are what one person is: "Prime Minister", not "General Assembly"."""
    *modifiers, noun = words.lower().split()
    return is_person_noun(noun) and all(word in TITLES or is_person_noun(word) for word in modifiers)


def _ends_before(word: str) -> bool:
    """Whether a phrase has ended before a word."""
    return word != word.lower() or word in _STOPS or (is_verb(word) and not is_person_noun(word))


def _is_person(noun: str, human: bool) -> bool:
    """Whether a noun means one person, by itself or by what is said of it."""
    return is_person_noun(noun) or (human and not _is_plural(noun))


def _acts_as_people_do(text: str, at: int, following: str) -> bool:
    return bool(HUMAN.fullmatch(following) or _HUMAN_STATE.match(text, at))


def _is_plural(noun: str) -> bool:
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in MANY_PEOPLE or noun in GROUPS


def _closes(mark: str, following: str) -> bool:
    """Whether a noun is the last one of its phrase: "a taxi driver was", not "a taxi driver"."""
    if mark in ("'", "’"):
        return False
    if mark != " " or not following:
        return True
    return is_verb(following) or following in _FOLLOWING or following[0].isupper() or following.endswith(("ly", "ing"))
