"""Whether a text is a revision of another: what a page says now in place of what it said before."""

from __future__ import annotations

import re

WORDS = 5  # that follow one another are taken as one: single ones stand in any text
SHARED = 0.5  # of them in the shorter text: less is another article under the same address, as of a page of the day
SHORTENED = 0.5  # of the length: a shorter text is a teaser of the other one

_WORD = re.compile(r"\w+")


def is_revision(text: str, earlier: str) -> bool:
    """Whether a text takes the place of an earlier one that stood at the same address."""
    if len(text) < SHORTENED * len(earlier):
        return False
    runs, earlier_runs = _runs(text), _runs(earlier)
    return len(runs & earlier_runs) >= SHARED * min(len(runs), len(earlier_runs))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Each word with those that follow it."""
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))}
