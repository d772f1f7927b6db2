"""Editors' decisions about people in the store: each is a row of its own, which can be undone and is never deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sql

from index.store.decisions import Decision, DecisionKind, Scope
from index.store.schema import article_, decision_


def add(connection: sql.Connection, decision: Decision) -> Decision:
    """Store a decision; returns it with its number and the moment."""
    decision = replace(decision, at=datetime.now(UTC).isoformat())
    result = connection.execute(
        decision_.insert().values(
            at=decision.at,
            by=decision.by,
            kind=decision.kind.value,
            name=decision.name,
            other=decision.other,
            scope=json.dumps({key: str(value) for key, value in asdict(decision.scope).items() if value}),
        )
    )
    assert result.inserted_primary_key is not None
    return replace(decision, id=int(result.inserted_primary_key[0]))


def undo(connection: sql.Connection, id: int) -> Decision | None:
    """Let a decision hold no longer; None when there is none of that number that holds."""
    row = connection.execute(sql.select(decision_).where(decision_.c.id == id, decision_.c.undone.is_(None))).first()
    if row is None:
        return None
    connection.execute(decision_.update().where(decision_.c.id == id).values(undone=datetime.now(UTC).isoformat()))
    return _decision(row)


def read(connection: sql.Connection) -> list[Decision]:
    """The decisions that hold, in the order in which they were made."""
    rows = connection.execute(sql.select(decision_).where(decision_.c.undone.is_(None)).order_by(decision_.c.id))
    return [_decision(row) for row in rows]


def articles_by_hash(connection: sql.Connection, decisions: Sequence[Decision]) -> dict[str, set[int]]:
    """Ids of the articles that decisions name by the SHA-256 of their text, or of that of an earlier revision.

    One text may be in several collections.
    """
    hashes = [decision.scope.article for decision in decisions if decision.scope.article]
    found: dict[str, set[int]] = {}
    if hashes:
        newest = sql.func.coalesce(article_.c.replaced_by, article_.c.id)
        query = sql.select(article_.c.sha256, newest).where(article_.c.sha256.in_(hashes))
        for sha256, id in connection.execute(query):
            found.setdefault(sha256, set()).add(id)
    return found


def _decision(row: Any) -> Decision:
    scope: dict[str, Any] = json.loads(row.scope)
    for bound in ("since", "until"):
        if bound in scope:
            scope[bound] = date.fromisoformat(scope[bound])
    return Decision(DecisionKind(row.kind), row.name, row.other, Scope(**scope), row.id, row.at, row.by)
