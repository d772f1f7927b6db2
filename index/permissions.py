"""Who may read and write files: what is ours is its owner's alone; what may not be written is named by an error."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from index.errors import StoreError

OTHERS = stat.S_IRWXG | stat.S_IRWXO  # the permissions of all but the owner
# What lies in a data folder; whatever else somebody keeps there is theirs to protect.
_OURS = ("onrecord.db*", "bot.sqlite*", "*.lock", "model", "vectors*", "words", "spoken", "fonts", "on-record.png")


def private_folder(folder: Path) -> None:
    """Make a data folder that only its owner may enter, or close an existing one to all others.

    Args:
        folder: The folder; what is ours in it is closed, too. A folder of another owner stays as it is.

    Raises:
        OSError: It can't be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & stat.S_ISVTX:  # /tmp is everybody's
        return
    _close(folder)
    for path in (path for pattern in _OURS for path in folder.glob(pattern)):
        _close(path)
        if not path.is_symlink():
            for parent, folders, files in os.walk(path):
                for name in (*folders, *files):
                    _close(Path(parent) / name)


def private_file(path: Path) -> None:
    """Make a file that only its owner may read, if there is none: SQLite makes it for everybody."""
    with contextlib.suppress(OSError):  # whoever opens it next says what is wrong
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def readable_by_others(path: Path) -> bool:
    """Whether somebody else than its owner may read a file."""
    try:
        return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False


def _close(path: Path) -> None:
    with contextlib.suppress(OSError):  # another owner's, or gone meanwhile
        mode = path.lstat().st_mode
        if mode & OTHERS and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)


def unwritable(path: Path) -> Path | None:
    """A file or its folder, whichever exists and may not be written; None when both may."""
    return next((each for each in (path, path.parent) if each.exists() and not os.access(each, os.W_OK)), None)


def write_refused(path: Path, reason: str = "") -> StoreError:
    """The error for a file or folder that can't be written.

    Args:
        path: The file or folder.
        reason: Why, in the words of the system; left out where `path` may not be written.
    """
    if reason == os.strerror(errno.ENOSPC):
        return StoreError(
            f"{path} can't be written: the disk is full; make room, and try again: what was stored is safe"
        )
    cause = f" ({reason})" if reason and not unwritable(path) else ""
    return StoreError(
        f"{path} can't be written{cause}; make the data folder writable for the user who runs On Record, "
        "or choose another one"
    )


@contextmanager
def writing_files(folder: Path) -> Iterator[None]:
    """Report what the system does not let be written as a `StoreError`.

    Args:
        folder: Where files are written, for errors that name no file.

    Raises:
        StoreError: Something could not be written; a lock that another process holds stays a `Timeout`.
    """
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        path = Path(error.filename or folder)
        raise write_refused(unwritable(path) or path, error.strerror or str(error)) from error
