"""Reading what may be quoted: slices of articles, cut to what answers, with whose words they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.answering.ranking import Candidate
from index.model import Span
from index.search.text_index import Hit
from index.store.reads import StatementRow, TextSlice, span, spans
from index.store.store import Store
from index.text.quote_spans import cut_passage, longest, shortened
from index.text.topic_matches import TopicMatches, TopicQuery, share

_Fitting = tuple[Hit, TextSlice, TopicMatches]


@dataclass(frozen=True, slots=True)
class CandidateReader:
    """Pieces by the keys of their documents.  spoken: whether these are of statements; else of passages."""

    store: Store
    topic: TopicQuery
    spoken: bool
    held: dict[tuple[int, ...], Candidate] = field(default_factory=dict)
    _read: dict[tuple[int, ...], tuple[TextSlice, TopicMatches]] = field(default_factory=dict)
    _titles: dict[str, list[float]] = field(default_factory=dict)

    def read(self, hits: Iterable[Hit], least: float) -> None:
        """Read documents that hold a share of the topic's words; others are left out."""
        fitting = list(self._fitting(hits, least))
        (self._said if self.spoken else self._written)(fitting)

    def _said(self, read: Sequence[_Fitting]) -> None:
        said = self.store.reads.said({hit.id for hit, _, _ in read})
        for hit, text, found in read:
            statement = said.get(hit.id)
            if statement is not None:  # else it was read anew just now
                most = longest(statement.cue, span(statement.mention), statement.start)
                self.held[hit.key] = self._piece(hit, text, found, shortened(text.text, found, most), statement)

    def _written(self, read: Sequence[_Fitting]) -> None:
        said = self.store.reads.touching(hit.place for hit, _, _ in read)
        for hit, text, found in read:
            held = [one for one in said.get(hit.article, ()) if _inside(one, hit.start, hit.end)]
            labels = [at for one in held if one.cue is None and (at := span(one.mention)) and at[1] <= one.start]
            start, end = cut_passage(text.text, found, [(a - hit.start, b - hit.start) for a, b in labels])
            voice = _voice_of((hit.start + start, hit.start + end), held)
            self.held[hit.key] = self._piece(hit, text, found, (start, end), voice)

    def _fitting(self, hits: Iterable[Hit], least: float) -> Iterator[_Fitting]:
        """Documents that were not read before or were left out, with what they hold."""
        wanted = [hit for hit in hits if hit.key not in self.held]
        fresh = [hit for hit in wanted if hit.key not in self._read]
        for hit, text in zip(fresh, self.store.reads.texts([hit.place for hit in fresh]), strict=True):
            if text is not None:
                self._read[hit.key] = text, self.topic.occurrences(text.text)
        for hit in wanted:
            if (read := self._read.get(hit.key)) is not None and read[1].coverage((0, len(read[0].text))) >= least:
                yield hit, *read

    def _piece(self, hit: Hit, text: TextSlice, found: TopicMatches, cut: Span, said: StatementRow | None) -> Candidate:
        start, end = cut
        held = found.held(start, end)
        own = 0.0
        if said is not None:
            content = [(a - hit.start, b - hit.start) for a, b in spans(said.content)]
            own = share(_together(found.held(max(a, start), min(b, end)) for a, b in content))
        around = share(_together([held, self._title(text.title)]))
        return Candidate(
            hit.article, hit.start + start, hit.start + end, text.text[start:end], text.published, said,
            share(held), own, around,
        )  # fmt: skip

    def _title(self, title: str) -> list[float]:
        found = self._titles.get(title)
        if found is None:
            found = self._titles[title] = self.topic.occurrences(title).held(0, len(title))
        return found


def _together(held: Iterable[Sequence[float]]) -> list[float]:
    return [max(each) for each in zip(*held, strict=True)]


def _inside(said: StatementRow, start: int, end: int) -> int:
    """How many code points of a span are a statement's content."""
    return sum(max(0, min(b, end) - max(a, start)) for a, b in spans(said.content))


def _voice_of(cut: Span, held: Iterable[StatementRow]) -> StatementRow | None:
    """The statement that fills most of a span, if it fills a good part of it."""
    best, most = None, 0.35
    for one in held:
        filled = _inside(one, *cut) / (cut[1] - cut[0])
        if filled > most:
            best, most = one, filled
    return best
