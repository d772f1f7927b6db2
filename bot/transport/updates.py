"""Updates from Telegram, each handled once though it may come twice and the process may be killed.

Telegram forgets an update as soon as the next ones are asked for, long before it is handled, so it is
written down first.
"""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, Table, Text
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import metadata

KEPT = 10_000  # updates known to have been handled
TRIES = 3  # starts after which an update is given up: it may be what ends the process

update_ = Table(
    "update", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("body", Text),  # None once handled
    Column("tries", Integer, nullable=False, default=1),
)  # fmt: skip


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue of updates."""

    def __init__(self, writer: BatchWriter) -> None:
        super().__init__()
        self._batch_writer = writer
        self._polled = False
        self._received: list[Update] = []

    async def put(self, item: object) -> None:
        """Write an update down, then queue it; one that has come before is dropped.

        One that was polled waits till all that came with it can be written together.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        self._received.append(item)
        if not self._polled:
            await self._write()

    async def asking(self) -> None:
        """Called before Telegram is asked for more, at which it forgets what it has sent."""
        self._polled = True
        await self._write()

    async def _write(self) -> None:
        received, self._received = self._received, []
        if not received:
            return
        try:
            new = await self._batch_writer.write(partial(_keep, received))
        except BaseException:
            self._received = received + self._received
            raise
        for update in new:
            await super().put(update)

    async def handled(self, update: Update) -> None:
        await self._batch_writer.write(partial(_handled, update.update_id))

    async def resume(self, bot: Bot) -> int:
        """Queue again what an earlier process did not get to; returns how many updates that were."""
        left = await self._batch_writer.write(_left)
        for body in left:
            await super().put(Update.de_json(body, bot))
        return len(left)


class Polling(HTTPXRequest):
    """Carries the calls that ask for updates."""

    __slots__ = ("_inbox",)

    def __init__(self, inbox: UpdateQueue) -> None:
        super().__init__(connection_pool_size=1)
        self._inbox = inbox

    async def do_request(self, *asked: Any, **more: Any) -> tuple[int, bytes]:
        await self._inbox.asking()
        return await super().do_request(*asked, **more)


def _keep(received: list[Update], connection: sql.Connection) -> list[Update]:
    """Those that are new."""
    ids = [update.update_id for update in received]
    known = set(connection.execute(sql.select(update_.c.id).where(update_.c.id.in_(ids))).scalars())
    new = {update.update_id: update for update in received if update.update_id not in known}
    if new:
        connection.execute(update_.insert(), [{"id": id, "body": update.to_json()} for id, update in new.items()])
    return list(new.values())


def _handled(id: int, connection: sql.Connection) -> None:
    connection.execute(update_.update().where(update_.c.id == id).values(body=None))
    if id % 1000 == 0:
        newest = sql.select(update_.c.id).order_by(update_.c.id.desc()).limit(1).offset(KEPT)
        connection.execute(update_.delete().where(update_.c.id < newest.scalar_subquery(), update_.c.body.is_(None)))


def _left(connection: sql.Connection) -> list[dict[str, Any]]:
    connection.execute(update_.update().where(update_.c.body.is_not(None), update_.c.tries >= TRIES).values(body=None))
    connection.execute(update_.update().where(update_.c.body.is_not(None)).values(tries=update_.c.tries + 1))
    bodies = connection.execute(
        sql.select(update_.c.body).where(update_.c.body.is_not(None)).order_by(update_.c.id)
    ).scalars()
    return [json.loads(body) for body in bodies]
