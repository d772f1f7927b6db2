"""Takes the updates that Telegram brings, and sees to it that it goes on bringing them here."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.transport.outages import Outage
from bot.transport.updates import UpdateQueue, update_id

LARGEST_BODY = 1_000_000  # bytes; an update has some thousand
LARGEST_HEADER = 16_384  # bytes
SLOWEST_BODY = 20.0  # seconds
IDLE = 120.0  # seconds after which a connection without a request is closed
LOOK_EVERY = 60.0  # seconds between two looks whether Telegram still brings updates here
LONGEST_LOOK = 3600.0  # seconds; two bots that take the webhook from each other grow slower

RECENT = timedelta(minutes=5)

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Where Telegram brings updates.

    Attributes:
        url: As Telegram knows it.
        secret: What it proves itself by.
        host: Where this machine listens.
        port: 0 to 65535.
    """

    url: str
    secret: str
    host: str
    port: int

    @property
    def path(self) -> str:
        """The path in the address, "/" at least."""
        return urlsplit(self.url).path or "/"


class Webhook:
    """A small web server for Telegram alone."""

    def __init__(
        self,
        bot: Bot,
        address: WebhookAddress,
        queue: UpdateQueue,
        kinds: Sequence[str],
        outage: Outage,
        look_every: float = LOOK_EVERY,
    ) -> None:
        """Prepare to listen.

        Args:
            bot: Makes the calls.
            address: Where updates are brought.
            queue: Stores the updates.
            kinds: Of updates that are wanted.
            outage: Counts the failures of what Telegram says about the webhook.
            look_every: Seconds between two looks whether Telegram still brings updates here.
        """
        self._bot = bot
        self._address = address
        self._queue = queue
        self._kinds = list(kinds)
        self._outage = outage
        self._look_every = look_every
        self._server: HTTPServer | None = None

    def listen(self) -> None:
        """Begin to take updates.

        Raises:
            OSError: The address can't be listened at.
        """
        shared = {"bot": self._bot, "queue": self._queue, "address": self._address}
        # Matched by itself, not by tornado's pattern, in which an address could mean something else.
        server = HTTPServer(
            Application([(r".*", _Delivery, shared)], log_function=_no_log),
            max_body_size=LARGEST_BODY,
            max_header_size=LARGEST_HEADER,
            body_timeout=SLOWEST_BODY,
            idle_connection_timeout=IDLE,
        )
        server.listen(self._address.port, self._address.host)
        self._server = server

    async def close(self) -> None:
        """Take no more updates; Telegram keeps them for a day."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None

    async def run(self) -> None:
        """Tell Telegram where to bring updates, and again when it has forgotten, until cancelled."""
        pause = await self._register()
        taken = self._look_every
        while True:
            await asyncio.sleep(pause)
            try:
                info = await self._bot.get_webhook_info()
            except TelegramError as error:
                pause = await self._outage.failed(f"Telegram does not tell of the webhook: {error}")
                continue
            self._queue.note_heard()
            if info.url != self._address.url:
                await self._outage.failed("another program has taken the bot's messages", urgent=True)
                taken = min(taken * 2, LONGEST_LOOK)
                await self._register()
                pause = taken
                continue
            pause = self._look_every
            if info.pending_update_count and _is_recent(info):
                await self._outage.failed(f"Telegram can't bring updates: {info.last_error_message}")
            else:
                taken = self._look_every
                self._outage.over()

    async def _register(self) -> float:
        """Set the webhook, as often as it takes; returns the seconds until the next look."""
        url, secret = self._address.url, self._address.secret
        while True:
            try:
                await self._bot.set_webhook(url, allowed_updates=self._kinds, secret_token=secret)
            except TelegramError as error:
                await asyncio.sleep(await self._outage.failed(f"Telegram does not take the webhook: {error}"))
            else:
                self._queue.note_heard()
                return self._look_every


def _is_recent(info: WebhookInfo) -> bool:
    """Whether Telegram's last failure, which it tells of for ever, is of the last minutes."""
    failed = info.last_error_date
    return failed is not None and datetime.now(UTC) - failed < RECENT


def _no_log(_: RequestHandler) -> None:
    """Requests are not logged: anybody may make them."""


@stream_request_body
class _Delivery(RequestHandler):
    """One request; its body is only read when it is Telegram's and not too long."""

    def initialize(self, bot: Bot, queue: UpdateQueue, address: WebhookAddress) -> None:
        """What every request is given."""
        self._bot = bot
        self._queue = queue
        self._address = address
        self._body = bytearray()

    def prepare(self) -> None:
        """Refuse by the headers alone; an answer before the end of the body closes the connection."""
        headers = self.request.headers
        secret = headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if self.request.path.rstrip("/") != self._address.path.rstrip("/"):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if self.request.method != "POST":
            raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)
        if not hmac.compare_digest(secret.encode("utf-8", "replace"), self._address.secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        length = headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()) or len(length) > 10 or int(length) > LARGEST_BODY:
            raise HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not self._queue.has_room:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)  # Telegram brings it again

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body."""
        self._body += chunk

    async def post(self) -> None:
        """Answer once the update is stored; on a failure Telegram brings it again."""
        try:
            body: Any = json.loads(bytes(self._body).decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            body = None
        if update_id(body) is None:
            # Whoever knows the secret is Telegram or stands before us: what it sends again is no better.
            log.error("a request to the webhook was no update; it is passed over")
        else:
            await self._queue.receive([body], self._bot)
        self.set_status(HTTPStatus.OK)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say nothing but the status."""
        self.finish()

    def log_exception(self, *error: Any) -> None:
        """Log failures of ours; what others send wrong is theirs to look into."""
        if not isinstance(error[1], HTTPError):
            log.error("an update could not be stored; Telegram will bring it again: %s", error[1])
