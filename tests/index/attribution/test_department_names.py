"""A name behind an office and its department is whole, and has none of the department's words."""

from __future__ import annotations

import pytest

from index.attribution.coreference import Coreference
from index.text.department_ends import name_behind
from tests.index.attribution.turns import heard, lines


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Minister for Rivers Anna Deshmar", "Anna Deshmar"),
        ("The Minister of Oceans Noh Eun-gyeol", "Noh Eun-gyeol"),
        ("Secretary of State for Waterways Margaret Osel", "Margaret Osel"),
        ("Secretary for Lakes and Ponds Anna Maria Brandt", "Anna Maria Brandt"),
        ("Minister of Foreign Affairs Peter Roslund", "Peter Roslund"),
    ],
)
def test_a_name_in_prose_begins_behind_the_department(phrase: str, name: str) -> None:
    text = f"Floods came to the fen. {phrase} said that the dykes would hold."
    start = text.index(phrase)
    entity = Coreference(text).resolve((start, start + len(phrase))).entity
    assert entity is not None
    assert entity.name == name


def test_a_name_in_a_label_begins_behind_the_department() -> None:
    text = lines(
        "Minister of Oceans Noh Eun-gyeol: We talk.", "Ada Holm: When?", "Minister of Oceans Noh Eun-gyeol: Now."
    )
    assert heard(text) == [("Noh Eun-gyeol", "We talk."), ("Ada Holm", "When?"), ("Noh Eun-gyeol", "Now.")]


@pytest.mark.parametrize("words", ["Anna Maria Brandt", "Rivers", "Rivers Deshmar", "Rivers and Lakes"])
def test_without_a_department_or_a_first_name_no_name_is_cut_out(words: str) -> None:
    assert name_behind(words.split()) == 0
