"""Where the place and date end with which an article begins: "OSTWICK, 3 May (Merian) — "."""

from __future__ import annotations

import re

from index.text.letter_case import CAPITAL, INITIAL, SMALL

# "OSTWICK, 3 May (Merian) —", "OSTWICK -", "Ostwick, 3 May –", "Ostwick (Merian) --"
_DATELINE = re.compile(
    rf"[*_]{{0,3}}(?:[{CAPITAL}][{CAPITAL} .,'’/-]{{2,40}}(?:, [^—–\n]{{2,40}})?(?: \([^()\n]{{2,40}}\))?|"
    rf"[{CAPITAL}][\w'’-]+(?: [{CAPITAL}][\w'’-]+){{0,3}}"
    rf"(?:(?:, [{CAPITAL}][\w .'’-]{{2,25}})?"
    rf", (?:\d{{1,2}} [{CAPITAL}][{SMALL}]+\.?|[{CAPITAL}][{SMALL}]+\.? \d{{1,2}})"
    rf"(?:,? \d{{4}})?(?: \([^()\n]{{2,40}}\))?| \([{CAPITAL}][^()\n]{{1,40}}\)))[*_]{{0,3}}"
    r"(?: ?[—–]| --?) "
)
# "Ostwick — The governor", "Port Holm - Minister of Police Ilo Tamm"
_PLACE = re.compile(
    rf"[*_]{{0,3}}[{CAPITAL}][\w'’-]+(?: [{CAPITAL}][\w'’-]+){{0,2}}[*_]{{0,3}}(?: ?[—–]| --?) (?={INITIAL})"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where a dateline ends that tells a day or an agency, or is in capitals; 0 where a block begins with none.

    Args:
        text: The text.
        start: Where the block begins.
        end: Where it ends.
    """
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else 0


def place_end(text: str, start: int, end: int) -> int:
    """Where a name alone ends, dash included, that is a place's where it is nobody's; 0 where there is none.

    Args:
        text: The text.
        start: Where the block begins.
        end: Where the mention of a speaker ends that begins there.
    """
    place = _PLACE.match(text, start, end)
    return place.end() if place else 0
