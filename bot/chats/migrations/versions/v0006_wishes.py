"""Keep of a subscription whose words are wanted as a person or an office, and what is to be left out."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; older subscriptions name their speaker, and leave nothing out."""
    op.execute('ALTER TABLE "subscription" ADD COLUMN "speaker_id" INTEGER')
    op.execute('ALTER TABLE "subscription" ADD COLUMN "office" BOOLEAN DEFAULT 0 NOT NULL')
    op.execute('ALTER TABLE "subscription" ADD COLUMN "without" TEXT DEFAULT \'[]\' NOT NULL')
