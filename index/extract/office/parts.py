"""An article of the parts of a document: with its title, author and day by its first page, or else by its metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import dropwhile, takewhile

from index.errors import SourceError, SourceProblem
from index.extract.marked_text import joined
from index.extract.normalisation import normalise, one_line
from index.extract.title_page import (
    FRONT,
    author_in,
    day_alone,
    is_letterhead,
    is_short_line,
    may_be_title,
    published_in,
    tells_kind,
    usable_title,
    without_subject_mark,
)
from index.model import BlockKind, Draft
from index.text.line_kinds import is_prose

Part = tuple[str, BlockKind]  # the words of a part, and what the mark-up says it is


def article_of(
    parts: Sequence[Part],
    name: str,
    now: datetime,
    marked_title: str | None = None,
    stated_title: str | None = None,
    stated_author: str | None = None,
    language: str | None = None,
) -> Draft:
    """The article of a document.

    Args:
        parts: Its parts in order.
        name: What it is called in messages.
        now: No day of publication is after this one.
        marked_title: The words that are set as its title; they are left out of the text where they stand at its head.
        stated_title: What its metadata say.
        stated_author: Likewise.
        language: Its language, as it states it.

    Raises:
        SourceError: It holds no text.
    """
    tidied = [(tidy(words), kind) for words, kind in parts]
    tidied = [part for part in tidied if part[0]]
    front = [words for words, _ in tidied[:FRONT]]
    title = marked_title or _shown_title(tidied, usable_title(stated_title))
    text, blocks = joined(_without_title(tidied, title) or tidied)
    if not re.search(r"\w", text):
        raise SourceError(name, SourceProblem.NO_TEXT)
    return Draft(
        text=text,
        title=one_line(without_subject_mark(title)) if title else None,
        author=one_line(author_in(front, stated_author)),
        published=published_in(front, (), now),
        language=(language or "")[:2].lower() or None,
        blocks=blocks,
    )


def tidy(words: str) -> str:
    """The words of a part in the form in which they are stored: no spaces at the ends of lines, none doubled."""
    return re.sub(r" *\n *", "\n", re.sub(r"[ \u00a0\f\v]+", " ", normalise(words))).strip()


def _shown_title(parts: Sequence[Part], stated: str | None) -> str | None:
    """The title that metadata state and the first page shows, or what that shows alone, or what they state alone."""
    front = parts[:FRONT]
    if stated and _plain(stated) in _plain(" ".join(words for words, _ in front)):
        return stated
    above = list(takewhile(lambda part: not is_prose(part[0]), front))
    headings = [words for words, kind in above if kind is BlockKind.HEADING and may_be_title(words)]
    titles = [words for words in headings if not is_letterhead(words)]
    if titles:
        return titles[0]
    front = list(dropwhile(_is_letterhead, front))
    below = [words for words, _ in front[1:] if not (_is_day_of_place(words) or author_in([words], None))][:2]
    if front and front[0][1] is BlockKind.PARAGRAPH and any(map(is_prose, below)) and is_short_line(front[0][0]):
        return front[0][0]
    return stated or next(iter(headings), None)


def _is_letterhead(part: Part) -> bool:
    """Whether a part names the office that a paper comes from, or what kind of paper it is."""
    words, kind = part
    cells = words.split("\t") if kind is BlockKind.TABLE else [words]
    return all(is_letterhead(cell) or tells_kind(cell) or day_alone(cell) is not None for cell in cells)


def _is_day_of_place(line: str) -> bool:
    """Whether a line is a day, maybe with the place before it, as letters have it: "Hallin, 3 March 2026"."""
    return day_alone(line) is not None or day_alone(line.partition(",")[2]) is not None


def _without_title(parts: Sequence[Part], title: str | None) -> list[Part]:
    """Parts without the heading that is the title, as what a page is called stands beside its text, not in it."""
    if title:
        for number, (words, _) in enumerate(parts[:FRONT]):
            if _plain(words) == _plain(title):
                return [*parts[:number], *parts[number + 1 :]]
    return list(parts)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
