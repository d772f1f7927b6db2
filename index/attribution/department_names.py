"""Names that stand behind an office and what it is of: "Minister for Rivers [Anjali Rao]"."""

from __future__ import annotations

import re

from index.text.common_words import COMMON_WORDS
from index.text.department_ends import name_behind
from index.text.label_words import DEPARTMENTS
from index.text.letter_case import CAPITAL
from index.text.name_lists import DEMONYMS, GROUPS, MANY_PEOPLE, NOT_NAMES, PLACES, THINGS
from index.text.person_names import is_given_name, is_particle

Piece = tuple[str, int]  # a word as it stands in the text, and where

_LEAST = 3  # words: one of what an office is of, two of a name
_LONGEST_NAME = 3  # words
_LONGEST_OFFICE = 120  # code points
_PARLIAMENTS = frozenset(
    """seimas sejm rada duma knesset bundestag bundesrat riksdag storting folketing eduskunta riigikogu saeima
    majlis""".split()
)
# Behind them a body's name goes on: "the United Steel Workers".
LEADING_WORDS = DEMONYMS | frozenset(
    """european general united national international public local maritime rural urban social digital foreign federal
    regional human natural home external internal medical royal central northern southern eastern western new""".split()
)
_NO_NAMES = (DEPARTMENTS, GROUPS, NOT_NAMES, THINGS, PLACES, _PARLIAMENTS)
# "the head of the Association of", "Leader of the", "Deputy Prime Minister of Norvale for": an office's body follows.
_OFFICE_OF = re.compile(
    r"(?i:\b(?:head|leader|secretary|minister|chair\w*|president|director|chief|commissioner|deputy|dean|rector|"
    r"governor|commander|speaker|ombudsman|prosecutor|ambassador|whip|vice-president|superintendent|inspector|"
    r"inspector-general|registrar|controller|comptroller|collector|general))[ \u00a0]"
    rf"(?:(?:of|for)[ \u00a0](?:the[ \u00a0])?(?:[{CAPITAL}][\w-]+[ \u00a0](?:and[ \u00a0])?){{0,4}}){{1,3}}$"
)


def behind_office(pieces: list[Piece], part: str) -> list[Piece]:
    """A run without the end of an office's name before somebody's: "Leader of the [Opposition] Savitri Deshkar".

    Args:
        pieces: Capitalised words that stand in a row.
        part: Text of the block.

    Returns:
        The words of the name; all of them where nothing shows that an office's body ends among them.
    """
    bare = [piece.strip(".,").lower() for piece, _ in pieces]
    if len(pieces) < _LEAST or _names_nobody(bare[-2:]):
        return pieces
    first = _behind_known(bare) if _names_nobody(bare[:1]) else name_behind([piece for piece, _ in pieces])
    at = pieces[0][1]
    return pieces[first:] if first and _OFFICE_OF.search(part, max(0, at - _LONGEST_OFFICE), at) else pieces


def _behind_known(bare: list[str]) -> int:
    """Number of the first word of a short name behind words that are known to be none's; 0 if there is none."""
    if any(map(is_given_name, bare[:2])) or any(map(is_particle, bare)):
        return 0
    first = next((n for n in range(1, len(bare) - 1) if not _names_nobody(bare[n : n + 1])), 0)
    goes_on = bare[first - 1] in LEADING_WORDS or not COMMON_WORDS.isdisjoint(bare[first:]) or bare[-1] in MANY_PEOPLE
    return first if len(bare) - first <= _LONGEST_NAME and not goes_on else 0


def _names_nobody(words: list[str]) -> bool:
    """Whether any of some words, in small letters, is none of a person's name."""
    return any(w in group for w in words for group in _NO_NAMES)
