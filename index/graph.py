"""A graph over the rows of vectors: near rows found among a million without looking at each.

HNSW (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
Hierarchical Navigable Small World graphs", TPAMI 2020) over vectors of a byte a number, by faiss,
which has its home here.  Candidates are to be ranked again by their exact vectors.

The graph is derived from the rows as they are from the store.  `python -m index.graph FOLDER` builds
or extends it, in a process of its own beside those that serve; a rename puts it in place.  Killed
halfway it leaves what was there.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from filelock import FileLock, Timeout

from index.rows import Bools, Damaged, Floats, Ids, Rows, checksum, commit, extended, write

LINKS = 32
CARE = 256  # how many of the nearest are kept in view while searching; more finds more, and takes longer
TRAINED_ON = 100_000  # rows that tell the range of each number
STALE = 0.2  # share of dead rows from which all is written anew


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of the first `rows` rows of an epoch."""

    index: Any
    epoch: int
    rows: int
    stamp: tuple[int, ...]

    @classmethod
    def open(cls, folder: Path) -> Graph | None:
        """What the folder holds, mapped; None when that is nothing whole."""
        faiss.omp_set_num_threads(1)  # askers run side by side; threads within one search only fight
        try:
            mark = stamp(folder)
            about = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
            path = folder / about["file"]
            if path.stat().st_size != about["size"]:
                return None
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
            if index.ntotal != about["rows"]:
                return None
            return cls(index, int(about["epoch"]), int(about["rows"]), mark)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None

    def near(self, vector: Floats, count: int, allowed: Bools | None = None) -> Ids:
        """About the `count` nearest rows, in no order.  allowed: [rows], True where a row may be among them."""
        care = max(CARE, count)
        selector = None
        if allowed is not None:
            # The walk passes rows that aren't wanted, too: the fewer are, the longer it must be.
            care = int(care / max(0.05, allowed.mean()))
            selector = _Selector(allowed)
        # As keywords, so that the library keeps the selector alive while it searches.
        held = selector.held if selector else None
        parameters = faiss.SearchParametersHNSW(efSearch=care, sel=held)  # type: ignore[attr-defined]
        return self._found(self.index.search(vector.reshape(1, -1), count, params=parameters)[1][0])

    def among(self, vector: Floats, count: int, allowed: Bools) -> Ids:
        """The `count` nearest of the allowed rows, every one of which is looked at."""
        selector = _Selector(allowed)
        parameters = faiss.SearchParameters(sel=selector.held)  # type: ignore[call-arg]
        storage = faiss.downcast_index(self.index.storage)
        return self._found(storage.search(vector.reshape(1, -1), count, params=parameters)[1][0])

    @staticmethod
    def _found(rows: Ids) -> Ids:
        return rows[rows >= 0]


class _Selector:
    """A bitmap for faiss, which only borrows the bits."""

    def __init__(self, allowed: Bools) -> None:
        self.bits = np.packbits(allowed, bitorder="little")
        self.held = faiss.IDSelectorBitmap(self.bits)  # type: ignore[call-arg, arg-type]


def stamp(folder: Path) -> tuple[int, ...]:
    """Tells one graph from the next without reading it; () when there is none."""
    try:
        held = (folder / "graph.json").stat()
    except OSError:
        return ()
    return held.st_mtime_ns, held.st_ino, held.st_size


def sound(folder: Path) -> bool:
    """Whether the graph, if there is one, has its checksum.  Reads all of it."""
    try:
        about = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
        return bool(checksum(folder / about["file"]) == about["check"])
    except FileNotFoundError:
        return not stamp(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def discard(folder: Path) -> None:
    """Drop the graph; the rows alone answer till there is another."""
    (folder / "graph.json").unlink(missing_ok=True)
    for path in folder.glob("graph-*.faiss*"):
        path.unlink(missing_ok=True)


def build(folder: Path, threads: int = 2) -> bool:
    """Build the graph of a folder's rows, or extend the one that is there; False when another process is at it.

    Where many rows are dead, rows and graph are written anew without them.
    """
    try:
        with FileLock(str(folder / "graph.lock"), timeout=0):
            faiss.omp_set_num_threads(threads)
            rows = Rows.open(folder)
            if rows.dead.mean() > STALE:
                _renew(rows)
            else:
                _write(_extended(folder, rows), rows)
            return True
    except Timeout:
        return False


def _extended(folder: Path, rows: Rows) -> Any:
    held = Graph.open(folder)
    index = None
    if held is not None and held.epoch == rows.epoch and held.rows <= len(rows) and sound(folder):
        about = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
        index = faiss.read_index(str(folder / about["file"]))  # in memory: what is mapped can't grow
    if index is None:
        byte: Any = faiss.ScalarQuantizer.QT_8bit
        index = faiss.IndexHNSWSQ(rows.width, byte, LINKS, faiss.METRIC_INNER_PRODUCT)
        step = max(1, len(rows) // TRAINED_ON)
        index.train(np.ascontiguousarray(rows.vectors[::step]))
    _grow(index, rows)
    return index


def _grow(index: Any, rows: Rows) -> None:
    for _, vectors in rows.blocks(np.arange(index.ntotal, len(rows)), 50_000):
        index.add(vectors)


def _renew(old: Rows) -> None:
    """Rows without the dead ones, and their graph; then both take their place under the lock of those who write."""
    folder = old.folder
    rows = old.compact()
    index = _extended(folder, rows)
    with FileLock(str(folder / "rows.lock")):
        now = Rows.open(folder, old.width, old.fingerprint)
        if now.epoch != old.epoch:
            raise Damaged  # made anew meanwhile: this work is about what is gone
        late = np.arange(len(old), len(now))
        ids, vectors = now.ids[late], now.vectors[late]
        rows.write_behind(ids, vectors)
        number = np.concatenate([rows.ids, ids])
        gone = now.dead[~np.concatenate([old.dead, np.zeros(len(late), np.bool_)])]
        checks = extended(rows.checks, len(rows), ids, vectors)
        ascending = bool(np.all(np.diff(number) > 0))
        commit(folder, old.fingerprint, rows.epoch, now.generation, old.width, gone, checks, ascending)
        _write(index, rows)


def _write(index: Any, rows: Rows) -> None:
    folder = rows.folder
    name = f"graph-{rows.epoch}-{index.ntotal}.faiss"
    partial = folder / f"{name}.{os.getpid()}.partial"
    faiss.write_index(index, str(partial))
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())
    about = {
        "file": name,
        "epoch": rows.epoch,
        "rows": index.ntotal,
        "size": partial.stat().st_size,
        "check": checksum(partial),
    }
    partial.replace(folder / name)
    write(folder / "graph.json", json.dumps(about).encode())
    for path in folder.glob("graph-*.faiss*"):
        if path.name != name:
            path.unlink(missing_ok=True)


def main() -> None:
    os.nice(10)
    try:
        build(Path(sys.argv[1]))
    except (Damaged, OSError) as error:
        sys.exit(f"no graph: {error or 'the rows changed meanwhile'}")


if __name__ == "__main__":
    main()
