"""The library as a whole: articles in, answers out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import PACKAGED, Embedder, Precision, load_in_background
from index.errors import Refusal, SourceError, SourceProblem, StoreError
from index.extract.normalisation import storable
from index.model import (
    Answer,
    Article,
    Block,
    Draft,
    Outcome,
    OutcomeStatus,
    Person,
    Question,
    Quote,
    Span,
    Statement,
)
from index.permissions import private_folder
from index.search.indexes import SearchIndexes
from index.search.passage_vectors import SAVE_EVERY
from index.search.speaker_cache import SpeakerCache
from index.search.speakers import SpeakerDirectory
from index.search.text_index import TextIndex
from index.search.vector_index import CODED, Floats, VectorIndex
from index.store.kept_vectors import KeptVectors, passage_ids
from index.store.store import Store
from index.text import quote_spans
from index.text.blocks import infer_blocks
from index.text.sentences import passages as split
from index.threads import background_pool
from index.view import Searching, View, Views

if TYPE_CHECKING:
    import sqlalchemy as sql

    from index.answering.checking.findings import CheckedQuotation
    from index.answering.checking.text_quotations import TextQuotation
    from index.attribution.statements import StatementReader
    from index.store.writes import Stored

BATCH = 24  # articles a transaction
BATCH_PASSAGES = 2000  # passages from which a batch is stored, however few its articles
KEPT_VECTORS = 4000  # embeddings of topics and sentences that are kept for the next question: some 6 MB
LARGE = 500  # changes from which the speaker directory takes a while to be made


@dataclass(frozen=True, slots=True)
class _Split:
    """A draft that is to be stored, and where its passages stand."""

    draft: Draft
    passages: list[Span]


class Index:
    """Articles, and answers from them.  Thread-safe; several processes may share a folder."""

    def __init__(
        self,
        data: Path,
        embedder: Embedder,
        threads: int = 2,
        store: Store | None = None,
        speakers: SpeakerCache | None = None,
    ) -> None:
        self.data = data
        self.threads = threads
        self.store = store or Store(data / "onrecord.db")
        self.indexes = SearchIndexes(data, self.store, embedder)
        self._vectors: dict[tuple[str, str], Floats] = {}
        self._speakers = speakers or SpeakerCache(self.store)
        self._closed = threading.Event()
        self._executor = ThreadPoolExecutor(2, "meaning")
        searching = Searching(self.indexes, self._topic_vector, self._text_vectors, self._executor)
        self._views = Views(searching, self.store, self._speakers)

    @classmethod
    def open(
        cls,
        data: Path,
        model: str = PACKAGED,
        notice: Callable[[str], None] | None = None,
        threads: int = 2,
        precision: Precision = "float32",
        loading: Future[Embedder] | None = None,
        server: str | None = None,
        reading: bool = False,
    ) -> Index:
        """Open the library kept in a folder, made if need be, with its derived indexes caught up.

        Args:
            data: The folder.
            model: Name or path of a sentence-transformers model.
            notice: Called with a few words on what a person is waiting for.
            threads: Threads for adding.
            precision: Of the embedding model; with another one than before, every passage is embedded anew.
            loading: The model, where loading it has begun.
            server: Address of the PostgreSQL database with the articles; None: they are in a file of the folder, which
                holds the derived indexes in either case.
            reading: Whether a folder that can only be read, as on a full disk, is opened, too, to be asked at once.

        Raises:
            StoreError: The folder or the store can't be opened.
            ModelError: The model is missing, altered or can't be loaded.
        """
        try:
            private_folder(data)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(f"the data folder {data} can't be made ({reason}); choose another with --data") from error
        loading = loading or load_in_background(model, data, threads, notice, precision)
        store = Store(data / "onrecord.db", server, reading=reading)
        speakers = SpeakerCache(store)
        if store.generation > LARGE:
            speakers.warm()  # while the model is being read
        try:
            embedder = loading.result()
        except BaseException:
            store.close()
            raise
        index = cls(data, embedder, threads, store, speakers)
        index.indexes.catch_up_if_possible(notice)
        if store.only_read:
            return index
        index.indexes.share_vectors()
        index.indexes.embed_anew()
        if len(index.vectors) > CODED:
            maintain = index.indexes.maintain
            threading.Thread(target=maintain, args=(index._closed,), name="maintenance", daemon=True).start()
        return index

    def close(self) -> None:
        """Stop background work and close the store."""
        self._closed.set()
        self._executor.shutdown()
        self._views.close()
        self.store.close()

    @property
    def vectors(self) -> VectorIndex:
        """Embeddings of passages."""
        return self.indexes.vectors

    @property
    def embedder(self) -> Embedder:
        """The model that made them."""
        return self.indexes.embedder

    @property
    def passage_index(self) -> TextIndex:
        """BM25 over passages."""
        return self.indexes.passage_index

    @property
    def statement_index(self) -> TextIndex:
        """BM25 over what may be quoted of statements."""
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

    def add(
        self, drafts: Iterable[Draft | SourceError], read: Callable[[Draft], None] | None = None
    ) -> Iterator[Outcome]:
        """Add articles.

        Safe to repeat: the same text changes nothing but fills what was not known of it (title, outlet, author, date),
        and under another address it gains the address. A text that is about the same as the one that its address held
        before takes the place of that.

        Args:
            drafts: Articles, and refusals that are passed on.
            read: Called with each new article when its statements are found; it is stored later, with others.

        Yields:
            An outcome for each as soon as it is safe in the store.
        """
        batch: list[_Split] = []
        unsaved = 0  # passages since the indexes were saved
        with self.indexes.adding():
            for draft in drafts:
                entry = self._examined(draft)
                if isinstance(entry, Outcome):
                    yield entry
                    continue
                batch.append(entry)
                unsaved += len(entry.passages)
                if len(batch) >= BATCH or sum(len(each.passages) for each in batch) > BATCH_PASSAGES:
                    yield from self._store(batch, read)
                    batch = []
                if unsaved > SAVE_EVERY:
                    self.indexes.save()
                    unsaved = 0
            if batch:
                yield from self._store(batch, read)

    def _examined(self, draft: Draft | SourceError) -> Outcome | _Split:
        """What becomes of a draft that is refused or known already; else its passages."""
        if isinstance(draft, SourceError):
            return Outcome(draft.source, OutcomeStatus.REFUSED, draft.refusal)
        draft = _storable(draft)
        known = self.store.known(draft.text, draft.collection)
        if known is not None:
            self.store.complete(known, draft)
            new = [url for url in draft.urls if self.store.add_address(known, url)]
            return Outcome(draft.name, OutcomeStatus.ADDRESS if new else OutcomeStatus.UNCHANGED, None, known)
        passages = split(draft.text)
        if not passages:
            return Outcome(draft.name, OutcomeStatus.REFUSED, Refusal(SourceProblem.NO_TEXT))
        return _Split(draft, passages)

    def _store(self, batch: Sequence[_Split], read: Callable[[Draft], None] | None) -> Iterator[Outcome]:
        meaning = self.indexes.meaning  # vectors of one model must not get among those of another
        kept = self.store.kept_vectors(meaning.embedder.fingerprint, meaning.embedder.width)
        with background_pool(self.threads) as pool:
            reading = self._statements_of([(each.draft, each.draft.blocks) for each in batch], pool)
            texts = [each.draft.text[start:end] for each in batch for start, end in each.passages]
            # Embedding shares the threads, so that no core waits for the last article's statements, and goes on while
            # these are stored; killed in between, the library embeds what is missing when it is opened.
            with ThreadPoolExecutor(1, "embedding") as lead:
                embedding = lead.submit(meaning.embedder.embed, texts, pool=pool)
                items = []
                for each, found in zip(batch, reading, strict=True):
                    items.append((_told(each.draft), each.passages, found))
                    if read:
                        read(each.draft)
                results = self.store.add(items, partial(_keep_vectors, kept, batch, embedding))
                embedded = embedding.result()
        self._add_vectors(meaning.vectors, _by_article(batch, results, embedded))
        addresses: dict[int, str | None] = {}  # the first of each article in this batch
        for each, stored in zip(batch, results, strict=True):
            url, status = each.draft.url, stored.status
            if status is OutcomeStatus.UNCHANGED and url and url != addresses.get(stored.article):
                status = OutcomeStatus.ADDRESS
            addresses.setdefault(stored.article, url)
            yield Outcome(each.draft.name, status, None, stored.article, each.draft.unread_pages)

    def _add_vectors(self, vectors: VectorIndex, embedded: dict[int, Floats]) -> None:
        """Add the vectors of new articles' passages; each article's in the order of its text."""
        passages = self.store.passages_of(embedded)
        if passages:
            articles = dict.fromkeys(passage.article for passage in passages)
            ids = np.array([passage.id for passage in passages], np.int64)
            vectors.add(ids, np.concatenate([embedded[article] for article in articles]))

    def _statements_of(
        self, texts: Sequence[tuple[Draft | Article, tuple[Block, ...]]], pool: Executor
    ) -> Iterator[list[Statement]]:
        """Statements of several articles with their blocks, an article a thread; all are begun at once."""
        statements = self.reader.statements
        return pool.map(lambda each: statements(each[0].text, each[0].title, each[0].author, each[1]), texts)

    def remove(self, article: int) -> bool:
        """Remove an article; its quotes are in no answer from now on.  False when there is none."""
        gone = self.store.remove(article)
        if gone:
            self.indexes.catch_up()
        return gone

    def remove_all(self, articles: Iterable[int]) -> int:
        """Remove several articles; the indexes are caught up once.  Returns how many there were."""
        gone = sum(self.store.remove(article) for article in articles)
        if gone:
            self.indexes.catch_up()
        return gone

    def reread(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Find the statements of every stored article again, as after an upgrade.

        Answers go on with the old ones till all are found. Killed, it goes on where it was the next time.

        Args:
            progress: Called with the number of articles done, and of all.

        Returns:
            How many articles were read.
        """
        from index.attribution.reader_version import reader_version

        version = reader_version()
        ids = [row.id for row in self.store.listing()]
        kept = self.store.kept_rereading(version)
        left = [id for id in ids if id not in kept]
        for start in range(0, len(left), BATCH):
            articles = self.store.articles(left[start : start + BATCH])
            blocks = self.store.blocks(articles)
            texts = [(article, blocks.get(id, ())) for id, article in articles.items()]
            with background_pool(self.threads) as pool:
                found = dict(zip(articles, self._statements_of(texts, pool), strict=True))
            self.store.keep_rereading(version, found)
            if progress:
                progress(len(ids) - len(left) + min(start + BATCH, len(left)), len(ids))
        self.store.finish_rereading(version)
        self.indexes.save()
        return len(ids)

    # asking

    def view(self, collections: Sequence[str] | None) -> View:
        """The library as far as some collections go, None for all; to be asked for anew for each look."""
        return self._views.of(collections)

    @property
    def directory(self) -> SpeakerDirectory:
        """The people on record, by name."""
        return self._views.whole.directory

    def load_speakers(self) -> None:
        """Read everyone on record now instead of at the first question."""
        self._speakers.at(self.store.generation)

    @property
    def outlets(self) -> list[str]:
        """The outlets of all articles."""
        return self._views.whole.outlets

    def understand(self, text: str, today: date | None = None, previous: Question | None = None) -> Question:
        """What a question asks for: speaker, topic, dates and outlet.

        Args:
            text: The question as written.
            today: What "last week" counts from.
            previous: The question that this one may continue.
        """
        return self._views.whole.understand(text, today, previous)

    def ask(
        self,
        question: str | Question,
        limit: int = 5,
        today: date | None = None,
        previous: Question | None = None,
        collections: tuple[str, ...] | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: As written, or as understood.
            limit: Quotes, at most.
            today: What "last week" counts from.
            previous: The question that this one may continue.
            collections: The only ones to look at; None means those of the question, or all.

        Returns:
            Quotes, best first, or why there is none.
        """
        if collections is None and isinstance(question, Question):
            collections = question.collections
        return self.view(collections).ask(question, limit, today, previous)

    def check(self, draft: Draft, collections: tuple[str, ...] | None = None) -> list[CheckedQuotation]:
        """Check every quotation of a text, which is not stored.

        Args:
            draft: The text, as extraction gives it.
            collections: The only ones to search; None means all.

        Returns:
            The quotations in their order, and how each stands; none where the text quotes nobody.

        Raises:
            SourceError: The text is too long to be checked at once.
        """
        return self.view(collections).check(self.quotations(draft))

    def quotations(self, draft: Draft) -> list[TextQuotation]:
        """The quotations of a text, which is not stored, and whom it credits with each.

        Raises:
            SourceError: The text is too long to be checked at once.
        """
        from index.answering.checking.text_check import read_quotations

        return read_quotations(_storable(draft), lambda: self.reader)

    def topic_vector(self, topic: str) -> Floats:
        """The embedding of a topic by the model of `vectors`, [width]."""
        return self._topic_vector(self.indexes.meaning.embedder, topic)

    def _topic_vector(self, embedder: Embedder, topic: str) -> Floats:
        vector: Floats = self._text_vectors(embedder, [topic])[0]
        return vector

    def _text_vectors(self, embedder: Embedder, texts: Sequence[str]) -> Floats:
        """Embeddings of topics, and of statements' sentences that are compared with one, [texts, width].

        Several speakers, pages, follow-ups and askers ask for the same topic, and of the same people.
        """
        keys = {text: (embedder.fingerprint, text) for text in texts}
        known = self._vectors
        found = {text: known[key] for text, key in keys.items() if key in known}
        if missing := [text for text in keys if text not in found]:
            made = dict(zip(missing, embedder.embed(missing), strict=True))
            if len(self._vectors) + len(made) > KEPT_VECTORS:
                self._vectors = {}  # not emptied: others may be reading it
            self._vectors.update({keys[text]: vector for text, vector in made.items()})
            found.update(made)
        return np.stack([found[text] for text in texts]) if texts else np.zeros((0, embedder.width), np.float32)

    def paragraph(self, quote: Quote) -> Span:
        """The paragraph or paragraphs around a quote, as offsets into its article's text."""
        return quote_spans.paragraph_span(quote)

    def people(self, name: str) -> tuple[Person, ...]:
        """Whom a name can mean, who spoke most first."""
        return tuple(match.person for match in self.directory.matching(name))


def _keep_vectors(
    kept: KeptVectors | None,
    batch: Sequence[_Split],
    embedding: Future[Floats],
    connection: sql.Connection,
    stored: Sequence[Stored],
) -> None:
    """Let a server have the vectors of new articles with these: no other machine then embeds them."""
    if kept is None:
        return
    made = _by_article(batch, stored, embedding.result())
    passages = passage_ids(connection, list(made))  # none of what was replaced in the same batch
    if passages:
        ids = np.array([id for article in passages for id in passages[article]], np.int64)
        kept.add(connection, ids, np.concatenate([made[article] for article in passages]))


def _by_article(batch: Sequence[_Split], stored: Sequence[Stored], embedded: Floats) -> dict[int, Floats]:
    """The vectors of the new articles of a batch."""
    ends = np.cumsum([len(each.passages) for each in batch])
    return {each.article: rows for each, rows in zip(stored, np.split(embedded, ends[:-1]), strict=True) if each.new}


def _storable(draft: Draft) -> Draft:
    """A draft without lone surrogates, as names of files and JSON bring them: SQLite stores none."""

    def plain(text: str | None) -> str | None:
        return text and storable(text)

    return replace(
        draft,
        text=storable(draft.text),
        title=plain(draft.title),
        url=plain(draft.url),
        outlet=plain(draft.outlet),
        author=plain(draft.author),
        language=plain(draft.language),
        collection=storable(draft.collection),
        addresses=tuple(map(storable, draft.addresses)),
    )


def _told(draft: Draft) -> Draft:
    """A draft with the blocks that its lines alone don't tell.

    The others are told again by `reread`, so that better rules for lines reach what is stored.
    """
    return replace(draft, blocks=()) if draft.blocks == infer_blocks(draft.text) else draft
