"""What a chat sees of a library: every look that it takes passes through a view of its collections.

A view of all collections is the library itself. Any other finds, names and counts as if the articles of the other
collections had never been added; only how rare a word is, and with it the order of what is found, tells of all.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from index import answering
from index.errors import OnRecordError
from index.model import Answer, Filter, Question, Quote
from index.search.other_language import is_in_other_language, words_spelt_so
from index.search.retrieval import Retriever
from index.search.speaker_cache import SpeakerCache
from index.search.speakers import SpeakerDirectory
from index.search.text_index import Texts
from index.search.visible_texts import VisibleTexts
from index.store.store import Store
from index.store.visible_store import VisibleStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from index.answering.checking.checker import QuotationChecker
    from index.answering.checking.findings import CheckedQuotation
    from index.answering.checking.text_quotations import TextQuotation
    from index.embedding.embedder import Embedder
    from index.search.indexes import SearchIndexes
    from index.search.vector_index import Floats

USED = 3  # passages from which a word is one, and no mistake
READ_FOR_OFFICES = 40  # passages in which the holder of an office is looked for
LONGEST_QUESTION = 1000  # code points
KEPT = 32  # views that are kept for the next question


@dataclass(frozen=True, slots=True)
class Searching:
    """What every view of a library searches by.

    Attributes:
        indexes: The search indexes.
        embed: Gives the embedding of a topic by a model, [width].
        embed_all: Gives the embeddings of texts by a model, [texts, width].
        executor: Threads for the search by meaning.
    """

    indexes: SearchIndexes
    embed: Callable[[Embedder, str], Floats]
    embed_all: Callable[[Embedder, Sequence[str]], Floats]
    executor: Executor


class View:
    """A library as far as some collections go.

    Attributes:
        collections: The only ones; None for all.
        store: The articles in them.
    """

    def __init__(
        self, searching: Searching, store: Store, speakers: SpeakerCache, collections: tuple[str, ...] | None
    ) -> None:
        self.collections = collections
        self.store = store
        self.speakers = speakers
        self._searching = searching
        self._outlets: tuple[int, list[str]] | None = None
        self._visible_texts: tuple[VisibleTexts, VisibleTexts] | None = None
        self._lock = threading.Lock()
        speakers.texts = self._texts_with

    def includes(self, collections: tuple[str, ...] | None) -> bool:
        """Whether all can be seen here that could be seen of these collections (None: of all)."""
        if self.collections is None:
            return True
        return collections is not None and set(collections) <= set(self.collections)

    @property
    def directory(self) -> SpeakerDirectory:
        """The people on record, by name."""
        return self.speakers.at(self.refresh(self.store.generation))

    @property
    def outlets(self) -> list[str]:
        """The outlets of all articles."""
        generation = self.store.generation
        if self._outlets is None or self._outlets[0] != generation:
            self._outlets = (generation, self.store.outlets())
        return self._outlets[1]

    def refresh(self, generation: int) -> int:
        """See the library as it is at a generation of its store; returns that."""
        if isinstance(self.store, VisibleStore):
            with self._lock:
                self.store.refresh(generation)
        return generation

    def understand(self, text: str, today: date | None = None, previous: Question | None = None) -> Question:
        """What a question asks for: speaker, topic, dates and outlet.

        Args:
            text: The question as written.
            today: What "last week" counts from.
            previous: The question that this one may continue.

        Raises:
            OnRecordError: It is too long for a question.
        """
        generation = self.refresh(self.store.generation)
        return self._understand(text, self.speakers.at(generation), generation, today, previous)

    def _understand(
        self, text: str, directory: SpeakerDirectory, generation: int, today: date | None, previous: Question | None
    ) -> Question:
        if len(text) > LONGEST_QUESTION:
            raise OnRecordError(
                f"a question may have {LONGEST_QUESTION} characters, and this one has {len(text)}; shorten it"
            )
        day = today or datetime.now(UTC).date()
        passages, _ = self._texts(generation)

        def outlet_names() -> Iterator[str]:
            """The outlets, read only when a question may name one."""
            yield from self.outlets

        articles = answering.Articles(
            lambda word: passages.is_used(word, USED),
            partial(self._passages_with, passages),
            self.store.bearers,
            lambda hangul: words_spelt_so(hangul, passages, self.store.reads),
            self.store.days_called,
        )
        return answering.understand(text, directory, outlet_names(), day, previous, articles)

    def _texts_with(self, words: str) -> Iterator[tuple[str, str | None]]:
        """Passages that hold words, as they are now; see `_passages_with`."""
        passages, _ = self._texts(self.refresh(self.store.generation))
        return self._passages_with(passages, words)

    def _passages_with(self, passages: Texts, words: str) -> Iterator[tuple[str, str | None]]:
        """Passages that hold words, each after its article's title and with its day, the best first."""
        hits = passages.search(words, READ_FOR_OFFICES)
        for slice in self.store.reads.texts([hit.place for hit in hits]):
            if slice is not None:
                yield f"{slice.title}. {slice.text}", slice.published

    def ask(
        self,
        question: str | Question,
        limit: int = 5,
        today: date | None = None,
        previous: Question | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: As written, or as understood.
            limit: Quotes, at most.
            today: What "last week" counts from.
            previous: The question that this one may continue.

        Returns:
            Quotes, best first, or why there is none.
        """
        generation = self.refresh(self._searching.indexes.keep_up())
        directory = self.speakers.at(generation)
        asked = (
            question
            if isinstance(question, Question)
            else self._understand(question, directory, generation, today, previous)
        )
        asked = replace(asked, collections=self.collections)
        lookup = answering.Lookup(self.store, generation, self._retriever(generation))
        return _verified(_with_translation(answering.Answerer(lookup, directory).answer(asked, limit), lookup))

    def retriever(self) -> Retriever:
        """What finds passages and statements of the articles that are here now."""
        return self._retriever(self.refresh(self._searching.indexes.keep_up()))

    def _retriever(self, generation: int) -> Retriever:
        passages, statements = self._texts(generation)
        meaning = self._searching.indexes.meaning  # model and vectors, which change together
        return Retriever(
            self.store,
            generation,
            meaning.vectors,
            passages,
            statements,
            partial(self._searching.embed, meaning.embedder),
            partial(self._searching.embed_all, meaning.embedder),
            self._searching.executor,
        )

    def check(self, quotations: Iterable[TextQuotation]) -> list[CheckedQuotation]:
        """Check the quotations of a text against the articles that are here now, in their order."""
        from index.answering.checking.text_check import check_quotations

        return check_quotations(quotations, self.checker())

    def checker(self) -> QuotationChecker:
        """What checks a quotation against the articles that are here now."""
        from index.answering.checking.checker import QuotationChecker

        generation = self.refresh(self._searching.indexes.keep_up())
        passages, _ = self._texts(generation)
        return QuotationChecker(self.store, passages, self.speakers.at(generation), Filter())

    def _texts(self, generation: int) -> tuple[Texts, Texts]:
        """Passages and statements by their words."""
        store = self.store
        passages, statements = self._searching.indexes.passage_index, self._searching.indexes.statement_index
        if not isinstance(store, VisibleStore):
            return passages, statements
        kept = self._visible_texts
        if kept is None or (kept[0].index, kept[1].index, kept[0].generation) != (passages, statements, generation):
            kept = self._visible_texts = (
                VisibleTexts(passages, store, generation, statements=False),
                VisibleTexts(statements, store, generation, statements=True),
            )
        return kept


class Views:
    """The views of a library that are in use."""

    def __init__(self, searching: Searching, store: Store, speakers: SpeakerCache) -> None:
        self.whole = View(searching, store, speakers, None)
        self._searching = searching
        self._lock = threading.Lock()
        self._kept: dict[tuple[tuple[str, ...], bool], View] = {}

    def of(self, collections: Sequence[str] | None) -> View:
        """The view of some collections, None for all."""
        if collections is None:
            return self.whole
        wanted = tuple(sorted(set(collections)))
        shows_all = self.whole.store.columns.collections() <= frozenset(wanted)
        with self._lock:
            view = self._kept.pop((wanted, shows_all), None) or self._made(wanted, shows_all)
            self._kept[wanted, shows_all] = view  # the one that was used last stands last
            if len(self._kept) > KEPT:
                self._close(self._kept.pop(next(iter(self._kept))))
        view.refresh(self.whole.store.generation)
        return view

    def close(self) -> None:
        """Close what the views have opened."""
        with self._lock:
            for view in self._kept.values():
                self._close(view)
            self._kept.clear()

    def _made(self, collections: tuple[str, ...], shows_all: bool) -> View:
        if shows_all:
            return View(self._searching, self.whole.store, self.whole.speakers, collections)
        store = VisibleStore(self.whole.store, collections)
        return View(self._searching, store, SpeakerCache(store), collections)

    @staticmethod
    def _close(view: View) -> None:
        if isinstance(view.store, VisibleStore):
            view.store.close()


def _with_translation(answer: Answer, lookup: answering.Lookup) -> Answer:
    """An answer that tells by which words its quotes were found, where these are in another language."""
    topic = answer.question.topic
    if not topic or not any(is_in_other_language(quote.text, topic) for quote in answer.quotes):
        return answer
    translation = lookup.translation(topic)
    if translation is None:
        return answer
    return replace(answer, question=replace(answer.question, translated=translation.text, interpreted=True))


def _verified(answer: Answer) -> Answer:
    """The last check before anything is shown: every quote is a slice of its article."""
    for quote in answer.quotes:
        _check(quote)
    return answer


def _check(quote: Quote) -> None:
    if quote.text != quote.article.text[quote.start : quote.end] or not quote.text.strip():
        raise AssertionError(f"quote {quote.start}:{quote.end} of article {quote.article.id} is no slice")
