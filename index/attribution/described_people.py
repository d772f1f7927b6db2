"""People whom a text describes and doesn't name: where it has "the porter", "a passenger at the rail", "her lawyer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.person_nouns import is_person_noun
from index.attribution.subject_grammar import is_verb
from index.model import Span
from index.text.name_lists import GROUPS, MANY_PEOPLE, words_of
from index.text.quotation_marks import OUTSIDE

_DETERMINED = re.compile(
    r"(?:(?<![\w’'-])(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Oo]ne|[Aa]nother|[Ss]ome|[Tt]his)|['’]s?)\s"
)
_WORDS = re.compile(r"(?:[\w’-]+\s){0,4}[\w’-]+")
_WORD = re.compile(r"[\w’-]+")
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
    words = _WORDS.match(text, start, end)
    each = list(_WORD.finditer(text, *words.span())) if words else []
    for number, word in enumerate(each):
        bare = word.group().lower()
        ended = bare != word.group() or bare in _STOPS or (is_verb(bare) and not is_person_noun(bare))
        if number and ended:
            return 0
        following = each[number + 1].group() if number + 1 < len(each) else ""
        if _closes(text[word.end() : word.end() + 1], following) and (
            is_person_noun(bare) or (HUMAN.fullmatch(following) and not _is_plural(bare))
        ):
            return word.end()
    return 0


def _is_plural(noun: str) -> bool:
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in MANY_PEOPLE or noun in GROUPS


def _closes(mark: str, following: str) -> bool:
    """Whether a noun is the last one of its phrase: "a taxi driver was", not "a taxi driver"."""
    if mark in ("'", "’"):
        return False
    if mark != " " or not following:
        return True
    return is_verb(following) or following in _FOLLOWING or following[0].isupper() or following.endswith(("ly", "ing"))
