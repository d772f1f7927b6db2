"""The outlets of a store, with what it holds of each."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sql

from index.store.schema import article_
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


def holdings(store: Store) -> list[OutletCount]:
    """Outlets with the number of their articles, the largest first."""
    columns = (article_.c.outlet, sql.func.count(), sql.func.min(article_.c.day), sql.func.max(article_.c.day))
    query = sql.select(*columns).where(article_.c.replaced_by.is_(None)).group_by(article_.c.outlet)
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(sql.func.count().desc(), article_.c.outlet.nulls_first())).all()
    return [OutletCount(*row) for row in rows]
