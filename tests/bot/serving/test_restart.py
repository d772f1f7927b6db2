"""Starting, stopping and starting again, with nothing lost and nothing given away."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.history import History
from bot.chats.database import FILE, Database
from bot.chats.place import Place
from index import Index
from tests.bot.bot_process import STARTED, BotProcess, environment
from tests.botapi.server import Fault, Server

QUESTION = "What did Ada Brandt say about homes?"


@pytest.fixture
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server


def test_buttons_and_edits_work_after_a_restart(data: Path, telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    with BotProcess(data, telegram) as running:
        question = ada.says(QUESTION)
        answer = ada.chat.answer()
        first = answer.text
        assert running.stop() < 5
        ada.presses(answer, "Source")
        running.start()
        telegram.world.wait(lambda: answer.text != first)
        ada.says("and Tomas Quell?")
        assert "Tomas Quell" in ada.chat.answer(2).text
        ada.edits(question, QUESTION)  # as Telegram tells of a preview that has been loaded
        ada.edits(question, "What did Nils Aarden say about trams?")
        telegram.world.wait(lambda: "all night" in answer.text)
        assert len(ada.chat.by_bot) == 2


def test_what_was_asked_ninety_days_ago_is_dropped_at_the_start(
    data: Path, telegram: Server, tmp_path: Path, index: Index
) -> None:
    history = History(Database(data / FILE), index.store)
    ada = telegram.world.person("Ada")
    place, now = Place(ada.id, 0, ada.id), datetime.now(UTC)
    old, new = (history.add(place, index.ask(QUESTION), now - timedelta(days=days)) for days in (91, 89))
    with BotProcess(data, telegram):
        telegram.world.wait(lambda: history.find(old) is None)
        assert history.find(new) is not None


def test_questions_under_way_when_the_process_is_killed_are_answered_by_the_next(data: Path, telegram: Server) -> None:
    people = [telegram.world.person(f"Person {number}") for number in range(20)]
    with BotProcess(data, telegram) as running:
        for person in people:
            person.says(QUESTION)
        people[0].chat.answer()
        running.kill()
        open_ones = _unhandled(data)
        running.start()
        for person in people:
            person.chat.answer()
    # What was sent but not yet noted in the very moment of the kill may be sent twice, never less than once.
    for person in people:
        assert len(person.chat.by_bot) in ((1, 2) if person.id in open_ones else (1,))
    assert sum(len(person.chat.by_bot) for person in people) <= len(people) + 8


def _unhandled(data: Path) -> set[int]:
    """Whose updates were received and not noted as handled."""
    with closing(sqlite3.connect(data / FILE)) as database:
        bodies = database.execute('SELECT body FROM "update" WHERE body IS NOT NULL').fetchall()
    return {json.loads(body)["message"]["from"]["id"] for (body,) in bodies}


def test_a_refused_token_is_one_line_and_no_token(data: Path, telegram: Server) -> None:
    running = BotProcess(data, telegram)
    config = running.folder / "config.toml"
    wrong = "7000:some-other-token"
    config.write_text(config.read_text().replace(telegram.token, wrong))
    with pytest.raises(AssertionError):
        running.start()
    assert running.process.wait(10) == 1
    assert "Telegram does not know this token" in running.log_text
    assert wrong not in running.log_text
    assert "Traceback" not in running.log_text


def test_telegram_out_of_reach_at_the_start_is_waited_for(data: Path, telegram: Server) -> None:
    telegram.fail("getMe", Fault("broken"), Fault("broken"))
    ada = telegram.world.person("Ada")
    with BotProcess(data, telegram) as running:
        ada.says(QUESTION)
        assert "ten thousand homes" in ada.chat.answer().text
    assert "can't be reached" in running.log_text
    assert telegram.token not in running.log_text


def test_it_ends_when_interrupted_and_outlives_its_terminal_where_a_shell_has_it_ignore_both(
    data: Path, telegram: Server
) -> None:
    """As shells have their background commands ignore the one, and `nohup` the other."""
    folder = BotProcess(data, telegram).folder
    ignoring = ["sh", "-c", 'trap "" INT HUP; exec "$0" -m bot run', sys.executable]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(ignoring, cwd=folder, env=environment(), stdout=log, stderr=log)
    try:
        telegram.world.wait(lambda: bool(telegram.world.called("setMyCommands")), STARTED)
        process.send_signal(signal.SIGHUP)
        ada = telegram.world.person("Ada")
        ada.says(QUESTION)
        assert "Ada Brandt" in ada.chat.answer().text
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0, (folder / "log").read_text("utf-8")
    finally:
        process.kill()
