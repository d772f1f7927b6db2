"""Updates from Telegram, each handled once although it may arrive twice and the process may be killed.

Telegram forgets an update as soon as the next ones are asked for, long before it is handled, so it is stored first.
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

MAX_HANDLED = 10_000  # handled updates that are remembered, to recognise them if they come again
MAX_TRIES = 3  # process starts after which an update is given up: it may be what kills the process
TIDY_EVERY = 1000  # updates

update_ = Table(
    "update", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("body", Text),  # None once handled
    Column("tries", Integer, nullable=False, default=1),
)  # fmt: skip


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue of updates, stored in the bot's database."""

    def __init__(self, writer: BatchWriter) -> None:
        """Start empty; `resume` brings back what an earlier process left.

        Args:
            writer: Writes to the database that stores the updates.
        """
        super().__init__()
        self._batch_writer = writer
        self._polling = False
        self._received: list[Update] = []

    async def put(self, item: object) -> None:
        """Store an update, then queue it; one that has come before is dropped.

        A polled update waits until all that came with it can be stored in one transaction.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        self._received.append(item)
        if not self._polling:
            await self._store_received()

    async def before_poll(self) -> None:
        """Store what was received: the poll that follows makes Telegram forget it."""
        self._polling = True
        await self._store_received()

    async def _store_received(self) -> None:
        received, self._received = self._received, []
        if not received:
            return
        try:
            new = await self._batch_writer.write(partial(_store, received))
        except BaseException:
            self._received = received + self._received
            raise
        for update in new:
            await super().put(update)

    async def mark_handled(self, update: Update) -> None:
        """Record that an update needs no further work."""
        await self._batch_writer.write(partial(_mark_handled, update.update_id))

    async def resume(self, bot: Bot) -> int:
        """Queue the updates that an earlier process did not finish.

        Args:
            bot: The bot that the updates are bound to.

        Returns:
            How many there were.
        """
        unfinished = await self._batch_writer.write(_take_unfinished)
        for body in unfinished:
            await super().put(Update.de_json(body, bot))
        return len(unfinished)


class PollingRequest(HTTPXRequest):
    """Carries the getUpdates calls, each after the queue has stored what the last one brought."""

    __slots__ = ("_queue",)

    def __init__(self, queue: UpdateQueue) -> None:
        super().__init__(connection_pool_size=1)
        self._queue = queue

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a call; returns the status and the body."""
        await self._queue.before_poll()
        return await super().do_request(*args, **kwargs)


def _store(received: list[Update], connection: sql.Connection) -> list[Update]:
    """Returns those that are new."""
    ids = [update.update_id for update in received]
    known = set(connection.execute(sql.select(update_.c.id).where(update_.c.id.in_(ids))).scalars())
    new = {update.update_id: update for update in received if update.update_id not in known}
    if new:
        connection.execute(update_.insert(), [{"id": id, "body": update.to_json()} for id, update in new.items()])
    return list(new.values())


def _mark_handled(id: int, connection: sql.Connection) -> None:
    connection.execute(update_.update().where(update_.c.id == id).values(body=None))
    if id % TIDY_EVERY == 0:
        newest = sql.select(update_.c.id).order_by(update_.c.id.desc()).limit(1).offset(MAX_HANDLED)
        connection.execute(update_.delete().where(update_.c.id < newest.scalar_subquery(), update_.c.body.is_(None)))


def _take_unfinished(connection: sql.Connection) -> list[dict[str, Any]]:
    """The bodies of unfinished updates, each with one more try counted."""
    unfinished = update_.c.body.is_not(None)
    connection.execute(update_.update().where(unfinished, update_.c.tries >= MAX_TRIES).values(body=None))
    connection.execute(update_.update().where(unfinished).values(tries=update_.c.tries + 1))
    bodies = connection.execute(sql.select(update_.c.body).where(unfinished).order_by(update_.c.id)).scalars()
    return [json.loads(body) for body in bodies]
