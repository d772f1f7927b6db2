"""What is made from the store and can be made again: vectors, words, and what may be quoted.

Each carries the generation of the store it was made from and is brought up to it at opening, after changes,
and when another process has changed the store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index.embedding.embedder import Embedder
from index.model import Passage
from index.search.indexed_documents import of_passages, of_statements
from index.search.text_index import Document, TextIndex
from index.search.vector_index import CODED, VectorIndex
from index.store.store import Store
from index.threads import lower_priority, run_in_background

SAVE = 20_000  # passages between two writings
UPKEEP = 5.0  # seconds after opening

Documents = Callable[[Sequence[int]], Iterator[Document]]


class SearchIndexes:
    """The derived indexes of a data folder, which several processes may share.  Thread-safe."""

    def __init__(self, data: Path, store: Store, embedder: Embedder) -> None:
        self.store, self.embedder = store, embedder
        self.vectors = VectorIndex(data / "vectors", embedder.width, embedder.fingerprint)
        self.passage_index = TextIndex(data / "words")
        self.statement_index = TextIndex(data / "spoken")
        self._lock = threading.RLock()
        self._file_lock = FileLock(str(data / "derived.lock"))
        self._adding_lock = FileLock(str(data / "adding.lock"), thread_local=False)
        self._adding = 0  # an add under way keeps the indexes up itself
        self._building: threading.Thread | None = None

    def catch_up(self, notice: Callable[[str], None] | None = None) -> None:
        """Bring the indexes to the store's generation, rebuilding what is missing or damaged.

        notice: told in a few words what a person is waiting for.
        """
        if not self._behind(self.store.generation):
            return
        with self._lock:
            if self._others_add():
                self._reopen()  # they keep the indexes up themselves
                return
            try:
                with self._file_lock.acquire(timeout=0 if notice is None else 60):
                    self._reopen()
                    self._catch_up(notice)
            except Timeout:
                self._reopen()  # another process is at it; its result serves us too

    def keep_up(self) -> int:
        """Catch up, unless an add under way does.  Returns the store's generation."""
        generation = self.store.generation
        if not self._adding and self._behind(generation):
            self.catch_up()
        return generation

    @property
    def generation(self) -> int:
        """The generation of the store up to which answers find everything; an add under way is ahead of it."""
        self.keep_up()
        return min(self.vectors.generation, self.passage_index.generation, self.statement_index.generation)

    def _behind(self, generation: int) -> bool:
        return any(one.generation != generation for one in (self.vectors, self.passage_index, self.statement_index))

    def _others_add(self) -> bool:
        if self._adding:
            return False
        try:
            with self._adding_lock.acquire(timeout=0):
                return False
        except Timeout:
            return True

    def _reopen(self) -> None:
        """Take over what another process has written since."""
        self.vectors.refresh()
        self.passage_index, self.statement_index = self.passage_index.newest(), self.statement_index.newest()

    @contextmanager
    def adding(self) -> Iterator[None]:
        """While articles are added: the indexes may be behind, and are saved at the end."""
        with self._lock:
            self._adding += 1
            if self._adding == 1:
                with suppress(Timeout):  # another process adds, too: each saves what it added
                    self._adding_lock.acquire(timeout=1)
        try:
            yield
        finally:
            self.save()
            with self._lock:
                self._adding -= 1
                if not self._adding:
                    self._adding_lock.release()

    def save(self) -> None:
        """Commit the vectors that were added, and catch up with the words."""
        run_in_background(self._save)

    def _save(self) -> None:
        with self._lock, self._file_lock:
            if self._behind(self.store.generation):
                self._reopen()
                self._catch_up(None)
        if len(self.vectors) > CODED:
            self._build()

    def look_after(self, closed: threading.Event) -> None:
        """Check what was too large to be checked at opening, and have the codes made; nobody waits for it."""
        lower_priority()
        if closed.wait(UPKEEP):
            return
        self.store.outlets()  # days and outlets of all articles, before the first question with a date waits for them
        with self._lock, self._file_lock:
            # Damaged ones answer as well as they can till others are made from the store.
            if not self.passage_index.checksums_valid():
                self.passage_index = self._caught_up(TextIndex.empty(self.passage_index.folder), self._passages)
            if not self.statement_index.checksums_valid():
                self.statement_index = self._caught_up(TextIndex.empty(self.statement_index.folder), self._statements)
            if not self.vectors.checksums_valid():
                vectors = VectorIndex.empty(self.vectors.folder, self.embedder.width, self.embedder.fingerprint)
                self._catch_up_vectors(vectors, None)
                self.vectors = vectors
        self._build()

    def _build(self) -> None:
        """Have codes made when they are due, in a process that outlives this one."""
        if self.vectors.codes_outdated and (self._building is None or not self._building.is_alive()):
            self._building = self.vectors.build_codes()

    def _catch_up(self, notice: Callable[[str], None] | None) -> None:
        generation = self.store.generation
        if self.passage_index.generation > generation:
            self.passage_index = TextIndex.empty(self.passage_index.folder)
        if self.statement_index.generation > generation:
            self.statement_index = TextIndex.empty(self.statement_index.folder)
        if self.vectors.generation > generation:
            self.vectors = VectorIndex.empty(self.vectors.folder, self.embedder.width, self.embedder.fingerprint)
        self._caught_up(self.passage_index, self._passages, notice)
        self._caught_up(self.statement_index, self._statements, notice)
        self._catch_up_vectors(self.vectors, notice)

    def _caught_up(
        self, words: TextIndex, documents: Documents, notice: Callable[[str], None] | None = None
    ) -> TextIndex:
        generation = self.store.generation
        if words.generation == generation:
            return words
        added, removed = self.store.changes(words.generation)
        if notice and len(added) > 200:
            subject = "what was said in" if words is self.statement_index else "the words of"
            notice(f"indexing {subject} {len(added)} articles")
        for i in range(0, len(added), 500):
            last = i + 500 >= len(added)
            words.update(
                documents(added[i : i + 500]), removed if last else [], generation if last else words.generation
            )
        if not added:
            words.update([], removed, generation)
        return words

    def _catch_up_vectors(self, vectors: VectorIndex, notice: Callable[[str], None] | None) -> None:
        generation = self.store.generation
        if vectors.generation == generation:
            return
        added, removed = self.store.changes(vectors.generation)
        if notice and len(added) > 20:
            notice(f"embedding {len(added)} articles")
        vectors.remove(removed)
        for i in range(0, len(added), 100):
            self._embed(vectors, added[i : i + 100])
            if vectors.unsaved > SAVE:
                vectors.save(vectors.generation)  # a killed process need not embed them again
        vectors.save(generation)

    def _embed(self, vectors: VectorIndex, articles: Sequence[int]) -> None:
        passages = self.store.passages_of(articles)
        fresh = ~vectors.contains(np.array([p.id for p in passages], np.int64))
        passages = [p for p, new in zip(passages, fresh, strict=True) if new]
        if passages:
            texts = self.store.articles(dict.fromkeys(p.article for p in passages))
            found = self.embedder.embed([texts[p.article].text[p.start : p.end] for p in passages])
            vectors.add(np.array([p.id for p in passages], np.int64), found)

    def _passages(self, articles: Sequence[int]) -> Iterator[Document]:
        held = self._by_article(articles)
        speakers = self.store.speakers_in(passage.id for passages in held.values() for passage in passages)
        for article in self.store.articles(articles).values():
            yield from of_passages(article, held.get(article.id, ()), speakers)

    def _statements(self, articles: Sequence[int]) -> Iterator[Document]:
        held, statements = self._by_article(articles), self.store.numbered(articles)
        for article in self.store.articles(articles).values():
            yield from of_statements(article, held.get(article.id, ()), statements[article.id])

    def _by_article(self, articles: Sequence[int]) -> dict[int, list[Passage]]:
        found: dict[int, list[Passage]] = {}
        for passage in self.store.passages_of(articles):
            found.setdefault(passage.article, []).append(passage)
        return found
