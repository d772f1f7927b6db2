"""What the machine refuses, such as room on its disk, as a sentence: what is wrong and what to do."""

from __future__ import annotations

import errno
import sqlite3

FULL = "the disk is full; make room where the data folder or the output is, and try again: what was stored is safe"
BROKEN = "the disk is full, or can't be read or written; make room, look at the system's log, then try again"
LOCKED = "another program has been writing to the data folder for too long; try again when it is done"
SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "a file may not grow as large as it must (ulimit -f); raise that limit and try again",
    errno.EMFILE: "too many files are open (ulimit -n); raise that limit and try again",
    errno.ENOMEM: "there is not enough memory; end other programs and try again",
}
SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_NOMEM: SYSTEM[errno.ENOMEM],
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_CORRUPT: "a database is damaged; `onrecord doctor` says which, `onrecord restore` takes a backup",
    sqlite3.SQLITE_NOTADB: "a database is damaged; `onrecord doctor` says which, `onrecord restore` takes a backup",
}

CERTIFICATES = "the certificates that connections are checked by can't be read ({}); see SSL_CERT_FILE and SSL_CERT_DIR"
NO_ROOM = ("No space left on device", "StorageFull")  # in errors of libraries that are not Python's own
WRITER_DIED = "An index writer was killed"  # tantivy's, whose thread could not write


def sentence(error: BaseException) -> str | None:
    """What to tell of an error of the machine; None when it is another one.

    Args:
        error: What was raised, by us or by a library.
    """
    for each in _causes(error):
        if isinstance(each, sqlite3.Error):
            code = getattr(each, "sqlite_errorcode", None)
            if code is not None and (told := SQLITE.get(code & 0xFF)):  # the kind, without its details
                return told
        elif isinstance(each, MemoryError):
            return SYSTEM[errno.ENOMEM]
        elif isinstance(each, OSError):
            return _of_system(each)
        elif any(words in str(each) for words in NO_ROOM):
            return FULL
        elif WRITER_DIED in str(each):
            return BROKEN
    return None


def _of_system(error: OSError) -> str:
    if type(error).__name__ == "SSLError":  # by its name: few commands load `ssl`
        return CERTIFICATES.format(getattr(error, "reason", None) or error)
    known = SYSTEM.get(error.errno or 0)
    if known:
        return known
    if error.errno == errno.ENOENT and error.filename is None:  # asked where it is, the system tells no name
        return "the current folder is no longer there; go to another one"
    reason = error.strerror or str(error) or type(error).__name__
    if isinstance(error, PermissionError):
        reason += "; run On Record as the user whose it is, or change its permissions"
    return f"{error.filename}: {reason}" if error.filename else reason


def _causes(error: BaseException) -> list[BaseException]:
    """The error and those that led to it, the last first."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found
