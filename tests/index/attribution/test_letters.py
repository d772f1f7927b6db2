"""Letters, speeches and opinions whose writer a line of theirs names."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from index.model import Statement

BODY = "I write to you of the herring. We have had a good year on the coast.\n\nMinister Tamm has seen my boats."
HEAD = "The Harbour Office\n4 Quay Street\n\n12 May 2026\n\n"
COURT = "COURT OF APPEAL OF NORVALE\n\nHarbour Lumber v. County of Ellery\n\n"


def named(found: list[Statement], text: str) -> list[tuple[str | None, str]]:
    return [(one.person.name if one.person else None, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("greeting", "farewell"),
    [
        ("Dear Minister,", "Yours sincerely,\n\nAda Holm\nHarbour Master"),
        ("Dear Mr Tamm:", "Respectfully,\n\nAda Holm\n\ncc: Ilo Tamm"),
        ("To whom it may concern,", "With best wishes,\nAda Holm"),
    ],
)
def test_a_letter_is_its_signers(reader: StatementReader, greeting: str, farewell: str) -> None:
    text = f"{HEAD}{greeting}\n\n{BODY}\n\n{farewell}\n"
    assert named(reader.statements(text), text) == [("Ada Holm", BODY)]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Dear Minister,\n\n{BODY}\n\nYours sincerely,\n\nAda Holm\nKari Lunde\n",
        f"{HEAD}Dear Minister,\n\n{BODY}\n\nYours sincerely,\n\nAda Holm, clerk\nVeda Brask, angler\n",
        f"{HEAD}Dear all,\n\nPlease find below our note.\n\n{BODY}\n\nBest wishes,\n\nAda Holm\n",
        f"The minister got a letter on Monday from a woman who has fished for thirty years, and it is short. It says "
        f"what follows.\n\nDear Minister,\n\n{BODY}\n\nYours sincerely,\n\nAda Holm\n",
    ],
)
def test_what_several_sign_or_hand_on_is_not_one_persons(reader: StatementReader, text: str) -> None:
    assert "Ada Holm" not in {name for name, _ in named(reader.statements(text), text)}


def test_a_line_below_the_title_tells_whose_speech_it_is(reader: StatementReader) -> None:
    line = "Speech by Ada Holm, Deputy Governor of the Bank of Norvale, at the Harbour Club, 12 May 2026"
    told = "Thank you. I am glad to be back.\n\nPrices rise, and we shall not wait for them to stop."
    text = f"Patience at sea\n\n{line}\n\n{told}\n"
    assert named(reader.statements(text), text) == [("Ada Holm", told)]


def test_a_statement_above_questions_is_whose_the_title_tells(reader: StatementReader) -> None:
    told = "Good morning. We have twelve boats where we had four."
    text = f"{told}\n\nBo Lund: Will they sail?\n\nAda Holm: They will.\n\nBo Lund: When?\n\nAda Holm: In May."
    found = named(reader.statements(text, "Doorstep statement by Minister Ada Holm before the meeting"), text)
    assert found[0] == ("Ada Holm", told)


def test_an_opinion_is_the_judges(reader: StatementReader) -> None:
    court = "Harbour argues that the tax singles out timber, and we do not agree with that."
    against = "I would reverse. A jury could find that the tax was aimed at one mill alone."
    text = f"{COURT}HOLM, Circuit Judge:\n\n{court}\n\nAFFIRMED.\n\nQUELL, Circuit Judge, dissenting:\n\n{against}"
    assert named(reader.statements(text), text) == [("Holm", court), ("Quell", against)]


def test_an_opinion_of_the_whole_court_is_nobodys(reader: StatementReader) -> None:
    text = (
        f"{COURT}PER CURIAM.\n\nThe tax stands, as it has stood for a hundred years and more.\n\n"
        "QUELL, J., dissenting.\n\nI would let it fall, and I would let it fall today."
    )
    assert [name for name, _ in named(reader.statements(text), text)] == [None, "Quell"]


def test_a_list_of_the_bench_heads_no_opinion(reader: StatementReader) -> None:
    told = "The tax stands, as it has stood for a hundred years and more."
    text = f"{COURT}HOLM, Chief Judge\n\nQUELL, Circuit Judge\n\nPER CURIAM.\n\n{told}"
    assert not any(name for name, _ in named(reader.statements(text), text))


def test_judges_of_a_bench_follow_one_another(reader: StatementReader) -> None:
    first, second = (
        "1. This appeal concerns a hedge, and I would dismiss it.",
        "2. I agree that a hedge is no tree at all.",
    )
    text = f"{COURT}Lady Justice Holm:\n\n{first}\n\nLord Justice Quell:\n\n{second}"
    assert [name for name, _ in named(reader.statements(text), text)] == ["Holm", "Quell"]


@pytest.mark.parametrize(
    "title", ["Speech by Minister Ada Holm angers farmers", "Remarks at the opening of the Holm lock"]
)
def test_news_of_a_speech_is_not_the_speakers(reader: StatementReader, title: str) -> None:
    text = '"We get up at four," said Ilo Tamm, who keeps sixty cows. The farmers of Norvale were not amused.'
    assert {name for name, _ in named(reader.statements(text, title), text)} <= {"Ilo Tamm"}
