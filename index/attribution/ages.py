"""Ages that a text tells of people, and asks for: "Kofi Roth, 29, a deckhand", "the 29-year-old"."""

from __future__ import annotations

import re

_ASKED = re.compile(r"[Tt]he\s(?P<age>\d{1,3})-year-old")
_TOLD = re.compile(
    r"(?:,\s(?:aged\s|who\sis\s)?(?P<beside>\d{1,3})(?=[,.;)]|\s(?:and|who|said|was|is)\b)|"
    r"\s\((?P<bracketed>\d{1,3})\)|\sis\s(?P<predicate>\d{1,3})\b)"
)


def age_asked(text: str, start: int, end: int) -> str | None:
    """The age by which a phrase alone means somebody: "the 29-year-old".

    Args:
        text: The text.
        start: Where the phrase starts.
        end: Where it ends.
    """
    match = _ASKED.fullmatch(text, start, end)
    return match["age"] if match else None


def age_told(text: str, at: int) -> str | None:
    """The age that stands beside a name.

    Args:
        text: The text.
        at: Code point after the name.
    """
    match = _TOLD.match(text, at)
    return match["beside"] or match["bracketed"] or match["predicate"] if match else None


def is_of_nobody(age: str, text: str, end: int) -> bool:
    """Whether a text tells of somebody of an age without a name: "a 29-year-old man".

    Args:
        age: The age.
        text: The text.
        end: Code point up to which is looked.
    """
    return re.search(rf"\b(?:[Aa]n?|[Tt]wo|[Aa]nother)\s(?:\w+\s)?{age}-year-old", text[:end]) is not None
