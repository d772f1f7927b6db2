"""Questions of the press, which are nobody's statement: "Harbour Times: Is the wharf open?"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import Statement
from index.text.given_names import GIVEN_NAMES
from index.text.label_heads import LabelKind
from index.text.name_lists import OUTLET_WORDS
from index.text.turn_labels import TurnLabel

_LEAST_ANSWERS = 3
_PAPERS = frozenset({LabelKind.UNREAD, LabelKind.INITIALS})
_ASKING = re.compile(r"(?i)\b(?:ask|wonder|inquir|enquir|question)")
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


def is_press_question(name: str, words: str) -> bool:
    """Whether a paper or a station asks under its name.

    Args:
        name: Who speaks: "Nordic Radio".
        words: What is said.
    """
    return _is_outlet(name) and _is_question(words)


def without_askers(statements: Sequence[Statement], text: str) -> list[Statement]:
    """Statements of an article, with what a paper or a station is told to have asked as nobody's.

    Args:
        statements: Statements in order.
        text: The text.
    """
    return [
        replace(one, person=None, via=None, question=True) if _asks_for_outlet(one, text) else one for one in statements
    ]


def _asks_for_outlet(one: Statement, text: str) -> bool:
    if one.person is None or one.mention is None or one.cue is None or not _ASKING.search(text, *one.cue):
        return False
    return is_press_question(one.person.name, text[slice(*one.content[-1])])


def _is_outlet(name: str) -> bool:
    """Whether a name is a paper's or a station's: "Nordic Radio", "The Herald", not "Emily Post"."""
    words = [word.lower() for word in name.replace("\u00a0", " ").split(" ")]
    return not OUTLET_WORDS.isdisjoint(words) and (words[0] in OUTLET_WORDS or words[0] not in GIVEN_NAMES)


def _is_question(words: str) -> bool:
    return words.rstrip(_BEHIND_QUESTION).endswith("?")
