"""Heads and feet of pages: the same words at the same place of several pages, and the numbers of these."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.extract.pdf.lines import Line, cells_of, near, outermost
from index.extract.pdf.page_numbers import NUMBER, page_number, says_page
from index.extract.pdf.page_words import PageWords

_MARGIN = 0.2  # of a page's height, above and below, in which heads and feet stand
_DEPTH = 4  # lines of a head or foot, at most
_COMPARED = 50  # numbers of pages with whose place others are compared
_HEAD = 8  # lines of the first page that may name the document
_SAME_PLACE = 4.0  # points
_APART = 1.25  # of the distance of lines: from a head to the text below it
_SMALL = 0.94  # of the text's size: what is printed smaller is no text
_TITLE = 1.25  # of the text's size: what is printed larger is a title, as slides have them at one place
_LONGEST = 120  # letters of a head that is told by its page's number alone
_COUNTING = {0.0, 1.0, 2.0}  # by how much numbers may grow with each page: columns have two a page
# What says that a text goes on overleaf.
_CONTINUES = re.compile(
    r"[-–—(\[ ]{0,4}(?:more|continued|continues|cont[’'.]?d?\.?)(?: (?:on|over)(?: the)?(?: next)? ?(?:page|leaf)?(?: \d+)?)?"
    r"[-–—)\] .]{0,4}",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Edge:
    """A line near the edge of a page.

    Attributes:
        line: The line.
        page: Its page.
        above: Whether it is in the head rather than in the foot.
        gap: How far the next line towards the middle is.
        small: Whether it is set smaller than the text.
        inner: The line of the margin that is next towards the middle.
        repeated: Whether its like stands on other pages.
        number: Whether it is the number of the page.
        alone: Whether all lines of its page are repeated on others.
    """

    line: Line
    page: PageWords
    above: bool
    gap: float
    small: bool
    inner: _Edge | None = None
    repeated: bool = False
    number: bool = False
    alone: bool = False

    @property
    def height(self) -> float:
        """How far it is from its edge of the page."""
        return self.line.base if self.above else self.page.height - self.line.base


class HeadsAndFeet:
    """Finds the lines of heads and feet."""

    def __init__(self, pages: Sequence[PageWords], lines: dict[int, list[Line]], size: float, leading: float) -> None:
        self._pages, self._lines, self._size, self._leading = pages, lines, size, leading
        self._edges = [edge for page in pages for above in (True, False) for edge in self._edges_at(page, above)]
        self._offsets: set[int] = set()  # of the numbers of pages

    def find(self) -> list[Line]:
        """Lines that belong to no text."""
        self._find_numbers()
        self._find_lonely_numbers()
        self._find_repeated()
        self._find_alone()
        out = [edge for edge in self._edges if self._is_out(edge)]
        known = {_template(edge.line) for edge in out if edge.repeated}
        out += [edge for edge in self._edges if edge.alone and edge.repeated and _template(edge.line) in known]
        return [edge.line for edge in out]

    def _edges_at(self, page: PageWords, above: bool) -> list[_Edge]:
        lines = self._lines[page.number]
        lines = lines if above else lines[::-1]
        edges: list[_Edge] = []
        for number, line in enumerate(lines[:_DEPTH]):
            height = line.base if above else page.height - line.base
            if height > _MARGIN * page.height:
                break
            gap = abs(lines[number + 1].base - line.base) if number + 1 < len(lines) else 1e9
            edges.append(_Edge(line, page, above, gap, line.size < _SMALL * self._size))
        for outer, inner in pairwise(edges):
            outer.inner = inner
        return edges

    def _find_alone(self) -> None:
        """Tell pages that have no line but such as stand on other pages, too."""
        alike = {id(edge.line) for edge in self._edges if edge.repeated or edge.number}
        alone = {number for number, lines in self._lines.items() if all(id(line) in alike for line in lines)}
        for edge in self._edges:
            edge.alone = edge.page.number in alone

    def _is_apart(self, edge: _Edge) -> bool:
        return edge.gap > _APART * max(self._leading, 1.1 * edge.line.size)

    def _is_out(self, edge: _Edge) -> bool:
        if edge.number or _CONTINUES.fullmatch(edge.line.text):
            return True
        if edge.alone or self._is_note(edge):
            return False
        if edge.line.size > _TITLE * self._size:
            return False  # a title: slides have theirs at one place
        inner_out = edge.inner is not None and self._is_out(edge.inner)
        if edge.repeated:
            return edge.small or inner_out or self._is_apart(edge)
        if self._has_page_number(edge.line, edge.page):
            return (edge.small or self._is_apart(edge)) and len(edge.line.text) < _LONGEST
        return edge.page is not self._pages[0] and self._is_apart(edge) and self._names_the_document(edge)

    def _is_note(self, edge: _Edge) -> bool:
        """Whether a line begins with a number that stands raised in the text of its page."""
        first, *more = edge.line.words
        if edge.above or not more or not NUMBER.fullmatch(first.text):
            return False
        lines = self._lines[edge.page.number]
        return any(word.raised and word.text == first.text for line in lines for word in line.words[1:])

    def _find_numbers(self) -> None:
        by_offset: dict[tuple[bool, int], list[_Edge]] = defaultdict(list)
        for edge in self._edges:
            value = page_number(edge.line.text)
            if value is not None:
                by_offset[(edge.above, value - edge.page.number)].append(edge)
        for (_, offset), edges in by_offset.items():
            if len({edge.page.number for edge in edges}) > 1 or all(self._is_numbered(edge, offset) for edge in edges):
                self._offsets.add(offset)
                for edge in edges:
                    edge.number = True

    def _find_lonely_numbers(self) -> None:
        """Tell numbers that stand where those of other pages do."""
        heights = [edge.height for edge in self._edges if edge.number][:_COMPARED]
        for edge in self._edges:
            if not edge.number and NUMBER.fullmatch(edge.line.text):
                edge.number = any(abs(edge.height - height) < _SAME_PLACE for height in heights)

    def _is_numbered(self, edge: _Edge, offset: int) -> bool:
        """Whether a number that no other page counts on from is that of its page all the same."""
        says = says_page(edge.line.text) or edge.line.text.islower()  # a Roman one, of pages before the first
        return self._is_apart(edge) and (offset == 0 or (edge.small and says))

    def _find_repeated(self) -> None:
        self._mark_alike(self._edges)
        edges = [edge for edge in self._edges if not edge.repeated and self._is_outermost(edge)]
        parts = [(edge, part) for edge in edges for part in _parts(edge)]
        self._mark_alike([part for _, part in parts])
        for edge, part in parts:
            edge.repeated |= part.repeated

    def _is_outermost(self, edge: _Edge) -> bool:
        lines = self._lines[edge.page.number]
        return edge.line is lines[0 if edge.above else -1] and len(edge.line.text) < _LONGEST and self._is_apart(edge)

    def _mark_alike(self, edges: Sequence[_Edge]) -> None:
        """Mark those of some lines that are the same on several pages."""
        alike: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
        for edge in edges:
            template = _template(edge.line)
            if sum(map(str.isalpha, template)) > 1:
                alike[(edge.above, template)].append(edge)
        for found in alike.values():
            for place in near(found, lambda edge: edge.height, _SAME_PLACE):
                self._mark(place)

    def _mark(self, place: list[_Edge]) -> None:
        """Mark lines with the same words at the same place, if their numbers are the same too or count the pages."""
        pages = {edge.page.number for edge in place}
        if len(pages) < 2:
            return
        place.sort(key=lambda edge: edge.page.number)
        rises = _rises(place)
        printed_small = len(pages) > 2 and all(edge.small for edge in place)
        if not printed_small and not all(rise in _COUNTING for rise in rises.values()):
            return
        self._offsets |= {first - place[0].page.number for first, rise in rises.items() if rise == 1}
        for edge in place:
            edge.repeated = True

    def _has_page_number(self, line: Line, page: PageWords) -> bool:
        """Whether a line begins or ends with the number that its page must have, apart from its other words."""
        ends = {word.text.strip("|-–—()[]") for word in outermost(line, 0.5)}
        return any(str(page.number + offset) in ends for offset in self._offsets)

    def _names_the_document(self, edge: _Edge) -> bool:
        """Whether a line says again what a line at the head of the first page says, such as the title."""
        text = edge.line.text
        words = [word for word in _WORD.findall(text.casefold()) if word != str(edge.page.number)]
        if len(words) < 2 or edge.line.size > self._size or not edge.above or text[-1] in ".!?,;:":
            return False
        first = self._lines[self._pages[0].number][:_HEAD]
        return any(f" {' '.join(words)} " in f" {' '.join(_WORD.findall(line.text.casefold()))} " for line in first)


def _parts(edge: _Edge) -> list[_Edge]:
    """The parts of a line that white space divides: the journal on the left, the author on the right."""
    cells = cells_of(edge.line)
    if len(cells) < 2:
        return []
    lines = (Line(cell, edge.line.page) for cell in cells)
    return [_Edge(line, edge.page, edge.above, edge.gap, edge.small) for line in lines]


def _rises(place: Sequence[_Edge]) -> dict[int, float | None]:
    """By how much each number of the first of some like lines grows from page to page; None where not evenly."""
    numbers = [[int(number) for number in NUMBER.findall(edge.line.text)] for edge in place]
    pages = [edge.page.number for edge in place]
    rises: dict[int, float | None] = {}
    for column in zip(*numbers, strict=True):
        steps = {(b - a) / max(1, q - p) for (a, b), (p, q) in zip(pairwise(column), pairwise(pages), strict=True)}
        rises[column[0]] = steps.pop() if len(steps) == 1 else None
    return rises


def _template(line: Line) -> str:
    """A line's text whatever its numbers are."""
    return NUMBER.sub("#", line.text.casefold())
