"""Articles by what is stored beside their text: to be removed together, by a person's word or because they are old."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sql

from index.store.schema import article_
from index.store.store import Store


def select_articles(
    store: Store, before: date | None = None, outlet: str | None = None, collection: str | None = None
) -> list[int]:
    """Articles that all conditions hold for.

    Args:
        store: What holds them.
        before: Published before this day; undated ones are left out then.
        outlet: Of this outlet, in any case.
        collection: Of this collection.

    Returns:
        Ids, rising.
    """
    query = sql.select(article_.c.id)
    if before is not None:
        query = query.where(article_.c.day < before.isoformat())
    if outlet is not None:
        # SQLite's lower() knows ASCII only.
        same = [each for each in store.outlets() if each.casefold() == outlet.casefold()]
        query = query.where(article_.c.outlet.in_(same))
    if collection is not None:
        query = query.where(article_.c.collection == collection)
    with store.engine.connect() as connection:
        return list(connection.execute(query.order_by(article_.c.id)).scalars())


def old_articles(
    store: Store, before: date, collection: str | None = None, but: Collection[str] = (), upto: int | None = None
) -> list[int]:
    """Articles that were both published and added before a day; of undated ones only the second counts.

    Args:
        store: What holds them.
        before: The day.
        collection: The only collection; None: all.
        but: Collections that are left out.
        upto: The highest id that counts.

    Returns:
        Ids, rising.
    """
    day = before.isoformat()
    query = sql.select(article_.c.id).where(
        article_.c.added < day, sql.or_(article_.c.day.is_(None), article_.c.day < day)
    )
    if collection is not None:
        query = query.where(article_.c.collection == collection)
    if but:
        query = query.where(article_.c.collection.not_in(but))
    if upto is not None:
        query = query.where(article_.c.id <= upto)
    with store.engine.connect() as connection:
        return list(connection.execute(query.order_by(article_.c.id)).scalars())
