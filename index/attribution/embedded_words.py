"""Words of whom a clause inside another one's sentence names: "Lund mocked a speech in which Tamm promised “…”"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribution.clause_grammar import ADVERBS, NOMINAL, spaced
from index.attribution.drafts import StatementDraft, draft_holding
from index.attribution.quotations import Quotation
from index.attribution.reporting import Place
from index.attribution.reporting_verbs import SPEECH_VERBS
from index.model import Span
from index.text.letter_case import INITIAL

_LONGEST = 260  # code points between a speaker and the words
_OBJECT = r"(?:(?! and )[^.,;:“”\"]){0,50}"  # of the verb, up to the words: no other clause begins
_INSIDE = spaced(
    rf"\b(?:in|at|to|on|during|by|under|through|after) which (?P<who>{NOMINAL}){ADVERBS} "
    rf"(?P<verb>[a-z]+)\b{_OBJECT}$"
)
# "criticised Tamm for calling the plan “…”"
_BLAMED = spaced(
    rf"(?P<who>\b{INITIAL}[\w’'-]+)\b[^.;:“”\"]{{0,60}}? (?:for|over|after|of) (?:having )?"
    r"(?:calling|saying|describing|branding|labelling|labeling|dubbing|terming|telling|claiming|suggesting|writing|"
    rf"promising|called|said)\b{_OBJECT}$"
)
_WHOM = re.compile(rf"[^,;“”\"]{{2,60}},\s(?:(?:to|of|about|for|with|by)\s)?whom\s(?={INITIAL})")
_OWN_ACT = re.compile(
    r"\b(?:apologi[sz]|regret|admit|resign|sorry|defended (?:him|her)self|fined|sacked|suspended|famous)"
)


def part_embedded(text: str, drafts: Sequence[StatementDraft], quotations: Sequence[Quotation]) -> None:
    """Give quotations of a clause inside a sentence to its subject, else to nobody.

    Args:
        text: The text.
        drafts: Drafts of statements, which are changed.
        quotations: The text's quotations, in order.
    """
    for each in drafts:
        _begin_with_whom(text, each)
    for quotation in quotations:
        draft = draft_holding(quotation.start, quotation.end, drafts)
        if draft is None or draft.source is None or draft.source[1] > quotation.start:
            continue
        between = text[max(draft.source[1], quotation.start - _LONGEST) : quotation.start]
        inside = _INSIDE.search(between)
        if inside is not None:
            shift = quotation.start - len(between)
            who, verb = inside.span("who"), inside.span("verb")
            told = inside["verb"] in SPEECH_VERBS
            _part(draft, quotation, _moved(who, shift) if told else None, _moved(verb, shift))
        elif (blamed := _BLAMED.search(between)) and not _OWN_ACT.search(between, 0, blamed.start("who")):
            _part(draft, quotation, None, None)


def _begin_with_whom(text: str, draft: StatementDraft) -> None:
    """Cut the mention of a speaker to the subject of its clause: "Varga, whom Tamm" of "has called “…”"."""
    whom = _WHOM.match(text, *draft.source) if draft.source else None
    if whom is not None and draft.source is not None:
        draft.source = whom.end(), draft.source[1]


def _part(draft: StatementDraft, quotation: Quotation, source: Span | None, cue: Span | None) -> None:
    draft.content = [quotation.span]
    draft.source, draft.cue, draft.via, draft.agreed = source, cue if source else None, None, False
    draft.place, draft.source_confidence = (Place.PHRASE, 1.0) if source else (None, 0.0)


def _moved(span: Span, shift: int) -> Span:
    return span[0] + shift, span[1] + shift
