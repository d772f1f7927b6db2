"""Whose words each passage of an article holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sql

from index.model import Span
from index.store.dialects import insert_all
from index.store.schema import passage_, speaks_, statement_


def record_speakers(connection: sql.Connection, article: int) -> bool:
    """Note anew who speaks in an article's passages, after its statements were given to others.

    Returns:
        Whether the article has statements at all.
    """
    statements = connection.execute(
        sql.select(statement_.c.person, statement_.c.content).where(statement_.c.article == article)
    ).all()
    if not statements:
        return False
    passages = connection.execute(
        sql.select(passage_.c.id, passage_.c.start, passage_.c.end)
        .where(passage_.c.article == article)
        .order_by(passage_.c.id)
    ).all()
    ids, spans = [row.id for row in passages], [(row.start, row.end) for row in passages]
    connection.execute(speaks_.delete().where(speaks_.c.passage.in_(ids)))
    said = [(row.person, json.loads(row.content)) for row in statements if row.person is not None]
    insert_speakers(connection, ((person, content) for person, content in said), ids, spans)
    return True


def insert_speakers(
    connection: sql.Connection, said: Iterable[tuple[int, Sequence[Span]]], ids: Sequence[int], spans: Sequence[Span]
) -> None:
    """Note who speaks in passages.

    Args:
        connection: In a write transaction.
        said: Each statement's person, and its content as offsets into the article's text.
        ids: Ids of the article's passages.
        spans: Their offsets, in the order of `ids`.
    """
    speaks = {
        (id, person)
        for person, content in said
        for id, (first, last) in zip(ids, spans, strict=True)
        if any(first < end and start < last for start, end in content)
    }
    insert_all(connection, speaks_, [{"passage": id, "person": person} for id, person in sorted(speaks)])
