"""Words of weather and disasters that are images: "a climate of fear", "the business climate", "a flood of letters"."""

from __future__ import annotations

import re

_DISASTERS = frozenset(
    """storm storms flood floods earthquake earthquakes drought droughts tsunami avalanche wave waves wildfire
    hurricane""".split()
)
_CLIMATES = frozenset("climate climates".split())
_KIND = re.compile(  # "political climate", "change of climate"
    r"\b(?:political|economic|business|investment|financial|social|cultural|regulatory|media|working|perfect"
    r"|(?:change|shift|turn) (?:of|in)(?: the)?)\s+$",
    re.IGNORECASE,
)
_OF_FEELINGS = re.compile(
    r"\s+of\s+(?:[\w'’-]+\s+){0,2}?"
    r"(?:fear|hat(?:e|red)|(?:mis|dis)trust|uncertainty|suspicion|impunity|intimidation|anger|outrage|protests?"
    r"|criticism|complaints|letters|calls|messages|e-?mails|applications|orders|money|cash|sales|goals|talks)\b",
    re.IGNORECASE,
)
_OF_TRADES = re.compile(  # "the climate in the film business"
    r"\s+(?:in|for|among|within|at)\s+(?:(?:the|a|our|its|their|his|her)\s+)?(?:[\w'’-]+\s+){0,2}?"
    r"(?:business|industry|trade|markets?|sector|banks|investors|parties|party|politics|team|club|boardroom|office"
    r"|studios?|newsroom)\b",
    re.IGNORECASE,
)
_REACH = 24  # code points before a word in which it is said what kind it is


def is_image(text: str, start: int, end: int) -> bool:
    """Whether a word of weather or disaster stands for something else.

    Args:
        text: Any text.
        start: Where the word begins.
        end: Where it ends.
    """
    word = text[start:end].casefold()
    if word not in _DISASTERS | _CLIMATES:
        return False
    if _KIND.search(text[max(0, start - _REACH) : start]) or _OF_FEELINGS.match(text, end):
        return True
    return word in _CLIMATES and bool(_OF_TRADES.match(text, end))
