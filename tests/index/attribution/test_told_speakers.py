"""Words at the end of a told clause are not those of who tells it: "Varga said that Tamm sat down and said: “…”"."""

from __future__ import annotations

import time

import pytest

from index.attribution.statements import StatementReader
from index.attribution.told_speakers import may_be_told

MAY_BE_ANOTHERS = [
    "Sergeant Ada Holm told the court that when she came in, Jan Novak put down his cup and said: ",
    "Captain Ruben Sol recalled how the pilot, Ewa Brandt, turned to him and said: ",
    "Mayor Tom Quell said he had met the minister, who laughed and said: ",
    "Ada Holm told the inquest that her sister Nora Pell looked up and said, ",
    "According to Sergeant Ada Holm, Jan Novak sat down and whispered: ",
    "Ada Holm said he knelt beside her and asked: ",
    "Sergeant Ada Holm said that Jan Novak wept, saying: ",
    "Sergeant Ada Holm said the accountant shook his head before telling her: ",
    "The sergeant, Ada Holm, testified that the driver got out and said, ",
]
OWN = [
    "Sergeant Ada Holm sat down and said: ",
    "Sergeant Ada Holm, who met Jan Novak on Friday, stood up and said: ",
    "Sergeant Ada Holm said that Jan Novak was wrong and added: ",
    "Sergeant Ada Holm said Jan Novak would resign and told reporters: ",
    "Sergeant Ada Holm said the bridge had opened in June and joked: ",
    "Ada Holm said she put down the cup and told him: ",
    "Ada Holm said that Jan Novak had lied, saying: ",
]


@pytest.mark.parametrize("lead", MAY_BE_ANOTHERS)
def test_the_last_verb_of_a_told_clause_may_be_anothers(reader: StatementReader, lead: str) -> None:
    text = f"{lead}“I always meant to give the money back.”\n\n“We are glad,” said Otto Reim."
    assert may_be_told(lead, 0, len(lead)) is not None
    quoted = text.index("“")
    found = [one for one in reader.statements(text) if any(start <= quoted < end for start, end in one.content)]
    assert [one.person for one in found] == [None]


@pytest.mark.parametrize("lead", OWN)
def test_the_last_verb_is_the_tellers_where_nobody_else_acts(lead: str) -> None:
    assert may_be_told(lead, 0, len(lead)) is None


def test_a_clause_after_a_quotation_may_go_on_to_tell_whose_it_was(reader: StatementReader) -> None:
    text = "Sergeant Ada Holm came. “I meant to give it back,” Holm said Jan Novak told her.\n\n“So be it,” Holm said."
    found = [(one.person.name if one.person else None, text[one.start : one.end]) for one in reader.statements(text)]
    assert (None, "“I meant to give it back,”") in found
    assert ("Ada Holm", "“So be it,”") in found


def test_long_leads_are_read_in_linear_time() -> None:
    text = "Ada Holm said that Jan Novak sat and " * 3000
    started = time.process_time()
    may_be_told(text, 0, len(text))
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "beside",
    [
        "whose deputy, Ewa Brandt, added: ",
        "whose deputy Ewa Brandt told reporters, ",
        "whose wife said: ",
        "prompting Ewa Brandt to reply: ",
        "leading the minister to shout ",
    ],
)
def test_a_clause_beside_the_speakers_leads_to_anothers_words(reader: StatementReader, beside: str) -> None:
    text = f"“Nobody moved a box,” said Jan Novak, {beside}“We would have noticed.”"
    found = {text[one.start : one.end]: one.person and one.person.name for one in reader.statements(text)}
    assert found["“Nobody moved a box,”"] == "Jan Novak"
    assert found["“We would have noticed.”"] in {None, "Ewa Brandt"}


@pytest.mark.parametrize(
    "lead",
    [
        "Jan Novak, whose deputy resigned, said: ",
        "Jan Novak, whose wife, Ewa Brandt, is ill, said: ",
        "Jan Novak said: ",
    ],
)
def test_a_clause_that_ends_before_the_verb_takes_nobodys_words(reader: StatementReader, lead: str) -> None:
    text = f"{lead}“We would have noticed.”"
    assert [one.person and one.person.name for one in reader.statements(text)] == ["Jan Novak"]


def test_a_sentence_of_the_articles_own_before_a_quotation_is_not_its_speakers(reader: StatementReader) -> None:
    text = (
        "One: The closure\n\nThe strait closed at dawn. “We had no warning,” said Captain Jory Pell.\n\n"
        "Talks began in Brussa. Envoy Holm promised passage."
    )
    assert [[text[a:b] for a, b in one.content] for one in reader.statements(text)] == [["“We had no warning,”"]]
