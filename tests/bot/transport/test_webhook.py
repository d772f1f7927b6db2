"""The webhook takes updates from Telegram alone, reads nothing from others, and stays Telegram's webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram import Bot

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.transport.outages import Outage
from bot.transport.updates import UpdateQueue
from bot.transport.webhook import LARGEST_BODY, Webhook, WebhookAddress
from tests.botapi.server import Fault, Server

PERSON = {"id": 7, "is_bot": False, "first_name": "Ada"}
UPDATE = json.dumps({
    "update_id": 1,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": PERSON, "text": "ä"},
}).encode()  # fmt: skip
PATH, SECRET = "/hook", "X-Telegram-Bot-Api-Secret-Token: hush"
HEADERS = (SECRET, "Content-Type: application/json")


@asynccontextmanager
async def listening(folder: Path, most: int = 100) -> AsyncIterator[tuple[UpdateQueue, int]]:
    queue = UpdateQueue(BatchWriter(Database(folder / "bot.sqlite")), most)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = WebhookAddress(f"http://127.0.0.1:{port}{PATH}", "hush", "127.0.0.1", port)
    webhook = Webhook(Bot("1:none"), address, queue, ["message"], Outage("the webhook"))
    webhook.listen()
    try:
        yield queue, port
    finally:
        await webhook.close()


async def answered(port: int, head: str, *headers: str, body: bytes = b"") -> tuple[int, bool]:
    """The status of an answer, and whether the connection was closed after it, sending no more than `body`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write("\r\n".join((f"{head} HTTP/1.1", "Host: x", *headers, "", "")).encode() + body)
    async with asyncio.timeout(5):
        status = int((await reader.readline()).split()[1])
        while (await reader.readline()).strip():
            pass
        try:
            closed = await asyncio.wait_for(reader.read(1), 0.2) == b""
        except TimeoutError:
            closed = False
    writer.close()
    return status, closed


def posted(body: bytes) -> tuple[str, ...]:
    return (*HEADERS, f"Content-Length: {len(body)}")


def test_an_update_of_telegram_is_taken(tmp_path: Path) -> None:
    async def main() -> None:
        async with listening(tmp_path) as (queue, port):
            assert await answered(port, f"POST {PATH}", *posted(UPDATE), body=UPDATE) == (200, False)
            assert queue.qsize() == 1

    asyncio.run(main())


@pytest.mark.parametrize(
    ("status", "head", "headers"),
    [
        (403, f"POST {PATH}", ("Content-Type: application/json",)),
        (403, f"POST {PATH}", ("X-Telegram-Bot-Api-Secret-Token: hus", "Content-Type: application/json")),
        (403, f"POST {PATH}", ("X-Telegram-Bot-Api-Secret-Token: \u00e4", "Content-Type: application/json")),
        (404, "POST /", HEADERS),
        (404, f"POST {PATH}/more", HEADERS),
        (405, f"PUT {PATH}", HEADERS),
        (415, f"POST {PATH}", (SECRET,)),
    ],
)
def test_what_is_not_from_telegram_is_refused_before_its_body_is_read(
    tmp_path: Path, status: int, head: str, headers: tuple[str, ...]
) -> None:
    async def main() -> None:
        async with listening(tmp_path) as (queue, port):
            # Not a byte of the body is sent, and the answer comes all the same.
            assert await answered(port, head, *headers, "Content-Length: 500000") == (status, True)
            assert queue.empty()

    asyncio.run(main())


def test_a_body_beyond_a_megabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    async def main() -> None:
        async with listening(tmp_path) as (queue, port):
            for length in (LARGEST_BODY + 1, 10**12):
                assert await answered(port, f"POST {PATH}", *HEADERS, f"Content-Length: {length}") == (413, True)
            chunks = b"F4241\r\n" + b" " * 1_000_001 + b"\r\n0\r\n\r\n"
            with contextlib.suppress(ConnectionResetError):
                refused = await answered(port, f"POST {PATH}", *HEADERS, "Transfer-Encoding: chunked", body=chunks)
                assert refused == (400, True)
            assert queue.empty()

    asyncio.run(main())


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"update_id": 3}', b'{"update_id": 2, "message": {"text": 1}}', b"\xff"]
)
def test_what_cannot_be_read_is_not_asked_for_again(tmp_path: Path, body: bytes) -> None:
    async def main() -> None:
        async with listening(tmp_path) as (queue, port):
            assert (await answered(port, f"POST {PATH}", *posted(body), body=body))[0] == 200
            assert (await answered(port, f"POST {PATH}", *posted(UPDATE), body=UPDATE))[0] == 200
            assert queue.qsize() in (1, 2)

    asyncio.run(main())


def test_with_too_many_in_hand_telegram_is_asked_to_come_again(tmp_path: Path) -> None:
    async def main() -> None:
        async with listening(tmp_path, most=1) as (_, port):
            assert (await answered(port, f"POST {PATH}", *posted(UPDATE), body=UPDATE))[0] == 200
            more = UPDATE.replace(b'"update_id": 1', b'"update_id": 2')
            assert (await answered(port, f"POST {PATH}", *posted(more), body=more))[0] == 503

    asyncio.run(main())


def test_a_webhook_that_another_program_took_away_is_set_again_and_reported(tmp_path: Path) -> None:
    reported: list[str] = []

    async def report(_: float, why: str) -> None:
        reported.append(why)

    async def main(telegram: Server) -> None:
        queue = UpdateQueue(BatchWriter(Database(tmp_path / "bot.sqlite")))
        address = WebhookAddress("https://bot.example/hook", "hush", "127.0.0.1", 0)
        world = telegram.world
        async with Bot(telegram.token, f"{telegram.address}/bot") as bot:
            telegram.fail("setWebhook", Fault("unauthorized"))
            webhook = Webhook(bot, address, queue, ["message"], Outage("the webhook", report), look_every=0.05)
            watching = asyncio.create_task(webhook.run())
            for _ in range(2):
                await asyncio.to_thread(world.wait, lambda: world.webhook["url"] == address.url)
                world.webhook = {"url": ""}
            await asyncio.to_thread(world.wait, lambda: world.webhook["url"] == address.url)
            watching.cancel()

    with Server() as telegram:
        asyncio.run(main(telegram))
    assert reported == ["another program has taken the bot's messages"]


@pytest.mark.parametrize(("age", "told"), [(10, True), (3600, False)])
def test_telegram_failing_to_bring_updates_is_reported_while_it_lasts(tmp_path: Path, age: int, told: bool) -> None:
    reported: list[str] = []

    async def report(_: float, why: str) -> None:
        reported.append(why)

    async def main(telegram: Server) -> None:
        world = telegram.world
        world.webhook_error = {"last_error_date": int(time.time()) - age, "last_error_message": "Connection refused"}
        world.push_as_is({"message": {}})
        queue = UpdateQueue(BatchWriter(Database(tmp_path / "bot.sqlite")))
        address = WebhookAddress("http://127.0.0.1:9/hook", "hush", "127.0.0.1", 0)
        async with Bot(telegram.token, f"{telegram.address}/bot") as bot:
            outage = Outage("the webhook", report, longest_pause=0.05, alarm_after=0.1)
            watching = asyncio.create_task(Webhook(bot, address, queue, ["message"], outage, look_every=0.05).run())
            await asyncio.to_thread(world.wait, lambda: telegram.asked["getwebhookinfo"] > 5)
            watching.cancel()

    with Server() as telegram:
        asyncio.run(main(telegram))
    assert reported == (["Telegram can't bring updates: Connection refused"] if told else [])
