"""Words that carry meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.terms import content_stems, synonyms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lighthouse", ["lighthous"]),
        ("lighthouses and the lighthouse", ["lighthous"]),
        ("what did they say about the ferry?", ["ferri"]),
        ("the U.S. ferry", ["us", "ferri"]),
        ("cost-sharing", ["cost", "share"]),
        ("the port's ferry", ["port", "ferri"]),
        ("등대 ferry", ["등대", "ferri"]),
        ("what is this about", ["what", "is", "this", "about"]),
        ("", []),
        ("?!", []),
    ],
)
def test_the_words_of_a_topic_that_carry_meaning(text: str, expected: list[str]) -> None:
    assert content_stems(text) == expected


@given(st.text(max_size=60))
def test_content_is_never_empty_when_there_are_words(text: str) -> None:
    assert bool(content_stems(text)) == bool(words(text))
    assert len(set(content_stems(text))) == len(content_stems(text))


@given(st.text(max_size=20))
def test_every_word_is_its_own_kin(word: str) -> None:
    assert word in synonyms(word)
