"""Where a text names a topic, and speaks of it: not in somebody's name, and not as the source of a report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.model import Span
from index.news.figurative import is_image
from index.text.terms import content_stems
from index.text.topic_matches import TopicMatches, TopicQuery

COVERED = 0.75  # share of the topic's words that stand together where it is named
APART = 24  # code points for each word of the topic within which they stand together
AS_NAME = 0.8  # share of mentions with a capital letter from which the topic is a name
SAME_START = 4  # letters that "housing" and "House" share
_SOURCE = re.compile(r"\s+(?:\w+ly )?(?:said|says?|told|reported|announced)\b")
_OF_AMERICANS = ("-American", " American")  # of people of another country
_HANGUL = re.compile(r"[가-힣]")
_EITHER = re.compile(r",?\s+or\s+|\s+(?:또는|혹은)\s+|(?<=[가-힣])(?:이나|이랑|랑)\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s*(?:and\s+)?", re.IGNORECASE)
_KOREAN_PARTICLE = "은|는|이|가|을|를|의|에|에서|에도|로|으로|와|과|도|만|부터|까지|보다|처럼|이나|라도|에는|에선|이다"
_KOREAN_BETWEEN = r"\w{0,9}(?:\s+[^\s.!?。”’]+){0,2}?\s+\w{0,9}?"  # what may stand between two words of a topic
_QUOTED = re.compile(r"^\s*[\"“”„«「『](?P<words>.+)[\"“”»」』]\s*$")


@dataclass(frozen=True)
class Topic:
    """A topic of a wish.

    Attributes:
        text: As it was written; in quotation marks it is meant word for word.
    """

    text: str

    @cached_property
    def phrase(self) -> str | None:
        """The words that are meant exactly; None where their forms are as good."""
        match = _QUOTED.match(self.text)
        return match["words"].strip() if match else None

    @cached_property
    def _either(self) -> tuple[Topic, ...]:
        """The topics of which each is meant: "wheat or rye", "밀이나 호밀"; none where it is one."""
        parts = _EITHER.split(self.text) if self.phrase is None else []
        parts = [
            each for part in parts for each in (_COMMA.split(part) if len(parts) > 1 or _is_list(part) else [part])
        ]
        return tuple(map(Topic, parts)) if len(parts) > 1 and all(parts) else ()

    @cached_property
    def _exactly(self) -> re.Pattern[str] | None:
        """What finds a phrase, or a topic in Korean, whose particles stand behind it; None for other topics."""
        if self.phrase is None and not _HANGUL.search(self.text):
            return None
        words = [re.escape(word) for word in (self.phrase or self.text).split()]
        if self.phrase is None and len(words) == 2:
            # "시내버스 노조의 파업" and "파업을 겪은 시내버스" speak of 버스 파업, too.
            first, second = words
            return re.compile(rf"{first}{_KOREAN_BETWEEN}{second}|{second}{_KOREAN_BETWEEN}{first}", re.IGNORECASE)
        if self.phrase is None and len(words) == 1 and len(self.text.strip()) > 1:
            # 시내버스 is a 버스, and 기준금리 a 금리; 비오염수 is no 오염수, and 선물가격 no 물가.
            (word,) = words
            compound = rf"(?!(?:비|무|반){word})[가-힣]{{1,4}}{word}(?:{_KOREAN_PARTICLE})?(?!\w)"
            return re.compile(rf"(?<!\w)(?:{word}|{compound})", re.IGNORECASE)
        written = (r"\w*\s+" if self.phrase is None else r"\s+").join(words)
        return re.compile(rf"(?<!\w){written}" + ("" if _HANGUL.search(written) else r"(?!\w)"), re.IGNORECASE)

    @cached_property
    def query(self) -> TopicQuery:
        """What looks for its words."""
        return TopicQuery(tuple(content_stems(self.text)))

    def mentions(self, text: str, names: Collection[str] = ()) -> list[Span]:
        """Where a text names the topic, ascending.

        Args:
            text: Of an article, or its title.
            names: Of people in it, in several words: "Mark Rivers" is no mention of rivers.
        """
        if self._either:
            return sorted({span for each in self._either for span in each.mentions(text, names)})
        if self._exactly is not None:
            return [match.span() for match in self._exactly.finditer(text)]
        return self._by_words(text, names)

    def _by_words(self, text: str, names: Collection[str]) -> list[Span]:
        """Where its words stand together, in whatever form."""
        named = [_names_in(text, name) for name in names]
        taken = sorted(span for spans in named for span in spans)
        words = {word for name in names for word in name.split()}
        # "Housing" is no house, least of all the White House, and "banking" not the Bank of Norvale.
        doing = tuple(word[:SAME_START] for word in self.text.casefold().split() if word.endswith("ing"))
        return [
            (start, end)
            for start, end in _together(self.query.find(text))
            if not _is_within(start, taken)
            and text[start:end] not in words
            and not _is_source(text, end)
            and not is_image(text, start, end)
            and not (doing and text[start:end].casefold().startswith(doing) and _is_in_a_name(text, start, end))
        ]

    def echoes(self, text: str, mentions: Sequence[Span]) -> list[Span]:
        """Where a text speaks of the topic by its last word alone, once it has named it: "the bridge", of Sund bridge.

        Args:
            text: Of an article.
            mentions: Where it names the topic, ascending.
        """
        if self._echo is None or not mentions:
            return []
        found = (match.span("word") for match in self._echo.finditer(text, mentions[0][1]))
        named = list(mentions)
        return [span for span in found if not _is_within(span[0], named)]

    def is_echoed_in(self, title: str) -> bool:
        """Whether a title has its last word."""
        return self._echo is not None and re.search(rf"\b{self._last_word}\b", title, re.IGNORECASE) is not None

    @cached_property
    def _last_word(self) -> str:
        return re.escape(self.text.split()[-1]) if self.text.split() else ""

    @cached_property
    def _echo(self) -> re.Pattern[str] | None:
        """What finds its last word alone; None for one word, a list, a phrase, and where words are no grammar's."""
        is_plain = self.phrase is None and not self._either and not _HANGUL.search(self.text)
        if not is_plain or not 2 <= len(self.text.split()) <= 3:
            return None
        return re.compile(rf"\b(?:the|this|that|its)\s+(?P<word>{self._last_word})\b", re.IGNORECASE)

    def is_written_as_name(self, texts: Iterable[tuple[str, Iterable[Span]]]) -> bool:
        """Whether articles write it as a name, with capital letters; texts with their mentions."""
        first = [text[start] for text, mentions in texts for start, _ in mentions]
        if not first:
            words = re.findall(r"\w+", self.text)
            return any(word[0].isupper() for word in words[-1:])
        return sum(letter.isupper() for letter in first) >= AS_NAME * len(first)


def _is_list(text: str) -> bool:
    """Whether a topic lists things: "sheep, wolves, bears"."""
    parts = _COMMA.split(text)
    return len(parts) > 1 and all(0 < len(part.split()) <= 3 for part in parts)


def _together(matches: TopicMatches) -> list[Span]:
    """Where enough of a topic's words stand near each other; each word stands in one place only."""
    count = matches.stem_count
    if count < 2:
        return list(zip(matches.starts, matches.ends, strict=True))
    spans: list[Span] = []
    first = 0
    while first < len(matches.starts):
        beyond = bisect_right(matches.starts, matches.starts[first] + APART * count)
        weights = [0.0] * count
        last = first
        for place in range(first, beyond):
            number = matches.stem_numbers[place]
            if matches.weights[place] > weights[number]:
                weights[number], last = matches.weights[place], place
        if sum(weights) / count >= COVERED:
            spans.append((matches.starts[first], max(matches.ends[first : last + 1])))
            first = last + 1
        else:
            first += 1
    return spans


def _names_in(text: str, name: str) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(name), text)]


def _is_within(place: int, spans: list[Span]) -> bool:
    """Whether a place is in one of some ascending spans."""
    before = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1))
    return before > 0 and place < spans[before - 1][1]


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands within a sentence, and is not the doing that it is a form of."""
    is_within_sentence = re.search(r"[\w,;] $", text[max(0, start - 2) : start]) is not None
    return is_within_sentence and text[start].isupper() and "ing" not in text[start:end].casefold()


def _is_source(text: str, end: int) -> bool:
    """Whether what is named up to a place reports there, or is where people once came from."""
    return text.startswith(_OF_AMERICANS, end) or _SOURCE.match(text, end) is not None
