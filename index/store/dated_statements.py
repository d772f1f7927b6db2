"""Statements of a period by their speakers, and the newest day that has any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sql

from index.model import Span
from index.store.dialects import among
from index.store.reads import spans
from index.store.schema import article_, statement_
from index.store.store import Store


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A statement whose speaker and day are known.

    Attributes:
        person: Id of the speaker.
        day: The day its article was published on.
        article: Id.
        content: Code points of the article, [start, end), in its order.
    """

    person: int
    day: date
    article: int
    content: tuple[Span, ...]


def latest_day(store: Store, today: date) -> date | None:
    """The day of the newest article with statements.

    Args:
        store: Where to look.
        today: Later days don't count.

    Returns:
        The day; None when there is none.
    """
    query = (
        sql.select(sql.func.max(article_.c.day))
        .join(statement_, statement_.c.article == article_.c.id)
        .where(article_.c.day <= today.isoformat(), article_.c.replaced_by.is_(None), statement_.c.person.is_not(None))
    )
    with store.engine.connect() as connection:
        newest = connection.execute(query).scalar()
    return date.fromisoformat(newest) if newest else None


def read_dated_statements(store: Store, since: date, until: date, most: int) -> tuple[list[DatedStatement], int]:
    """Statements of a period, but no questions; a larger period is sampled: every n-th article.

    Args:
        store: Where to look.
        since: The first day.
        until: The last day.
        most: About how many statements are wanted at most.

    Returns:
        The statements, oldest first, and n; 1 when all articles were read.
    """
    within = (article_.c.day >= since.isoformat(), article_.c.day <= until.isoformat())
    period = (*within, article_.c.replaced_by.is_(None))
    conditions = [*period, statement_.c.person.is_not(None), statement_.c.question == 0]
    place = sql.func.row_number().over(order_by=article_.c.id).label("place")
    placed = sql.select(article_.c.id, place).where(*period).subquery()
    joined = statement_.join(article_, statement_.c.article == article_.c.id)
    with store.engine.connect() as connection:
        count = connection.execute(sql.select(sql.func.count()).select_from(joined).where(*conditions)).scalar_one()
        step = max(1, -(-count // most))
        if step > 1:  # by places, since ids have gaps where articles were removed or may not be seen
            conditions.append(article_.c.id.in_(sql.select(placed.c.id).where(placed.c.place % step == 0)))
        rows = connection.execute(
            sql.select(statement_.c.person, article_.c.day, statement_.c.article, statement_.c.content)
            .select_from(joined)
            .where(*conditions)
            .order_by(article_.c.day, statement_.c.id)
        ).all()
    statements = [
        DatedStatement(row.person, date.fromisoformat(row.day), row.article, spans(row.content)) for row in rows
    ]
    return statements, step


def read_texts(store: Store, articles: Iterable[int]) -> dict[int, str]:
    """The texts of articles by their ids, without anything else of them."""
    query = sql.select(article_.c.id, article_.c.text).where(among(article_.c.id, articles))
    with store.engine.connect() as connection:
        return {row.id: row.text for row in connection.execute(query)}
