"""Copies of SQLite files as they all were at one moment, while others write to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from index.errors import StoreError
from index.store.engines import only_readable, unopened

PATIENCE = 600.0  # seconds to wait for whoever writes, such as a command that has read all articles again
PAGES = 2_000  # copied at a time

Progress = Callable[[int], None]  # called with a number of bytes


@contextmanager
def snapshots(paths: Sequence[Path], patience: float = PATIENCE) -> Iterator[list[sqlite3.Connection]]:
    """Connections that all see their files as they were at one moment, however long they are read.

    For that moment nobody may write to any of them; after it everybody may, since readers of a WAL keep nobody
    waiting. What they see is what a kill at that moment would have left.

    Args:
        paths: Files that exist. They are locked in this order: first those that somebody may write to for long.
        patience: Seconds to wait for who writes to one of them.

    Raises:
        StoreError: One can't be opened or locked.
    """
    with ExitStack() as stack:
        readers = [stack.enter_context(closing(_opened(path, patience))) for path in paths]
        with ExitStack() as moment:
            for path in paths:
                if only_readable(path):
                    continue  # then nobody writes to it
                writer = moment.enter_context(closing(_opened(path, patience)))
                _run(writer, path, "BEGIN IMMEDIATE")
            for path, reader in zip(paths, readers, strict=True):
                _run(reader, path, "BEGIN")
                _run(reader, path, "SELECT count(*) FROM sqlite_master")  # a transaction begins to see when it reads
        yield readers


def copy(snapshot: sqlite3.Connection, target: Path, progress: Progress | None = None) -> None:
    """Copy what a snapshot sees to a new file, by SQLite's own backup, and check the copy.

    Args:
        snapshot: One of `snapshots`.
        target: A file that does not exist.
        progress: Called with the bytes copied since the last call.

    Raises:
        StoreError: The database is damaged, or the copy can't be written.
    """
    name = Path(snapshot.execute("PRAGMA database_list").fetchone()[2]).name
    size = int(snapshot.execute("PRAGMA page_size").fetchone()[0])
    done = 0

    def report(_: int, remaining: int, total: int) -> None:
        nonlocal done
        if progress:
            progress((total - remaining - done) * size)
        done = total - remaining

    try:
        with closing(sqlite3.connect(target)) as copied:
            snapshot.backup(copied, pages=PAGES, progress=report)
            problem = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{name} can't be copied ({error})") from error
    if problem != "ok":
        raise StoreError(f"{name} is damaged ({problem}); restore the last backup")


def _opened(path: Path, patience: float) -> sqlite3.Connection:
    mode = "mode=ro&immutable=1" if only_readable(path) else "mode=rw"  # neither makes a missing file
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", timeout=patience, isolation_level=None, uri=True)
    except sqlite3.DatabaseError as error:
        raise unopened(path, error) from error


def _run(connection: sqlite3.Connection, path: Path, statement: str) -> None:
    try:
        connection.execute(statement).fetchall()
    except sqlite3.DatabaseError as error:
        raise unopened(path, error) from error
