"""Statements of Korean records: whose words stand under each label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.korean.cast import Cast, Figure
from index.attribution.korean.people import Form, Phrase
from index.attribution.korean.turns import Role, Turn, is_briefing, is_interview, korean_turns
from index.model import Kind, Person, Span, Statement

_CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Record:
    """What is said under a text's labels.

    Attributes:
        statements: One a turn, those of who asks left out.
        answers: Where the turns of everybody else stand.
        questions: Where who asks speaks.
    """

    statements: tuple[Statement, ...]
    answers: tuple[Span, ...]
    questions: tuple[Span, ...]

    def holds(self, told: Statement) -> bool:
        """Whether a statement that was read as prose is part of a turn; of a question what it reports of others isn't.

        Args:
            told: The statement.
        """
        if told.person is not None and told.mention is not None:
            return _touches(told, self.answers)
        return _touches(told, self.answers) or _touches(told, self.questions)


def _touches(statement: Statement, spans: Sequence[Span]) -> bool:
    return any(start < statement.end and end > statement.start for start, end in spans)


def record_statements(text: str, title: str | None, cast: Cast) -> Record:
    """Find what is said under the labels of a record, or of an interview.

    Args:
        text: The article's text.
        title: Its title.
        cast: Everybody named in it; those whom labels alone name are added.

    Returns:
        The record; an empty one where the text is none.
    """
    turns = korean_turns(text)
    for turn in turns:
        if turn.phrase is not None and turn.phrase.form is Form.FULL:
            cast.add(turn.phrase)
    asking = [turn for turn in turns if turn.role is Role.QUESTION]
    others = [turn for turn in turns if turn.role is not Role.QUESTION]
    asked = _asked(text, title or "", turns, cast) if any(turn.role is Role.ANSWER for turn in others) else None
    official = is_briefing(title or "", _lead(text, turns), turns)
    said = [_said(turn, asked, cast, official) for turn in others if turn.content]
    return Record(tuple(filter(None, said)), tuple(map(_place, others)), tuple(map(_place, asking)))


def _place(turn: Turn) -> Span:
    return turn.label[0], turn.content[-1][1] if turn.content else turn.label[1]


def _lead(text: str, turns: Sequence[Turn]) -> str:
    return text[: turns[0].label[0]] if turns else ""


def _said(turn: Turn, asked: Person | None, cast: Cast, official: bool) -> Statement | None:
    """What is said in a turn; None where nobody is asked, as the paper may answer itself, unless it is a briefing's."""
    person = asked if turn.role is Role.ANSWER else _named(turn.phrase, cast)
    if turn.role is Role.ANSWER and person is None and not official:
        return None
    mention = turn.label if turn.label[0] < turn.label[1] else None
    return Statement(turn.content, Kind.DIRECT, mention, None, person, None, _CERTAIN if person else 0.0)


def _named(phrase: Phrase | None, cast: Cast) -> Person | None:
    """Whom a label means."""
    if phrase is None:
        return None
    if phrase.form is Form.UNNAMED:
        figure: Figure | None = cast.in_office(phrase.title)
    else:
        figure = cast.meant(phrase)
    return figure.person() if figure else None


def _asked(text: str, title: str, turns: Sequence[Turn], cast: Cast) -> Person | None:
    """Whom an interview is with, or who answers alone: the only one whom the title names, or the lead does."""
    lead = _lead(text, turns)
    if not is_interview(title, lead, turns):
        return None
    named = Cast("", title).everybody()
    if len(named) == 1:
        return _in_full(named[0], Cast(lead, title))
    both = Cast(lead, title).everybody()
    labels = {turn.phrase.name for turn in turns if turn.phrase is not None and turn.phrase.form is Form.FULL}
    if not both and len(labels) == 1:  # who has a label, and answers under another
        return cast.person(labels.pop())
    return both[0].person() if len(both) == 1 else None


def _in_full(named: Figure, cast: Cast) -> Person:
    """Somebody with all that is told of them."""
    return next((each.person() for each in cast.everybody() if each.name == named.name), named.person())
