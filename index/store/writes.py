"""Writes an article and what was found in it: text, addresses, passages, statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sql

from index.model import Draft, OutcomeStatus, Person, Span, Statement
from index.store import appearances, blocks, revisions
from index.store.completion import complete
from index.store.dialects import among, insert_all, next_ids
from index.store.schema import address_, appearance_, article_, change_, passage_, person_, speaks_, statement_
from index.store.speaking import insert_speakers


class Stored(NamedTuple):
    """What became of an article that was to be stored.

    Attributes:
        article: Its id.
        new: Whether its text is.
        replaced: The article whose newest revision it is now; None for none.
    """

    article: int
    new: bool
    replaced: int | None = None

    @property
    def status(self) -> OutcomeStatus:
        """The same in a word."""
        if not self.new:
            return OutcomeStatus.UNCHANGED
        return OutcomeStatus.ADDED if self.replaced is None else OutcomeStatus.REVISED


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


def add(connection: sql.Connection, draft: Draft, spans: Sequence[Span], statements: Sequence[Statement]) -> Stored:
    """Add an article; one whose text is in the collection already gains its address, and what it lacks.

    What it says now takes the place of what the same address said before.

    Args:
        connection: In a write transaction.
        draft: The article.
        spans: Its passages, as offsets into its text, in order.
        statements: Who said what in it.
    """
    same = known(connection, draft.text, draft.collection)
    if same is not None:
        for url in draft.urls:
            add_address(connection, same, url)
        complete(connection, same, draft)
        return Stored(same, new=False)
    sha256 = digest(draft.text)
    revisions.free_hash(connection, sha256, draft.collection)
    replaced = revisions.replaced_by(connection, draft)
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
            pages=json.dumps(draft.pages, separators=(",", ":")) if draft.pages else None,
        )
    )
    assert result.inserted_primary_key is not None
    article: int = result.inserted_primary_key[0]
    insert_all(connection, address_, [{"article": article, "url": url} for url in dict.fromkeys(draft.urls)])
    blocks.add(connection, article, draft.blocks)
    passages = _add_passages(connection, article, spans)
    add_statements(connection, article, passages, spans, statements)
    connection.execute(change_.insert().values(article=article, removed=None))
    if replaced is not None:
        revisions.replace(connection, replaced, article)
    return Stored(article, new=True, replaced=replaced)


def known(connection: sql.Connection, text: str, collection: str) -> int | None:
    """The id of the article that says this very text now, if there is one."""
    here = article_.c.sha256 == digest(text), article_.c.collection == collection, article_.c.replaced_by.is_(None)
    id: int | None = connection.execute(sql.select(article_.c.id).where(*here)).scalar()
    return id


def _add_passages(connection: sql.Connection, article: int, spans: Sequence[Span]) -> list[int]:
    """The ids of the new passages, in the order of the spans."""
    ids = list(next_ids(connection, passage_, len(spans)))
    rows = [
        {"id": id, "article": article, "start": start, "end": end} for id, (start, end) in zip(ids, spans, strict=True)
    ]
    insert_all(connection, passage_, rows)
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
    found = appearances.insert(connection, article, _people(statements))
    insert_statements(
        connection, article, ids, spans, statements, found, appearances.attach(connection, found.values())
    )


def insert_statements(
    connection: sql.Connection,
    article: int,
    ids: Sequence[int],
    spans: Sequence[Span],
    statements: Sequence[Statement],
    found: Mapping[Person, int],
    owners: Mapping[int, int],
) -> None:
    """Add statements whose people are stored already.

    Args:
        connection: In a write transaction.
        article: The article's id.
        ids: The ids of its passages.
        spans: The passages' offsets, in the order of `ids`.
        statements: Who said what in it.
        found: The article's appearances, by the people in its statements.
        owners: Ids of people, by their appearances.
    """
    rows = [_row(article, statement, found, owners) for statement in statements]
    insert_all(connection, statement_, rows)
    said = [
        (owners[found[each.person]], each.content)
        for each in statements
        if each.person is not None and each.person in found
    ]
    insert_speakers(connection, said, ids, spans)


def replace_statements(connection: sql.Connection, found: Mapping[int, Sequence[Statement]]) -> None:
    """Put newly found statements of articles in place of all old ones, and decide anew who everybody is.

    People keep their ids where an article still names them as one did before.

    Args:
        connection: In a write transaction.
        found: Statements by the ids of their articles; other articles keep theirs.
    """
    known = appearances.known_names(connection)
    of_these = sql.select(passage_.c.id).where(among(passage_.c.article, found))
    connection.execute(statement_.delete().where(among(statement_.c.article, found)))
    connection.execute(speaks_.delete().where(speaks_.c.passage.in_(of_these)))
    connection.execute(appearance_.delete().where(among(appearance_.c.article, found)))
    there = set(connection.execute(sql.select(article_.c.id).where(among(article_.c.id, found))).scalars())
    people = {
        article: appearances.insert(connection, article, _people(statements), known)
        for article, statements in found.items()
        if article in there
    }
    appearances.settle_all(connection)
    # With hardly a statement there, SQLite finds at once that none refers to whom it deletes.
    appears = sql.select(appearance_.c.person).where(appearance_.c.person.is_not(None))
    connection.execute(person_.delete().where(person_.c.id.not_in(appears)))
    for article, ids in people.items():
        rows = connection.execute(
            sql.select(passage_).where(passage_.c.article == article).order_by(passage_.c.id)
        ).all()
        if rows:
            spans = [(row.start, row.end) for row in rows]
            owners = appearances.owners(connection, ids.values())
            insert_statements(connection, article, [row.id for row in rows], spans, found[article], ids, owners)
            connection.execute(change_.insert().values(article=article, removed=None))


def _people(statements: Sequence[Statement]) -> list[Person]:
    """Everybody in statements who speaks or passes words on."""
    return [person for each in statements for person in (each.person, each.via) if person is not None]


def _row(
    article: int, statement: Statement, found: Mapping[Person, int], owners: Mapping[int, int]
) -> dict[str, object]:
    appearance = found.get(statement.person) if statement.person else None
    via = found.get(statement.via) if statement.via else None
    return {
        "article": article,
        "person": owners[appearance] if appearance else None,
        "via": owners[via] if via else None,
        "appearance": appearance,
        "via_appearance": via,
        "kind": statement.kind.value,
        "content": json.dumps(statement.content),
        "start": statement.start,
        "end": statement.end,
        "mention": _span_json(statement.mention),
        "cue": _span_json(statement.cue),
        "confidence": statement.confidence,
        "question": int(statement.question),
    }


def _span_json(span: Span | None) -> str | None:
    return None if span is None else json.dumps(span)
