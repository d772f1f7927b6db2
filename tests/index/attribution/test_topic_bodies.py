"""Words of "the company" are the firm's of which the article tells, where it tells of no other that may be meant."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import name

WORDS = "“We have carried empty decks for three winters,”"
FERRIES = "Estmar Ferries will cut its winter sailings from nine a week to five from Monday."
TOPICS = [
    (f"{FERRIES}\n\n{WORDS} the company said in a statement.", "Estmar Ferries"),
    (f"{FERRIES}\n\n{WORDS} the operator said.", "Estmar Ferries"),
    (f"The housing charity Open Gate is full.\n\n{WORDS} the charity said.", "Open Gate"),
    (f"Crews of the Norvale Pilots’ Association walked out.\n\n{WORDS} the union said.", "Norvale Pilots’ Association"),
    (f"The Brotherhood of Net Makers walked out.\n\n{WORDS} the union said.", "Brotherhood of Net Makers"),
    (f"The chief executive of Skerrylink has resigned.\n\n{WORDS} the firm said.", "Skerrylink"),
    (f"Fighters of the Azaref Front left.\n\n{WORDS} the group said in a statement.", "Azaref Front"),
    (f"The group representing hoteliers, Skerry Stays, opened.\n\n{WORDS} the group said.", None),
    (f"The charity Open Gate, which runs a shelter, closed it. {WORDS} it said.", "Open Gate"),
    (f"{FERRIES}\n\n{WORDS} a spokeswoman for the company said.", "Estmar Ferries"),
    (f"{FERRIES}\n\n{WORDS} an Estmar Ferries spokesman said.", "Estmar Ferries"),
    # Another one may be meant.
    (f"{FERRIES} Norden Shipping took over the pier.\n\n{WORDS} the company said.", None),
    (f"{FERRIES} A company in Halden built the boats.\n\n{WORDS} the company said.", None),
    (f"{FERRIES} A group of hikers was stranded.\n\n{WORDS} the group said.", None),
    (f"{FERRIES} Its boats were built by Varro. {WORDS} the company said.", None),
    (f"{FERRIES}\n\n{WORDS} the charity said.", None),
    (f"Norvale Steel sold its mill to Brandt. Brandt will close it.\n\n{WORDS} the company said.", None),
    (f"Ada Holm left Norden Shipping for a start-up.\n\n{WORDS} the company said.", None),
    (f"A fire broke out at Tolliver Foods, and its insurer would not pay.\n\n{WORDS} the insurer said.", None),
    (f"Nine hikers were lost near Estmar Ferries’ pier.\n\n{WORDS} the group said.", None),
    (f"The supermarket chain Goodbarrow sells milk.\n\n{WORDS} the supplier said.", None),
    (f"Skerry Air and Norlink Airways have accused each other.\n\n{WORDS} the airline said.", None),
    (f"The Ministry of Ports closed the pier.\n\n{WORDS} the company said.", None),
    (f"The charity Open Gate, which Ilo Tamm founded, closed it. {WORDS} it said.", None),
]


@pytest.mark.parametrize(("text", "expected"), TOPICS)
def test_a_noun_means_the_only_body_of_its_kind_that_was_named(
    reader: StatementReader, text: str, expected: str | None
) -> None:
    found = reader.statements(text)
    at = text.index(WORDS)
    assert name(next(one for one in found if any(start <= at < end for start, end in one.content))) == expected


def test_a_body_in_apposition_to_its_group_speaks(reader: StatementReader) -> None:
    text = "The group representing island hoteliers, Skerry Stays, warned that bookings had halved. “We wait,” it said."
    assert {name(one) for one in reader.statements(text)} == {"Skerry Stays"}


def test_the_company_that_a_trailing_clause_names_is_no_union(reader: StatementReader) -> None:
    text = (
        "The Brotherhood of Net Makers said that the plan would create jobs.\n\n"
        "Work on the quay will begin in March, according to the company."
    )
    assert [name(one) for one in reader.statements(text)] == ["Brotherhood of Net Makers", None]
