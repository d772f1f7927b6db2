"""Writes an article and what was found in it: text, addresses, passages, statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sql

from index.model import Draft, Person, Span, Statement
from index.store import blocks, people
from index.store.schema import address_, article_, change_, passage_, speaks_, statement_


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def add_address(connection: sql.Connection, article: int, url: str) -> bool:
    """Add an address to an article; False when it had that one already."""
    known = connection.execute(
        sql.select(address_.c.id).where(address_.c.article == article, address_.c.url == url)
    ).first()
    if known is None:
        connection.execute(address_.insert().values(article=article, url=url))
    return known is None


def add(
    connection: sql.Connection, draft: Draft, spans: Sequence[Span], statements: Sequence[Statement]
) -> tuple[int, bool]:
    """Add an article; one whose text is in the collection already gains its address only.

    Args:
        connection: In a write transaction.
        draft: The article.
        spans: Its passages, as offsets into its text, in order.
        statements: Who said what in it.

    Returns:
        The article's id, and whether it is new.
    """
    sha256 = digest(draft.text)
    same = connection.execute(
        sql.select(article_.c.id).where(article_.c.sha256 == sha256, article_.c.collection == draft.collection)
    ).scalar()
    if same is not None:
        if draft.url:
            add_address(connection, same, draft.url)
        return same, False
    result = connection.execute(
        article_.insert().values(
            sha256=sha256,
            collection=draft.collection,
            title=draft.title,
            outlet=draft.outlet,
            author=draft.author,
            published=draft.published.isoformat() if draft.published else None,
            day=draft.published.date().isoformat() if draft.published else None,
            language=draft.language,
            added=datetime.now(UTC).isoformat(),
            text=draft.text,
        )
    )
    assert result.inserted_primary_key is not None
    article: int = result.inserted_primary_key[0]
    if draft.url:
        add_address(connection, article, draft.url)
    blocks.add(connection, article, draft.blocks)
    passages = _add_passages(connection, article, spans)
    add_statements(connection, article, passages, spans, statements)
    connection.execute(change_.insert().values(article=article, removed=None))
    return article, True


def _add_passages(connection: sql.Connection, article: int, spans: Sequence[Span]) -> list[int]:
    """The ids of the new passages, in the order of the spans."""
    last = connection.execute(sql.text("SELECT seq FROM sqlite_sequence WHERE name = 'passage'")).scalar() or 0
    ids = list(range(last + 1, last + 1 + len(spans)))
    rows = [
        {"id": id, "article": article, "start": start, "end": end} for id, (start, end) in zip(ids, spans, strict=True)
    ]
    if rows:
        connection.execute(passage_.insert(), rows)
    return ids


def add_statements(
    connection: sql.Connection,
    article: int,
    ids: Sequence[int],
    spans: Sequence[Span],
    statements: Sequence[Statement],
) -> None:
    """Add statements to an article, with the people in them, and whose words each of its passages contains.

    Args:
        connection: In a write transaction.
        article: The article's id.
        ids: The ids of its passages.
        spans: The passages' offsets, in the order of `ids`.
        statements: Who said what in it.
    """
    stored = _join_people(connection, statements)
    rows = [_row(article, statement, stored) for statement in statements]
    if rows:
        connection.execute(statement_.insert(), rows)
    speaks = {
        (passage, stored[statement.person])
        for statement in statements
        if statement.person is not None
        for passage in _touched(statement, ids, spans)
    }
    if speaks:
        connection.execute(speaks_.insert(), [{"passage": passage, "person": person} for passage, person in speaks])


def _join_people(connection: sql.Connection, statements: Sequence[Statement]) -> dict[Person, int]:
    """The ids under which the people in statements are stored."""
    stored: dict[Person, int] = {}
    for statement in statements:
        for person in (statement.person, statement.via):
            if person is not None and person not in stored:
                stored[person] = people.join(connection, person)
    return stored


def _row(article: int, statement: Statement, stored: dict[Person, int]) -> dict[str, object]:
    return {
        "article": article,
        "person": stored[statement.person] if statement.person else None,
        "via": stored[statement.via] if statement.via else None,
        "kind": statement.kind.value,
        "content": json.dumps(statement.content),
        "start": statement.start,
        "end": statement.end,
        "mention": _span_json(statement.mention),
        "cue": _span_json(statement.cue),
        "confidence": statement.confidence,
        "question": int(statement.question),
    }


def _touched(statement: Statement, ids: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """The passages that contain some of a statement's words."""
    return [
        id
        for id, (first, last) in zip(ids, spans, strict=True)
        if any(first < end and start < last for start, end in statement.content)
    ]


def _span_json(span: Span | None) -> str | None:
    return None if span is None else json.dumps(span)
