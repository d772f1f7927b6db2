"""Temporary views in front of the tables of a connection, so that the same SQL finds some collections alone.

Whose the words of an article are is decided for these collections by `index.store.visible_people`: in a file a function
of ours says it, on a server a temporary table that is filled anew whenever it was decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sql

Owner = Callable[[int | None, int | None], int | None]

# Tables of an article by the column that names it.
_BY_ARTICLE = ("address", "passage", "blocks")
_SEEN = (
    "EXISTS (SELECT 1 FROM {whole}.article AS seen WHERE seen.id = {article} AND seen.collection IN ({collections}))"
)
_VIEWS = (
    "CREATE TEMP VIEW article AS SELECT * FROM {whole}.article WHERE collection IN ({collections})",
    "CREATE TEMP VIEW statement AS SELECT id, article, {person} AS person, kind, content, start,"
    ' "end",'
    " {via} AS via, mention, cue, confidence, question, appearance, via_appearance"
    " FROM {statements} WHERE {seen}",
    "CREATE TEMP VIEW appearance AS SELECT id, article, {bearer} AS person, key, name, aliases, roles,"
    " organisation FROM {appearances} WHERE {seen}",
    "CREATE TEMP VIEW held_role AS SELECT each.* FROM {whole}.held_role AS each"
    " JOIN {whole}.appearance AS bearer ON bearer.id = each.appearance WHERE {seen_bearer}",
    # Of whom these tables tell depends on all articles.
    "CREATE TEMP VIEW person AS SELECT * FROM {whole}.person WHERE {never}",
    "CREATE TEMP VIEW alias AS SELECT * FROM {whole}.alias WHERE {never}",
    "CREATE TEMP VIEW speaks AS SELECT * FROM {whole}.speaks WHERE {never}",
    *(f"CREATE TEMP VIEW {table} AS SELECT * FROM {{whole}}.{table} AS each WHERE {{seen}}" for table in _BY_ARTICLE),
)
_IN_FILE = {
    "whole": "main", "never": "0", "statements": "main.statement AS each", "appearances": "main.appearance AS each",
    "person": "owner(appearance, person)", "via": "owner(via_appearance, via)", "bearer": "owner(id, person)",
}  # fmt: skip
_ON_SERVER = {
    "never": "false",
    # Joins that a query does not need are left out by the planner, as each finds one row at most.
    "statements": (
        "{whole}.statement AS each LEFT JOIN owned AS said ON said.of_appearance = each.appearance"
        " LEFT JOIN owned AS passed ON passed.of_appearance = each.via_appearance"
    ),
    "appearances": "{whole}.appearance AS each LEFT JOIN owned ON owned.of_appearance = each.id",
    "person": "coalesce(said.owner, each.person)",
    "via": "coalesce(passed.owner, each.via)",
    "bearer": "coalesce(owned.owner, each.person)",
}


def show_in_file(engine: sql.Engine, collections: Sequence[str], owner: Owner) -> None:
    """Let the connections of an engine on a SQLite file see some collections.

    Args:
        engine: None of its connections is open yet.
        collections: Their names.
        owner: Whose an appearance is, where the second argument is what the store says.
    """

    def prepare(connection: Any, _: object) -> None:
        connection.create_function("owner", 2, owner)
        cursor = connection.cursor()
        for view in _views(collections, _IN_FILE):
            cursor.execute(view)
        cursor.close()

    sql.event.listen(engine, "connect", prepare)


def show_on_server(
    engine: sql.Engine, schema: str, collections: Sequence[str], owners: Callable[[], Mapping[int, int]]
) -> None:
    """Let the connections of an engine on a server see some collections.

    Args:
        engine: None of its connections is open yet.
        schema: Where the tables are.
        collections: Their names.
        owners: Whose each appearance is, where it is not whose the store says; the same object till it changes.
    """
    words = {name: word.format(whole=schema) for name, word in _ON_SERVER.items()} | {"whole": schema}

    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("CREATE TEMP TABLE owned (of_appearance BIGINT PRIMARY KEY, owner BIGINT NOT NULL)")
        for view in _views(collections, words):
            cursor.execute(view)
        cursor.close()

    def catch_up(connection: Any, record: Any, _: object) -> None:
        now = owners()
        if record.info.get("owners") is now or (not now and "owners" not in record.info):
            return
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE owned")
            with cursor.copy("COPY owned FROM STDIN") as rows:
                for row in now.items():
                    rows.write_row(row)
            cursor.execute("ANALYZE owned")
        record.info["owners"] = now

    sql.event.listen(engine, "connect", prepare)
    sql.event.listen(engine, "checkout", catch_up)


def _views(collections: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """The statements that make the views."""
    names = ", ".join("'" + name.replace("\0", "").replace("'", "''") + "'" for name in collections)
    seen = _SEEN.format(whole=words["whole"], article="each.article", collections=names)
    seen_bearer = _SEEN.format(whole=words["whole"], article="bearer.article", collections=names)
    return [view.format(**words, collections=names, seen=seen, seen_bearer=seen_bearer) for view in _VIEWS]
