"""Reading what may be quoted: slices of articles, cut to what answers, with whose words they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.answering.voices import has_one_speaker, overlap, voices
from index.model import Kind, Span
from index.search.text_index import Hit
from index.store.reads import StatementRow, TextSlice, span, spans
from index.store.store import Store
from index.text.quote_spans import after_label, best_sentences, cut_passage, run_around, word_limit
from index.text.sentences import sentences
from index.text.topic_matches import TopicMatches, TopicQuery, mean_weight

SENTENCES = 16  # of the nearest documents that are compared with a topic, one by one
BEFORE = 300  # code points before a statement in which its topic may be named: the paragraph before, or a question
LEAD = 400  # code points at an article's beginning that tell what it is about
FILLED = 0.35  # share of a passage's quote that a statement fills at least, to be whose words these are

_Document = tuple[Hit, TextSlice, TopicMatches]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be quoted, and what speaks for it whatever it was found by.

    Attributes:
        article: Id.
        start: First code point in the article.
        end: Code point after the last one.
        text: The words.
        published: ISO 8601, or None.
        statement: The statement these words are of; None when they are the article's own.
        covered: Share of the topic's words in the quote, 0 to 1.
        weighed: The same, where a rare word counts more than a common one.
        own: The share in the statement's content alone.
        around: The same, of the quote and the article's title together, or with all that tells what the quote is about.
        likeness: Of its sentence that is nearest in meaning to the topic, the cosine; 0 where none was compared.
        score: How well it answers; 0 until ranked.
        parts: What the score is the sum of, each with its name.
        also: Other articles with the same words.
    """

    article: int
    start: int
    end: int
    text: str
    published: str | None
    statement: StatementRow | None
    covered: float
    weighed: float
    own: float
    around: float
    likeness: float = 0.0
    score: float = 0.0
    parts: tuple[tuple[str, float], ...] = ()
    also: tuple[int, ...] = ()

    @property
    def kind(self) -> Kind:
        """How these words reach us."""
        return Kind(self.statement.kind) if self.statement else Kind.PASSAGE

    @property
    def speaker_known(self) -> bool:
        """Whether these are the words of somebody who is known."""
        return self.statement is not None and self.statement.person is not None


@dataclass(frozen=True, slots=True)
class CandidateReader:
    """Candidates by the keys of their documents.

    Attributes:
        store: Where the slices are read.
        topic: What the candidates are weighed by.
        statements: Whether documents are statements; else they are passages.
        rarities: Of the topic's stems, how rare each is.
        candidates: What was read; of a passage in which several speak the words of each.
    """

    store: Store
    topic: TopicQuery
    statements: bool
    rarities: tuple[float, ...] = ()
    candidates: dict[tuple[int, ...], tuple[Candidate, ...]] = field(default_factory=dict)
    _slices: dict[tuple[int, ...], tuple[TextSlice, TopicMatches]] = field(default_factory=dict)
    _titles: dict[str, list[float]] = field(default_factory=dict)

    def read(self, hits: Iterable[Hit], coverage: float) -> None:
        """Read documents that hold a share of the topic's words; others are left out."""
        documents = list(self._documents(hits, coverage))
        if self.statements:
            self._read_statements(documents)
        else:
            self._read_passages(documents, coverage)

    def read_told(self, hits: Iterable[Hit], coverage: float) -> None:
        """Read statements of which the article tells that they are about the topic.

        Args:
            hits: Statements, the most promising first.
            coverage: Share of the topic's words that must stand in the statement, in what leads to it, in the title or
                in the lead.
        """
        documents = list(self._documents(hits, 0.0))
        places = [(hit.article, 0, LEAD) for hit, _, _ in documents]
        places += [(hit.article, max(0, hit.start - BEFORE), hit.start) for hit, _, _ in documents]
        texts = self.store.reads.texts(places)
        leads, before = texts[: len(documents)], texts[len(documents) :]
        by_what_leads: dict[tuple[int, ...], float] = {}
        by_the_article: dict[tuple[int, ...], float] = {}
        for (hit, text, matches), lead, leading in zip(documents, leads, before, strict=True):
            near = _together([matches.stem_weights(0, len(text.text)), self._weights(leading)])
            by_what_leads[hit.key] = mean_weight(near)
            by_the_article[hit.key] = mean_weight(_together([near, self._title(text.title), self._weights(lead)]))
        led = {hit.article for hit, _, _ in documents if by_what_leads[hit.key] >= coverage}
        # Of an article that leads to some statements with the topic, the others are about something else.
        shares = {
            hit.key: share
            for hit, _, _ in documents
            if (share := (by_what_leads if hit.article in led else by_the_article)[hit.key]) >= coverage
        }
        self._read_statements([document for document in documents if document[0].key in shares])
        for key, share in shares.items():
            self.candidates[key] = tuple(replace(each, around=share) for each in self.candidates.get(key, ()))

    def read_alike(
        self, hits: Iterable[Hit], likeness: Callable[[Sequence[str]], Sequence[float]], least: float
    ) -> None:
        """Read statements that hold a sentence that is near enough to the topic in meaning.

        Args:
            hits: Statements, the most promising first.
            likeness: Tells the cosine of sentences to the topic.
            least: The cosine from which a sentence is near enough.
        """
        spans: list[tuple[_Document, list[Span]]] = []
        left = SENTENCES
        for document in self._documents(hits, 0.0):
            found = sentences(document[1].text)[:left]
            spans.append((document, found))
            left -= len(found)
            if not left:
                break
        nearness = iter(likeness([document[1].text[a:b] for document, found in spans for a, b in found]))
        rows = self.store.reads.said({document[0].id for document, _ in spans})
        for (hit, text, matches), found in spans:
            cosines = [next(nearness) for _ in found]
            statement = rows.get(hit.id)
            if statement is None or max(cosines, default=0.0) < least:
                continue
            most = word_limit(statement.cue, span(statement.mention), statement.start)
            best = max(range(len(found)), key=cosines.__getitem__)
            quoted = run_around(text.text, found, best, most)
            candidate = self._candidate(hit, text, matches, quoted, statement)
            self.candidates[hit.key] = (replace(candidate, likeness=cosines[best]),)

    def _read_statements(self, documents: Sequence[_Document]) -> None:
        rows = self.store.reads.said({hit.id for hit, _, _ in documents}) if documents else {}
        for hit, text, matches in documents:
            statement = rows.get(hit.id)
            if statement is not None:  # else it was found anew just now
                most = word_limit(statement.cue, span(statement.mention), statement.start)
                quoted = best_sentences(text.text, matches, most)
                self.candidates[hit.key] = (self._candidate(hit, text, matches, quoted, statement),)

    def _read_passages(self, documents: Sequence[_Document], coverage: float) -> None:
        rows = self.store.reads.touching(hit.place for hit, _, _ in documents)
        for hit, text, matches in documents:
            inside = [row for row in rows.get(hit.article, ()) if overlap(row, hit.start, hit.end)]
            labels = [at for row in inside if row.cue is None and (at := span(row.mention)) and at[1] <= row.start]
            labels = [(a - hit.start, b - hit.start) for a, b in labels]
            quoted = cut_passage(text.text, matches, labels)
            self.candidates[hit.key] = tuple(
                self._candidate(hit, text, matches, after_label(text.text, (start, end), labels), statement)
                for (start, end), statement in _by_voice(hit, text.text, matches, quoted, inside, coverage)
            )

    def _documents(self, hits: Iterable[Hit], coverage: float) -> Iterator[_Document]:
        """Documents that are no candidates yet, with the topic's words in them."""
        wanted = [hit for hit in hits if hit.key not in self.candidates]
        unread = [hit for hit in wanted if hit.key not in self._slices]
        for hit, text in zip(unread, self.store.reads.texts([hit.place for hit in unread]), strict=True):
            if text is not None:
                self._slices[hit.key] = text, self.topic.find(text.text)
        for hit in wanted:
            read = self._slices.get(hit.key)
            if read is not None and read[1].coverage((0, len(read[0].text))) >= coverage:
                yield hit, *read

    def _candidate(
        self, hit: Hit, text: TextSlice, matches: TopicMatches, quoted: Span, statement: StatementRow | None
    ) -> Candidate:
        start, end = quoted
        weights = matches.stem_weights(start, end)
        own = 0.0
        if statement is not None:
            content = [(a - hit.start, b - hit.start) for a, b in spans(statement.content)]
            own = mean_weight(_together(matches.stem_weights(max(a, start), min(b, end)) for a, b in content))
        around = mean_weight(_together([weights, self._title(text.title)]))
        return Candidate(
            hit.article, hit.start + start, hit.start + end, text.text[start:end], text.published, statement,
            mean_weight(weights), self._weighed(weights), own, around,
        )  # fmt: skip

    def _weighed(self, weights: Sequence[float]) -> float:
        every = sum(self.rarities)
        if every <= 0.0:  # each word is everywhere
            return mean_weight(weights)
        return sum(weight * rarity for weight, rarity in zip(weights, self.rarities, strict=True)) / every

    def _weights(self, text: TextSlice | None) -> list[float]:
        words = text.text if text else ""
        return self.topic.find(words).stem_weights(0, len(words))

    def _title(self, title: str) -> list[float]:
        weights = self._titles.get(title)
        if weights is None:
            weights = self._titles[title] = self.topic.find(title).stem_weights(0, len(title))
        return weights


def _together(weights: Iterable[Sequence[float]]) -> list[float]:
    return [max(each) for each in zip(*weights, strict=True)]


def _by_voice(
    hit: Hit, text: str, matches: TopicMatches, quoted: Span, rows: Iterable[StatementRow], coverage: float
) -> Iterator[tuple[Span, StatementRow | None]]:
    """What is quoted of a passage, with the statement whose words these are.

    Args:
        hit: The passage.
        text: Its text.
        matches: Of the topic in it.
        quoted: Span in it that covers the topic best.
        rows: Statements in the passage.
        coverage: Share of the topic's words that a quote must hold, 0 to 1.

    Yields:
        Spans in the passage's text, each with its statement: all that was to be quoted where one person speaks in it,
        else the words of each speaker. Where none of these say enough it is all quoted, as the article's own words.
    """
    start, end = quoted[0] + hit.start, quoted[1] + hit.start
    spoken = [row for row in rows if overlap(row, start, end)]
    if has_one_speaker(spoken):
        yield quoted, _filling((start, end), spoken)
        return

    def covered(span: Span) -> float:
        return mean_weight(matches.stem_weights(span[0] - hit.start, span[1] - hit.start))

    whole = [(a + start, b + start) for a, b in sentences(text[quoted[0] : quoted[1]])]
    found = list(voices(whole, spoken, covered, coverage))
    for voice in found:
        first, last = voice.span
        yield (first - hit.start, last - hit.start), _filling(voice.span, voice.statements)
    if not found:
        yield quoted, None


def _filling(quoted: Span, rows: Iterable[StatementRow]) -> StatementRow | None:
    """The statement that fills most of a span, if it fills a good part of it."""
    best, most = None, FILLED
    for row in rows:
        filled = overlap(row, *quoted) / (quoted[1] - quoted[0])
        if filled > most:
            best, most = row, filled
    return best
