"""Who of several that are named beside an office held it at the time that is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

SURE = 3  # times that somebody is named as holder, against which one later time may be a mistake


class Days(NamedTuple):
    """The time that a question asks about; None sets no bound."""

    since: date | None = None
    until: date | None = None

    @property
    def are_known(self) -> bool:
        """Whether any bound is set."""
        return self.since is not None or self.until is not None

    def hold(self, day: str | None) -> bool:
        """Whether a day in ISO 8601 is one of them."""
        first, last = (each.isoformat() if each else "" for each in self)
        return first <= (day or "")[:10] <= (last or "9999")

    def are_after(self, day: str | None) -> bool:
        """Whether a day in ISO 8601 lies before them."""
        first = self.since or self.until
        return first is not None and (day or "")[:10] < first.isoformat()


class Named(NamedTuple):
    """Somebody whom an article names beside an office.

    Attributes:
        person: Their id, or the name of somebody who isn't on record.
        day: Of the article, in ISO 8601; None where nobody knows it.
        body: Stems of the names that tell whose office it is; empty where none stand there.
    """

    person: int | str
    day: str | None
    body: frozenset[str] = frozenset()


def apart(named: Sequence[Named], of_many: bool = False) -> list[list[Named]]:
    """The same by bodies that have nothing in common: each has a holder of its own.

    Who is also named without a body is of the one they are named with.

    Args:
        named: Everybody whom articles name beside the office.
        of_many: Whether whoever is never named with a body is of another one; else they are of all.
    """
    groups = _by_body([each for each in named if each.body])
    if len(groups) < 2 and not of_many:
        return [list(named)]
    place = {each.person: number for number, group in enumerate(groups) for each in group}
    rest = _by_person([each for each in named if not each.body])
    alone = [theirs for person, theirs in rest.items() if person not in place]
    for person, theirs in rest.items():
        if person in place:
            groups[place[person]] += theirs
    if of_many:
        return [*groups, *alone]
    return [[*group, *chain.from_iterable(alone)] for group in groups]


def at_home(named: Sequence[Named]) -> list[Named]:
    """Those who are never named with a body, where others always are; none where that tells nothing.

    Papers name a minister of their own country without it, and another country's with it.

    Args:
        named: Everybody whom articles name beside an office that was asked for without a body.
    """
    bodied = {each.person for each in named if each.body}
    plain = [each for each in named if each.person not in bodied]
    return plain if bodied else []


def _by_person(named: Sequence[Named]) -> dict[int | str, list[Named]]:
    found: dict[int | str, list[Named]] = {}
    for each in named:
        found.setdefault(each.person, []).append(each)
    return found


def _by_body(named: Sequence[Named]) -> list[list[Named]]:
    """Those with a body, together where they have a name of it in common, or where they are one person."""
    groups: list[list[Named]] = []
    for each in named:
        same = [group for group in groups if any(_is_same_body(each, other) for other in group)]
        merged = [other for group in same for other in group]
        groups = [*(group for group in groups if group not in same), [*merged, each]]
    return groups


def _is_same_body(one: Named, other: Named) -> bool:
    return one.person == other.person or not one.body.isdisjoint(other.body)


def beside(person: int | str, named: Sequence[Named]) -> list[int | str]:
    """Those who are named as holders before and after somebody is, who then isn't their successor: most often first.

    Args:
        person: One of those named.
        named: Everybody whom articles name beside the office.
    """
    # By the day: on the one when they change places, articles name both in any order.
    own = [each.day[:10] for each in named if each.person == person and each.day]
    days: dict[int | str, list[str]] = {}
    for each in named:
        if each.day and each.person != person:
            days.setdefault(each.person, []).append(each.day[:10])
    there = [other for other, theirs in days.items() if any(min(theirs) < day < max(theirs) for day in own)]
    return sorted(there, key=lambda other: -len(days[other]))


def next_in_time(person: int, named: Sequence[Named], before: bool) -> int | str | None:
    """Who is named beside an office last before somebody is first, or first after they are last; None for nobody.

    Args:
        person: Who holds or held it.
        named: Everybody whom articles name beside it.
        before: Which of both.
    """
    held = {other: _span(theirs) for other, theirs in _by_person([each for each in named if each.day]).items()}
    if person not in held:
        return None
    first, last = held.pop(person)
    there = beside(person, named)
    rivals = [(span, other) for other, span in held.items() if other not in there]
    # One article may name both, on the day when they change places.
    if before:
        earlier = [(end, other) for (_, end), other in rivals if end <= first and end < last]
        return max(earlier, key=itemgetter(0))[1] if earlier else None
    later = [(start, other) for (start, _), other in rivals if start >= last and start > first]
    return min(later, key=itemgetter(0))[1] if later else None


def _span(named: Sequence[Named]) -> tuple[str, str]:
    """The first and the last day of some."""
    days = [each.day or "" for each in named]
    return min(days), max(days)


def former_holders(named: Sequence[Named]) -> list[int | str]:
    """Those who held an office before whoever is named last, the last of them first."""
    dated = sorted((each for each in named if each.day), key=lambda each: each.day or "")
    if not dated:
        return []
    now = dated[-1].person
    others = beside(now, named)
    return list(
        dict.fromkeys(each.person for each in reversed(dated) if each.person != now and each.person not in others)
    )


def in_office(named: Sequence[Named], days: Days, only_within: bool = False) -> Counter[int | str]:
    """How often those are named who can have held an office at a time, or last before; by now where none is given.

    Args:
        named: Everybody whom articles name beside the office.
        days: When.
        only_within: Whether nothing counts but what was written in that time.
    """
    dated = sorted((each for each in named if each.day), key=lambda each: each.day or "")
    if days.are_known:
        within = [each for each in dated if days.hold(each.day)]
        if within or only_within:
            return _counted(within)
        dated = [each for each in dated if days.are_after(each.day)] or _until_another(dated)
    return _last(dated) if dated and len(_counted(named)) > 1 else _counted(named)


def _counted(named: Sequence[Named]) -> Counter[int | str]:
    return Counter(each.person for each in named)


def _last(dated: Sequence[Named]) -> Counter[int | str]:
    """Who is named since the last one was named first; all, where the last one may be a mistake."""
    newest = dated[-1].person
    counts = _counted(dated)
    if counts[newest] == 1 and max(counts.values()) > SURE:
        return counts
    first = next(place for place, each in enumerate(dated) if each.person == newest)
    return _counted(dated[first:])


def _until_another(dated: Sequence[Named]) -> list[Named]:
    """Those named before another one is."""
    end = next((place for place, each in enumerate(dated) if each.person != dated[0].person), len(dated))
    return list(dated[:end])
