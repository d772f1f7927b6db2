"""Moves a library with its chats between the files of a data folder and a PostgreSQL server, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sql

from bot.chats.database import FILE as CHATS
from bot.chats.database import Database
from index.errors import OnRecordError
from index.store.dialects import is_postgresql
from index.store.engines import described
from index.store.moving import Copied, copy_database, mark_unfinished
from index.store.store import Store
from index.store.transactions import transaction

STORE = "onrecord.db"

Progress = Callable[[int], None]


class MoveError(OnRecordError):
    """A library that can't be moved."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved.

    Attributes:
        tables: Every table, the same on both sides.
        articles: How many articles there are, with their earlier revisions.
    """

    tables: tuple[Copied, ...]
    articles: int

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def written(self) -> int:
        """How many rows had to be written or deleted."""
        return sum(table.written for table in self.tables)


def move(data: Path, source: str | None, target: str | None, progress: Progress | None = None) -> Moved:
    """Copy articles and chats to where they are to be kept from now on; what was there before stays.

    First all is copied while others read and write; then, while others only read, what has changed since. A move that
    was broken off goes on where it was. The derived indexes stay in the data folder, and fit both.

    Args:
        data: The data folder.
        source: Address of the PostgreSQL database to copy from; None: the files of the folder.
        target: The same, to copy to.
        progress: Called with the rows that are done since the last call.

    Raises:
        MoveError: There is nothing to move, or the target holds another library.
        StoreError: A database can't be read or written, or both are not the same in the end.
    """
    if source == target:
        raise MoveError("the library is there already; name another place with --to")
    if source is None and not (data / STORE).exists():
        raise MoveError(f"there is no library in {data}; name its folder with --data")
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(Store(data / STORE, each, unfinished=True))) for each in (source, target)]
        chats = [stack.enter_context(closing(Database(data / CHATS, server=each))) for each in (source, target)]
        _refuse_another(*stores)
        pairs = [(stores[0].engine, stores[1].engine), (chats[0].engine, chats[1].engine)]
        mark_unfinished(stores[1].engine, True)
        with _as_they_are(pairs) as seen:
            first = [table.written for one, other in seen for table in copy_database(one, other, progress)]
        with _alone(pairs) as seen:
            copied = [table for one, other in seen for table in copy_database(one, other, progress)]
        mark_unfinished(stores[1].engine, False)
        copied = [replace(table, written=table.written + so_far) for table, so_far in zip(copied, first, strict=True)]
        articles = next(table.rows for table in copied if table.table == "article")
    return Moved(tuple(copied), articles)


def _refuse_another(source: Store, target: Store) -> None:
    """Refuse to write over a library that is no earlier state of the one that is moved."""
    is_ours = target.is_unfinished() or target.generation == 0 or source.knows(target.origin)
    if not is_ours:
        raise MoveError(f"{described(target.engine)} holds another library; name an empty database")


Pairs = list[tuple[sql.Engine, sql.Engine]]
Seen = list[tuple[sql.Connection, sql.Connection]]


@contextmanager
def _as_they_are(pairs: Pairs) -> Iterator[Seen]:
    """Connections to the sources that see them as they are now, while others write; with those to the targets."""
    with ExitStack() as stack:
        seen = []
        for source, target in pairs:
            one = stack.enter_context(source.connect())
            one.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if is_postgresql(one) else "BEGIN")
            stack.callback(one.rollback)
            seen.append((one, stack.enter_context(target.connect())))
        yield seen


@contextmanager
def _alone(pairs: Pairs) -> Iterator[Seen]:
    """The same while nobody else writes to the sources."""
    with ExitStack() as stack:
        seen = []
        for source, target in pairs:
            one = stack.enter_context(source.connect())
            stack.enter_context(transaction(one))
            seen.append((one, stack.enter_context(target.connect())))
        yield seen
