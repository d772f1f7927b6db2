"""Which quotations of an article are words that their speaker only passes on: "…," Tamm said, quoting a poet: "…"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.attribution.drafts import BlockMap
from index.attribution.passing_on import ends_quoting, passed_on_after, passing_on
from index.attribution.quotations import Quotation
from index.attribution.read_aloud import is_read_aloud
from index.attribution.reporting import Place, ReportingClause
from index.attribution.reporting_verbs import REPORTING_VERBS
from index.attribution.told_speakers import told_after
from index.attribution.unsaid_words import is_supposed_after
from index.text.sentences import sentences

_WORD = re.compile(r"[\w’']+")
_OWN_SUBJECT = re.compile(
    r"\b(?:he|she|they|I|we)(?:['’]d)? (?:(?:had|has|have|would|once|also|then|later|\w+ly) ){0,3}$"
)
# "Pressed by a guest, who told her “…”, Tamm said: “": the guest's, whatever follows.
_WHO_TOLD = re.compile(
    r"\bwho\s(?:\w+\s){0,2}?(?:told|asked|reminded|shouted|said|wrote|replied|called)(?:\s[\w’'-]+){0,3}[,:]?\s$"
)
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+\S")


def passed_words(
    text: str, blocks: BlockMap, quotations: Sequence[Quotation], clauses: Mapping[int, ReportingClause]
) -> dict[int, int]:
    """Find the quotations that an article gives to somebody else than who speaks them there.

    Args:
        text: The article's text.
        blocks: Its blocks.
        quotations: Its quotations, in order.
        clauses: The reporting clause of each that has one, by its start.

    Returns:
        By a quotation's start, where the words that say so begin ("quoting their mother").
    """
    found: dict[int, int] = {}
    previous: Quotation | None = None
    for quotation in quotations:
        place = _place(text, blocks, quotation, previous, clauses)
        if place is None and previous is not None and previous.start in found and quotation.start not in clauses:
            place = found[previous.start] if _goes_on(text, previous, quotation) else None
        if place is not None:
            found[quotation.start] = place
        previous = quotation
    return found


def tells_of_another(words: str) -> bool:
    """Whether told words lead to a quotation of somebody else: "the minister had written back: ", not "he had said: ".

    Args:
        words: What a speaker is told to say, up to the quotation.
    """
    if not words.rstrip().endswith((":", ",")):
        return False
    verbs = [match for match in _WORD.finditer(words) if match.group() in REPORTING_VERBS]
    return any(verb.start() and not _OWN_SUBJECT.search(words, 0, verb.start()) for verb in verbs)


def _place(
    text: str,
    blocks: BlockMap,
    quotation: Quotation,
    previous: Quotation | None,
    clauses: Mapping[int, ReportingClause],
) -> int | None:
    block = blocks.blocks[quotation.block]
    clause = clauses.get(quotation.start)
    if clause is not None and _is_others(text, clause, block.end):
        return clause.end
    if is_supposed_after(text, quotation.end, block.end):
        return quotation.end
    start = previous.end if previous is not None and previous.block == quotation.block else block.start
    before = text[start : quotation.start]
    if not any(c.isalnum() for c in before) and start == block.start and quotation.block:
        above = blocks.blocks[quotation.block - 1]
        start, before = above.start, text[above.start : above.end]
        if not before.rstrip().endswith(":"):
            return None
    parts = sentences(before)
    if not parts:
        return None
    lead = before[parts[-1][0] :]
    place = _told_by_who(lead, clause) or passing_on(lead)
    if place is not None:
        return start + parts[-1][0] + place
    return start + parts[-1][0] if _ends_before(text, lead, clause) else None


def _ends_before(text: str, lead: str, clause: ReportingClause | None) -> bool:
    """Whether the sentence before a quotation ends with "quoting his mother." and nobody is named beside it."""
    unnamed = clause is None or text[slice(*clause.mention)].lower() in ("he", "she")
    return lead.rstrip().endswith(".") and unnamed and ends_quoting(lead, said=clause is not None)


def _told_by_who(lead: str, clause: ReportingClause | None) -> int | None:
    """Where "who told her" stands before a quotation that is followed by a clause of somebody else's."""
    relative = _WHO_TOLD.search(lead) if clause is not None and clause.place is Place.AFTER else None
    return relative.start() if relative else None


def _is_others(text: str, clause: ReportingClause, end: int) -> bool:
    """Whether the clause of a quotation tells that its subject only reads it, or quotes somebody."""
    if clause.place is Place.AFTER and (passed_on_after(text, clause.end, end) or told_after(text, clause.end, end)):
        return True
    return is_read_aloud(text, clause, end)


def _goes_on(text: str, previous: Quotation, quotation: Quotation) -> bool:
    """Whether at most a clause stands between two quotations of one block, or the first one isn't closed."""
    if previous.block != quotation.block:
        return quotation.block == previous.block + 1 and not previous.closed
    return not _SENTENCE_INSIDE.search(text[previous.end : quotation.start].strip())
