"""Full names that two people of one article bear: "Orla Venn, the minister, …" and "Orla Venn, a nurse, …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.attribution.entity import Entity, has_given
from index.attribution.mentions import Mention
from index.attribution.person_nouns import is_person_noun
from index.attribution.roles import is_role

_BEFORE = 60  # code points before a name that are looked at
_AFTER = 90
# "another Orla Venn", "a nurse who is also called Orla Venn"
_ANOTHER = re.compile(
    r"\b(?:[Aa]nother|[Aa] (?:second|different)|[Tt]he (?:other|second))\s$|"
    r"(?:,|\bwho\s(?:is|was))\s(?:also|too|likewise)\s(?:called|named)\s$|\bnamesake,?\s$"
)
_CLOSES = re.compile(
    r"[,.;:)”\"]|\s(?:who|said|says|told|from|is|was|of|had|has|added)\b|\s*$"
)  # no "Orla Venn speech"
_SAME = re.compile(r",?\s(?:\(?also|too)\s(?:called|named)\b|\b(?:her|his|whose|a)\snamesake\b")
_UNRELATED = re.compile(r"\bno relation (?:to|of)\s(?:the\s)?(?:[\w-]+\s){0,3}$")
_AGE = re.compile(r",\s(?:aged\s|who\sis\s)?(?P<age>\d{1,3})\b(?!\syears\sago)")
# "Orla Venn, a nurse at the hospital,": what somebody is who is introduced.
_INDEFINITE = re.compile(
    r",\s(?:\d{1,3},\s)?(?:who\s(?:is|works\sas)\s)?an?\s(?P<words>(?:[\w-]+\s){0,2}?)(?P<noun>[\w-]+)"
    r"(?=[,.;]|\s(?:at|from|in|of|on|for|who|with)\b)"
)
_NOT_NEW = frozenset(
    """former retired longtime one-time onetime ex then self-described mother father grandmother grandfather parent
    widow widower native resident supporter critic friend member man woman lifelong veteran republican democrat
    conservative liberal candidate leader founder professional keen staunch vocal trained qualified""".split()
)
_LEAST_APART = 2  # years between two ages that are no one's


def have_namesakes(text: str, people: Iterable[Entity]) -> set[Entity]:
    """Find the people of an article whose full name somebody else there bears, too.

    Args:
        text: The article's text.
        people: Its people.
    """
    return {one for one in people if one.full and _is_shared(text, one)}


def _is_shared(text: str, entity: Entity) -> bool:
    full = sorted((m for m in entity.mentions if m.span[0] >= 0 and has_given(m)), key=lambda m: m.span)
    if not full:
        return False
    if any(_is_another(text, mention) for mention in full):
        return True
    ages = sorted({int(age["age"]) for m in full if (age := _AGE.match(text, m.span[1])) is not None})
    return bool(ages and ages[-1] - ages[0] >= _LEAST_APART) or _is_introduced_anew(text, full)


def _is_another(text: str, mention: Mention) -> bool:
    """Whether the words beside a name say that somebody else bears it."""
    start, end = mention.span
    before = max(0, start - _BEFORE)
    return bool(
        (_ANOTHER.search(text, before, start) and _CLOSES.match(text, end))
        or _UNRELATED.search(text, before, start)
        or _SAME.match(text, end, min(len(text), end + _AFTER))
    )


def _is_introduced_anew(text: str, full: list[Mention]) -> bool:
    """Whether a name that a role has introduced is introduced once more, in another block, by another occupation."""
    first = full[0]
    heads = {role.head for role in first.roles if role.head}
    if not heads or first.relative:
        return False
    for mention in full[1:]:
        match = _INDEFINITE.match(text, mention.span[1]) if mention.block > first.block else None
        if match is None or not _NOT_NEW.isdisjoint((*match["words"].lower().split(), match["noun"].lower())):
            continue
        noun = match["noun"].lower()
        if noun not in heads and (is_role(noun) or is_person_noun(noun)) and not mention.titles:
            return True
    return False
