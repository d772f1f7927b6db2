"""Silence is a value: a code with names, of which each language makes its own sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import index
from index.model import Answer, Question
from index.silence import SENTENCES, Reason, Silence


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason(Silence.NOTHING, "Holt"), "Nothing Holt said is on record."),
        (Reason(Silence.NOTHING, "Holt", "rents"), "Nothing Holt said about rents is on record."),
        (Reason(Silence.NOTHING, "Holt", "rents", True), "Nothing Holt said about rents in that time is on record."),
        (Reason(Silence.NOTHING, "Holt", dated=True), "Nothing Holt said in that time is on record."),
        (Reason(Silence.NOT_SAID), "These words are not on record."),
        (Reason(Silence.NOT_SAID, "Holt"), "These words by Holt are not on record."),
        (
            Reason(Silence.OTHERS_WORDS, "Holt", owner="Brandt"),
            "These words are on record, but as Brandt's, not Holt's.",
        ),
        (Reason(Silence.NOBODY, "{speaker}"), "Nobody called {speaker} is on record."),
    ],
)
def test_a_reason_says_what_it_knows(reason: Reason, sentence: str) -> None:
    assert str(reason) == sentence


def test_every_silence_has_a_sentence_and_is_given_somewhere() -> None:
    given = set()
    for path in Path(index.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
                first = node.args[0]
                assert isinstance(first, ast.Attribute)
                given.add(Silence[first.attr])
    assert given == set(Silence) == set(SENTENCES)


def test_an_answer_without_quotes_tells_why_by_its_only_reason_or_that_there_is_nothing() -> None:
    asked = Question("Holt versus Brandt")
    nobody, nothing = Reason(Silence.NOBODY, "Holt"), Reason(Silence.NOTHING, "Brandt")
    assert Answer(asked).silence is Answer(asked).reason is None
    assert Answer(asked, reasons=(nobody,)).silence is Silence.NOBODY
    both = Answer(asked, reasons=(nobody, nothing))
    assert both.silence is Silence.NOTHING
    assert both.reason == "Nobody called Holt is on record. Nothing Brandt said is on record."
