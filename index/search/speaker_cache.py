"""The speaker directory of a store, kept up to date while answers go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from index.search.label_bearers import LabelBearers, Texts
from index.search.speakers import SpeakerDirectory
from index.store.store import Store

QUICK = 0.1  # seconds that making a directory may take while somebody waits


class SpeakerCache:
    """Everyone on record.

    People of added articles join the directory; after a removal it is made anew, in the background where it is large.

    Attributes:
        texts: Gives texts of articles that hold words.
    """

    def __init__(self, store: Store, texts: Texts = lambda _: ()) -> None:
        """Begin without a directory.

        Args:
            store: Who is on record.
            texts: Gives texts of articles that hold words; they tell whose a surname is that stands alone.
        """
        self._store = store
        self.texts = texts
        self._lock = threading.Lock()
        self._current: tuple[int, SpeakerDirectory] | None = None
        self._took = 0.0
        self._making: threading.Thread | None = None

    def at(self, generation: int) -> SpeakerDirectory:
        """The directory of a generation of the store; after a removal from a large store, that of a moment ago."""
        current = self._current
        if current is not None and current[0] == generation:
            return current[1]
        with self._lock:
            current = self._current
            if current is None:
                return self._make()
            if current[0] >= generation:
                return current[1]
            newcomers = self._store.newcomers(current[0], generation)
            if newcomers is not None:
                directory = current[1].joined(newcomers, LabelBearers(self._texts_with))
                self._current = (generation, directory)
                return directory
            if self._took < QUICK:
                return self._make()
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=self._make, name="directory", daemon=True)
                self._making.start()
            return current[1]

    def warm(self) -> None:
        """Begin to make the directory before somebody asks."""
        threading.Thread(target=lambda: self.at(self._store.generation), name="directory", daemon=True).start()

    def _texts_with(self, words: str) -> Iterable[tuple[str, str | None]]:
        return self.texts(words)  # which may have been set since

    def _make(self) -> SpeakerDirectory:
        start = time.perf_counter()
        generation = self._store.generation
        directory = SpeakerDirectory(self._store.speakers(), LabelBearers(self._texts_with))
        self._took = time.perf_counter() - start
        self._current = (generation, directory)
        return directory
