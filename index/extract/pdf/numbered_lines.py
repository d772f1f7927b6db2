"""The numbers that records print beside their lines, one by one or each fifth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.extract.pdf.lines import Line, cells_of, near
from index.extract.pdf.page_numbers import NUMBER
from index.extract.pdf.page_words import PageWords, Word

_LEAST_NUMBERS = {1: 5, 5: 2, 2: 5, 10: 2}  # numbers of lines on a page, by their distance
_COVERED = 0.6  # of the lines between the first and the last number, that have one
_COUNTED = 0.4  # of all lines of the page
_MANY = 20  # numbers, more than a list of single lines has
_WITHIN = 0.1  # of the numbered lines, that begin within a sentence
_MOST_CELLS = 3  # of a line that is no row of a table


def line_numbers(pages: Sequence[PageWords], lines: dict[int, list[Line]]) -> list[tuple[int, Word]]:
    """The numbers beside the lines of pages, each with the number of its page.

    Args:
        pages: All pages.
        lines: Of each page by its number.
    """
    found: list[tuple[int, list[Word]]] = []
    last = 0
    for page in pages:
        for column in _columns_of_numbers(page.words):
            step = _step(column)
            if step and _counts_lines(column, step, lines[page.number], last):
                last = int(column[-1].text)
                more = _going_on(page.words, column, step)
                found.append((page.number, [*column, *more]))
                last = max([last, *(int(word.text) for word in more)])
    return [*((number, word) for number, column in found for word in column), *_lonely(pages, lines, found)]


def _lonely(
    pages: Sequence[PageWords], lines: dict[int, list[Line]], found: Sequence[tuple[int, Sequence[Word]]]
) -> list[tuple[int, Word]]:
    """Numbers that stand as those of lines do on other pages, but are too few on theirs to count."""
    places = {(round(word.x1), word.size) for _, column in found for word in (column[0], column[-1])}
    return [
        (page.number, word)
        for page in pages
        if places
        for line in lines[page.number]
        for word in line.words
        if NUMBER.fullmatch(word.text)
        and any((round(word.x1) + shift, word.size) in places for shift in (-1, 0, 1))
        and _is_clear(word, line)
    ]


def _going_on(words: Sequence[Word], column: Sequence[Word], step: int) -> list[Word]:
    """Numbers beside another column of text, on the lines of those that are known, which count on from these."""
    more: list[Word] = []
    for word in words:
        following = int((more or column)[-1].text) + step
        level = any(abs(word.base - known.base) < 1 for known in column)
        if word.text == str(following) and word.x0 > column[0].x1 and level and abs(word.size - column[0].size) < 0.1:
            more.append(word)
    return more


def _columns_of_numbers(words: Sequence[Word]) -> list[list[Word]]:
    """Numbers that end, or begin, below each other."""
    numbers = [word for word in words if NUMBER.fullmatch(word.text)]
    columns: list[list[Word]] = []
    taken: set[int] = set()
    for edge in (_ends, _begins):
        for column in near([word for word in numbers if id(word) not in taken], edge, 3):
            if len(column) > 1:
                columns.append(sorted(column, key=lambda word: word.base))
                taken |= {id(word) for word in column}
    return columns


def _ends(word: Word) -> float:
    return word.x1


def _begins(word: Word) -> float:
    return word.x0


def _step(column: Sequence[Word]) -> int:
    """By how much numbers grow from one to the next; 0 where they do not count."""
    values = [int(word.text) for word in column]
    steps = [b - a for a, b in pairwise(values)]
    for step, least in _LEAST_NUMBERS.items():
        if len(values) >= least and steps.count(step) >= 0.8 * len(steps):
            return step
    return 0


def _counts_lines(column: Sequence[Word], step: int, lines: Sequence[Line], last: int) -> bool:
    """Whether numbers are those of lines: beside most of them, from the first on or going on from the page before."""
    first, counted = int(column[0].text), len(column) * step
    if not (first <= step or first == last + step or (step > 1 and first % step == 0)):
        return False
    beside = [line for line in lines if column[0].base - 2 <= line.base <= column[-1].base + 2]
    if counted < max(_COVERED * len(beside), _COUNTED * len(lines)):
        return False
    numbers = set(column)
    rows = [line for line in beside if not numbers.isdisjoint(line.words)]
    clear = sum(all(_is_clear(word, line) for word in line.words if word in numbers) for line in rows)
    tables = sum(len(cells_of(line)) > _MOST_CELLS for line in rows)
    within = step > 1 or len(column) >= _MANY or sum(_begins_within(line) for line in rows) >= _WITHIN * len(rows)
    return within and clear >= 0.8 * len(column) and tables <= 0.5 * len(column)


def _begins_within(line: Line) -> bool:
    """Whether a numbered line begins within a sentence: those of a list do not."""
    letters = "".join(word.text for word in line.words if not NUMBER.fullmatch(word.text))
    return letters[:1].islower()


def _is_clear(word: Word, line: Line) -> bool:
    """Whether white space stands at both sides of a word."""
    space = 0.4 * word.size
    return all(other == word or other.x1 <= word.x0 - space or other.x0 >= word.x1 + space for other in line.words)
