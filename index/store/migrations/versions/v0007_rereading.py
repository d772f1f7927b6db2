"""Keep what has been read again of articles till all have been, so that reading again goes on where it was killed."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reread",
        sql.Column("article", sql.Integer, sql.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sql.Column("reader", sql.String, nullable=False),
        sql.Column("statements", sql.Text, nullable=False),
    )
