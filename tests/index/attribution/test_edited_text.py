"""Replacing parts of a hand-marked text moves its statements with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.attribution.brat import Attribution
from index.attribution.edited_text import joined, replace_in

TEXT = "“We sail,” Varga said. Nobody spoke."
MARKED = (TEXT, [Attribution([(0, 10)], [(11, 16)], [(17, 21)])])


def words(text: str, attribution: Attribution) -> list[str]:
    return [text[a:b] for spans in (attribution.content, attribution.source, attribution.cue) for a, b in spans]


def test_statements_stand_where_they_stood() -> None:
    text, (statement,) = replace_in(MARKED, [(0, 1, "‘"), (9, 10, "’"), (11, 16, "Elin Varga"), (22, 23, "\n\n")])
    assert text == "‘We sail,’ Elin Varga said.\n\nNobody spoke."
    assert words(text, statement) == ["‘We sail,’", "Elin Varga", "said"]


def test_what_is_inserted_at_an_edge_belongs_to_no_span() -> None:
    text, (statement,) = replace_in(MARKED, [(8, 9, ""), (10, 10, ","), (11, 11, "Mayor ")])
    assert text == "“We sail”, Mayor Varga said. Nobody spoke."
    assert words(text, statement) == ["“We sail”", "Varga", "said"]


def test_a_statement_without_a_letter_left_is_left_out() -> None:
    assert replace_in(MARKED, [(0, 10, "")])[1] == []


def test_of_two_replacements_that_overlap_the_first_counts() -> None:
    assert replace_in(("abcdef", []), [(2, 5, "Y"), (0, 3, "X")])[0] == "Xdef"


def test_texts_are_joined_with_their_statements() -> None:
    text, statements = joined([MARKED, ("Rain.", []), MARKED])
    assert [words(text, statement) for statement in statements] == [["“We sail,”", "Varga", "said"]] * 2


@given(
    st.text("ab ", min_size=1, max_size=30).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 4), st.text("XYZ", max_size=3)), max_size=5),
            st.integers(0, len(text) - 1),
            st.integers(1, len(text)),
        )
    )
)
def test_untouched_spans_keep_their_words(case: tuple[str, list[tuple[int, int, str]], int, int]) -> None:
    text, wanted, start, length = case
    end = min(len(text), start + length)
    replacements = [(a, min(len(text), a + size), new) for a, size, new in wanted]
    outside = [each for each in replacements if each[1] <= start or each[0] >= end]
    new, statements = replace_in((text, [Attribution([(start, end)], [], [])]), outside)
    assert [new[a:b] for a, b in statements[0].content] == [text[start:end]]
