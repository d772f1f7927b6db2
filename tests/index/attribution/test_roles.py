"""What a text calls somebody beside a name."""

from __future__ import annotations

import pytest

from index.attribution.roles import beside_name, tidy_role


def test_a_title_before_the_next_name_is_not_the_last_ones() -> None:
    text = "Present were Mr. Tamm, Dr. Holm and Ms. Reim."
    assert beside_name(text, text.index("Mr."), text.index(", Dr.")) == ()


@pytest.mark.parametrize(
    ("found", "role"),
    [
        ("and then Dr", ""),
        ("Hi. Dr.", "Dr."),
        ("aide to Sen", "aide"),
        ("on harbour affairs", ""),
        ("served as director", "director"),
        ("Secretary of Piers Dr.", "Secretary of Piers"),
        ("Lt. Gov.", "Lt. Gov."),
        ("then deputy chief", "then deputy chief"),
    ],
)
def test_a_role_has_no_words_of_the_sentence_around_it(found: str, role: str) -> None:
    assert tidy_role(found) == role
