"""Every update is handled once, whatever comes twice and whenever the process ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from telegram import Bot, Chat, Message, Update, User

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.transport.updates import MAX_TRIES, UpdateQueue

BOT = Bot("1:none")


def opened(folder: Path) -> UpdateQueue:
    return UpdateQueue(BatchWriter(Database(folder / "bot.sqlite")))


def update(id: int) -> Update:
    at = datetime(2031, 3, 3, tzinfo=UTC)
    message = Message(id, at, Chat(7, "private"), text=f"words {id}", from_user=User(7, "Ada", False))
    return Update(id, message=message)


def texts(inbox: UpdateQueue) -> list[str | None]:
    found = []
    while not inbox.empty():
        item = inbox.get_nowait()
        assert isinstance(item, Update)
        assert item.message is not None
        found.append(item.message.text)
    return found


def test_what_comes_twice_is_queued_once(tmp_path: Path) -> None:
    async def main() -> None:
        inbox = opened(tmp_path)
        for id in (1, 2, 1):
            await inbox.put(update(id))
        assert texts(inbox) == ["words 1", "words 2"]
        await inbox.mark_handled(update(1))
        await inbox.put(update(1))
        assert texts(inbox) == []

    asyncio.run(main())


def test_what_is_polled_is_written_down_together_before_telegram_is_asked_for_more(tmp_path: Path) -> None:
    async def main() -> None:
        inbox = opened(tmp_path)
        await inbox.before_poll()
        for id in (1, 2, 1):
            await inbox.put(update(id))
        assert texts(inbox) == []
        await inbox.before_poll()
        assert texts(inbox) == ["words 1", "words 2"]
        assert await opened(tmp_path).resume(BOT) == 2

    asyncio.run(main())


def test_what_was_not_handled_is_queued_again_by_the_next_process(tmp_path: Path) -> None:
    async def main() -> None:
        first = opened(tmp_path)
        for id in (1, 2, 3):
            await first.put(update(id))
        await first.mark_handled(update(2))
        second = opened(tmp_path)
        assert await second.resume(BOT) == 2
        assert texts(second) == ["words 1", "words 3"]
        await second.put(update(3))  # Telegram, too, sends it again
        assert texts(second) == []

    asyncio.run(main())


def test_an_update_that_ends_the_process_each_time_is_given_up(tmp_path: Path) -> None:
    async def main() -> None:
        await opened(tmp_path).put(update(1))
        resumed = [await opened(tmp_path).resume(BOT) for _ in range(MAX_TRIES)]
        assert resumed == [1] * (MAX_TRIES - 1) + [0]

    asyncio.run(main())


def test_only_so_many_handled_updates_are_remembered(tmp_path: Path) -> None:
    async def main() -> None:
        database = Database(tmp_path / "bot.sqlite")
        inbox = UpdateQueue(BatchWriter(database))
        with database.writing() as connection:
            connection.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11999) "
                'INSERT INTO "update" (id, body, tries) SELECT i, NULL, 1 FROM n'
            )
        await inbox.put(update(12000))
        await inbox.mark_handled(update(12000))
        with database.reading() as connection:
            [(count, oldest)] = connection.exec_driver_sql('SELECT count(*), min(id) FROM "update"').all()
        assert (count, oldest) == (10_001, 2000)

    asyncio.run(main())
