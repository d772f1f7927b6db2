"""The FAISS index of passage embeddings: derived, replaceable, written atomically."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


class Vectors:
    """Unit vectors by passage id, searched exactly by inner product.

    A generation is complete when `vectors.json` names its file; that rename is the commit.
    """

    def __init__(self, folder: Path, width: int, fingerprint: str) -> None:
        """Open what is there; start empty when it is missing, damaged, or another model's."""
        self.folder, self.width, self.fingerprint = folder, width, fingerprint
        self.generation = 0
        faiss.omp_set_num_threads(1)  # askers run side by side; threads within one search only fight
        self.index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(width))
        try:
            about = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))
            if about["fingerprint"] == fingerprint:
                path = folder / about["file"]
                if _checksum(path) == about["crc"]:
                    index = faiss.read_index(str(path))
                    if index.d == width and index.ntotal == about["count"]:
                        self.index, self.generation = index, int(about["generation"])
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            pass  # derived: the caller catches up from the store
        self._ids: set[int] = set(faiss.vector_to_array(self.index.id_map).tolist())

    @classmethod
    def empty(cls, folder: Path, width: int, fingerprint: str) -> Vectors:
        """A new, empty index in place of whatever the folder holds."""
        shutil.rmtree(folder, ignore_errors=True)
        return cls(folder, width, fingerprint)

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def has(self, id: int) -> bool:
        return id in self._ids

    def add(self, ids: Ids, vectors: Floats) -> None:
        """Add or replace vectors.  ids: [n]; vectors: [n, width], of length 1."""
        if len(ids):
            held = ids[[int(i) in self._ids for i in ids]]
            if len(held):
                self.index.remove_ids(held)
            self.index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)
            self._ids.update(ids.tolist())

    def remove(self, ranges: list[tuple[int, int]]) -> None:
        """Remove the passages of these ranges of ids, both ends included."""
        for first, last in ranges:
            self.index.remove_ids(faiss.IDSelectorRange(first, last + 1))
            self._ids.difference_update(range(first, last + 1))

    def search(self, vector: Floats, count: int, among: Ids | None = None) -> list[tuple[int, float]]:
        """(passage id, cosine), best first.  among: the only ids wanted, sorted; exact all the same."""
        if not len(self) or count < 1 or (among is not None and not len(among)):
            return []
        parameters = None
        if among is not None:
            # As a keyword, so that the library keeps the selector alive while it searches.
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]
        scores, ids = self.index.search(vector.reshape(1, -1), min(count, len(self)), params=parameters)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def save(self, generation: int) -> None:
        """Write beside and rename into place, then drop what was replaced."""
        if self.folder.is_file():
            self.folder.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"vectors-{generation}.faiss"
        partial = self.folder / f"{name}.{os.getpid()}.partial"
        faiss.write_index(self.index, str(partial))
        _sync(partial)
        partial.replace(self.folder / name)
        about = {
            "file": name,
            "generation": generation,
            "fingerprint": self.fingerprint,
            "count": len(self),
            "crc": _checksum(self.folder / name),
        }
        meta = self.folder / f"vectors.json.{os.getpid()}.partial"
        meta.write_text(json.dumps(about), encoding="utf-8")
        _sync(meta)
        meta.replace(self.folder / "vectors.json")
        self.generation = generation
        for old in self.folder.glob("vectors-*.faiss*"):
            if old.name != name:
                old.unlink(missing_ok=True)


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            found = zlib.crc32(block, found)
    return found


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
