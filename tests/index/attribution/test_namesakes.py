"""Two people of one article with the same full name: nobody is named where it stands."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import speakers

SHARED = [
    "Orla Venn, the health minister, opened the ward.\n\nOrla Venn, a nurse, said it had beds but no hands.",
    "Minister Orla Venn opened it. “It is the largest here,” she said.\n\nOne more, also called Orla Venn, said no.",
    "Orla Venn, 61, a minister, said the ward was full. Orla Venn, 34, said it had beds but no hands.",
    "The minister's namesake, Orla Venn, who is a nurse, said there were no hands. Minister Orla Venn denied it.",
    "Minister Orla Venn said the ward was full. Another Orla Venn, a baker in the town, said he had no bread.",
    "Orla Venn (no relation to the minister Orla Venn) said it had beds but no hands.",
]
ONE = [
    "Minister Orla Venn said the ward was full.\n\nOrla Venn, a former nurse, said it had beds but no hands.",
    "Minister Orla Venn said the ward was full. The premier also named Orla Venn to the board. Venn said she was glad.",
    "Orla Venn, 61, a minister, said the ward was full. Orla Venn, 61, said it had beds but no hands.",
    "Minister Orla Venn said the ward was full. Another Orla Venn speech was heard. Both Orla Venn and Ilo Tamm left.",
]


@pytest.mark.parametrize("text", SHARED)
def test_a_name_of_two_is_nobody(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text) == {None}


@pytest.mark.parametrize("text", ONE)
def test_one_bearer_told_of_twice_is_named(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text) == {"Orla Venn"}
