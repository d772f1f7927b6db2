"""Answers as a document: each question once, with how it was understood, and its quotations with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.exports.document import Citations, Document, Paragraph, Style, Words, attribution, one_line, paragraph
from bot.answers.history import StoredAnswer
from bot.messages.answers import headed_quotes, remarks
from bot.messages.phrases import phrase
from bot.messages.readings import reading
from index.model import Answer, Quote


@dataclass(frozen=True, slots=True)
class Section:
    """A question with all that answered it.

    Attributes:
        answers: The answers that were given to it, the newest first.
        quotes: Of all of them, each once, with what stands above it.
    """

    answers: tuple[Answer, ...]
    quotes: tuple[tuple[Quote, str | None], ...]

    @property
    def question(self) -> str:
        """The question as it was asked last."""
        return one_line(self.answers[0].question.text)


def sections(answers: Sequence[StoredAnswer], language: str) -> list[Section]:
    """Put answers to the same question together: whoever asks twice wants it once.

    Args:
        answers: In the order in which they were asked.
        language: Of what stands above quotes.
    """
    by_question: dict[tuple[object, ...], list[Answer]] = {}
    for stored in answers:
        by_question.setdefault(_meaning(stored), []).insert(0, stored.answer)
    return [_section(_telling(each), language) for each in by_question.values()]


def _telling(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Of the answers to one question those with quotes; the newest where nothing was ever on record."""
    return tuple(answer for answer in answers if answer.quotes) or (answers[0],)


def _meaning(stored: StoredAnswer) -> tuple[object, ...]:
    """What two questions must have in common to be the same: the same words can mean other people or days."""
    question = stored.answer.question
    words = one_line(question.text).casefold()
    asked = (question.speaker, question.others, question.topic, question.since, question.until, question.outlet)
    return (words, *asked) if words else (stored.id,)


def _section(answers: tuple[Answer, ...], language: str) -> Section:
    quotes: dict[tuple[int, int, int], tuple[Quote, str | None]] = {}
    for answer in answers:
        for quote, heading in headed_quotes(answer, language):
            quotes.setdefault((quote.article.id, quote.start, quote.end), (quote, heading))
    return Section(answers, tuple(quotes.values()))


def answers_document(answers: Sequence[StoredAnswer], language: str) -> Document:
    """Write answers down.

    Args:
        answers: In the order in which they were asked.
        language: Code of the language of our own words.
    """
    citations = Citations(language)
    paragraphs: list[Paragraph] = []
    for section in sections(answers, language):
        paragraphs.append(paragraph(Style.HEADING, section.question or phrase(language, "untitled")))
        paragraphs += _notes(section, language)
        for quote, heading in section.quotes:
            if heading:
                paragraphs.append(paragraph(Style.NOTE, heading))
            paragraphs.append(paragraph(Style.QUOTATION, quote.text))
            paragraphs.append(paragraph(Style.ATTRIBUTION, attribution(quote, language), citations.number(quote)))
    return Document(phrase(language, "export title"), tuple(paragraphs), citations.sources(), language)


def _notes(section: Section, language: str) -> list[Paragraph]:
    """How the question was understood, and what is to be said of all quotations, each once."""
    understood = dict.fromkeys(filter(None, (reading(answer, language) for answer in section.answers)))
    notes = [paragraph(Style.NOTE, phrase(language, "understood as", reading=each)) for each in understood]
    said = dict.fromkeys(remark for answer in section.answers for remark in remarks(answer, language))
    notes += [paragraph(Style.NOTE, remark) for remark in said]
    for answer in section.answers:
        if answer.difference:
            words = tuple(Words(f"{words} ", mark) for mark, words in answer.difference)
            notes.append(Paragraph(Style.NOTE, words))
            break
    return notes
