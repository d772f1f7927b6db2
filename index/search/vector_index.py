"""Passage embeddings: derived from the store, replaceable, each written once.

What is committed lies in mapped rows (index.rows).  What was added since is kept in memory till it
is saved.  Few rows are searched one by one; past CODED short codes (index.codes), made in the
background, find candidates, which are ranked by their exact vectors; rows younger than the codes
are looked at one by one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from index.search import vector_file
from index.search.vector_file import Bools, Damaged, Floats, Ids, Rows

if TYPE_CHECKING:
    from index.search.vector_codes import Codes

CODED = 20_000  # rows up to which each is looked at
TAIL = 0.03  # share of rows that may be younger than the codes before those are extended
EXACT = 3_000  # wanted rows up to which each is looked at,
SELECTIVE, MOST = 0.04, 12_000  # or up to this share of all and so many: of more the codes find what is near sooner
SPARE = 1400  # candidates by the short codes, at least, of which the exact vectors choose

__all__ = ["Floats", "Ids", "VectorIndex"]


@dataclass(frozen=True, slots=True)
class _Held:
    """What one search sees: committed rows, their codes, and what is not saved yet."""

    rows: Rows
    codes: Codes | None
    ids: Ids
    vectors: Floats

    def __len__(self) -> int:
        return self.rows.live + len(self.ids)

    def late(self, ids: Ids) -> Ids:
        """The place of each id among what is not saved yet, -1 where it isn't there."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int64)
        order = np.argsort(self.ids, kind="stable")
        at = np.minimum(np.searchsorted(self.ids, ids, sorter=order), len(order) - 1)
        return np.where(self.ids[order[at]] == ids, order[at], -1)


class VectorIndex:
    """Unit vectors by passage id, searched by inner product.

    Searching needs no lock and sees one state; changes are made one at a time.  Several processes may
    have a folder open: `save` joins what they wrote.
    """

    def __init__(self, folder: Path, width: int, fingerprint: str) -> None:
        """Open what is there; start empty when it is missing, damaged, or another model's."""
        self.folder, self.width, self.fingerprint = folder, width, fingerprint
        self._lock = threading.RLock()
        self._gone: list[
            tuple[int, int]
        ] = []  # ids whose committed rows were removed or replaced since the last saving
        self._seen: tuple[int, ...] = ()
        try:
            rows = Rows.open(folder, width, fingerprint)
        except Damaged:
            rows = Rows.none(folder, width, fingerprint)  # derived: the caller catches up from the store
        self._held = _Held(rows, None, np.zeros(0, np.int64), np.zeros((0, width), np.float32))

    @classmethod
    def empty(cls, folder: Path, width: int, fingerprint: str) -> VectorIndex:
        """A new, empty index in place of whatever the folder holds."""
        vector_file.clear(folder)
        return cls(folder, width, fingerprint)

    @property
    def generation(self) -> int:
        return self._held.rows.generation

    @property
    def unsaved(self) -> int:
        """How many were added since the last saving."""
        return len(self._held.ids)

    def __len__(self) -> int:
        return len(self._held)

    def has(self, id: int) -> bool:
        return bool(self.holds(np.array([id], np.int64))[0])

    def holds(self, ids: Ids) -> Bools:
        """Whether there is a vector for each id."""
        held = self._held
        return (held.rows.find(ids) >= 0) | (held.late(ids) >= 0)

    def get(self, ids: Ids) -> Floats:
        """The vectors of these ids, [len(ids), width]; zeros where there is none."""
        held = self._held
        found = np.zeros((len(ids), self.width), np.float32)
        rows, late = held.rows.find(ids), held.late(ids)
        known = rows >= 0
        found[known] = held.rows.few(rows[known]) if known.sum() < 1000 else held.rows.vectors[rows[known]]
        found[late >= 0] = held.vectors[late[late >= 0]]
        return found

    # changing

    def add(self, ids: Ids, vectors: Floats) -> None:
        """Add or replace vectors.  ids: [n]; vectors: [n, width], of length 1."""
        if not len(ids):
            return
        ids, vectors = np.asarray(ids, np.int64), np.asarray(vectors, np.float32)
        with self._lock:
            held = self._held
            rows = held.rows.find(ids)
            if (rows >= 0).any():
                held = replace(held, rows=held.rows.without(rows[rows >= 0]))
                self._gone += [(id, id) for id in ids[rows >= 0].tolist()]
            kept = ~np.isin(held.ids, ids)
            self._held = replace(
                held,
                ids=np.concatenate([held.ids[kept], ids]),
                vectors=np.concatenate([held.vectors[kept], vectors]),
            )

    def remove(self, ranges: list[tuple[int, int]]) -> None:
        """Remove the passages of these ranges of ids, both ends included."""
        with self._lock:
            self._gone += ranges
            held = self._held
            kept = np.ones(len(held.ids), np.bool_)
            for first, last in ranges:
                kept &= (held.ids < first) | (held.ids > last)
            self._held = replace(held, rows=_without(held.rows, ranges), ids=held.ids[kept], vectors=held.vectors[kept])

    def refresh(self) -> None:
        """Take over what another process has written since; keeps what is not saved yet."""
        with self._lock:
            held = self._held
            if vector_file.stamp(self.folder) == held.rows.stamp:
                return
            try:
                rows = Rows.open(self.folder, self.width, self.fingerprint)
            except Damaged:
                return
            rows = _without(rows, self._gone)
            fresh = rows.find(held.ids) < 0  # what they have as well need not be written twice
            self._held = _Held(rows, held.codes, held.ids[fresh], held.vectors[fresh])

    def save(self, generation: int) -> None:
        """Commit what was added and removed."""
        if self.folder.is_file():
            self.folder.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock, FileLock(str(self.folder / "rows.lock")):
            self.refresh()
            held = self._held
            if vector_file.stamp(self.folder) != held.rows.stamp:  # what was there is gone: all is written again
                live = np.flatnonzero(~held.rows.dead)
                held = replace(
                    held,
                    rows=Rows.none(self.folder, self.width, self.fingerprint),
                    ids=np.concatenate([held.rows.ids[live], held.ids]),
                    vectors=np.concatenate([held.rows.vectors[live], held.vectors]),
                )
            rows = held.rows.append(held.ids, held.vectors, generation)
            if len(rows) <= CODED and rows.live < 0.8 * len(rows):
                rows = rows.compact().append(held.ids[:0], held.vectors[:0], generation)
            self._held = replace(held, rows=rows, ids=held.ids[:0], vectors=held.vectors[:0])
            self._gone = []

    def sound(self) -> bool:
        """Whether all that is written has its checksum.  Reads all of it; damaged codes are dropped."""
        with FileLock(str(self.folder / "rows.lock")):
            self.refresh()
            whole = self._held.rows.sound()
        if self._held.codes is not None or (self.folder / "codes.json").exists():
            from index.search import vector_codes

            if not vector_codes.sound(self.folder):
                with self._lock:
                    vector_codes.discard(self.folder)
                    self._held = replace(self._held, codes=None)
        return whole

    # the codes

    @property
    def overdue(self) -> bool:
        """Whether codes are missing, or leave too many rows to be looked at one by one."""
        held = self._current()
        count = len(held.rows)
        covered = held.codes.rows if held.codes else 0
        return count - covered > max(CODED, TAIL * count) or (count > CODED and held.rows.live < 0.8 * count)

    def build(self) -> threading.Thread:
        """Start a process that makes or extends the codes; searches take them over when they are there.

        The thread ends with that process, which outlives this one.
        """

        def run() -> None:
            root = str(Path(__file__).parents[2])
            path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
            subprocess.run(
                [sys.executable, "-m", "index.search.vector_codes", str(self.folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": path},
                check=False,
            )

        thread = threading.Thread(target=run, name="codes", daemon=True)
        thread.start()
        return thread

    def _current(self) -> _Held:
        """What is held, with the newest codes that fit it."""
        held = self._held
        if len(held.rows) <= CODED:
            return held
        mark = _codes_stamp(self.folder)
        if mark != self._seen:
            with self._lock:
                if mark != self._seen:
                    # Only here: who holds few rows needs no faiss.
                    from index.search.vector_codes import Codes

                    self.refresh()  # new codes may be those of new rows
                    self._held = replace(self._held, codes=Codes.open(self.folder))
                    self._seen = mark
        held = self._held
        if held.codes and (held.codes.epoch != held.rows.epoch or held.codes.rows > len(held.rows)):
            return replace(held, codes=None)
        return held

    # searching

    def search(self, vector: Floats, count: int, among: Ids | None = None) -> list[tuple[int, float]]:
        """(passage id, cosine), best first.  among: the only ids wanted.

        Exact up to CODED rows and with a selective filter (EXACT wanted rows, or SELECTIVE of all up to MOST).
        Beyond, the cosines are exact, and a few of a hundred of the nearest may be missed.
        """
        held = self._current()
        if not len(held) or count < 1 or (among is not None and not len(among)):
            return []
        ids, scores = _nearest(held, vector, count, among)
        if len(held.ids):
            late = np.ones(len(held.ids), np.bool_) if among is None else np.isin(held.ids, among)
            ids = np.concatenate([ids, held.ids[late]])
            scores = np.concatenate([scores, held.vectors[late] @ vector])
        best = _best(scores, count)
        return list(zip(ids[best].tolist(), scores[best].tolist(), strict=True))


def _nearest(held: _Held, vector: Floats, count: int, among: Ids | None) -> tuple[Ids, Floats]:
    """Ids and exact cosines of candidates among the committed rows."""
    rows, codes = held.rows, held.codes
    covered = codes.rows if codes else 0
    if among is not None and (codes is None or len(among) <= max(EXACT, min(MOST, SELECTIVE * len(rows)))):
        wanted = rows.these(among)
        return rows.ids[wanted], rows.near(vector, wanted)
    fits = _fitting(rows, among)
    far = np.zeros(0, np.int64)
    if codes:
        spare = max(SPARE if among is None else SPARE // 2, 2 * count)  # among fewer, fewer push in between
        far = codes.near(vector, spare, fits, rows.live if among is None else len(among))
    tail = rows.near(vector, first=covered)
    if fits is not None:
        tail[~fits(np.arange(covered, len(rows)))] = -2.0
    best = _best(tail, count)
    best = best[tail[best] > -2.0]
    return rows.ids[np.concatenate([far, best + covered])], np.concatenate([rows.few(far) @ vector, tail[best]])


def _fitting(rows: Rows, among: Ids | None) -> Callable[[Ids], Bools] | None:
    """Tells which of some rows are live and of the ids wanted, which rise; None when all are."""
    if among is None:
        return (lambda some: ~rows.dead[some]) if rows.dead.any() else None
    marks = np.zeros(int(among[-1]) + 2, np.bool_)
    marks[among] = True

    def fits(some: Ids) -> Bools:
        found: Bools = marks[np.minimum(rows.ids[some], len(marks) - 1)] & ~rows.dead[some]
        return found

    return fits


def _best(scores: Floats, count: int) -> Ids:
    """Places of the highest scores, best first; what ties, in the order it stands in."""
    if count < len(scores):
        kept = np.sort(np.argpartition(-scores, count - 1)[:count])
    else:
        kept = np.arange(len(scores))
    return kept[np.argsort(-scores[kept], kind="stable")]


def _without(rows: Rows, ranges: list[tuple[int, int]]) -> Rows:
    if not ranges or not len(rows):
        return rows
    dead = rows.dead.copy()
    for first, last in ranges:
        if rows.order is None:
            a, b = np.searchsorted(rows.ids, [first, last + 1])
            dead[a:b] = True
        else:
            dead |= (rows.ids >= first) & (rows.ids <= last)
    return replace(rows, dead=dead)


def _codes_stamp(folder: Path) -> tuple[int, ...]:
    try:
        found = (folder / "codes.json").stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ino, found.st_size
