"""The search indexes of a data folder: vectors, passages by words, and what may be quoted by words.

Each is derived from the store, carries the store's generation and the mark of the change that it was made from, and is
caught up at opening, after changes, and when another process has changed the store. One of another store is made anew.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.embedding.embedder import Embedder
from index.errors import StoreError
from index.model import Passage
from index.permissions import writing_files
from index.search import reembedding, vector_index
from index.search.indexed_documents import of_passages, of_statements
from index.search.passage_vectors import catch_up, share
from index.search.text_index import Document, TextIndex
from index.search.vector_index import CODED, VectorIndex
from index.store.store import Store
from index.threads import lower_priority, run_in_background

MAINTENANCE_DELAY = 5.0  # seconds after opening
PATIENCE = 60.0  # seconds to wait for another process that catches up
TEXT_BATCH = 500  # articles that are indexed at a time
RESTART = 60.0  # seconds between two starts of the process that embeds anew, and between two tries to catch up

log = logging.getLogger("onrecord")

Documents = Callable[[Sequence[int]], Iterator[Document]]


class SearchIndexes:
    """The indexes of a data folder, which several processes may share. Thread-safe."""

    def __init__(self, data: Path, store: Store, embedder: Embedder) -> None:
        """Open what the folder holds.

        Args:
            data: The folder.
            store: What the indexes are derived from.
            embedder: The model of the vectors.
        """
        self.data, self.store, self._wanted = data, store, embedder
        self.meaning = reembedding.current(data, embedder, store.knows)
        self._reembedding: threading.Thread | None = None
        self._reembedding_from = 0.0
        self.passage_index = TextIndex(data / "words", store.knows)
        self.statement_index = TextIndex(data / "spoken", store.knows)
        self._lock = threading.RLock()
        self._file_lock = FileLock(str(data / "derived.lock"))
        self._adding_lock = FileLock(str(data / "adding.lock"), thread_local=False)
        self._unmarked = store.takes_unmarked()  # what says nothing of its store is to say so from now on
        self._catch_up_from = 0.0  # when it is tried again, after a failure
        self._adding = 0  # adds under way, which keep the indexes up to date themselves
        self._building: threading.Thread | None = None

    @property
    def vectors(self) -> VectorIndex:
        """The vectors to answer by."""
        return self.meaning.vectors

    @property
    def embedder(self) -> Embedder:
        """The model that made them: the configured one, or that of before till all passages are embedded by it."""
        return self.meaning.embedder

    def embed_anew(self) -> None:
        """Have the vectors of the configured model made, where those of another one answer, by a process of its own."""
        running = self._reembedding is not None and self._reembedding.is_alive()
        if self._changing and not running and time.monotonic() > self._reembedding_from + RESTART:
            self._reembedding_from = time.monotonic()
            self._reembedding = reembedding.start(self.data, self._wanted.fingerprint, self.store.server)

    @property
    def _changing(self) -> bool:
        return self.meaning.embedder is not self._wanted

    def _change_over(self) -> None:
        """Answer by the vectors of the configured model as soon as they are there."""
        # Nobody waits for the lock, which is held as long as something is being caught up.
        if not self._changing or not self._lock.acquire(blocking=False):
            return
        try:
            if vector_index.fingerprint_of(self.vectors.folder) == self._wanted.fingerprint:
                self.meaning = reembedding.current(self.data, self._wanted, self.store.knows)
                self._build_codes()
            else:
                self.embed_anew()
        finally:
            self._lock.release()

    def catch_up(self, notice: Callable[[str], None] | None = None) -> None:
        """Bring the indexes to the store's generation; what is missing or damaged is made anew.

        Args:
            notice: Called with a few words on what a person is waiting for; None: nobody waits.

        Raises:
            StoreError: A lock or an index can't be written.
        """
        if not self._behind(self.store.generation) and not self._unmarked:
            return
        with self._lock, writing_files(self.data):
            if self._others_add():
                self._reopen()  # they keep the indexes up to date themselves
                return
            try:
                with self._file_lock.acquire(timeout=0 if notice is None else PATIENCE):
                    self._reopen()
                    self._catch_up(notice)
                    self._mark_all()
            except Timeout:
                self._reopen()  # another process is catching up, for us as well

    def share_vectors(self) -> None:
        """Let a server keep the vectors of this machine, where it keeps none yet."""
        share(self.vectors, self.store, self.embedder)

    def keep_up(self) -> int:
        """Catch up, unless an add under way does it.

        Returns:
            The store's generation.
        """
        self._change_over()
        generation = self.store.generation
        if not self._adding and self._behind(generation) and time.monotonic() > self._catch_up_from:
            self.catch_up_if_possible()
        return generation

    def catch_up_if_possible(self, notice: Callable[[str], None] | None = None) -> None:
        """Catch up; where the disk is full or may not be written, answers go on with what the indexes hold.

        Args:
            notice: As `catch_up` takes it.

        Raises:
            StoreError: An index can't be written, and without it there are no answers.
        """
        try:
            self.catch_up(notice)
        except (StoreError, OSError, ValueError) as error:  # tantivy's are ValueErrors
            if not (len(self.vectors) and len(self.passage_index) and len(self.statement_index)):
                raise
            self._catch_up_from = time.monotonic() + RESTART
            log.warning("the newest articles are not found: an index can't be written (%s)", error)

    @property
    def generation(self) -> int:
        """The store's generation up to which answers are complete; an add under way is ahead of it."""
        self.keep_up()
        return min(self.vectors.generation, self.passage_index.generation, self.statement_index.generation)

    def _mark_all(self) -> None:
        """Have each index say of which store it is, after the first opening since there are marks."""
        if self._unmarked:
            origin = self.store.origin
            self.vectors.save(self.vectors.generation, origin)
            self.passage_index.mark(origin)
            self.statement_index.mark(origin)
            self.store.take_no_unmarked()
            self._unmarked = False

    def _behind(self, generation: int) -> bool:
        parts = (self.vectors, self.passage_index, self.statement_index)
        return any(part.generation != generation for part in parts)

    def _others_add(self) -> bool:
        if self._adding:
            return False
        try:
            with self._adding_lock.acquire(timeout=0):
                return False
        except Timeout:
            return True

    def _reopen(self) -> None:
        """Take over what another process has committed since."""
        self._change_over()
        self.vectors.refresh()
        self.passage_index, self.statement_index = self.passage_index.newest(), self.statement_index.newest()

    @contextmanager
    def adding(self) -> Iterator[None]:
        """While articles are added: the indexes may be behind, and are saved at the end."""
        with self._lock:
            if not self._adding:
                # Timeout: another process adds as well; each saves what it added.
                with suppress(Timeout), writing_files(self.data):
                    self._adding_lock.acquire(timeout=1)
            self._adding += 1
        try:
            yield
        finally:
            self.save()
            with self._lock:
                self._adding -= 1
                if not self._adding:
                    self._adding_lock.release()

    def save(self) -> None:
        """Commit the vectors that were added, and bring the text indexes up to date."""
        run_in_background(self._save)

    def _save(self) -> None:
        with self._lock, writing_files(self.data), self._file_lock:
            if self._behind(self.store.generation):
                self._reopen()
                self._catch_up(None)
        if len(self.vectors) > CODED:
            self._build_codes()

    def maintain(self, closed: threading.Event) -> None:
        """Verify the checksums of large indexes, then have the codes made: in a low-priority thread of its own.

        Args:
            closed: Set when the library is closed; nothing is begun after that.
        """
        lower_priority()
        if closed.wait(MAINTENANCE_DELAY):
            return
        self.store.outlets()  # reads days and outlets of all articles before the first question with a date does
        with self._lock, self._file_lock:
            self._change_over()
            # Damaged ones answer as well as they can till others are made from the store.
            if not self.passage_index.checksums_valid():
                self.passage_index = self._caught_up(self._emptied(self.passage_index), self._passages)
            if not self.statement_index.checksums_valid():
                self.statement_index = self._caught_up(self._emptied(self.statement_index), self._statements)
            if not self.vectors.checksums_valid():
                vectors = self._empty_vectors()
                catch_up(vectors, self.store, self.embedder)
                self.meaning = self.meaning._replace(vectors=vectors)
        self._build_codes()

    def checksums_valid(self) -> bool:
        """Whether every file of the three indexes has its checksum. Reads all of them.

        Raises:
            StoreError: A lock can't be written.
        """
        with writing_files(self.data):
            parts = (self.vectors, self.passage_index, self.statement_index)
            return all(part.checksums_valid() for part in parts)

    def _build_codes(self) -> None:
        """Have outdated codes made, by a process that outlives this one."""
        if self.vectors.codes_outdated and (self._building is None or not self._building.is_alive()):
            self._building = self.vectors.build_codes()

    def _empty_vectors(self) -> VectorIndex:
        return VectorIndex.empty(self.vectors.folder, self.embedder.width, self.embedder.fingerprint, self.store.knows)

    def _emptied(self, index: TextIndex) -> TextIndex:
        return TextIndex.empty(index.folder, self.store.knows)

    def _catch_up(self, notice: Callable[[str], None] | None) -> None:
        generation = self.store.generation
        if self.passage_index.generation > generation:
            self.passage_index = self._emptied(self.passage_index)
        if self.statement_index.generation > generation:
            self.statement_index = self._emptied(self.statement_index)
        if self.vectors.generation > generation:
            self.meaning = self.meaning._replace(vectors=self._empty_vectors())
        # Together, since each waits for the disk most of the time; one by one where a person reads what is being done.
        with ThreadPoolExecutor(1 if notice else 3, "indexes") as pool:
            updates: list[Future[object]] = [
                pool.submit(self._caught_up, self.passage_index, self._passages, notice),
                pool.submit(self._caught_up, self.statement_index, self._statements, notice),
                pool.submit(catch_up, self.vectors, self.store, self.embedder, notice),
            ]
        for update in updates:
            update.result()

    def _caught_up(
        self, index: TextIndex, documents: Documents, notice: Callable[[str], None] | None = None
    ) -> TextIndex:
        """The index itself, after catching up; `documents` gives those of some articles."""
        generation = self.store.generation
        if index.generation == generation:
            return index
        added, removed = self.store.changes(index.generation)
        if notice and len(added) > 200:
            subject = "what was said in" if index is self.statement_index else "the words of"
            notice(f"indexing {subject} {len(added)} articles")
        for start in range(0, len(added), TEXT_BATCH):
            last = start + TEXT_BATCH >= len(added)
            batch = documents(added[start : start + TEXT_BATCH])
            upto = generation if last else index.generation
            index.update(batch, removed if last else [], upto, self.store.origin)
        if not added:
            index.update([], removed, generation, self.store.origin)
        return index

    def _passages(self, articles: Sequence[int]) -> Iterator[Document]:
        by_article = self._by_article(articles)
        ids = (passage.id for passages in by_article.values() for passage in passages)
        speakers = self.store.speakers_in(ids)
        for article in self.store.articles(articles).values():
            yield from of_passages(article, by_article.get(article.id, ()), speakers)

    def _statements(self, articles: Sequence[int]) -> Iterator[Document]:
        by_article, statements = self._by_article(articles), self.store.numbered(articles)
        for article in self.store.articles(articles).values():
            yield from of_statements(article, by_article.get(article.id, ()), statements[article.id])

    def _by_article(self, articles: Sequence[int]) -> dict[int, list[Passage]]:
        by_article: dict[int, list[Passage]] = {}
        for passage in self.store.passages_of(articles):
            by_article.setdefault(passage.article, []).append(passage)
        return by_article
