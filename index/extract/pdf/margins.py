"""What a printer puts around the text of pages: heads, feet, the numbers of pages and lines, stamps, watermarks.

All of it is told by repetition: the same words at the same place, or numbers that count.  What merely looks like it,
but stands on one page alone, is content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.extract.pdf.heads_and_feet import HeadsAndFeet
from index.extract.pdf.lines import Line, body_size, lines_of, usual_leading
from index.extract.pdf.numbered_lines import line_numbers
from index.extract.pdf.page_numbers import side_numbers
from index.extract.pdf.page_words import PageWords, Word

_MOST_OVERPRINTS = 1000  # lines that are looked at
_LARGE = 1.6  # of the text's size: what is printed larger over it is a watermark


@dataclass(frozen=True, slots=True)
class Margins:
    """A document's pages, and what was around their text.

    Attributes:
        pages: The pages with the words of their text alone.
        front: Lines of the first page's head and foot.
    """

    pages: list[PageWords]
    front: list[Line]


def without_margins(pages: Sequence[PageWords]) -> Margins:
    """The pages of a document without what stands around their text.

    Args:
        pages: All pages; their words are replaced.
    """
    for page in pages:
        page.words = _without_watermarks(_printed_once(page.words))
    lines = {page.number: lines_of(page.words, page.number) for page in pages}
    size = body_size(line for each in lines.values() for line in each)
    _leave_out(pages, lines, overprints(pages, lines, size))
    _leave_out(pages, lines, line_numbers(pages, lines))
    _leave_out(pages, lines, side_numbers(lines))
    leading = usual_leading([line for page in pages for line in lines[page.number]], 1.2 * size)
    gone = HeadsAndFeet(pages, lines, size, leading).find()
    front = [line for line in gone if line.page == pages[0].number]
    _leave_out(pages, lines, [(line.page, word) for line in gone for word in line.words])
    return Margins(list(pages), front)


def _leave_out(pages: Sequence[PageWords], lines: dict[int, list[Line]], placed: Iterable[tuple[int, Word]]) -> None:
    """Take words, each with the number of its page, out of their pages and lines."""
    gone: dict[int, set[tuple[str, float]]] = defaultdict(set)
    for number, word in placed:
        gone[number].add((word.text, round(word.x0 + 10_000 * round(word.base), 2)))
    for page in pages:
        if places := gone.get(page.number):
            page.words = [
                word for word in page.words if (word.text, round(word.x0 + 10_000 * round(word.base), 2)) not in places
            ]
            lines[page.number] = lines_of(page.words, page.number)


def _printed_once(words: Sequence[Word]) -> list[Word]:
    """Words without those that are printed again over themselves, to look bold."""
    printed: set[tuple[str, int, int]] = set()
    once = []
    for word in words:
        across, down = (int(place / max(0.15 * word.size, 0.1)) for place in (word.x0, word.base))
        if any((word.text, across + x, down + y) in printed for x in (-1, 0, 1) for y in (-1, 0, 1)):
            continue
        printed.add((word.text, across, down))
        once.append(word)
    return once


def _without_watermarks(words: Sequence[Word]) -> list[Word]:
    """Words without those that are large and faint."""
    if not any(word.faint for word in words):
        return list(words)
    sizes: dict[float, int] = defaultdict(int)
    for word in words:
        if not word.faint:
            sizes[word.size] += len(word.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    return [word for word in words if not (word.faint and usual and word.size > _LARGE * usual)]


def overprints(pages: Sequence[PageWords], lines: dict[int, list[Line]], size: float) -> list[tuple[int, Word]]:
    """Words that stand over the text at the same place of most pages.

    Args:
        pages: All pages.
        lines: Of each page by its number.
        size: Of the text.
    """
    places: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for each in lines.values():
        for line in each:
            if len(places) < _MOST_OVERPRINTS and (line.size > _LARGE * size or line.words[0].faint):
                places[(line.text, round(line.x0 / 3), round(line.base / 3))].append(line)
    return [
        (line.page, word)
        for found in places.values()
        if len(found) >= max(2, len(pages) / 2) and any(_covers(line, lines[line.page]) for line in found)
        for line in found
        for word in line.words
    ]


def _covers(line: Line, others: Sequence[Line]) -> bool:
    """Whether a line is printed over others."""
    return any(
        other is not line
        and other.top < line.base
        and line.top < other.base
        and other.x0 < line.x1
        and line.x0 < other.x1
        for other in others
    )
