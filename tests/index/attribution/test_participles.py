"""Whose participle it is that leads to a quotation."""

from __future__ import annotations

import pytest

from index.attribution.participles import participle_before

LEADS = [
    ("Treasurer Ada Holm has ruled out a levy on the quays, telling the Courier programme ", "Treasurer Ada Holm"),
    ("But Ada Holm, the treasurer, dismissed the plan on Friday, saying: ", "Ada Holm"),
    ("Port Hallin — Vice Mayor Ada Holm has slammed the contract, calling it ", "Vice Mayor Ada Holm"),
    # somebody else may tell
    ("Ada Holm was booed by the crowd, shouting: ", None),
    ("Ada Holm has met a widow, telling her: ", None),
    ("Ada Holm fined Ilo Tamm, telling the court: ", None),
    ("Ada Holm said that he had run off, shouting: ", None),
    ("Ada Holm ran after the boys, saying: ", None),
    # no speech
    ("Ada Holm has left the board, ending ", None),
]


@pytest.mark.parametrize(("lead", "expected"), LEADS)
def test_a_participle_is_the_only_subjects(lead: str, expected: str | None) -> None:
    clause = participle_before(lead, 0, len(lead))
    assert (lead[slice(*clause.mention)] if clause else None) == expected
