"""Keep nothing of articles that may not be seen any more: no words in answers, no reports that don't tell of what."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take the words of near misses out of stored answers, and forget reports: they don't name their collections."""
    op.execute(
        "UPDATE asked SET answer = json_remove(answer, '$.difference')"
        " WHERE json_valid(answer) AND json_array_length(answer, '$.difference') > 0"
    )
    op.execute("DELETE FROM check_report")
