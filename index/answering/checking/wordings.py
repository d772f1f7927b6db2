"""How the words of a quote stand in every article that has them: which outlet wrote what, and who had them first."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from index.answering.checking.checker import QuotationChecker
from index.answering.checking.places import Place
from index.model import Article, Person, Quote, Span
from index.text.quoted_words import Word, quoted_words
from index.text.sentences import sentences

LEAST_WORDS = 6  # of a sentence that is looked for alone; fewer are said by many
NEAR = timedelta(days=3)  # between articles that have one remark in words of their own; later it is another remark
LONGEST_INTERRUPTION = 120  # code points of the article's own words within a piece
_OPENING, _CLOSING = "“\"‘'«「『(", ".,!?…”\"’'»」』)"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quote as one article has them.

    Attributes:
        article: The article.
        pieces: Code points of the words in the article; several where much else stands between them.
        speaker: Whose words they are there; None where that article does not make it plain.
        added: Code points of words that the first wording does not have, within the pieces.
        lacking: Code points, in the first wording's article, of words that this one does not have.
    """

    article: Article
    pieces: tuple[Span, ...]
    speaker: Person | None = None
    added: tuple[Span, ...] = ()
    lacking: tuple[Span, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether these are the words of the first wording."""
        return not self.added and not self.lacking


@dataclass(frozen=True, slots=True)
class Wordings:
    """All wordings of a quote, of each outlet the earliest.

    Attributes:
        all: By the time of publication, those of unknown time last.
        first: How many of them were published first, at one time; 0 where that is not known.
    """

    all: tuple[Wording, ...]
    first: int


def find_wordings(quote: Quote, checker: QuotationChecker) -> Wordings:
    """Find how outlets have the words of a quote.

    Args:
        quote: The quote.
        checker: Looks at the articles that may be seen.

    Returns:
        The wordings; only the quote's own where no other outlet has the words.
    """
    pieces = [quote.article.text[start:end] for start, end in checker.spoken(quote)]
    places = _of_one_remark(quote, checker.places(quote, pieces, _sentences(pieces)))
    by_outlet: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: (_moment(place.article), place.article.id)):
        by_outlet.setdefault(_outlet(place.article), place)
    ordered = list(by_outlet.values())
    if not ordered:
        return Wordings((), 0)
    first = ordered[0]
    wordings = tuple(_compared(place, first) for place in ordered)
    return Wordings(wordings, _first(wordings))


def _of_one_remark(quote: Quote, places: Sequence[Place]) -> list[Place]:
    """Those that have just the quote's words, or came out near it: weeks apart, like words were said another time."""
    own = next((place for place in places if place.article.id == quote.article.id), None)
    return [
        place for place in places
        if own is None or _is_near(own.article, place.article) or _compared(place, own).is_same
    ]  # fmt: skip


def _is_near(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= NEAR


def _sentences(pieces: Sequence[str]) -> list[str]:
    """The sentences of a quote's words that are long enough to be looked for alone, where it has several."""
    found = [text[start:end] for text in pieces for start, end in sentences(text)]
    return [each for each in found if len(quoted_words(each)) >= LEAST_WORDS] if len(found) > 1 else []


def _outlet(article: Article) -> str:
    return article.outlet.casefold() if article.outlet else f"{article.id}"


def _moment(article: Article) -> tuple[bool, float]:
    return (article.published is None, article.published.timestamp() if article.published else 0.0)


def _first(wordings: Sequence[Wording]) -> int:
    """How many wordings were published first; a date without a time is the whole day."""
    moments = [each.article.published for each in wordings]
    if moments[0] is None:
        return 0
    return sum(moment is not None and _is_one_time(moments[0], moment) for moment in moments)


def _is_one_time(one: datetime, other: datetime) -> bool:
    if time() in (one.time(), other.time()):
        return one.date() == other.date()
    return one == other


def _compared(place: Place, first: Place) -> Wording:
    words, first_words = _words(place), _words(first)
    matcher = difflib.SequenceMatcher(
        None, [word.form for word in first_words], [word.form for word in words], autojunk=False
    )
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    added = tuple((words[low].start, words[high - 1].end) for _, _, _, low, high in changes if low < high)
    lacking = tuple((first_words[low].start, first_words[high - 1].end) for _, low, high, _, _ in changes if low < high)
    return Wording(place.article, tuple(_pieces(place)), place.person, added, lacking)


def _words(place: Place) -> list[Word]:
    return [word for span in place.match.spans for word in quoted_words(place.article.text, *span)]


def _pieces(place: Place) -> Iterator[Span]:
    """Where the words stand, each piece from its first word to its last, with the marks at both ends."""
    text = place.article.text
    start, end = place.match.spans[0]
    for low, high in place.match.spans[1:]:
        if low - end > LONGEST_INTERRUPTION:
            yield _with_marks(text, start, end)
            start = low
        end = max(end, high)
    yield _with_marks(text, start, end)


def _with_marks(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def runs(wording: Wording, piece: Span) -> Iterator[tuple[str, bool]]:
    """A piece of a wording in parts, each with whether the first wording lacks it; together they are the piece.

    Args:
        wording: The wording.
        piece: One of its pieces.
    """
    text, (position, last) = wording.article.text, piece
    for start, end in wording.added:
        if piece[0] <= start and end <= last:
            yield text[position:start], False
            yield text[start:end], True
            position = end
    yield text[position:last], False
