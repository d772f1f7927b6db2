"""From which store something was derived: a store and its copies part as soon as one of them changes.

Each row of the log of changes has a mark that is drawn at random. What is derived notes the newest one of its time; the
store that has this mark at this place is the one, or was one with it until then.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

import sqlalchemy as sql


class Origin(NamedTuple):
    """The newest change of a store when something was derived from it.

    Attributes:
        change: Its number, which is the generation of that moment; 0 where there was none.
        mark: Its mark; empty where there was none, or nobody noted it.
    """

    change: int = 0
    mark: str = ""


NOWHERE = Origin()


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
    query = "SELECT mark FROM change WHERE id = ?"
    return bool(connection.exec_driver_sql(query, (origin.change,)).scalar() == origin.mark)


def takes_unmarked(connection: sql.Connection) -> bool:
    """Whether what says nothing of its store is this one's: till the first opening since there are marks."""
    return connection.exec_driver_sql("SELECT 1 FROM property WHERE name = 'takes unmarked'").first() is not None


def take_no_unmarked(connection: sql.Connection) -> None:
    """All that is derived from this store says so by now."""
    connection.exec_driver_sql("DELETE FROM property WHERE name = 'takes unmarked'")
