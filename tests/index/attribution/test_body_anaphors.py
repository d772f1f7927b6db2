"""Words after "it" and "the company" are the organisation's that spoke before, where nothing else may be meant."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from index.model import Statement
from tests.index.attribution.quoted import name

WORDS = "“We have no choice but to close the last furnace,”"
LAST_SPEAKERS = [
    (f"Norvale Steel said on Monday that it had no orders. {WORDS} it said.", "Norvale Steel"),
    (f"Norvale Steel said on Monday that it had no orders. {WORDS} the company said in a statement.", "Norvale Steel"),
    (f"Estmar Ferries said in a statement that it had no boats. {WORDS} it added.", "Estmar Ferries"),
    (f"Norden Bank said the loan was safe.\n\n{WORDS} the bank also said.", "Norden Bank"),
    (f"Norvale Steel said it had no orders, and Norden Bank was told. {WORDS} the company said.", None),
    (f"Norvale Steel said it had no orders. A report named the owners. {WORDS} it said.", None),
    (f"The Ministry of Ports said the pier was safe. {WORDS} the company said.", None),
    (f"Mayor Ilo Tamm said the pier was safe. {WORDS} it said.", None),
]


def quoted(reader: StatementReader, text: str) -> Statement:
    at = text.index(WORDS)
    return next(one for one in reader.statements(text) if any(start <= at < end for start, end in one.content))


@pytest.mark.parametrize(("text", "expected"), LAST_SPEAKERS)
def test_a_body_is_meant_that_spoke_right_before(reader: StatementReader, text: str, expected: str | None) -> None:
    assert name(quoted(reader, text)) == expected


def test_a_name_that_is_called_a_company_is_an_organisations(reader: StatementReader) -> None:
    statements = reader.statements(LAST_SPEAKERS[1][0])
    assert {one.person.organisation for one in statements if one.person} == {True}
