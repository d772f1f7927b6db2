"""Where an article was written is not who speaks in it."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import name


@pytest.mark.parametrize("place", ["Ostwick — ", "Port Hallin - ", "OSTWICK – "])
@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("The Governor of Norvale State, Dr. Ilo Tamm, has said that no school will close.\n\nTamm left.", "Ilo Tamm"),
        ("Minister of Police Ilo Tamm says 200 more officers will be sent.\n\nTamm left.", "Ilo Tamm"),
    ],
)
def test_a_place_before_a_dash_is_nobody(reader: StatementReader, place: str, lead: str, expected: str) -> None:
    assert name(reader.statements(place + lead)[0]) == expected


def test_a_name_before_a_dash_stays_a_speaker(reader: StatementReader) -> None:
    text = "Ada Holm – Mayor of Norvale – said the ferry would sail on Monday.\n\nHolm left."
    assert name(reader.statements(text)[0]) == "Ada Holm"
