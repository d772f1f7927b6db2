"""How a question was understood, in a line: "Ilo Tamm · harbour treaty · March 2021"."""

from __future__ import annotations

import calendar
from datetime import date

from bot.messages.html import shortened
from bot.messages.phrases import day, month, phrase
from index.model import Answer, Ask, Question, Reading

NAME, TOPIC, READING = 80, 120, 300  # UTF-16 units at most


def reading(answer: Answer, language: str) -> str:
    """How the question of an answer was understood; empty where its words say it as it is.

    Args:
        answer: The answer.
        language: The chat's language.
    """
    question = answer.question
    if question.ask in (Ask.TALK, Ask.CHECK) or not (question.interpreted or question.second):
        return ""
    name = full_name(answer) or question.speaker
    if name and question.office:
        name = f"{name} ({question.office})"
    names = [name, *question.others]
    pieces = [
        *(shortened(name, NAME) for name in names if name),
        _topic(question),
        period(question.since, question.until, language),
    ]
    return shortened(" · ".join(filter(None, pieces)), READING)


def _topic(question: Question) -> str:
    """A topic, with what it was looked for by in another language: "철강 관세 = steel tariff"."""
    topic = shortened(question.topic or "", TOPIC)
    return f"{topic} = {shortened(question.translated, TOPIC)}" if question.translated else topic


def full_name(answer: Answer) -> str | None:
    """The name on record of the one whom a question means; None where an answer doesn't tell."""
    question = answer.question
    if question.speaker is None or question.others:
        return None
    names = {quote.speaker.name for quote in answer.quotes if quote.speaker}
    names |= {reason.speaker for reason in answer.reasons if not answer.quotes and reason.speaker}
    return names.pop() if len(names) == 1 else None


def second_reading(answer: Answer, language: str) -> str:
    """What is different in the second reading of an answer's question; empty where it has none."""
    first, second = answer.question.reading, answer.question.second
    if second is None:
        return ""
    if second.speaker and second.speaker != first.speaker:
        return shortened(second.speaker, NAME)
    if (second.since, second.until) != (first.since, first.until):
        return period(second.since, second.until, language)
    if second.speaker and not second.topic:
        return phrase(language, "any topic", speaker=shortened(full_name(answer) or second.speaker, NAME))
    return _topic_alone(second)


def _topic_alone(second: Reading) -> str:
    return f"“{shortened(second.topic, TOPIC)}”" if second.topic else ""


def period(since: date | None, until: date | None, language: str) -> str:
    """Some days in words: a year, a month, a day, from one to another, or open at one end."""
    if since is None and until is None:
        return ""
    if until is None:
        return phrase(language, "since day", day=day(language, since))
    if since is None:
        return phrase(language, "until day", day=day(language, until))
    if since == until:
        return day(language, since)
    if (since.month, since.day, until.month, until.day, since.year) == (1, 1, 12, 31, until.year):
        return phrase(language, "whole year", year=since.year)
    last = calendar.monthrange(since.year, since.month)[1]
    if since.day == 1 and until == since.replace(day=last):
        return month(language, since)
    return f"{day(language, since)} – {day(language, until)}"
