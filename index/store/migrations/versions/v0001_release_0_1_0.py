"""The layout of release 0.1.0.

A file of that release has all of it.  One from before may lack the feeds or an index: what is missing is made.
"""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

from index.errors import StoreError

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and index that is missing."""
    _articles()
    _people()
    _statements()
    _changes()
    _feeds()
    _indexes()


def _articles() -> None:
    _create("property", Column("name", String, primary_key=True), Column("value", Text))
    _refuse_other_layouts()
    _create(
        "article",
        Column("id", Integer, primary_key=True),
        Column("sha256", String(64), nullable=False),
        Column("collection", String, nullable=False),
        Column("title", Text),
        Column("outlet", Text),
        Column("author", Text),
        Column("published", String),
        Column("day", String),
        Column("language", String),
        Column("added", String, nullable=False),
        Column("text", Text, nullable=False),
        sql.UniqueConstraint("sha256", "collection"),
        sqlite_autoincrement=True,
    )
    _create(
        "address",
        Column("id", Integer, primary_key=True),
        Column("article", Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        Column("url", Text, nullable=False),
    )
    _create(
        "passage",
        Column("id", Integer, primary_key=True),
        Column("article", Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _people() -> None:
    _create(
        "person",
        Column("id", Integer, primary_key=True),
        Column("name", Text, nullable=False),
        Column("organisation", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    _create(
        "alias",
        Column("person", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        Column("name", Text, primary_key=True),
        Column("role", Integer, primary_key=True),
    )


def _statements() -> None:
    _create(
        "statement",
        Column("id", Integer, primary_key=True),
        Column("article", Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        Column("person", Integer, ForeignKey("person.id")),
        Column("via", Integer, ForeignKey("person.id")),
        Column("kind", String, nullable=False),
        Column("content", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("mention", Text),
        Column("cue", Text),
        Column("confidence", sql.Float, nullable=False),
        Column("question", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    _create(
        "speaks",
        Column("passage", Integer, ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True),
        Column("person", Integer, ForeignKey("person.id"), primary_key=True),
    )


def _changes() -> None:
    _create(
        "change",
        Column("id", Integer, primary_key=True),
        Column("article", Integer, nullable=False),
        Column("removed", Text),
        sqlite_autoincrement=True,
    )


def _feeds() -> None:
    _create(
        "feed",
        Column("id", Integer, primary_key=True),
        Column("url", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("collection", String, nullable=False),
        Column("outlet", Text),
        Column("title", Text),
        Column("home", Text),
        Column("added_by", sql.BigInteger),
        Column("added", String, nullable=False),
        Column("active", Integer, nullable=False),
        Column("etag", Text),
        Column("modified", Text),
        Column("next_at", String, nullable=False),
        Column("last_success", String),
        Column("last_new", String),
        Column("failures", Integer, nullable=False),
        Column("failing_since", String),
        Column("problem", Text),
        Column("gone", String),
        Column("told", String),
        sql.UniqueConstraint("url", "collection"),
        sqlite_autoincrement=True,
    )
    _create(
        "outage",
        Column("id", Integer, primary_key=True),
        Column("feed", Integer, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
        Column("since", String, nullable=False),
        Column("until", String, nullable=False),
    )
    _create(
        "entry",
        Column("id", Integer, primary_key=True),
        Column("feed", Integer, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
        Column("key", Text, nullable=False),
        Column("mark", String, nullable=False),
        Column("found", String, nullable=False),
        Column("state", String, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("retry", String),
        Column("content", Text),
        Column("article", Integer),
        sql.UniqueConstraint("feed", "key"),
        sqlite_autoincrement=True,
    )


def _indexes() -> None:
    lower = sql.text("lower(name)")
    for name, table, columns in (
        ("ix_article_day", "article", ["day"]),
        ("ix_address_article", "address", ["article"]),
        ("ix_address_url", "address", ["url"]),
        ("ix_passage_article", "passage", ["article"]),
        ("ix_person_name", "person", ["name"]),
        ("person_lower", "person", [lower]),
        ("alias_lower", "alias", [lower]),
        ("ix_statement_article", "statement", ["article"]),
        ("ix_statement_person", "statement", ["person"]),
        ("statement_by_place", "statement", ["article", "start", "end"]),
        ("ix_speaks_person", "speaks", ["person"]),
        ("speaks_by_person", "speaks", ["person", "passage"]),
        ("ix_outage_feed", "outage", ["feed"]),
        ("entry_pending", "entry", ["feed", "state", "id"]),
    ):
        op.create_index(name, table, columns, if_not_exists=True)


def _create(name: str, *items: sql.schema.SchemaItem, sqlite_autoincrement: bool = False) -> None:
    # With it, SQLite gives no number a second time.
    op.create_table(name, *items, if_not_exists=True, sqlite_autoincrement=sqlite_autoincrement)


def _refuse_other_layouts() -> None:
    """Before revisions, the row "version" of `property` told the layout; the only one released was 1."""
    connection = op.get_bind()
    known = connection.exec_driver_sql("SELECT value FROM property WHERE name = 'version'").scalar()
    if known not in (None, "1"):
        raise StoreError(
            f"{connection.engine.url.database} was made by another version of On Record (layout {known}); "
            "add the articles to a new data folder"
        )
