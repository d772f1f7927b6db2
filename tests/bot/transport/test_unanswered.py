"""What strangers asked, while an admin may be deciding about them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Bot, Chat, Message, Update

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from bot.transport.unanswered import KEPT, Unanswered
from bot.transport.updates import UpdateQueue

ASKER = 7
BOT = Bot("7000:nothing")


def asked(number: int, text: str, at: datetime | None = None) -> Update:
    message = Message(number, at or datetime.now(UTC), Chat(ASKER, Chat.PRIVATE), text=text)
    return Update(number, message=message)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[BatchWriter]:
    database = Database(tmp_path / "bot.sqlite")
    made = BatchWriter(database)
    yield made
    made.close()
    database.close()


async def taken_up(waiting: Unanswered, queue: UpdateQueue) -> list[str | None]:
    await waiting.ask_again(ASKER, queue, BOT)
    return texts(queue)


def texts(queue: UpdateQueue) -> list[str | None]:
    updates = [queue.get_nowait() for _ in range(queue.qsize())]
    return [each.message.text for each in updates if isinstance(each, Update) and each.message]


def test_what_is_answered_at_once_is_not_asked_again(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting, question = Unanswered(writer), asked(1, "What did Tamm say about trams?")
        await waiting.keep(ASKER, question)
        assert await waiting.take_back(ASKER, question)
        assert not await waiting.has(ASKER)

    asyncio.run(play())


def test_what_was_taken_up_when_its_asker_was_let_in_is_not_there_to_be_answered_twice(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting, question = Unanswered(writer), asked(1, "What did Tamm say about trams?")
        await waiting.keep(ASKER, question)
        assert await taken_up(waiting, UpdateQueue(writer)) == ["What did Tamm say about trams?"]
        assert not await waiting.take_back(ASKER, question)

    asyncio.run(play())


def test_an_edit_of_what_was_taken_up_is_told_to_have_come_too_late(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting, question = Unanswered(writer), asked(1, "What did Tamm say about trains?")
        edit = Update(9, edited_message=asked(1, "What did Tamm say about trams?").message)
        await waiting.keep(ASKER, question)
        assert await waiting.keep(ASKER, edit) is True
        assert await taken_up(waiting, UpdateQueue(writer)) == ["What did Tamm say about trams?"]
        assert await waiting.keep(ASKER, edit) is False

    asyncio.run(play())


def test_another_question_of_the_same_asker_stays(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting, first, second = Unanswered(writer), asked(1, "What did Tamm say?"), asked(2, "What did Varga say?")
        await waiting.keep(ASKER, first)
        await waiting.keep(ASKER, second)
        assert await waiting.take_back(ASKER, first)
        assert await waiting.has(ASKER)

    asyncio.run(play())


def test_the_last_three_are_kept_each_once_as_they_were_edited_and_for_a_week(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting = Unanswered(writer)
        await waiting.keep(ASKER, asked(1, "too old", datetime.now(UTC) - KEPT - timedelta(minutes=1)))
        assert not await waiting.has(ASKER)
        await waiting.tidy()
        assert not await taken_up(waiting, UpdateQueue(writer))
        for number, text in enumerate(("one", "two", "three", "Two", "four"), start=2):
            await waiting.keep(ASKER, asked(number, text))
        edited = Message(4, datetime.now(UTC), Chat(ASKER, Chat.PRIVATE), text="three, changed")
        await waiting.keep(ASKER, Update(20, edited_message=edited))
        assert await taken_up(waiting, UpdateQueue(writer)) == ["three, changed", "Two", "four"]

    asyncio.run(play())


def test_a_process_that_is_killed_before_it_answers_them_leaves_them_to_the_next(writer: BatchWriter) -> None:
    async def play() -> None:
        waiting, later = Unanswered(writer), UpdateQueue(writer)
        await waiting.keep(ASKER, asked(1, "What did Tamm say?"))
        await taken_up(waiting, UpdateQueue(writer))
        assert await later.resume(BOT) == 1
        assert texts(later) == ["What did Tamm say?"]

    asyncio.run(play())
