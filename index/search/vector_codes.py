"""Short codes of rows of vectors: near rows found among a million without reading the rows.

Product quantisation (Jegou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", TPAMI
2011) with codes of four bits, compared in registers (Andre, Kermarrec and Le Scouarnec, "Cache locality is
not enough", VLDB 2015) by faiss, which has its home here.  Every code is looked at, a sixth of a byte a
number, so that nothing depends on how the vectors lie or which rows are wanted; candidates are to be
ranked again by their exact vectors.

The codes are derived from the rows as they are from the store.  `python -m index.search.vector_codes FOLDER` makes
or extends them, in a process of its own beside those that serve; a rename puts them in place.  Killed
halfway it leaves what was there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from filelock import FileLock, Timeout

from index.search.vector_file import Bools, Damaged, Floats, Ids, Rows, checksum, commit, extended, write

NUMBERS = 3  # numbers of a vector that share a code of four bits
TRAINED_ON = 50_000  # rows from which the codes are learnt
OUTGROWN = 4  # times as many rows as there were then, and they are learnt again
STALE = 0.2  # share of dead rows from which all is written anew


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the first `rows` rows of an epoch."""

    index: Any
    epoch: int
    rows: int
    stamp: tuple[int, ...]

    @classmethod
    def open(cls, folder: Path) -> Codes | None:
        """What the folder holds; None when that is nothing whole."""
        faiss.omp_set_num_threads(1)  # askers run side by side; threads within one search only fight
        try:
            mark = stamp(folder)
            about = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
            path = folder / about["file"]
            if path.stat().st_size != about["size"]:
                return None
            index = faiss.read_index(str(path))
            if index.ntotal != about["rows"]:
                return None
            return cls(index, int(about["epoch"]), int(about["rows"]), mark)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None

    def near(self, vector: Floats, count: int, fits: Callable[[Ids], Bools] | None = None, fitting: int = 1) -> Ids:
        """About the `count` nearest rows, likeliest first.

        fits: tells which of some rows may be among them (None: all).  fitting: about how many rows that are.
        """
        if fits is None:
            return self._near(vector, min(count, self.rows))
        count = min(count, fitting)
        if count < 1:
            return np.zeros(0, np.int64)
        asked = max(1, count * self.rows // fitting)
        while True:
            found = self._near(vector, min(asked, self.rows))
            found = found[fits(found)]
            if 3 * len(found) >= 2 * count or asked >= self.rows:
                return found[:count]
            asked *= 3  # the wanted lie further away than others

    def _near(self, vector: Floats, count: int) -> Ids:
        found: Ids = self.index.search(vector.reshape(1, -1), count)[1][0]
        return found[found >= 0]


def stamp(folder: Path) -> tuple[int, ...]:
    """Tells one file of codes from the next without reading it; () when there is none."""
    try:
        held = (folder / "codes.json").stat()
    except OSError:
        return ()
    return held.st_mtime_ns, held.st_ino, held.st_size


def sound(folder: Path) -> bool:
    """Whether the codes, if there are any, have their checksum.  Reads all of them."""
    try:
        about = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
        return bool(checksum(folder / about["file"]) == about["check"])
    except FileNotFoundError:
        return not stamp(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def discard(folder: Path) -> None:
    """Drop the codes; the rows alone answer till there are others."""
    (folder / "codes.json").unlink(missing_ok=True)
    for path in folder.glob("codes-*.faiss*"):
        path.unlink(missing_ok=True)


def build(folder: Path, threads: int = 2) -> bool:
    """Make the codes of a folder's rows, or extend those that are there; False when another process is at it.

    Where many rows are dead, rows and codes are written anew without them.
    """
    try:
        with FileLock(str(folder / "codes.lock"), timeout=0):
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
    held = Codes.open(folder)
    index = held.index if held and held.epoch == rows.epoch and held.rows <= len(rows) and sound(folder) else None
    if index is None or _learnt(folder) * OUTGROWN < len(rows):
        parts = next(rows.width // n for n in (NUMBERS, 2, 1) if rows.width % n == 0)
        index = faiss.IndexPQFastScan(rows.width, parts, 4, faiss.METRIC_INNER_PRODUCT)
        index.train(np.ascontiguousarray(rows.vectors[:: max(1, len(rows) // TRAINED_ON)]))
    _grow(index, rows)
    return index


def _learnt(folder: Path) -> int:
    """How many rows there were when the codes were learnt."""
    try:
        return int(json.loads((folder / "codes.json").read_text(encoding="utf-8"))["learnt"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _grow(index: Any, rows: Rows) -> None:
    for _, vectors in rows.blocks(np.arange(index.ntotal, len(rows)), 50_000):
        index.add(vectors)


def _renew(old: Rows) -> None:
    """Rows without the dead ones, and their codes; then both take their place under the lock of those who write."""
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
    learnt = _learnt(folder)
    name = f"codes-{rows.epoch}-{index.ntotal}.faiss"
    partial = folder / f"{name}.{os.getpid()}.partial"
    faiss.write_index(index, str(partial))
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())
    about = {
        "file": name,
        "epoch": rows.epoch,
        "rows": index.ntotal,
        "learnt": learnt if learnt * OUTGROWN >= index.ntotal else index.ntotal,
        "size": partial.stat().st_size,
        "check": checksum(partial),
    }
    partial.replace(folder / name)
    write(folder / "codes.json", json.dumps(about).encode())
    for path in folder.glob("codes-*.faiss*"):
        if path.name != name:
            path.unlink(missing_ok=True)


def main() -> None:
    os.nice(10)
    try:
        build(Path(sys.argv[1]))
    except (Damaged, OSError) as error:
        sys.exit(f"no codes: {error or 'the rows changed meanwhile'}")


if __name__ == "__main__":
    main()
