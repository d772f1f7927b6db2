"""Where the words of a topic stand in a text, found once for every span that is weighed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.text.terms import LONGEST_ACRONYM, WORD, stem, synonyms

_UNLIKE = frozenset({"die", "lie", "tie", "vie"})  # stems of "dying", "lying", "tying", "vying"
_BLANK = re.compile(r"\s")
_LINK = " (?:(?:of|for|the|and) )*"  # between the words of a name
_NAMES = re.compile(rf"(?<!\w)[A-Z][\w-]+(?:{_LINK}[A-Z][\w-]+)+")


@dataclass(frozen=True, slots=True)
class TopicMatches:
    """The words of a topic in one text, in its order.

    starts, ends: code points.  which: the place of the stem among the topic's.  worth: 1 for the word itself,
    0.8 for a kindred one.
    """

    size: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    which: tuple[int, ...]
    worth: tuple[float, ...]

    def held(self, start: int, end: int) -> list[float]:
        """Of each of the topic's stems, how much the span [start, end) holds it."""
        found = [0.0] * self.size
        for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.ends[i] <= end and self.worth[i] > found[self.which[i]]:
                found[self.which[i]] = self.worth[i]
        return found

    def coverage(self, *spans: tuple[int, int]) -> float:
        """Share of the topic's stems that the spans hold together."""
        if not self.starts or not self.size:
            return 0.0
        held = self.held(*spans[0])
        for span in spans[1:]:
            held = list(map(max, held, self.held(*span)))
        return share(held)


def share(held: Sequence[float]) -> float:
    return sum(held) / len(held) if held else 0.0


@dataclass(frozen=True)
class TopicQuery:
    """Stems that are looked for."""

    wanted: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def stems(self) -> tuple[str, ...]:
        """All stems that count, kindred ones among them."""
        return tuple(self._worth)

    @cached_property
    def _worth(self) -> dict[str, list[tuple[int, float]]]:
        """For each stem that counts, the places it counts for, and how much."""
        found: dict[str, list[tuple[int, float]]] = {}
        for place, one in enumerate(self.wanted):
            for kindred in synonyms(one):
                found.setdefault(kindred, []).append((place, 1.0 if kindred == one else 0.8))
        return found

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        """What a word must begin with, in small letters, to have one of the stems."""
        found = set()
        for one in self._worth:
            found.add(beginning(one))
            if 2 <= len(one) <= LONGEST_ACRONYM:
                found.add(f"{one[0]}.{one[1]}.")  # "U.S."
        # One that begins with another is found with it.
        return tuple(one for one in found if not any(one != other and one.startswith(other) for other in found))

    @cached_property
    def _acronyms(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Names of several words for stems that may be their first letters: "National Fisheries Council" for nfc."""
        ends = f"(?!{_LINK}[A-Z])"  # two letters stand for many names, were more words to follow
        return tuple(
            (re.compile(rf"[\w-]+{_LINK}".join(one.upper()) + rf"[\w-]++{ends if len(one) == 2 else ''}"), one)
            for one in self._worth
            if 2 <= len(one) <= LONGEST_ACRONYM and one.isascii() and one.isalpha()
        )

    def occurrences(self, text: str) -> TopicMatches:
        """Every word of the topic in a text."""
        found = sorted(set(self._find(text))) if self.wanted else []
        starts, ends, which, worth = zip(*found, strict=True) if found else ((), (), (), ())
        return TopicMatches(len(self.wanted), starts, ends, which, worth)

    def coverage(self, text: str) -> float:
        """Share of the topic's stems that a text holds, kindred words counting a little less."""
        return self.occurrences(text).coverage((0, len(text)))

    def _find(self, text: str) -> Iterator[tuple[int, int, int, float]]:
        small = text.replace("’", "'").lower()
        if len(small) != len(text):  # a few letters have two small ones
            small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.replace("’", "'"))
        for opening in self._beginnings:
            at = small.find(opening)
            while at >= 0:
                start, end = _piece(text, at)
                for match in WORD.finditer(text, start, end):
                    for place, worth in self._worth.get(stem(match.group().replace(".", "")), ()):
                        yield match.start(), match.end(), place, worth
                at = small.find(opening, end)  # what else is in this piece has been seen
        for pattern, one in self._acronyms:
            for match in pattern.finditer(text):
                if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] == "_"):
                    for place, worth in self._worth[one]:
                        yield match.start(), match.end(), place, worth


def findable(text: str) -> set[str]:
    """Every stem under which a topic may find something in a text: of its words, and what its names may stand for."""
    return {stem(word.replace(".", "")) for word in WORD.findall(text)} | set(_initials(text))


def _initials(text: str) -> Iterator[str]:
    """First letters of names of several words and of parts of them: nfc, nf and fc."""
    for run in _NAMES.findall(text):
        names = [word for word in run.split(" ") if word[0].isupper()]
        for place, name in enumerate(names):
            rest = "".join(word[0] for word in names[place + 1 : place + LONGEST_ACRONYM]).lower()
            for first in {part[0].lower() for part in name.split("-") if part and part[0].isupper()}:
                yield from (first + rest[:count] for count in range(1, len(rest) + 1))


def _piece(text: str, at: int) -> tuple[int, int]:
    """The piece between white spaces that holds a place: no word reaches beyond it."""
    start = at
    while start and not text[start - 1].isspace():
        start -= 1
    blank = _BLANK.search(text, at)
    return start, blank.start() if blank else len(text)


def beginning(one: str) -> str:
    """Letters that every word with a stem begins with.

    Stemming takes an end off and at most puts one of four letters there: hope, ferri, sky, possibl.
    """
    if one in _UNLIKE:
        return one[:1]
    return one[:-1] if len(one) > 1 and one[-1] in "eiyl" else one
