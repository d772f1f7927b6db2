"""Queries whose rows come as one value.

Each row that is fetched lets other threads have the interpreter, and waits till one that computes gives it back: with
some hundred rows one by one a question took twice as long beside a busy thread.  The SQL is sent as it is: composing
it anew takes as long as reading so few rows.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sql

AMONG = "(SELECT value FROM json_each(?))"  # ids, sent as a JSON list


def packed(columns: str, source: str) -> str:
    """A query for columns of what stands after FROM."""
    return f"SELECT json_group_array(json_array({columns})) FROM {source}"


def read(connection: sql.Connection, query: str, *values: str) -> list[list[Any]]:
    """The rows of a packed query."""
    found = connection.connection.cursor().execute(query, values).fetchone()
    return json.loads(found[0])  # type: ignore[no-any-return]
