"""`onrecord people`, as a process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command import Command


def listed(command: Command, data: Path, *words: str) -> list[dict[str, Any]]:
    result = command("--data", data, "people", *words, "--json")
    return [json.loads(line) for line in result.lines]


def test_people_are_listed_joined_read_again_and_parted(command: Command, data: Path) -> None:
    before = {each["name"]: each["statements"] for each in listed(command, data)}
    assert list(listed(command, data)[0]) == [
        "id", "name", "organisation", "statements", "articles", "aliases", "roles",
    ]  # fmt: skip
    (decision,) = listed(command, data, "join", "Tomas Quell", "Nils Aarden")
    assert (decision["what"], decision["by"]) == ("join", "command")
    both = before["Tomas Quell"] + before["Nils Aarden"]
    command("--data", data, "reread")
    assert [each["statements"] for each in listed(command, data, "Nils Aarden")] == [both]
    assert [each["id"] for each in listed(command, data, "decisions")] == [decision["id"]]
    listed(command, data, "undo", str(decision["id"]))
    assert {each["name"]: each["statements"] for each in listed(command, data)} == before


def test_what_can_not_be_done_is_one_sentence(command: Command, data: Path) -> None:
    for words, told in (
        (("Wigglesworth",), "nobody called Wigglesworth is on record"),
        (("join", "Brandt"), "say what is to be done"),
        (("join", "Brandt", "Brandt"), "is one record already"),
        (("split", "Brandt", "outlet", "Nowhere Times"), "take nothing out"),
        (("undo", "7"), "no decision 7 holds"),
        (("role", "Brandt", "Mayor", "2031-05-01", "2030-01-01"), "ends before it begins"),
        (("Ada", "Brandt"), "put a name in quotation marks"),
    ):
        result = command("--data", data, "people", *words, status=1)
        assert told in result.errors
        assert result.errors.count("\n") == 1
