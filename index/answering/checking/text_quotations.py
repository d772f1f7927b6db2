"""The quotations of a text that is to be checked, and whom it credits with each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.quotations import Quotation, find_quotations
from index.attribution.reporting_verbs import REPORTING_VERBS
from index.model import Block, BlockKind, Kind, Person, Span, Statement
from index.text.quotation_marks import quotation_states
from index.text.quoted_words import quoted_words

LONGEST_INTERRUPTION = 15  # words between two pieces of one sentence
LEAST_NESTED = 4  # words of a quotation inside a quotation that is checked for itself

_MARKS = "\"“”„‟«»＂「」『』‹›'‘’‚` \n\t"
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»」』]*$")


@dataclass(frozen=True, slots=True)
class TextQuotation:
    """A quotation of a text.

    Attributes:
        span: Where it stands, with its marks.
        text: The quotation as its text has it, without the marks at its edges.
        pieces: Its words; several where the text interrupts a sentence of it.
        places: Where the pieces stand.
        credited: Whom the text credits with it; None where it names nobody for sure.
    """

    span: Span
    text: str
    pieces: tuple[str, ...]
    places: tuple[Span, ...]
    credited: Person | None = None


def text_quotations(text: str, blocks: Sequence[Block], statements: Sequence[Statement]) -> list[TextQuotation]:
    """Find the quotations of a text.

    Args:
        text: The text.
        blocks: Its blocks.
        statements: Who says what in it.

    Returns:
        In the order of the text; a quotation inside another one follows that one.
    """
    states = quotation_states(text)
    found = _with_block_quotations(find_quotations(states, blocks), blocks)
    quotations: list[TextQuotation] = []
    for group in _grouped(text, found, statements):
        places = tuple(place for each in group if (place := _bare(text, each.span)))
        if not places:
            continue
        span = group[0].start, group[-1].end
        quotation = TextQuotation(
            span,
            text[places[0][0] : places[-1][1]],
            tuple(text[start:end] for start, end in _as_pieces(group, places)),
            places,
            _credited(places, statements),
        )
        quotations.append(quotation)
        quotations += [inner for place in places for inner in _nested(text, place)]
    return quotations


def _with_block_quotations(found: list[Quotation], blocks: Sequence[Block]) -> list[Quotation]:
    """Quotations, and those that a page sets apart as blocks without marks."""
    marked = {each.block for each in found}
    whole = [
        Quotation(block.start, block.end, number, closed=True)
        for number, block in enumerate(blocks)
        if block.kind is BlockKind.QUOTATION and number not in marked
    ]
    return sorted([*found, *whole], key=lambda each: each.start)


def _grouped(text: str, found: Sequence[Quotation], statements: Sequence[Statement]) -> list[list[Quotation]]:
    """Quotations that are one: over several paragraphs, or a sentence that is interrupted."""
    groups: list[list[Quotation]] = []
    for each in found:
        before = groups[-1][-1] if groups else None
        if before and (_goes_on_below(text, before, each) or _is_interrupted(text, before, each, statements)):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _goes_on_below(text: str, one: Quotation, other: Quotation) -> bool:
    """Whether a quotation without a closing mark goes on at the beginning of the next paragraph."""
    return not one.closed and other.block == one.block + 1 and not text[one.end : other.start].strip()


def _is_interrupted(text: str, one: Quotation, other: Quotation, statements: Sequence[Statement]) -> bool:
    """Whether a sentence is only interrupted to say who speaks: "We will build," she said, "ten homes"."""
    between = text[one.end : other.start]
    words = quoted_words(between)
    if one.block != other.block or not 0 < len(words) <= LONGEST_INTERRUPTION or re.search(r"[.!?]\s", between):
        return False
    head, tail = text[one.start : one.end].rstrip(), text[other.start : other.end].lstrip(_MARKS)
    if _SENTENCE_END.search(head) or not tail[:1].islower() or not any(w.form in REPORTING_VERBS for w in words):
        return False
    people = {person.name for each in (one, other) if (person := _credited([each.span], statements))}
    return len(people) < 2 and not re.search(r"\band\b", between)


def _as_pieces(group: Sequence[Quotation], places: Sequence[Span]) -> list[Span]:
    """The stretches that are checked: paragraphs of one quotation are one stretch."""
    if any(not each.closed for each in group[:-1]):
        return [(places[0][0], places[-1][1])]
    return list(places)


def _bare(text: str, span: Span) -> Span | None:
    """A span without the marks and white space at its edges; None where nothing else is in it."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if start < end and quoted_words(text, start, end) else None


def _credited(places: Sequence[Span], statements: Sequence[Statement]) -> Person | None:
    """The speaker of the statement that holds most of a quotation; the text's own quoting before what it passes on."""

    def held(statement: Statement) -> int:
        return sum(
            max(0, min(end, last) - max(start, first)) for start, end in places for first, last in statement.content
        )

    size = sum(end - start for start, end in places)
    holding = [each for each in statements if each.kind is not Kind.PASSAGE and 2 * held(each) >= size]
    holding = holding or [each for each in statements if held(each)]
    named = [each for each in holding if each.person and not each.question]
    if not named:
        return None
    return max(named, key=lambda each: (held(each), each.kind is not Kind.INDIRECT)).person


def _nested(text: str, place: Span) -> list[TextQuotation]:
    """Quotations inside a quotation; whose they are is not told."""
    inner = text[slice(*place)]
    whole = Block(0, len(inner), BlockKind.PARAGRAPH)
    found = []
    for each in find_quotations(quotation_states(inner), [whole]):
        span = _bare(inner, each.span)
        if span is None or len(quoted_words(inner, *span)) < LEAST_NESTED:
            continue
        start, end = span[0] + place[0], span[1] + place[0]
        outer = each.start + place[0], each.end + place[0]
        found.append(TextQuotation(outer, text[start:end], (text[start:end],), ((start, end),)))
    return found
