"""The library changes, is damaged or is being rebuilt while people ask: they get an answer or a sentence."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.bot_process import BotProcess
from tests.botapi.server import Server
from tests.botapi.world import Person
from tests.command import Command

QUESTION = "What did Ada Brandt say about homes?"
SENTENCE = (
    "“We will mend street {0} and build {1} sheds there,” Roads Minister Pia Holm said. Holm added that {0} would wait."
)


@pytest.fixture
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server


def text(sentences: int) -> str:
    return "\n\n".join(SENTENCE.format(number, number * 7) for number in range(sentences))


def asks(person: Person, number: int) -> None:
    """Ask, and see that the answer is one or says in words that there is none."""
    person.says(QUESTION)
    answer = person.chat.answer(number).shown
    assert answer is not None
    assert "ten thousand homes" in answer.text


@pytest.mark.parametrize("missing", [("vectors",), ("spoken",), ("vectors", "words", "spoken")])
def test_derived_folders_that_were_deleted_are_made_again_at_the_start(
    data: Path, telegram: Server, missing: tuple[str, ...]
) -> None:
    for name in missing:
        shutil.rmtree(data / name)
    ada = telegram.world.person("Ada")
    ada.says(QUESTION)  # while it is still starting
    with BotProcess(data, telegram) as running:
        answer = ada.chat.answer().shown
        assert answer is not None
        assert "ten thousand homes" in answer.text
        assert running.stop() < 5
    assert "Traceback" not in running.log_text


def test_derived_folders_that_vanish_while_it_runs_cost_nobody_an_answer(data: Path, telegram: Server) -> None:
    people = [telegram.world.person(f"Person {number}") for number in range(5)]
    with BotProcess(data, telegram) as running:
        asks(people[0], 1)
        for name in ("vectors", "words", "spoken"):
            shutil.rmtree(data / name)
        for person in people[1:]:
            asks(person, 1)
        added = running.folder / "added.txt"
        added.write_text(text(3), "utf-8")
        Command(running.folder)("--data", data, "add", added)
        asks(people[0], 2)
        people[1].says("What did Pia Holm say about sheds?")
        answer = people[1].chat.answer(2).shown
        assert answer is not None
        assert "Pia Holm" in answer.text
    assert "Traceback" not in running.log_text


def test_questions_are_answered_while_another_process_adds(data: Path, telegram: Server) -> None:
    source = data.parent / "many.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for number in range(8):
            words = text(40).replace("street", f"street {number}")
            lines.write(json.dumps({"url": f"https://roads.example/{number}", "text": words}) + "\n")
    with BotProcess(data, telegram) as running:
        adding = Command(data.parent).start("--data", data, "add", source)
        answered = 0
        while adding.poll() is None:
            # Somebody else each time: nobody may ask this often.
            asks(telegram.world.person(f"Person {answered}"), 1)
            answered += 1
            time.sleep(0.2)
        assert adding.returncode == 0
        assert answered > 2
        ada = telegram.world.person("Ada")
        ada.says("What did Pia Holm say about sheds?")
        answer = ada.chat.answer(1).shown
        assert answer is not None
        assert "Pia Holm" in answer.text
    assert "Traceback" not in running.log_text


def test_a_large_document_under_way_does_not_keep_it_from_stopping(data: Path, telegram: Server) -> None:
    boss = telegram.world.person("Boss")
    with BotProcess(data, telegram, f"[access]\nadmins = [{boss.id}]") as running:
        boss.sends("roads.txt", text(40_000).encode())
        telegram.world.wait(lambda: telegram.world.called("getFile"))
        time.sleep(1)
        assert boss.chat.by_bot == []
        assert running.stop() < 5.5  # 5 s, and a little for a busy machine
        running.start()
        asks(telegram.world.person("Ada"), 1)
        running.kill()  # the document is taken up again, and stopping would take as long again
    assert "Traceback" not in running.log_text


def test_many_who_ask_while_a_large_document_is_added_are_answered(data: Path, telegram: Server) -> None:
    boss = telegram.world.person("Boss")
    people = [telegram.world.person(f"Person {number}") for number in range(10)]
    with BotProcess(data, telegram, f"[access]\nadmins = [{boss.id}]") as running:
        boss.sends("roads.txt", text(400).encode())
        telegram.world.wait(lambda: telegram.world.called("getFile"))
        for person in people:
            person.says(QUESTION)
        for person in people:
            answer = person.chat.answer().shown
            assert answer is not None
            assert "ten thousand homes" in answer.text
        assert all(len(person.chat.by_bot) == 1 for person in people)
        running.kill()  # how it stops with a document under way is tested above
    assert "Traceback" not in running.log_text
