"""What the library holds, as far as a chat may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sql

from index.model import Answer, Silence
from index.store import Store, article_, statement_


@dataclass(frozen=True, slots=True)
class Holding:
    """The articles of one outlet.  since, until: ISO days of the oldest and newest that are dated."""

    outlet: str | None
    articles: int
    since: str | None
    until: str | None


def holdings(store: Store, collections: tuple[str, ...] | None) -> list[Holding]:
    """Outlets with the number of their articles, the largest first.  collections: None for all."""
    query = sql.select(
        article_.c.outlet, sql.func.count(), sql.func.min(article_.c.day), sql.func.max(article_.c.day)
    ).group_by(article_.c.outlet)
    if collections is not None:
        query = query.where(article_.c.collection.in_(collections))
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(sql.func.count().desc(), article_.c.outlet)).all()
    return [Holding(*row) for row in rows]


def discreet(answer: Answer, store: Store, collections: tuple[str, ...] | None) -> Answer:
    """A silence that names nobody whose words are only in collections that may not be seen (None: all may)."""
    if collections is None or answer.quotes:
        return answer
    ids = [person.id for person in answer.people]
    query = (
        sql.select(statement_.c.person).distinct().join(article_, statement_.c.article == article_.c.id)
        .where(statement_.c.person.in_(ids), article_.c.collection.in_(collections))
    )  # fmt: skip
    with store.engine.connect() as connection:
        seen = set(connection.execute(query).scalars())
    people = tuple(person for person in answer.people if person.id in seen)
    if answer.silence is Silence.NOTHING and answer.people and not people:
        # That somebody is on record at all is already telling.
        return replace(answer, people=(), topics=(), silence=Silence.NOBODY, reason=None)
    return replace(answer, people=people)
