"""The tables of feeds, their outages and their entries."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from index.store.schema import metadata

feed_ = Table(
    "feed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),  # as it was given
    Column("address", Text, nullable=False),  # where it is read, after moving
    Column("collection", String, nullable=False),
    Column("outlet", Text),  # None: the feed's own title
    Column("title", Text),
    Column("home", Text),
    Column("added_by", sql.BigInteger),  # None: the settings
    Column("added", String, nullable=False),
    Column("active", Integer, nullable=False, default=1),
    Column("etag", Text),
    Column("modified", Text),
    Column("next_at", String, nullable=False),  # these moments: ISO 8601 in UTC, to the microsecond
    Column("last_success", String),
    Column("last_new", String),  # when it last brought an article
    Column("failures", Integer, nullable=False, default=0),  # failed readings in a row
    Column("failing_since", String),
    Column("problem", Text),  # what is wrong, as JSON; a sentence where an earlier release wrote it
    Column("gone", String),  # when it said that it is gone for good
    Column("told", String),  # when the admins were told of what is wrong now
    sql.UniqueConstraint("url", "collection"),
    sqlite_autoincrement=True,
)


outage_ = Table(  # past periods in which a feed could not be read
    "outage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed", ForeignKey("feed.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
)


entry_ = Table(  # entries of feeds, recorded before their articles are fetched
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed", ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("mark", String, nullable=False),  # changes when the publisher changes the entry
    Column("found", String, nullable=False),
    Column("state", String, nullable=False),  # "pending", "done", "refused"
    Column("attempts", Integer, nullable=False, default=0),
    Column("retry", String),  # while pending, when it may be tried again; after, when it was last read
    Column("content", Text),  # the entry as JSON, while pending; then its id alone
    Column("article", Integer),
    sql.UniqueConstraint("feed", "key"),
    sql.Index("entry_pending", "feed", "state", "id"),
    sqlite_autoincrement=True,
)
