"""The lines under the title of a plain text that tell who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.extract.title_page import author_in, day_alone, is_letterhead, may_be_title
from index.text.line_kinds import ends_sentence

_MOST = 6  # lines with words that are looked at
_LONGEST_TITLE = 25  # words
_LONGEST_LINE = 14  # words of a line under a title
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—/]\s+")
_LABEL = re.compile(r"[A-Z .'’-]{2,40}:")
_REPORTER = re.compile(
    r"(?:[가-힣]{2,10}\s?=\s?)?(?P<name>[가-힣]{2,4})\s?(?:선임|수석|전문)?기자(?:\s+[\w.+-]{1,60}@[\w.-]{1,80})?"
)


@dataclass(frozen=True, slots=True)
class TextHeading:
    """What the lines under a title tell.

    Attributes:
        lines: Of the text, without those that told nothing but author and day.
        author: As a byline names them.
        day: Of publication.
    """

    lines: list[str]
    author: str | None = None
    day: datetime | None = None

    @property
    def is_found(self) -> bool:
        """Whether there is one, so that the text begins with its title."""
        return self.author is not None or self.day is not None


def read_heading(lines: Sequence[str]) -> TextHeading:
    """Take byline and day from under the title of a text.

    A name alone stays where it is: it may be that of who speaks in the text.  So does a day where others stand alone
    further down, since they are entries of a chronicle.

    Args:
        lines: Of the text; "" for a blank one.
    """
    numbers = [number for number, line in enumerate(lines) if line.strip()]
    if not numbers or not _may_be_title(lines[numbers[0]].strip()):
        return TextHeading(list(lines))
    taken: set[int] = set()
    author, day = None, None
    for number in numbers[1 : 1 + _MOST]:
        line = lines[number].strip()
        if len(line.split()) > _LONGEST_LINE or ends_sentence(line) or _LABEL.match(line):
            break
        pieces = [(_author(piece), day_alone(piece)) for piece in _PIECES.split(line)]
        if all(name or moment for name, moment in pieces):
            author = author or next((name for name, _ in pieces if name), None)
            day = day or next((moment for _, moment in pieces if moment), None)
            taken.add(number)
    days = sum(day_alone(line.strip()) is not None for line in lines if len(line) < 80) if day else 0
    if days > 1 or not taken:
        return TextHeading(list(lines))
    return TextHeading([line for number, line in enumerate(lines) if number not in taken], author, day)


def _may_be_title(line: str) -> bool:
    titled = len(line.split()) <= _LONGEST_TITLE and not ends_sentence(line) and not _LABEL.match(line)
    return titled and may_be_title(line) and not is_letterhead(line) and _author(line) is None


def _author(piece: str) -> str | None:
    reporter = _REPORTER.fullmatch(piece)
    return reporter["name"] if reporter else author_in([piece], None)
