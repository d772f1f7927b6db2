"""What has been read again of articles, kept aside till all have been read.

Answers go on with the old statements of all articles meanwhile; then the new ones take their place in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sql

from index.model import Kind, Person, Span, Statement
from index.store.dialects import insert_or_replace
from index.store.schema import reread_


def kept(connection: sql.Connection, reader: str) -> set[int]:
    """Articles of which a reader's statements are kept; those of other readers are dropped.

    Args:
        connection: In a write transaction.
        reader: What tells one way of reading from another.
    """
    connection.execute(reread_.delete().where(reread_.c.reader != reader))
    return set(connection.execute(sql.select(reread_.c.article)).scalars())


def keep(connection: sql.Connection, reader: str, found: Mapping[int, Sequence[Statement]]) -> None:
    """Keep the statements that a reader found in some articles.

    Args:
        connection: In a write transaction.
        reader: What tells one way of reading from another.
        found: Statements by article.
    """
    rows = [
        {"article": article, "reader": reader, "statements": json.dumps([_encoded(each) for each in statements])}
        for article, statements in found.items()
    ]
    if rows:
        connection.execute(insert_or_replace(connection, reread_), rows)


def take(connection: sql.Connection, reader: str) -> dict[int, list[Statement]]:
    """The statements that a reader found, by article; they are no longer kept.

    Args:
        connection: In a write transaction.
        reader: What tells one way of reading from another.
    """
    rows = connection.execute(sql.select(reread_).where(reread_.c.reader == reader)).all()
    connection.execute(reread_.delete())
    return {row.article: [_decoded(each) for each in json.loads(row.statements)] for row in rows}


def _encoded(statement: Statement) -> list[Any]:
    return [
        statement.content, statement.kind.value, statement.mention, statement.cue, _person(statement.person),
        _person(statement.via), statement.confidence, statement.question,
    ]  # fmt: skip


def _person(person: Person | None) -> list[Any] | None:
    return None if person is None else [person.name, person.aliases, person.roles, person.organisation]


def _decoded(value: list[Any]) -> Statement:
    content, kind, mention, cue, person, via, confidence, question = value
    spans = tuple((start, end) for start, end in content)
    return Statement(
        spans, Kind(kind), _span(mention), _span(cue), _known(person), _known(via), confidence, question
    )  # fmt: skip


def _span(value: list[int] | None) -> Span | None:
    return (value[0], value[1]) if value else None


def _known(value: list[Any] | None) -> Person | None:
    if value is None:
        return None
    name, aliases, roles, organisation = value
    return Person(name, tuple(aliases), tuple(roles), organisation)
