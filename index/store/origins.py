"""The marks of a store's changes, by which `Origin` tells it from others."""

from __future__ import annotations

import secrets

import sqlalchemy as sql

from index.origin import NOWHERE, Origin


def new_mark() -> str:
    """A mark that no other change has."""
    return secrets.token_hex(8)


def newest(connection: sql.Connection) -> Origin:
    """What is derived from a store now has this origin."""
    row = connection.exec_driver_sql("SELECT id, mark FROM change ORDER BY id DESC LIMIT 1").first()
    return Origin(row[0], row[1] or "") if row else NOWHERE


def knows(connection: sql.Connection, origin: Origin) -> bool:
    """Whether a store has been where something was derived."""
    if not origin.mark:
        return takes_unmarked(connection)
    mark = sql.text("SELECT mark FROM change WHERE id = :change")
    return bool(connection.execute(mark, {"change": origin.change}).scalar() == origin.mark)


def takes_unmarked(connection: sql.Connection) -> bool:
    """Whether what says nothing of its store is this one's: till the first opening since there are marks."""
    return connection.exec_driver_sql("SELECT 1 FROM property WHERE name = 'takes unmarked'").first() is not None


def take_no_unmarked(connection: sql.Connection) -> None:
    """All that is derived from this store says so by now."""
    connection.exec_driver_sql("DELETE FROM property WHERE name = 'takes unmarked'")
