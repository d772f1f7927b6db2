"""Asks Telegram for updates for as long as the bot serves: no refusal, no outage and no update ends that."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.transport.outages import Outage
from bot.transport.rate_limit import flood_wait
from bot.transport.updates import UpdateQueue, update_id

WAIT = 10  # seconds for which Telegram keeps a request open when there is nothing new
SLACK = 30.0  # seconds more after which a request has hung, however much of its answer drips in
MOST = 100  # updates an answer
LONGEST_FLOOD_WAIT = 300.0  # seconds
REFUSED = (
    "Telegram refuses the token (401 or 404); if that lasts, copy it again from @BotFather (telegram.token or "
    "ONRECORD_TOKEN) and start again"
)
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*([0-9]{1,18})\b')


class UnreadableAnswerError(TelegramError):
    """An answer of the Bot API that is not as it should be; without its text, which may be somebody's message.

    Attributes:
        first_update: The number of the first update in it, if there is one.
    """

    def __init__(self, payload: bytes) -> None:
        """Look for the first update.

        Args:
            payload: The answer.
        """
        super().__init__("an answer of Telegram could not be read")
        numbered = _UPDATE_ID.search(payload)
        self.first_update = int(numbered[1]) if numbered else None


def _json(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise UnreadableAnswerError(payload)
    return answer


class BotApiRequest(HTTPXRequest):
    """Carries calls to the Bot API; the library's own class writes an answer that it can't read into the log."""

    __slots__ = ()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON.

        Args:
            payload: The body of an answer.

        Raises:
            UnreadableAnswerError: It is no JSON object.
        """
        return _json(payload)


class PollingRequest(BotApiRequest):
    """Carries the getUpdates calls and keeps what they bring as it came: the library reads all updates or none."""

    __slots__ = ("_payload",)

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self._payload = b""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a call; returns the status and the body, of a success an empty one."""
        status, payload = await super().do_request(*args, **kwargs)
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return status, payload
        self._payload = payload
        return status, b'{"ok": true, "result": []}'

    def updates(self) -> list[Any]:
        """The updates of the last answer.

        Raises:
            UnreadableAnswerError: It is no list of updates.
        """
        payload, self._payload = self._payload, b""
        updates = _json(payload).get("result")
        if not isinstance(updates, list):
            raise UnreadableAnswerError(payload)
        return updates


class Polling:
    """Gets updates by getUpdates; those of an answer are stored before the next request makes Telegram forget them."""

    def __init__(
        self, bot: Bot, request: PollingRequest, queue: UpdateQueue, kinds: Sequence[str], outage: Outage
    ) -> None:
        """Prepare to poll.

        Args:
            bot: Makes the calls.
            request: Carries its getUpdates calls.
            queue: Stores the updates.
            kinds: Of updates that are wanted.
            outage: Counts the failures.
        """
        self._bot = bot
        self._request = request
        self._queue = queue
        self._kinds = list(kinds)
        self._outage = outage
        self._offset = 0
        self._most = MOST
        self._webhook_removed = False

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            try:
                await self._queue.wait_for_room()
                await self._poll()
            except Exception as error:  # noqa: BLE001  # whatever it is, nobody would be heard any more
                await asyncio.sleep(await self._failed(error))
            else:
                self._outage.over()

    async def _poll(self) -> None:
        if not self._webhook_removed:
            await self._bot.delete_webhook()
            self._webhook_removed = True
        try:
            bodies = await self._get_updates()
        except UnreadableAnswerError as error:
            if error.first_update is None:
                raise
            await self._go_around(error.first_update)
            return
        before = self._offset
        # Nothing of this answer is confirmed unless all of it is stored.
        await self._queue.receive(bodies, self._bot)
        numbers = [number for body in bodies if (number := update_id(body)) is not None]
        self._offset = max([before, *(number + 1 for number in numbers)])
        self._most = MOST
        if bodies and self._offset == before:
            raise TelegramError("Telegram sends updates that can't be confirmed")

    async def _get_updates(self) -> list[Any]:
        async with asyncio.timeout(WAIT + SLACK):
            await self._bot.get_updates(self._offset, self._most, WAIT, allowed_updates=self._kinds)
        return self._request.updates()

    async def _go_around(self, first: int) -> None:
        """Ask for the updates of an unreadable answer one by one, and pass over what is unreadable by itself."""
        if self._most > 1:
            self._most = 1
            return
        await self._queue.pass_over(first)
        self._offset = max(self._offset, first + 1)

    async def _failed(self, error: Exception) -> float:
        """Seconds to wait after a failure."""
        if isinstance(error, InvalidToken):
            return await self._outage.failed(REFUSED)
        if isinstance(error, RetryAfter):
            pause = await self._outage.failed("Telegram asks to wait")
            return max(pause, min(flood_wait(error), LONGEST_FLOOD_WAIT))
        if isinstance(error, TelegramError | TimeoutError):
            return await self._outage.failed(str(error) or "no answer in time", urgent=isinstance(error, Conflict))
        return await self._outage.failed(f"what came could not be stored ({type(error).__name__}: {error})")
