"""Answers of an examination that one space divides from their letter: "Q Who pays?", "A In May we do."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.model import Span
from index.text.label_heads import LabelKind
from index.text.turn_labels import LabelForm, TurnLabel

_ANSWER = re.compile(r"(?P<name>A)[ \u00a0](?=[A-Z\"“])")
_FINISHED = re.compile(r"[.?!…:)\]\"”’—–-]\s*$")
_EXAMINING = frozenset({LabelKind.QUESTION, LabelKind.ANSWER})


def bare_answers(text: str, lines: Sequence[tuple[Span, TurnLabel | None]]) -> dict[int, TurnLabel]:
    """Find the lines that answer a question with a bare letter.

    A question waits for its answer while others speak ("MR. HOLM: Objection."); but the line above must be finished,
    as "A" is an article, too.

    Args:
        text: The text.
        lines: Where its lines stand, with their labels.

    Returns:
        The answers' labels by the numbers of their lines.
    """
    found: dict[int, TurnLabel] = {}
    waits = False
    for number, (((low, high), above), ((start, end), label)) in enumerate(pairwise(lines), 1):
        if number - 1 in found:
            waits = False
        elif above is not None and above.kind in _EXAMINING:
            waits = above.kind is LabelKind.QUESTION and above.form is LabelForm.BARE
        answer = _ANSWER.match(text, start, end) if waits and label is None else None
        if answer is not None and (_FINISHED.search(text, low, high) or above is not None):
            found[number] = TurnLabel(start, answer.end(), answer.span("name"), LabelKind.ANSWER, LabelForm.BARE)
    return found
