"""A PDF as an article: its pages read in order, what surrounds their text left out, its parts as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from index.errors import SourceError, SourceProblem
from index.extract.days import day_in
from index.extract.marked_text import joined
from index.extract.normalisation import one_line
from index.extract.pdf.columns import Columns
from index.extract.pdf.flow import Piece, in_order, pieces_of
from index.extract.pdf.front_page import author_of, published_of, title_of
from index.extract.pdf.hyphens import LineEnds
from index.extract.pdf.lines import Line, body_size, usual_leading
from index.extract.pdf.margins import Margins, without_margins
from index.extract.pdf.notes import mark_of
from index.extract.pdf.page_numbers import page_number
from index.extract.pdf.page_words import PageWords, Word, read_document
from index.extract.pdf.parts import Measure, Part, are_indented, parts_of
from index.model import Draft, page_ranges
from index.text.line_kinds import ends_sentence

_FEW = 60  # letters of a page that is a picture: a stamp
_RAISED_TO_POWERS = re.compile(r"(?<!\w)(?:10|[µndck]?m|ft|yd|s)$")  # numbers and units
_NO_LETTER = re.compile(r"[\W\d_]+")
_PICTURED = 0.5  # of a page that is a scan, at least
_UNREADABLE = 0.25  # of a page's letters
_LARGE = 1.1  # of the text's size
_MOST_LARGE = 1000  # pieces that are compared with the text
_REPEATED = 5  # words from which a part in large type that stands in the text again is left out


def read_pdf(data: bytes, name: str, now: datetime) -> Draft:
    """The article of a PDF.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is locked or damaged, or holds no text that can be read.
    """
    document = read_document(data, name)
    readable = _check(document.pages, name)
    unread = {page.number for page in document.pages} - {page.number for page in readable}
    unread |= {*_pictures(document.pages)}
    margins = without_margins(readable)
    pieces, measure = _pieces(margins)
    text, blocks = joined((piece.text, piece.kind) for piece in pieces)
    if not re.search(r"\w{2}", text):
        raise SourceError(name, SourceProblem.SCANNED_PDF, pages=page_ranges([page.number for page in document.pages]))
    return Draft(
        text=text,
        title=one_line(title_of(pieces, measure, one_line(document.title)) or running_title(margins.front)),
        author=one_line(author_of(pieces, one_line(document.author))),
        published=published_of(pieces, [line.text for line in margins.front], now),
        blocks=blocks,
        pages=_page_starts(pieces),
        unread_pages=tuple(sorted(unread)),
    )


def running_title(front: Sequence[Line]) -> str | None:
    """What the head of the first page says, where nothing else tells what the document is called.

    Args:
        front: Lines of the first page's head and foot.
    """
    heads = [line.text for line in front if line.base < 120 and page_number(line.text) is None]
    return next((text for text in heads if len(text.split()) > 1 and day_in(text) is None), None)


def _check(pages: Sequence[PageWords], name: str) -> list[PageWords]:
    """The pages that can be read.

    Raises:
        SourceError: None can, or the only text is a stamp on the pictures of pages.
    """
    unmapped = [page.number for page in pages if page.unmapped > _UNREADABLE * max(1, page.letters)]
    pictures = _pictures(pages)
    readable = [page for page in pages if page.number not in unmapped]
    if any(page.letters and page.number not in pictures for page in readable):
        return readable
    if unmapped:
        raise SourceError(name, SourceProblem.UNREADABLE_FONT, pages=page_ranges(unmapped))
    pages_without = pictures or [page.number for page in pages]
    raise SourceError(name, SourceProblem.SCANNED_PDF, pages=page_ranges(pages_without))


def _pictures(pages: Sequence[PageWords]) -> list[int]:
    """The numbers of pages that are pictures of pages, with a stamp at most.

    Several pictures with words of their own, as slides are, are no scans.
    """
    found = [page for page in pages if page.pictured >= _PICTURED and page.letters - page.turned < _FEW]
    texts = {_NO_LETTER.sub("", "".join(word.text for word in page.words)) for page in found} - {""}
    if len(texts) > max(1, len(found) / 2):
        found = [page for page in found if not page.letters]
    return [page.number for page in found]


def _pieces(margins: Margins) -> tuple[list[Piece], Measure]:
    """The text of all pages in pieces, and how it is set."""
    columns = Columns()
    found = [(page, region) for page in margins.pages for region in columns.regions(page.words, page.number)]
    lines = [line for _, region in found for line in region.lines]
    size = body_size(lines)
    measure = Measure(size, usual_leading([line for line in lines if _is_near(line.size, size)], 1.2 * size))
    parts = [part for page, region in found for part in parts_of(region, measure, page.height)]
    parts = in_order(parts, replace(measure, indented=are_indented(parts)))
    pieces = pieces_of(parts, LineEnds(line.text for line in lines), _note_numbers(parts))
    return _without_pull_quotes(pieces, measure), measure


def _is_near(size: float, other: float) -> bool:
    return abs(size - other) < 0.06 * other


def _note_numbers(parts: Sequence[Part]) -> set[int]:
    """The raised words, by `id`, that lead to notes: the marks of notes on their page, and numbers that count."""
    marks = {(part.page, mark_of(part.lines)) for part in parts if part.note}
    raised = [
        (line.page, word)
        for part in parts
        if not part.note
        for line in part.lines
        for number, word in enumerate(line.words)
        if word.raised and number and not _is_power(word, line.words[number - 1])
    ]
    values = [int(word.text) for _, word in raised if word.text.isdecimal()]
    counting = len(values) > 1 and all(b == a + 1 for a, b in pairwise(values))
    return {id(word) for page, word in raised if (page, word.text.strip(",")) in marks or _is_note_mark(word, counting)}


def _is_power(word: Word, before: Word) -> bool:
    """Whether a raised number belongs to the unit or the number before it: m³, 10²."""
    return word.text.isdecimal() and _RAISED_TO_POWERS.search(before.text) is not None


def _is_note_mark(word: Word, counting: bool) -> bool:
    return word.text in {"*", "†", "‡"} or (counting and word.text.isdecimal())


def _without_pull_quotes(pieces: Sequence[Piece], measure: Measure) -> list[Piece]:
    """Pieces without sentences in large type that are repeated from the text."""
    small = "\n".join(_plain(piece.text) for piece in pieces if piece.part.size <= _LARGE * measure.size)

    def is_repeated(piece: Piece) -> bool:
        sentence = len(piece.text.split()) >= _REPEATED and (ends_sentence(piece.text) or piece.text[0] in '“"«„')
        large = piece.part.size > _LARGE * measure.size
        return large and sentence and _plain(piece.text) in small

    if sum(piece.part.size > _LARGE * measure.size for piece in pieces) > _MOST_LARGE:
        return list(pieces)
    return [piece for piece in pieces if not is_repeated(piece)]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _page_starts(pieces: Sequence[Piece]) -> tuple[tuple[int, int], ...]:
    """Where in the text a page begins, and its number."""
    starts: list[tuple[int, int]] = []
    position = 0
    for piece in pieces:
        for offset, page in piece.pages:
            if not starts or starts[-1][1] != page:
                starts.append((position + offset, page))
        position += len(piece.text) + 2
    return tuple(starts)
