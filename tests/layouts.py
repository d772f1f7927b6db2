"""What a SQLite file is made of, as its layout and as its content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

VERSIONS = "alembic_version"


def restored(dump: Path, target: Path) -> Path:
    """A database made from its SQL text."""
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    return target


def dumped(path: Path) -> list[str]:
    """Everything in a database, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(connection.iterdump())


def columns_of(path: Path) -> dict[str, list[str]]:
    """The columns of each table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for name in tables}


def rows_of(path: Path, columns: dict[str, list[str]]) -> set[tuple[object, ...]]:
    """All rows of some tables, as (table, values of these columns)."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            (table, *row)
            for table, names in columns.items()
            for row in connection.execute(f"""SELECT {", ".join(f'"{name}"' for name in names)} FROM "{table}" """)
        }


def described(path: Path) -> dict[str, object]:
    """The tables with all that was declared of them, however and in whatever order it came about."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: {
                "numbers never used again": "AUTOINCREMENT" in text,
                "columns": sorted(row[1:] for row in connection.execute(f'PRAGMA table_xinfo("{name}")')),
                "references": sorted(row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')),
                "indexes": sorted(_indexes(connection, name), key=repr),
            }
            for name, text in tables
            if name not in (VERSIONS, "sqlite_sequence")
        }


def _indexes(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    for _, name, unique, origin, partial in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        columns = [row[2:] for row in connection.execute(f'PRAGMA index_xinfo("{name}")')]
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        # An automatic index has no text; its number depends on the order of the constraints.
        yield name if text else "", unique, origin, partial, columns, " ".join((text or "").split())
