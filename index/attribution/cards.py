"""Whose quotations are that have a name on a line of its own above or below them, as on cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

_LEAST_CARDS = 2


class Part(StrEnum):
    """What a block is on such a page."""

    NAME = "name"
    HEADING = "heading"  # a name that is a heading
    QUOTATION = "quotation"
    ITEM = "item"  # a quotation that is an item of a list
    OTHER = "other"


_NAMES = frozenset({Part.NAME, Part.HEADING})
Card = tuple[int, tuple[int, ...]]  # where a name stands, and where its quotations do


def cards(parts: Sequence[Part]) -> list[Card]:
    """Find the cards of a page.

    Args:
        parts: What its blocks are, in order.

    Returns:
        In order.  Where as many names stand above as below a quotation nobody can tell whose it is, and a single name
        beside a single quotation may be its subject.
    """
    above, below = _named(parts)
    found = [each for run in (*above, *below) if len(run) >= _LEAST_CARDS for each in run]
    single = _single(above)
    found += single if _is_usual(above, below) else [each for each in single if _heads_list(parts, each)]
    found += _single(below) if _is_usual(below, above) else []
    return sorted(set(found))


def _named(parts: Sequence[Part]) -> tuple[list[list[Card]], list[list[Card]]]:
    """The cards of each run that begins with a name, and of each that ends with one."""
    above: list[list[Card]] = []
    below: list[list[Card]] = []
    for run in _runs(parts):
        first, last = parts[run[0]] in _NAMES, parts[run[-1]] in _NAMES
        if first and not last:
            above.append(_named_above(parts, run))
        elif last and not first:
            below.append(_named_below(parts, run))
    return above, below


def _single(runs: list[list[Card]]) -> list[Card]:
    """The cards that stand alone."""
    return [run[0] for run in runs if len(run) == 1]


def _is_usual(these: list[list[Card]], others: list[list[Card]]) -> bool:
    """Whether all cards of a page have their names on one side, and there are enough of them."""
    return not any(others) and sum(map(len, these)) >= _LEAST_CARDS


def _runs(parts: Sequence[Part]) -> Iterator[list[int]]:
    """The runs of names and quotations, numbers of at least two parts each."""
    for is_other, run in groupby(range(len(parts)), key=lambda number: parts[number] is Part.OTHER):
        numbers = list(run)
        if not is_other and len(numbers) > 1:
            yield numbers


def _named_above(parts: Sequence[Part], run: Sequence[int]) -> list[Card]:
    """Each name of a run with the quotations up to the next one; none where a name has none."""
    found: list[tuple[int, list[int]]] = []
    for number in run:
        if parts[number] in _NAMES:
            found.append((number, []))
        else:
            found[-1][1].append(number)
    return [(name, tuple(quoted)) for name, quoted in found] if all(quoted for _, quoted in found) else []


def _named_below(parts: Sequence[Part], run: Sequence[int]) -> list[Card]:
    """Each name of a run with the quotation above it, where names and quotations alternate."""
    alternating = all((parts[number] in _NAMES) == bool(i % 2) for i, number in enumerate(run))
    pairs = zip(run[::2], run[1::2], strict=True) if alternating else ()
    return [(name, (quoted,)) for quoted, name in pairs]


def _heads_list(parts: Sequence[Part], card: Card) -> bool:
    """Whether a name is the heading of a list of quotations."""
    name, quoted = card
    return parts[name] is Part.HEADING and len(quoted) > 1 and all(parts[number] is Part.ITEM for number in quoted)
