"""Who takes an office: "moved Tom Quell to the finance ministry"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from index.answering.reading.office_holders import ABBREVIATED, Held, OfficeText
from index.search.speakers import SpeakerDirectory

WITHIN = 12  # words of an appointment
BESIDE = 5  # words beside an office's head among which those stand that tell which
_MADE = frozenset("moved appointed named promoted chose nominated made picked installed".split())
_TAKING = frozenset("becomes became takes took moves moved joins joined succeeds".split())
_FOLLOWED = frozenset("followed succeeded replaced".split())
_LEAVING = frozenset(
    "resigns resigned resign quits quit leaves left goes sacked dismissed fired ousted retires".split()
)
_SUCCESSOR = frozenset("successor replacement".split())
_SUCCEEDING = frozenset("succeed succeeding replace replacing".split())
_LEFT_ONES = frozenset("him her them".split())  # who is followed; a capitalised word may be their name
_BEING = frozenset("is was will".split())
_MINISTRY = frozenset("ministry department office post portfolio".split())


def appointed_in(text: str, directory: SpeakerDirectory, heads: frozenset[str], telling: Collection[str]) -> set[Held]:
    """People of whom a text says that they take an office.

    Args:
        text: Of an article.
        directory: The people on record.
        heads: The words that say what the office is: "minister".
        telling: Stems of the words that tell which, all of which must stand there; nobody is found without any.
    """
    if not telling:
        return set()
    return {Held(person) for person in _Appointments(OfficeText(text, directory, telling), heads).find()}


class _Appointments:
    def __init__(self, text: OfficeText, heads: Collection[str]) -> None:
        self._text = text
        self._words = text.words
        self._heads = {*heads, *_MINISTRY}

    def find(self) -> Iterator[int | str]:
        """Those who take it."""
        for place, word in enumerate(self._words):
            if word.small in _FOLLOWED:
                yield from self._followed(place)
            if word.small in _MADE:
                yield from self._made(place)
                yield from self._made_successor(place)
            if word.small in _TAKING:
                yield from self._taking(place)
            if word.small in _SUCCESSOR:
                yield from self._successor_is(place)

    def _made(self, place: int) -> Iterator[int | str]:
        """By who gives it: "moved Tom Quell from energy to the finance ministry"."""
        named = self._text.name_from(place + 1) if place + 1 < len(self._words) else None
        if named is not None and self._is_office(named[1] + 1):
            yield named[0]

    def _made_successor(self, place: int) -> Iterator[int | str]:
        """Who is named as successor, where a sentence tells who leaves the office: "The mayor of Dunmere resigns"."""
        named = self._text.name_from(place + 1) if place + 1 < len(self._words) else None
        if named is None:
            return
        rest = range(named[1] + 1, min(len(self._words), named[1] + WITHIN))
        end = next((each for each in rest if self._ends(each)), rest.stop)
        if any(map(self._says_successor, range(named[1] + 1, end))) and any(map(self._is_left, self._sentences())):
            yield named[0]

    def _says_successor(self, place: int) -> bool:
        """Whether a word says that somebody follows whoever left: "as successor", "to succeed him"."""
        word = self._words[place]
        if word.small in _SUCCESSOR:
            return True
        following = self._words[place + 1] if place + 1 < len(self._words) else None
        to_them = following is not None and (following.capital or following.small in _LEFT_ONES)
        return word.small in _SUCCEEDING and to_them

    def _successor_is(self, place: int) -> Iterator[int | str]:
        """Who is said to be the successor: "His successor is the surgeon Tom Quell"."""
        following = range(place + 1, min(len(self._words), place + 2 + BESIDE))
        if (
            not following
            or self._words[place + 1].small not in _BEING
            or not any(map(self._is_left, self._sentences()))
        ):
            return
        end = next((each for each in following if self._ends(each)), following.stop)
        named = next((found for each in range(place + 2, end) if (found := self._named_at(each))), None)
        if named is not None:
            yield named[0]

    def _named_at(self, place: int) -> tuple[int | str, int] | None:
        """Who is named from a capitalised word on."""
        return self._text.name_from(place) if self._words[place].capital else None

    def _sentences(self) -> Iterator[range]:
        starts = [0, *(place for place in range(1, len(self._words)) if self._ends(place))]
        for first, last in zip(starts, [*starts[1:], len(self._words)], strict=True):
            yield range(first, last)

    def _is_left(self, sentence: range) -> bool:
        """Whether a sentence tells that somebody leaves the office."""
        small = [self._words[place].small for place in sentence]
        head = next((place for place in sentence if self._words[place].small in self._heads - _MINISTRY), None)
        if head is None or _LEAVING.isdisjoint(small):
            return False
        return self._told(max(sentence.start, head - BESIDE), min(sentence.stop, head + BESIDE))

    def _taking(self, place: int) -> Iterator[int | str]:
        """By themselves: "Tom Quell takes over as finance minister"."""
        named = self._text.name_to(place - 1) if place and self._words[place].joined else None
        if named is not None and self._text.name_from(place + 1) is None and self._is_office(place + 1):
            yield named

    def _followed(self, place: int) -> Iterator[int | str]:
        """By whom they follow: "At energy he is followed by Tom Quell"."""
        if place + 2 >= len(self._words) or self._words[place + 1].small != "by":
            return
        named = self._text.name_from(place + 2)
        before = range(max(0, place - WITHIN), place)
        at = next((each for each in before if self._words[each].small in {"at", "as"}), None)
        if named is not None and at is not None and self._told(at, place):
            yield named[0]

    def _is_office(self, place: int) -> bool:
        """Whether the office follows, with its head or its ministry, and is not the one that is left."""
        last = min(len(self._words), place + WITHIN)
        end = next((each for each in range(place, last) if self._ends(each)), last)
        at = next((each for each in range(place, end) if self._words[each].small in {"to", "as", "into"}), place)
        return self._told(at, end) and any(self._words[each].small in self._heads for each in range(at, end))

    def _told(self, first: int, end: int) -> bool:
        return self._text.telling <= self._text.told(range(first, end))

    def _ends(self, place: int) -> bool:
        """Whether a sentence ends before a word."""
        if not place:
            return False
        gap = self._text.text[self._words[place - 1].end : self._words[place].start]
        return bool(re.search(r"[!?;\n]", gap)) or ("." in gap and len(self._words[place - 1].text) > ABBREVIATED)
