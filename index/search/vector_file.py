"""Unit vectors in a file to which rows are appended, and which is never read whole into memory.

A folder holds `rows-E.f32` (raw float32), `ids-E.i64` (the passage of each row) and, where rows were deleted,
`dead-E-….bits`. `vectors.json` names the epoch E, the store's generation and how many rows are committed; renaming it
into place is the commit. What the files hold behind that count was never committed and is cut off by the next append.
An epoch ends when the live rows are copied to new files without the deleted ones.

The gains are those of `python -m tests.measure.tricks`.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import weakref
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from index.origin import NOWHERE, Origin

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Checksums = tuple[tuple[int, int], ...]

SEGMENT = 65_536  # rows that share a checksum
# Bytes of vectors; of larger files the checksums are computed later. Gain: `onrecord ask` takes 2.9 s of processor time
# instead of 3.6 at a million passages, and 3 % less at 100,000.
CHECKED_AT_OPENING = 16_000_000
BLOCK = 8_192  # rows read or copied at a time
# Bytes of the mapped file that stay in memory after a scan; more is unmapped at once. Gain: a library without codes
# keeps 2 MB of its vectors in memory instead of 148 at 100,000 passages, and 8 instead of 1,472 at a million.
KEPT_MAPPED = 64_000_000


class Damaged(Exception):
    """The folder holds no complete commit of these vectors."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The committed rows of a folder.

    Attributes:
        folder: Where they are.
        fingerprint: Of the model that made the vectors.
        epoch: Number of the files.
        generation: The store's, of which these are the vectors.
        origin: The store.
        width: Numbers in a vector.
        ids: [n] the passage of each row.
        dead: [n] True where a row was deleted.
        checksums: CRC-32 of the vectors and of the ids of each SEGMENT rows.
        stamp: The commit they were read from.
        order: Rows sorted by id; None where they are in that order already.
        file: The vectors; None where there are none.
    """

    folder: Path
    fingerprint: str
    epoch: int
    generation: int
    origin: Origin
    width: int
    ids: Ids
    dead: Bools
    checksums: Checksums
    stamp: tuple[int, ...]
    order: Ids | None = None
    file: _RowFile | None = None

    @classmethod
    def none(cls, folder: Path, width: int, fingerprint: str) -> Rows:
        """No rows, of an epoch that was never written."""
        return cls(folder, fingerprint, 0, 0, NOWHERE, width, np.zeros(0, np.int64), np.zeros(0, np.bool_), (), ())

    @classmethod
    def open(cls, folder: Path, width: int | None = None, fingerprint: str | None = None) -> Rows:
        """Open the committed rows of a folder.

        Small files are checked whole, larger ones by their size; `checksums_valid` checks the rest.

        Args:
            folder: Where they are.
            width: The width they must have; None means any.
            fingerprint: The model they must be of; None means any.

        Raises:
            Damaged: There are none of this width and model.
        """
        try:
            rows = cls._open(folder, width, fingerprint)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged from error
        if len(rows) * rows.width * 4 <= CHECKED_AT_OPENING and not rows.checksums_valid():
            raise Damaged
        return rows

    @classmethod
    def _open(cls, folder: Path, width: int | None, fingerprint: str | None) -> Rows:
        stamp = commit_stamp(folder)
        manifest = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))
        if manifest.pop("check") != _manifest_checksum(manifest):
            raise Damaged
        count, epoch = int(manifest["count"]), int(manifest["epoch"])
        if fingerprint not in (None, manifest["fingerprint"]) or width not in (None, int(manifest["width"])):
            raise Damaged
        ids = _map_ids(folder, epoch, count)
        return cls(
            folder,
            manifest["fingerprint"],
            epoch,
            int(manifest["generation"]),
            Origin(*manifest.get("origin", NOWHERE)),
            int(manifest["width"]),
            ids,
            _read_dead(folder, manifest, count),
            tuple((int(vectors), int(numbers)) for vectors, numbers in manifest["checks"]),
            stamp,
            None if manifest["ascending"] else np.argsort(ids, kind="stable"),
            _RowFile(_rows_path(folder, epoch), count, int(manifest["width"])),
        )

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def live(self) -> int:
        """How many rows were not deleted."""
        return len(self.ids) - int(np.count_nonzero(self.dead))

    def checksums_valid(self) -> bool:
        """Whether all segments have their checksums. Reads everything, without keeping it in memory."""
        if not len(self):
            return True  # an empty library has no file yet
        try:
            with (
                _rows_path(self.folder, self.epoch).open("rb") as vectors,
                _ids_path(self.folder, self.epoch).open("rb") as ids,
            ):
                for first in range(0, len(self), SEGMENT):
                    count = min(SEGMENT, len(self) - first)
                    computed = _next_checksum(vectors, count * self.width * 4), _next_checksum(ids, count * 8)
                    if computed != self.checksums[first // SEGMENT]:
                        return False
        except (OSError, IndexError):
            return False
        return True

    def find(self, ids: Ids) -> Ids:
        """The live row of each id, -1 where there is none."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int64)
        # Of several rows of an id the last one; the others were replaced and are dead.
        places = np.searchsorted(self.ids, ids, side="right", sorter=self.order) - 1
        rows = places if self.order is None else self.order[places]
        missing = (places < 0) | (self.ids[rows] != ids) | self.dead[rows]
        return np.where(missing, -1, rows)

    def rows_of(self, ids: Ids) -> Ids:
        """The live rows of these ids, ascending."""
        rows = self.find(ids)
        return np.sort(rows[rows >= 0])

    def read(self, rows: Ids) -> Floats:
        """The vectors of these rows, [len(rows), width].

        Raises:
            OSError: The file can't be read.
        """
        return np.zeros((0, self.width), np.float32) if self.file is None else self.file.read(rows)

    def cosines(self, vector: Floats, rows: Ids) -> Floats:
        """Inner products of a vector with these rows, [len(rows)]."""
        return self.read(rows) @ vector

    def scan(self, vector: Floats, first: int = 0) -> Floats:
        """Inner products of a vector with every row from `first` on, [len(self) - first]."""
        return np.zeros(0, np.float32) if self.file is None else self.file.scan(vector, first)

    def without(self, rows: Ids) -> Rows:
        """The same with these rows deleted, in memory only."""
        dead = self.dead.copy()
        dead[rows] = True
        return replace(self, dead=dead)

    def append(self, ids: Ids, vectors: Floats, generation: int, origin: Origin = NOWHERE) -> Rows:
        """Append rows and commit them together with what was deleted. One process at a time.

        Args:
            ids: [n] passages.
            vectors: [n, width] unit vectors.
            generation: The store's.
            origin: The store as it is now.

        Raises:
            OSError: The folder can't be written.
        """
        folder = self.folder
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        # Files that this epoch does not own must be neither cut nor overwritten: they may be mapped.
        rows = self if self.epoch else replace(self, epoch=_unused_epoch(folder))
        rows.write_behind(ids, vectors)
        dead = np.concatenate([self.dead, np.zeros(len(ids), np.bool_)])
        last = int(self.ids[-1]) if len(self) else -1
        ascending = self.order is None and bool(np.all(np.diff(ids, prepend=last) > 0))
        checksums = extend_checksums(self.checksums, len(self), ids, vectors)
        return commit(folder, self.fingerprint, rows.epoch, generation, origin, self.width, dead, checksums, ascending)

    def write_behind(self, ids: Ids, vectors: Floats) -> None:
        """Write rows behind these without committing them."""
        _write_at(_rows_path(self.folder, self.epoch), len(self) * self.width * 4, vectors)
        _write_at(_ids_path(self.folder, self.epoch), len(self) * 8, ids)

    def blocks(self, rows: Ids, size: int = BLOCK) -> Iterator[tuple[Ids, Floats]]:
        """(ids, vectors) of these rows, up to `size` at a time."""
        for start in range(0, len(rows), size):
            block = rows[start : start + size]
            yield self.ids[block], self.read(block)

    def compact(self) -> Rows:
        """Copy the live rows to the files of a new epoch, without committing them."""
        epoch, size = _unused_epoch(self.folder), 0
        checksums: Checksums = ()
        for ids, vectors in self.blocks(np.flatnonzero(~self.dead)):
            _write_at(_rows_path(self.folder, epoch), size * self.width * 4, vectors)
            _write_at(_ids_path(self.folder, epoch), size * 8, ids)
            checksums = extend_checksums(checksums, size, ids, vectors)
            size += len(ids)
        if not size:
            _rows_path(self.folder, epoch).touch()
            _ids_path(self.folder, epoch).touch()
        ids = _map_ids(self.folder, epoch, size)
        return replace(
            self,
            epoch=epoch,
            ids=ids,
            dead=np.zeros(size, np.bool_),
            checksums=checksums,
            order=None if self.order is None else np.argsort(ids, kind="stable"),
            file=_RowFile(_rows_path(self.folder, epoch), size, self.width),
        )


class _RowFile:
    """The vectors of an epoch, kept open: they can be read after another epoch has taken their place."""

    def __init__(self, path: Path, count: int, width: int) -> None:
        """Raises OSError, or Damaged when the file is too short."""
        self._map = _map(path, count * width * 4)
        self._vectors = np.frombuffer(self._map, np.float32).reshape(count, width)
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, rows: Ids) -> Floats:
        """Copy rows; adjacent ones are read by one call.

        Gain of reading over copying from the mapped file: 2 MB of it in memory instead of 148 after 60 questions at
        100,000 passages, and 10 instead of 1,109 after 30 at a million. It takes as long. On a
        cold disk, where a page fault reads what is around it as well, the first search at a million took 0.1 s instead
        of 1.7. A file that was cut off is an error instead of a crash.
        """
        if not hasattr(os, "preadv"):
            return self._vectors[rows]
        copies = np.empty((len(rows), self._vectors.shape[1]), np.float32)
        if not len(rows):
            return copies
        breaks = np.diff(rows, prepend=rows[0] - 2) != 1
        breaks[::BLOCK] = True
        starts = np.flatnonzero(breaks)
        for start, end, row in zip(
            starts.tolist(), [*starts[1:].tolist(), len(rows)], rows[starts].tolist(), strict=True
        ):
            run = copies[start:end]
            size = os.preadv(self._descriptor, [run.data], row * copies.strides[0])
            if size != run.nbytes:
                raise OSError(f"row {row + size // copies.strides[0]} of the vectors can't be read")
        return copies

    def scan(self, vector: Floats, first: int) -> Floats:
        vectors = self._vectors[first:]
        products: Floats = vectors @ vector
        if isinstance(self._map, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED") and vectors.nbytes > KEPT_MAPPED:
            self._map.madvise(mmap.MADV_DONTNEED)
        return products


def extend_checksums(checksums: Checksums, count: int, ids: Ids, vectors: Floats) -> Checksums:
    """The checksums of `count` rows and of those appended to them."""
    extended = list(checksums)
    done = 0
    while done < len(ids):
        part = slice(done, min(len(ids), done + SEGMENT - count % SEGMENT))
        before = extended.pop() if count % SEGMENT else (0, 0)
        extended.append((zlib.crc32(vectors[part].tobytes(), before[0]), zlib.crc32(ids[part].tobytes(), before[1])))
        count += part.stop - done
        done = part.stop
    return tuple(extended)


def commit_stamp(folder: Path) -> tuple[int, ...]:
    """What tells one commit from the next without reading it; () when there is none."""
    return _file_stamp(folder / "vectors.json")


def fingerprint_of(folder: Path) -> str | None:
    """The fingerprint of the model whose vectors were committed last; None when there are none."""
    try:
        return str(json.loads((folder / "vectors.json").read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def codes_stamp(folder: Path) -> tuple[int, ...]:
    """What tells one file of codes from the next without reading it; () when there is none."""
    return _file_stamp(folder / "codes.json")


def _file_stamp(path: Path) -> tuple[int, ...]:
    """Modification time, inode and size; () when there is no file."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ino, status.st_size


def commit(
    folder: Path,
    fingerprint: str,
    epoch: int,
    generation: int,
    origin: Origin,
    width: int,
    dead: Bools,
    checksums: Checksums,
    ascending: bool,
) -> Rows:
    """Make what is written the rows of a generation, and delete the files that it replaces.

    Args:
        folder: Where they are.
        fingerprint: Of the model.
        epoch: Number of the files.
        generation: The store's.
        origin: The store.
        width: Numbers in a vector.
        dead: [n] True where a row was deleted.
        checksums: CRC-32 of the vectors and of the ids of each SEGMENT rows.
        ascending: Whether the ids ascend.
    """
    name, bits = None, b""
    if dead.any():
        bits = np.packbits(dead).tobytes()
        name = f"dead-{epoch}-{zlib.crc32(bits):08x}.bits"
        write_atomically(folder / name, bits)
    manifest: dict[str, Any] = {
        "epoch": epoch,
        "generation": generation,
        "origin": origin,
        "fingerprint": fingerprint,
        "width": width,
        "count": len(dead),
        "dead": name,
        "dead_check": zlib.crc32(bits),
        "checks": checksums,
        "ascending": ascending,
    }
    manifest["check"] = _manifest_checksum(manifest)
    write_atomically(folder / "vectors.json", json.dumps(manifest).encode())
    for pattern in ("rows-*.f32", "ids-*.i64", "dead-*.bits", "vectors-*.faiss*"):
        for path in folder.glob(pattern):
            if pattern.startswith("vectors") or _epoch(path) < epoch or (pattern[0] == "d" and path.name != name):
                path.unlink(missing_ok=True)
    return Rows.open(folder, width, fingerprint)


@contextmanager
def committed_files(folder: Path) -> Iterator[dict[str, tuple[IO[bytes], int]]]:
    """The files of a folder's last commit, opened, each with how many of its bytes were committed; none if damaged.

    They stay readable to the end of the `with` statement whatever is committed meanwhile: bytes that were committed are
    never written again, and a file that was deleted lives as long as it is open.
    """
    with ExitStack() as stack:
        files: dict[str, tuple[IO[bytes], int]] = {}
        try:
            with FileLock(str(folder / "rows.lock")):
                rows = Rows.open(folder)
                epoch = rows.epoch
                sizes = {_rows_path(folder, epoch): len(rows) * rows.width * 4, _ids_path(folder, epoch): len(rows) * 8}
                dead = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))["dead"]
                for path in (*sizes, folder / "vectors.json", *([folder / dead] if dead else [])):
                    stream = stack.enter_context(path.open("rb"))
                    files[path.name] = stream, sizes.get(path, path.stat().st_size)
        except (Damaged, OSError):
            files = {}
        yield files


def clear(folder: Path) -> None:
    """Delete a folder, or a file in its place."""
    if folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write to a file beside it and rename that into place."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)


def file_checksum(path: Path) -> int:
    """The CRC-32 of a file."""
    with path.open("rb") as stream:
        return _next_checksum(stream, path.stat().st_size)


def _read_dead(folder: Path, manifest: dict[str, Any], count: int) -> Bools:
    if not manifest["dead"]:
        return np.zeros(count, np.bool_)
    bits = (folder / manifest["dead"]).read_bytes()
    if zlib.crc32(bits) != manifest["dead_check"]:
        raise Damaged
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=count).astype(np.bool_)


def _rows_path(folder: Path, epoch: int) -> Path:
    return folder / f"rows-{epoch}.f32"


def _ids_path(folder: Path, epoch: int) -> Path:
    return folder / f"ids-{epoch}.i64"


def _epoch(path: Path) -> int:
    number = path.stem.split("-")[1]
    return int(number) if number.isdigit() else 0


def _unused_epoch(folder: Path) -> int:
    return 1 + max((_epoch(path) for path in folder.glob("rows-*.f32")), default=0)


def _manifest_checksum(manifest: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(manifest, sort_keys=True).encode())


def _map_ids(folder: Path, epoch: int, count: int) -> Ids:
    return np.frombuffer(_map(_ids_path(folder, epoch), count * 8), np.int64)


def _map(path: Path, size: int) -> mmap.mmap | bytes:
    """A file mapped for reading. Raises OSError, or Damaged when it is too short."""
    if path.stat().st_size < size:
        raise Damaged
    if not size:
        return b""
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), size, access=mmap.ACCESS_READ)


def _write_at(path: Path, size: int, values: Floats | Ids) -> None:
    """Write behind the first `size` bytes, in place of what a killed process left there."""
    with path.open("r+b" if path.exists() else "w+b") as stream:
        stream.truncate(size)
        stream.seek(size)
        stream.write(values.tobytes())
        stream.flush()
        os.fsync(stream.fileno())


def _next_checksum(stream: IO[bytes], size: int) -> int:
    """The CRC-32 of the next bytes. Raises OSError when there are fewer."""
    checksum = 0
    while size:
        block = stream.read(min(size, 1 << 20))
        if not block:
            raise OSError("shorter than its commit says")
        checksum = zlib.crc32(block, checksum)
        size -= len(block)
    return checksum
