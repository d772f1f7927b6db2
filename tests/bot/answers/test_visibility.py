"""What a chat may not see, it is not told about in other words either."""

from __future__ import annotations

import pytest

from index import Index
from index.model import Ask
from index.silence import Silence
from index.store.outlets import holdings


@pytest.mark.parametrize("question", ["Brandt versus Orvik on homes", "Orvik versus Brandt on homes"])
def test_a_comparison_does_not_tell_that_its_hidden_side_is_on_record(index: Index, question: str) -> None:
    answer = index.ask(question, collections=("public",))
    assert answer.question.ask is Ask.VERSUS
    assert answer.reason == "Nobody called Orvik is on record."
    unknown = index.ask(question.replace("Orvik", "Umbrage"), collections=("public",))
    assert unknown.reason == answer.reason.replace("Orvik", "Umbrage")


def test_who_may_see_both_sides_is_told_what_one_did_not_speak_about(index: Index) -> None:
    for seen in (("public", "fisheries"), None):
        assert "Lena Orvik" in (index.ask("Brandt versus Orvik on homes", collections=seen).reason or "")


def test_a_comparison_of_two_hidden_people_names_neither(index: Index) -> None:
    told = index.ask("Orvik versus Brandt on homes", collections=("nothing",))
    assert told.silence is Silence.EMPTY
    assert "Lena" not in (told.reason or "")
    assert "Ada" not in (told.reason or "")


def test_outlets_are_counted_by_what_may_be_seen(index: Index) -> None:
    assert {each.outlet: each.articles for each in holdings(index.store)} == {
        "Norhaven Daily": 3,
        "The Harbour Post": 2,
    }
    assert {each.outlet: each.articles for each in holdings(index.view(("public",)).store)}["Norhaven Daily"] == 2
    assert holdings(index.view(("none",)).store) == []
