"""Rows of unit vectors in a file: appended to, mapped, never read whole.

A folder holds `rows-E.f32` (raw float32), `ids-E.i64` (the passage of each row) and, where some are
removed, `dead-E-….bits`.  `vectors.json` names the epoch E, the store's generation and how many rows count;
renaming it into place is the commit.  What stands behind that count was never committed and is cut off
by the next append.  An epoch ends when the live rows are written anew without the dead ones.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import shutil
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SEGMENT = 65_536  # rows a checksum covers
AT_ONCE = 16_000_000  # bytes that are checked at opening; more is checked by whoever has the time
CHUNK = 8_192  # rows multiplied at a time
FEW = 1_000  # rows up to which reading each is quicker than mapping their neighbourhoods
GATHERED = 512  # rows copied together at a time: they stay in a core's own cache
KEPT = 64_000_000  # bytes of the mapped rows a process may hold before it lets go of them, or a quarter of all


Checks = tuple[tuple[int, int], ...]


class Damaged(Exception):
    """The folder holds no whole generation of these vectors."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Committed rows.  ids: [n]; vectors: [n, width], mapped; dead: [n], True where a row counts no more.

    checks: CRC-32 of the vectors and of the ids of each SEGMENT rows; stamp: the commit they were read from.
    """

    folder: Path
    fingerprint: str
    epoch: int
    generation: int
    ids: Ids
    vectors: Floats
    dead: Bools
    checks: Checks
    stamp: tuple[int, ...]
    order: Ids | None = None  # rows by id, where they don't stand in that order
    mapped: _Mapped | None = None

    @classmethod
    def none(cls, folder: Path, width: int, fingerprint: str) -> Rows:
        nothing = np.zeros((0, width), np.float32)
        return cls(folder, fingerprint, 0, 0, np.zeros(0, np.int64), nothing, np.zeros(0, np.bool_), (), ())

    @classmethod
    def open(cls, folder: Path, width: int | None = None, fingerprint: str | None = None) -> Rows:
        """The committed rows of a folder.  Raises Damaged when there are none of this width and model.

        Small files are checked whole, large ones by their size: `sound` checks the rest.
        """
        try:
            mark = stamp(folder)
            about = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))
            if about.pop("check") != _about_check(about):
                raise Damaged
            count, held = int(about["count"]), int(about["width"])
            if fingerprint not in (None, about["fingerprint"]) or width not in (None, held):
                raise Damaged
            name = int(about["epoch"])
            number = np.frombuffer(_map(_ids(folder, name), count * 8), np.int64)
            mapped = _Mapped(_rows(folder, name), count * held * 4)
            dead = np.zeros(count, np.bool_)
            if about["dead"]:
                bits = (folder / about["dead"]).read_bytes()
                if zlib.crc32(bits) != about["dead_check"]:
                    raise Damaged
                dead = np.unpackbits(np.frombuffer(bits, np.uint8), count=count).astype(np.bool_)
            made = cls(
                folder,
                about["fingerprint"],
                name,
                int(about["generation"]),
                number,
                np.frombuffer(mapped.data, np.float32).reshape(count, held),
                dead,
                tuple((int(a), int(b)) for a, b in about["checks"]),
                mark,
                None if about["ascending"] else np.argsort(number, kind="stable"),
                mapped,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged from error
        if count * held * 4 <= AT_ONCE and not made.sound():
            raise Damaged
        return made

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def width(self) -> int:
        return int(self.vectors.shape[1])

    @property
    def live(self) -> int:
        return len(self.ids) - int(np.count_nonzero(self.dead))

    def sound(self) -> bool:
        """Whether every segment has its checksum.  Reads all, without keeping it in memory."""
        try:
            with _rows(self.folder, self.epoch).open("rb") as rows, _ids(self.folder, self.epoch).open("rb") as ids:
                for first in range(0, len(self), SEGMENT):
                    count = min(SEGMENT, len(self) - first)
                    found = _read_check(rows, count * self.width * 4), _read_check(ids, count * 8)
                    if found != self.checks[first // SEGMENT]:
                        return False
        except (OSError, IndexError):
            return False
        return True

    def find(self, ids: Ids) -> Ids:
        """The live row of each id, -1 where there is none."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int64)
        # The last of several rows of an id: the others were replaced and are dead.
        at = np.searchsorted(self.ids, ids, side="right", sorter=self.order) - 1
        rows = at if self.order is None else self.order[at]
        wrong = (at < 0) | (self.ids[rows] != ids) | self.dead[rows]
        return np.where(wrong, -1, rows)

    def these(self, ids: Ids) -> Ids:
        """The live rows of these ids, rising."""
        if self.order is None and len(ids) > len(self) // 16 and len(self):
            # Looking up a million is slower than marking them.
            low, high = int(self.ids[0]), int(self.ids[-1])
            if high - low < 8 * len(self):
                marked = np.zeros(high - low + 1, np.bool_)
                marked[ids[(ids >= low) & (ids <= high)] - low] = True
                return np.flatnonzero(marked[self.ids - low] & ~self.dead)
        rows = self.find(ids)
        return np.sort(rows[rows >= 0])

    def few(self, rows: Ids) -> Floats:
        """Vectors of some hundred rows, read rather than mapped: mapping a row maps its neighbourhood, too.

        Raises OSError.
        """
        found = np.empty((len(rows), self.width), np.float32)
        if self.mapped is not None:
            self.mapped.read(found, rows.tolist())
        return found

    def near(self, vector: Floats, rows: Ids | None = None, first: int = 0) -> Floats:
        """Cosines with these rows, or with every row from `first` on."""
        if rows is None:
            found = np.empty(len(self) - first, np.float32)
            if self.mapped is not None:
                self.mapped.ahead(first * self.width * 4)
            for start in range(first, len(self), CHUNK):
                found[start - first : start - first + CHUNK] = self.vectors[start : start + CHUNK] @ vector
            self._let_go()
            return found
        if len(rows) <= FEW:
            return self.few(rows) @ vector
        found = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), GATHERED):
            found[start : start + GATHERED] = self.vectors[rows[start : start + GATHERED]] @ vector
        self._let_go()
        return found

    def _let_go(self) -> None:
        if self.mapped is not None:
            self.mapped.touched()

    def without(self, rows: Ids) -> Rows:
        """These rows dead, in memory."""
        dead = self.dead.copy()
        dead[rows] = True
        return replace(self, dead=dead)

    def append(self, ids: Ids, vectors: Floats, generation: int) -> Rows:
        """Write rows behind the committed ones and commit them with what is dead.

        One process at a time; Raises OSError.
        """
        folder = self.folder
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        # Where nothing here is ours, what is there must be neither cut nor overwritten: it may be mapped.
        rows = self if self.epoch else replace(self, epoch=_unused(folder))
        rows.write_behind(ids, vectors)
        dead = np.concatenate([self.dead, np.zeros(len(ids), np.bool_)])
        last = int(self.ids[-1]) if len(self) else -1
        ascending = self.order is None and bool(np.all(np.diff(ids, prepend=last) > 0))
        checks = extended(self.checks, len(self), ids, vectors)
        return commit(folder, self.fingerprint, rows.epoch, generation, self.width, dead, checks, ascending)

    def write_behind(self, ids: Ids, vectors: Floats) -> None:
        """Write rows behind these, without committing them."""
        _append(_rows(self.folder, self.epoch), len(self) * self.width * 4, vectors)
        _append(_ids(self.folder, self.epoch), len(self) * 8, ids)

    def blocks(self, rows: Ids, size: int = CHUNK) -> Iterator[tuple[Ids, Floats]]:
        """(ids, vectors) of these rows, some at a time."""
        for start in range(0, len(rows), size):
            held = rows[start : start + size]
            yield self.ids[held], self.vectors[held]

    def compact(self) -> Rows:
        """The live rows written beside as another epoch, not committed yet."""
        epoch, size = _unused(self.folder), 0
        checks: Checks = ()
        for ids, vectors in self.blocks(np.flatnonzero(~self.dead)):
            _append(_rows(self.folder, epoch), size * self.width * 4, vectors)
            _append(_ids(self.folder, epoch), size * 8, ids)
            checks = extended(checks, size, ids, vectors)
            size += len(ids)
            self._let_go()
        if not size:
            _rows(self.folder, epoch).touch()
            _ids(self.folder, epoch).touch()
        number = np.frombuffer(_map(_ids(self.folder, epoch), size * 8), np.int64)
        mapped = _Mapped(_rows(self.folder, epoch), size * self.width * 4)
        return replace(
            self,
            epoch=epoch,
            ids=number,
            vectors=np.frombuffer(mapped.data, np.float32).reshape(size, self.width),
            dead=np.zeros(size, np.bool_),
            checks=checks,
            order=None if self.order is None else np.argsort(number, kind="stable"),
            mapped=mapped,
        )


class _Mapped:
    """A file, mapped and held open: it can be read when another epoch has taken its place, too.

    Its pages count as the process's memory till it lets go of them; the system keeps them cached.
    """

    def __init__(self, path: Path, size: int) -> None:
        """Raises OSError, or Damaged when the file is too short."""
        self.data = data = _map(path, size)
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)
        self._before = _resident()
        if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_RANDOM"):
            data.madvise(mmap.MADV_RANDOM)  # else reading a row maps hundreds around it

    def ahead(self, start: int) -> None:
        """Told of a reading from here to the end: what is only on the disk comes in large pieces."""
        if isinstance(self.data, mmap.mmap) and hasattr(mmap, "MADV_WILLNEED") and start < len(self.data):
            self.data.madvise(mmap.MADV_WILLNEED, start - start % mmap.PAGESIZE)

    def read(self, target: Floats, rows: Sequence[int]) -> None:
        """Read rows of the file into those of an array [len(rows), width], without mapping them.  Raises OSError."""
        place, size = target.ctypes.data, target.strides[0]
        if _PREAD is None:
            target[:] = np.frombuffer(self.data, np.float32).reshape(-1, target.shape[1])[rows]
            return
        for row in rows:
            if _PREAD(self._descriptor, place, size, row * size) != size:
                raise OSError(ctypes.get_errno(), f"row {row} of the vectors can't be read")
            place += size

    def touched(self) -> None:
        """Told of every reading."""
        if isinstance(self.data, mmap.mmap) and _resident() - self._before > max(KEPT, len(self.data) // 4):
            self.data.madvise(mmap.MADV_DONTNEED)
            self._before = _resident()


def _pread() -> Callable[[int, int, int, int], int] | None:
    """The system's pread(descriptor, address, size, offset), called without letting other threads have the interpreter.

    A thousand readings that let go of it wait as often for whoever took it: 125 ms instead of 5 beside a busy thread.
    None where the system has no such call.
    """
    try:
        call = ctypes.PyDLL(None, use_errno=True).pread
    except (OSError, TypeError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64)
    call.restype = ctypes.c_ssize_t
    return call


_PREAD = _pread()


def _resident() -> int:
    """Bytes of mapped files this process holds in memory; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[2]) * mmap.PAGESIZE
    except OSError:
        return 0


def extended(checks: Checks, count: int, ids: Ids, vectors: Floats) -> Checks:
    """The checksums of `count` rows and these behind them."""
    held = list(checks)
    done = 0
    while done < len(ids):
        part = slice(done, min(len(ids), done + SEGMENT - count % SEGMENT))
        before = held.pop() if count % SEGMENT else (0, 0)
        held.append((zlib.crc32(vectors[part].tobytes(), before[0]), zlib.crc32(ids[part].tobytes(), before[1])))
        count += part.stop - done
        done = part.stop
    return tuple(held)


def stamp(folder: Path) -> tuple[int, ...]:
    """Tells one commit from the next without reading it; () when there is none."""
    try:
        held = (folder / "vectors.json").stat()
    except OSError:
        return ()
    return held.st_mtime_ns, held.st_ino, held.st_size


def commit(
    folder: Path,
    fingerprint: str,
    epoch: int,
    generation: int,
    width: int,
    dead: Bools,
    checks: Checks,
    ascending: bool,
) -> Rows:
    """Name what is written as the rows of a generation, and drop what was replaced."""
    name, bits = None, b""
    if dead.any():
        bits = np.packbits(dead).tobytes()
        name = f"dead-{epoch}-{zlib.crc32(bits):08x}.bits"
        write(folder / name, bits)
    about: dict[str, Any] = {
        "epoch": epoch,
        "generation": generation,
        "fingerprint": fingerprint,
        "width": width,
        "count": len(dead),
        "dead": name,
        "dead_check": zlib.crc32(bits),
        "checks": checks,
        "ascending": ascending,
    }
    write(folder / "vectors.json", json.dumps({**about, "check": _about_check(about)}).encode())
    for pattern in ("rows-*.f32", "ids-*.i64", "dead-*.bits", "vectors-*.faiss*"):
        for path in folder.glob(pattern):
            if pattern.startswith("vectors") or _epoch(path) < epoch or (pattern[0] == "d" and path.name != name):
                path.unlink(missing_ok=True)
    return Rows.open(folder, width, fingerprint)


def clear(folder: Path) -> None:
    if folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, data: bytes) -> None:
    """Write beside and rename into place."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)


def checksum(path: Path) -> int:
    with path.open("rb") as stream:
        return _read_check(stream, path.stat().st_size)


def _rows(folder: Path, epoch: int) -> Path:
    return folder / f"rows-{epoch}.f32"


def _ids(folder: Path, epoch: int) -> Path:
    return folder / f"ids-{epoch}.i64"


def _epoch(path: Path) -> int:
    number = path.stem.split("-")[1]
    return int(number) if number.isdigit() else 0


def _unused(folder: Path) -> int:
    return 1 + max((_epoch(path) for path in folder.glob("rows-*.f32")), default=0)


def _about_check(about: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(about, sort_keys=True).encode())


def _map(path: Path, size: int) -> mmap.mmap | bytes:
    """A file mapped to be read.  Raises OSError, or Damaged when it is too short."""
    if path.stat().st_size < size:
        raise Damaged
    if not size:
        return b""
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), size, access=mmap.ACCESS_READ)


def _append(path: Path, size: int, values: Floats | Ids) -> None:
    """Write behind the first `size` bytes; what a killed process left there goes."""
    with path.open("r+b" if path.exists() else "w+b") as stream:
        stream.truncate(size)
        stream.seek(size)
        stream.write(values.tobytes())
        stream.flush()
        os.fsync(stream.fileno())


def _read_check(stream: IO[bytes], size: int) -> int:
    """The CRC-32 of the next bytes.  Raises OSError when there are fewer."""
    found = 0
    while size:
        block = stream.read(min(size, 1 << 20))
        if not block:
            raise OSError("shorter than its commit says")
        found = zlib.crc32(block, found)
        size -= len(block)
    return found
