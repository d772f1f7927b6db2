"""The people in the store: who joins whom, and everyone with their names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sql

from index.model import Person
from index.store.json_rows import AMONG, packed, read
from index.store.schema import alias_, among, change_, person_, statement_

_PEOPLE = packed("id, name, organisation", f"person WHERE id IN {AMONG}")
_NAMES = packed("person, name, role", f"alias WHERE person IN {AMONG}")
_EVERYBODY = packed("id, name, organisation", "person")
_EVERY_NAME = packed("person, name, role", "alias")
_COUNTS = packed(
    "person, said", "(SELECT person, count(*) AS said FROM statement WHERE person IS NOT NULL GROUP BY person)"
)


def people(connection: sql.Connection, ids: Iterable[int]) -> dict[int, Person]:
    wanted = json.dumps(list(ids))
    return _named(read(connection, _PEOPLE, wanted), read(connection, _NAMES, wanted))


def speakers(connection: sql.Connection) -> list[tuple[Person, int]]:
    """Everyone whose words are stored, with the number of their statements."""
    counts = dict(read(connection, _COUNTS))
    people = [row for row in read(connection, _EVERYBODY) if row[0] in counts]
    return [(person, counts[id]) for id, person in _named(people, read(connection, _EVERY_NAME)).items()]


def newcomers(connection: sql.Connection, after: int, upto: int) -> list[tuple[Person, int]] | None:
    """Those who speak in what was added between two generations, with the number of statements there.

    None when something was removed or read again in between, so that only `speakers` tells.
    """
    changes = connection.execute(
        sql.select(change_.c.article, change_.c.removed).where(change_.c.id > after, change_.c.id <= upto)
    ).all()
    articles = [row.article for row in changes]
    earlier = sql.select(change_.c.id).where(change_.c.id <= after, among(change_.c.article, articles)).limit(1)
    if any(row.removed is not None for row in changes) or len(set(articles)) < len(articles):
        return None
    # An article's first change is its addition; numbers only rise, so the lowest tells of all.
    highest = connection.execute(sql.select(sql.func.max(change_.c.article)).where(change_.c.id <= after)).scalar() or 0
    if articles and min(articles) <= highest and connection.execute(earlier).first():
        return None
    counts = _counts(connection, among(statement_.c.article, articles))
    known = people(connection, counts)
    return [(known[id], count) for id, count in counts.items()]


def _counts(connection: sql.Connection, where: sql.ColumnElement[bool]) -> dict[int, int]:
    query = sql.select(statement_.c.person, sql.func.count()).where(statement_.c.person.is_not(None), where)
    return {row[0]: row[1] for row in connection.execute(query.group_by(statement_.c.person))}


def _named(rows: Iterable[Any], aliases: Iterable[Any]) -> dict[int, Person]:
    called: dict[int, list[str]] = {}
    roles: dict[int, list[str]] = {}
    for person, name, role in sorted(aliases):
        (roles if role else called).setdefault(person, []).append(name)
    return {
        id: Person(name, tuple(called.get(id, ())), tuple(roles.get(id, ())), bool(organisation), id)
        for id, name, organisation in rows
    }


def join(connection: sql.Connection, person: Person) -> int:
    """The stored person this one is, else a new one.

    People join by full name; a role with a surname ("President Vale") joins the one full name
    that bears both.  A bare surname joins only its like: two people who share it must stay two.
    """
    found = _by_name(connection, person.name, person.organisation)
    family = person.name.split()[-1]
    if found is None and not person.organisation:
        titled = {f"{role} {family}" for role in person.roles}
        if person.name in titled:
            found = _bearer(connection, family, person.roles)
        elif " " in person.name:
            earlier = [id for name in sorted(titled) if (id := _by_name(connection, name, False)) is not None]
            if len(earlier) == 1:
                found = earlier[0]
                connection.execute(person_.update().where(person_.c.id == found).values(name=person.name))
    if found is None:
        result = connection.execute(person_.insert().values(name=person.name, organisation=int(person.organisation)))
        assert result.inserted_primary_key is not None
        found = int(result.inserted_primary_key[0])
    names = {(a, 0) for a in (person.name, *person.aliases)} | {(r, 1) for r in person.roles}
    if not person.organisation:
        names.add((family, 0))
    for name, role in names:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO alias (person, name, role) VALUES (?, ?, ?)", (found, name, role)
        )
    return found


def _by_name(connection: sql.Connection, name: str, organisation: bool) -> int | None:
    found: int | None = connection.execute(
        sql.select(person_.c.id).where(
            sql.func.lower(person_.c.name) == name.lower(), person_.c.organisation == int(organisation)
        )
    ).scalar()
    return found


def _bearer(connection: sql.Connection, family: str, roles: Sequence[str]) -> int | None:
    """The one person with this surname and one of these roles; None when it is nobody or several."""
    role = alias_.alias()
    fits = (
        connection.execute(
            sql.select(person_.c.id)
            .distinct()
            .join(alias_, alias_.c.person == person_.c.id)
            .join(role, role.c.person == person_.c.id)
            .where(
                person_.c.organisation == 0,
                alias_.c.role == 0,
                sql.func.lower(alias_.c.name) == family.lower(),
                role.c.role == 1,
                role.c.name.in_(roles),
            )
        )
        .scalars()
        .all()
    )
    return int(fits[0]) if len(fits) == 1 else None
