"""Keep the blocks of articles: what mark-up told of their paragraphs, headings, quotations and so on.

Articles that are there already have none; their blocks are told by their lines.
"""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "blocks",
        sql.Column("article", sql.Integer, sql.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sql.Column("spans", sql.Text, nullable=False),
    )
