"""What a paper calls somebody whom it has just named, to vary its words: "the midfielder", "the teenager"."""

from __future__ import annotations

import re

from index.attribution.described_people import described_people
from index.attribution.roles import KIN, is_role
from index.model import Span
from index.text.name_lists import EPITHETS, NATIVES

_PHRASE = re.compile(r"[Tt]he\s(?:[\w’-]+\s){0,3}(?P<noun>[\w-]+)")
_FORMER = re.compile(r"[Tt]he\sformer\s")
_OWNED = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir)\s")


def epithet_asked(text: str, start: int, end: int) -> str | None:
    """The noun of a phrase that only varies a name: "midfielder" of "the Stell midfielder".

    Args:
        text: The text.
        start: Where the phrase starts.
        end: Where it ends.
    """
    match = _PHRASE.fullmatch(text, start, end)
    noun = match["noun"].lower() if match else ""
    native = noun in NATIVES and match is not None and match["noun"][0].isupper()
    former = bool(noun) and is_former(text, start) and is_role(noun)
    return noun if native or former or noun in EPITHETS else None


def is_former(text: str, start: int) -> bool:
    """Whether a phrase calls somebody what he was: "the former Wanderers captain".

    Args:
        text: The text.
        start: Where the phrase starts.
    """
    return _FORMER.match(text, start) is not None


def may_be_anothers(text: str, noun: str, reach: Span, states: bytes) -> bool:
    """Whether somebody without a name may be meant by an epithet, too: "a boy of 14", "a teenager".

    Args:
        text: The text.
        noun: The epithet.
        reach: Where the paragraph begins, and where the epithet stands.
        states: Which code points are quoted.
    """
    start, end = reach
    if re.search(
        rf"\b(?:[Aa]|[Aa]n|[Aa]nother|[Tt]wo|[Tt]hree|[Oo]ther)\s(?:[\w-]+\s){{0,2}}{re.escape(noun)}", text[:end]
    ):
        return True
    others = (text[slice(*span)] for span in described_people(text, start, end, states))
    return any(not _is_of_another_kind(each) for each in others)


def _is_of_another_kind(phrase: str) -> bool:
    """Whether a described person holds an office beside somebody's, as "his manager" does."""
    noun = phrase.split()[-1].lower()
    return _OWNED.match(phrase) is not None and is_role(noun) and noun not in KIN
