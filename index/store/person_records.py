"""A person's record as editors see it: forms of the name, roles with their days, articles and statements."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sql

from index.model import Person
from index.store import decision_log
from index.store.decisions import Decision, DecisionKind, plain_name
from index.store.dialects import among
from index.store.schema import appearance_, article_, statement_
from index.store.store import Store


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role with the days on which articles show somebody in it.

    Attributes:
        role: As the articles write it, or as editors do.
        since: The first day; None where no article is dated.
        until: The last day.
    """

    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One record.

    Attributes:
        person: The person.
        statements: How many statements are theirs.
        articles: In how many articles they speak.
        forms: How these articles name them, the commonest first.
        roles: What these articles call them beside the name, and what editors added, the first first.
    """

    person: Person
    statements: int
    articles: int
    forms: tuple[str, ...]
    roles: tuple[HeldRole, ...]


@dataclass(slots=True)
class _Seen:
    """What articles tell of somebody."""

    articles: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    roles: dict[str, list[date]] = field(default_factory=dict)


def person_records(store: Store, people: Collection[int]) -> list[PersonRecord]:
    """Records of people, whoever spoke most first.

    Args:
        store: Where they are.
        people: Ids.

    Returns:
        The records of those who speak in it.
    """
    counted = (
        sql.select(statement_.c.person, sql.func.count())
        .join(article_, article_.c.id == statement_.c.article)
        .where(among(statement_.c.person, people), article_.c.replaced_by.is_(None))
        .group_by(statement_.c.person)
    )
    with store.engine.connect() as connection:
        counts: dict[int, int] = {row[0]: row[1] for row in connection.execute(counted)}
        seen = _seen(connection, counts)
        decisions = decision_log.read(connection)
    known = store.people(counts)
    records = [_record(person, counts[id], seen[id], decisions) for id, person in known.items() if id in seen]
    return sorted(records, key=lambda record: (-record.statements, record.person.name, record.person.id))


def _seen(connection: sql.Connection, people: Collection[int]) -> dict[int, _Seen]:
    """What articles tell of people, by their ids."""
    rows = connection.execute(
        sql.select(
            appearance_.c.person, appearance_.c.article, appearance_.c.name, appearance_.c.aliases,
            appearance_.c.roles, article_.c.day,
        )
        .join(article_, article_.c.id == appearance_.c.article)
        .where(among(appearance_.c.person, people), article_.c.replaced_by.is_(None))
    )  # fmt: skip
    seen: dict[int, _Seen] = {}
    for person, article, name, aliases, roles, day in rows:
        each = seen.setdefault(person, _Seen())
        each.articles.add(article)
        each.forms.update((name, *json.loads(aliases)))
        for role in json.loads(roles):
            each.roles.setdefault(role, []).extend([date.fromisoformat(day)] if day else [])
    return seen


def _record(person: Person, statements: int, seen: _Seen, decisions: Sequence[Decision]) -> PersonRecord:
    held = [HeldRole(role, min(days, default=None), max(days, default=None)) for role, days in seen.roles.items()]
    forms = sorted(seen.forms, key=lambda form: (-seen.forms[form], form))
    names = {plain_name(form) for form in (person.name, *person.aliases)}
    for decision in decisions:
        if plain_name(decision.name) in names and decision.kind is DecisionKind.ROLE:
            held.append(HeldRole(decision.other, decision.scope.since, decision.scope.until))
        elif plain_name(decision.name) in names and decision.kind is DecisionKind.ALIAS:
            forms.append(decision.other)
    held.sort(key=lambda each: (each.since or date.max, each.role))
    return PersonRecord(person, statements, len(seen.articles), tuple(forms), tuple(held))
