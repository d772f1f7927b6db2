"""Updates from Telegram, each handled once though it may come twice and the process may be killed.

Telegram forgets an update as soon as the next ones are asked for, long before it is handled, so it is
written down first.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, Table, Text
from telegram import Bot, Update

from bot.database import Database, metadata

KEPT = 10_000  # updates known to have been handled
TRIES = 3  # starts after which an update is given up: it may be what ends the process

update_ = Table(
    "update", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("body", Text),  # None once handled
    Column("tries", Integer, nullable=False, default=1),
)  # fmt: skip


class Inbox(asyncio.Queue[object]):
    """The application's queue of updates."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    async def put(self, item: object) -> None:
        """Write an update down, then queue it; one that has come before is dropped."""
        if not isinstance(item, Update) or await asyncio.to_thread(self._keep, item):
            await super().put(item)

    async def handled(self, update: Update) -> None:
        await asyncio.to_thread(self._handled, update.update_id)

    async def resume(self, bot: Bot) -> int:
        """Queue again what an earlier process did not get to; returns how many updates that were."""
        left = await asyncio.to_thread(self._left)
        for body in left:
            await super().put(Update.de_json(body, bot))
        return len(left)

    def _keep(self, update: Update) -> bool:
        with self._database.writing() as connection:
            if connection.execute(sql.select(update_.c.id).where(update_.c.id == update.update_id)).first():
                return False
            connection.execute(update_.insert().values(id=update.update_id, body=update.to_json()))
            return True

    def _handled(self, id: int) -> None:
        with self._database.writing() as connection:
            connection.execute(update_.update().where(update_.c.id == id).values(body=None))
            if id % 1000 == 0:
                newest = sql.select(update_.c.id).order_by(update_.c.id.desc()).limit(1).offset(KEPT)
                connection.execute(
                    update_.delete().where(update_.c.id < newest.scalar_subquery(), update_.c.body.is_(None))
                )

    def _left(self) -> list[dict[str, Any]]:
        with self._database.writing() as connection:
            connection.execute(
                update_.update().where(update_.c.body.is_not(None), update_.c.tries >= TRIES).values(body=None)
            )
            connection.execute(update_.update().where(update_.c.body.is_not(None)).values(tries=update_.c.tries + 1))
            bodies = connection.execute(
                sql.select(update_.c.body).where(update_.c.body.is_not(None)).order_by(update_.c.id)
            ).scalars()
            return [json.loads(body) for body in bodies]
