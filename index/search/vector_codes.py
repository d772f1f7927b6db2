"""Short codes of vectors, by which the nearest of a million rows are found without reading the rows.

Product quantisation (Jegou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", TPAMI 2011) with
codes of four bits that are compared in registers (Andre, Kermarrec and Le Scouarnec, "Cache locality is not enough",
VLDB 2015), as faiss has it, which is imported here only. Every code is compared, a sixth of a byte for a number, so
that recall depends neither on clusters nor on the filter; candidates are then ranked by their exact vectors.

The codes are derived from the rows as the rows are from the store. `python -m index.search.vector_codes FOLDER` makes
or extends them in a process of its own beside those that serve, and renames them into place.

Gain (`python -m tests.measure.tricks`): a question that names nobody takes 35 ms of processor time instead of 48 at
100,000 passages, and 59 instead of 257 at a million. Questions about one person, whose passages are few, need none.
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

from index.search.vector_file import (
    Bools,
    Damaged,
    Floats,
    Ids,
    Rows,
    codes_stamp,
    commit,
    extend_checksums,
    file_checksum,
    write_atomically,
)

NUMBERS_PER_CODE = 3  # numbers of a vector that share a code of four bits
TRAINING_ROWS = 50_000
OUTGROWN = 4  # times as many rows as the codes were trained on: they are trained again
MOST_DEAD = 0.2  # share of dead rows from which rows and codes are written anew


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the first rows of an epoch.

    Attributes:
        index: Of faiss.
        epoch: Of the rows.
        rows: How many rows have codes.
    """

    index: Any
    epoch: int
    rows: int

    @classmethod
    def open(cls, folder: Path) -> Codes | None:
        """Open the codes of a folder; None where there are none, or they are incomplete."""
        try:
            manifest = _manifest(folder)
            path = folder / manifest["file"]
            if path.stat().st_size != manifest["size"]:
                return None
            index = faiss.read_index(str(path))
            if index.ntotal != manifest["rows"]:
                return None
            return cls(index, int(manifest["epoch"]), int(manifest["rows"]))
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None

    def nearest(
        self, vector: Floats, count: int, accepts: Callable[[Ids], Bools] | None = None, accepted: int = 1
    ) -> Ids:
        """About the `count` nearest rows, likeliest first.

        Args:
            vector: [width], of length 1.
            count: How many rows, at most.
            accepts: Tells which of some rows may be among them; None means all.
            accepted: About how many rows it accepts of all.
        """
        if accepts is None:
            return self._nearest(vector, min(count, self.rows))
        count = min(count, accepted)
        if count < 1:
            return np.zeros(0, np.int64)
        asked = max(1, count * self.rows // accepted)
        while True:
            rows = self._nearest(vector, min(asked, self.rows))
            rows = rows[accepts(rows)]
            if 3 * len(rows) >= 2 * count or asked >= self.rows:
                return rows[:count]
            asked *= 3  # those accepted lie further away than others

    def _nearest(self, vector: Floats, count: int) -> Ids:
        rows: Ids = self.index.search(vector.reshape(1, -1), count)[1][0]
        return rows[rows >= 0]


def checksum_valid(folder: Path) -> bool:
    """Whether the codes, if there are any, have their checksum. Reads all of them."""
    try:
        manifest = _manifest(folder)
        return bool(file_checksum(folder / manifest["file"]) == manifest["check"])
    except FileNotFoundError:
        return not codes_stamp(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def discard(folder: Path) -> None:
    """Delete the codes; the rows alone answer till there are others."""
    (folder / "codes.json").unlink(missing_ok=True)
    for path in folder.glob("codes-*.faiss*"):
        path.unlink(missing_ok=True)


def build(folder: Path, threads: int = 2) -> bool:
    """Make the codes of a folder's rows, or extend those that are there.

    Where many rows are dead, rows and codes are written anew without them.

    Args:
        folder: Of the rows.
        threads: For faiss, in the whole process.

    Returns:
        Whether it was done; False when another process is doing it.

    Raises:
        Damaged: The folder has no rows, or they were replaced meanwhile.
        OSError: The folder can't be written.
    """
    try:
        with FileLock(str(folder / "codes.lock"), timeout=0):
            faiss.omp_set_num_threads(threads)
            rows = Rows.open(folder)
            if rows.dead.mean() > MOST_DEAD:
                _rewrite(rows)
            else:
                _write(_extended(folder, rows), rows)
            return True
    except Timeout:
        return False


def _manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
    return manifest


def _extended(folder: Path, rows: Rows) -> Any:
    """An index with codes of all rows: the one that is there, with those it lacks, or a new one."""
    codes = Codes.open(folder)
    usable = codes is not None and codes.epoch == rows.epoch and codes.rows <= len(rows) and checksum_valid(folder)
    index = codes.index if codes is not None and usable else None
    if index is None or _trained_on(folder) * OUTGROWN < len(rows):
        parts = next(rows.width // size for size in (NUMBERS_PER_CODE, 2, 1) if rows.width % size == 0)
        index = faiss.IndexPQFastScan(rows.width, parts, 4, faiss.METRIC_INNER_PRODUCT)
        index.train(rows.read(np.arange(0, len(rows), max(1, len(rows) // TRAINING_ROWS))))
    for _, vectors in rows.blocks(np.arange(index.ntotal, len(rows)), 50_000):
        index.add(vectors)
    return index


def _trained_on(folder: Path) -> int:
    """How many rows there were when the codes were trained."""
    try:
        return int(_manifest(folder)["learnt"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _rewrite(old: Rows) -> None:
    """Write rows without the dead ones, and their codes; commit both while nobody else writes."""
    folder = old.folder
    rows = old.compact()
    index = _extended(folder, rows)
    with FileLock(str(folder / "rows.lock")):
        now = Rows.open(folder, old.width, old.fingerprint)
        if now.epoch != old.epoch:
            raise Damaged  # replaced meanwhile: this work is about what is gone
        added = np.arange(len(old), len(now))
        ids, vectors = now.ids[added], now.read(added)
        rows.write_behind(ids, vectors)
        all_ids = np.concatenate([rows.ids, ids])
        dead = now.dead[~np.concatenate([old.dead, np.zeros(len(added), np.bool_)])]
        checksums = extend_checksums(rows.checksums, len(rows), ids, vectors)
        ascending = bool(np.all(np.diff(all_ids) > 0))
        commit(folder, old.fingerprint, rows.epoch, now.generation, now.origin, old.width, dead, checksums, ascending)
        _write(index, rows)


def _write(index: Any, rows: Rows) -> None:
    folder = rows.folder
    trained_on = _trained_on(folder)
    name = f"codes-{rows.epoch}-{index.ntotal}.faiss"
    partial = folder / f"{name}.{os.getpid()}.partial"
    faiss.write_index(index, str(partial))
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())
    manifest = {
        "file": name,
        "epoch": rows.epoch,
        "rows": index.ntotal,
        "learnt": trained_on if trained_on * OUTGROWN >= index.ntotal else index.ntotal,
        "size": partial.stat().st_size,
        "check": file_checksum(partial),
    }
    partial.replace(folder / name)
    write_atomically(folder / "codes.json", json.dumps(manifest).encode())
    for path in folder.glob("codes-*.faiss*"):
        if path.name != name:
            path.unlink(missing_ok=True)


def main() -> None:
    """Make or extend the codes of the folder that the command line names."""
    os.nice(10)
    try:
        build(Path(sys.argv[1]))
    except (Damaged, OSError) as error:
        sys.exit(f"no codes: {error or 'the rows changed meanwhile'}")


if __name__ == "__main__":
    main()
