"""Settings that a chat has chosen for itself."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, String, Table

from bot.chats.database import Database, metadata

language_ = Table(
    "language", metadata,
    Column("chat", BigInteger, primary_key=True), Column("language", String, nullable=False),
)  # fmt: skip
# Chats that are not told when a quotation that they were shown has been changed.
uncorrected_ = Table("uncorrected", metadata, Column("chat", BigInteger, primary_key=True))


class Preferences:
    """What each chat chose: its language, and whether it is told of changed quotations."""

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

    def wants_corrections(self, chat: int) -> bool:
        """Whether a chat is told when a quotation that it was shown has been changed: unless it chose otherwise."""
        with self._database.reading() as connection:
            return connection.execute(sql.select(uncorrected_).where(uncorrected_.c.chat == chat)).first() is None

    def set_corrections(self, chat: int, wanted: bool) -> None:
        """Keep whether a chat is told of changed quotations."""
        with self._database.writing() as connection:
            connection.execute(uncorrected_.delete().where(uncorrected_.c.chat == chat))
            if not wanted:
                connection.execute(uncorrected_.insert().values(chat=chat))

    def migrate(self, old: int, new: int) -> None:
        """Move a group's choices to the supergroup that it became; what was chosen there already stays."""
        with self._database.writing() as connection:
            for table in (language_, uncorrected_):
                chosen = connection.execute(sql.select(table).where(table.c.chat == new)).first()
                moved = table.update().values(chat=new) if chosen is None else table.delete()
                connection.execute(moved.where(table.c.chat == old))

    def forget(self, chat: int) -> None:
        """Delete a chat's choices."""
        with self._database.writing() as connection:
            for table in (language_, uncorrected_):
                connection.execute(table.delete().where(table.c.chat == chat))
