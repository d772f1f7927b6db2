"""Sentences and passages are slices of the text, and together they are the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.text.sentences import LONGEST_SENTENCE, PASSAGE_WORDS, passages, sentences
from tests.index.generated import runs_on, texts

anything = st.one_of(texts(), st.text(max_size=400), runs_on)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@given(anything)
def test_sentences_come_in_order_and_never_overlap(text: str) -> None:
    found = sentences(text)
    assert all(a < b for a, b in found)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(found))
    assert all(b <= len(text) for _, b in found)


@given(anything)
def test_sentences_have_no_white_space_around_them(text: str) -> None:
    assert all(one == one.strip() and one for one in cut(text))


@given(anything)
def test_no_sentence_reaches_over_a_blank_line(text: str) -> None:
    assert not [one for one in cut(text) if BLANK_LINE.search(one)]


@given(anything)
def test_no_sentence_is_longer_than_the_longest(text: str) -> None:
    assert all(len(one) <= LONGEST_SENTENCE for one in cut(text))


def _covered(text: str, spans: list[Span]) -> list[int]:
    times = [0] * len(text)
    for a, b in spans:
        for i in range(a, b):
            times[i] += 1
    return times


@given(anything)
def test_everything_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    times = _covered(text, sentences(text))
    assert all(n == 1 or (n == 0 and c.isspace()) for c, n in zip(text, times, strict=True))


@given(anything)
def test_everything_but_white_space_is_in_exactly_one_passage(text: str) -> None:
    times = _covered(text, passages(text))
    assert all(n == 1 or (n == 0 and c.isspace()) for c, n in zip(text, times, strict=True))


@given(anything)
def test_passages_are_runs_of_whole_sentences(text: str) -> None:
    held = sentences(text)
    starts, ends = {a for a, _ in held}, {b for _, b in held}
    assert all(a in starts and b in ends for a, b in passages(text))


@given(anything, st.integers(8, 120))
def test_a_passage_holds_its_number_of_words_unless_one_sentence_is_longer(text: str, most: int) -> None:
    held = sentences(text)
    for a, b in passages(text, most):
        alone = sum(1 for s in held if a <= s[0] < b) == 1
        assert alone or sum(len(text[s[0] : s[1]].split()) for s in held if a <= s[0] < b) <= most


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Falk arrived. She spoke.", ["Dr. Falk arrived.", "She spoke."]),
        ("It cost 3.5 million crowns. No one paid.", ["It cost 3.5 million crowns.", "No one paid."]),
        ("She met J. Falk in port. He left.", ["She met J. Falk in port.", "He left."]),
        ("The U.S. Senate met. It rose.", ["The U.S. Senate met.", "It rose."]),
        ("They left the U.S. The ships stayed.", ["They left the U.S.", "The ships stayed."]),
        ("They met at 3 p.m. on Friday. It rained.", ["They met at 3 p.m. on Friday.", "It rained."]),
        ("“We will sail.” They did.", ["“We will sail.”", "They did."]),
        ("“Will we sail?” he asked.", ["“Will we sail?” he asked."]),
        ("See No. 5 for this. Then rest.", ["See No. 5 for this.", "Then rest."]),
        ("Really?! Yes… No.", ["Really?!", "Yes…", "No."]),
        ("등대는 밝다. 항구는 어둡다.", ["등대는 밝다.", "항구는 어둡다."]),
        ("灯台は明るい。港は暗い。", ["灯台は明るい。", "港は暗い。"]),
        ("One line\r\n\r\nAnother line", ["One line", "Another line"]),
        ("One line\n\u3000\nAnother line", ["One line", "Another line"]),
        ("Kivik Ltd. opened a yard. It closed.", ["Kivik Ltd. opened a yard.", "It closed."]),
        ("", []),
        (" \r\n\t\u3000", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_short_line_joins_the_paragraph_after_it() -> None:
    text = "He said.\n\n" + "The harbour is closed for the whole of the winter. " * 3
    assert passages(text)[0] == (0, len(text.rstrip()))


def test_long_paragraphs_stay_apart() -> None:
    paragraph = "The harbour is closed for the whole of this winter and nobody knows when it opens. " * 4
    text = f"{paragraph.strip()}\n\n{paragraph.strip()}"
    assert [text[a:b] for a, b in passages(text)] == [paragraph.strip(), paragraph.strip()]


def test_text_without_any_full_stop_is_still_cut_to_passages() -> None:
    text = "harbour " * 1000
    assert all(len(text[a:b].split()) <= max(PASSAGE_WORDS, LONGEST_SENTENCE // 8) for a, b in passages(text))


def test_text_without_spaces_is_never_cut_before_a_combining_mark() -> None:
    text = "xe\u0301" * 800
    assert not [one for one in cut(text) if one.startswith("\u0301")]
