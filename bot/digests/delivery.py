"""Sends the outbox: each part once, within Telegram's limits, through floods, blocks and crashes."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.chats.access import Access
from bot.digests.composer import describe_interest
from bot.digests.edition import Edition, edition_from_json
from bot.digests.keyboards import edition_keyboard, further_link
from bot.digests.outbox import Part
from bot.digests.render import message_html
from bot.digests.service import DigestService
from bot.digests.subscriptions import Subscription
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.transport.failed_calls import is_unsent
from bot.transport.rate_limit import (
    CHAT_INTERVAL,
    DELIVERY,
    MESSAGES_PER_SECOND,
    RateLimiter,
    flood_wait,
    sleep_until_stopped,
)
from index.library import Index

BATCH = 100  # parts read at once
IDLE_INTERVAL = 1.0  # seconds between two looks into an empty outbox
BUSY_INTERVAL = 0.1  # seconds until the next look when no part may be sent yet
NETWORK_DELAYS = (2.0, 60.0)  # seconds to wait when Telegram can't be reached: at first, at most
MAX_IN_FLIGHT = 8  # parts, however slow the network
FAILURE_PAUSE = 10.0  # seconds without sending after a failure of the bot itself
STUCK_AFTER = 2.0  # seconds after which a part in flight keeps no other chat waiting
EDITIONS_IN_MEMORY = 16  # each with the texts of all its articles
LAST_OF_GROUPS = -1_000_000_000_000  # ids above it are of people and small groups, below it of supergroups and channels
TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")
CHAT_GONE = (
    "chat not found", "user is deactivated", "group chat was deleted", "not enough rights", "have no rights",
    "need administrator rights", "chat_write_forbidden", "peer_id_invalid", "bot is not a member", "user not found",
)  # fmt: skip

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part as it is sent.

    Attributes:
        html: Its text.
        buttons: Those under it.
        picture: A PNG, which has the text as its caption.
    """

    html: str
    buttons: InlineKeyboardMarkup | None = None
    picture: bytes | None = None


class Delivery:
    """Sends what is in the outbox.

    Only one process at a time may do that; bot.serving.background sees to it.
    """

    def __init__(
        self,
        bot: ExtBot[Any],
        digests: DigestService,
        access: Access,
        index: Index,
        rate_limiter: RateLimiter,
        picture: Callable[[Edition, tuple[str, ...] | None], tuple[bytes, str] | None],
        moved: Callable[[int, int], None],
    ) -> None:
        """Connect what is needed.

        Args:
            bot: What sends.
            digests: The outbox and the subscriptions.
            access: Which collections a chat may see.
            index: The library whose articles parts quote.
            rate_limiter: Telegram's limits.
            picture: Draws the chart of an edition as far as some collections go; returns a PNG and its caption, or
                None when there is nothing to draw.
            moved: Called with the old and the new id of a group that became a supergroup.
        """
        self._bot = bot
        self._digests = digests
        self._outbox = digests.outbox
        self._access = access
        self._index = index
        self._rate_limiter = rate_limiter
        self._picture = picture
        self._moved = moved
        self._latency = 0.0  # seconds that a send takes, smoothed
        self._network_delay = NETWORK_DELAYS[0]
        self._in_flight: dict[asyncio.Task[None], float] = {}  # with the monotonic time of their start
        self._channels: dict[int, bool] = {}
        self._edition = lru_cache(maxsize=EDITIONS_IN_MEMORY)(self._read_edition)

    async def run(self, stop: asyncio.Event) -> None:
        """Send what there is until told to stop; what is in flight then is finished.

        Args:
            stop: Set when it is to stop.
        """
        if left := await asyncio.to_thread(self._outbox.recover):
            log.info("%d parts were in flight when the last process ended; each is sent again once", left)
        try:
            while not stop.is_set():
                parts = await asyncio.to_thread(self._outbox.next_parts, BATCH)
                if not await self._start_all(parts, stop):
                    await sleep_until_stopped(stop, BUSY_INTERVAL if parts else IDLE_INTERVAL)
        finally:
            if self._in_flight:
                await asyncio.wait(self._in_flight)

    async def send_waiting(self, chat: int) -> None:
        """Send one chat now what waits for it.

        Args:
            chat: Telegram's id.
        """
        while waiting := await asyncio.to_thread(self._outbox.next_parts, BATCH, chat):
            await self._deliver(waiting[0])

    async def _start_all(self, parts: Sequence[Part], stop: asyncio.Event) -> int:
        """Start sending each part whose chat may get one now; returns how many."""
        started = 0
        for part in parts:
            # What this chat has to wait for keeps no other chat waiting.
            if (wait := self._rate_limiter.delay(part.chat)) > CHAT_INTERVAL:
                await asyncio.to_thread(self._outbox.retry, part, wait, "not so many at once")
                continue
            if wait > 0 or part.chat in self._chats_in_flight():
                continue
            if not await self._wait_for_room(stop):
                break
            self._start(part)
            started += 1
        return started

    def _chats_in_flight(self) -> set[int]:
        return {int(task.get_name()) for task in self._in_flight}

    async def _wait_for_room(self, stop: asyncio.Event) -> bool:
        """Wait until one more may be in flight; False when told to stop.

        As many are in flight as the rate limit needs at the network's speed, and not one more: a kill leaves the
        outcome of just these unknown.
        """
        while not stop.is_set():
            now = time.monotonic()
            moving = sum(now - started < STUCK_AFTER for started in self._in_flight.values())
            allowed = min(MAX_IN_FLIGHT, max(1, math.ceil(self._latency * MESSAGES_PER_SECOND)))
            wait = self._rate_limiter.delay()
            if wait <= 0 and moving < allowed and len(self._in_flight) < MAX_IN_FLIGHT:
                return True
            if wait > 0:
                await sleep_until_stopped(stop, wait)
            else:
                await asyncio.wait(self._in_flight, timeout=0.25, return_when=asyncio.FIRST_COMPLETED)
        return False

    def _start(self, part: Part) -> None:
        task = asyncio.create_task(self._deliver(part), name=str(part.chat))
        self._in_flight[task] = time.monotonic()
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        took = time.monotonic() - self._in_flight.pop(task)
        self._latency += 0.1 * (min(took, STUCK_AFTER) - self._latency)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a part could not be delivered", exc_info=error)
            self._rate_limiter.pause(FAILURE_PAUSE)

    async def _deliver(self, part: Part) -> None:
        try:
            in_channel = await self._is_channel(part.chat)
            message = await asyncio.to_thread(self._render, part, in_channel)
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
            message_id = await self._send(part, message)
        except TelegramError as error:
            await self._handle_error(part, error)
        except BaseException:
            # No error of Telegram's: it is unknown how far the part got.
            await asyncio.to_thread(self._outbox.park, part, "failed on our side")
            raise
        else:
            self._network_delay = NETWORK_DELAYS[0]
            await asyncio.to_thread(self._outbox.mark_sent, part, message_id)

    async def _send(self, part: Part, message: RenderedPart) -> int:
        thread = part.thread or None
        if message.picture is not None:
            sent = await self._bot.send_photo(
                part.chat, message.picture, message.html, message_thread_id=thread,
                disable_notification=part.silent, rate_limit_args=DELIVERY,
            )  # fmt: skip
            return sent.message_id
        try:
            sent = await self._bot.send_message(
                part.chat, message.html, "HTML", message_thread_id=thread, reply_markup=message.buttons,
                disable_web_page_preview=True, disable_notification=part.silent, rate_limit_args=DELIVERY,
            )  # fmt: skip
        except BadRequest as error:
            if "can't parse" not in str(error).lower():
                raise
            log.error("part %d was refused as it was written (%s); it goes without markup", part.id, error)
            sent = await self._bot.send_message(
                part.chat, _without_markup(message.html), message_thread_id=thread,
                disable_notification=part.silent, rate_limit_args=DELIVERY,
            )  # fmt: skip
        return sent.message_id

    async def _is_channel(self, chat: int) -> bool:
        """Whether a chat is a channel; asked of Telegram once, since its id doesn't tell."""
        if chat > LAST_OF_GROUPS:
            return False
        if chat not in self._channels:
            try:
                self._channels[chat] = (await self._bot.get_chat(chat)).type == ChatType.CHANNEL
            except TelegramError:  # what is wrong shows when the part is sent
                return False
        return self._channels[chat]

    async def _handle_error(self, part: Part, error: TelegramError) -> None:
        reason = str(error)
        match error:
            case RetryAfter():
                wait = flood_wait(error) + 0.1
                self._rate_limiter.pause_chat(part.chat, wait)
                await asyncio.to_thread(self._outbox.retry, part, wait, reason)
            case ChatMigrated():
                await asyncio.to_thread(self._moved, part.chat, error.new_chat_id)
                await asyncio.to_thread(self._outbox.retry, part, 0.0, reason)
            case Forbidden():
                await self._hold(part, reason)
            case BadRequest():
                await self._handle_refusal(part, reason)
            case NetworkError() if not is_unsent(error):
                if not await asyncio.to_thread(self._outbox.park, part, reason):
                    log.error("part %d is given up: nobody knows whether it arrived (%s)", part.id, reason)
            case NetworkError():
                log.warning("Telegram can't be reached (%s); deliveries wait %.0f s", reason, self._network_delay)
                await self._wait_for_network(part, reason)
            case _:  # an answer that can't be read
                log.warning("Telegram answered “%s”; deliveries wait %.0f s", reason, self._network_delay)
                await self._wait_for_network(part, reason)

    async def _handle_refusal(self, part: Part, reason: str) -> None:
        """The topic or the chat is gone, or Telegram never accepts this part."""
        if part.thread and any(words in reason.lower() for words in TOPIC_GONE):
            log.info("topic %d of chat %d is gone (%s)", part.thread, part.chat, reason)
            paused = await asyncio.to_thread(self._digests.close_topic, part.chat, part.thread, reason)
            await self._tell_of_topic(paused)
        elif any(words in reason.lower() for words in CHAT_GONE):
            await self._hold(part, reason)
        else:
            log.error("part %d was refused for good: %s", part.id, reason)
            await asyncio.to_thread(self._outbox.drop, part, reason)

    async def _tell_of_topic(self, paused: Sequence[Subscription]) -> None:
        """Tell whoever made subscriptions that nothing comes of them any more, and how to move them."""
        makers = {each.person: each for each in paused if each.person > 0}  # an anonymous admin is the group itself
        for person, example in makers.items():
            count = sum(each.person == person for each in paused)
            await asyncio.to_thread(
                self._digests.composer.notify, person, topic_gone(example, await self._title(example.chat), count)
            )

    async def _title(self, chat: int) -> str:
        try:
            return (await self._bot.get_chat(chat)).title or str(chat)
        except TelegramError:
            return str(chat)

    async def _wait_for_network(self, part: Part, reason: str) -> None:
        """Send nothing for a while, twice as long each time, and then this part again."""
        self._rate_limiter.pause(self._network_delay)
        await asyncio.to_thread(self._outbox.retry, part, self._network_delay, reason)
        self._network_delay = min(self._network_delay * 2, NETWORK_DELAYS[1])

    async def _hold(self, part: Part, reason: str) -> None:
        log.info("chat %d takes no messages (%s); its subscriptions are held", part.chat, reason)
        await asyncio.to_thread(self._outbox.retry, part, 0.0, reason)
        await asyncio.to_thread(self._digests.hold, part.chat, reason)

    # rendering, from the articles as they are now

    def _read_edition(self, edition: int, collections: tuple[str, ...] | None, generation: int) -> Edition | None:
        """generation: the store's, so that what is in memory is never older than the articles."""
        body = self._outbox.edition_body(edition)
        return edition_from_json(body, self._index.view(collections)) if body is not None else None

    def _render(self, part: Part, in_channel: bool) -> RenderedPart | None:
        """A part as it is sent; None when nothing of it is left. What all read has a link at most, no buttons."""
        collections = self._access.collections(part.chat)
        edition = self._edition(part.edition, collections, self._index.store.generation)
        if edition is None:
            return None
        if part.page >= len(edition.pages):
            drawing = self._picture(edition, collections)
            return RenderedPart(drawing[1], picture=drawing[0]) if drawing else None
        html = message_html(edition, part.page)
        if not html:
            return None
        if in_channel:
            return RenderedPart(html, further_link(edition, part.edition, part.page, self._bot))
        return RenderedPart(html, edition_keyboard(edition, part.edition, part.page, part.subscription))


def topic_gone(example: Subscription, chat: str, count: int) -> str:
    """That a topic takes no digests any more.

    Args:
        example: One of the subscriptions that were paused for it.
        chat: The forum's title.
        count: How many were paused.
    """
    language = example.language
    move, resume = (phrase(language, f"button {name}") for name in ("move", "resume"))
    subject = shortened(describe_interest(example, language), 100)
    title = shortened(chat, 100)
    return phrase(language, "topic gone", chat=title, subject=subject, count=count, move=move, resume=resume)


def _without_markup(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
