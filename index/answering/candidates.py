"""Reading what may be quoted: slices of articles, cut to what answers, with whose words they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.answering.aboutness import BEFORE, OF_ONE, SENTENCES, SHOWN, Aboutness, Doubt, leading
from index.answering.voices import has_one_speaker, overlap, voices
from index.model import Kind, Span
from index.search.fusion import RankedHit
from index.search.text_index import Hit
from index.store.reads import StatementRow, TextSlice, span, spans
from index.store.store import Store
from index.text.quote_spans import after_label, best_sentences, cut_passage, run_around, word_limit
from index.text.sentences import sentences
from index.text.topic_matches import TopicMatches, TopicQuery, mean_weight

LED = 0.75  # share of a topic's words from which what stands before a statement leads to it with that topic
ANSWERED = 200  # code points behind a reporter's question within which its answer begins
CALL = 40  # code points of a call for attention between a question and its answer, at most: "Mr. President — sir —"
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
        around: The same, of the quote and the article's title together.
        about: What speaks for its being about the topic though it lacks its words; 0 where these were enough.
        score: How well it answers; 0 until ranked.
        is_answer: Whether they answer a reporter's question, by whose words they were found.
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
    about: float = 0.0
    score: float = 0.0
    is_answer: bool = False
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
    _articles: dict[int, float] = field(default_factory=dict)

    def of_article(self, id: int) -> float:
        """Share of the topic's words that an article names anywhere, 0 to 1."""
        if id not in self._articles:
            article = self.store.articles([id]).get(id)
            self._articles[id] = self.topic.coverage(f"{article.title}. {article.text}") if article else 0.0
        return self._articles[id]

    def read(self, hits: Iterable[Hit], coverage: float) -> None:
        """Read documents that hold a share of the topic's words; others are left out."""
        documents = list(self._documents(hits, coverage))
        if self.statements:
            self._read_statements(documents)
        else:
            self._read_passages(documents, coverage)

    def read_about(
        self,
        ranked: Sequence[RankedHit],
        named: bool,
        likeness: Callable[[Sequence[str]], Sequence[float]],
        doubt: Doubt = OF_ONE,
    ) -> None:
        """Read statements that are about the topic by what is told around them and by what they mean.

        Args:
            ranked: Statements, with the cosines of their passages.
            named: Whether the topic is a name.
            likeness: Tells the cosine of texts to the topic.
            doubt: How many are compared, and how surely they must be about it.
        """
        cosines = {each.hit.key: each.cosine for each in ranked}
        documents = list(self._documents([each.hit for each in ranked], 0.0))
        places = [(hit.article, max(0, hit.start - BEFORE), hit.start) for hit, _, _ in documents]
        before = [leading(text.text) if text else "" for text in self.store.reads.texts(places)]
        about = [
            (Aboutness(share, passage=cosines[document[0].key], named=named), document, leads)
            for share, document, leads in zip(self._told(documents, before), documents, before, strict=True)
            if cosines[document[0].key] >= doubt.passage and len(document[1].text.split()) >= doubt.words
        ]
        about.sort(key=lambda each: -each[0].promise)
        self._read_nearest(about[: doubt.compared], likeness, doubt.least)

    def _read_nearest(
        self,
        nearest: Sequence[tuple[Aboutness, _Document, str]],
        likeness: Callable[[Sequence[str]], Sequence[float]],
        least: float,
    ) -> None:
        """Read those of a few statements that are near enough to the topic, by comparing their sentences with it."""
        rows = self.store.reads.said({document[0].id for _, document, _ in nearest})
        compared: list[str] = []
        for _, (_, text, _), leads in nearest:
            compared.append(f"{leads} {text.text[:SHOWN]}".strip())
            compared += [text.text[a:b] for a, b in sentences(text.text)[:SENTENCES]]
        nearness = iter(likeness(compared))
        for known, (hit, text, matches), _ in nearest:
            in_context = next(nearness)
            found = sentences(text.text)
            alone = [next(nearness) for _ in found[:SENTENCES]]
            sentence = max(alone, default=0.0)
            # Of a long turn the sentence may stand far from what is compared with its context.
            unread = not (in_context or any(alone))
            about = replace(known, sentence=sentence, in_context=max(in_context, sentence), unread=unread)
            statement = rows.get(hit.id)
            if statement is None or about.probability < least:
                continue
            most = word_limit(statement.cue, span(statement.mention), statement.start)
            if matches.starts or not alone:
                quoted = best_sentences(text.text, matches, most)
            else:
                quoted = run_around(text.text, found, max(range(len(alone)), key=alone.__getitem__), most)
            candidate = self._candidate(hit, text, matches, quoted, statement)
            self.candidates[hit.key] = (replace(candidate, about=about.evidence),)

    def _told(self, documents: Sequence[_Document], before: Sequence[str]) -> list[float]:
        """Share of the topic's words in each statement with what leads to it, and with the article's title.

        Of an article that leads to some statements with the topic, the others are about something else, whatever its
        title.
        """
        led: list[float] = []
        titled: list[float] = []
        for (_, text, matches), leads in zip(documents, before, strict=True):
            near = _together([matches.stem_weights(0, len(text.text)), self._weights(leads)])
            led.append(mean_weight(near))
            titled.append(mean_weight(_together([near, self._title(text.title)])))
        leading_articles = {hit.article for (hit, _, _), share in zip(documents, led, strict=True) if share >= LED}
        return [
            near if document[0].article in leading_articles else with_title
            for document, near, with_title in zip(documents, led, titled, strict=True)
        ]

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
        self._read_answers([hit for hit, _, _ in documents])

    def _read_answers(self, hits: Sequence[Hit]) -> None:
        """Put the answers in the place of quotes from reporters' questions, as whoever asks wants them."""
        nobodys = [each for hit in hits for each in self.candidates[hit.key] if each.statement is None]
        asking = self.store.reads.touching(((each.article, each.start, each.end) for each in nobodys), asking=True)
        ended = ((each, _end_of_question(each, asking.get(each.article, ()))) for each in nobodys)
        asked = [(each, end) for each, end in ended if end is not None]
        answers = self._answers(asked) if asked else {}
        for hit in hits if answers else ():
            found = self.candidates[hit.key]
            self.candidates[hit.key] = tuple(answers.get((each.article, each.end), each) for each in found)

    def _answers(self, asked: Sequence[tuple[Candidate, int]]) -> dict[tuple[int, int], Candidate]:
        """The answers to questions, each with its turn's end, by the articles and ends of what was found of them."""
        places = [(each.article, end, end + ANSWERED) for each, end in asked]
        rows, asking = self.store.reads.touching(places), self.store.reads.touching(places, asking=True)
        behind = [
            (each, _answer_to(end, rows.get(each.article, ()), asking.get(each.article, ()))) for each, end in asked
        ]
        given = [(each, row) for each, row in behind if row is not None]
        texts = self.store.reads.texts([(row.article, row.start, row.end) for _, row in given])
        return {
            (each.article, each.end): self._answer(each, row, text.text)
            for (each, row), text in zip(given, texts, strict=True)
            if text is not None
        }

    def _answer(self, asked: Candidate, row: StatementRow, text: str) -> Candidate:
        matches, most = self.topic.find(text), word_limit(row.cue, span(row.mention), row.start)
        if matches.starts:
            start, end = best_sentences(text, matches, most)
        else:  # an answer that leaves the topic to the question begins with what is asked
            start, end = run_around(text, sentences(text), 0, most)
        place = row.start + start, row.start + end
        return replace(asked, start=place[0], end=place[1], text=text[start:end], statement=row, is_answer=True)

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

    def _weights(self, text: str) -> list[float]:
        return self.topic.find(text).stem_weights(0, len(text))

    def _title(self, title: str) -> list[float]:
        weights = self._titles.get(title)
        if weights is None:
            weights = self._titles[title] = self.topic.find(title).stem_weights(0, len(title))
        return weights


def _end_of_question(candidate: Candidate, asking: Iterable[StatementRow]) -> int | None:
    """Where the turn of a reporter ends from which nobody's words are quoted; None where they ask nothing."""
    turn = next((row for row in asking if row.start < candidate.end and candidate.start < row.end), None)
    if turn is not None:
        return max(turn.end, candidate.end)
    return candidate.end if candidate.text.endswith("?") else None


def _answer_to(end: int, rows: Sequence[StatementRow], asking: Iterable[StatementRow]) -> StatementRow | None:
    """The turn that begins right behind the end of a question, where it is known whose it is.

    Where somebody else asks something before it, that is answered; a call for attention is shorter.
    """
    row = next((row for row in rows if row.start >= end), None)
    mention = span(row.mention) if row is not None else None
    if row is None or row.person is None or row.cue is not None or mention is None:
        return None
    if any(end <= other.start < row.start and other.end - other.start > CALL for other in asking):
        return None
    return row if end <= mention[0] and mention[1] <= row.start <= end + ANSWERED else None


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
