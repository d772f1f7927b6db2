"""Queries whose rows come back as one JSON value.

sqlite3 releases the GIL for every row that it fetches and waits to get it back from a thread that computes: with some
hundred rows a question took twice as long beside a busy thread.  The SQL is sent as written, since composing it with
SQLAlchemy takes as long as reading so few rows.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sql

AMONG = "(SELECT value FROM json_each(?))"  # ids, sent as a JSON list


def packed(columns: str, source: str) -> str:
    """The SQL of a query that returns its rows as one JSON list.

    Args:
        columns: The selected columns, as SQL.
        source: What stands after FROM, as SQL.
    """
    return f"SELECT json_group_array(json_array({columns})) FROM {source}"


def read(connection: sql.Connection, query: str, *values: str) -> list[list[Any]]:
    """The rows of a packed query, in no certain order.

    Args:
        connection: Where to run it.
        query: What `packed` returned.
        values: For its parameters; a list of ids as JSON.
    """
    row = connection.connection.cursor().execute(query, values).fetchone()
    return json.loads(row[0])  # type: ignore[no-any-return]
