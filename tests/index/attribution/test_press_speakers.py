"""Speakers as papers name them: by other words for an office, in court, in letters and messages, by asides."""

from __future__ import annotations

import pytest

from index.attribution.press_questions import is_press_question
from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import name

WORDS = "“He went into the water after them and pulled two of them out,”"
NAMED = [
    # other words for an office
    (f"Dunmere Rovers manager Seán Ó Tarlaigh was proud.\n\n{WORDS} said the Rovers boss.", "Seán Ó Tarlaigh"),
    (f"Seán Ó Tarlaigh, the manager, was proud. He spoke late.\n\n{WORDS} O Tarlaigh said.", "Seán Ó Tarlaigh"),
    (f"Governor Ada Holm spoke. Her challenger, trader Ilo Tamm, spoke.\n\n{WORDS} her opponent said.", "Ilo Tamm"),
    (f"Josip Varnik, who led the party until 2024, left. His heir is Lena Horn.\n\n{WORDS} the former leader said.",
     "Josip Varnik"),
    (f"The Municipal Chief Executive, Hon. Emil Tetra, came.\n\n{WORDS} the MCE said.", "Emil Tetra"),
    (f"Ports CS Emil Tetra came late.\n\n{WORDS} the CS said.", "Emil Tetra"),
    (f"The Queen Mother of the market, Nana Aba Serwa, came. {WORDS} she fumed.", "Nana Aba Serwa"),
    (f"{WORDS} Superintendent of Police R. K. Desai told reporters here.", "R. K. Desai"),
    (f"Mayor Kim Do-hyun spoke. So did lawmaker Kim Seo-yeon.\n\n{WORDS} Rep. Kim said.", "Kim Seo-yeon"),
    # in court
    (f"Declan Roth, 44, of Harbour Row, denies endangering life.\n\n{WORDS} the defendant said.", "Declan Roth"),
    (f"Defending, Colm Tarn said his client was careful. {WORDS} the barrister told the court.", "Colm Tarn"),
    # given names and asides
    (f"A reader, Britt, writes to us: {WORDS}", "Britt"),
    (f"Michael, 34, who slept at the shelter, was grateful. {WORDS} he said.", "Michael"),
    (f"{WORDS} said parent Moira Flett outside.", "Moira Flett"),
    (f"READING LIST — Nell Abbot in the Courier: {WORDS[:-2]}.”", "Nell Abbot"),
    (f"Nell Abbot, on the radio yesterday: {WORDS[:-2]}.”", "Nell Abbot"),
    (f"The director, Ferid Bell, greeted her with the words: {WORDS[:-2]}.”", "Ferid Bell"),
    (f"Counsel, Bart Quist, asked Gus Tanner what he had meant. {WORDS} he said.", "Gus Tanner"),
    (f"Ines Caldera has returned the prize, she announced in an open letter.\n\n{WORDS} the letter says.",
     "Ines Caldera"),
    # officers of bodies with "of" in their names
    (f"{WORDS} said Union of Shipwrights president Mirja Holm.", "Mirja Holm"),
    (f"{WORDS} said Wife of Norvale president Ilo Tamm.", None),
    # participles of the sentence's only subject
    (f"Treasurer Ada Holm has ruled out a levy on the quays, telling the Courier programme {WORDS[:-2]}.”",
     "Ada Holm"),
    (f"Opposition leader Ada Holm reacts: {WORDS[:-2]}.”", "Ada Holm"),
    # nobody is plainly meant
    (f"The Prime Minister's spokesman tells reporters: {WORDS[:-2]}.”", None),
    (f"Holm ran the yard. A teacher I know puts it better. {WORDS} she told me.", None),
    (f"Captain Ilo Tamm backed coach Ruud de Wal. The Dutchman took it all upon himself. {WORDS} he said.", None),
    (f"Lee Kang-ho spoke. Lee Kang-ho left. Lee Mi-rae spoke. Lee Joon, a lawyer, spoke.\n\n{WORDS} Lee said.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_words_are_whose_a_reader_takes_them_for(reader: StatementReader, text: str, expected: str | None) -> None:
    at = text.index("“He went")
    found = reader.statements(text)
    assert name(next(one for one in found if any(start <= at < end for start, end in one.content))) == expected


def test_a_clause_that_answers_a_message_does_not_report_it(reader: StatementReader) -> None:
    text = (
        "On 4 March Ms Ada Holm wrote: “Are we still on for the marina, then?” "
        "Mr Tanner replied: “As far as I am concerned it is yours.”"
    )
    assert [name(one) for one in reader.statements(text)] == ["Ada Holm", "Tanner"]


def test_the_subject_of_told_words_is_not_who_adds_them(reader: StatementReader) -> None:
    text = (
        "“We found 42 sacks in a shed of his cousin’s,” Inspector Raj Desai told reporters.\n\n"
        "The accused, Tom Pawar, had shown the rice as given away, he added."
    )
    assert [name(one) for one in reader.statements(text)] == ["Raj Desai", "Raj Desai"]


def test_an_interview_names_who_meets_the_paper(reader: StatementReader) -> None:
    text = (
        "Tessa Abera, the new minister of water, meets me in an office without curtains.\n\n"
        "Q: You were appointed without having stood for election. Is that a weakness?\n\n"
        "A: I never asked for the job. The president called me at six in the morning.\n\n"
        "Q: What would make you resign?\n\n"
        "A: If a child died from water that I had signed for. I mean that."
    )
    answers = [one for one in reader.statements(text) if not one.question]
    assert {name(one) for one in answers if one.content[0][0] > text.index("A:")} >= {"Tessa Abera"}


@pytest.mark.parametrize(
    "text",
    [
        "“Will the bridge open in spring?” asked Nordic Radio.\n\n“When it is safe,” said Ada Holm.",
        "Asked the Estmar Herald: “Will the bridge open in spring, as you said?”\n\n“When it is safe,” said Ada Holm.",
        "Press conference of the Secretary-General, Ms. Ada Holm\n\nModerator: We begin with Nordic Radio.\n\n"
        "Nordic Radio: The minister said you were slow. Will the bridge open in spring?\n\n"
        "Secretary-General Holm: When it is safe. I have no date.\n\nQuestion: Is it safe?\n\n"
        "Secretary-General Holm: Not yet. I walked on it.",
    ],
)
def test_what_a_paper_or_a_station_asks_is_nobodys_statement(reader: StatementReader, text: str) -> None:
    asked = [one for one in reader.statements(text) if "in spring" in text[slice(*one.content[-1])]]
    assert [(name(one), one.question) for one in asked] == [(None, True)]


@pytest.mark.parametrize(
    ("who", "words", "expected"),
    [
        ("Emily Post", "Is it late?", False),
        ("The Estmar Herald", "Is it late?”", True),
        ("Nordic Radio", "It is late.", False),
        ("Ada Holm", "Is it late?", False),
    ],
)
def test_papers_and_stations_are_known_by_their_names(who: str, words: str, expected: bool) -> None:
    assert is_press_question(who, words) is expected
