"""Let a subscription say how many stories a digest shows, and whether it makes a sound."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns."""
    op.execute('ALTER TABLE "subscription" ADD COLUMN "stories" INTEGER DEFAULT 5 NOT NULL')
    op.execute('ALTER TABLE "subscription" ADD COLUMN "silent" BOOLEAN DEFAULT 0 NOT NULL')
    op.execute('ALTER TABLE "part" ADD COLUMN "silent" BOOLEAN DEFAULT 0 NOT NULL')
