"""Where a quotation's words stand in an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.checking.article_words import ArticleWords
from index.answering.checking.matches import LEAST, Match, exact_matches, near_match
from index.text.quoted_words import parts_of

TEXT = (
    "He paused. “A dark coast costs more than a lighthouse,” she said.\r\n\r\n“I don’t haggle,” she added. 등대는 밝다."
)


def locate(quotation: str, text: str, start: int, end: int) -> Match | None:
    """The best match of a quotation near text[start:end]."""
    parts = parts_of([quotation])
    if not parts:
        return None
    article = ArticleWords(text)
    return next(iter(exact_matches(parts, article)), None) or near_match(parts, article, [(start, end)])


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
    assert [TEXT[slice(*span)] for span in match.spans] == [words]


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


def test_words_are_alike_only_where_they_may_stand() -> None:
    far = "The tide tables hang in every boathouse. " * 30 + "\n\n"
    quotation = "I never haggle today"
    assert locate(quotation, f"{far}“I don’t haggle today,” she said.", 0, 40) is None
    assert locate(quotation, f"{far}“I don’t haggle today,” she said.", len(far), len(far) + 20) is not None


words = st.lists(
    st.sampled_from("a dark coast costs more than lighthouse don’t 등대 é 🙂 , . ” \n".split(" ")), max_size=12
)


@given(words.map(" ".join), words.map(" ".join))
def test_a_match_lies_in_the_text_and_holds_words(quotation: str, text: str) -> None:
    match = locate(quotation, text, 0, len(text))
    if match is not None:
        assert all(0 <= start < end <= len(text) for start, end in match.spans)
        assert list(match.spans) == sorted(match.spans)
        assert LEAST <= match.similarity <= 1.0


@given(words.map(" ".join), words.map(" ".join), words.map(" ".join))
def test_what_is_in_the_text_is_found_exactly(before: str, quotation: str, after: str) -> None:
    match = locate(quotation, f"{before} {quotation} {after}", 0, len(before) + len(quotation) + len(after) + 2)
    assert (match is not None and match.similarity == 1.0) or not any(c.isalnum() for c in quotation)


def test_of_a_long_article_only_what_matters_is_read() -> None:
    line = "Nothing of note was said in the hall on that day. "
    told = "The quay will be mended in May. “So it is,” he said. "
    text = f"{line * 400}{told}{line * 400}And the lamps will be lit. {line * 100}"
    at = text.index("The quay"), text.index("And the lamps")
    article = ArticleWords(text, [(at[0], at[0] + 30), (at[1], at[1] + 20)])
    assert len(article.words) < len(text.split()) / 3
    (match,) = exact_matches(parts_of(["the quay will be mended in may"]), article)
    assert text[slice(*match.spans[0])] == "The quay will be mended in May"
    assert not article.holds([at])
    joined = text[article.windows[0][1] - 30 : article.windows[0][1]] + text[article.windows[1][0] :][:30]
    assert exact_matches(parts_of([joined]), article) == []
