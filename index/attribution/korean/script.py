"""Whether a text is Korean."""

from __future__ import annotations

import re

_LETTERS = 2_000  # that are looked at
_SHARE = 0.5
_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile("[가-힣]")


def is_korean(text: str) -> bool:
    """Whether most letters of a text's beginning are Hangul.

    Args:
        text: The text.
    """
    beginning = text[:_LETTERS]
    letters = len(_LETTER.findall(beginning))
    return letters > 0 and len(_HANGUL.findall(beginning)) >= _SHARE * letters
