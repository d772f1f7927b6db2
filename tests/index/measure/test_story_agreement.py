"""`onrecord eval stories`: stories against readers' word on which articles tell of one event."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import OnRecordError
from index.measure.story_agreement import Agreement, Pair, agreement, read_pairs
from tests.command import Command

FERRY = (
    "The ferry Aurelia ran aground off Kivik on Monday night with 214 people on board, the coast guard said. "
    "Captain Ines Varga said that a rudder had failed in the swell."
)
FERRY_AGAIN = (
    "All 214 passengers of the Aurelia are safe after the ferry struck a sandbank near Kivik on Monday. "
    "A broken rudder is thought to be the cause, Captain Varga said."
)
CHESS = "Adeyemi won the chess open in Lunde with a rook sacrifice in the final round, her third title in a row."


def address(name: str) -> str:
    return f"https://kivik.example/{name}"


def record(name: str, text: str) -> dict[str, str]:
    return {"url": address(name), "title": name, "published": "2031-03-04", "text": text}


def pair(a: str, b: str, same: bool, half: str = "") -> dict[str, object]:
    return {"a": address(a), "b": address(b), "same": same} | ({"half": half} if half else {})


def written(path: Path, records: list[dict[str, str]] | list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_the_command_says_how_far_stories_and_readers_agree(command: Command, data: Path, tmp_path: Path) -> None:
    articles = written(
        tmp_path / "articles.jsonl", [record("aground", FERRY), record("safe", FERRY_AGAIN), record("chess", CHESS)]
    )
    pairs = written(
        tmp_path / "pairs.jsonl",
        [
            pair("aground", "safe", True, "test"),
            pair("aground", "chess", False, "test"),
            pair("safe", "chess", True, "dev"),
            pair("chess", "elsewhere", True),
        ],
    )
    shown = command("--data", data, "eval", "stories", pairs, articles).lines
    assert shown == [
        "dev  1 pairs, 1 of one event | P 0.000 R 0.000 F1 0.000",
        "test 2 pairs, 1 of one event | P 1.000 R 1.000 F1 1.000",
        "all  3 pairs, 2 of one event | P 1.000 R 0.500 F1 0.667 | 1 more have no article here",
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([["a", "b"], ["c"]], (1.0, 0.5, 2 / 3)),
        ([["a", "b", "c"]], (2 / 3, 1.0, 0.8)),
        ([["a"], ["b"], ["c"]], (0.0, 0.0, 0.0)),
    ],
    ids=["one joined", "all joined", "none joined"],
)
def test_pairs_are_counted_by_the_story_they_fall_in(told: list[list[str]], expected: tuple[float, ...]) -> None:
    found = agreement([Pair("a", "b", True), Pair("a", "c", False), Pair("b", "c", True)], told)
    assert (found.precision, found.recall, found.f1) == pytest.approx(expected)


def test_without_pairs_nothing_is_divided_by() -> None:
    assert agreement([], []) == Agreement()
    assert Agreement().line("all").endswith("F1 0.000")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "has no pairs"),
        ("{", "pairs.jsonl, line 1: is no JSON"),
        ('{"a": "x", "b": "y", "same": true}\n["x", "y"]', "pairs.jsonl, line 2: is no pair"),
        ('{"a": "x", "b": "y", "same": "yes"}', "line 1: is no pair"),
        ('{"a": "x", "same": true}', "line 1: is no pair"),
    ],
    ids=["empty", "no JSON", "a list", "a word for yes", "one article"],
)
def test_a_file_that_holds_no_pairs_is_told_by_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OnRecordError, match=told):
        read_pairs(path)


def test_files_that_are_not_there_get_one_sentence(command: Command, data: Path, tmp_path: Path) -> None:
    pairs = written(tmp_path / "pairs.jsonl", [pair("aground", "safe", True)])
    for arguments in ((tmp_path / "none.jsonl", pairs), (pairs, tmp_path / "none.jsonl")):
        run = command("--data", data, "eval", "stories", *arguments, status=1)
        assert "can't be read; name a file of" in run.errors
        assert "Traceback" not in run.errors
        assert run.output == ""
