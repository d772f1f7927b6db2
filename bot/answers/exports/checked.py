"""The report on a checked text as a document: each quotation, how it stands, and where it is on record."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.exports.document import Citations, Document, Paragraph, Style, Words, attribution, one_line, paragraph
from bot.messages.check_report import bare, heading, remarks, tallies
from bot.messages.phrases import phrase
from index.answering.checking.findings import CheckedQuotation, Finding, Found
from index.model import Span


def report_document(checked: Sequence[CheckedQuotation], language: str) -> Document:
    """Write down what came of checking a text.

    Args:
        checked: The quotations of a text in their order.
        language: Code of the language of our own words.
    """
    citations = Citations(language)
    paragraphs = [paragraph(Style.NOTE, tallies(checked, language))]
    for number, each in enumerate(checked, 1):
        paragraphs.append(paragraph(Style.HEADING, heading(number, each, language)))
        credited = f" — {phrase(language, 'check credited', speaker=one_line(each.credited))}" if each.credited else ""
        paragraphs.append(paragraph(Style.NOTE, f"“{one_line(bare(each))}”{credited}"))
        if each.differs:
            paragraphs.append(Paragraph(Style.NOTE, tuple(Words(f"{words} ", mark) for mark, words in each.difference)))
        paragraphs += [paragraph(Style.NOTE, remark) for remark in remarks(each, language)]
        for found in each.found:
            paragraphs += _place(found, each.finding is Finding.JOINED, citations)
    return Document(phrase(language, "check title"), tuple(paragraphs), citations.sources(), language)


def _place(found: Found, is_joined: bool, citations: Citations) -> list[Paragraph]:
    """Where words are on record: of words joined from several places those alone, else the sentences around them."""
    words: Span = (found.spans[0][0], found.spans[-1][1])
    shown = found.words if is_joined else found.quote.text
    credit = attribution(found.quote, citations.language, words)
    return [
        paragraph(Style.QUOTATION, shown),
        paragraph(Style.ATTRIBUTION, credit, citations.number(found.quote, words)),
    ]
