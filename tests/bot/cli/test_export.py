"""What `onrecord export` writes, `onrecord add` reads: the same articles, and the same words by the same people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import Draft, Index, SourceError
from index.extract.jsonl import from_jsonl
from index.model import Block, BlockKind
from tests.command import Command
from tests.news_articles import DRAFTS, NEWS

MARKED = Draft(
    "What they said\n\nThe council met on Monday, and nobody spoke of the lighthouse.",
    title="Marked",
    url="https://council.example/1",
    blocks=(Block(0, 14, BlockKind.LIST_ITEM), Block(16, 78, BlockKind.PARAGRAPH)),
)
ODD = Draft("Odd\r\ntext\u2028with \x00 and 🙂, as “Sigrun Halvorsen” wrote.\x85 It\u00a0stays.", language="nn")


def articles(index: Index) -> list[object]:
    """Everything about each article and its statements, but for ids and when it was added."""
    stored = index.store.articles(row.id for row in index.store.listing())
    statements, blocks = index.store.statements(stored), index.store.blocks(stored)
    return [
        (
            replace(article, id=0),
            blocks.get(id),
            [
                (each.content, each.kind, each.mention, each.cue, each.question, each.person and each.person.name)
                for each in statements[id]
            ],
        )
        for id, article in stored.items()
    ]


@pytest.fixture
def made(new_data_folder: Callable[[Path], Path], tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: new_data_folder(tmp_path / name)


def test_what_was_exported_is_added_again_as_it_was(made: Callable[[str], Path], command: Command) -> None:
    first, second = made("first"), made("second")
    index = Index.open(first)
    list(index.add([*DRAFTS, MARKED, ODD, replace(NEWS, url="https://mirror.example/1")]))
    lines = command("--data", first, "export").output.removesuffix("\n").split("\n")
    assert len(lines) == index.store.counts()["article"]
    (command.folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert f"{len(lines)} added" in command("--data", second, "add", "all.jsonl").output
    again = Index.open(second)
    assert articles(again) == articles(index)
    assert any(article.urls[1:] for article in again.store.articles(range(1, 100)).values())
    assert command("--data", second, "export").output.removesuffix("\n").split("\n") == lines
    again.close()
    index.close()


def test_offsets_of_statements_are_into_the_text(news_folder: Path, command: Command) -> None:
    records = [json.loads(line) for line in command("--data", news_folder, "export").lines]
    assert {record["collection"] for record in records} > {"public"}
    said = [
        record["text"][start:end]
        for record in records
        for statement in record["statements"]
        if statement["person"] == "Bram Okonkwo"
        for start, end in statement["content"]
    ]
    assert any("catch fish" in each for each in said)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("addresses", "https://a.example", '"addresses" is no text'),
        ("addresses", [1], '"addresses" is no text'),
        ("blocks", [[0, 3]], '"blocks" are no parts of the text'),
        ("blocks", [[0, 300, "paragraph"]], '"blocks" are no parts of the text'),
        ("blocks", [[3, 5, "paragraph"], [2, 4, "paragraph"]], '"blocks" are no parts of the text'),
        ("blocks", [[0, 3, "chapter"]], '"blocks" are no parts of the text'),
        ("blocks", [[True, 3, "paragraph"]], '"blocks" are no parts of the text'),
        ("blocks", 7, '"blocks" are no parts of the text'),
    ],
)
def test_fields_that_do_not_fit_are_refused(tmp_path: Path, field: str, value: object, told: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "The ferry stays.", field: value}))
    (found,) = from_jsonl(tmp_path / "a.jsonl", "a.jsonl")
    assert isinstance(found, SourceError)
    assert told in str(found)
