"""The tables of digests that go elsewhere than to a chat: each issue, and each way that it still has to go."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import Column, Float, Integer, String, Table, Text

from bot.chats.database import metadata

issue_ = Table(
    "issue", metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String, nullable=False), Column("day", String, nullable=False),
    Column("after", Integer, nullable=False), Column("upto", Integer, nullable=False),
    Column("edition", Integer),  # none where a digest began, or nothing was new
    Column("at", String, nullable=False),
    sql.UniqueConstraint("digest", "day"),
    sqlite_autoincrement=True,
)  # fmt: skip
mailing_ = Table(
    "mailing", metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", Integer, nullable=False),
    Column("recipient", String, nullable=False),  # an address; empty for the folder
    Column("state", String, nullable=False), Column("next_at", Float, nullable=False),
    Column("tries", Integer, nullable=False, default=0), Column("unknown", Integer, nullable=False, default=0),
    Column("why", Text),
    sql.UniqueConstraint("issue", "recipient"),
    sql.Index("mailing_open", "next_at", sqlite_where=sql.text("state IN ('waiting', 'sending')")),
    sqlite_autoincrement=True,
)  # fmt: skip
