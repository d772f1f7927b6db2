"""Updates from Telegram, each handled once although it may arrive twice and the process may be killed.

Telegram forgets an update as soon as the next ones are asked for, long before it is handled, so it is stored first,
as it came. One that can't be read is passed over: it must not keep the others from being read.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, Table, Text
from telegram import Bot, Update

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import metadata

MAX_HANDLED = 10_000  # handled updates that are remembered, to recognise them if they come again
MAX_TRIES = 3  # process starts after which an update is given up: it may be what kills the process
MAX_OPEN = 2000  # updates in hand; with more, the next ones are left with Telegram
TIDY_EVERY = 1000  # updates
LARGEST_ID = 2**63 - 1
POSTPONE, POSTPONE_LONGEST = 5.0, 300.0  # seconds; doubled each time an update is put off
COMPANIONS_COME = 1.0  # seconds in which what belongs to an update comes
GIVE_UP_AFTER = 80  # times that an update is put off: somewhat more than six hours

log = logging.getLogger("onrecord")

update_ = Table(
    "update", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("body", Text),  # None once handled
    Column("tries", Integer, nullable=False, default=1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came.

    Attributes:
        id: Its number.
        body: What Telegram sent.
        update: The same for the handlers; None when it can't be read.
    """

    id: int
    body: Mapping[str, Any]
    update: Update | None


def update_id(body: object) -> int | None:
    """The number of an update; None for what is none."""
    number = body.get("update_id") if isinstance(body, Mapping) else None
    return number if type(number) is int and 0 <= number <= LARGEST_ID else None


def kind(body: Mapping[str, Any]) -> str:
    """Of what kind an update is, such as "message"."""
    return next((name for name in body if name in Update.ALL_TYPES), "of no known kind")


def parse(body: Mapping[str, Any], bot: Bot) -> Update | None:
    """An update for the handlers.

    Args:
        body: What Telegram sent.
        bot: The bot that the update is bound to.

    Returns:
        None when it can't be read, which the log says without a word of its content.
    """
    try:
        update = Update.de_json(dict(body), bot)
        for sender in (update.effective_chat, update.effective_user):
            if sender is not None and type(sender.id) is not int:
                raise TypeError
    except Exception as error:  # noqa: BLE001  # whatever it is, the updates after it must be read
        reason = type(error).__name__
        log.error("update %s (%s) can't be read (%s); it is passed over", body.get("update_id"), kind(body), reason)
        return None
    return update


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue of updates, stored in the bot's database."""

    def __init__(self, writer: BatchWriter, most: int = MAX_OPEN) -> None:
        """Start empty; `resume` brings back what an earlier process left.

        Args:
            writer: Writes to the database that stores the updates.
            most: Updates in hand above which there is no room for more.
        """
        super().__init__()
        self._batch_writer = writer
        self._most = most
        self._open: dict[int, Update] = {}
        self._room = asyncio.Event()
        self._room.set()
        self._arrived = asyncio.Event()
        self._unmarked: set[int] = set()  # handled, which could not be written down yet
        self._put_off: dict[int, int] = {}  # update -> how often
        self._postponed: set[int] = set()  # of those under way
        self._timers: dict[int, asyncio.TimerHandle] = {}
        self.heard_at: float | None = None  # when Telegram last answered, by the monotonic clock

    def note_heard(self) -> None:
        """Note that Telegram has answered or brought something."""
        self.heard_at = time.monotonic()

    @property
    def has_room(self) -> bool:
        """Whether more updates may be received now."""
        return self._room.is_set()

    async def wait_for_room(self) -> None:
        """Wait until more updates may be received."""
        await self._room.wait()

    async def receive(self, bodies: Sequence[object], bot: Bot) -> None:
        """Store updates in one transaction, then queue them; those that have come before are dropped.

        Args:
            bodies: What Telegram sent; what has no number is left out.
            bot: The bot that the updates are bound to.

        Raises:
            Exception: They could not be stored; none is queued then.
        """
        self.note_heard()
        received: dict[int, Received] = {}
        for body in bodies:
            if (id := update_id(body)) is not None and isinstance(body, Mapping):
                received[id] = Received(id, body, parse(body, bot))
        if received:
            new = await self._batch_writer.write(partial(_store, received))
            await self._queue_up([received[id].update for id in new])

    async def take_up(self, updates: Sequence[Update]) -> None:
        """Queue updates once more that have been handled, and whose senders are to be answered after all.

        Args:
            updates: In their order.
        """
        await self._queue_up(updates)

    async def pass_over(self, id: int) -> None:
        """Remember an update as handled whose content can't even be taken apart.

        Args:
            id: Its number.
        """
        log.error("update %d can't be read; it is passed over", id)
        await self._batch_writer.write(partial(_store, {id: Received(id, {}, None)}))

    async def _queue_up(self, updates: Sequence[Update | None]) -> None:
        for update in updates:
            if update is not None:
                self._open[update.update_id] = update
                await self.put(update)
        self._arrived.set()
        self._look_for_room()

    async def companions(
        self, update: Update, belongs: Callable[[Update], bool], seconds: float = COMPANIONS_COME
    ) -> list[Update]:
        """What came with an update: the later ones of its chat that belong to it, in their order.

        Telegram sends a comment before the post that it forwards, and the pictures of an album one by one.

        Args:
            update: It is under way.
            belongs: Whether another one belongs to it.
            seconds: How long the first of them is waited for.
        """
        if update.update_id not in self._open:
            return []
        if seconds > 0:
            await self._wait_for(update, belongs, seconds)
        return [each for each in self._after(update) if belongs(each)]

    async def _wait_for(self, update: Update, belongs: Callable[[Update], bool], seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not any(belongs(each) for each in self._after(update)):
                    self._arrived.clear()
                    await self._arrived.wait()

    def _after(self, update: Update) -> list[Update]:
        chat = update.effective_chat
        return [
            self._open[id]
            for id in sorted(self._open)
            if id > update.update_id and chat is not None and self._open[id].effective_chat == chat
        ]

    def postpone(self, update: Update) -> bool:
        """Have an update handled once more after a while: nobody could be answered, nor told so.

        Args:
            update: It is under way; its handlers end next.

        Returns:
            False when it has been put off too often, or when nobody waits for it any more.
        """
        if update.inline_query is not None or self._put_off.get(update.update_id, 0) >= GIVE_UP_AFTER:
            return False
        if update.update_id in self._open:
            self._postponed.add(update.update_id)
        return update.update_id in self._open

    async def settle(self, update: Update) -> None:
        """Record that the handlers of an update have ended."""
        id = update.update_id
        if id in self._postponed:
            self._postponed.discard(id)
            times = self._put_off[id] = self._put_off.get(id, 0) + 1
            pause = min(POSTPONE * 2.0 ** min(times - 1, 20), POSTPONE_LONGEST)
            log.warning("update %d (%s) is put off for %.0f s", id, kind(update.to_dict()), pause)
            self._timers[id] = asyncio.get_running_loop().call_later(pause, self._again, update)
            return
        self._open.pop(id, None)
        self._put_off.pop(id, None)
        self._look_for_room()
        await self.mark_handled(update)

    def _again(self, update: Update) -> None:
        self._timers.pop(update.update_id, None)
        self.put_nowait(update)

    def _look_for_room(self) -> None:
        if len(self._open) < self._most:
            self._room.set()
        else:
            self._room.clear()

    async def mark_handled(self, update: Update) -> None:
        """Record that an update needs no further work; what can't be written now is written with the next."""
        self._unmarked.add(update.update_id)
        handled = tuple(self._unmarked)
        try:
            await self._batch_writer.write(partial(_mark_handled, handled))
        except Exception as error:  # noqa: BLE001  # the answer has been sent; only a restart would repeat it
            log.error("that update %d is handled could not be written down: %s", update.update_id, error)
        else:
            self._unmarked.difference_update(handled)

    async def resume(self, bot: Bot) -> int:
        """Queue the updates that an earlier process did not finish.

        Args:
            bot: The bot that the updates are bound to.

        Returns:
            How many there were.
        """
        unfinished = await self._batch_writer.write(_take_unfinished)
        updates = {id: stored(id, body, bot) for id, body in unfinished.items()}
        if unreadable := tuple(id for id, update in updates.items() if update is None):
            await self._batch_writer.write(partial(_mark_handled, unreadable))
        await self._queue_up(list(updates.values()))
        return len(updates) - len(unreadable)


def stored(id: int, body: str, bot: Bot) -> Update | None:
    """An update for the handlers from the text in which it was stored.

    Args:
        id: Its number.
        body: The text.
        bot: The bot that the update is bound to.

    Returns:
        None when it can't be read, which the log says.
    """
    try:
        return parse(json.loads(body), bot)
    except (ValueError, AttributeError, RecursionError):
        log.error("update %d was not stored as an update; it is passed over", id)
        return None


def _store(received: Mapping[int, Received], connection: sql.Connection) -> list[int]:
    """Returns the ids of those that are new."""
    ids = list(received)
    known = set(connection.execute(sql.select(update_.c.id).where(update_.c.id.in_(ids))).scalars())
    new = [received[id] for id in ids if id not in known]
    if new:
        rows = [{"id": each.id, "body": json.dumps(each.body) if each.update is not None else None} for each in new]
        connection.execute(update_.insert(), rows)
    return [each.id for each in new]


def _mark_handled(ids: Sequence[int], connection: sql.Connection) -> None:
    connection.execute(update_.update().where(update_.c.id.in_(ids)).values(body=None))
    if any(id % TIDY_EVERY == 0 for id in ids):
        newest = sql.select(update_.c.id).order_by(update_.c.id.desc()).limit(1).offset(MAX_HANDLED)
        connection.execute(update_.delete().where(update_.c.id < newest.scalar_subquery(), update_.c.body.is_(None)))


def reopen(bodies: Mapping[int, str], connection: sql.Connection) -> None:
    """Let updates that were handled count as not handled.

    Args:
        bodies: Their texts by their numbers.
        connection: Writes to the bot's database.
    """
    connection.execute(update_.delete().where(update_.c.id.in_(bodies)))
    for id, body in bodies.items():
        connection.execute(update_.insert().values(id=id, body=body))


def _take_unfinished(connection: sql.Connection) -> dict[int, str]:
    """The bodies of unfinished updates by their ids, each with one more try counted."""
    unfinished = update_.c.body.is_not(None)
    connection.execute(update_.update().where(unfinished, update_.c.tries >= MAX_TRIES).values(body=None))
    connection.execute(update_.update().where(unfinished).values(tries=update_.c.tries + 1))
    rows = connection.execute(sql.select(update_.c.id, update_.c.body).where(unfinished).order_by(update_.c.id))
    return {row.id: row.body for row in rows}
