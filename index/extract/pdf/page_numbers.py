"""The numbers of pages: what is nothing else, in a head or foot or beside the text."""

from __future__ import annotations

import re
from collections import defaultdict

from index.extract.pdf.lines import Line, outermost
from index.extract.pdf.page_words import Word

NUMBER = re.compile(r"\d{1,5}")

# Nothing but the number of a page, in any of its usual forms.
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?|seite|página|pagina|str\.)?[\s\-–—\[(|]*(?P<number>\d{1,5}|[ivxl]{1,8})"
    r"[\s\-–—\])|.]*(?:(?:of|/|von|de|sur)\s*\d{1,5}[\s\])]*)?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?P<first>\d{1,4})\s+(?P<second>\d{1,4})")
_OF_ALL = re.compile(r"\d\s*(?:of|/|von|de|sur)\s*\d|^p", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


def page_number(text: str) -> int | None:
    """The number of a page, where a line holds nothing else.

    Args:
        text: Of the line.
    """
    if (pair := _PAIR.fullmatch(text.strip())) and int(pair["second"]) == int(pair["first"]) + 1:
        return int(pair["first"])  # two pages on one sheet
    match = _PAGE_NUMBER.fullmatch(text.strip()) if len(text) < 30 else None
    if match is None:
        return None
    number = match["number"]
    if number.isdecimal():
        return int(number)
    if not (number.islower() or number.isupper()):
        return None
    return _roman(number.lower())


def _roman(numeral: str) -> int:
    value = 0
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        value += -digit if digit < following else digit
    return value


def says_page(text: str) -> bool:
    """Whether the number of a page says that it is one: "3 of 12", "page 3".

    Args:
        text: Of the line.
    """
    return _OF_ALL.search(text) is not None or _PAIR.fullmatch(text) is not None


def side_numbers(lines: dict[int, list[Line]]) -> list[tuple[int, Word]]:
    """The numbers of pages that stand beside the text, at any height, each with the number of its page.

    Args:
        lines: Of each page by its number.
    """
    found: dict[int, list[tuple[int, Word]]] = defaultdict(list)
    for page, each in lines.items():
        for line in each:
            for word in outermost(line):
                if NUMBER.fullmatch(word.text):
                    found[int(word.text) - page].append((page, word))
    least = max(3, 0.4 * len(lines))
    return [
        placed
        for numbers in found.values()
        if len({page for page, _ in numbers}) == len(numbers) and len(numbers) >= least
        for placed in numbers
    ]
