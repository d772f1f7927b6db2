"""Settings that a chat has chosen for itself."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, String, Table

from bot.chats.database import Database, metadata

language_ = Table(
    "language", metadata,
    Column("chat", BigInteger, primary_key=True), Column("language", String, nullable=False),
)  # fmt: skip


class Preferences:
    """The language that each chat chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, chat: int) -> str | None:
        """The code of the language a chat chose; None if it chose none."""
        with self._database.reading() as connection:
            language: str | None = connection.execute(
                sql.select(language_.c.language).where(language_.c.chat == chat)
            ).scalar()
            return language

    def set_language(self, chat: int, language: str) -> None:
        """Keep a chat's choice of language, in place of any earlier one."""
        with self._database.writing() as connection:
            connection.execute(language_.delete().where(language_.c.chat == chat))
            connection.execute(language_.insert().values(chat=chat, language=language))

    def migrate(self, old: int, new: int) -> None:
        """Move a group's choice to the supergroup that it became."""
        with self._database.writing() as connection:
            connection.execute(language_.update().where(language_.c.chat == old).values(chat=new))

    def forget(self, chat: int) -> None:
        """Delete a chat's choice."""
        with self._database.writing() as connection:
            connection.execute(language_.delete().where(language_.c.chat == chat))
