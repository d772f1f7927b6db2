"""What a chat may not see, it is not told about in other words either."""

from __future__ import annotations

import pytest

from bot.answers.visibility import redact
from index import Index
from index.model import Ask
from index.silence import Silence
from index.store.outlets import holdings


@pytest.mark.parametrize("question", ["Brandt versus Orvik on homes", "Orvik versus Brandt on homes"])
def test_a_comparison_does_not_tell_that_its_hidden_side_is_on_record(index: Index, question: str) -> None:
    answer = index.ask(question, collections=("public",))
    assert answer.question.ask is Ask.VERSUS
    told = redact(answer, index.store, ("public",), index.directory)
    assert told.quotes == answer.quotes
    assert told.reason == "Nobody called Orvik is on record."
    unknown = index.ask(question.replace("Orvik", "Umbrage"), collections=("public",))
    said = redact(unknown, index.store, ("public",), index.directory).reason
    assert said == told.reason.replace("Orvik", "Umbrage")


def test_who_may_see_both_sides_is_told_what_one_did_not_speak_about(index: Index) -> None:
    for seen in (("public", "fisheries"), None):
        answer = index.ask("Brandt versus Orvik on homes", collections=seen)
        assert redact(answer, index.store, seen, index.directory).reason == answer.reason
        assert "Lena Orvik" in (answer.reason or "")


def test_a_comparison_of_two_hidden_people_names_neither(index: Index) -> None:
    answer = index.ask("Orvik versus Brandt on homes", collections=("nothing",))
    told = redact(answer, index.store, ("nothing",), index.directory)
    assert told.silence is Silence.NOTHING
    assert "Lena" not in (told.reason or "")
    assert "Ada" not in (told.reason or "")


def test_outlets_are_counted_by_what_may_be_seen(index: Index) -> None:
    assert {each.outlet: each.articles for each in holdings(index.store, None)} == {
        "Norhaven Daily": 3, "The Harbour Post": 2,
    }  # fmt: skip
    assert {each.outlet: each.articles for each in holdings(index.store, ("public",))}["Norhaven Daily"] == 2
    assert holdings(index.store, ("none",)) == []
