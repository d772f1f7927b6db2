"""The directory of a store, kept up with it while answers go on."""

from __future__ import annotations

import threading
import time

from index.search.speakers import SpeakerDirectory
from index.store.store import Store

QUICK = 0.1  # seconds a directory may take to be made while somebody waits


class SpeakerCache:
    """Everyone on record, now.  What is added joins the directory; after a removal it is made anew."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._held: tuple[int, SpeakerDirectory] | None = None
        self._took = 0.0
        self._making: threading.Thread | None = None

    def at(self, generation: int) -> SpeakerDirectory:
        """Of the newest generation; after a removal from a large store, of a moment ago."""
        held = self._held
        if held is not None and held[0] == generation:
            return held[1]
        with self._lock:
            held = self._held
            if held is None:
                return self._make()
            if held[0] >= generation:
                return held[1]
            joining = self._store.newcomers(held[0], generation)
            if joining is not None:
                directory = held[1].joined(joining)
                self._held = (generation, directory)
                return directory
            if self._took < QUICK:
                return self._make()
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=self._make, name="directory", daemon=True)
                self._making.start()
            return held[1]

    def warm(self) -> None:
        """Begin to make the directory before somebody asks."""
        threading.Thread(target=lambda: self.at(self._store.generation), name="directory", daemon=True).start()

    def _make(self) -> SpeakerDirectory:
        start = time.perf_counter()
        generation = self._store.generation
        directory = SpeakerDirectory(self._store.speakers())
        self._took = time.perf_counter() - start
        self._held = (generation, directory)
        return directory
