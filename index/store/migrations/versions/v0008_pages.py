"""Keep where in an article's text a page of its document begins.

Of articles that are there already it is not known; who adds their documents again gets them as new articles.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column."""
    op.execute('ALTER TABLE "article" ADD COLUMN pages TEXT')
