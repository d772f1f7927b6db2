"""Keep who asks for admission by name, the code by which an owner comes forward, and who answered everybody so far."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

TERMINAL = 1  # the chat of the terminal on this machine, which is nobody in Telegram
HEARD = ("asked", "subscription", "language", "check_report", "check_prompt")  # what chats have left behind


def upgrade() -> None:
    """Add the columns and tables; a bot that chats have asked, by no decision of an admin, goes on answering them.

    Without a setting, earlier releases answered everybody.
    """
    for column in ("name", "username", "language"):
        op.execute(f'ALTER TABLE "request" ADD COLUMN "{column}" TEXT')
    op.execute('CREATE TABLE "owner_code" ("code" VARCHAR NOT NULL, PRIMARY KEY ("code"))')
    op.execute('CREATE TABLE "unsaid_mode" ("mode" VARCHAR NOT NULL)')
    heard = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" WHERE chat <> {TERMINAL})' for table in HEARD)
    op.execute(f"INSERT INTO \"unsaid_mode\" SELECT 'open' WHERE {heard}")
