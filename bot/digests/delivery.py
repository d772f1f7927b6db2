"""Sending the outbox: each part once, at Telegram's pace, through floods, blocks and crashes."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

import httpx
from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.chats.access import Access
from bot.digests.edition import Edition, reread
from bot.digests.keyboards import buttons
from bot.digests.outbox import Part
from bot.digests.render import written
from bot.digests.service import DigestService
from bot.transport.rate_limit import (
    CHAT_INTERVAL,
    DELIVERY,
    MESSAGES_PER_SECOND,
    RateLimiter,
    flood_wait,
    sleep_until_stopped,
)
from index.store.store import Store

HEADS = 100  # parts looked up at once
IDLE = 1.0  # seconds between two looks into an empty outbox
AWAY = (2.0, 60.0)  # seconds to wait when the network is away: at first, at most
FLIGHT = 8  # parts in flight at most, however slow the network
FAILED = 10.0  # seconds to wait when something of our own is broken
STUCK = 2.0  # seconds after which a part in flight keeps no other chat waiting
TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")
GONE = (
    "chat not found", "user is deactivated", "group chat was deleted", "not enough rights", "have no rights",
    "need administrator rights", "chat_write_forbidden", "peer_id_invalid", "bot is not a member", "user not found",
)  # fmt: skip

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """What a part looks like.  picture: a PNG, with the text as its caption."""

    html: str
    buttons: InlineKeyboardMarkup | None = None
    picture: bytes | None = None


class Delivery:
    """Only one process at a time may run it on an outbox (bot/serving/background.py sees to that)."""

    def __init__(
        self,
        bot: ExtBot[Any],
        digests: DigestService,
        access: Access,
        store: Store,
        rate_limiter: RateLimiter,
        picture: Callable[[Edition, tuple[str, ...] | None], tuple[bytes, str] | None],
        moved: Callable[[int, int], None],
    ) -> None:
        """picture: draws an edition's chart, with its caption.  moved: told of a group that became a supergroup."""
        self._bot = bot
        self._digests = digests
        self._outbox = digests.outbox
        self._access = access
        self._store = store
        self._rate_limiter = rate_limiter
        self._picture = picture
        self._moved = moved
        self._latency = 0.0  # seconds that a send takes, smoothed
        self._away = AWAY[0]
        self._flying: dict[asyncio.Task[None], float] = {}
        self._edition = lru_cache(maxsize=64)(self._reread)

    async def work(self, stop: asyncio.Event) -> None:
        """Send what there is until told to stop; what is in flight then is finished."""
        if left := await asyncio.to_thread(self._outbox.recover):
            log.info("%d parts were in flight when the last process ended; each is sent again once", left)
        try:
            while not stop.is_set():
                waiting = await asyncio.to_thread(self._outbox.heads, HEADS)
                sent = 0
                for part in waiting:
                    # What this chat has to wait for keeps no other waiting.
                    if (wait := self._rate_limiter.delay(part.chat)) > CHAT_INTERVAL:
                        await asyncio.to_thread(self._outbox.again, part, wait, "not so many at once")
                        continue
                    if wait > 0 or part.chat in self._chats():
                        continue
                    if not await self._room(stop):
                        break
                    self._start(part)
                    sent += 1
                if not sent:
                    await sleep_until_stopped(stop, IDLE if not waiting else 0.1)
        finally:
            if self._flying:
                await asyncio.wait(self._flying)

    async def bring(self, chat: int) -> None:
        """Send one chat what waits for it, now."""
        while waiting := await asyncio.to_thread(self._outbox.heads, HEADS, chat):
            await self._deliver(waiting[0])

    def _chats(self) -> set[int]:
        return {int(task.get_name()) for task in self._flying}

    async def _room(self, stop: asyncio.Event) -> bool:
        """Wait until one more may be in flight; False when told to stop.

        As many are in flight as the pace needs at the network's speed, and not one more: a kill leaves the
        outcome of just these unknown.
        """
        while not stop.is_set():
            now = time.monotonic()
            moving = sum(now - begun < STUCK for begun in self._flying.values())
            allowed = min(FLIGHT, max(1, math.ceil(self._latency * MESSAGES_PER_SECOND)))
            wait = self._rate_limiter.delay()
            if wait <= 0 and moving < allowed and len(self._flying) < FLIGHT:
                return True
            if wait > 0:
                await sleep_until_stopped(stop, wait)
            else:
                await asyncio.wait(self._flying, timeout=0.25, return_when=asyncio.FIRST_COMPLETED)
        return False

    def _start(self, part: Part) -> None:
        task = asyncio.create_task(self._deliver(part), name=str(part.chat))
        self._flying[task] = time.monotonic()
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        took = time.monotonic() - self._flying.pop(task)
        self._latency += 0.1 * (min(took, STUCK) - self._latency)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a part could not be delivered", exc_info=error)
            self._rate_limiter.pause(FAILED)

    async def _deliver(self, part: Part) -> None:
        try:
            message = await asyncio.to_thread(self._message, part)
        except Exception:
            log.exception("part %d can't be written", part.id)
            await asyncio.to_thread(self._outbox.park, part, "can't be written")
            return
        if message is None:
            await asyncio.to_thread(self._outbox.drop, part, "nothing of it is left")
            return
        if not await asyncio.to_thread(self._outbox.claim, part):
            return
        try:
            number = await self._send(part, message)
        except TelegramError as error:
            await self._failed(part, error)
        except BaseException:
            # Not Telegram's doing: nobody knows how far it got.
            await asyncio.to_thread(self._outbox.park, part, "failed on our side")
            raise
        else:
            self._away = AWAY[0]
            await asyncio.to_thread(self._outbox.sent, part, number)

    async def _send(self, part: Part, message: RenderedPart) -> int:
        thread = part.thread or None
        if message.picture is not None:
            sent = await self._bot.send_photo(
                part.chat, message.picture, message.html, message_thread_id=thread, rate_limit_args=DELIVERY
            )
            return sent.message_id
        try:
            sent = await self._bot.send_message(
                part.chat, message.html, "HTML", message_thread_id=thread, reply_markup=message.buttons,
                disable_web_page_preview=True, rate_limit_args=DELIVERY,
            )  # fmt: skip
        except BadRequest as error:
            if "can't parse" not in str(error).lower():
                raise
            log.error("part %d was refused as it was written (%s); it goes without markup", part.id, error)
            sent = await self._bot.send_message(
                part.chat, _bare(message.html), message_thread_id=thread, rate_limit_args=DELIVERY
            )
        return sent.message_id

    async def _failed(self, part: Part, error: TelegramError) -> None:
        box, reason = self._outbox, str(error)
        match error:
            case RetryAfter():
                wait = flood_wait(error) + 0.1
                self._rate_limiter.pause_chat(part.chat, wait)
                await asyncio.to_thread(box.again, part, wait, reason)
            case ChatMigrated():
                await asyncio.to_thread(self._moved, part.chat, error.new_chat_id)
                await asyncio.to_thread(box.again, part, 0.0, reason)
            case Forbidden():
                await self._hold(part, reason)
            case BadRequest():
                if part.thread and any(words in reason.lower() for words in TOPIC_GONE):
                    log.info("topic %d of chat %d is gone (%s)", part.thread, part.chat, reason)
                    await asyncio.to_thread(self._digests.close_topic, part.chat, part.thread, reason)
                elif any(words in reason.lower() for words in GONE):
                    await self._hold(part, reason)
                else:
                    log.error("part %d was refused for good: %s", part.id, reason)
                    await asyncio.to_thread(box.drop, part, reason)
            case NetworkError():
                if _unsent(error):
                    self._rate_limiter.pause(self._away)
                    log.warning("Telegram can't be reached (%s); deliveries wait %.0f s", reason, self._away)
                    await asyncio.to_thread(box.again, part, self._away, reason)
                    self._away = min(self._away * 2, AWAY[1])
                elif not await asyncio.to_thread(box.park, part, reason):
                    log.error("part %d is given up: nobody knows whether it arrived (%s)", part.id, reason)
            case _:  # an answer nobody can read
                self._rate_limiter.pause(self._away)
                log.warning("Telegram answered “%s”; deliveries wait %.0f s", reason, self._away)
                await asyncio.to_thread(box.again, part, self._away, reason)
                self._away = min(self._away * 2, AWAY[1])

    async def _hold(self, part: Part, reason: str) -> None:
        log.info("chat %d takes no messages (%s); its subscriptions are held", part.chat, reason)
        await asyncio.to_thread(self._outbox.again, part, 0.0, reason)
        await asyncio.to_thread(self._digests.hold, part.chat, reason)

    # what it looks like, cut from the articles now

    def _reread(self, edition: int, collections: tuple[str, ...] | None, generation: int) -> Edition | None:
        body = self._outbox.body(edition)
        return reread(body, self._store).within(collections) if body is not None else None

    def _message(self, part: Part) -> RenderedPart | None:
        collections = self._access.collections(part.chat)
        edition = self._edition(part.edition, collections, self._store.generation)
        if edition is None:
            return None
        if part.page >= len(edition.pages):
            drawn = self._picture(edition, collections)
            return RenderedPart(drawn[1], picture=drawn[0]) if drawn else None
        html = written(edition, part.page)
        return RenderedPart(html, buttons(edition, part.edition, part.page, part.subscription)) if html else None


def _unsent(error: NetworkError) -> bool:
    """Whether a failed call did certainly do nothing: it was answered with an error, or never got out."""
    if isinstance(error, TimedOut):
        return isinstance(error.__cause__, (httpx.ConnectTimeout, httpx.PoolTimeout))
    return error.__cause__ is None or isinstance(error.__cause__, (TelegramError, httpx.ConnectError))


def _bare(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
