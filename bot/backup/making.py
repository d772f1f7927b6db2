"""Makes a backup of a data folder, also while it is in use."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from bot.backup.archive import (
    FORMAT,
    KIND,
    KIND_MEMBER,
    MANIFEST_MEMBER,
    SETTINGS,
    BackupError,
    Manifest,
    Member,
    begins_as_backup,
)
from bot.chats.database import FILE as CHATS
from index.errors import StoreError
from index.permissions import private_folder
from index.search.vector_index import committed_files
from index.store.snapshot import Progress, copy, snapshots
from index.unfinished import refuse_unfinished
from index.version import version

STORE = "onrecord.db"
BLOCK = 1 << 20  # bytes copied at a time
FASTEST = 1  # of zlib's levels. A level of 6 made a backup's database a tenth smaller in three times as long


def back_up(data: Path, target: Path, settings: str | None, progress: Progress | None = None) -> Manifest:
    """Write a backup: both databases as they were at one moment, the vectors, and the settings.

    The vectors go along, since embedding takes a hundred times as long as all the rest of a backup; the indexes of
    words are made anew when what was restored is opened first. A vector never names a passage that the database lacks:
    they are taken before it. What others read or write meanwhile goes on.

    Args:
        data: The data folder.
        target: The file; a backup that is there is replaced when the new one is complete, and no other file is.
        settings: The text of config.toml, without secrets; None: none go along.
        progress: Called with the bytes done since the last call.

    Returns:
        What the backup holds.

    Raises:
        BackupError: There is nothing to back up, it can't be written, or another backup is being made.
        StoreError: A database can't be read.
    """
    refuse_unfinished(data)
    if not (data / STORE).exists():
        raise BackupError(f"there is no library in {data}; name its folder with --data")
    _check_target(data, target)
    try:
        with _alone(data), _working_folder(target) as work:
            manifest = _write(data, work, settings, progress or (lambda _: None))
            (work / "backup").replace(target)
            _sync(target.parent)
    except OSError as error:
        # Nobody knows the folder beside the file in which it is made.
        failed = target if str(error.filename or target).startswith(str(target)) else error.filename
        reason = error.strerror or error
        raise BackupError(f"{failed} can't be written ({reason}); mend that, or name a file elsewhere") from error
    return manifest


def _check_target(data: Path, target: Path) -> None:
    """Raises BackupError where a backup would take the place of something else, or can't be written."""
    if target.is_symlink():  # which would be replaced, and not what it leads to; also /dev/stdout
        raise BackupError(f"{target} is a link; name the file itself, or another one")
    if target.is_dir():
        raise BackupError(f"{target} is a folder; name the file to write")
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}; make it first")
    inside = (
        target.resolve().relative_to(data.resolve()).parts if target.resolve().is_relative_to(data.resolve()) else ()
    )
    if len(inside) > 1 or (inside and inside[0].startswith((STORE, CHATS))):
        raise BackupError(f"{target} is a place of the library's own files; name a file elsewhere")
    if not _replaceable(target, empty=not inside):
        raise BackupError(f"{target} is there, and is no backup; name another file")


def _replaceable(target: Path, empty: bool) -> bool:
    """Whether a file may be replaced: there is none, or it is a backup, or an empty one where such a one may be."""
    if not target.exists():
        return True
    try:
        return target.is_file() and ((empty and not target.stat().st_size) or begins_as_backup(target))
    except OSError:
        return False


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    if not os.access(data, os.W_OK):  # a read-only disk, on which nobody can make a lock
        yield
        return
    try:
        with FileLock(str(data / "backup.lock")).acquire(timeout=0):
            yield
    except Timeout:
        raise BackupError(f"another backup of {data} is being made; wait for its end") from None


@contextmanager
def _working_folder(target: Path) -> Iterator[Path]:
    """A folder beside the file, in place of one that a killed backup to the same file left."""
    work = target.with_name(f"{target.name}.partial")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        private_folder(work)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(data: Path, work: Path, settings: str | None, progress: Progress) -> Manifest:
    names = [name for name in (STORE, CHATS) if (data / name).exists()]  # the store may be written to for long
    with ExitStack() as stack:
        vectors = stack.enter_context(committed_files(data / "vectors")) if (data / "vectors").is_dir() else {}
        # Others may go on as soon as the moment is over; what they write stays beside the files till these are copied.
        taken = datetime.now(UTC)
        with snapshots([data / name for name in names]) as seen:
            for name, snapshot in zip(names, seen, strict=True):
                copy(snapshot, work / name, progress)
        stream = stack.enter_context(os.fdopen(os.open(work / "backup", os.O_CREAT | os.O_RDWR, 0o600), "w+b"))
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as archive:
            archive.writestr(zipfile.ZipInfo(KIND_MEMBER), KIND)
            files = {name: _add(archive, name, (work / name).open("rb"), progress) for name in names}
            if settings is not None:
                (work / SETTINGS).write_text(settings, encoding="utf-8")
                files[SETTINGS] = _add(archive, SETTINGS, (work / SETTINGS).open("rb"), progress)
            for name, (opened, size) in vectors.items():
                files[f"vectors/{name}"] = _add(archive, f"vectors/{name}", opened, progress, size)
            manifest = Manifest(
                format=FORMAT, release=version(), made=taken.isoformat(timespec="seconds"),
                layouts={name: _layout(work / name) for name in names}, articles=_articles(work / STORE), files=files,
            )  # fmt: skip
            archive.writestr(MANIFEST_MEMBER, manifest.model_dump_json(indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes], progress: Progress, size: int | None = None) -> Member:
    """Add a file, or its first bytes."""
    member = zipfile.ZipInfo(name)
    # Vectors hardly get smaller.
    packed: str | zipfile.ZipInfo = member if name.startswith("vectors/rows") else name
    left, done, sha256 = size if size is not None else os.fstat(source.fileno()).st_size, 0, hashlib.sha256()
    with source, archive.open(packed, "w", force_zip64=True) as target:
        while done < left:
            block = source.read(min(BLOCK, left - done))
            if not block:
                raise StoreError(f"{name} became shorter while it was backed up; try again")
            target.write(block)
            sha256.update(block)
            done += len(block)
            progress(len(block))
    return Member(size=done, sha256=sha256.hexdigest())


def _layout(path: Path) -> str | None:
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    return None


def _articles(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    return 0


def _sync(folder: Path) -> None:
    """Have the name of a file survive a power cut, where folders can be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
