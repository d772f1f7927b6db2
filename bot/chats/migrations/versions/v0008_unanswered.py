"""Keep what was asked by those who wait to be admitted."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        'CREATE TABLE "unanswered" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "subject" BIGINT NOT NULL, '
        '"message" BIGINT NOT NULL, "update" BIGINT NOT NULL, "at" FLOAT NOT NULL, "body" TEXT NOT NULL)'
    )
