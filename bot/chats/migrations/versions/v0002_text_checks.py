"""Keep the reports of checked texts for some days, and who was asked for a text."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "check_report",
        sql.Column("id", sql.Integer, primary_key=True),
        sql.Column("chat", sql.BigInteger, nullable=False),
        sql.Column("person", sql.BigInteger, nullable=False),
        sql.Column("report", sql.Text, nullable=False),
        sql.Column("at", sql.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "check_prompt",
        sql.Column("chat", sql.BigInteger, primary_key=True),
        sql.Column("person", sql.BigInteger, primary_key=True),
        sql.Column("message", sql.BigInteger, nullable=False),
        sql.Column("until", sql.String, nullable=False),
    )
