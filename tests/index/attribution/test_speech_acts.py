"""What is speech and what is not."""

from __future__ import annotations

import pytest

from index.attribution.speech_acts import is_deed, is_perception, is_term, is_title, reports_speech


@pytest.mark.parametrize(
    "cue", ["said", "told reporters", "according to", "has repeatedly stressed", "wrote in a letter"]
)
def test_reporting_words_report_speech(cue: str) -> None:
    assert reports_speech(cue)
    assert not is_deed(cue)


@pytest.mark.parametrize(
    "cue", ["signed", "has banned", "is focused on", "directs", "has championed", "to discuss", "shall provide"]
)
def test_deeds_report_none(cue: str) -> None:
    assert is_deed(cue)
    assert not reports_speech(cue)


@pytest.mark.parametrize("words", ["“The Old Man and the Harbour”", "Salt and Rope Again", "‘Winters from the North’"])
def test_titles_of_works_are_known_by_their_capitals(words: str) -> None:
    assert is_title(words)


@pytest.mark.parametrize(
    "words", ["“We sail.”", "“The Harbour Board is wrong”", "“Never Again.”", "“Norvale,”", "a disaster", "“”", "“No”"]
)
def test_other_quoted_words_are_no_titles(words: str) -> None:
    assert not is_title(words)


@pytest.mark.parametrize(
    ("cue", "expected"), [("will see", True), ("knew", True), ("saw and said", False), ("said", False)]
)
def test_seeing_and_knowing_are_perception(cue: str, expected: bool) -> None:
    assert is_perception(cue) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("guidance titled ", ", which"),
        ("The rule defines ", " as water"),
        ("the term ", " means a ship"),
        ("The ", " means a ship"),
    ],
)
def test_what_stands_beside_a_term_tells_it(before: str, after: str) -> None:
    assert is_term(before, after)


def test_a_quotation_beside_a_verb_of_saying_is_no_term() -> None:
    assert not is_term("Varga said the ferry was ", ", and left")
