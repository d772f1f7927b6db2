"""The layout of release 0.1.0.

A file of that release may lack tables that nothing had needed yet, one from before an index: what is missing is made.
"""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and index that is missing."""
    _conversations()
    _rights()
    _subscriptions()
    _outbox()
    _indexes()


def _conversations() -> None:
    _create(
        "asked",
        Column("id", Integer, primary_key=True),
        Column("chat", BigInteger, nullable=False),
        Column("thread", BigInteger, nullable=False),
        Column("person", BigInteger, nullable=False),
        Column("message", BigInteger),
        Column("page", Integer, nullable=False),
        Column("answer", Text, nullable=False),
        Column("at", String, nullable=False),
        sqlite_autoincrement=True,
    )
    _create(
        "rating",
        Column("asked", Integer, primary_key=True),
        Column("person", BigInteger, primary_key=True),
        Column("useful", Integer, nullable=False),
    )
    _create(
        "language",
        Column("chat", BigInteger, primary_key=True),
        Column("language", String, nullable=False),
    )
    _create(
        "update",
        Column("id", BigInteger, primary_key=True),
        Column("body", Text),
        Column("tries", Integer, nullable=False),
    )


def _rights() -> None:
    _create(
        "role",
        Column("subject", BigInteger, primary_key=True),
        Column("role", Integer, nullable=False),
    )
    _create(
        "grant",
        Column("chat", BigInteger, primary_key=True),
        Column("collection", String, primary_key=True),
    )
    _create(
        "request",
        Column("person", BigInteger, primary_key=True),
        Column("at", String, nullable=False),
    )
    _create(
        "audit",
        Column("id", Integer, primary_key=True),
        Column("at", String, nullable=False),
        Column("by", BigInteger, nullable=False),
        Column("subject", BigInteger, nullable=False),
        Column("decision", Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _subscriptions() -> None:
    _create(
        "subscription",
        Column("id", Integer, primary_key=True),
        Column("chat", BigInteger, nullable=False),
        Column("thread", BigInteger, nullable=False),
        Column("person", BigInteger, nullable=False),
        Column("kind", String, nullable=False),
        Column("state", String, nullable=False),
        Column("why", String),
        Column("speaker", Text),
        Column("topic", Text),
        Column("outlet", Text),
        Column("at", String, nullable=False),
        Column("zone", String),
        Column("weekdays", String, nullable=False),
        Column("quiet", Boolean, nullable=False),
        Column("language", String, nullable=False),
        Column("after", Integer, nullable=False),
        Column("last", String),
        Column("next_at", String),
        Column("alerted", String, nullable=False),
        Column("alerts", Integer, nullable=False),
        Column("quiet_until", String),
        sqlite_autoincrement=True,
    )
    _create(
        "mute",
        Column("chat", BigInteger, primary_key=True),
        Column("thread", BigInteger, primary_key=True),
        Column("article", Integer, primary_key=True),
        Column("at", String, nullable=False),
    )
    _create(
        "prompt",
        Column("chat", BigInteger, primary_key=True),
        Column("message", BigInteger, primary_key=True),
        Column("person", BigInteger, nullable=False),
        Column("subscription", Integer, nullable=False),
        Column("wanted", String, nullable=False),
        Column("at", String, nullable=False),
    )


def _outbox() -> None:
    _create(
        "edition",
        Column("id", Integer, primary_key=True),
        Column("key", String(64), nullable=False, unique=True),
        Column("body", Text, nullable=False),
        Column("at", String, nullable=False),
        sqlite_autoincrement=True,
    )
    _create(
        "run",
        Column("id", Integer, primary_key=True),
        Column("subscription", Integer, nullable=False),
        Column("day", String, nullable=False),
        Column("after", Integer, nullable=False),
        Column("upto", Integer, nullable=False),
        Column("late", Boolean, nullable=False),
        Column("at", String, nullable=False),
        sql.UniqueConstraint("subscription", "day"),
        sqlite_autoincrement=True,
    )
    _create(
        "part",
        Column("id", Integer, primary_key=True),
        Column("chat", BigInteger, nullable=False),
        Column("thread", BigInteger, nullable=False),
        Column("subscription", Integer, nullable=False),
        Column("run", Integer),
        Column("edition", Integer, nullable=False),
        Column("page", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("next_at", sql.Float, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("unknown", Integer, nullable=False),
        Column("message", BigInteger),
        Column("why", Text),
        Column("at", String, nullable=False),
        sqlite_autoincrement=True,
    )


def _indexes() -> None:
    for name, table, columns in (
        ("asked_by", "asked", ["chat", "thread", "person"]),
        ("asked_shown", "asked", ["chat", "message"]),
        ("ix_subscription_chat", "subscription", ["chat"]),
        ("ix_subscription_next_at", "subscription", ["next_at"]),
        ("part_sent", "part", ["chat", "edition"]),
        ("part_of", "part", ["subscription"]),
    ):
        op.create_index(name, table, columns, if_not_exists=True)
    unsent = sql.text("state IN ('waiting', 'sending', 'parked')")
    op.create_index("part_open", "part", ["chat", "id"], if_not_exists=True, sqlite_where=unsent)


def _create(name: str, *items: sql.schema.SchemaItem, sqlite_autoincrement: bool = False) -> None:
    # With it, SQLite gives no number a second time.
    op.create_table(name, *items, if_not_exists=True, sqlite_autoincrement=sqlite_autoincrement)
