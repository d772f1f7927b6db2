"""Is this quotation real?  What came of checking one, as an answer."""

from __future__ import annotations

from collections.abc import Sequence

from index.answering.checking.article_words import ArticleWords
from index.answering.checking.checker import QuotationChecker
from index.answering.checking.findings import CheckedQuotation, Finding, Found
from index.answering.checking.matches import near_match
from index.model import Answer, Person, Question, Quote, Verdict
from index.search.speakers import SpeakerDirectory
from index.silence import Reason, Silence
from index.text.quoted_words import Runs, difference, parts_of
from index.text.unclear_quotes import with_paragraphs

VERDICTS = {Finding.ALTERED: Verdict.NEAR, Finding.JOINED: Verdict.JOINED}


def check(asked: Question, limit: int, checker: QuotationChecker) -> Answer:
    """Whether the words of a question are on record, and whose they are.

    Args:
        asked: The question, with the quotation to check.
        limit: Quotes, at most.
        checker: Looks them up within the question's bounds.
    """
    speaker = Person(_as_name(asked.speaker, checker.directory)) if asked.speaker else None
    checked = checker.check([asked.quotation or ""], speaker, strict=False)
    if checked.finding in (Finding.NOT_ON_RECORD, Finding.TOO_SHORT):
        return Answer(asked, reasons=(Reason(Silence.NOT_SAID, asked.speaker or ""),))
    quotes = [found.quote for found in checked.found]
    return Answer(
        asked,
        with_paragraphs(quotes)[:limit],
        verdict=Verdict.NEAR if checked.differs else VERDICTS.get(checked.finding, Verdict.EXACT),
        difference=checked.difference if checked.differs else (),
        reasons=_doubts(asked, checked, quotes),
    )


def difference_in(quotation: str, quote: Quote) -> Runs:
    """How a quotation differs from the words of a quote that are nearest to it."""
    parts, words = parts_of([quotation]), ArticleWords(quote.article.text)
    match = near_match(parts, words, [(quote.start, quote.end)]) if parts else None
    if match is None:
        return ()
    found = Found(quote, match.spans).words
    return difference(" ".join(part.text for part in parts), found)


def _as_name(written: str, directory: SpeakerDirectory) -> str:
    """A name on record that is written without capitals as names are written."""
    return written.title() if written.islower() and directory.matching(written) else written


def _doubts(asked: Question, checked: CheckedQuotation, quotes: Sequence[Quote]) -> tuple[Reason, ...]:
    """Why words that are on record are not, or perhaps not, the speaker's who was asked for."""
    speaker, first = asked.speaker or "", quotes[0]
    if checked.finding is Finding.ANOTHERS and first.speaker:
        return (Reason(Silence.OTHERS_WORDS, speaker, owner=first.speaker.name),)
    if checked.finding is not Finding.UNCLEAR:
        return ()
    unnamed = not any(quote.speaker or quote.speaker_unclear for quote in quotes)
    if unnamed:
        return (Reason(Silence.UNNAMED_WORDS, speaker),)
    return (Reason(Silence.UNCLEAR_WORDS, speaker),)
