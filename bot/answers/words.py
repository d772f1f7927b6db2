"""The words of a conversation, kept with its questions, so that these can be read again when less may be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from index.answering.reading.question import REMEMBERED
from index.answering.reading.quotations import words_in_marks
from index.model import Ask, Question

if TYPE_CHECKING:
    from index.view import View

OTHERWISE = "otherwise"  # stands for the button that chose the second reading


def commanded(question: Question, ask: Ask, text: str) -> Question:
    """A question as a command means it.

    Args:
        question: As it was read.
        ask: The kind of answer that the command names.
        text: What stands after the command; "" where the last question is meant.
    """
    earlier = () if text else question.words
    question = replace(question, ask=ask, words=(*earlier, f"{ask.value}\n{text}")[-REMEMBERED:])
    if ask is Ask.WHO:
        return replace(question, topic=question.topic or text or None, speaker=None)
    if ask is Ask.CHECK and not question.quotation:
        # Without quotation marks all of it is to be checked: a name in it is no claim of who said it.
        return replace(question, quotation=words_in_marks(text) or text.strip("\"“”'‘’ "), speaker=None)
    return question


def read_otherwise(question: Question, speaker: str | None) -> Question:
    """A question by its second reading, chosen by a button.

    Args:
        question: As it was read.
        speaker: As in `Question.read_otherwise`.
    """
    if question.second is None:
        return question
    pressed = f"{OTHERWISE}\n"
    words = question.words[:-1] if question.words[-1:] == (pressed,) else (*question.words, pressed)[-REMEMBERED:]
    return replace(question.read_otherwise(speaker), words=words)


def read_again(question: Question, view: View, today: date) -> Question | None:
    """A question read anew, with all that was written before it.

    Args:
        question: As it was read when more could be seen.
        view: What may be seen now.
        today: What "last week" counts from where days are found only now; those that were found before stay.

    Returns:
        The question; None where nothing was written.
    """
    read: Question | None = None
    for words in question.words:
        command, _, text = words.rpartition("\n")
        if command == OTHERWISE:
            read = read and read_otherwise(read, None)
            continue
        if text:
            read = view.understand(text, today, None if command else read)
        if command and read is not None:
            read = commanded(read, Ask(command), text)
    if read is None or not (read.is_dated and question.is_dated):
        return read
    return replace(read, since=question.since, until=question.until)
