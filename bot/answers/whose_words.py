"""Whose words are these?  The question, or the answer where they are a quote that was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.words import commanded
from index.answering.reading.quotations import words_in_marks
from index.model import Answer, Ask, Draft, Question, Quote, Verdict
from index.silence import Reason, Silence

if TYPE_CHECKING:
    from index import Index
    from index.view import View

MARKS = ' "“”„«»'  # around words that are a quotation as a whole


def check_of(index: Index, view: View, words: str, name: str | None, today: date) -> Question:
    """The question whether words are on record, and whose they are.

    Args:
        index: Reads whom a text credits with its quotation.
        view: What may be seen.
        words: A quotation, or a text that is little more than one: "Varga: “…”".
        name: Whose they are said to be; None for whoever the text credits.
        today: What "yesterday" is before.
    """
    words = " ".join(words.split())
    question = commanded(view.understand(words, today, None), Ask.CHECK, words)
    marked = words_in_marks(words)
    if marked is None or 2 * len(marked.split()) < len(words.split()):
        question = replace(Question(words), ask=Ask.CHECK, quotation=words.strip(MARKS), words=question.words)
    if name is not None:
        return replace(question, speaker=_called(name, view, today))
    return credited(index, question, words)


def credited(index: Index, question: Question, words: str) -> Question:
    """A question for words with whom their text credits with them, if the question names nobody."""
    if question.speaker is not None or words_in_marks(words) is None:
        return question
    found = index.quotations(Draft(words))
    who = found[0].credited if len(found) == 1 else None
    return question if who is None else replace(question, speaker=who.name)


def holding(quotes: Iterable[Quote], words: str | None) -> list[Quote]:
    """The quotes that hold some words; all of them where no words are chosen."""
    if words is None:
        return list(quotes)
    wanted = " ".join(words.split())
    return [quote for quote in quotes if wanted in " ".join(quote.text.split())]


def told_of(quote: Quote, name: str | None, view: View, today: date) -> Answer:
    """Whose a quote is that was shown: it is told as it was.

    Args:
        quote: The quote.
        name: Whose it is said to be, if anybody's.
        view: What may be seen.
        today: What "yesterday" is before.
    """
    words = " ".join(quote.text.split())
    speaker = _called(name, view, today) if name is not None else None
    question = Question(words, speaker=speaker, ask=Ask.CHECK, quotation=words, words=(f"{Ask.CHECK.value}\n{words}",))
    return Answer(question, (quote,), verdict=Verdict.EXACT, reasons=_doubts(quote, speaker, view))


def _doubts(quote: Quote, speaker: str | None, view: View) -> tuple[Reason, ...]:
    """Why a quote is not, or perhaps not, the speaker's who was asked for."""
    if speaker is None:
        return ()
    if quote.speaker is None:
        return (Reason(Silence.UNCLEAR_WORDS if quote.speaker_unclear else Silence.UNNAMED_WORDS, speaker),)
    if any(quote.speaker.id in match.ids for match in view.directory.matching(speaker)):
        return ()
    return (Reason(Silence.OTHERS_WORDS, speaker, owner=quote.speaker.name),)


def _called(name: str, view: View, today: date) -> str:
    """A name as the library knows it: "the mayor" is whoever holds the office."""
    return view.understand(f"What did {name} say?", today, None).speaker or name
