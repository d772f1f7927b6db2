"""What a schema on a PostgreSQL server is made of: as the code declares its tables, and as it is there.

`python -m tests.server_layouts FOLDER` writes the SQL text by which a schema begins, for a first release on servers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard

import sqlalchemy as sql
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.schema import CreateIndex, CreateTable

# Too long for an entry of a B-tree (2,704 bytes) are some addresses, and what feeds call their entries.
LONG = {("address", "url"), ("entry", "key")}


def declared(metadata: sql.MetaData) -> Iterator[str]:
    """The statements that make the tables of a database."""
    copy = sql.MetaData()
    for table in metadata.sorted_tables:
        made = table.to_metadata(copy)
        for column in made.columns:
            column.type = _server_type(column.type)
            if isinstance(column.type, sql.Boolean) and column.server_default is not None:
                column.server_default = sql.DefaultClause(sql.false())
    for table in copy.sorted_tables:
        unique = next((each for each in table.constraints if _is_long(each)), None)
        if unique is not None:
            table.constraints.discard(unique)
        yield _text(CreateTable(table))
        if unique is not None:
            names = [f'md5("{name}")' if (table.name, name) in LONG else f'"{name}"' for name in names_of(unique)]
            name = "_".join([table.name, *names_of(unique)])
            yield f"CREATE UNIQUE INDEX {name} ON {table.name} ({', '.join(names)})"
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield _text(CreateIndex(_server_index(table, index)))


def _is_long(constraint: sql.Constraint) -> TypeGuard[sql.UniqueConstraint]:
    if not isinstance(constraint, sql.UniqueConstraint):
        return False
    return any((constraint.table.name, column.name) in LONG for column in constraint.columns)


def names_of(constraint: sql.UniqueConstraint) -> list[str]:
    return [column.name for column in constraint.columns]


def _server_type(kind: sql.types.TypeEngine[Any]) -> sql.types.TypeEngine[Any]:
    if isinstance(kind, sql.Text):
        return sql.Text(collation="C")
    if isinstance(kind, sql.String):
        return sql.String(kind.length, collation="C")
    if isinstance(kind, sql.Boolean):
        return sql.Boolean()
    return sql.BigInteger() if isinstance(kind, sql.Integer) else kind


def _server_index(table: sql.Table, index: sql.Index) -> sql.Index:
    where = index.dialect_options["sqlite"]["where"]
    if where is not None:
        index.dialect_options["postgresql"]["where"] = where
    if any((table.name, column.name) in LONG for column in index.columns):
        index.dialect_options["postgresql"]["using"] = "hash"
    return index


def _dialect() -> sql.Dialect:
    made: Any = PGDialect_psycopg
    return made()  # type: ignore[no-any-return]


def _text(statement: sql.schema.ExecutableDDLElement) -> str:
    lines = str(statement.compile(dialect=_dialect())).strip().split("\n")
    return "\n".join(line.replace("\t", "    ").rstrip() for line in lines)


def described(connection: sql.Connection, schema: str) -> dict[str, set[tuple[object, ...]]]:
    """The columns, constraints and indexes of a schema, however and in whatever order they came about."""
    queries = {
        "columns": (
            "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,"
            " collation_name FROM information_schema.columns WHERE table_schema = :schema"
        ),
        "constraints": (
            "SELECT CAST(CAST(conrelid AS regclass) AS text), pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE CAST(CAST(connamespace AS regnamespace) AS text) = :schema"
        ),
        "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = :schema",
    }
    return {
        name: {
            tuple(str(value).replace(f"{schema}.", "") for value in row)
            for row in connection.execute(sql.text(query), {"schema": schema})
            if "alembic_version" not in str(row)
        }
        for name, query in queries.items()
    }


def main() -> None:
    import bot.chats.database
    import index.store.schema
    import tests.test_migrations  # declares all tables

    assert tests.test_migrations
    folder = Path(sys.argv[1])
    for name, metadata in (("onrecord", index.store.schema.metadata), ("bot", bot.chats.database.metadata)):
        (folder / f"{name}.sql").write_text("".join(f"{text};\n" for text in declared(metadata)), "utf-8")


if __name__ == "__main__":
    main()
