"""The library as a whole: articles in, answers out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.answering.answerer import Answerer
from index.answering.question import understand
from index.embedding.embedder import PACKAGED, Embedder, Precision, begin
from index.errors import SourceError, StoreError
from index.model import (
    Answer,
    Article,
    Draft,
    Outcome,
    OutcomeStatus,
    Person,
    Question,
    Quote,
    Span,
    Statement,
)
from index.search.indexes import SAVE, SearchIndexes
from index.search.retrieval import Retriever
from index.search.speaker_cache import SpeakerCache
from index.search.speakers import SpeakerDirectory
from index.search.text_index import TextIndex
from index.search.vector_index import CODED, Floats, VectorIndex
from index.store.store import Store
from index.text import quote_spans
from index.text.sentences import passages as split
from index.threads import background_pool

if TYPE_CHECKING:
    from index.attribution.statements import StatementReader

BATCH = 24  # articles a transaction
LARGE = 500  # changes from which a directory takes a while to be made
HAND_OVER = 0.0002  # seconds till a thread that computes lets another: what is looked up aside must not wait ten times


class Index:
    """Articles, and answers from them.  Thread-safe; several processes may share a folder."""

    def __init__(self, data: Path, embedder: Embedder, threads: int = 2, store: Store | None = None) -> None:
        self.data = data
        self.embedder = embedder
        self.threads = threads
        self.store = store or Store(data / "onrecord.db")
        self.indexes = SearchIndexes(data, self.store, embedder)
        self._topics: dict[str, Floats] = {}
        self._speakers = SpeakerCache(self.store)
        self._outlets: tuple[int, list[str]] | None = None
        self._closed = threading.Event()
        self._aside = ThreadPoolExecutor(2, "meaning")

    @classmethod
    def open(
        cls,
        data: Path,
        model: str = PACKAGED,
        notice: Callable[[str], None] | None = None,
        threads: int = 2,
        precision: Precision = "float32",
        loading: Future[Embedder] | None = None,
    ) -> Index:
        """Open the library kept in a folder, made if need be, with its derived indexes caught up.

        notice: told in a few words what a person is waiting for.
        precision: of the embedding model; with another one than before, every passage is embedded anew.
        loading: the model, where its reading has begun.
        Raises StoreError, ModelError.
        """
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(f"the data folder {data} can't be made ({reason}); choose another with --data") from error
        sys.setswitchinterval(HAND_OVER)
        loading = loading or begin(model, data, threads, notice, precision)
        store = Store(data / "onrecord.db")
        speakers = SpeakerCache(store)
        if store.generation > LARGE:
            speakers.warm()  # while the model is being read
        try:
            embedder = loading.result()
        except BaseException:
            store.close()
            raise
        index = cls(data, embedder, threads, store)
        index._speakers = speakers
        index.indexes.catch_up(notice)
        if len(index.vectors) > CODED:
            look_after = index.indexes.look_after
            threading.Thread(target=look_after, args=(index._closed,), name="upkeep", daemon=True).start()
        return index

    def close(self) -> None:
        """Stop background work and close the store."""
        self._closed.set()
        self._aside.shutdown()
        self.store.close()

    @property
    def vectors(self) -> VectorIndex:
        """Embeddings of passages."""
        return self.indexes.vectors

    @property
    def passage_index(self) -> TextIndex:
        """Of passages."""
        return self.indexes.passage_index

    @property
    def statement_index(self) -> TextIndex:
        """Of what may be quoted of statements."""
        return self.indexes.statement_index

    @property
    def generation(self) -> int:
        """The generation of the store up to which answers find everything; an add under way is ahead of it."""
        return self.indexes.generation

    @cached_property
    def reader(self) -> StatementReader:
        """Finds statements; loaded when first needed, since asking needs none."""
        from index.attribution.statements import StatementReader
        from index.attribution.tagger import load_tagger

        return StatementReader(load_tagger(1))

    # adding

    def add(self, drafts: Iterable[Draft | SourceError]) -> Iterator[Outcome]:
        """Add articles; yields an outcome for each as soon as it is safe in the store.

        Safe to repeat: the same text changes nothing, under another address it gains the address.
        """
        held: list[tuple[Draft, list[Span]]] = []
        fresh = 0
        with self.indexes.adding():
            for draft in drafts:
                if isinstance(draft, SourceError):
                    yield Outcome(draft.source, OutcomeStatus.REFUSED, draft.problem)
                    continue
                source = draft.url or draft.title or "an article"
                known = self.store.known(draft.text, draft.collection)
                if known is not None:
                    new = bool(draft.url) and self.store.add_address(known, draft.url or "")
                    yield Outcome(source, OutcomeStatus.ADDRESS if new else OutcomeStatus.UNCHANGED, None, known)
                    continue
                spans = split(draft.text)
                if not spans:
                    yield Outcome(source, OutcomeStatus.REFUSED, "holds no article text")
                    continue
                held.append((draft, spans))
                fresh += len(spans)
                if len(held) >= BATCH or sum(len(s) for _, s in held) > 2000:
                    yield from self._store(held)
                    held = []
                if fresh > SAVE:
                    self.indexes.save()
                    fresh = 0
            if held:
                yield from self._store(held)

    def _store(self, held: list[tuple[Draft, list[Span]]]) -> Iterator[Outcome]:
        with background_pool(self.threads) as pool:
            reading = self._reading([draft for draft, _ in held], pool)
            # The batches go to the same threads, so that no core waits for the last article to be read.
            embedded = self.embedder.embed([draft.text[a:b] for draft, spans in held for a, b in spans], pool=pool)
            found = list(reading)
        results = self.store.add([(draft, spans, one) for (draft, spans), one in zip(held, found, strict=True)])
        ends = np.cumsum([len(spans) for _, spans in held])
        rows = {id: part for (id, new), part in zip(results, np.split(embedded, ends[:-1]), strict=True) if new}
        passages = self.store.passages_of(rows)  # by article, in the order of its spans
        if passages:
            kept = [rows[article] for article in dict.fromkeys(p.article for p in passages)]
            self.vectors.add(np.array([p.id for p in passages], np.int64), np.concatenate(kept))
        first: dict[int, str | None] = {}
        for (draft, _), (id, new) in zip(held, results, strict=True):
            moved = draft.url and draft.url != first.get(id)
            again = OutcomeStatus.ADDRESS if moved else OutcomeStatus.UNCHANGED
            first.setdefault(id, draft.url)
            yield Outcome(draft.url or draft.title or "an article", OutcomeStatus.ADDED if new else again, None, id)

    def _reading(self, drafts: Sequence[Draft | Article], pool: Executor) -> Iterator[list[Statement]]:
        """Statements of several articles, an article a thread; all are begun at once."""
        reader = self.reader
        return pool.map(lambda one: reader.statements(one.text, one.title, one.author), drafts)

    def remove(self, article: int) -> bool:
        """Remove an article; its quotes are in no answer from now on.  False when there is none."""
        gone = self.store.remove(article)
        if gone:
            self.indexes.catch_up()
        return gone

    def reread(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Find the statements of every stored article again (after an upgrade); how many articles."""
        ids = [row.id for row in self.store.listing()]
        found: dict[int, Sequence[Statement]] = {}
        for start in range(0, len(ids), BATCH):
            articles = list(self.store.articles(ids[start : start + BATCH]).values())
            with background_pool(self.threads) as pool:
                found |= zip((a.id for a in articles), self._reading(articles, pool), strict=True)
            if progress:
                progress(min(start + BATCH, len(ids)), len(ids))
        self.store.replace_statements(found)
        self.indexes.save()
        return len(ids)

    # asking

    @property
    def directory(self) -> SpeakerDirectory:
        """The people on record, by name."""
        return self._speakers.at(self.store.generation)

    @property
    def outlets(self) -> list[str]:
        """The outlets of all articles."""
        generation = self.store.generation
        if self._outlets is None or self._outlets[0] != generation:
            self._outlets = (generation, self.store.outlets())
        return self._outlets[1]

    def understand(self, text: str, today: date | None = None, previous: Question | None = None) -> Question:
        """What a question asks for: speaker, topic, dates and outlet.  today: what "last week" counts from."""
        return self._understand(text, self.directory, today, previous)

    def _understand(
        self, text: str, directory: SpeakerDirectory, today: date | None, previous: Question | None
    ) -> Question:
        return understand(text, directory, self._outlet_names(), today or datetime.now(UTC).date(), previous)

    def _outlet_names(self) -> Iterator[str]:
        """The outlets, read only when a question may name one."""
        yield from self.outlets

    def ask(
        self,
        question: str | Question,
        limit: int = 5,
        today: date | None = None,
        previous: Question | None = None,
        collections: tuple[str, ...] | None = None,
    ) -> Answer:
        """The answer to a question: at most `limit` quotes, or why there is none.

        collections: the only ones to look in (None: all).  today: what "last week" counts from.
        """
        generation = self.indexes.keep_up()
        directory = self._speakers.at(generation)
        asked = question if isinstance(question, Question) else self._understand(question, directory, today, previous)
        if collections is not None:
            asked = replace(asked, collections=collections)
        retriever = Retriever(
            self.store,
            generation,
            self.vectors,
            self.passage_index,
            self.statement_index,
            self._topic_vector,
            self._aside,
        )
        return _verified(Answerer(self.store, generation, retriever, directory).answer(asked, limit))

    def _topic_vector(self, topic: str) -> Floats:
        """A topic's embedding; several voices, pages and follow-ups ask for the same one."""
        vector = self._topics.get(topic)
        if vector is None:
            if len(self._topics) > 500:
                self._topics.clear()
            vector = self._topics[topic] = self.embedder.embed([topic])[0]
        return vector

    def paragraph(self, quote: Quote) -> Span:
        """The paragraph or paragraphs around a quote, as offsets into its article's text."""
        return quote_spans.paragraph(quote)

    def people(self, name: str) -> tuple[Person, ...]:
        """Whom a name can mean, who spoke most first."""
        return tuple(v.person for v in self.directory.voices(name))


def _verified(answer: Answer) -> Answer:
    """The last check before anything is shown: every quote is a slice of its article."""
    for quote in answer.quotes:
        if quote.text != quote.article.text[quote.start : quote.end] or not quote.text.strip():
            raise AssertionError(f"quote {quote.start}:{quote.end} of article {quote.article.id} is no slice")
    return answer
