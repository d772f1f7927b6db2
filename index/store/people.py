"""Reading the people in the store, with their names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sql

from index.model import Person
from index.store.dialects import among
from index.store.raw_queries import fetch
from index.store.schema import change_, statement_

_PEOPLE = "SELECT id, name, organisation FROM person WHERE id {among}"
_NAMES = "SELECT person, name, role FROM alias WHERE person {among}"
_EVERYBODY = "SELECT id, name, organisation FROM person ORDER BY id"
_EVERY_NAME = "SELECT person, name, role FROM alias"
_BEARERS = (
    "SELECT person, count(DISTINCT article) FROM held_role JOIN appearance ON appearance.id = appearance "
    "WHERE title {among_texts} GROUP BY person"
)
_DAYS_CALLED = (
    "SELECT DISTINCT person, day FROM held_role JOIN appearance ON appearance.id = appearance "
    "WHERE title {among_texts} AND person IS NOT NULL AND day IS NOT NULL"
)
_COUNTS = "SELECT person, count(*) FROM statement WHERE person IS NOT NULL GROUP BY person"
_REPLACED_COUNTS = (
    "SELECT person, count(*) FROM article {looked_up_in} statement ON statement.article = article.id "
    "WHERE replaced_by IS NOT NULL AND person IS NOT NULL GROUP BY person"
)


def people(connection: sql.Connection, ids: Iterable[int]) -> dict[int, Person]:
    """People by id; unknown ids are left out."""
    wanted = json.dumps(list(ids))
    return _with_names(fetch(connection, _PEOPLE, wanted), fetch(connection, _NAMES, wanted))


def statement_counts(connection: sql.Connection) -> dict[int, int]:
    """How many statements are whose, by the ids of people."""
    counts: dict[int, int] = dict(fetch(connection, _COUNTS))
    for person, count in fetch(connection, _REPLACED_COUNTS):
        counts[person] -= count
    return {person: count for person, count in counts.items() if count}


def speakers(connection: sql.Connection) -> list[tuple[Person, int]]:
    """Everyone whose words are stored, with the number of their statements."""
    counts = statement_counts(connection)
    rows = [row for row in fetch(connection, _EVERYBODY) if row[0] in counts]
    return [(person, counts[id]) for id, person in _with_names(rows, fetch(connection, _EVERY_NAME)).items()]


def bearers(connection: sql.Connection, titles: Collection[str]) -> dict[int, int]:
    """People who are called by one of these plain titles, with the number of articles that call them so."""
    return {row[0]: row[1] for row in fetch(connection, _BEARERS, json.dumps(sorted(titles))) if row[0] is not None}


def days_called(connection: sql.Connection, titles: Collection[str]) -> list[tuple[int, str]]:
    """People with the days, in ISO 8601, of the articles that call them by one of these plain titles."""
    return [(person, day) for person, day in fetch(connection, _DAYS_CALLED, json.dumps(sorted(titles)))]


def newcomers(connection: sql.Connection, after: int, upto: int) -> list[tuple[Person, int]] | None:
    """Those who speak in the articles added between two generations, so that a list of speakers can be caught up.

    Args:
        connection: Where to read.
        after: The generation of the list.
        upto: The generation to reach.

    Returns:
        People with the number of their statements in those articles.  None when an article was removed or read
        again in between: then the list is to be made anew by `speakers`.
    """
    changes = connection.execute(
        sql.select(change_.c.article, change_.c.removed).where(change_.c.id > after, change_.c.id <= upto)
    ).all()
    articles = [row.article for row in changes]
    if any(row.removed is not None for row in changes) or len(set(articles)) < len(articles):
        return None
    if _changed_before(connection, articles, after):
        return None
    counts = _counts(connection, among(statement_.c.article, articles))
    known = people(connection, counts)
    return [(known[id], count) for id, count in counts.items()]


def _changed_before(connection: sql.Connection, articles: Sequence[int], after: int) -> bool:
    """Whether an article is in an earlier change, too: it was added then, and read again since."""
    # Ids only rise, so mostly the lowest one answers for all.
    highest = connection.execute(sql.select(sql.func.max(change_.c.article)).where(change_.c.id <= after)).scalar() or 0
    if not articles or min(articles) > highest:
        return False
    earlier = sql.select(change_.c.id).where(change_.c.id <= after, among(change_.c.article, articles)).limit(1)
    return connection.execute(earlier).first() is not None


def _counts(connection: sql.Connection, where: sql.ColumnElement[bool]) -> dict[int, int]:
    query = sql.select(statement_.c.person, sql.func.count()).where(statement_.c.person.is_not(None), where)
    return {row[0]: row[1] for row in connection.execute(query.group_by(statement_.c.person))}


def _with_names(rows: Iterable[Any], names: Iterable[Any]) -> dict[int, Person]:
    """People of rows (id, name, organisation), with their aliases and roles of rows (person, name, role)."""
    aliases: dict[int, list[str]] = {}
    roles: dict[int, list[str]] = {}
    for person, name, role in sorted(names):
        (roles if role else aliases).setdefault(person, []).append(name)
    return {
        id: Person(name, tuple(aliases.get(id, ())), tuple(roles.get(id, ())), bool(organisation), id)
        for id, name, organisation in rows
    }
