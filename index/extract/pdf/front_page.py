"""Title, author and day of a PDF, from its first page before the file's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from index.extract.pdf.flow import Piece
from index.extract.pdf.parts import Measure
from index.extract.title_page import (
    FRONT,
    LONGEST_TITLE,
    author_in,
    is_letterhead,
    is_short_line,
    may_be_title,
    published_in,
    usable_title,
    without_subject_mark,
)
from index.model import BlockKind
from index.text.line_kinds import ends_sentence, is_prose

_LARGER = 1.08  # of the text's size: a title


def title_of(pieces: Sequence[Piece], measure: Measure, stated: str | None) -> str | None:
    """The title of a document.

    Args:
        pieces: Its text.
        measure: How it is set.
        stated: What the metadata say.
    """
    stated = usable_title(stated)
    front = [piece for piece in pieces[:FRONT] if piece.part.page == pieces[0].part.page]
    shown = _plain(" ".join(piece.text for piece in front))
    if stated and _plain(stated) in shown:
        return stated
    title = _shown_title(front, measure)
    return without_subject_mark(title) if title else stated


def _shown_title(front: Sequence[Piece], measure: Measure) -> str | None:
    """The largest lines of the first page, or else its first heading, or what stands alone above its text."""
    named = [piece for piece in front if may_be_title(piece.text)]
    large = [piece for piece in named if piece.part.size > _LARGER * measure.size]
    titles = [piece for piece in large if not is_letterhead(piece.text)]
    if titles:
        size = max(piece.part.size for piece in titles)
        return _with_more(next(piece for piece in titles if piece.part.size == size), titles)
    return _first_heading(front, named) or _first_line(front) or next((piece.text for piece in large), None)


def _first_heading(front: Sequence[Piece], named: Sequence[Piece]) -> str | None:
    """The first heading above the text that names no office."""
    above = takewhile(lambda piece: not is_prose(piece.text), front)
    headings = [piece.text for piece in above if piece.kind is BlockKind.HEADING and piece in named]
    return next((text for text in headings if not is_letterhead(text)), None)


def _first_line(front: Sequence[Piece]) -> str | None:
    """The first part, if it is short, no sentence and no label, and running text stands below it."""
    text, below = front[0].text, front[1:3]
    if front[0].kind is not BlockKind.PARAGRAPH or not any(is_prose(piece.text) for piece in below):
        return None
    return text if is_short_line(text) else None


def _with_more(first: Piece, candidates: Sequence[Piece]) -> str:
    """A title with the lines below it that are set as it is."""
    title, place = first.text, candidates.index(first)
    above = first.part.lines[-1]
    for piece in candidates[place + 1 :]:
        line = piece.part.lines[0]
        near = line.page == above.page and line.base - above.base < 2.6 * above.size
        if line.size != above.size or line.bold != above.bold or not near or ends_sentence(title):
            break
        if len(title) + len(piece.text) > LONGEST_TITLE:
            break
        title, above = f"{title} {piece.text}", piece.part.lines[-1]
    return title


def author_of(pieces: Sequence[Piece], stated: str | None) -> str | None:
    """Who wrote a document.

    Args:
        pieces: Its text.
        stated: What the metadata say.
    """
    return author_in([piece.text for piece in pieces[:FRONT]], stated)


def published_of(pieces: Sequence[Piece], margins: Iterable[str], now: datetime) -> datetime | None:
    """The day of a document, as its first page tells it; never the one on which the file was made.

    Args:
        pieces: Its text.
        margins: Lines of the first page's head and foot.
        now: No day after this one is taken.
    """
    on_first = takewhile(lambda piece: piece.part.page == pieces[0].part.page, pieces[:FRONT])
    return published_in([piece.text for piece in on_first], margins, now)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
