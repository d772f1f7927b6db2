"""Let a subscription say how many stories a digest shows and whether it makes a sound; keep digests for others."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns and the tables."""
    op.execute('ALTER TABLE "subscription" ADD COLUMN "stories" INTEGER DEFAULT 5 NOT NULL')
    op.execute('ALTER TABLE "subscription" ADD COLUMN "silent" BOOLEAN DEFAULT 0 NOT NULL')
    op.execute('ALTER TABLE "part" ADD COLUMN "silent" BOOLEAN DEFAULT 0 NOT NULL')
    op.execute(
        'CREATE TABLE "issue" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" VARCHAR NOT NULL, '
        '"day" VARCHAR NOT NULL, "after" INTEGER NOT NULL, "upto" INTEGER NOT NULL, "edition" INTEGER, '
        '"at" VARCHAR NOT NULL, UNIQUE ("digest", "day"))'
    )
    op.execute(
        'CREATE TABLE "mailing" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "issue" INTEGER NOT NULL, '
        '"recipient" VARCHAR NOT NULL, "state" VARCHAR NOT NULL, "next_at" FLOAT NOT NULL, "tries" INTEGER NOT NULL, '
        '"unknown" INTEGER NOT NULL, "why" TEXT, UNIQUE ("issue", "recipient"))'
    )
    op.execute("CREATE INDEX mailing_open ON mailing (next_at) WHERE state IN ('waiting', 'sending')")
