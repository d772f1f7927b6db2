"""Words that are only mentioned, and nobody's statement: what a label or a sign holds, a word as a word."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.clause_grammar import spaced
from index.attribution.drafts import StatementDraft
from index.attribution.others_words import without
from index.attribution.person_nouns import is_person_noun
from index.attribution.quotations import Quotation
from index.model import Span
from index.text.name_lists import MANY_PEOPLE, words_of

_LONGEST_LEAD = 120  # code points before a quotation that are looked at
_LEAST_WORDS = 4  # of what somebody tells beside mentioned words
# "the word", "that ugly phrase"; "her words" are what somebody said.
_AS_A_WORD = spaced(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose) "
    r"(?:(?!(?:whose|who|that|which|of|in|for|to|and|he|she|they|we|I) )[\w’'-]+ ){0,2}?"
    r"(?:words?|phrases?|terms?|labels?|expressions?|inscriptions?|captions?|headings?|headlines?|titles?|names?) ?$"
)
# Who uses a word says it: "used the term", "ended with the words".
_USED = spaced(
    r"\b(?:us(?:e|es|ed|ing)|employ\w*|utter\w*|repeat\w*|coin(?:s|ed|ing)?|invok\w+|chant\w*|shout\w*|yell\w*|"
    r"scream\w*|whisper\w*|mutter\w*|sp(?:eaks?|oke|eaking)|wr(?:ites?|ote|iting)|tweet\w*|add(?:s|ed|ing)?|with|in) ?$"
)
# Quoted words before an object are a verb of who speaks: "the words “lump” them together".
_OBJECT = spaced(r" (?:the|an?|this|that|these|those|him|her|his|them|their|us|our|all|people|every\w*) ?\b")
_HOLDING = spaced(r"\b(?:marked|titled|entitled|headed|headlined|captioned|inscribed|stamped|lettered) ?$")
_NAMED = spaced(r"(?P<what>[\w’'-]+) (?P<be>(?:is|are|was|were|be|been|being) (?:\w+ly )?)?(?:called|labell?ed) ?$")
_READING = spaced(r"(?P<what>[\w’'-]+) reading ?$")
_BY_SOMEBODY = spaced(r" by\b")
# What somebody writes or sends is their statement: "a letter to the council reading".
_WRITTEN = spaced(
    r"\b(?:statement|letter|message|text|tweet|post|note|e-?mail|memo|reply|answer|telegram|card|comment)s?\b[^.;]{0,50}$"
)
# Before a verb, these tell that its subject is who calls something so, or who reads.
_NO_NOUN = words_of(
    """he she they i we you it who which that what had has have having also once often later then always never be been
    is are was were and or but while when after before by of for from in on with kept began started aloud"""
)


def without_mentioned(
    text: str, drafts: Sequence[StatementDraft], quotations: Sequence[Quotation]
) -> list[StatementDraft]:
    """Drafts without the quotations in them that are only mentioned, and without those that hold nothing else.

    Args:
        text: The text.
        drafts: Drafts of statements, which are changed.
        quotations: The text's quotations, in order.
    """
    opened = {each.end for each in quotations if not each.closed}  # where a quotation begins within another
    mentioned = [q.span for q in quotations if q.start not in opened and is_mentioned(text, *q.span)]
    return [each for each in drafts if not mentioned or each.direct or _tells_more(text, each, mentioned, quotations)]


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether a quotation stands for words, and says nothing: "a drawer labelled “…”", "the word “…”".

    Args:
        text: The text.
        start: Where the quotation starts.
        end: Where it ends.
    """
    low = max(0, start - _LONGEST_LEAD)
    if word := _AS_A_WORD.search(text, low, start):
        return not _USED.search(text, low, word.start()) and not _OBJECT.match(text, end)
    if _HOLDING.search(text, low, start):
        return True
    if named := _NAMED.search(text, low, start):
        return not _BY_SOMEBODY.match(text, end) and (named["be"] is not None or not _acts(named["what"]))
    reading = _READING.search(text, low, start)
    return reading is not None and not _acts(reading["what"]) and not _WRITTEN.search(text, low, reading.end("what"))


def _acts(word: str) -> bool:
    """Whether a word before a verb is its subject, or part of the verb: "critics called", "she had called"."""
    singular = word.removesuffix("s")
    people = word in MANY_PEOPLE or is_person_noun(word) or is_person_noun(singular)
    return people or word[:1].isupper() or word in _NO_NOUN or word.endswith("ly")


def _tells_more(text: str, draft: StatementDraft, mentioned: Sequence[Span], quotations: Sequence[Quotation]) -> bool:
    """Cut mentioned words out of a draft; False where nothing that is told is left."""
    taken = [
        (max(start, first), min(end, last))
        for start, end in draft.content
        for first, last in mentioned
        if first < end and start < last
    ]
    if not taken:
        return True
    draft.content = list(without(draft.content, taken, text))
    quoted = any(a <= q.start and q.end <= b for a, b in draft.content for q in quotations)
    return quoted or sum(len(text[slice(*span)].split()) for span in draft.content) >= _LEAST_WORDS
