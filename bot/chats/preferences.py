"""What a chat has chosen for itself."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, String, Table

from bot.chats.database import Database, metadata

language_ = Table(
    "language", metadata,
    Column("chat", BigInteger, primary_key=True), Column("language", String, nullable=False),
)  # fmt: skip


class Preferences:
    """The language each chat chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, chat: int) -> str | None:
        with self._database.reading() as connection:
            found: str | None = connection.execute(
                sql.select(language_.c.language).where(language_.c.chat == chat)
            ).scalar()
            return found

    def choose_language(self, chat: int, language: str) -> None:
        with self._database.writing() as connection:
            connection.execute(language_.delete().where(language_.c.chat == chat))
            connection.execute(language_.insert().values(chat=chat, language=language))

    def migrate(self, old: int, new: int) -> None:
        with self._database.writing() as connection:
            connection.execute(language_.update().where(language_.c.chat == old).values(chat=new))

    def forget(self, chat: int) -> None:
        with self._database.writing() as connection:
            connection.execute(language_.delete().where(language_.c.chat == chat))
