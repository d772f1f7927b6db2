"""An article that the holder of an office writes is that writer's, as its byline tells."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.test_issued import issuers

OWN = "When I was a girl, the barges came past our house. We will not let the river die. I believe in water."


def test_the_holder_of_an_office_writes_below_her_byline(reader: StatementReader) -> None:
    text = f"Why we must dredge\n\nBy Margaret Osel, Secretary of State for Waterways\n\n{OWN}"
    assert issuers(reader, text) == {"Margaret Osel"}


@pytest.mark.parametrize(
    "text",
    [
        f"Why we must dredge\n\nBy Margaret Osel, political correspondent\n\n{OWN}",
        f"Why we must dredge\n\nBy Margaret Osel\n\n{OWN}",
        "River to be dredged\n\nBy Margaret Osel, minister’s aide\n\nThe river will be dredged, Peter Tamm said.",
    ],
)
def test_a_reporter_and_news_write_nothing_of_their_own(reader: StatementReader, text: str) -> None:
    assert "Margaret Osel" not in issuers(reader, text)
