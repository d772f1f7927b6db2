"""What a text calls somebody beside a name."""

from __future__ import annotations

import pytest

from index.attribution.roles import tidy_role


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
