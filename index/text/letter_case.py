"""Capital and small letters of the Latin, Greek and Cyrillic alphabets, for classes of regular expressions.

`[A-Z]` knows neither Þ nor Ł, and takes both for small letters where it is negated.
"""

from __future__ import annotations

_ALPHABETS = (range(0x80, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))


def _letters(case: str) -> str:
    found = (chr(code) for codes in _ALPHABETS for code in codes)
    return "".join(c for c in found if (c.isupper() if case == "upper" else c.islower()))


CAPITAL = "A-Z" + _letters("upper")  # between brackets: rf"[{CAPITAL}]\w+"
SMALL = "a-z" + _letters("lower")
# What a name begins with: a capital, or a letter of a script that has none.
INITIAL = rf"[^\W\d_{SMALL}]"
