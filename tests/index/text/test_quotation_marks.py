"""Which characters stand inside quotation marks."""

from __future__ import annotations

from time import process_time

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
        ("„We sail“, she said, „and we sing“. Nobody heard.", ["We sail", "and we sing"]),
        ("»We sail«, she said, »and we sing«. Nobody heard.", ["We sail", "and we sing"]),
        ("« We sail », she said, « and we sing ».", [" We sail ", " and we sing "]),
        ("「出航する」と言った。", ["出航する"]),
        ("``We sail,'' she said.", ["We sail,"]),
        ("''We sail,'' she said.", ["We sail,"]),
        ('She said: "We sail."', ["We sail."]),
        ('She said "we sail"—and left.', ["we sail"]),
        ("They don't sail; the crew's 'no' is clear.", ["no"]),
        ('A 6\'2" sailor said "no" to them.', ["no"]),
        ("“We sail.\n\n“We sail today,” she said.", ["We sail.", "We sail today,"]),
        ("“We sail.\n\nNobody heard her.", ["We sail."]),
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["One.", "Two.", "Three,"]),
        ("‘We sail,’ she said. ‘It’s late.’", ["We sail,", "It’s late."]),
        ("'The boats won't sail,' said Tamm, 'and that's final.'", ["The boats won't sail,", "and that's final."]),
        (
            "‘The boats’ owners and the crews’ wives are angry,’ she said.",
            ["The boats’ owners and the crews’ wives are angry,"],
        ),
        ("They call it ‘the boats’ and not ‘the ships’ there.", ["the boats", "the ships"]),
        ("It was ‘a mess’ for the crews’ wives.", ["a mess"]),
        ("It’s the fishermen’s boats’ and the ’90s rock ’n’ roll they’ve loved.", []),
        ("In the '90s they sang rock 'n' roll; the crews' wives danced.", []),
        ("‘Nothin’ but the good ol’ boys,’ he said.", ["Nothin’ but the good ol’ boys,"]),
        ("‘Back in the ‘90s we sailed,’ she said.", ["Back in the ‘90s we sailed,"]),
        ("‘She called it “a shame”, and it’s one,’ he said.", ["She called it “a shame”, and it’s one,"]),
        ("“He told me ‘no’, and ‘never’ too,” she said.", ["He told me ‘no’, and ‘never’ too,"]),
        ("\"It's 'no' from me,\" she said. 'Never.'", ["It's 'no' from me,", "Never."]),
        ("Brandt: Treaty 'a disaster'", ["a disaster"]),
        ("Tamm: ‘We will sign’", ["We will sign"]),
        ("She (‘the captain’) left.", ["the captain"]),
        ("‘We sail.\n\n‘We sail today,’ she said.", ["We sail.", "We sail today,"]),
        ("She said: 'We sail.\n\n'We sail today,' she said.", ["We sail.", "We sail today,"]),
        ("The ‘Iolani sailed with the crew.\n\nNobody heard her.", []),
        ("The 'hood was quiet. \"We sail,\" she told the boys' mothers.", ["We sail,"]),
        ("‘Abd al-Karim knows the boats’ owners.", []),
        (
            "It was ‘no or “yes, she said. It was the crew’s boat’ then.",
            ["yes, she said. It was the crew’s boat’ then."],
        ),
        ("Sie sagte: ‚Wir fahren‘.", ["Wir fahren"]),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_what_stands_inside_quotation_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_one_broken_mark_does_not_turn_the_next_paragraph_inside_out() -> None:
    text = 'She said "we sail.\n\nNobody heard. "We sail," she said again.'
    assert inside(text)[1:] == ["We sail,"]


@pytest.mark.parametrize("text", ["‘a " * 30_000, "' " * 30_000, "s' " * 30_000, "“‘" * 30_000, "\"'a" * 30_000])
def test_hostile_marks_take_no_longer_than_words(text: str) -> None:
    began = process_time()
    quotation_states(text)
    assert process_time() - began < 3


words = st.lists(
    st.sampled_from(["it’s", "don’t", "fishermen’s", "they’ve", "the", "harbour", "sails"]), min_size=1
).map(" ".join)


@given(words, words, st.sampled_from(["‘’", "''", "“”", '""', "«»"]))
def test_apostrophes_end_no_quotation(said: str, told: str, marks: str) -> None:
    said, told = (part.replace("’", "'") if marks == "''" else part for part in (said, told))
    text = f"{told} she said: {marks[0]}{said},{marks[1]} {told}"
    assert inside(text) == [f"{said},"]


@given(st.text("‘’' ab.s\n", max_size=40), words)
def test_single_marks_of_a_paragraph_leave_the_next_ones_alone(text: str, quoted: str) -> None:
    following = f"\n\nShe said: “{quoted}.” Nobody spoke."
    assert inside(text + following)[-1:] == [f"{quoted}."]
    assert set(quotation_states(text + following)[-len("Nobody spoke.") :]) == {OUTSIDE}


@given(st.one_of(texts(), st.text("“”‘’\"'«» abs.\n", max_size=40)))
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
