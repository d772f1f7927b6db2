"""Pages that ask and answer themselves: "Questions and Answers", "Facts and Myths"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.text.given_names import GIVEN_NAMES
from index.text.letter_case import INITIAL

_EXPLAINED = re.compile(
    r"(?i)\b(?:questions (?:and|&) answers|q ?(?:&|and) ?as?|faqs?|frequently asked|facts?|factsheet|myths?|explain\w*|"
    r"guid\w+|what you need to know|at a glance|backgrounder|your questions|how (?:to|it works|does))\b"
)
_SPOKEN = re.compile(
    r"(?i)\b(?:briefing|interview|conference|transcript|deposition|hearing|testimony|remarks|conversation|talks?|with)\b"
)
_ON = re.compile(rf"{INITIAL}[\w’'-]+ {INITIAL}[\w’'-]+ on\b")
_FULL = re.compile(rf"({INITIAL}[\w’'-]+)(?= {INITIAL}[\w’'-]+)")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w{1,2}|[Mm]y|[Mm]e)\b")


def is_question_page(headed: str, answers: Iterable[str]) -> bool:
    """Whether questions and answers without names are a page's own, and no exchange between two people.

    Args:
        headed: The title, and what stands above the first question.
        answers: The words of each answer.

    Returns:
        True if it is headed as one, as no occasion on which somebody spoke, and nobody answers in the first person.
    """
    if not _EXPLAINED.search(headed) or _SPOKEN.search(headed) or _names_somebody(headed):
        return False
    return not any(map(_FIRST_PERSON.search, answers))


def _names_somebody(headed: str) -> bool:
    """Whether a heading names whom it asks: "Q&A: Ada Holm on the levy"."""
    return _ON.search(headed) is not None or any(name.lower() in GIVEN_NAMES for name in _FULL.findall(headed))
