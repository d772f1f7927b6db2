"""The people in the store: reading them with their names, and recognising one who is there already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sql

from index.model import Person
from index.store.raw_queries import AMONG, fetch
from index.store.schema import alias_, among, change_, person_, statement_

_PEOPLE = f"SELECT id, name, organisation FROM person WHERE id IN {AMONG}"
_NAMES = f"SELECT person, name, role FROM alias WHERE person IN {AMONG}"
_EVERYBODY = "SELECT id, name, organisation FROM person"
_EVERY_NAME = "SELECT person, name, role FROM alias"
_COUNTS = "SELECT person, count(*) FROM statement WHERE person IS NOT NULL GROUP BY person"


def people(connection: sql.Connection, ids: Iterable[int]) -> dict[int, Person]:
    """People by id; unknown ids are left out."""
    wanted = json.dumps(list(ids))
    return _with_names(fetch(connection, _PEOPLE, wanted), fetch(connection, _NAMES, wanted))


def speakers(connection: sql.Connection) -> list[tuple[Person, int]]:
    """Everyone whose words are stored, with the number of their statements."""
    counts = dict(fetch(connection, _COUNTS))
    rows = [row for row in fetch(connection, _EVERYBODY) if row[0] in counts]
    return [(person, counts[id]) for id, person in _with_names(rows, fetch(connection, _EVERY_NAME)).items()]


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


def join(connection: sql.Connection, person: Person) -> int:
    """The id under which a person is stored: of a person who is there already, else of a new one.

    People join by full name.  A role with a surname ("President Vale") joins the only person who has both.  A bare
    surname joins only the same bare surname, since two people who share it must stay two.

    Args:
        connection: In a write transaction.
        person: Whose names and roles are added to those stored.
    """
    id = _stored(connection, person)
    if id is None:
        result = connection.execute(person_.insert().values(name=person.name, organisation=int(person.organisation)))
        assert result.inserted_primary_key is not None
        id = int(result.inserted_primary_key[0])
    names = {(alias, 0) for alias in (person.name, *person.aliases)} | {(role, 1) for role in person.roles}
    if not person.organisation:
        names.add((_surname(person), 0))
    for name, role in names:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO alias (person, name, role) VALUES (?, ?, ?)", (id, name, role)
        )
    return id


def _stored(connection: sql.Connection, person: Person) -> int | None:
    """The id of the stored person whom this one is; the fuller of the two names is kept."""
    same = _by_name(connection, person.name, person.organisation)
    if same is not None or person.organisation:
        return same
    titled = {f"{role} {_surname(person)}" for role in person.roles}
    if person.name in titled:
        return _by_role(connection, _surname(person), person.roles)
    if " " not in person.name:
        return None
    known = [id for name in sorted(titled) if (id := _by_name(connection, name, False)) is not None]
    if len(known) != 1:
        return None
    connection.execute(person_.update().where(person_.c.id == known[0]).values(name=person.name))
    return known[0]


def _surname(person: Person) -> str:
    return person.name.split()[-1]


def _by_name(connection: sql.Connection, name: str, organisation: bool) -> int | None:
    id: int | None = connection.execute(
        sql.select(person_.c.id).where(
            sql.func.lower(person_.c.name) == name.lower(), person_.c.organisation == int(organisation)
        )
    ).scalar()
    return id


def _by_role(connection: sql.Connection, surname: str, roles: Sequence[str]) -> int | None:
    """The only person with this surname and one of these roles; None when there is none or several."""
    role = alias_.alias()
    ids = (
        connection.execute(
            sql.select(person_.c.id)
            .distinct()
            .join(alias_, alias_.c.person == person_.c.id)
            .join(role, role.c.person == person_.c.id)
            .where(
                person_.c.organisation == 0,
                alias_.c.role == 0,
                sql.func.lower(alias_.c.name) == surname.lower(),
                role.c.role == 1,
                role.c.name.in_(roles),
            )
        )
        .scalars()
        .all()
    )
    return int(ids[0]) if len(ids) == 1 else None
