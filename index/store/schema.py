"""The tables of the store, as the newest revision in `migrations` leaves them.

Whoever changes one adds a revision; the tables of feeds are in index/feeds/schema.py.
"""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from index.store.origins import new_mark

metadata = sql.MetaData()
MOVING = "moving"  # the property of a store that is only a part of what it is to be: `index.store.moving`
# Since layouts have revisions, its row "version" only keeps release 0.1.0 out.
property_ = Table("property", metadata, Column("name", String, primary_key=True), Column("value", Text))
article_ = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("collection", String, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("author", Text),
    Column("published", String),  # ISO 8601 with offset
    Column("day", String, index=True),  # the date of `published`, as published
    Column("language", String),
    Column("added", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("pages", Text),  # a JSON list of [start, page], as Article has them; of an article without pages none
    # The id of the newest revision of the same article, None of that one; nothing is found in the others any more.
    Column("replaced_by", Integer, index=True),
    sql.UniqueConstraint("sha256", "collection"),
    sqlite_autoincrement=True,
)
address_ = Table(
    "address",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", Text, nullable=False, index=True),
)
passage_ = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_autoincrement=True,
)
blocks_ = Table(
    "blocks",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("spans", Text, nullable=False),  # as index.store.blocks writes them
)
person_ = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("organisation", Integer, nullable=False),
    sql.Index("person_lower", sql.text("lower(name)")),
    sqlite_autoincrement=True,
)
alias_ = Table(
    "alias",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("role", Integer, primary_key=True, default=0),
    sql.Index("alias_lower", sql.text("lower(name)")),
)
statement_ = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("person.id"), index=True),
    Column("via", ForeignKey("person.id")),
    Column("kind", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("mention", Text),
    Column("cue", Text),
    Column("confidence", sql.Float, nullable=False),
    Column("question", Integer, nullable=False, default=0),
    Column("appearance", Integer),  # who `person` and `via` are in this article
    Column("via_appearance", Integer),
    sqlite_autoincrement=True,
)
sql.Index("statement_by_place", statement_.c.article, statement_.c.start, statement_.c.end)
speaks_ = Table(  # whose words a passage contains
    "speaks",
    metadata,
    Column("passage", ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True, index=True),
)
sql.Index("speaks_by_person", speaks_.c.person, speaks_.c.passage)
appearance_ = Table(  # somebody in one article, as the article names them
    "appearance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("person.id"), index=True),
    Column("key", Text, index=True),  # names with another key are never compared; None: not computed yet
    Column("name", Text, nullable=False),
    Column("aliases", Text, nullable=False),  # JSON lists
    Column("roles", Text, nullable=False),
    Column("organisation", Integer, nullable=False),
    sqlite_autoincrement=True,
)
held_role_ = Table(  # by which bare titles the one who appears may be called, where and when
    "held_role",
    metadata,
    Column("appearance", ForeignKey("appearance.id", ondelete="CASCADE"), primary_key=True),
    Column("title", Text, primary_key=True),
    Column("outlet", Text),
    Column("day", String),
    sql.Index("held_role_when", "title", "outlet", "day"),
)
decision_ = Table(  # what editors decided about people
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("scope", Text, nullable=False),  # JSON
    Column("undone", String),  # when; None: it holds
    sqlite_autoincrement=True,
)
change_ = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("removed", Text),  # None: added or read again; else its passages, as "first-last"
    Column("mark", String, default=new_mark),  # as index.origin explains
    sqlite_autoincrement=True,
)
reread_ = Table(  # what index.store.rereading keeps
    "reread",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", String, nullable=False),
    Column("statements", Text, nullable=False),  # JSON
)
