"""Which outlets and people a chat may see: those in its collections."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sql

from index.store.schema import article_, statement_
from index.store.store import Store


@dataclass(frozen=True, slots=True)
class OutletCount:
    """The articles of one outlet.

    Attributes:
        outlet: Its name; None for articles without one.
        articles: Their number.
        since: ISO day of the oldest that is dated.
        until: ISO day of the newest that is dated.
    """

    outlet: str | None
    articles: int
    since: str | None
    until: str | None


def holdings(store: Store, collections: tuple[str, ...] | None) -> list[OutletCount]:
    """Outlets with the number of their articles, the largest first.

    Args:
        store: Where to look.
        collections: The only ones to count; None for all.
    """
    query = sql.select(
        article_.c.outlet, sql.func.count(), sql.func.min(article_.c.day), sql.func.max(article_.c.day)
    ).group_by(article_.c.outlet)
    if collections is not None:
        query = query.where(article_.c.collection.in_(collections))
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(sql.func.count().desc(), article_.c.outlet)).all()
    return [OutletCount(*row) for row in rows]


def on_record(store: Store, people: Collection[int], collections: tuple[str, ...]) -> set[int]:
    """Those of some people whose words are in one of the collections.

    Args:
        store: Where to look.
        people: Ids of the people.
        collections: The only ones to look in.
    """
    query = (
        sql.select(statement_.c.person).distinct().join(article_, statement_.c.article == article_.c.id)
        .where(statement_.c.person.in_(people), article_.c.collection.in_(collections))
    )  # fmt: skip
    with store.engine.connect() as connection:
        return set(connection.execute(query).scalars())
