"""Keep by which newer text of the same article an older one is replaced."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column, and an index by which the earlier revisions of an article are found."""
    op.execute('ALTER TABLE "article" ADD COLUMN replaced_by INTEGER')
    op.execute("CREATE INDEX ix_article_replaced_by ON article (replaced_by)")
