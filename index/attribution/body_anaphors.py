"""Whom "it" or "the company" means: the organisation that spoke right before."""

from __future__ import annotations

import re

from index.attribution.entity import Entity
from index.attribution.mentions import Blocks, Sort
from index.attribution.reach import Reach
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.topic_bodies import is_of_other_kind, stands_for
from index.model import Span
from index.text.name_lists import FIRM_WORDS, GROUPS, words_of

# Nouns for a firm of any name; other bodies are meant by the last word of their names: "the bank" of Norden Bank.
_FIRMS = words_of(
    """company firm airline carrier retailer manufacturer automaker carmaker lender insurer brewer operator utility
    charity nonprofit broadcaster regulator watchdog supermarket chain conglomerate start-up"""
)
_NO_FIRMS = GROUPS - FIRM_WORDS
_PHRASE = re.compile(r"[Tt]he[ \u00a0](?P<noun>[a-z-]+)$")
_BACK = 2  # blocks back in which the body spoke last
_AFTER_IT = re.compile(r"[ \u00a0](?:also[ \u00a0]|then[ \u00a0]|later[ \u00a0])?(?P<verb>[a-z]+)")
# A thing that may speak as well: "The report named two yards. It said …".
_THING = re.compile(
    r"(?<!\bin a )(?<!\bin an )\b(?:report|study|survey|statement|letter|memo|document|paper|poll|lawsuit|complaint|"
    r"filing|ruling|indictment|article|notice|email|e-mail|note|post|message|order|bill|law|treaty|deal|agreement|ministry|"
    r"agency|court|council|committee|commission|board|government|army|police|union|bank|company|firm|group|party|"
    r"newspaper|airline)\b"
)

_QUOTED_THING = re.compile(
    r"(?<!\bin a )(?<!\bin an )\b(?:report|study|survey|statement|letter|memo|document|paper|article|notice|e-?mail|"
    r"note|post)\b"
)


def body_meant(reach: Reach, span: Span, previous: tuple[Span, Entity | None] | None) -> Entity | None:
    """The organisation that a pronoun or a noun means.

    Args:
        reach: The article's names by place, with its text.
        span: Where the pronoun or the phrase stands.
        previous: The last statement's mention, and whom it meant.

    Returns:
        The one that spoke last, if nothing that may be meant as well came between; else None.  A name of which nothing
        else told that it is an organisation's is noted as one.
    """
    if previous is None:
        return None
    (start, end), body = previous
    if body is None or not (body.organisation or _may_be_body(body)):
        return None
    if not _is_near(reach.blocks, start, span[0]) or _is_rivalled(reach, end, span[0], body):
        return None
    phrase = reach.text[slice(*span)]
    noun = _PHRASE.fullmatch(phrase)
    fits = _is_called(body, noun["noun"]) if noun else phrase.lower() == "it" and _is_it_of_body(reach, end, span)
    if not fits or (noun is None and not body.organisation and len(body.words) == 1):
        return None
    body.organisation = True
    return body


def tells_speech(text: str, at: int) -> bool:
    """Whether a verb of speech follows a pronoun.

    Args:
        text: The text.
        at: Where the pronoun ends.
    """
    verb = _AFTER_IT.match(text, at)
    return verb is not None and verb["verb"] in FINITE_FORMS


def _may_be_body(entity: Entity) -> bool:
    """Whether nothing but its speaking tells that a name is a person's: then "it" right after tells that it is none."""
    return not entity.gender and not entity.titles and Sort.PERSON not in entity.sorts


def _is_near(blocks: Blocks, start: int, at: int) -> bool:
    return start <= at and blocks.number(at) - blocks.number(start) <= _BACK


def _is_rivalled(reach: Reach, start: int, end: int, body: Entity) -> bool:
    """Whether the text names another body between two places."""
    named = (m for m in reach.between(start, end) if m.sort is Sort.BODY and not m.quoted)
    known = {*(word.lower() for word in body.words)}
    return any(not known.issuperset(word.lower() for word in m.words) for m in named)


def _is_called(body: Entity, noun: str) -> bool:
    """Whether a noun may stand for a body by its name."""
    words = [word.lower() for word in body.words]
    return (
        noun == words[-1]
        or stands_for(noun, body.words)
        or (noun in _FIRMS and _NO_FIRMS.isdisjoint(words) and not is_of_other_kind(noun, body.words))
    )


def _is_it_of_body(reach: Reach, after: int, span: Span) -> bool:
    """Whether "it" is the subject of a verb of speech, and no thing came since the body spoke that may be it."""
    verb = _AFTER_IT.match(reach.text, span[1])
    if verb is None or verb["verb"] not in FINITE_FORMS:
        return False
    # "It added that …" goes on with what somebody has said: only what can be quoted, too, may be meant instead.
    things = _QUOTED_THING if verb["verb"] == "added" else _THING
    return things.search(reach.text, after, span[0]) is None
