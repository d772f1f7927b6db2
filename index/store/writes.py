"""What is written when an article comes in: its text and addresses, its passages, who said what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sql

from index.model import Draft, Person, Span, Statement
from index.store import people
from index.store.schema import address_, article_, change_, passage_, speaks_, statement_


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def add_address(connection: sql.Connection, article: int, url: str) -> bool:
    known = connection.execute(
        sql.select(address_.c.id).where(address_.c.article == article, address_.c.url == url)
    ).first()
    if known is None:
        connection.execute(address_.insert().values(article=article, url=url))
    return known is None


def add(
    connection: sql.Connection, draft: Draft, spans: Sequence[Span], statements: Sequence[Statement]
) -> tuple[int, bool]:
    same = connection.execute(
        sql.select(article_.c.id).where(
            article_.c.sha256 == digest(draft.text), article_.c.collection == draft.collection
        )
    ).scalar()
    if same is not None:
        if draft.url:
            add_address(connection, same, draft.url)
        return same, False
    result = connection.execute(
        article_.insert().values(
            sha256=digest(draft.text),
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
    last = connection.execute(sql.text("SELECT seq FROM sqlite_sequence WHERE name = 'passage'")).scalar() or 0
    ids = list(range(last + 1, last + 1 + len(spans)))
    if spans:
        connection.execute(
            passage_.insert(),
            [{"id": i, "article": article, "start": a, "end": b} for i, (a, b) in zip(ids, spans, strict=True)],
        )
    add_statements(connection, article, ids, spans, statements)
    connection.execute(change_.insert().values(article=article, removed=None))
    return article, True


def add_statements(
    connection: sql.Connection,
    article: int,
    ids: Sequence[int],
    spans: Sequence[Span],
    statements: Sequence[Statement],
) -> None:
    speaks: set[tuple[int, int]] = set()
    rows = []
    stored: dict[Person, int] = {}
    for one in statements:
        for who in (one.person, one.via):
            if who is not None and who not in stored:
                stored[who] = people.join(connection, who)
        person = stored[one.person] if one.person else None
        rows.append(
            {
                "article": article,
                "person": person,
                "via": stored[one.via] if one.via else None,
                "kind": one.kind.value,
                "content": json.dumps(one.content),
                "start": one.start,
                "end": one.end,
                "mention": _dump(one.mention),
                "cue": _dump(one.cue),
                "confidence": one.confidence,
                "question": int(one.question),
            }
        )
        if person is not None:
            speaks |= {
                (id, person)
                for id, (a, b) in zip(ids, spans, strict=True)
                if any(a < e and s < b for s, e in one.content)
            }
    if rows:
        connection.execute(statement_.insert(), rows)
    if speaks:
        connection.execute(speaks_.insert(), [{"passage": p, "person": q} for p, q in speaks])


def _dump(span: Span | None) -> str | None:
    return None if span is None else json.dumps(span)
