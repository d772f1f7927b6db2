"""Words that were not said are nobody's."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from index.attribution.unsaid_words import is_denied
from tests.index.attribution.test_passed_words import speakers


@pytest.mark.parametrize(
    "clause",
    [
        "Had Varga said ",
        "But had Varga said ",
        "I hope that the country says, ",
        "Varga never said ",
        "Varga should say: ",
        "Varga denied saying ",
        "Varga did not say whether ",
        "If Tamm says ",
        "Nobody said ",
        "He could not say that ",
        "Lund might have said ",
        "She refused to say that ",
        "The paper reported without her saying ",
        "Tamm has never called her ",
        "Lund did not describe the ferry as ",
        "Varga stopped short of calling it ",
        "Tamm has yet to say that ",
        "Lund is expected to say: ",
        "Varga was due on Monday to tell the council: ",
        "The mayor plans to tell the council: ",
        "Nobody has ever heard Tamm say ",
        "It is unlikely that Lund will say: ",
        "Would Tamm say ",
        "Did Varga really call it ",
        "But has Lund ever said ",
        "Lund denied that she was ",
        "Tamm denies having ever been ",
        "Tamm denied that he had acted as ",
        "Varga hit back at accusations that she ",
        "The judge denied a defence motion that called the tape ",
        "Lund dismissed the mayor’s suggestion that the ferry was ",
    ],
)
def test_words_that_were_not_said_are_known_by_their_clause(clause: str) -> None:
    assert is_denied(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "Tamm said: ",
        "He would not go, and told her ",
        "She did not go but said ",
        "Asked if he would resign, Tamm said ",
        "Tamm, who never smiled, said ",
        "Not long ago Varga said ",
        "Voters who hope for change told Varga ",
        "When asked whether she would go, Lund said ",
        "Tamm, who never called back, said: ",
        "Lund did not hesitate to call it ",
        "Varga, who is expected to call an election, said: ",
        "Will Reed said ",
        "Tamm is expected in Norvale, Lund said: ",
        "Varga, not Lund, called it ",
        "Lund denied ",
        "Lund rejected the claim that she had fled as ",
        "Tamm denied that he had fled, saying ",
        "Varga rejected allegations of theft and said the court ",
    ],
)
def test_a_denial_elsewhere_in_the_sentence_denies_no_words(clause: str) -> None:
    assert not is_denied(clause)


@pytest.mark.parametrize(
    "text",
    [
        'Contrary to reports, Kaja Lund did not call Jonas Reuter "a leaking tub". She likes him.',
        'Kaja Lund is expected to say: "A leaking tub is no ferry." Her aides would not confirm it.',
        'Would Kaja Lund say "a leaking tub is no ferry"? Nobody thinks so.',
        'Kaja Lund has yet to say that "a leaking tub is no ferry".',
        'Kaja Lund refused to call the ferry "a leaking tub".',
        'Kaja Lund denied that her ferry was "a leaking tub".',
        'Kaja Lund said she was glad and rejected claims that the ferry was "a leaking tub".',
    ],
)
def test_words_that_were_not_said_are_nobodys(reader: StatementReader, text: str) -> None:
    word = "a leaking" if "a leaking" in text else "A leaking"
    assert speakers(reader, text, word) <= {None}


@pytest.mark.parametrize(
    "text",
    [
        'Kaja Lund did not hesitate to call the ferry "a leaking tub".',
        'Kaja Lund, who is expected to stand again, called the ferry "a leaking tub".',
        'Kaja Lund dismissed the report on the ferry as "a leaking tub of half-truths".',
        'Kaja Lund will not stand again. "It is a leaking tub that I was given," she said.',
    ],
)
def test_words_beside_a_denial_stay_whose_they_are(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text, "a leaking tub") == {"Kaja Lund"}
