"""Mark each change, so that what is derived from this store is told from what is derived from another.

Whatever was derived before says nothing of its store. The library that lies beside this one at its first opening is
taken for its own, as it always was; embedding all of it again could take hours.
"""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, with a mark in each row."""
    op.add_column("change", sql.Column("mark", sql.String))
    op.execute("UPDATE change SET mark = lower(hex(randomblob(8)))")
    op.execute("INSERT INTO property (name, value) SELECT 'takes unmarked', '' WHERE EXISTS (SELECT * FROM change)")
