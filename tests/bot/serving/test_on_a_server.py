"""The running bot on a PostgreSQL server: it answers, survives the server's restart, and another machine takes over."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.backup.moving import move
from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Server
from tests.postgresql_server import PostgresqlServer

QUESTION = "What did Ada Brandt say about homes?"
TAKEN_OVER = 30.0  # seconds
Start = Callable[[str], BotProcess]


@pytest.fixture
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def address(data: Path, postgresql: PostgresqlServer, empty_database: str) -> str:
    address = postgresql.copy_of(empty_database)
    move(data, None, address)
    return address


@pytest.fixture
def start(data: Path, telegram: Server, tmp_path: Path, address: str) -> Start:
    """Makes a machine with a data folder of its own, in which no article is."""

    def make(name: str) -> BotProcess:
        folder = copy_data_folder(data, tmp_path / name)
        for file in [*folder.glob("onrecord.db*"), *folder.glob("bot.sqlite*")]:
            file.unlink()
        return BotProcess(folder, telegram, f'[store]\nurl = "{address}"\n')

    return make


def test_a_bot_answers_and_goes_on_when_its_connections_break(
    start: Start, telegram: Server, address: str, postgresql: PostgresqlServer
) -> None:
    ada = telegram.world.person("Ada")
    with start("one") as running:
        ada.says(QUESTION)
        assert "homes" in ada.chat.answer().text
        time.sleep(1)  # in which it is noted that the answer was sent
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"
        postgresql.run(address, ends.format("pg_backend_pid()"))
        time.sleep(6)  # in which nobody asks
        ada.says("and Tomas Quell?")
        assert "Tomas Quell" in ada.chat.answer(2).text, running.log_text
        assert running.stop() < 5
        assert not list((running.folder / "data").glob("onrecord.db*"))
        assert address not in running.log_text


def test_another_machine_takes_over_from_one_that_was_killed(start: Start, telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    with start("one") as first, start("other") as second:
        ada.says(QUESTION)
        assert "homes" in ada.chat.answer().text
        time.sleep(1)  # in which it is noted that the answer was sent
        telegram.world.wait(lambda: "this one stands by" in first.log_text + second.log_text)
        standing = second if "this one stands by" in second.log_text else first
        serving = first if standing is second else second
        serving.kill()
        before = time.monotonic()
        ada.says("and Tomas Quell?")
        assert "Tomas Quell" in ada.chat.answer(2).text
        assert time.monotonic() - before < TAKEN_OVER
        assert len(ada.chat.by_bot) == 2
