"""Which articles a chat was sent something of: only they are known to it when its next digest is made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

import sqlalchemy as sql

from bot.chats.database import Database
from bot.digests.outbox import PartState, edition_, part_

REMEMBERED_FOR = timedelta(days=7)  # a story that was silent for so long is told as a new one
MAX_ARTICLES = 400  # of those sent last
KEPT_EDITIONS = 500  # chats that are due together were sent the same ones


class SentArticles:
    """Reads from the outbox what chats were sent."""

    def __init__(self, database: Database) -> None:
        """Read the bot's database.

        Args:
            database: The bot's.
        """
        self._database = database
        self._articles_of = lru_cache(KEPT_EDITIONS)(self._read_articles)

    def articles(self, chat: int, thread: int, now: datetime) -> tuple[int, ...]:
        """Ids of the articles of which a chat or topic was sent a story or a quote lately, rising.

        Args:
            chat: Telegram's id.
            thread: The forum topic; 0 for none.
            now: What is lately is counted from it.
        """
        query = (
            sql.select(part_.c.edition, part_.c.page)
            .join(edition_, edition_.c.id == part_.c.edition)
            .where(
                part_.c.chat == chat,
                part_.c.thread == thread,
                part_.c.state == PartState.SENT.value,
                part_.c.at >= (now - REMEMBERED_FOR).isoformat(),
            )
            .order_by(part_.c.id.desc())
        )
        newest_first: dict[int, None] = {}
        with self._database.reading() as connection:
            parts = connection.execute(query).all()
        for edition, page in parts:
            pages = self._articles_of(edition)
            if page < len(pages):
                newest_first |= dict.fromkeys(pages[page])
            if len(newest_first) >= MAX_ARTICLES:
                break
        return tuple(sorted(list(newest_first)[:MAX_ARTICLES]))

    def _read_articles(self, edition: int) -> tuple[tuple[int, ...], ...]:
        """Ids of the articles on each page of an edition."""
        query = sql.select(edition_.c.body).where(edition_.c.id == edition)
        with self._database.reading() as connection:
            body = json.loads(connection.execute(query).scalar() or "{}")
        items = [item["articles"] for item in body.get("items", ())]
        return tuple(_joined(items[place] for place in page) for page in body.get("pages", ()))


def _joined(lists: Iterable[list[int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(id for ids in lists for id in ids))
