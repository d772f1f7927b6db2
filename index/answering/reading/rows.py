"""The words of a question in a row, each name as one sign, and which of them have been used up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.answering.reading.mentions import Mention

_TOKEN = re.compile(r"[^\W_](?:[\w'’.&+%$-]*[\w%])?|[$€£]\d[\w.,]*|[,:;/()?!–—+&@-]")
_CAPITALS = frozenset(("US", "IT", "WHO", "AM", "U.S"))  # that are other words in small letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark or a name of the question as a sign in its pattern."""

    start: int
    end: int
    sign: str


def _signs(text: str, mentions: Sequence[Mention]) -> list[Word]:
    """The words and marks of a text, each mention as one sign."""
    found: list[Word] = []
    place = 0
    for number, mention in enumerate(mentions):
        found += _plain(text, place, mention.start)
        found.append(Word(mention.start, mention.end, f"‹{number}›"))
        place = mention.end
    return [*found, *_plain(text, place, len(text))]


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    possessive = re.compile(r"['’]s?(?=\W|$)|s(?=\W|$)").match(text, start) if start else None
    if possessive and possessive.start() == start and possessive.end() <= end:
        yield Word(start, possessive.end(), "'s")
        start = possessive.end()
    for match in _TOKEN.finditer(text, start, end):
        word = match.group().lower().replace("’", "'") if match.group() not in _CAPITALS else match.group()
        if word.endswith("'s") and word not in {
            "what's",
            "who's",
            "that's",
            "where's",
            "how's",
            "it's",
            "let's",
            "when's",
        }:
            yield Word(match.start(), match.end() - 2, word[:-2])
            yield Word(match.end() - 2, match.end(), "'s")
        else:
            yield Word(match.start(), match.end(), word)


class Row:
    """The words of a question as signs.

    Attributes:
        line: All signs with single blanks, for expressions.
        starts: Where each begins in the line.
    """

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        """Lay a question out.

        Args:
            text: The question.
            mentions: Whom it names, in order.
        """
        self.text, self.mentions = text, mentions
        self.used: set[int] = set()  # places of words that are no part of the topic
        self._lay(_signs(text, mentions))

    def _lay(self, words: list[Word]) -> None:
        self.words = words
        self.line = " ".join(word.sign for word in words)
        self.starts: list[int] = []
        place = 0
        for word in words:
            self.starts.append(place)
            place += len(word.sign) + 1

    def cut(self, match: re.Match[str]) -> None:
        """Leave a part out of the line; before anything is used up."""
        gone = self.places(*match.span())
        self._lay([word for place, word in enumerate(self.words) if place not in gone])

    def places(self, start: int, end: int) -> set[int]:
        """Places of the words within a part of the line."""
        return {i for i, at in enumerate(self.starts) if start <= at < end}

    def use(self, match: re.Match[str]) -> None:
        """Use up what matched in the line."""
        self.used |= self.places(*match.span())

    def named(self, text: str) -> list[Mention]:
        """Those whose signs a part of the line holds."""
        return [self.mentions[int(number)] for number in re.findall(r"‹(\d+)›", text)]

    def rest(self) -> tuple[str, list[int]]:
        """What is not used up, with the places of its words."""
        places = [i for i in range(len(self.words)) if i not in self.used]
        return " ".join(self.words[i].sign for i in places), places

    def as_written(self, start: int, end: int, count: int) -> str:
        """The last words of a part of the line, so many, as they stand in the question."""
        places = sorted(self.places(start, end))[-count:]
        return self.text[self.words[places[0]].start : self.words[places[-1]].end]
