"""Keep up to where it was told what became of quotations that were shown, and who does not want to know."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add both tables."""
    op.execute('CREATE TABLE "corrected" ("upto" INTEGER NOT NULL)')
    op.execute('CREATE TABLE "uncorrected" ("chat" BIGINT NOT NULL, PRIMARY KEY ("chat"))')
