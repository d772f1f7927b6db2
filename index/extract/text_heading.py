"""The lines under the title of a plain text that tell who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from index.extract.reporters import reporter_in
from index.extract.title_page import author_in, day_alone, is_letterhead, may_be_title
from index.text.line_kinds import ends_sentence

_MOST = 6  # lines with words that are looked at
_LONGEST_TITLE = 25  # words
_LONGEST_DAY = 80  # characters of a line that is a day
_LONGEST_LINE = 14  # words of a line under a title
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—/]\s+")
_LABEL = re.compile(r"[A-Z .'’-]{2,40}:")


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
    told = {number: facts for number, line in _under_title(lines) if (facts := _facts(line))}
    authors = [name for names, _ in told.values() for name in names]
    days = [day for _, moments in told.values() for day in moments]
    if not told or (days and _is_chronicle(lines)):
        return TextHeading(list(lines))
    left = [line for number, line in enumerate(lines) if number not in told]
    return TextHeading(left, next(iter(authors), None), next(iter(days), None))


def _under_title(lines: Sequence[str]) -> Iterable[tuple[int, str]]:
    """The short lines right under a title, with their numbers; none where the text begins with no title."""
    worded = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    if not worded or not _may_be_title(worded[0][1]):
        return ()
    return takewhile(_is_short, worded[1 : 1 + _MOST])


def _is_short(numbered: tuple[int, str]) -> bool:
    """Whether a line may stand between a title and the text."""
    line = numbered[1]
    return len(line.split()) <= _LONGEST_LINE and not ends_sentence(line) and not _LABEL.match(line)


def _facts(line: str) -> tuple[list[str], list[datetime]] | None:
    """Authors and days that a line tells; None where it says anything else."""
    pieces = [(_author(piece), day_alone(piece)) for piece in _PIECES.split(line)]
    if not all(name or day for name, day in pieces):
        return None
    return [name for name, _ in pieces if name], [day for _, day in pieces if day]


def _is_chronicle(lines: Sequence[str]) -> bool:
    """Whether several lines are a day and nothing else."""
    return sum(day_alone(line.strip()) is not None for line in lines if len(line) < _LONGEST_DAY) > 1


def _may_be_title(line: str) -> bool:
    titled = len(line.split()) <= _LONGEST_TITLE and not ends_sentence(line) and not _LABEL.match(line)
    return titled and may_be_title(line) and not is_letterhead(line) and _author(line) is None


def _author(piece: str) -> str | None:
    return reporter_in(piece) or author_in([piece], None)
