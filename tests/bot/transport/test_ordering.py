"""The updates of a chat come one after the other, and no chat keeps others from being answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.transport.ordering import PerChatOrder
from bot.transport.updates import UpdateQueue

BOT = Bot("1:none")


def update(id: int, chat: int) -> Update:
    person = {"id": chat, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": id, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": "x"}
    made = Update.de_json({"update_id": id, "message": message}, BOT)
    assert made is not None
    return made


def queue(folder: Path) -> UpdateQueue:
    return UpdateQueue(BatchWriter(Database(folder / "bot.sqlite")))


def test_many_updates_of_a_slow_chat_take_no_room_from_another(tmp_path: Path) -> None:
    async def main() -> None:
        order, gate, done = PerChatOrder(queue(tmp_path), concurrency=4), asyncio.Event(), list[int]()

        async def wait(id: int) -> None:
            await gate.wait()
            done.append(id)

        async def at_once(id: int) -> None:
            done.append(id)

        slow = [asyncio.create_task(order.process_update(update(id, 7), wait(id))) for id in range(50)]
        await asyncio.sleep(0)
        await asyncio.wait_for(order.process_update(update(99, 8), at_once(99)), 5)
        assert done == [99]
        gate.set()
        await asyncio.gather(*slow)
        assert done == [99, *range(50)]

    asyncio.run(main())


def test_what_hangs_keeps_neither_its_chat_nor_others_waiting_for_ever(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        inbox = queue(tmp_path)
        order, gate, done = PerChatOrder(inbox, concurrency=2, patience=0.2), asyncio.Event(), list[int]()

        async def hang(id: int) -> None:
            await gate.wait()
            done.append(id)

        async def at_once(id: int) -> None:
            done.append(id)

        hanging = [asyncio.create_task(order.process_update(update(id, id), hang(id))) for id in (1, 2)]
        await asyncio.sleep(0)
        await asyncio.wait_for(order.process_update(update(3, 1), at_once(3)), 5)
        await asyncio.wait_for(order.process_update(update(4, 4), at_once(4)), 5)
        assert done == [3, 4]
        await asyncio.gather(*hanging)
        gate.set()  # it is still under way, and ends as it should
        await asyncio.sleep(0.05)
        assert sorted(done) == [1, 2, 3, 4]
        await asyncio.sleep(0.1)

    asyncio.run(main())
    assert "update 1 has been under way" in caplog.text


def test_an_update_whose_handlers_break_is_noted_as_handled(tmp_path: Path) -> None:
    async def main() -> None:
        inbox = queue(tmp_path)
        await inbox.receive([update(1, 7).to_dict()], BOT)

        async def broken() -> None:
            raise ValueError("broken")

        await PerChatOrder(inbox).process_update(update(1, 7), broken())
        assert await queue(tmp_path).resume(BOT) == 0

    asyncio.run(main())
