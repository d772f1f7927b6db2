"""The words of near misses, which stood in stored answers as text, are gone; they are cut from the articles anew."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take the words out of every stored answer."""
    op.execute(
        "UPDATE asked SET answer = json_remove(answer, '$.difference')"
        " WHERE json_valid(answer) AND json_array_length(answer, '$.difference') > 0"
    )
