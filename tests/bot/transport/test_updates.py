"""Every update is handled once, whatever comes twice and whenever the process ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.transport.updates import MAX_TRIES, UpdateQueue, update_

BOT = Bot("1:none")
Opener = Callable[[], UpdateQueue]


@pytest.fixture
def database(tmp_path: Path, server: str | None) -> Iterator[Callable[[], Database]]:
    """Opens the bot's database, as each process does."""
    made: list[Database] = []

    def make() -> Database:
        made.append(Database(tmp_path / "bot.sqlite", server=server))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def opened(database: Callable[[], Database]) -> Opener:
    """Opens the queue, as each process does."""
    return lambda: UpdateQueue(BatchWriter(database()))


def body(id: int) -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": id, "date": 1930291200, "chat": {"id": 7, "type": "private"}, "from": person}
    return {"update_id": id, "message": message | {"text": f"words {id}"}}


def update(id: int) -> Update:
    made = Update.de_json(body(id), BOT)
    assert made is not None
    return made


def texts(inbox: UpdateQueue) -> list[str | None]:
    found = []
    while not inbox.empty():
        item = inbox.get_nowait()
        assert isinstance(item, Update)
        assert item.message is not None
        found.append(item.message.text)
    return found


def test_what_comes_twice_is_queued_once(opened: Opener) -> None:
    async def main() -> None:
        inbox = opened()
        for id in (1, 2, 1):
            await inbox.receive([body(id)], BOT)
        assert texts(inbox) == ["words 1", "words 2"]
        await inbox.mark_handled(update(1))
        await inbox.receive([body(1)], BOT)
        assert texts(inbox) == []

    asyncio.run(main())


def test_what_comes_together_is_written_down_together_before_it_is_queued(opened: Opener) -> None:
    async def main() -> None:
        inbox = opened()
        await inbox.receive([body(1), body(2), body(1)], BOT)
        assert texts(inbox) == ["words 1", "words 2"]
        assert await opened().resume(BOT) == 2

    asyncio.run(main())


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"message_id": 1, "date": "soon", "chat": {"id": 7, "type": "private"}, "text": "hush"}},
        {"message": {"text": "hush"}},
        {"message": ["hush"]},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": ["hush"], "type": "private"}}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 7, "type": "private"}, "text": "hush"}},
        {"callback_query": "hush"},
        {"callback_query": {"id": "1", "from": {"id": 7}}},
        {"inline_query": {"id": "hush"}},
    ],
)
def test_an_update_that_cannot_be_read_is_noted_without_its_text_and_never_comes_back(
    opened: Opener, caplog: pytest.LogCaptureFixture, broken: dict[str, Any]
) -> None:
    async def main() -> None:
        inbox = opened()
        await inbox.receive([body(1), {"update_id": 2, **broken}, body(3)], BOT)
        assert texts(inbox) == ["words 1", "words 3"]
        (kind,) = broken
        assert f"update 2 ({kind})" in caplog.text
        assert "hush" not in caplog.text
        caplog.clear()
        second = opened()
        assert await second.resume(BOT) == 2
        await second.receive([{"update_id": 2, **broken}, body(4)], BOT)
        assert texts(second) == ["words 1", "words 3", "words 4"]

    asyncio.run(main())


def test_what_has_no_number_is_left_out(opened: Opener) -> None:
    async def main() -> None:
        inbox = opened()
        strange: list[object] = [None, 7, "x", [], {}, {"update_id": "1"}, {"update_id": -1}, {"update_id": 2**63}]
        await inbox.receive([*strange, {"update_id": True}, body(5)], BOT)
        assert texts(inbox) == ["words 5"]

    asyncio.run(main())


def test_a_stored_update_that_a_later_release_cannot_read_does_not_keep_it_from_starting(
    opened: Opener, database: Callable[[], Database]
) -> None:
    async def main() -> None:
        stored = database()
        with stored.writing() as connection:
            for id, text in ((1, "{"), (2, "[]"), (3, json.dumps(body(3))), (4, '{"update_id": 4, "message": 1}')):
                connection.execute(update_.insert().values(id=id, body=text))
        inbox = UpdateQueue(BatchWriter(stored))
        assert await inbox.resume(BOT) == 1
        assert texts(inbox) == ["words 3"]
        assert await opened().resume(BOT) == 1

    asyncio.run(main())


def test_with_too_many_in_hand_the_next_ones_wait(database: Callable[[], Database]) -> None:
    async def main() -> None:
        inbox = UpdateQueue(BatchWriter(database()), most=2)
        await inbox.receive([body(1), body(2)], BOT)
        assert not inbox.has_room
        await inbox.settle(update(1))
        assert inbox.has_room

    asyncio.run(main())


def test_what_comes_with_an_update_is_waited_for_but_not_for_long(opened: Opener) -> None:
    async def main() -> None:
        inbox = opened()
        await inbox.receive([body(1)], BOT)

        async def companions(seconds: float) -> list[int]:
            return [each.update_id for each in await inbox.companions(update(1), lambda _: True, seconds)]

        assert await companions(0.05) == []
        waiting = asyncio.create_task(companions(10))
        await asyncio.sleep(0)
        await inbox.receive([body(3), body(2)], BOT)
        assert await asyncio.wait_for(waiting, 5) == [2, 3]
        await inbox.settle(update(2))
        assert await companions(0.05) == [3]
        await inbox.settle(update(1))
        assert await companions(10) == []  # nobody has it in hand

    asyncio.run(main())


def test_what_was_not_handled_is_queued_again_by_the_next_process(opened: Opener) -> None:
    async def main() -> None:
        first = opened()
        for id in (1, 2, 3):
            await first.receive([body(id)], BOT)
        await first.mark_handled(update(2))
        second = opened()
        assert await second.resume(BOT) == 2
        assert texts(second) == ["words 1", "words 3"]
        await second.receive([body(3)], BOT)  # Telegram, too, sends it again
        assert texts(second) == []

    asyncio.run(main())


def test_an_update_that_ends_the_process_each_time_is_given_up(opened: Opener) -> None:
    async def main() -> None:
        await opened().receive([body(1)], BOT)
        resumed = [await opened().resume(BOT) for _ in range(MAX_TRIES)]
        assert resumed == [1] * (MAX_TRIES - 1) + [0]

    asyncio.run(main())


def test_only_so_many_handled_updates_are_remembered(database: Callable[[], Database]) -> None:
    async def main() -> None:
        stored = database()
        inbox = UpdateQueue(BatchWriter(stored))
        with stored.writing() as connection:
            connection.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11999) "
                'INSERT INTO "update" (id, body, tries) SELECT i, NULL, 1 FROM n'
            )
        await inbox.receive([body(12000)], BOT)
        await inbox.mark_handled(update(12000))
        with stored.reading() as connection:
            [(count, oldest)] = connection.exec_driver_sql('SELECT count(*), min(id) FROM "update"').all()
        assert (count, oldest) == (10_001, 2000)

    asyncio.run(main())
