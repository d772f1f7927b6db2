"""Restores a backup into an empty folder: wholly, or in a way that nobody takes for whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from bot.backup.archive import SETTINGS, BackupError, Manifest, Member, damaged, later, opened
from bot.chats.database import FILE as CHATS
from bot.chats.database import LAYOUT as CHATS_LAYOUT
from index.permissions import private_folder
from index.store.snapshot import Progress
from index.store.store import LAYOUT as STORE_LAYOUT
from index.unfinished import RESTORING

STORE = "onrecord.db"
BLOCK = 1 << 20  # bytes copied at a time
RESTORED_SETTINGS = "config.restored.toml"  # read by nobody: its relative paths start at another folder


def restore(path: Path, data: Path, progress: Progress | None = None) -> Manifest:
    """Restore a backup.

    As long as not all of it is there, the folder holds another one, `restore.partial`, and no process opens it. A
    restore that was killed while it copied is begun anew by the next.

    Args:
        path: The backup.
        data: The data folder, which must be empty or missing.
        progress: Called with the bytes done since the last call.

    Returns:
        What was restored.

    Raises:
        BackupError: The folder is not empty, or the file is no whole backup of this release or an earlier one.
    """
    with opened(path) as (archive, manifest):
        _check(path, archive, manifest)
        try:
            _check_empty(data)
            private_folder(data)
            with _partial_folder(data) as partial:
                _check_room(data, manifest)
                for name, member in manifest.files.items():
                    _extract(path, archive, name, member, partial, progress or (lambda _: None))
                _move_in(partial, data)
        except OSError as error:
            raise BackupError(f"{data} can't be written ({error.strerror or error})") from error
    return manifest


def _check(path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    if STORE not in manifest.files:
        raise damaged(path, STORE)
    known = {STORE: STORE_LAYOUT, CHATS: CHATS_LAYOUT}
    if not all(name in known and known[name].knows(layout) for name, layout in manifest.layouts.items()):
        raise later(path, manifest.release)
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    for name, member in manifest.files.items():
        if sizes.get(name) != member.size:
            raise damaged(path, name)


def _check_empty(data: Path) -> None:
    if data.exists() and any(entry.name != RESTORING for entry in data.iterdir()):
        raise BackupError(f"{data} is not empty; restore into an empty folder, chosen with --data")


def _check_room(data: Path, manifest: Manifest) -> None:
    needed, free = sum(member.size for member in manifest.files.values()), shutil.disk_usage(data).free
    if needed > free:
        raise BackupError(f"{data} has room for {free // 10**6} MB; the backup needs {needed // 10**6} MB")


@contextmanager
def _partial_folder(data: Path) -> Iterator[Path]:
    """The folder that keeps others away; empty at first, gone at the end."""
    partial = data / RESTORING
    partial.mkdir(mode=0o700, exist_ok=True)
    try:
        with FileLock(str(partial / "lock")).acquire(timeout=0):
            _check_empty(data)  # another restore may have ended meanwhile
            for left in partial.iterdir():  # by one that was killed
                if left.is_dir():
                    shutil.rmtree(left)
                elif left.name != "lock":
                    left.unlink()
            yield partial
            shutil.rmtree(partial)
    except Timeout:
        raise BackupError(f"another restore into {data} is under way") from None
    except BaseException:
        if all(entry.name == RESTORING for entry in data.iterdir()):  # else it has to keep others away
            shutil.rmtree(partial, ignore_errors=True)
        raise


def _extract(path: Path, archive: zipfile.ZipFile, name: str, member: Member, folder: Path, progress: Progress) -> None:
    target = folder / name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    sha256 = hashlib.sha256()
    try:
        source = archive.open(name)
        with source, os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as written:
            while block := source.read(BLOCK):
                written.write(block)
                sha256.update(block)
                progress(len(block))
            written.flush()
            os.fsync(written.fileno())
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError) as error:
        raise damaged(path, name) from error
    if sha256.hexdigest() != member.sha256:
        raise damaged(path, name)


def _move_in(partial: Path, data: Path) -> None:
    for entry in sorted(partial.iterdir()):
        if entry.name != "lock":
            entry.rename(data / (RESTORED_SETTINGS if entry.name == SETTINGS else entry.name))
    with suppress(OSError):
        descriptor = os.open(data, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
