"""Places of the library where a quotation's words stand, and the quotes that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.answering.checking.findings import Found
from index.answering.checking.matches import Match
from index.answering.checking.same_person import Likeness
from index.model import Article, Kind, Person, Quote, Span, Statement
from index.text.quote_spans import sentences_around

LONGEST_QUOTE = 1500  # code points; parts further apart are shown one by one
MOST_FOUND = 5  # places that are shown


@dataclass(frozen=True, slots=True)
class Place:
    """A match with whose words it is."""

    match: Match
    article: Article
    statement: Statement | None
    likeness: Likeness = Likeness.SAME

    @property
    def person(self) -> Person | None:
        """Who speaks there; None where that is not told surely enough."""
        return self.statement.person if self.statement else None


def found_at(places: Sequence[Place]) -> tuple[Found, ...]:
    """What is shown of matches: each words once, with the other articles that have them."""
    shown: list[Found] = []
    for place in places:
        quotes = as_quotes(place)
        same = next((n for n, each in enumerate(shown) if _is_same_report(each, quotes[0])), None)
        if same is not None and shown[same].quote.article.id != place.article.id:
            also = dict.fromkeys((*shown[same].quote.also, place.article))
            shown[same] = replace(shown[same], quote=replace(shown[same].quote, also=tuple(also)))
        elif same is None:
            shown += quotes
    return tuple(shown[:MOST_FOUND])


def _is_same_report(one: Found, other: Found) -> bool:
    """Whether two articles have the same words of the same speaker."""
    ids = [each.quote.speaker.id if each.quote.speaker else 0 for each in (one, other)]
    return ids[0] == ids[1] and one.words.casefold() == other.words.casefold()


def as_quotes(place: Place) -> list[Found]:
    """The whole sentences around a match; one by one where they are far apart."""
    text, spans = place.article.text, place.match.spans
    start, end = sentences_around(text, (spans[0][0], spans[-1][1]))
    if end - start <= LONGEST_QUOTE or len(spans) == 1:
        return [Found(_quote(place, (start, end)), tuple(spans))]
    return [Found(_quote(place, sentences_around(text, span)), (span,)) for span in spans]


def _quote(place: Place, span: Span) -> Quote:
    statement = place.statement
    return Quote(
        place.article,
        *span,
        speaker=place.person,
        via=statement.via if statement else None,
        kind=statement.kind if statement else Kind.PASSAGE,
        score=place.match.similarity,
    )
