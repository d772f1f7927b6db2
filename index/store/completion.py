"""What is learned of an article later: fields that were empty are filled, none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql

from index.model import Draft
from index.store import appearances
from index.store.dialects import among
from index.store.schema import address_, appearance_, article_, change_, held_role_

_FIELDS = ("title", "outlet", "author", "language")


def complete(connection: sql.Connection, article: int, draft: Draft) -> bool:
    """Fill what an article lacks from the same text as it came once more.

    A copy that another outlet published tells nothing of this one: its day and author are that outlet's.

    Args:
        connection: In a write transaction.
        article: Its id.
        draft: The same text, as it came now.

    Returns:
        Whether anything was filled.
    """
    columns = [article_.c[name] for name in (*_FIELDS, "published")]
    row = connection.execute(sql.select(*columns).where(article_.c.id == article)).mappings().first()
    if row is None or not _is_of_same_source(connection, article, row["outlet"], draft):
        return False
    values: dict[str, Any] = {name: value for name in _FIELDS if not row[name] and (value := getattr(draft, name))}
    if not row["published"] and draft.published:
        values |= {"published": draft.published.isoformat(), "day": draft.published.date().isoformat()}
    if not values:
        return False
    connection.execute(article_.update().where(article_.c.id == article).values(**values))
    placed: dict[str, Any] = {name: values[name] for name in ("outlet", "day") if name in values}
    if placed:
        _decide_again(connection, article, placed)
    connection.execute(change_.insert().values(article=article, removed=None))
    return True


def _is_of_same_source(connection: sql.Connection, article: int, outlet: str | None, draft: Draft) -> bool:
    """Whether an article and a draft with its text were published by the same outlet, as far as either says."""
    if not outlet or not draft.outlet or outlet.casefold() == draft.outlet.casefold():
        return True
    shared = sql.select(address_.c.id).where(address_.c.article == article, address_.c.url.in_(draft.urls))
    return connection.execute(shared.limit(1)).first() is not None


def _decide_again(connection: sql.Connection, article: int, placed: Mapping[str, Any]) -> None:
    """Decide anew who is whom in an article of which the outlet or the day is known now."""
    rows = connection.execute(
        sql.select(appearance_.c.id, appearance_.c.key).where(appearance_.c.article == article)
    ).all()
    ids = [row.id for row in rows]
    connection.execute(held_role_.update().where(among(held_role_.c.appearance, ids)).values(**placed))
    if rows:
        appearances.settle(connection, {row.key for row in rows})
