"""Where a paragraph calls somebody by a surname that two bear, a pronoun behind it is neither's."""

from __future__ import annotations

import pytest

from index.attribution.coreference import Coreference
from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

KIN = (
    "Marta Quell, who taught the coast to swim, has died at 91.\n\n"
    "Her daughter, Ruth Quell, said that she had died in her sleep.\n\n"
)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Quell was born in Dunmere in 1933. “I swam because I fell in,” she once told a reporter.",
        "“I swam because I fell in,” Quell once told a reporter.",
    ],
)
def test_words_below_a_paragraph_on_kin_are_not_the_kins(reader: StatementReader, paragraph: str) -> None:
    assert speakers(reader, KIN + paragraph, "I swam because") <= {None, "Marta Quell"}


def test_a_pronoun_of_the_other_gender_tells_the_two_apart(reader: StatementReader) -> None:
    above = "Peter Moor and his sister, Anna Moor, both stand.\n\n"
    text = above + "Moor smiled at the poll. “I swam because I fell in,” she said."
    assert speakers(reader, text, "I swam because") <= {None, "Anna Moor"}


def test_a_month_behind_a_title_is_a_first_name() -> None:
    text = "But party-list Rep. Jun Magsal said that the senator should start at home."
    start, end = text.index("Rep."), text.index(" said")
    entity = Coreference(text).resolve((start, end)).entity
    assert entity is not None
    assert entity.name == "Jun Magsal"
