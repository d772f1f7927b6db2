"""Who speaks in what may be quoted of a passage: nobody's name stands under the words of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.model import Span
from index.store.reads import StatementRow, spans


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker's words in a text.

    Attributes:
        span: Whole sentences, in none of which only others speak.
        statements: The speaker's.
    """

    span: Span
    statements: tuple[StatementRow, ...]


def overlap(row: StatementRow, start: int, end: int) -> int:
    """How many code points of a span are a statement's content."""
    if row.end <= start or row.start >= end:
        return 0
    return sum(max(0, min(b, end) - max(a, start)) for a, b in spans(row.content))


def has_one_speaker(rows: Iterable[StatementRow]) -> bool:
    """Whether statements are all of one person who is known; so if there are none."""
    people = {row.person for row in rows}
    return len(people) < 2 and None not in people


def voices(
    sentences: Sequence[Span], rows: Sequence[StatementRow], coverage: Callable[[Span], float], least: float
) -> Iterator[Voice]:
    """What may be quoted of each speaker in a run of sentences.

    Sentences in which nobody speaks are taken in only where a speaker's own say too little on the topic.

    Args:
        sentences: Spans in the article, in order.
        rows: Statements that overlap them. Of two whose speaker is not clear each has a speaker of its own.
        coverage: Gives the share of the topic's words in a span.
        least: The least share, 0 to 1; a speaker who has less is left out.
    """
    speakers = _by_speaker(rows)
    spoken = {
        speaker: [any(overlap(row, *sentence) for row in theirs) for sentence in sentences]
        for speaker, theirs in speakers.items()
    }
    anybody = [any(places) for places in zip(*spoken.values(), strict=True)]
    for speaker, own in spoken.items():
        others = [spoken_by and not mine for spoken_by, mine in zip(anybody, own, strict=True)]
        runs = (_enough(sentences, own, run, coverage, least) for run in _runs_without(others))
        span = max(filter(None, runs), key=coverage, default=None)
        if span is not None:
            yield Voice(span, tuple(speakers[speaker]))


def _by_speaker(rows: Iterable[StatementRow]) -> dict[int, list[StatementRow]]:
    """Statements by their person; each whose speaker is not clear under a number of its own, below 0."""
    speakers: dict[int, list[StatementRow]] = {}
    for row in rows:
        speakers.setdefault(row.person if row.person is not None else -row.id, []).append(row)
    return speakers


def _runs_without(marked: Sequence[bool]) -> Iterator[range]:
    """The longest runs of places that are not marked."""
    first = 0
    for place, mark in enumerate((*marked, True)):
        if mark:
            if first < place:
                yield range(first, place)
            first = place + 1


def _enough(
    sentences: Sequence[Span], own: Sequence[bool], run: range, coverage: Callable[[Span], float], least: float
) -> Span | None:
    """From the first to the last of a speaker's own sentences in a run, or all of it; None if that says too little."""
    places = [place for place in run if own[place]]
    if not places:
        return None
    for first, last in ((places[0], places[-1]), (run[0], run[-1])):
        span = sentences[first][0], sentences[last][1]
        if coverage(span) >= least:
            return span
    return None
