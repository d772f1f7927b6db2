"""How a folder and its bot are: told by the command, over HTTP, and to a stand-in for systemd."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.chats.database import Database
from bot.health.heartbeat import HANGS_AFTER
from bot.health.report import examine
from tests.bot.bot_process import BotProcess
from tests.botapi.server import Fault, Server
from tests.command import Command


def told(command: Command, data: Path, status: int = 0) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(command("--data", data, "status", "--json", status=status).output)
    return result


def wait(condition: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def bot(data: Path, telegram: Server, port: int) -> Iterator[BotProcess]:
    with BotProcess(data, telegram, f'[service]\nlisten = "127.0.0.1:{port}"') as running:
        yield running
    assert telegram.token not in running.log_text


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_an_empty_folder_is_fine_and_stays_empty(command: Command, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    status = told(command, tmp_path / "new")
    assert (status["fine"], status["articles"], status["processes"]) == (True, 0, [])
    assert not [*(tmp_path / "new").iterdir()]


def test_a_folder_that_is_not_there_is_told_and_not_made(command: Command, tmp_path: Path) -> None:
    status = told(command, tmp_path / "none", status=1)
    sentence = f"there is no folder {tmp_path / 'none'}; name yours with --data, or add articles first"
    assert (status["fine"], status["problems"]) == (False, [sentence])
    assert f"FAIL       {sentence}" in command("--data", tmp_path / "none", "status", status=1).lines
    assert not (tmp_path / "none").exists()


def test_a_folder_is_told_without_being_served(command: Command, data: Path) -> None:
    status = told(command, data)
    assert status["articles"] > 0
    assert set(status["behind"].values()) == {0}
    assert status["serving"] is False
    lines = command("--data", data, "status").lines
    assert lines[-1] == "ok"
    assert "process:   none serves" in lines
    assert "no process serves" in command("--data", data, "status", "--serving", status=1).output


def test_an_index_that_is_behind_is_told(command: Command, data: Path) -> None:
    with closing(sqlite3.connect(data / "onrecord.db")) as store:
        store.execute("INSERT INTO change (article, removed) VALUES (999, '')")
        store.commit()
    assert set(told(command, data)["behind"].values()) == {1}
    assert "indexes:   behind: vectors by 1 changes" in command("--data", data, "status").output


def test_messages_that_are_overdue_need_somebody(command: Command, data: Path) -> None:
    Database(data / "bot.sqlite").close()
    hours_ago = time.time() - 7200
    with closing(sqlite3.connect(data / "bot.sqlite")) as chats:
        for state in ("waiting", "parked", "held", "sent"):
            chats.execute(
                "INSERT INTO part (chat, thread, subscription, edition, page, state, next_at, tries, unknown, at)"
                " VALUES (1, 0, 0, 1, 0, ?, ?, 0, 0, '2031-01-01')", (state, hours_ago),
            )  # fmt: skip
        chats.commit()
    status = told(command, data, status=1)
    assert {state: status["outbox"][state] for state in ("waiting", "parked", "held")} == dict.fromkeys(
        ("waiting", "parked", "held"), 1
    )
    assert status["problems"][0].startswith("messages wait to be sent since ")


def test_a_damaged_store_is_told_in_a_sentence(command: Command, data: Path) -> None:
    (data / "onrecord.db").write_bytes(b"nothing of the kind" * 500)
    assert "onrecord.db can't be opened" in told(command, data, status=1)["problems"][0]


def test_a_bot_is_told_while_it_serves_hangs_was_killed_and_serves_again(
    bot: BotProcess, data: Path, command: Command, telegram: Server, port: int
) -> None:
    wait(lambda: examine(data).serving)
    status = told(command, data)
    assert [process["state"] for process in status["processes"]] == ["serving"]
    assert status["processes"][0]["pid"] == bot.process.pid
    assert status["processes"][0]["last_heard"]
    told_over_http(telegram, port, status["articles"])
    hangs_are_told(bot, data)
    killed = bot.process.pid
    bot.kill()
    assert examine(data).problems == [f"process {killed} has ended without being told to; start On Record again"]
    bot.start()
    wait(lambda: examine(data).serving)
    command("--data", data, "status", "--serving")
    assert [process.pid for process in examine(data).processes] == [bot.process.pid]
    bot.stop(signal.SIGHUP)  # as when its terminal is closed
    assert examine(data).processes == []


def told_over_http(telegram: Server, port: int, articles: int) -> None:
    assert get(port, "/healthz") == (200, '{"fine": true, "problems": []}\n')
    ada = telegram.world.person("Ada")
    ada.says("What did Ada Brandt say about zeppelins?")
    ada.chat.answer()
    code, numbers = get(port, "/metrics")
    assert code == 200
    assert f"onrecord_articles {float(articles)}" in numbers
    assert 'onrecord_processes{state="serving"} 1.0' in numbers
    assert "process_resident_memory_bytes" in numbers
    assert "zeppelin" not in numbers
    assert telegram.token not in numbers
    assert get(port, "/")[0] == 404


def hangs_are_told(bot: BotProcess, data: Path) -> None:
    (file,) = (data / "serving").glob("*.json")
    bot.process.send_signal(signal.SIGSTOP)
    try:
        beat = json.loads(file.read_text())
        file.write_text(json.dumps(beat | {"beat": beat["beat"] - HANGS_AFTER}))  # as if it had been a while
        assert examine(data).problems == [
            f"process {bot.process.pid} lives but does nothing; end it and start On Record again"
        ]
    finally:
        bot.process.send_signal(signal.SIGCONT)


class Manager:
    """Receives what a service says, as systemd does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(0.05)
        self.said: list[str] = []

    def heard(self) -> list[str]:
        try:
            while True:
                self.said.append(self.socket.recv(1000).decode())
        except TimeoutError:
            return self.said


@contextmanager
def manager() -> Iterator[Manager]:
    path = Path(f"/tmp/onrecord-{os.getpid()}-{time.monotonic_ns()}")  # a socket's name must be short
    made = Manager(path)
    try:
        yield made
    finally:
        made.socket.close()
        path.unlink()


def test_systemd_hears_that_the_bot_is_ready_only_when_telegram_has_answered(data: Path, telegram: Server) -> None:
    with manager() as systemd:
        telegram.fail("getUpdates", *[Fault("broken")] * 2)
        process = BotProcess(data, telegram, variables=f"NOTIFY_SOCKET={systemd.path}")
        process.variables["WATCHDOG_USEC"] = "400000"
        with process:
            wait(lambda: "READY=1" in systemd.heard())
            said = systemd.heard()
            first = said.index("READY=1")
            assert "STATUS=waiting for Telegram" in said[:first]
            assert any(each.startswith("EXTEND_TIMEOUT_USEC=") for each in said[:first])
            assert said.count("READY=1") == 1
            wait(lambda: systemd.heard()[first:].count("WATCHDOG=1") >= 3)
            process.process.send_signal(signal.SIGSTOP)  # as an event loop that hangs
            time.sleep(0.3)
            count = len(systemd.heard())
            time.sleep(0.6)
            assert len(systemd.heard()) == count
            process.process.send_signal(signal.SIGCONT)
        assert "STOPPING=1" in systemd.heard()


def test_an_address_that_is_taken_is_named(data: Path, telegram: Server, command: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (command.folder / "config.toml").write_text(
            f'data = "{data}"\n[telegram]\ntoken = "{telegram.token}"\napi = "{telegram.address}"\n'
            f'[service]\nlisten = "127.0.0.1:{port}"\n'
        )
        assert "choose another service.listen" in command("run", status=1).errors
