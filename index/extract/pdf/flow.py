"""The parts of all pages in one text: what goes on in the next column or on the next page is joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.extract.normalisation import normalise
from index.extract.pdf.hyphens import LineEnds
from index.extract.pdf.lines import Line, cells_of, has_ended, text_of
from index.extract.pdf.parts import Measure, Part, is_indented
from index.model import BlockKind
from index.text.line_kinds import is_label

# The line below what a paper ends on another page.
_JUMP = re.compile(
    r"\W*(?:(?:story |article )?cont(?:inued|inues|['’]?d|\.)?|turn|see|more) (?:on|to|at|in) (?:page|p\.) ?\w{1,4}\W*",
    re.IGNORECASE,
)
_AHEAD = 8  # parts that are looked at for what goes on from an open one
_HALF, _FULL = 0.5, 0.85  # of its measure: what a last line fills that goes on in small letters, or in any
_OPEN_KINDS = {BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM}
_PAGES_AHEAD = 2  # at most, to the page on which a part goes on: there may be blank ones
_ALIGNED = 2.0  # points
_SAME_SIZE = 0.07  # of the text's size, between a part and what goes on from it


class Piece(NamedTuple):
    """A part's text.

    Attributes:
        text: On one line.
        kind: What it is.
        pages: Where in it a page begins that is not the one of the piece before.
        part: The part.
    """

    text: str
    kind: BlockKind
    pages: tuple[tuple[int, int], ...]
    part: Part


def in_order(parts: Sequence[Part], measure: Measure) -> list[Part]:
    """Parts in the order of reading, with those joined that are one, and nothing between their halves.

    Args:
        parts: Of all pages, column by column; those that are joined are altered.
        measure: How the document is set.
    """
    waiting = list(parts)
    ordered: list[Part] = []
    number = 0
    while number < len(waiting):
        part = waiting[number]
        number += 1
        ordered.append(part)
        deferred: list[Part] = []
        while not part.note:
            following = _continuation(part, waiting, number, measure)
            if following is None:
                break
            deferred += waiting[number:following]
            part.lines += waiting[following].lines
            part.reach, part.spare = waiting[following].reach, waiting[following].spare
            number = following + 1
        ordered += deferred
    return ordered


def _continuation(part: Part, parts: Sequence[Part], start: int, measure: Measure) -> int | None:
    """Which of the following parts goes on from one; None where none does."""
    if part.kind not in _OPEN_KINDS or is_label(part.lines[-1].text):
        return None
    ended = has_ended(part.lines[-1].text)
    for number in _ahead(part, parts, start):
        other = parts[number]
        fits = _fits(part, other, measure)
        headed = fits and _is_headed(parts[number - 1], other)
        if fits and not headed and _goes_on(part, other, ended, number > start, measure):
            return number
        over = ended or headed or (_is_alike(part, other, measure) and _is_open(other))
        if over or (fits and _is_body(other, measure)):
            return None
    return None


def _ahead(part: Part, parts: Sequence[Part], start: int) -> Iterator[int]:
    """The numbers of the next parts that may go on from one; where that says so, of those on another page alone."""
    page = part.lines[-1].page
    jumped = False
    for number in range(start, min(len(parts), start + _AHEAD)):
        other = parts[number]
        if other.page - page > _PAGES_AHEAD:
            return
        jumped = jumped or (other.page == page and _JUMP.fullmatch(other.lines[0].text) is not None)
        if not other.note and not (jumped and other.page == page):
            yield number


def _is_headed(above: Part, part: Part) -> bool:
    """Whether a part that begins as a sentence does stands right below a heading, and so goes on from nothing."""
    last, first = above.lines[-1], part.lines[0]
    below = above.kind is BlockKind.HEADING and last.page == first.page and last.base < first.base
    letter = next((letter for letter in first.text if letter.isalpha()), "")
    return below and abs(above.lines[0].x0 - first.x0) < _ALIGNED and not letter.islower()


def _is_alike(part: Part, other: Part, measure: Measure) -> bool:
    """Whether a part is set as the end of another is."""
    last, first = part.lines[-1], other.lines[0]
    return abs(first.size - last.size) <= _SAME_SIZE * measure.size and first.bold == last.bold


def _fits(part: Part, other: Part, measure: Measure) -> bool:
    """Whether a part may be the rest of another by how it is set."""
    aligned = len(part.lines) > 1 and abs(other.lines[0].x0 - part.lines[-1].x0) < _ALIGNED
    return (
        other.opens and other.kind in _OPEN_KINDS and (aligned or not other.set_in) and _is_alike(part, other, measure)
    )


def _is_open(part: Part) -> bool:
    """Whether a part itself goes on elsewhere: what does so belongs to the last such part."""
    return part.kind in _OPEN_KINDS and part.reach > _HALF and not has_ended(part.lines[-1].text)


def _goes_on(part: Part, other: Part, ended: bool, interrupted: bool, measure: Measure) -> bool:
    """Whether a part may go on from another: in another column or on another page, or behind what stands between."""
    last, first = part.lines[-1], other.lines[0]
    moved = first.page != last.page or first.base < last.base
    letter = next((letter for letter in first.text if letter.isalnum()), "")
    needed = first.words[0].x1 - first.words[0].x0 + first.size  # by its first word, which the last line had to leave
    if ended:
        begins = not measure.indented or len(other.lines) < 2 or is_indented(other)
        return moved and not begins and part.spare < needed and part.kind is other.kind is BlockKind.PARAGRAPH
    if not letter:
        return False
    if last.text[-1] in "-\u00ad":
        return True
    if letter.islower():
        return part.reach > _HALF and (moved or interrupted or part.reach > _FULL or other.beside or part.beside)
    return (
        moved
        and part.reach > _HALF
        and part.spare < needed
        and (len(other.lines) > 1 or has_ended(other.lines[-1].text))
    )


def _is_body(part: Part, measure: Measure) -> bool:
    """Whether a part is of the running text, so that nothing behind it goes on from what stands before it."""
    return len(part.lines) > 2 and abs(part.size - measure.size) <= _SAME_SIZE * measure.size and not part.beside


def pieces_of(parts: Iterable[Part], ends: LineEnds, dropped: set[int]) -> list[Piece]:
    """The texts of parts.

    Args:
        parts: In the order of reading.
        ends: Joins lines.
        dropped: By `id`, raised words that are the numbers of notes.
    """
    pieces: list[Piece] = []
    page = 0
    for part in parts:
        text, starts = "", []
        for line in part.lines:
            words = normalise(_text(line, part, dropped))
            if not words:
                continue
            before = len(text)
            text = ends.joined(text, words)
            if line.page != page:
                starts.append((0 if not before else len(text) - len(words), line.page))
                page = line.page
        if text:
            pieces.append(Piece(text, part.kind, tuple(starts), part))
    return pieces


def _text(line: Line, part: Part, dropped: set[int]) -> str:
    if part.cells:
        return "\t".join(text_of(cell) for cell in cells_of(line))
    if dropped and any(id(word) in dropped for word in line.words):
        return text_of([word for word in line.words if id(word) not in dropped])
    return line.text
