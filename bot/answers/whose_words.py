"""Whose words are these?  The question, or the answer where they are a quote that was shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.history import StoredAnswer
from bot.answers.inquiry import Inquiry
from bot.answers.pointing import Pointing, pointing
from bot.answers.words import commanded
from bot.messages import answers
from index.answering.reading.quotations import words_in_marks
from index.model import Answer, Ask, Draft, Question, Quote, Verdict
from index.silence import Reason, Silence
from index.view import LONGEST_QUESTION

if TYPE_CHECKING:
    from index import Index
    from index.view import View

LEAST = 3  # words after a label
_LABEL = re.compile(r"\W{0,8}(?P<name>[^\W\d_][\w.'’ -]{1,60}?):\s*(?P<words>.+)")
MARKS = ' "“”„«»'  # around words that are a quotation as a whole


class WhoseWords:
    """Finds whose the words are that a question points at."""

    def __init__(self, index: Index, page_size: int, today: Callable[[], date]) -> None:
        """Prepare to look.

        Args:
            index: The library.
            page_size: Quotes of a message.
            today: The day that "yesterday" in a question is before.
        """
        self._index = index
        self._page_size = page_size
        self._today = today

    def asked(
        self, inquiry: Inquiry, last: Callable[[], StoredAnswer | None], view: View, language: str
    ) -> Question | Answer | str | None:
        """What a question about words asks, or its answer.

        Args:
            inquiry: The question.
            last: Gives the answer that it goes on from, as it may be seen.
            view: What may be seen.
            language: Code of the language in which answers are shown.

        Returns:
            What is to be checked, an answer, or the name of the sentence that says why there is none; None for a
            question that says itself what it is about.
        """
        about, asked = inquiry.about, pointing(inquiry.text)
        if asked is None or not (asked.plain or (about is not None and about.certain)):
            return None
        quotations = about.quotations if about is not None else ()
        found: Question | Answer | str | None = None
        if about is None or about.by_bot:
            chosen = quotations[0] if about is not None and about.chosen else None
            found = self._of_answer(last(), chosen, asked, view, language)
        return found or self._of_message(asked.among(quotations), asked.name, view)

    def _of_answer(
        self, stored: StoredAnswer | None, chosen: str | None, asked: Pointing, view: View, language: str
    ) -> Question | Answer | str | None:
        """Of the words that an answer shows; None where it shows no such words."""
        if stored is None:
            return None
        question = stored.answer.question
        if chosen is None and question.ask is Ask.CHECK and question.quotation:
            return check_of(self._index, view, question.quotation, asked.name, self._today())
        pages = answers.pages(stored.answer, self._page_size, language)
        items = pages[min(stored.page, len(pages) - 1)].items if pages else ()
        quotes = asked.among(holding(dict.fromkeys(item.quote for item in items), chosen))
        if len(quotes) == 1:
            return told_of(quotes[0], asked.name, view, self._today())
        return "which words" if quotes and chosen is None else None

    def _of_message(self, quotations: tuple[str, ...], name: str | None, view: View) -> Question | str:
        """Of the words of any other message."""
        if len(quotations) != 1:
            return "which words" if quotations else "no words"
        if len(quotations[0]) > LONGEST_QUESTION:
            return "too long"
        return check_of(self._index, view, quotations[0], name, self._today())


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
