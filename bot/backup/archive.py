"""The file of a backup: a zip archive with a manifest that tells what is in it, of which release and layouts.

Its first member says what it is, uncompressed, so that a file that was cut off is told from a foreign one. The manifest
is its last member, as it holds the hashes of the others.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import OnRecordError

KIND = "application/vnd.on-record.backup+zip"  # as OpenDocument and EPUB say it
KIND_MEMBER, MANIFEST_MEMBER = "mimetype", "backup.json"
FORMAT = 1  # grows when a release could not restore what a later one wrote
SETTINGS = "config.toml"
LARGEST_MANIFEST = 10_000_000  # bytes

_MEMBERS = re.compile(r"onrecord\.db|bot\.sqlite|config\.toml|vectors/[A-Za-z0-9][A-Za-z0-9.-]*")


class BackupError(OnRecordError):
    """A backup that can't be written or restored."""


class Member(BaseModel):
    """A file of a backup.

    Attributes:
        size: In bytes.
        sha256: In hexadecimal digits.
    """

    model_config = ConfigDict(frozen=True)

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds; what a later release adds to it is passed over.

    Attributes:
        format: Of the file.
        release: Which made it.
        made: When, ISO 8601.
        layouts: The layout of each database by its name; None: from before there were layouts.
        articles: How many.
        files: By their names.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    release: str
    made: str
    layouts: dict[str, str | None]
    articles: int
    files: dict[str, Member]


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup, to be read.

    Args:
        path: The file.

    Raises:
        BackupError: It is none, was cut off, is damaged, or a later release wrote it.
    """
    try:
        begun = begins_as_backup(path)
    except OSError as error:
        raise BackupError(f"{path} can't be read ({error.strerror or error})") from error
    if not begun:
        raise BackupError(f"{path} is no backup of On Record; name a file that `onrecord backup` wrote")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BackupError(f"{path} was cut off: its end is missing; copy it again, or take another backup") from error
    with archive:
        yield archive, _manifest(archive, path)


def begins_as_backup(path: Path) -> bool:
    """Whether a file says of itself that it is a backup; it may be damaged all the same.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as stream:
        return _marker() in stream.read(200)


def damaged(path: Path, what: str) -> BackupError:
    """The error for a backup whose content is not what was written."""
    return BackupError(f"{path} is damaged: {what} is not what was backed up; copy it again, or take another backup")


def later(path: Path, release: str) -> BackupError:
    """The error for a backup of a later release."""
    return BackupError(f"{path} was made by a later release of On Record ({release}); install that release to restore")


def _marker() -> bytes:
    return f"{KIND_MEMBER}{KIND}".encode()


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        if archive.getinfo(MANIFEST_MEMBER).file_size > LARGEST_MANIFEST:
            raise damaged(path, MANIFEST_MEMBER)
        text = archive.read(MANIFEST_MEMBER)
        about = _Format.model_validate_json(text)
        if about.format > FORMAT:
            raise later(path, about.release)
        manifest = Manifest.model_validate_json(text)
    except (KeyError, ValidationError, zlib.error, EOFError, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise damaged(path, MANIFEST_MEMBER) from error
    if not all(_MEMBERS.fullmatch(name) for name in manifest.files):
        raise damaged(path, MANIFEST_MEMBER)
    return manifest


class _Format(BaseModel):
    """What every release can read of a manifest."""

    format: int
    release: str
