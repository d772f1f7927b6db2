"""Whose words spans of an article are: the statements around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span, Statement

_MID_SENTENCE = re.compile(r"[^.!?…][\"”’'»」]*$")
_WORD = re.compile(r"\w")
_AFTER = re.compile(r"[.,;:!?…]*")
_MARKS = "\"“”‘’'«»「」"


def _holds(content: Sequence[Span], span: Span, text: str) -> bool:
    """Whether all words of a span are in some content; marks and white space may stand between."""
    position, end = span[0] + 1, span[1] - 1
    for start, stop in content:
        if stop <= position:
            continue
        if start > position and _WORD.search(text, position, min(start, end)):
            return False
        position = stop
        if position >= end:
            return True
    return False


def speaker_of(span: Span, statements: Sequence[Statement], text: str) -> Statement | None:
    """The narrowest statement that holds a span, or the first of several of one speaker; None where nobody is told.

    What stands between a statement's words, such as "he told reporters", is nobody's.
    """
    if holding := speaker_of_all([span], statements, text):
        return holding
    touched = [each for each in statements if each.start < span[1] and span[0] < each.end]
    content = sorted(each for statement in touched for each in statement.content)
    people = {statement.person.id if statement.person else 0 for statement in touched}
    is_of_one = len(people) == 1 and 0 not in people and _holds(content, span, text)
    return touched[0] if is_of_one else None


def speaker_of_all(spans: Sequence[Span], statements: Sequence[Statement], text: str) -> Statement | None:
    """The narrowest statement that holds all spans in what it says, not in what stands between."""
    holding = [statement for statement in statements if all(_holds(statement.content, span, text) for span in spans)]
    return min(holding, key=lambda statement: statement.end - statement.start, default=None)


def voice_of(spans: Sequence[Span], statements: Sequence[Statement], text: str) -> Statement | None:
    """Whose words several spans are, where the article tells so of each of them.

    Of a sentence that the article interrupts the part tells it beside which the speaker is named.
    """
    if whole := speaker_of_all(spans, statements, text):
        return whole
    voices = [speaker_of(span, statements, text) for span in spans]
    if not all(voices):
        return None
    named = [voice for voice in voices if voice and voice.person]
    for number, voice in enumerate(voices):
        is_known = voice in named or _shares_sentence(number, voices, spans, text)
        if not is_known:
            return voice
    return named[0] if named else voices[0]


def _shares_sentence(number: int, voices: Sequence[Statement | None], spans: Sequence[Span], text: str) -> bool:
    """Whether a span goes on with the sentence of a named speaker, or begins it."""
    for one, other in ((number - 1, number), (number, number + 1)):
        if one < 0 or other >= len(spans):
            continue
        neighbour = voices[one if other == number else other]
        opens = text[spans[one][0] : spans[one][1] + 1].rstrip()
        goes_on = bool(_MID_SENTENCE.search(opens)) and text[spans[other][0]].islower()
        if goes_on and neighbour and neighbour.person:
            return True
    return False


def is_quoted_within(spans: Sequence[Span], statement: Statement, text: str) -> bool:
    """Whether a speaker's words are, by their marks, somebody else's whom they quote."""
    start, end = spans[0][0], spans[-1][1]
    after = _AFTER.match(text, end)
    closing = after.end() if after else end
    marked = text[start - 1 : start] in _MARKS and text[closing : closing + 1] in _MARKS
    borders = [edge for content in statement.content for edge in content]
    return bool(text[start - 1 : start]) and marked and start - 1 not in borders and start not in borders
