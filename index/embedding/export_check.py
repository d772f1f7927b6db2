"""Whether an exported model is what was exported: its weights make noise of every answer when some bytes flip.

Hashing 90 MB takes as long as a tenth of a question asked by the command. A file that was found whole is therefore
known again by its size and times for some days; after that, and for the doctor, all are read.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

EXPORT_FILE = "export.json"
CHECKED_FILE = "checked.json"
TRUSTED = 7 * 86_400  # seconds for which a file that was found whole is known by its size and times


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def seal(folder: Path, about: Mapping[str, object]) -> None:
    """Write what is known of an export, with the hash of each of its files: the last step of exporting.

    Args:
        folder: Of the export, with nothing else in it.
        about: What is known.
    """
    sealed = {**about, "files": {path.name: file_hash(path) for path in sorted(folder.iterdir())}}
    sealed["check"] = _digest(sealed)
    (folder / EXPORT_FILE).write_text(json.dumps(sealed), encoding="utf-8")


def altered_file(folder: Path, thoroughly: bool = False) -> str | None:
    """The name of a file of an export that is missing or not what was exported; None when all are.

    Args:
        folder: Of the export.
        thoroughly: Whether files are read that were found whole before and look untouched.
    """
    try:
        about = json.loads((folder / EXPORT_FILE).read_text(encoding="utf-8"))
        check = about.pop("check")
        hashes = dict(about["files"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return EXPORT_FILE
    if check != _digest(about):
        return EXPORT_FILE
    looks = {}
    for name in hashes:
        try:
            status = (folder / name).stat()
        except OSError:
            return str(name)
        looks[name] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    if not thoroughly and looks == _found_whole(folder):
        return None
    for name, sha256 in hashes.items():
        if file_hash(folder / name) != sha256:
            with suppress(OSError):
                (folder / CHECKED_FILE).unlink()  # whoever looks next must find it, too
            return str(name)
    with suppress(OSError):  # of a folder that may not be written all is read each time
        partial = folder / f"{CHECKED_FILE}.{os.getpid()}.partial"
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
            json.dump(looks, stream)
        partial.replace(folder / CHECKED_FILE)
    return None


def _found_whole(folder: Path) -> object:
    """How the files looked when they were found whole, unless that was long ago."""
    try:
        path = folder / CHECKED_FILE
        if not 0 <= time.time() - path.stat().st_mtime < TRUSTED:
            return None
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _digest(about: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
