"""`onrecord eval ratings`: what people found useful comes out again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.history import History
from bot.chats.database import FILE, Database
from bot.chats.place import Place
from index import Index
from index.model import Ask
from tests.bot.briefings import briefings_library
from tests.command import Command

QUESTION = "What did Ada Brandt say about homes?"


def test_rated_answers_are_counted_by_kind_and_exported(tmp_path: Path, index: Index) -> None:
    briefings_library(tmp_path / "data").close()
    database = Database(tmp_path / "data" / FILE)
    history = History(database, index.store)
    asked = index.understand(QUESTION)
    for ask, votes in ((Ask.SAID, (1, 1, 0)), (Ask.TIMELINE, (1,)), (Ask.WHO, ())):
        id = history.add(Place(1, 0, 1), index.ask(replace(asked, ask=ask)))
        for person, vote in enumerate(votes):
            history.rate(id, person, bool(vote))
    database.close()
    run = Command(tmp_path)
    shown = run("--data", "data", "eval", "ratings").lines
    assert shown[0].split() == "said 2 of 3 useful (67%)".split()
    assert shown[-1].split() == "all 3 of 4 useful (75%)".split()
    records = [json.loads(line) for line in run("--data", "data", "eval", "ratings", "--json").lines]
    assert [record["useful"] for record in records] == [True, True, False, True]
    assert records[0]["question"] == QUESTION
    assert "ten thousand homes" in json.dumps(records[0]["quotes"])
    assert "ms" not in records[0]


def test_nothing_rated_is_said_and_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "no answer has been rated yet" in Command(tmp_path)("--data", "data", "eval", "ratings").output
    assert Command(tmp_path)("--data", "data", "eval", "ratings", "--json").output == ""
    assert list((tmp_path / "data").iterdir()) == []


GOLD = "{folder} holds no marked article (text/NAME.txt and attributions/NAME_ANNOTATOR.ann)"


@pytest.mark.parametrize(
    ("arguments", "told", "there"),
    [
        (("train",), GOLD, False),  # loads torch, and reads what `eval attribution` reads
        (("eval", "attribution"), GOLD, False),
        (("eval", "attribution"), GOLD, True),
        (("eval", "said"), "{folder}/questions.jsonl can't be read (No such file or directory)", False),
        (("eval", "said"), "{folder}/questions.jsonl can't be read (No such file or directory)", True),
        (("eval", "extraction"), "{folder}/ground-truth.json can't be read (No such file or directory)", False),
        (("eval", "extraction"), "{folder}/ground-truth.json can't be read (No such file or directory)", True),
    ],
)
def test_a_folder_without_gold_is_named(tmp_path: Path, arguments: tuple[str, ...], told: str, there: bool) -> None:
    folder = tmp_path / "gold"
    if there:
        folder.mkdir()
    run = Command(tmp_path)(*arguments, folder, status=1)
    assert run.errors.splitlines() == [f"onrecord: {told.format(folder=folder)}"]
    assert run.output == ""


def test_gold_without_pages_or_questions_is_named(tmp_path: Path) -> None:
    (tmp_path / "ground-truth.json").write_text("{}", encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text("\n", encoding="utf-8")
    run = Command(tmp_path)
    assert "ground-truth.json names no page" in run("eval", "extraction", tmp_path, status=1).errors
    assert "questions.jsonl is empty" in run("eval", "said", tmp_path, status=1).errors
    (tmp_path / "questions.jsonl").write_text("{}", encoding="utf-8")
    assert "articles.jsonl can't be read" in run("eval", "said", tmp_path, status=1).errors
