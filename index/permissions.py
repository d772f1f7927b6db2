"""Files and folders that this process may not write, and the error that names them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from index.errors import StoreError


def unwritable(path: Path) -> Path | None:
    """A file or its folder, whichever exists and may not be written; None when both may."""
    return next((each for each in (path, path.parent) if each.exists() and not os.access(each, os.W_OK)), None)


def write_refused(path: Path, reason: str = "") -> StoreError:
    """The error for a file or folder that can't be written.

    Args:
        path: The file or folder.
        reason: Why, in the words of the system; left out where `path` may not be written.
    """
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
