"""Copies a database, table by table, to one of the other kind, or brings such a copy up to date.

Rows are compared in ranges of their keys by a hash of both sides, and only what differs is written: a copy that was
broken off goes on where it was, and one that is repeated reads much and writes little.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sql

from index.errors import StoreError
from index.store.dialects import among, is_postgresql
from index.store.engines import described
from index.store.schema import MOVING
from index.store.transactions import transaction, writing

RANGE = 2_000  # rows that are compared, and written, together
_KEPT_APART = {"alembic_version"}

Progress = Callable[[int], None]  # called with a number of rows
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A table as it is on both sides.

    Attributes:
        table: Its name.
        rows: How many.
        written: How many of them had to be written, or deleted, for it.
        sha256: Of all rows, in the order of their keys.
    """

    table: str
    rows: int
    written: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A database with the tables of a copy."""

    connection: sql.Connection

    def rows(self, table: sql.Table, low: Any = None, high: Any = None) -> list[Row]:
        """The rows from one key, included, up to another one, by their whole keys; None: without that bound."""
        query = sql.select(table).order_by(*_key(table))
        first = _key(table)[0]
        if low is not None:
            query = query.where(first >= low)
        if high is not None:
            query = query.where(first < high)
        if table.name == "property":
            query = query.where(table.c.name != MOVING)
        return [tuple(row) for row in self.connection.execute(query)]


def copy_database(source: sql.Connection, target: sql.Connection, progress: Progress | None = None) -> list[Copied]:
    """Make one database hold what another one holds, and nothing else.

    Args:
        source: In a transaction that sees one moment, so that all tables fit together.
        target: In autocommit mode, of the same layout; each range of rows is written in a transaction of its own.
        progress: Called with the rows that are done since the last call, of which each is done twice.

    Returns:
        Every table, compared by its hashes after all was written.

    Raises:
        StoreError: A table is not there on both sides, or is not the same in the end.
    """
    tables, progress = _tables(source, target), progress or (lambda _: None)
    sides = _Side(source), _Side(target)
    written = dict.fromkeys((table.name for table in tables), 0)
    for table in reversed(tables):  # rows that refer to others go before those
        written[table.name] += _delete_gone(table, tables, *sides, progress)
    for table in tables:
        written[table.name] += _write_changed(table, *sides)
    copied = [_compared(table, *sides, written[table.name], progress) for table in tables]
    _take_numbers(tables, *sides)
    return copied


def mark_unfinished(engine: sql.Engine, is_unfinished: bool) -> None:
    """Note in a store that it is only a part of what it is to be, or no longer."""
    property_ = sql.table("property", sql.column("name"), sql.column("value"))
    with writing(engine) as connection:
        connection.execute(property_.delete().where(property_.c.name == MOVING))
        if is_unfinished:
            connection.execute(property_.insert().values(name=MOVING, value=""))


def _tables(source: sql.Connection, target: sql.Connection) -> list[sql.Table]:
    """The tables of both, those that others refer to first."""
    metadata, there = sql.MetaData(), set(sql.inspect(target).get_table_names())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it can't tell of indexes on expressions, which nobody asks for here
        metadata.reflect(source)
    tables = [table for table in metadata.sorted_tables if table.name not in _KEPT_APART]
    names = {table.name for table in tables}
    if names != there - _KEPT_APART - {"sqlite_sequence"}:
        raise StoreError(f"{described(target.engine)} has other tables; bring both to the layout of one release")
    for table in tables:
        for column in table.columns:
            column.type = _plain(column.type)
    return tables


def _plain(kind: sql.types.TypeEngine[Any]) -> sql.types.TypeEngine[Any]:
    """A type that both sides have."""
    for plain in (sql.Boolean, sql.Integer, sql.Float):
        if isinstance(kind, plain):
            return plain()
    return sql.Text()


def _key(table: sql.Table) -> Sequence[sql.Column[Any]]:
    return tuple(table.primary_key) or tuple(table.columns)


def _ranges(table: sql.Table, side: _Side) -> Iterator[tuple[Any, Any]]:
    """Bounds of ranges of keys that hold some rows each, and together all."""
    keys = side.connection.execute(sql.select(_key(table)[0]).order_by(_key(table)[0])).scalars().all()
    bounds = [None, *dict.fromkeys(keys[RANGE::RANGE]), None]
    yield from pairwise(bounds)


def _sha256(rows: Iterable[Row]) -> str:
    found = hashlib.sha256()
    for row in rows:
        found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _keys(table: sql.Table, rows: Iterable[Row]) -> dict[Row, Row]:
    """Rows by their keys."""
    columns = list(table.columns)
    places = [columns.index(column) for column in _key(table)]
    return {tuple(row[place] for place in places): row for row in rows}


def _delete_gone(
    table: sql.Table, tables: Sequence[sql.Table], source: _Side, target: _Side, progress: Progress
) -> int:
    """Delete the rows of the target that the source does not have; returns how many."""
    if target.connection.execute(sql.select(table).limit(1)).first() is None:
        return 0
    deleted = 0
    for low, high in _ranges(table, target):
        there = _keys(table, target.rows(table, low, high))
        gone = there.keys() - _keys(table, source.rows(table, low, high)).keys()
        progress(len(there))
        if gone:
            with transaction(target.connection):
                _let_go(target.connection, table, tables, [key[0] for key in gone])
                _delete(target.connection, table, gone)
            deleted += len(gone)
    return deleted


def _delete(connection: sql.Connection, table: sql.Table, keys: Iterable[Row]) -> None:
    names = [f"key_{number}" for number in range(len(_key(table)))]
    same = [column == sql.bindparam(name) for column, name in zip(_key(table), names, strict=True)]
    connection.execute(table.delete().where(*same), [dict(zip(names, key, strict=True)) for key in keys])


def _let_go(connection: sql.Connection, table: sql.Table, tables: Sequence[sql.Table], ids: list[int]) -> None:
    """Let rows refer to none of these any more that will be written anew because they refer to others now."""
    for other in tables:
        for reference in other.foreign_keys:
            if reference.column.table is table and reference.parent.nullable and not reference.ondelete:
                named = {reference.parent.name: None}
                connection.execute(other.update().where(among(reference.parent, ids)).values(named))


def _write_changed(table: sql.Table, source: _Side, target: _Side) -> int:
    """Write the rows of the source that the target lacks or has otherwise; returns how many."""
    written = 0
    for low, high in _ranges(table, source):
        wanted, there = source.rows(table, low, high), target.rows(table, low, high)
        if wanted != there:
            known = _keys(table, there)
            different = {key: row for key, row in _keys(table, wanted).items() if known.get(key) != row}
            changed = [row for key, row in different.items() if key in known]
            with transaction(target.connection):
                _update(target.connection, table, changed)
                _insert(target.connection, table, [row for key, row in different.items() if key not in known])
            written += len(different)
    return written


def _insert(connection: sql.Connection, table: sql.Table, rows: Sequence[Row]) -> None:
    if rows:
        columns = [column.name for column in table.columns]
        connection.execute(table.insert(), [dict(zip(columns, row, strict=True)) for row in rows])


def _update(connection: sql.Connection, table: sql.Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns, keys = [column.name for column in table.columns], [column.name for column in _key(table)]
    where = [table.c[name] == sql.bindparam(f"value_{name}") for name in keys]
    values: dict[str, Any] = {name: sql.bindparam(f"value_{name}") for name in columns if name not in keys}
    named = [{f"value_{name}": value for name, value in zip(columns, row, strict=True)} for row in rows]
    connection.execute(table.update().where(*where).values(values), named)


def _compared(table: sql.Table, source: _Side, target: _Side, written: int, progress: Progress) -> Copied:
    """The table, which is the same on both sides.

    Raises:
        StoreError: It is not.
    """
    count, hashes = 0, hashlib.sha256()
    for low, high in _ranges(table, source):
        wanted, there = source.rows(table, low, high), target.rows(table, low, high)
        if _sha256(wanted) != _sha256(there):
            raise StoreError(
                f"the table {table.name} of {described(target.connection.engine)} is not what was copied; "
                "let nobody else write to it, and move again"
            )
        count += len(there)
        hashes.update(_sha256(there).encode())
        progress(len(there))
    return Copied(table.name, count, written, hashes.hexdigest())


def _take_numbers(tables: Sequence[sql.Table], source: _Side, target: _Side) -> None:
    """Let no number be given again that the source has given, also of rows that are deleted."""
    for table in tables:
        if [column.name for column in table.primary_key] != ["id"] or not isinstance(table.c.id.type, sql.Integer):
            continue
        last = max(_last_number(source, table), _last_number(target, table))
        if last and is_postgresql(target.connection):
            name = sql.func.pg_get_serial_sequence(table.name, "id")
            if target.connection.execute(sql.select(name)).scalar():
                target.connection.execute(sql.select(sql.func.setval(name, last)))
        elif last and _counts(target, table):
            with transaction(target.connection):
                named = {"name": table.name, "last": last}
                target.connection.execute(sql.text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
                target.connection.execute(sql.text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), named)


def _counts(side: _Side, table: sql.Table) -> bool:
    """Whether SQLite never gives a number of a table again."""
    query = sql.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    return "AUTOINCREMENT" in str(side.connection.execute(query, {"name": table.name}).scalar())


def _last_number(side: _Side, table: sql.Table) -> int:
    highest: int = side.connection.execute(sql.select(sql.func.max(table.c.id))).scalar() or 0
    if is_postgresql(side.connection):
        query = sql.text(
            "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() AND sequencename = :name"
        )
        given = side.connection.execute(query, {"name": f"{table.name}_id_seq"}).scalar()
    else:
        query = sql.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        given = side.connection.execute(query, {"name": table.name}).scalar()
    return max(highest, int(given or 0))
