"""Is this quotation real?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.quotation_check import LEAST, difference, locate

TEXT = (
    "He paused. “A dark coast costs more than a lighthouse,” she said.\r\n\r\n“I don’t haggle,” she added. 등대는 밝다."
)


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("A dark coast costs more than a lighthouse", "A dark coast costs more than a lighthouse"),
        ("a DARK coast, costs more", "A dark coast costs more"),
        ("I don't haggle", "I don’t haggle"),
        ("  haggle, she   added ", "haggle,” she added"),
        ("등대는 밝다", "등대는 밝다"),
        ("lighthouse", "lighthouse"),
    ],
)
def test_the_same_words_in_order_are_found_exactly(quotation: str, words: str) -> None:
    match = locate(quotation, TEXT, 0, len(TEXT))
    assert match is not None
    assert match.similarity == 1.0
    assert TEXT[slice(*match.span)] == words


@pytest.mark.parametrize(
    "quotation",
    [
        "A dark coast costs less than a lighthouse",
        "A dark coast costs more than lighthouses",
        "A very dark coast costs much more than a lighthouse",
        "A dark coast more than a lighthouse",
    ],
)
def test_words_changed_left_out_or_put_in_are_near_and_never_exact(quotation: str) -> None:
    match = locate(quotation, TEXT, 0, len(TEXT))
    assert match is not None
    assert LEAST <= match.similarity < 1.0


@pytest.mark.parametrize(
    "quotation", ["whales sing in the deep", "", "?!", "costs coast dark a lighthouse a than more"]
)
def test_other_words_are_not_found(quotation: str) -> None:
    assert locate(quotation, TEXT, 0, len(TEXT)) is None


def test_nothing_outside_the_range_is_found() -> None:
    assert locate("I don't haggle", TEXT, 0, TEXT.index("“I")) is None


words = st.lists(
    st.sampled_from("a dark coast costs more than lighthouse don’t 등대 é 🙂 , . ” \n".split(" ")), max_size=12
)


@given(words.map(" ".join), words.map(" ".join))
def test_a_match_lies_in_the_text_and_holds_words(quotation: str, text: str) -> None:
    match = locate(quotation, text, 0, len(text))
    if match is not None:
        assert 0 <= match.span[0] < match.span[1] <= len(text)
        assert LEAST <= match.similarity <= 1.0


@given(words.map(" ".join), words.map(" ".join), words.map(" ".join))
def test_what_is_in_the_text_is_found_exactly(before: str, quotation: str, after: str) -> None:
    match = locate(quotation, f"{before} {quotation} {after}", 0, len(before) + len(quotation) + len(after) + 2)
    assert (match is not None and match.similarity == 1.0) or not any(c.isalnum() for c in quotation)


@pytest.mark.parametrize(
    ("asked", "article", "expected"),
    [
        ("costs more", "costs more", (("=", "costs more"),)),
        ("Costs More!", "costs more.", (("=", "costs more."),)),
        ("costs less", "costs more", (("=", "costs"), ("-", "less"), ("+", "more"))),
        ("costs", "costs more", (("=", "costs"), ("+", "more"))),
        ("it costs", "costs", (("-", "it"), ("=", "costs"))),
        ("", "", ()),
    ],
)
def test_the_difference_in_runs(asked: str, article: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert difference(asked, article) == expected


@given(words.map(" ".join), words.map(" ".join))
def test_the_difference_tells_the_whole_of_both(asked: str, article: str) -> None:
    runs = difference(asked, article)
    assert " ".join(w for mark, w in runs if mark != "-").split() == article.split()
    assert len(" ".join(w for mark, w in runs if mark != "+").split()) == len(asked.split())
