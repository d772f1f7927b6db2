"""Reported speech in fact sheets, readouts and other papers that tell in their own voice."""

from __future__ import annotations

import pytest

from index.attribution.drafts import BlockMap, StatementDraft
from index.attribution.official_prose import is_announced_deed, is_clause, is_official, is_rule, is_told, is_voice
from index.attribution.speech_filter import SpeechFilter
from index.attribution.statements import StatementReader
from index.text.blocks import infer_blocks
from index.text.quotation_marks import quotation_states


@pytest.mark.parametrize(
    "title",
    [
        "FACT SHEET: Norvale Rebuilds Its Harbours",
        "Fact Sheet: The Herring Year",
        "Readout of President Varga’s Call with Prime Minister Tamm",
        "Joint Declaration on the Cable",
        "President Varga Announces Key Appointments",
    ],
)
def test_official_papers_are_known_by_their_titles(title: str) -> None:
    assert is_official(title)


@pytest.mark.parametrize(
    "title", [None, "Minister reads out the names of the lost", "Varga says harbours will be rebuilt"]
)
def test_news_is_no_official_paper(title: str | None) -> None:
    assert not is_official(title)


@pytest.mark.parametrize(
    ("cue", "before", "words"),
    [
        ("said", "Varga said ", "the harbour would close"),
        ("announced", "Varga announced that ", "the harbour would close"),
        ("emphasised", "Varga emphasised ", "that the harbour will close"),
        ("pledged", "Varga pledged ", "to close the harbour"),
        ("according to", "", "the harbour closes"),
    ],
)
def test_a_clause_that_somebody_spoke_is_told(cue: str, before: str, words: str) -> None:
    assert is_told(cue, before, words)


@pytest.mark.parametrize(
    ("cue", "before", "words"),
    [
        ("announced", "The ministry announced ", "new grants for harbours that are closing"),
        ("announced", "The ministry announced ", "that it is providing new grants"),
        ("agreed on", "Both agreed on ", "the importance of the harbour"),
        ("reaffirmed", "Varga reaffirmed ", "unwavering support for the skippers"),
        ("calls for", "The paper calls for ", "a review of the harbour"),
    ],
)
def test_deeds_and_what_was_agreed_are_not_told(cue: str, before: str, words: str) -> None:
    assert not is_told(cue, before, words)


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("President Varga", True),
        ("senior officials", True),
        ("The order", False),
        ("We", False),
        ("The Sea Act", False),
    ],
)
def test_a_law_and_the_paper_itself_have_no_voice(mention: str, expected: bool) -> None:
    assert is_voice(mention) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the harbour is closed", True),
        ("a grant that is closed", False),
        ("how the harbour closed", True),
        ("new grants to skippers who can row", False),
    ],
)
def test_a_clause_has_a_verb_of_its_own(words: str, expected: bool) -> None:
    assert is_clause("", words) is expected


FACT_SHEET = """Today, the Ministry of Ports announced new grants for the harbours of the northern coast. The Norvale \
Shipping Board has announced more than 40 million crowns in loans to skippers.

The order directs the Board to review the rules for ferries. The Ports Act calls for a fair share of the berths.

The leaders agreed on the importance of building on the progress of the last two years. They emphasized continuing to \
work with the islands.

A call to lower fees for skippers"""


def test_a_fact_sheets_own_account_is_no_statement(reader: StatementReader) -> None:
    assert not reader.statements(FACT_SHEET, "FACT SHEET: Norvale Rebuilds Its Harbours")


def test_a_fact_sheet_quotes_still(reader: StatementReader) -> None:
    text = FACT_SHEET + "\n\n“The harbours are the heart of the coast,” President Elin Varga said."
    (statement,) = reader.statements(text, "FACT SHEET: Norvale Rebuilds Its Harbours")
    assert statement.person is not None
    assert statement.person.name == "Elin Varga"


@pytest.mark.parametrize(
    "text",
    [
        "The board then issued guidance titled “Safe Berths and Young Skippers,” which the ministry withdrew.",
        "The ministry gave the college a grant for “SeaPath: Opening the Coast to Young Skippers and Pilots.”",
        "The term “coastal vessel” means a ship of less than forty tons that is used on the coast.",
    ],
)
def test_titles_and_terms_between_quotation_marks_are_no_statements(reader: StatementReader, text: str) -> None:
    assert not reader.statements(text, "Fact Sheet: The Herring Year")


def test_an_occasion_for_something_is_nobodys_voice(reader: StatementReader) -> None:
    text = (
        "As the board said in its message on the Day for the Protection of Herring, “We must learn how the shoals and "
        "the ferries share the sea in winter.”"
    )
    names = {one.person.name for one in reader.statements(text) if one.person}
    assert "Protection of Herring" not in names


@pytest.mark.parametrize(
    ("mention", "words", "expected"),
    [
        ("The Ministry of Ports", "nearly forty million crowns in grants", True),
        ("The Ministry of Ports", "that the quay would close", False),
        ("Elin Varga", "her plans for the quay", False),
    ],
)
def test_a_bodys_announced_deed_is_no_statement(mention: str, words: str, expected: bool) -> None:
    assert is_announced_deed(mention, "announced", "", words) is expected


@pytest.mark.parametrize("end", [", and", " which", "; but"])
def test_words_never_end_with_what_begins_the_next_clause(end: str) -> None:
    text = f"Varga said the harbour had been closed for the winter{end} then she left."
    start, stop = text.index("the harbour"), text.index(" then")
    states = quotation_states(text)
    draft = StatementDraft([(start, stop)], (0, 5), (6, 10), 0.99, 0.99)
    (kept,) = SpeechFilter(text, states, BlockMap(infer_blocks(text)), [], official=False).speech([draft])
    assert text[kept.start : kept.end] == "the harbour had been closed for the winter"


@pytest.mark.parametrize(
    ("mention", "expected"),
    [("The law", True), ("the new Ports Act", True), ("The law professor", False), ("Law", False)],
)
def test_a_law_itself_says_nothing(mention: str, expected: bool) -> None:
    assert is_rule(mention) is expected


def test_a_paper_without_a_title_is_official_by_its_first_line(reader: StatementReader) -> None:
    text = (
        "Readout of President Varga’s Call with Prime Minister Tamm\n\nPresident Elin Varga spoke with Prime Minister "
        "Ilo Tamm of Estmar. “Roads make good neighbours,” Varga said.\n\nThe Prime Minister thanked the President for "
        "her support."
    )
    assert not [one for one in reader.statements(text) if "her support" in text[one.start : one.end]]
