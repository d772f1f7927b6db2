"""Keep release 0.1.0 out: it knows no revisions, and would write into a layout that it can't read.

It opens a file only where `property` says "version 1".
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Set the version that 0.1.0 looks for to one that it refuses."""
    op.execute("DELETE FROM property WHERE name = 'version'")
    op.execute("INSERT INTO property (name, value) VALUES ('version', '2')")
