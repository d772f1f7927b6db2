"""Whose words are these?  The question, or the answer where they are a quote that was shown."""

from __future__ import annotations

import re
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

LEAST = 3  # words after a label
_LABEL = re.compile(r"\W{0,8}(?P<name>[^\W\d_][\w.'’ -]{1,60}?):\s*(?P<words>.+)")
MARKS = ' "“”„«»'  # around words that are a quotation as a whole


def check_of(index: Index, view: View, words: str, name: str | None, today: date) -> Question:
    """The question whether words that are pointed at are on record, and whose they are.

    Args:
        index: Reads whom a text credits with its quotation.
        view: What may be seen.
        words: A quotation, or a text that is little more than one: "Varga: “…”".
        name: Whose they are said to be; None for whoever the text credits.
        today: What "yesterday" is before.
    """
    question = check_asked(index, view, words, today)
    label, words = _labelled(" ".join(words.split()), view)
    marked = words_in_marks(words)
    if marked is None or 2 * len(marked.split()) < len(words.split()):
        question = replace(
            Question(words), speaker=label, ask=Ask.CHECK, quotation=words.strip(MARKS), words=question.words
        )
    return question if name is None else replace(question, speaker=_called(name, view, today))


def check_asked(index: Index, view: View, text: str, today: date) -> Question:
    """The same for what somebody wrote to have it checked: a quotation, or a question on one.

    Args:
        index: See `check_of`.
        view: What may be seen.
        text: What was written.
        today: What "yesterday" is before.
    """
    label, words = _labelled(" ".join(text.split()), view)
    question = commanded(view.understand(words, today, None), Ask.CHECK, words)
    if question.speaker is not None:
        return question
    return replace(question, speaker=label if label is not None else _credited(index, words))


def _labelled(text: str, view: View) -> tuple[str | None, str]:
    """A text's label, if it begins with one that names somebody on record, and the text without it."""
    found = _LABEL.match(text)
    if found is None or len(found["words"].split()) < LEAST or not view.directory.matching(found["name"]):
        return None, text
    return found["name"], found["words"]


def _credited(index: Index, text: str) -> str | None:
    """Whom a text credits with the one quotation that it holds."""
    if words_in_marks(text) is None:
        return None
    found = index.quotations(Draft(text))
    who = found[0].credited if len(found) == 1 else None
    return who.name if who is not None else None


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
