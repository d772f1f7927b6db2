"""Where the words of a topic stand in a text: matched once, then weighed for any span of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.text.acronyms import acronyms_in, acronyms_of, term_pattern, terms_of
from index.text.hangul import compound_parts, joined, long_parts
from index.text.terms import LONGEST_ACRONYM, WORD, stem, synonyms

_SYNONYM_WEIGHT = 0.8  # of a word that is the topic's own: 1
_IRREGULAR = frozenset({"die", "lie", "tie", "vie"})  # stems of "dying", "lying", "tying", "vying"
_SPACE = re.compile(r"\s")
_HANGUL = re.compile("[가-힣]+")
_LINK = " (?:(?:of|for|the|and) )*"  # between the words of a name
_NAMES = re.compile(rf"(?<!\w)[A-Z][\w-]+(?:{_LINK}[A-Z][\w-]+)+")

Alternatives = tuple[tuple[str, frozenset[str]], ...]  # stems, with others that may stand for them
_Match = tuple[int, int, int, float]  # start, end, number of the topic's stem, weight


@dataclass(frozen=True, slots=True)
class TopicMatches:
    """The words of a topic in one text, in its order; of the four tuples each has an item a match.

    Attributes:
        stem_count: How many stems the topic has.
        starts: Where each match starts, in code points, ascending.
        ends: Where it ends, exclusive.
        stem_numbers: Index of its stem among the topic's.
        weights: 1 for the word itself, 0.8 for a synonym.
    """

    stem_count: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stem_numbers: tuple[int, ...]
    weights: tuple[float, ...]

    def stem_weights(self, start: int, end: int) -> list[float]:
        """Weigh the topic's stems in a span.

        Args:
            start: Code point at which the span starts.
            end: Code point before which it ends.

        Returns:
            For each of the topic's stems the highest weight of its matches in the span, 0 where there is none.
        """
        highest = [0.0] * self.stem_count
        for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.ends[i] <= end and self.weights[i] > highest[self.stem_numbers[i]]:
                highest[self.stem_numbers[i]] = self.weights[i]
        return highest

    def coverage(self, *spans: tuple[int, int]) -> float:
        """Share of the topic's stems that stand in any of the spans, 0 to 1; synonyms count a little less."""
        if not self.starts or not self.stem_count:
            return 0.0
        highest = self.stem_weights(*spans[0])
        for span in spans[1:]:
            highest = list(map(max, highest, self.stem_weights(*span)))
        return mean_weight(highest)


def mean_weight(weights: Sequence[float]) -> float:
    """Mean of weights of stems, which is the coverage of their topic; 0 of none."""
    return sum(weights) / len(weights) if weights else 0.0


@dataclass(frozen=True)
class TopicQuery:
    """Looks for a topic's stems in texts.

    Attributes:
        topic_stems: Stems of the topic's words, as `content_stems` gives them.
        also: Further stems that may stand for one of them.
    """

    topic_stems: tuple[str, ...]
    also: Alternatives = ()

    def __bool__(self) -> bool:
        return bool(self.topic_stems)

    @property
    def matching_stems(self) -> tuple[str, ...]:
        """All stems that match: the topic's and their synonyms."""
        return tuple(self._matched)

    @cached_property
    def _matched(self) -> dict[str, list[tuple[int, float]]]:
        """For each stem that matches: numbers of the topic's stems for which it does, with its weight."""
        matched: dict[str, list[tuple[int, float]]] = {}
        also = dict(self.also)
        for number, topic_stem in enumerate(self.topic_stems):
            for synonym in synonyms(topic_stem) | also.get(topic_stem, frozenset()):
                weight = 1.0 if synonym == topic_stem else _SYNONYM_WEIGHT
                matched.setdefault(synonym, []).append((number, weight))
            for part in long_parts(topic_stem):
                matched.setdefault(part, []).append((number, len(part) / len(topic_stem)))
        for acronym, term in acronyms_of(self.topic_stems).items():
            numbers = [number for number, each in enumerate(self.topic_stems) if each in term]
            matched.setdefault(acronym, []).extend((number, _SYNONYM_WEIGHT) for number in numbers)
        return matched

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        """Lower-case prefixes of which every matching word has one."""
        prefixes = set()
        for matching in self._matched:
            prefixes.add(stem_prefix(matching))
            if 2 <= len(matching) <= LONGEST_ACRONYM:
                prefixes.add(f"{matching[0]}.{matching[1]}.")  # "U.S."
        # A prefix that begins with another one is found with it.
        return tuple(
            prefix for prefix in prefixes if not any(prefix != other and prefix.startswith(other) for other in prefixes)
        )

    @cached_property
    def _acronyms(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """What stems may stand for: "National Fisheries Council" for nfc, "artificial intelligence" for ai."""
        name_ends = f"(?!{_LINK}[A-Z])"  # two letters would stand for many names, were more words to follow
        known = [(term_pattern(acronym), acronym) for acronym in self._matched if terms_of(acronym)]
        names = [
            (
                re.compile(
                    rf"[\w-]+{_LINK}".join(acronym.upper()) + rf"[\w-]++{name_ends if len(acronym) == 2 else ''}"
                ),
                acronym,
            )
            for acronym in self._matched
            if 2 <= len(acronym) <= LONGEST_ACRONYM and acronym.isascii() and acronym.isalpha()
        ]
        return (*names, *known)

    def find(self, text: str) -> TopicMatches:
        """Every match of the topic in a text; takes time in proportion to the text's length."""
        found = (*self._words(text), *self._names(text), *self._compounds(text)) if self.topic_stems else ()
        matches = sorted(set(found))
        starts, ends, numbers, weights = zip(*matches, strict=True) if matches else ((), (), (), ())
        return TopicMatches(len(self.topic_stems), starts, ends, numbers, weights)

    def coverage(self, text: str) -> float:
        """Share of the topic's stems that stand in a text, 0 to 1; synonyms count a little less."""
        return self.find(text).coverage((0, len(text)))

    def _words(self, text: str) -> Iterator[_Match]:
        """Matches of single words: only those are stemmed that stand where a prefix does."""
        lower = _lower(text)
        for prefix in self._prefixes:
            at = lower.find(prefix)
            while at >= 0:
                start, end = _unspaced_around(text, at)
                for match in WORD.finditer(text, start, end):
                    for number, weight in self._matched.get(stem(match.group().replace(".", "")), ()):
                        yield match.start(), match.end(), number, weight
                at = lower.find(prefix, end)  # the rest of this stretch has been seen

    @cached_property
    def _korean(self) -> frozenset[str]:
        return frozenset(filter(_HANGUL.fullmatch, self._matched))

    def _compounds(self, text: str) -> Iterator[_Match]:
        """Matches of Korean words within longer ones, and of those whose parts are written apart."""
        if not self._korean:
            return
        found = [(match.span(), stem(match.group())) for match in _HANGUL.finditer(text)]
        for (start, end), word in found:
            for part in self._korean.intersection(compound_parts(word)):
                yield from self._partly(part, start, end)
        for place, word in enumerate(joined([word for _, word in found])):
            if word in self._korean and text[found[place][0][1] : found[place + 1][0][0]] == " ":
                yield from self._partly(word, found[place][0][0], found[place + 1][0][1])

    def _partly(self, stemmed: str, start: int, end: int) -> Iterator[_Match]:
        for number, weight in self._matched[stemmed]:
            yield start, end, number, weight * _SYNONYM_WEIGHT

    def _names(self, text: str) -> Iterator[_Match]:
        """Matches of names of several words for which a stem stands."""
        for pattern, acronym in self._acronyms:
            for match in pattern.finditer(text):
                if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] == "_"):
                    for number, weight in self._matched[acronym]:
                        yield match.start(), match.end(), number, weight


def matchable_stems(text: str) -> set[str]:
    """Every stem for which a topic may match something in a text: of its words, and acronyms of its names."""
    stems = [stem(word.replace(".", "")) for word in WORD.findall(text)]
    parts = {part for each in stems for part in compound_parts(each)}
    return {*stems, *parts, *filter(None, joined(stems)), *_initials(text), *acronyms_in(text)}


def _initials(text: str) -> Iterator[str]:
    """First letters of names of several words and of parts of them: nfc, nf and fc."""
    for name in _NAMES.findall(text):
        capitalised = [word for word in name.split(" ") if word[0].isupper()]
        for place, word in enumerate(capitalised):
            rest = "".join(w[0] for w in capitalised[place + 1 : place + LONGEST_ACRONYM]).lower()
            for first in {part[0].lower() for part in word.split("-") if part and part[0].isupper()}:
                yield from (first + rest[:count] for count in range(1, len(rest) + 1))


def _lower(text: str) -> str:
    """A text in lower case, each code point in its place, with straight apostrophes."""
    lower = text.replace("’", "'").lower()
    if len(lower) == len(text):
        return lower
    # The lower case of a few letters has two code points: they stay as they are.
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text.replace("’", "'"))


def _unspaced_around(text: str, at: int) -> tuple[int, int]:
    """Span of the code points around a place up to the next white space: no word crosses its ends."""
    start = at
    while start and not text[start - 1].isspace():
        start -= 1
    space = _SPACE.search(text, at)
    return start, space.start() if space else len(text)


def stem_prefix(stemmed: str) -> str:
    """The letters with which every word of a stem begins.

    Stemming removes an ending and at most puts one of four letters in its place: hope, ferri, sky, possibl.
    """
    if stemmed in _IRREGULAR:
        return stemmed[:1]
    return stemmed[:-1] if len(stemmed) > 1 and stemmed[-1] in "eiyl" else stemmed
