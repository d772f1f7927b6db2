"""Which characters stand inside quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE, paragraphs, quotation_states
from tests.index.generated import texts


def inside(text: str) -> list[str]:
    """The runs of characters inside quotation marks."""
    states = quotation_states(text)
    runs, last = [], -2
    for i, state in enumerate(states):
        if state == INSIDE:
            if i != last + 1:
                runs.append("")
            runs[-1] += text[i]
            last = i
    return runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We sail," she said.', ["We sail,"]),
        ("“We sail,” she said. “Now.”", ["We sail,", "Now."]),
        ("«We sail», she said.", ["We sail"]),
        ("„We sail“", ["We sail"]),
        ("「出航する」と言った。", ["出航する"]),
        ("``We sail,'' she said.", ["We sail,"]),
        ("''We sail,'' she said.", ["We sail,"]),
        ('She said: "We sail."', ["We sail."]),
        ('She said "we sail"—and left.', ["we sail"]),
        ("They don't sail; the crew's 'no' is clear.", []),
        ('A 6\'2" sailor said "no" to them.', ["no"]),
        ("“We sail.\n\n“We sail today,” she said.", ["We sail.", "We sail today,"]),
        ("“We sail.\n\nNobody heard her.", ["We sail."]),
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["One.", "Two.", "Three,"]),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_what_stands_inside_quotation_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_one_broken_mark_does_not_turn_the_next_paragraph_inside_out() -> None:
    text = 'She said "we sail.\n\nNobody heard. "We sail," she said again.'
    assert inside(text)[1:] == ["We sail,"]


@given(st.one_of(texts(), st.text("“”\"'«» ab.\n", max_size=40)))
def test_every_character_has_a_state_and_marks_are_never_inside(text: str) -> None:
    states = quotation_states(text)
    assert len(states) == len(text)
    assert set(states) <= {OUTSIDE, INSIDE, OPENING, CLOSING}
    assert not [c for c, state in zip(text, states, strict=True) if state in {OPENING, CLOSING} and c.isalnum()]


@given(st.one_of(texts(), st.text("a \r\n\t\u3000.", max_size=30)))
def test_paragraphs_hold_everything_but_white_space(text: str) -> None:
    found = paragraphs(text)
    held = set()
    for a, b in found:
        assert text[a:b] == text[a:b].strip() != ""
        held |= set(range(a, b))
    assert all(i in held or c.isspace() for i, c in enumerate(text))
