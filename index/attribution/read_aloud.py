"""Words that somebody reads aloud, which are the writer's: "“I am well,” she read", "a letter from Ilo Tamm"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.attribution.clause_grammar import spaced
from index.attribution.drafts import BlockMap, StatementDraft, draft_holding
from index.attribution.quotations import Quotation
from index.attribution.reporting import Place, ReportingClause
from index.model import Span
from index.text.letter_case import INITIAL


@dataclass(frozen=True, slots=True)
class Writing:
    """A quotation that is read aloud.

    Attributes:
        quotation: It.
        name: Where its writer is named.
        reader: Where its reader is.
    """

    quotation: Quotation
    name: Span
    reader: Span


_TAIL = re.compile(r"[^.!?“”\"]*")
_READING = frozenset("read reads recited recites quoted quotes".split())
_LONGEST = 300  # code points before the words in which their writer is named
_OWN = spaced(
    r" (?:(?:out|aloud|from|in) ){0,2}(?:(?:his|her|their) (?:own |prepared |opening |closing |written )?"
    r"(?:statement|speech|remarks|notes|text|verdict|ruling|judgment|judgement|sentence|apology|resignation|address)|"
    r"a prepared (?:statement|text))\b"
)
_WRITING = (
    r"(?:[Ll]etters?|[Nn]otes?|e-?mails?|messages?|texts?|poems?|verses?|diary|diaries|journal|book|memoirs?|novel|will|"
    r"testimony|affidavit|postcards?|telegrams?|cables?|statement|confession|petition|essay|column|prayer|hymn|song|"
    r"words|lines|passage|extract|page|speech|tweet|post)"
)
_WRITTEN = spaced(
    rf"\b{_WRITING} (?:(?:[\w’'-]+ ){{1,3}})?(?:from|by|of|written by|sent by|left by|signed by) "
    rf"(?:(?:the|a|an|his|her|their) [\w’'\x20-]{{2,50}}?, )?(?:[a-z][\w’'-]* ){{0,4}}"
    rf"(?P<writer>{INITIAL}[\w’'-]*(?: {INITIAL}[\w’'-]*\.?){{0,3}})"
)
_SENT = spaced(
    rf"\b{_WRITING} (?:(?:that|which) )?(?P<writer>{INITIAL}[\w’'-]*(?: {INITIAL}[\w’'-]*){{0,3}}) (?:had |has |once )?"
    r"(?:sent|wrote|written|left|posted|signed|dictated|addressed)\b"
)
_OWNED = spaced(rf"(?P<writer>{INITIAL}[\w’'-]*?(?: {INITIAL}[\w’'-]*?){{1,3}})['’]s? (?:[\w-]+ ){{0,2}}{_WRITING}\b")


def is_read_aloud(text: str, clause: ReportingClause, end: int) -> bool:
    """Whether the clause of a quotation tells that its subject reads it: "“…,” she read to the court".

    Args:
        text: The text.
        clause: The clause.
        end: Where its block ends.
    """
    if clause.via is not None:
        return False  # "the statement quoted the mayor as saying"
    if text[slice(*clause.cue)] not in _READING or _OWN.match(text, clause.cue[1], end):
        return False
    subject = text[slice(*clause.mention)]
    person = subject.lower() in ("he", "she") or subject.split()[-1][:1].isupper()
    return clause.place is Place.AFTER or (clause.place is Place.BEFORE and person)


def writers(
    text: str,
    blocks: BlockMap,
    quotations: Sequence[Quotation],
    clauses: Mapping[int, ReportingClause],
    passed: Mapping[int, int],
) -> list[Writing]:
    """Find the writers of quotations that are read aloud.

    Args:
        text: The article's text.
        blocks: Its blocks.
        quotations: Its quotations, in order.
        clauses: The reporting clause of each that has one, by its start.
        passed: What `passed_words` found.

    Returns:
        Those of whom the writer is named, in order.
    """
    found: list[Writing] = []
    previous: Quotation | None = None
    for quotation in quotations:
        block, clause = blocks.blocks[quotation.block], clauses.get(quotation.start)
        if clause is not None and is_read_aloud(text, clause, block.end):
            named = _writer_near(text, blocks, quotation, clause)
            found += [Writing(quotation, named, clause.mention)] if named else []
        elif found and found[-1].quotation is previous and clause is None and quotation.start in passed:
            found.append(replace(found[-1], quotation=quotation))
        previous = quotation
    return found


def _writer_near(text: str, blocks: BlockMap, quotation: Quotation, clause: ReportingClause) -> Span | None:
    """The writer in the clause of a quotation, else in the sentences before it, or at the end of the block above."""
    block = blocks.blocks[quotation.block]
    tail = _TAIL.match(text, clause.end, block.end)
    named = _writer(text, clause.end, tail.end()) if tail else None
    if named is not None:
        return named
    start, end = block.start, min(quotation.start, clause.mention[0])
    if not any(c.isalnum() for c in text[start:end]) and quotation.block:
        start, end = blocks.blocks[quotation.block - 1].start, blocks.blocks[quotation.block - 1].end
    return _writer(text, start, end)


def give_to_writers(drafts: list[StatementDraft], found: Sequence[Writing]) -> None:
    """Give what is read aloud to who wrote it.

    Args:
        drafts: Drafts of statements, which are changed; those of what is read have no source.
        found: What `writers` found.
    """
    for each in found:
        draft = draft_holding(each.quotation.start, each.quotation.end, drafts)
        if draft is not None and draft.source is None:
            draft.source, draft.source_confidence, draft.place = each.name, 1.0, Place.PHRASE
            draft.via = each.reader


def _writer(text: str, start: int, end: int) -> Span | None:
    """Who wrote what is read, where the sentences around the words name one alone."""
    low = max(start, end - _LONGEST)
    found = [m.span("writer") for pattern in (_WRITTEN, _SENT, _OWNED) for m in pattern.finditer(text, low, end)]
    names = {text[slice(*span)].split()[-1].rstrip(".,") for span in found}
    return found[0] if len(names) == 1 else None
