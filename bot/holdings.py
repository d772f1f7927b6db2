"""What the library holds, as far as a chat may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sql

from index.model import Answer, Kind, Quote, Silence, Statement
from index.store import Store
from index.tables import article_, statement_


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


def spot(quote: Quote) -> tuple[int, ...]:
    """Numbers by which a quote is `found` again."""
    speaker = quote.speaker.id if quote.speaker else 0
    return quote.article.id, quote.start, quote.end, speaker, list(Kind).index(quote.kind)


def found(store: Store, spot: tuple[int, ...], collections: tuple[str, ...] | None) -> Quote | None:
    """The quote at a spot; None when it is in no collection that may be seen, or no longer said so there."""
    number, start, end, speaker, kind = spot
    article = store.article(number)
    if article is None or (collections is not None and article.collection not in collections):
        return None
    if not (0 <= start < end <= len(article.text) and kind < len(Kind)):
        return None
    if list(Kind)[kind] is Kind.PASSAGE:
        return Quote(article, start, end)

    def shared(statement: Statement) -> int:
        return sum(max(0, min(end, last) - max(start, first)) for first, last in statement.content)

    said = [
        each
        for each in store.statements([number])[number]
        if each.kind is list(Kind)[kind] and (each.person.id if each.person else 0) == speaker and shared(each)
    ]
    if not said:
        return None
    most = max(said, key=shared)
    cue = article.text[slice(*most.cue)] if most.cue else None
    return Quote(article, start, end, most.person, most.via, most.kind, cue)


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
