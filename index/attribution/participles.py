"""Quotations behind a participle of the only one whom their sentence names: "Tamm defended the levy, saying: “…”"."""

from __future__ import annotations

import re

from index.attribution.clause_grammar import ADVERBS, APPOSITION, BRACKETS, NOMINAL, spaced
from index.attribution.datelines import dateline_end, place_end
from index.attribution.person_nouns import is_person_noun
from index.attribution.reporting import Place, ReportingClause
from index.attribution.reporting_verbs import REPORTING_VERBS
from index.attribution.subject_grammar import is_verb
from index.text.name_lists import CALENDAR, MANY_PEOPLE

_LONGEST = 300  # code points of such a sentence
_ACTING = spaced(
    rf"(?:(?:But|And|Yet|Still|Meanwhile),? )?(?P<subject>{NOMINAL}){BRACKETS}{APPOSITION}{ADVERBS} (?P<verb>[a-z]+)\b"
)
_TELLING = spaced(r", (?P<verb>[a-z]+ing)(?: [^,.;:!?\"“”()]{1,60})?[,:]? ?$")
_WORD = re.compile(r"[\w’'-]+")
# What may bring in somebody else who tells.
_OTHERS = frozenset(
    "he she they him her them who whom whose which that as when while after before where because if and but by".split()
)


def participle_before(text: str, start: int, end: int) -> ReportingClause | None:
    """Read the participle that leads to a quotation, where nobody but the sentence's subject can be who tells.

    Args:
        text: The text.
        start: Code point at which the sentence starts.
        end: Code point at which the quotation starts.

    Returns:
        The clause; None where the sentence has no such participle, or tells of somebody else, too.
    """
    while start < end and text[start].isspace():
        start += 1
    start = dateline_end(text, start, end) or place_end(text, start, end) or start
    telling = _TELLING.search(text, start, end) if end - start <= _LONGEST else None
    acting = _ACTING.match(text, start, telling.start()) if telling else None
    if telling is None or acting is None or telling["verb"] not in REPORTING_VERBS or not is_verb(acting["verb"]):
        return None
    between = _WORD.findall(text, acting.end(), telling.start())
    if any(map(_may_be_somebody, between)):
        return None
    return ReportingClause(acting.span("subject"), telling.span("verb"), Place.BEFORE, telling.end("verb"))


def _may_be_somebody(word: str) -> bool:
    bare = word.lower()
    named = word[0].isupper() and bare not in CALENDAR
    nouns = (bare, bare.removesuffix("s"))
    return named or bare in _OTHERS or any(n in MANY_PEOPLE or is_person_noun(n) for n in nouns)
