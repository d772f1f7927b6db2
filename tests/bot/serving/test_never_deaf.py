"""Whatever Telegram answers, whatever an update holds and whatever fails on this machine: people are heard again."""

from __future__ import annotations

import resource
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chats.database import FILE
from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Fault, Server
from tests.botapi.world import Json, Person

SECRET = "the password of the harbour office"
HEARD = "/privacy"  # answered at once


@pytest.fixture(scope="module")
def long_serving(
    new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory, telegram: Server
) -> Iterator[BotProcess]:
    """A process that lives through all that follows; its log holds no token and no traceback."""
    folder = tmp_path_factory.mktemp("serving")
    boss = telegram.world.person("Boss")
    data = copy_data_folder(new_data_folder(folder / "made"), folder)
    with started(data, telegram, settings=f"[access]\nadmins = [{boss.id}]") as running:
        yield running
    assert telegram.token not in running.log_text
    assert "Traceback" not in running.log_text


@pytest.fixture(scope="module")
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def other_telegram() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def small(new_data_folder: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A data folder without articles."""
    return copy_data_folder(new_data_folder(tmp_path / "made"), tmp_path)


def webhook_keys() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return (
        f'webhook_url = "http://127.0.0.1:{port}/hook"\nwebhook_listen = "127.0.0.1:{port}"\nwebhook_secret = "hush"\n'
    )


def started(data: Path, telegram: Server, mode: str = "polling", settings: str = "") -> BotProcess:
    keys = webhook_keys() if mode == "webhook" else ""
    return BotProcess(data, telegram, f"[index]\nsample = false\n{settings}", keys)


def is_heard(person: Person) -> None:
    number = len(person.chat.by_bot) + 1
    person.says(HEARD)
    person.chat.answer(number)


def message(person: Person, **changed: object) -> Json:
    made = {"message_id": 9, "date": 1, "chat": person.chat.json(), "from": person.json(), "text": SECRET}
    return {"message": made | changed}


@pytest.mark.parametrize("kind", ["unauthorized", "unknown", "conflict", "failing", "broken"])
def test_no_answer_of_telegram_ends_polling(long_serving: BotProcess, telegram: Server, kind: str) -> None:
    ada = telegram.world.person("Ada")
    telegram.fail("getUpdates", Fault(kind))
    is_heard(ada)  # ends the request that is open
    is_heard(ada)
    assert not telegram.faults["getupdates"]


def test_a_token_that_is_refused_for_a_while_is_tried_again_without_haste(
    long_serving: BotProcess, telegram: Server
) -> None:
    ada = telegram.world.person("Ada")
    is_heard(ada)
    before, log = telegram.asked["getupdates"], long_serving.log_text
    telegram.refusing = "unauthorized"
    ada.says(HEARD)
    time.sleep(4)
    assert telegram.asked["getupdates"] - before <= 5
    telegram.refusing = None
    ada.chat.answer(2)
    is_heard(ada)
    telegram.world.wait(lambda: "well again" in long_serving.log_text.removeprefix(log))
    assert long_serving.log_text.removeprefix(log).count("refuses the token") == 1


def test_another_program_with_the_same_token_is_told_to_the_admins(long_serving: BotProcess, telegram: Server) -> None:
    boss = next(person for person in telegram.world.people.values() if person.name == "Boss")
    telegram.fail("getUpdates", *[Fault("conflict")] * 3)
    is_heard(telegram.world.person("Ada"))
    telegram.world.wait(lambda: any("Conflict" in message.text for message in boss.chat.by_bot), 30)


def test_what_could_not_be_answered_while_telegram_was_down_is_answered_later(
    long_serving: BotProcess, telegram: Server
) -> None:
    ada = telegram.world.person("Ada")
    telegram.fail("sendMessage", *[Fault("broken")] * 4)
    ada.says(HEARD)
    ada.chat.answer()
    time.sleep(0.5)
    assert len(ada.chat.by_bot) == 1
    assert "is put off" in long_serving.log_text


def test_a_full_disk_loses_no_update(long_serving: BotProcess, telegram: Server) -> None:
    ada, ben = telegram.world.person("Ada"), telegram.world.person("Ben")
    pid = long_serving.process.pid
    limits = resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    ada.says(HEARD)
    ben.says(HEARD)
    time.sleep(2)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    ada.chat.answer()
    ben.chat.answer()


def test_a_locked_database_loses_no_update(long_serving: BotProcess, telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    with closing(sqlite3.connect(long_serving.folder / "data" / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ada.says(HEARD)
        time.sleep(1)
        assert ada.chat.by_bot == []
        other.execute("COMMIT")
    ada.chat.answer()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_an_update_that_cannot_be_read_is_noted_and_passed_and_does_not_come_back(
    small: Path, other_telegram: Server, mode: str
) -> None:
    ada = other_telegram.world.person("Ada")
    with started(small, other_telegram, mode) as running:
        is_heard(ada)
        broken: list[Json] = [
            message(ada, date="soon"),
            {"callback_query": SECRET},
            message(ada, chat={"id": [SECRET], "type": "private"}),
            message(ada, entities=SECRET),
            {SECRET: {}},
        ]
        poison = [other_telegram.world.push_as_is(event) for event in broken]
        if mode == "polling":
            poison.append(other_telegram.world.push_as_is(message(ada)))
            other_telegram.garbled.add(poison[-1])
        is_heard(ada)
        assert other_telegram.asked["getupdates"] < 20
        assert f"update {poison[0]} (message) can't be read" in running.log_text
        assert all(f"update {number}" in running.log_text for number in poison[:4])
        typed: list[Json] = [
            message(ada, text=5),
            message(ada, entities=[{"type": "mention", "offset": SECRET, "length": 3}]),
        ]
        mistyped = [other_telegram.world.push_as_is(event) for event in typed]
        is_heard(ada)
        assert all(running.log_text.count(f"update {number} (message) has a wrong Me") == 1 for number in mistyped)
        assert "Traceback" not in running.log_text
        first = running.log_text
        running.stop()
        running.start()
        is_heard(ada)
        assert "can't be read" not in running.log_text.removeprefix(first)
    assert SECRET not in running.log_text
    assert not other_telegram.world.updates or mode == "polling"


def test_background_jobs_begin_again_when_their_lock_can_be_had(small: Path, other_telegram: Server) -> None:
    (small / "duty.lock").mkdir()
    ada = other_telegram.world.person("Ada")
    with started(small, other_telegram) as running:
        is_heard(ada)
        other_telegram.world.wait(lambda: "the background jobs: " in running.log_text)
        (small / "duty.lock").rmdir()
        other_telegram.world.wait(lambda: (small / "duty.lock").is_file())


def test_an_address_that_cannot_be_listened_at_is_one_line(small: Path, other_telegram: Server) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        keys = f'webhook_url = "http://127.0.0.1:{port}/"\nwebhook_listen = "127.0.0.1:{port}"\nwebhook_secret = "h"\n'
        running = BotProcess(small, other_telegram, "[index]\nsample = false", keys)
        running.start()
        assert running.process.wait(20) == 1
    assert "choose another telegram.webhook_listen" in running.log_text
    assert "Traceback" not in running.log_text


def test_a_second_process_on_the_folder_stands_by_and_takes_over(small: Path, other_telegram: Server) -> None:
    boss = other_telegram.world.person("Boss")
    with started(small, other_telegram, settings=f"[access]\nadmins = [{boss.id}]") as first:
        is_heard(boss)
        other = BotProcess(small, other_telegram, f"[index]\nsample = false\n[access]\nadmins = [{boss.id}]")
        with other:
            is_heard(boss)
            other_telegram.world.wait(lambda: "receives the messages" in other.log_text)
            first.kill()
            is_heard(boss)
        assert "Conflict" not in other.log_text
