"""What SQLite and PostgreSQL say in different words; everything else of our SQL is the same for both.

Conditions and values are elements of SQLAlchemy that each dialect compiles in its own way; statements that are sent as
they stand (`index.store.raw_queries`) are written for SQLite, and put into PostgreSQL's words here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from index.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = sqlite.Insert | postgresql.Insert

# Serialises whoever writes to a schema: in the numbers' space of advisory locks, beside a number of the schema.
WRITERS = 0x4F52


def is_postgresql(connection: sql.Connection) -> bool:
    """Whether a connection leads to a PostgreSQL server; else it is SQLite's."""
    return connection.dialect.name == "postgresql"


# conditions and values


class _Condition(FunctionElement[bool]):
    type = sql.Boolean()
    inherit_cache = True

    def self_group(self, against: object = None) -> Any:
        """Stand as it is: SQLAlchemy would compare it with 1 for SQLite, which then looks at every row."""
        return self


class _Among(_Condition):
    inherit_cache = True


class _AmongTexts(_Among):
    inherit_cache = True


@compiles(_Among)
def _among_in_sqlite(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(clause, **given) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(_Among, "postgresql")
def _among_in_postgresql(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(clause, **given) for clause in element.clauses)
    return f"{column} = ANY ({_texts(values) if isinstance(element, _AmongTexts) else _ids(values)})"


def among(column: sql.ColumnElement[Any], values: Iterable[int] | Iterable[str]) -> sql.ColumnElement[bool]:
    """The condition that a column is one of these ids, or one of these texts.

    They are sent as one JSON value: SQLite takes at most 32,766 values in a statement, PostgreSQL 65,535.

    Args:
        column: Of numbers or of texts, which decides what `values` are.
        values: However many.
    """
    is_text = isinstance(column.type, sql.String)
    listed = json.dumps([value if is_text else int(value) for value in values])
    return (_AmongTexts if is_text else _Among)(column, sql.literal(listed, sql.Text))


def _ids(listed: str) -> str:
    """PostgreSQL's array of what is a JSON list of numbers."""
    return f"CAST(translate({listed}, '[]', '{{}}') AS BIGINT[])"


def _texts(listed: str) -> str:
    """PostgreSQL's array of what is a JSON list of texts."""
    return f"ARRAY(SELECT jsonb_array_elements_text({_as_jsonb(listed)}))"


def _as_jsonb(text: str) -> str:
    """PostgreSQL's JSON of a text; a NUL, which it can't hold, does not keep it from looking at the rest."""
    return rf"CAST(replace({text}, '\u0000', '\ufffd') AS JSONB)"


class joined_ids(FunctionElement[str]):  # as SQLAlchemy's functions are
    """Ids of all rows as one text, with commas between them."""

    type = sql.Text()
    inherit_cache = True


@compiles(joined_ids)
def _group_concat(element: joined_ids, compiler: SQLCompiler, **given: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **given)})"


@compiles(joined_ids, "postgresql")
def _string_agg(element: joined_ids, compiler: SQLCompiler, **given: Any) -> str:
    return f"string_agg(CAST({compiler.process(element.clauses, **given)} AS TEXT), ',')"


class _JsonValue(FunctionElement[Any]):
    inherit_cache = False  # its path is part of it

    def __init__(self, column: sql.ColumnElement[Any], path: tuple[str, ...], is_number: bool) -> None:
        super().__init__(column)
        self.path, self.is_number = path, is_number
        self.type = sql.BigInteger() if is_number else sql.Text()


@compiles(_JsonValue)
def _json_extract(element: _JsonValue, compiler: SQLCompiler, **given: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **given)}, '$.{'.'.join(element.path)}')"


@compiles(_JsonValue, "postgresql")
def _json_path(element: _JsonValue, compiler: SQLCompiler, **given: Any) -> str:
    value = f"({_as_jsonb(compiler.process(element.clauses, **given))} #>> '{{{','.join(element.path)}}}')"
    return f"CAST({value} AS BIGINT)" if element.is_number else value


def json_number(column: sql.ColumnElement[Any], *path: str) -> sql.ColumnElement[int]:
    """A whole number inside the JSON of a column, by the keys that lead to it; NULL where there is none."""
    return _JsonValue(column, path, True)


def json_text(column: sql.ColumnElement[Any], *path: str) -> sql.ColumnElement[str]:
    """A text inside the JSON of a column, by the keys that lead to it; NULL where there is none."""
    return _JsonValue(column, path, False)


class _JsonHolds(_Condition):
    inherit_cache = False

    def __init__(self, column: sql.ColumnElement[Any], path: tuple[str, ...], ids: list[int]) -> None:
        super().__init__(column, sql.literal(json.dumps(ids), sql.Text))
        self.path = path


@compiles(_JsonHolds)
def _holds_by_json_each(element: _JsonHolds, compiler: SQLCompiler, **given: Any) -> str:
    value, ids = (compiler.process(clause, **given) for clause in element.clauses)
    lists: list[str] = []
    at = "$"
    for step in element.path:
        if step == "*":
            lists.append(f"json_each({value}, '{at}') AS list_{len(lists)}")
            value, at = f"list_{len(lists) - 1}.value", "$"
        else:
            at += f".{step}"
    found = value if at == "$" else f"json_extract({value}, '{at}')"
    return f"EXISTS (SELECT 1 FROM {', '.join(lists)} WHERE {found} IN (SELECT value FROM json_each({ids})))"


@compiles(_JsonHolds, "postgresql")
def _holds_by_path(element: _JsonHolds, compiler: SQLCompiler, **given: Any) -> str:
    value, ids = (compiler.process(clause, **given) for clause in element.clauses)
    path = "$" + "".join("[*]" if step == "*" else f".{step}" for step in element.path)
    return (
        f"EXISTS (SELECT 1 FROM jsonb_path_query({_as_jsonb(value)}, '{path}') AS found "
        f"WHERE CAST(found #>> '{{}}' AS BIGINT) = ANY ({_ids(ids)}))"
    )


def json_holds(column: sql.ColumnElement[Any], path: Iterable[str], ids: Iterable[int]) -> sql.ColumnElement[bool]:
    """The condition that the JSON of a column holds one of these ids.

    Args:
        column: Of texts.
        path: Keys that lead to the ids; "*" stands for every item of a list.
        ids: However many.
    """
    return _JsonHolds(column, tuple(path), [int(id) for id in ids])


# statements


def insert_new(connection: sql.Connection, table: sql.Table) -> Insert:
    """An insertion that leaves out rows which would break a rule of uniqueness; its `rowcount` tells of how many."""
    return _insert(connection, table).on_conflict_do_nothing()


def insert_or_replace(connection: sql.Connection, table: sql.Table) -> Insert:
    """An insertion of whole rows that takes the place of those with the same primary key."""
    made = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: made.excluded[column.name] for column in table.columns if column.name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=others)


def _insert(connection: sql.Connection, table: sql.Table) -> Insert:
    if is_postgresql(connection):
        from sqlalchemy.dialects import postgresql  # 25 ms that files need not wait for

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def insert_all(connection: sql.Connection, table: sql.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert many rows; a server is sent them in one statement, which takes a quarter of the time.

    Args:
        connection: In a write transaction.
        table: Where to; what has no value gets the default of the database, not that of the table's declaration.
        rows: Values by the names of columns, the same ones in each row.
    """
    if not rows:
        return
    if not is_postgresql(connection):
        connection.execute(table.insert(), list(rows))
        return
    from index.store.stand_ins import without_nul

    columns = [table.c[name] for name in rows[0]]
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(f"CAST(row ->> {place} AS {_server_type(column)})" for place, column in enumerate(columns))
    listed = json.dumps([[without_nul(row[column.name]) for column in columns] for row in rows], ensure_ascii=False)
    insert = f'INSERT INTO "{table.name}" ({names}) SELECT {values} FROM jsonb_array_elements(CAST(%s AS JSONB)) AS row'
    connection.exec_driver_sql(insert, (listed,))


def _server_type(column: sql.ColumnElement[Any]) -> str:
    if isinstance(column.type, sql.Float):
        return "FLOAT8"
    return "TEXT" if isinstance(column.type, sql.String) else "BIGINT"


def next_ids(connection: sql.Connection, table: sql.Table, count: int) -> range:
    """Ids for new rows, one after the other, that no row has ever had.

    Args:
        connection: In a write transaction.
        table: Its ids are never given twice.
        count: How many.
    """
    if not count:
        return range(0)
    if is_postgresql(connection):
        taken = "SELECT setval(seq, nextval(seq) + :more) FROM (SELECT CAST(:name AS regclass) AS seq) AS named"
        last = connection.execute(sql.text(taken), {"more": count - 1, "name": f"{table.name}_id_seq"}).scalar_one()
        return range(last - count + 1, last + 1)
    query = sql.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    before = connection.execute(query, {"name": table.name}).scalar() or 0
    return range(before + 1, before + 1 + count)


def begin_writing(connection: sql.Connection) -> None:
    """Begin a transaction in which nobody else writes to the same file or schema.

    Much relies on it: the numbers of changes rise in the order in which they are committed, and what a transaction has
    looked up holds when it writes.

    Args:
        connection: In autocommit mode.
    """
    if is_postgresql(connection):
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS}, hashtext(current_setting('search_path')))")
    else:
        # IMMEDIATE waits for other writers here; a deferred transaction would fail at its first write instead.
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def check_writable(connection: sql.Connection) -> None:
    """Refuse to commit where a statement of the transaction has failed and the failure was passed over.

    PostgreSQL undoes such a transaction when it is told to commit it, without a word; SQLite goes on without the
    statement.
    """
    if is_postgresql(connection):
        driver: Any = connection.connection.dbapi_connection
        if driver.info.transaction_status.name != "INTRANS":
            raise StoreError("a part of what was to be written has failed; nothing of it is stored")


# statements that are sent as they stand

_WORDS = {
    "sqlite": {
        "among": "IN (SELECT value FROM json_each(?))",
        "among_texts": "IN (SELECT value FROM json_each(?))",
        "places": (
            "SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS of_article,"
            " json_extract(value, '$[2]') AS low, json_extract(value, '$[3]') AS high FROM json_each(?)"
        ),
        "looked_up_in": "CROSS JOIN",  # joined in no other order
        "urls": (
            "(SELECT json_group_array(url) FROM"
            " (SELECT url FROM address WHERE address.article = article.id ORDER BY address.id))"
        ),
    },
    "postgresql": {
        "among": f"= ANY ({_ids('%s')})",
        "among_texts": f"= ANY ({_texts('%s')})",
        "places": (
            "SELECT CAST(value ->> 0 AS BIGINT) AS place, CAST(value ->> 1 AS BIGINT) AS of_article,"
            " CAST(value ->> 2 AS INTEGER) AS low, CAST(value ->> 3 AS INTEGER) AS high"
            " FROM jsonb_array_elements(CAST(%s AS JSONB)) AS listed(value)"
        ),
        "looked_up_in": "JOIN",
        "urls": (
            "(SELECT CAST(coalesce(json_agg(url ORDER BY id), '[]') AS TEXT) FROM address"
            " WHERE address.article = article.id)"
        ),
    },
}


@lru_cache(maxsize=64)
def worded(query: str, dialect: str) -> str:
    """A query in the words of a dialect.

    Args:
        query: SQL in which `{among}` and `{among_texts}` stand for the condition to be one of a JSON list, `{places}`
            for the rows (place, of_article, low, high) of a JSON list of lists, `{looked_up_in}` for a join of a few
            rows with a large table, and `{urls}` for a JSON list of an article's addresses.
        dialect: Its name in SQLAlchemy.
    """
    return query.format_map(_WORDS[dialect])
