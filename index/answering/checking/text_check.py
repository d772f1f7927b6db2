"""Checks a whole text: every quotation in it, credited as the text credits it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


def read_quotations(draft: Draft, reader: Callable[[], StatementReader]) -> list[TextQuotation]:
    """Read the quotations of a text, and whom it credits with each.

    Args:
        draft: The text.
        reader: Gives what finds out who says what in it; not asked where nothing is quoted.

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
    return text_quotations(text, blocks, reader().statements(text, draft.title, draft.author, blocks))


def check_quotations(quotations: Iterable[TextQuotation], checker: QuotationChecker) -> list[CheckedQuotation]:
    """Check the quotations of a text, in their order."""
    return [checked for quotation in quotations for checked in _checked(quotation, checker)]


def _checked(quotation: TextQuotation, checker: QuotationChecker) -> Iterator[CheckedQuotation]:
    """A quotation; piece by piece where its pieces are not on record as one."""
    whole = checker.check(quotation.pieces, quotation.credited)
    if len(quotation.pieces) > 1 and whole.finding in (Finding.JOINED, Finding.NOT_ON_RECORD, Finding.TOO_SHORT):
        for piece, place in zip(quotation.pieces, quotation.places, strict=True):
            yield replace(checker.check([piece], quotation.credited), text=piece, span=place)
        return
    yield replace(whole, text=quotation.text, span=quotation.span)
