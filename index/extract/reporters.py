"""Korean bylines: a name before the word for a reporter."""

from __future__ import annotations

import re

_LONGEST = 120  # characters
_REPORTER = re.compile(
    r"(?:[\[(]?[가-힣]{2,10}(?:\s?=\s?|[\])]\s?))?(?P<name>[가-힣]{2,4})\s?(?:선임|수석|전문|인턴)?\s?기자"
    r"(?:\s?[(]?[\w.+-]{1,60}@[\w.-]{1,80}[)]?)?"
)


def reporter_in(piece: str) -> str | None:
    """The name in a line that says nothing but who reported, such as "김민재 기자" or "한들=김민재 기자 mj@post.example".

    Args:
        piece: A line, or a part of one that is set apart.
    """
    reporter = _REPORTER.fullmatch(piece.strip()) if len(piece) <= _LONGEST else None
    return reporter["name"] if reporter else None
