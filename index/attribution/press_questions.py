"""Press conferences whose questions stand under the names of papers: "Harbour Times: Is the wharf open?"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from index.text.label_heads import LabelKind
from index.text.turn_labels import TurnLabel

_LEAST_ANSWERS = 3
_PAPERS = frozenset({LabelKind.UNREAD, LabelKind.INITIALS})
_BEHIND_QUESTION = "\"”’') \t\r\n\u00a0"


def answers_papers(text: str, labels: Sequence[TurnLabel], trusted: Container[TurnLabel]) -> bool:
    """Whether one speaker answers several questions that stand under labels of which no name can be read.

    Args:
        text: The text.
        labels: Its labels, in order.
        trusted: Those that name a speaker.
    """
    answering = [
        here
        for above, here in pairwise(labels)
        if above.kind in _PAPERS and here in trusted and _is_question(text[above.end : here.start])
    ]
    return len(answering) >= _LEAST_ANSWERS and len({text[slice(*label.name)] for label in answering}) == 1


def _is_question(words: str) -> bool:
    return words.rstrip(_BEHIND_QUESTION).endswith("?")
