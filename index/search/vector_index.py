"""Passage embeddings, searched by inner product: derived from the store, each vector written once.

Committed vectors are in a file (`vector_file`); those added since are in memory till they are saved. Up to CODED rows
a search compares every one. Beyond, short codes (`vector_codes`), made in the background, find candidates, which are
ranked by their exact vectors; rows younger than the codes are compared one by one. Nothing outside this package
imports the file or the codes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from index.errors import StoreError
from index.origin import NOWHERE, Origin
from index.search import vector_file
from index.search.detached import run_detached
from index.search.vector_file import Bools, Damaged, Floats, Ids, Rows, codes_stamp, committed_files, fingerprint_of

if TYPE_CHECKING:
    from index.search.vector_codes import Codes

CODED = 20_000  # rows up to which each is compared
UNCODED_SHARE = 0.03  # of rows that may be younger than the codes before these are extended
EXACT = 3_000  # wanted rows up to which each is compared,
EXACT_SHARE, EXACT_MOST = 0.04, 12_000  # or up to this share of all, and so many; with more the codes are faster
CANDIDATES = 1_400  # found by the codes, at least, to be ranked by their exact vectors

__all__ = ["Accepts", "Floats", "Ids", "VectorIndex", "any_origin", "committed_files", "fingerprint_of"]


Accepts = Callable[[Origin], bool]


def any_origin(_: Origin) -> bool:
    """Accepts what was derived from any store."""
    return True


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What one search sees: committed rows, their codes, and ids and vectors that are not saved yet."""

    rows: Rows
    codes: Codes | None
    ids: Ids
    vectors: Floats

    def __len__(self) -> int:
        return self.rows.live + len(self.ids)

    def unsaved_places(self, ids: Ids) -> Ids:
        """The place of each id among those not saved yet, -1 where it is not there."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int64)
        order = np.argsort(self.ids, kind="stable")
        places = np.minimum(np.searchsorted(self.ids, ids, sorter=order), len(order) - 1)
        return np.where(self.ids[order[places]] == ids, order[places], -1)


class VectorIndex:
    """Unit vectors by passage id.

    Searching needs no lock and sees one state; changes are made one at a time. Several processes may have a folder
    open: `save` merges what the others wrote.
    """

    def __init__(self, folder: Path, width: int, fingerprint: str, accepts: Accepts = any_origin) -> None:
        """Open what a folder holds; start empty where it is missing, damaged, another model's or another store's.

        Args:
            folder: Where the vectors are kept.
            width: Numbers in a vector.
            fingerprint: Of the model.
            accepts: Tells whether an origin is this store.
        """
        self.folder, self.width, self.fingerprint = folder, width, fingerprint
        self._accepts = accepts
        self._lock = threading.RLock()
        self._removed: list[tuple[int, int]] = []  # ranges of ids removed or replaced since the last saving
        self._codes_stamp: tuple[int, ...] = ()
        rows = self._committed()
        if rows is None:
            rows = Rows.none(folder, width, fingerprint)  # derived: the caller catches up from the store
        self._snapshot = _Snapshot(rows, None, np.zeros(0, np.int64), np.zeros((0, width), np.float32))

    def _committed(self) -> Rows | None:
        """The rows of the folder; None where they are missing, damaged, another model's or another store's."""
        try:
            rows = Rows.open(self.folder, self.width, self.fingerprint)
        except Damaged:
            return None
        return rows if self._accepts(rows.origin) else None

    @classmethod
    def empty(cls, folder: Path, width: int, fingerprint: str, accepts: Accepts = any_origin) -> VectorIndex:
        """Make a new, empty index in place of whatever the folder holds.

        Args:
            folder: Where the vectors are kept.
            width: Numbers in a vector.
            fingerprint: Of the model.
            accepts: Tells whether an origin is this store.
        """
        vector_file.clear(folder)
        return cls(folder, width, fingerprint, accepts)

    @classmethod
    def existing(cls, folder: Path) -> VectorIndex:
        """Open an index of whatever model.

        Raises:
            StoreError: There is none, or it is damaged.
        """
        try:
            rows = Rows.open(folder)
        except Damaged as error:
            raise StoreError(f"{folder} holds no vectors; open the library once to have them made") from error
        return cls(folder, rows.width, rows.fingerprint)

    @property
    def generation(self) -> int:
        """The store's generation that was committed last."""
        return self._snapshot.rows.generation

    @property
    def unsaved(self) -> int:
        """How many vectors were added since the last saving."""
        return len(self._snapshot.ids)

    @property
    def ids(self) -> Ids:
        """The ids of all passages, in no certain order."""
        rows = self._snapshot.rows
        return np.concatenate([rows.ids[~rows.dead], self._snapshot.ids])

    def __len__(self) -> int:
        return len(self._snapshot)

    def contains(self, ids: Ids) -> Bools:
        """Whether there is a vector for each id, [len(ids)]."""
        snapshot = self._snapshot
        return (snapshot.rows.find(ids) >= 0) | (snapshot.unsaved_places(ids) >= 0)

    def get(self, ids: Ids) -> Floats:
        """The vectors of these ids, [len(ids), width]; zeros where there is none."""
        snapshot = self._snapshot
        vectors = np.zeros((len(ids), self.width), np.float32)
        rows, places = snapshot.rows.find(ids), snapshot.unsaved_places(ids)
        vectors[rows >= 0] = snapshot.rows.read(rows[rows >= 0])
        vectors[places >= 0] = snapshot.vectors[places[places >= 0]]
        return vectors

    # changing

    def add(self, ids: Ids, vectors: Floats) -> None:
        """Add or replace vectors; they are in memory till `save`.

        Args:
            ids: [n] passages.
            vectors: [n, width], of length 1.
        """
        if not len(ids):
            return
        ids, vectors = np.asarray(ids, np.int64), np.asarray(vectors, np.float32)
        with self._lock:
            snapshot = self._snapshot
            rows = snapshot.rows.find(ids)
            if (rows >= 0).any():
                snapshot = replace(snapshot, rows=snapshot.rows.without(rows[rows >= 0]))
                self._removed += [(id, id) for id in ids[rows >= 0].tolist()]
            kept = ~np.isin(snapshot.ids, ids)
            self._snapshot = replace(
                snapshot,
                ids=np.concatenate([snapshot.ids[kept], ids]),
                vectors=np.concatenate([snapshot.vectors[kept], vectors]),
            )

    def remove(self, ranges: list[tuple[int, int]]) -> None:
        """Remove the passages of these ranges of ids, both ends included."""
        with self._lock:
            self._removed += ranges
            snapshot = self._snapshot
            kept = np.ones(len(snapshot.ids), np.bool_)
            for first, last in ranges:
                kept &= (snapshot.ids < first) | (snapshot.ids > last)
            self._snapshot = replace(
                snapshot,
                rows=_without(snapshot.rows, ranges),
                ids=snapshot.ids[kept],
                vectors=snapshot.vectors[kept],
            )

    def refresh(self) -> None:
        """Take over what another process has committed since; what is not saved yet stays."""
        with self._lock:
            snapshot = self._snapshot
            if vector_file.commit_stamp(self.folder) == snapshot.rows.stamp:
                return
            rows = self._committed()
            if rows is None:
                return
            rows = _without(rows, self._removed)
            new = rows.find(snapshot.ids) < 0  # what they committed as well need not be written twice
            self._snapshot = _Snapshot(rows, snapshot.codes, snapshot.ids[new], snapshot.vectors[new])

    def save(self, generation: int, origin: Origin = NOWHERE) -> None:
        """Commit what was added and removed.

        Args:
            generation: The store's, of which these are the vectors.
            origin: The store as it is now, which may be ahead of the generation.
        """
        if self.folder.is_file():
            self.folder.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock, FileLock(str(self.folder / "rows.lock")):
            self.refresh()
            snapshot = self._snapshot
            if vector_file.commit_stamp(self.folder) != snapshot.rows.stamp:  # what was there is gone: write all again
                live = np.flatnonzero(~snapshot.rows.dead)
                snapshot = replace(
                    snapshot,
                    rows=Rows.none(self.folder, self.width, self.fingerprint),
                    ids=np.concatenate([snapshot.rows.ids[live], snapshot.ids]),
                    vectors=np.concatenate([snapshot.rows.read(live), snapshot.vectors]),
                )
            rows = snapshot.rows.append(snapshot.ids, snapshot.vectors, generation, origin)
            if len(rows) <= CODED and rows.live < 0.8 * len(rows):
                rows = rows.compact().append(snapshot.ids[:0], snapshot.vectors[:0], generation, origin)
            self._snapshot = replace(snapshot, rows=rows, ids=snapshot.ids[:0], vectors=snapshot.vectors[:0])
            self._removed = []

    def checksums_valid(self) -> bool:
        """Whether all committed vectors have their checksums. Reads all of them; damaged codes are deleted."""
        with FileLock(str(self.folder / "rows.lock")):
            self.refresh()
            valid = self._snapshot.rows.checksums_valid()
        if self._snapshot.codes is not None or codes_stamp(self.folder):
            from index.search import vector_codes

            if not vector_codes.checksum_valid(self.folder):
                with self._lock:
                    vector_codes.discard(self.folder)
                    self._snapshot = replace(self._snapshot, codes=None)
        return valid

    # codes

    @property
    def codes_outdated(self) -> bool:
        """Whether codes are missing, or cover so little that too many rows are compared one by one."""
        snapshot = self._current()
        count = len(snapshot.rows)
        covered = snapshot.codes.rows if snapshot.codes else 0
        mostly_dead = count > CODED and snapshot.rows.live < 0.8 * count
        return count - covered > max(CODED, UNCODED_SHARE * count) or mostly_dead

    def build_codes(self) -> threading.Thread:
        """Start a process that makes or extends the codes; searches use them as soon as they are there.

        Returns:
            A thread that ends with that process, which may outlive this one.
        """
        return run_detached("index.search.vector_codes", str(self.folder), name="codes")

    def _current(self) -> _Snapshot:
        """The state to search, with the newest codes that fit it."""
        snapshot = self._snapshot
        if len(snapshot.rows) <= CODED:
            return snapshot
        stamp = codes_stamp(self.folder)
        if stamp != self._codes_stamp:
            with self._lock:
                if stamp != self._codes_stamp:
                    from index.search.vector_codes import Codes  # loads faiss, which small libraries do without

                    self.refresh()  # new codes may be those of new rows
                    self._snapshot = replace(self._snapshot, codes=Codes.open(self.folder))
                    self._codes_stamp = stamp
        snapshot = self._snapshot
        codes = snapshot.codes
        if codes and (codes.epoch != snapshot.rows.epoch or codes.rows > len(snapshot.rows)):
            return replace(snapshot, codes=None)
        return snapshot

    # searching

    def search(self, vector: Floats, count: int, among: Ids | None = None) -> list[tuple[int, float]]:
        """Search for the nearest passages.

        Exact up to CODED rows, and with a selective filter (EXACT wanted rows, or EXACT_SHARE of all up to
        EXACT_MOST). Beyond, the cosines are exact, and a few of a hundred of the nearest may be missed.

        Args:
            vector: [width], of length 1.
            count: How many passages, at most.
            among: The only ids wanted, ascending; None means all.

        Returns:
            (passage id, cosine), nearest first.
        """
        return _search(self._current(), vector, count, among)

    def search_exactly(self, vector: Floats, count: int) -> list[tuple[int, float]]:
        """As `search`, comparing every vector: what recall is measured against."""
        return _search(replace(self._snapshot, codes=None), vector, count, None)


def _search(snapshot: _Snapshot, vector: Floats, count: int, among: Ids | None) -> list[tuple[int, float]]:
    if not len(snapshot) or count < 1 or (among is not None and not len(among)):
        return []
    ids, cosines = _nearest(snapshot, vector, count, among)
    if len(snapshot.ids):
        wanted = np.ones(len(snapshot.ids), np.bool_) if among is None else np.isin(snapshot.ids, among)
        ids = np.concatenate([ids, snapshot.ids[wanted]])
        cosines = np.concatenate([cosines, snapshot.vectors[wanted] @ vector])
    best = _best(cosines, count)
    return list(zip(ids[best].tolist(), cosines[best].tolist(), strict=True))


def _nearest(snapshot: _Snapshot, vector: Floats, count: int, among: Ids | None) -> tuple[Ids, Floats]:
    """Ids and exact cosines of candidates among the committed rows."""
    rows, codes = snapshot.rows, snapshot.codes
    covered = codes.rows if codes else 0
    if among is not None and (codes is None or len(among) <= max(EXACT, min(EXACT_MOST, EXACT_SHARE * len(rows)))):
        wanted = rows.rows_of(among)
        return rows.ids[wanted], rows.cosines(vector, wanted)
    accepts = _acceptance(rows, among)
    coded = np.zeros(0, np.int64)
    if codes:
        # With a filter fewer rows come between the nearest, so that fewer candidates do.
        candidates = max(CANDIDATES if among is None else CANDIDATES // 2, 2 * count)
        coded = codes.nearest(vector, candidates, accepts, rows.live if among is None else len(among))
    uncoded = rows.scan(vector, covered)
    if accepts is not None:
        uncoded[~accepts(np.arange(covered, len(rows)))] = -2.0
    best = _best(uncoded, count)
    best = best[uncoded[best] > -2.0]
    ids = rows.ids[np.concatenate([coded, best + covered])]
    return ids, np.concatenate([rows.cosines(vector, coded), uncoded[best]])


def _acceptance(rows: Rows, among: Ids | None) -> Callable[[Ids], Bools] | None:
    """A function that tells which of some rows are live and have a wanted id (these ascend); None when all are."""
    if among is None:
        return (lambda some: ~rows.dead[some]) if rows.dead.any() else None
    wanted = np.zeros(int(among[-1]) + 2, np.bool_)
    wanted[among] = True

    def accepts(some: Ids) -> Bools:
        accepted: Bools = wanted[np.minimum(rows.ids[some], len(wanted) - 1)] & ~rows.dead[some]
        return accepted

    return accepts


def _best(scores: Floats, count: int) -> Ids:
    """Places of the highest scores, best first; equal ones in their order."""
    if count < len(scores):
        places = np.sort(np.argpartition(-scores, count - 1)[:count])
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")]


def _without(rows: Rows, ranges: list[tuple[int, int]]) -> Rows:
    """Rows with those of some ranges of ids deleted, in memory only."""
    if not ranges or not len(rows):
        return rows
    dead = rows.dead.copy()
    for first, last in ranges:
        if rows.order is None:
            start, end = np.searchsorted(rows.ids, [first, last + 1])
            dead[start:end] = True
        else:
            dead |= (rows.ids >= first) & (rows.ids <= last)
    return replace(rows, dead=dead)
