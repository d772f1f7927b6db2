"""Pronouns after somebody whom the article doesn't introduce: that one may be meant, so nobody is named."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

OPENING = (
    "Tom Ontiveros, the trade minister of Maravia, opened the session in Halden.\n\n"
    "“Maravia has a drought to pay for,” Ontiveros said.\n\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Okwuosa shrugged when asked about it.",
        "Okwuosa was amused.",
        "Dubois laughed and looked at the sea.",
        "The secretary-general shrugged.",
        "His deputy shrugged.",
        "A fisherman in the front row stood up.",
        "Okwuosa, who arrived late, took off his coat.",
        "Then Okwuosa rose.",
        "It was Okwuosa’s turn.",
        "But for Okwuosa the matter was simple.",
        "On Tuesday, Okwuosa disagreed.",
    ],
)
@pytest.mark.parametrize("words", ["“I have a hat and a pen,” he said.", "“Where is my hat and my pen?” he asked."])
def test_a_pronoun_after_a_newcomer_is_not_the_one_before(reader: StatementReader, sentence: str, words: str) -> None:
    text = f"{OPENING}{sentence} {words}"
    assert speakers(reader, text, words[:9]) <= {None, "Okwuosa", "Dubois"}
    assert speakers(reader, text, "Maravia has") == {"Tom Ontiveros"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ontiveros shrugged when asked about it.",
        "The trade minister shrugged.",
        "Estmar was silent, and nobody laughed in Estmar.",
        "The ferry left at noon.",
        "Fishers laughed on the quay.",
        "Nobody laughed.",
        "Maravia has had no rain since May.",
    ],
)
def test_a_pronoun_after_no_newcomer_still_means_who_spoke(reader: StatementReader, sentence: str) -> None:
    text = f"{OPENING}{sentence} “I have a hat and a pen,” he said."
    assert speakers(reader, text, "I have a hat") == {"Tom Ontiveros"}


@pytest.mark.parametrize("break_", [" ", "\n\n"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Dunmore’s office sent engineers.",
        "The mayor’s office sent engineers.",
        "Dunmore’s team went down at once.",
        "Another engineer’s crew went down at once.",
    ],
)
def test_somebodys_office_in_between_leaves_a_pronoun_unclear(
    reader: StatementReader, sentence: str, break_: str
) -> None:
    text = (
        "Funmi Oyelaran, the chief engineer, walked along the bridge. “It swayed by a hand,” she said."
        f"{break_}{sentence} “They found two loose bolts,” she said."
    )
    assert speakers(reader, text, "They found") == {None}
    assert speakers(reader, text, "It swayed") == {"Funmi Oyelaran"}


@pytest.mark.parametrize("sentence", ["Her office sent engineers.", "Oyelaran’s office sent engineers."])
def test_her_own_office_in_between_leaves_it_clear(reader: StatementReader, sentence: str) -> None:
    text = (
        "Funmi Oyelaran, the chief engineer, walked along the bridge. “It swayed by a hand,” she said. "
        f"{sentence} “They found two loose bolts,” she said."
    )
    assert speakers(reader, text, "They found") == {"Funmi Oyelaran"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Her husband left the works to their daughter, Vesna, who now runs them.",
        "Beside her stood her sister Vesna.",
        "She left the works to Bo Arnesen’s niece, Vesna, last year.",
    ],
)
def test_she_is_not_plainly_the_one_whose_kin_came_in_last(reader: StatementReader, sentence: str) -> None:
    text = f"Marta Ilvesen ran the works. “Glass is patient,” she said. {sentence} “We open on Monday,” she said."
    assert speakers(reader, text, "Glass") == {"Marta Ilvesen"}
    assert speakers(reader, text, "We open") <= {None, "Vesna"}


@pytest.mark.parametrize("kin", ["son, Vesko,", "brother Vesko"])
def test_she_is_no_man_who_came_in_as_kin(reader: StatementReader, kin: str) -> None:
    text = f"Marta Ilvesen ran the works with her {kin} until May. “We open on Monday,” she said."
    assert speakers(reader, text, "We open") == {"Marta Ilvesen"}


@pytest.mark.parametrize("sentence", ["POTUS declined to say whether he would come.", "Then POTUS’s car stopped."])
def test_he_is_not_who_spoke_before_the_president_came_in(reader: StatementReader, sentence: str) -> None:
    assert speakers(reader, f"{OPENING}{sentence} “I have a hat and a pen,” he said.", "I have a hat") == {None}


def test_a_sentence_after_a_number_is_one_of_its_own(reader: StatementReader) -> None:
    text = f"{OPENING}He told the station Halden 1. But Okwuosa, who rarely agrees, shrugged. “I have a hat,” he said."
    assert speakers(reader, text, "I have a hat") == {None}


def test_who_was_she_is_no_he_later(reader: StatementReader) -> None:
    text = (
        "Former president Quellmann said that she would have waited. “I have no proof,” she told the radio.\n\n"
        "The ferry left at noon. “I have a hat,” he said."
    )
    assert speakers(reader, text, "I have no proof") == {"Quellmann"}
    assert speakers(reader, text, "I have a hat") == {None}


def test_what_a_paper_reports_below_an_interview_is_that_ones(reader: StatementReader) -> None:
    text = (
        "Benno Holm, 41, has coached Portsea United since 2023.\n\nGazette: Do you two talk before a derby?\n\n"
        "Holm: On Sunday. Before that our mother forbids it.\n\nGazette: Will you be here next season?\n\n"
        "Holm: I've signed until 2027.\n\nJens Quell, reached by telephone, said that his rival “talks too much”."
    )
    assert speakers(reader, text, "talks too much") == {"Jens Quell"}
    assert speakers(reader, text, "I've signed") == {"Benno Holm"}
