"""Checks a whole text: every quotation in it, credited as the text credits it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from index.answering.checking.checker import QuotationChecker
from index.answering.checking.findings import CheckedQuotation, Finding
from index.answering.checking.text_quotations import TextQuotation, text_quotations
from index.errors import SourceError, SourceProblem
from index.model import Draft
from index.text.blocks import infer_blocks
from index.text.quotation_marks import OPENING, quotation_states

if TYPE_CHECKING:
    from index.attribution.statements import StatementReader

LONGEST_TEXT = 200_000  # code points: a hundred pages


def check_text(
    draft: Draft, reader: Callable[[], StatementReader], checker: QuotationChecker
) -> list[CheckedQuotation]:
    """Check the quotations of a text.

    Args:
        draft: The text.
        reader: Gives what finds out who says what in it; not asked where nothing is quoted.
        checker: Checks one quotation.

    Returns:
        The quotations in their order.

    Raises:
        SourceError: The text is too long to be checked at once.
    """
    text = draft.text
    if len(text) > LONGEST_TEXT:
        raise SourceError(draft.name, SourceProblem.LONG_TEXT, size=len(text), most=LONGEST_TEXT)
    blocks = tuple(draft.blocks) or infer_blocks(text)
    if OPENING not in quotation_states(text) and not text_quotations(text, blocks, ()):
        return []
    statements = reader().statements(text, draft.title, draft.author, blocks)
    return [
        checked
        for quotation in text_quotations(text, blocks, statements)
        for checked in _checked(quotation, text, checker)
    ]


def _checked(quotation: TextQuotation, text: str, checker: QuotationChecker) -> Iterator[CheckedQuotation]:
    """A quotation; piece by piece where its pieces are not on record as one."""
    whole = checker.check(quotation.pieces, quotation.credited)
    if len(quotation.pieces) > 1 and whole.finding in (Finding.JOINED, Finding.NOT_ON_RECORD, Finding.TOO_SHORT):
        for piece, place in zip(quotation.pieces, quotation.places, strict=True):
            yield replace(checker.check([piece], quotation.credited), text=piece, span=place)
        return
    start, end = quotation.places[0][0], quotation.places[-1][1]
    yield replace(whole, text=text[start:end], span=quotation.span)
