"""`onrecord eval ratings`: what people found useful comes out again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

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
