"""Revisions of an article: the newest alone is searched; earlier ones stay to be cited and compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sql

from index.model import Draft
from index.store.dialects import among
from index.store.schema import address_, article_, change_, passage_, speaks_
from index.text.revisions import is_revision


class Revision(NamedTuple):
    """That one text of an article took the place of another: their ids."""

    old: int
    new: int


def replaced_by(connection: sql.Connection, draft: Draft) -> int | None:
    """The article of which a draft is the newest revision: one of its addresses held about the same text before."""
    at_address = (
        sql.select(article_.c.id, article_.c.text)
        .where(
            article_.c.id.in_(sql.select(address_.c.article).where(address_.c.url.in_(draft.urls))),
            article_.c.collection == draft.collection,
            article_.c.replaced_by.is_(None),
        )
        .order_by(article_.c.id.desc())
    )
    for row in connection.execute(at_address):
        if is_revision(draft.text, row.text):
            id: int = row.id
            return id
    return None


def free_hash(connection: sql.Connection, sha256: str, collection: str) -> None:
    """Let the hash of an earlier revision be that of a new article: a page may go back to what it said before.

    Args:
        connection: In a write transaction.
        sha256: Of the text, which an earlier revision may have; it is that one's no longer.
        collection: Where a hash may stand once.
    """
    same = article_.c.sha256 == sha256, article_.c.collection == collection, article_.c.replaced_by.is_not(None)
    freed = sql.literal("earlier ").concat(sql.cast(article_.c.id, sql.String))
    connection.execute(article_.update().where(*same).values(sha256=freed))


def replace(connection: sql.Connection, old: int, new: int) -> None:
    """Put an article in the place of its earlier revision, in which nothing is found from now on.

    Its statements stay, for whoever has a quote of it.

    Args:
        connection: In a write transaction.
        old: Id of what was the newest revision.
        new: Id of the newest one, which gains the addresses of the other.
    """
    first, last = connection.execute(
        sql.select(sql.func.min(passage_.c.id), sql.func.max(passage_.c.id)).where(passage_.c.article == old)
    ).one()
    passages = sql.select(passage_.c.id).where(passage_.c.article == old)
    connection.execute(speaks_.delete().where(speaks_.c.passage.in_(passages)))
    connection.execute(passage_.delete().where(passage_.c.article == old))
    known = sql.select(address_.c.url).where(address_.c.article == new)
    urls = sql.select(sql.literal(new), address_.c.url).where(address_.c.article == old, address_.c.url.not_in(known))
    connection.execute(address_.insert().from_select(["article", "url"], urls.order_by(address_.c.id)))
    connection.execute(
        article_.update().where(sql.or_(article_.c.id == old, article_.c.replaced_by == old)).values(replaced_by=new)
    )
    removed = "" if first is None else f"{first}-{last}"
    connection.execute(change_.insert().values(article=old, removed=removed))


def made_after(connection: sql.Connection, generation: int) -> tuple[list[Revision], int]:
    """What was replaced after a generation of the store, and the generation up to which that is told."""
    newest: int = connection.execute(sql.select(sql.func.max(change_.c.id))).scalar() or 0
    rows = connection.execute(
        sql.select(article_.c.id, article_.c.replaced_by)
        .join(change_, change_.c.article == article_.c.id)
        .where(change_.c.id > generation, change_.c.id <= newest, change_.c.removed.is_not(None))
        .where(article_.c.replaced_by.is_not(None))
        .order_by(change_.c.id)
    )
    return [Revision(row.id, row.replaced_by) for row in rows], newest


def earlier(connection: sql.Connection, articles: Iterable[int]) -> list[dict[str, Any]]:
    """Id, hash, collection and newest revision of every earlier revision of some articles."""
    columns = (article_.c.id, article_.c.sha256, article_.c.collection, article_.c.replaced_by)
    rows = connection.execute(sql.select(*columns).where(among(article_.c.replaced_by, articles)))
    return [dict(row) for row in rows.mappings()]
