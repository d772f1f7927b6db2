"""Turns before courts and in depositions go to examiners and witnesses."""

from __future__ import annotations

import pytest

from tests.index.attribution.turns import Heard, heard, lines

COURTS: dict[str, tuple[str, Heard]] = {
    "judgments of a bench": (
        lines("LADY JUSTICE HOLM:", "1. I would allow it.", "LORD JUSTICE QUELL:", "2. So would I."),
        [("Holm", "1. I would allow it."), ("Quell", "2. So would I.")],
    ),
    "deposition of a named witness": (
        lines(
            "DEPOSITION OF BRAM OKONKWO",
            "BY MS. QUELL:",
            "Q. Did you sign it?",
            "A. I did.\n\nI signed it twice.",
            "MR. HOLM: Objection.",
            "THE WITNESS: Only the second page.",
        ),
        [
            ("Quell", "Did you sign it?"),
            ("Bram Okonkwo", "I did. | I signed it twice."),
            ("Holm", "Objection."),
            ("Bram Okonkwo", "Only the second page."),
        ],
    ),
    "a witness who says the name": (
        lines("Q. Please state your name.", "A. Femi Adeyemi.", "Q. Where were you?", "A. On the pier."),
        [
            ("?", "Please state your name."),
            ("Femi Adeyemi", "Femi Adeyemi."),
            ("?", "Where were you?"),
            ("Femi Adeyemi", "On the pier."),
        ],
    ),
    "counsel to an inquiry": (
        lines(
            "MS ILSE QUELL (affirmed)",
            "Questions from LEAD COUNSEL TO THE INQUIRY",
            "LADY VANE: Yes, Mr Holm.",
            "MR HOLM: Did you know?",
            "A. I did.",
            "Q. In the spring?",
            "A. In May.",
            "LADY VANE: Who told you?",
            "A. My clerk.",
            "Q. When was that?",
        ),
        [
            ("Vane", "Yes, Mr Holm."),
            ("Holm", "Did you know?"),
            ("Ilse Quell", "I did."),
            ("Holm", "In the spring?"),
            ("Ilse Quell", "In May."),
            ("Vane", "Who told you?"),
            ("Ilse Quell", "My clerk."),
            (None, "When was that?"),
        ],
    ),
    "an argument under its lawyer's name": (
        lines(
            "ORAL ARGUMENT OF ADA B. HOLM",
            "CHIEF JUSTICE VANE: Ms. Holm.",
            "MS. HOLM: A river is no pipe.",
            "JUSTICE QUELL: Why not?",
            "MS. HOLM: It has fish.",
        ),
        [
            ("Vane", "Ms. Holm."),
            ("Ada B. Holm", "A river is no pipe."),
            ("Quell", "Why not?"),
            ("Ada B. Holm", "It has fish."),
        ],
    ),
    "a court without the witness's name": (
        lines("THE COURT: Be seated.", "MS. QUELL: Thank you, Your Honor.", "Q. Who paid?", "A. I don't know."),
        [(None, "Be seated."), ("Quell", "Thank you, Your Honor."), (None, "Who paid?"), (None, "I don't know.")],
    ),
    "two witnesses": (
        lines(
            "BRAM OKONKWO, called as a witness, was sworn.",
            "Q. Who paid?",
            "A. The fund.",
            "ILSE QUELL, called as a witness, was sworn.",
            "Q. Who paid?",
            "A. Nobody.",
        ),
        [(None, "Who paid?"), ("Bram Okonkwo", "The fund."), (None, "Who paid?"), ("Ilse Quell", "Nobody.")],
    ),
    "a witness who says more than the name": (
        lines(
            "RAYA T. HOLM,\nhaving been first duly sworn, testified as follows:",
            "Q. Please state your name.",
            "A. Raya Holm. I'm a diver.",
            "Q. Who paid?",
            "A. The fund.",
        ),
        [
            (None, "Please state your name."),
            ("Raya T. Holm", "Raya Holm. I'm a diver."),
            (None, "Who paid?"),
            ("Raya T. Holm", "The fund."),
        ],
    ),
    "counsel with letters behind the name": (
        lines("MR LOCKE KC: Who paid?", "MRS HOLM: The fund.", "MR LOCKE KC: When?"),
        [("Locke", "Who paid?"), ("Holm", "The fund."), ("Locke", "When?")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), COURTS.values(), ids=COURTS.keys())
def test_each_turn_in_a_court_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


NUMBERED = """                                                      Page 7
 1                        ADA M. HOLM,
 2     having been first duly sworn, testified as follows:
 3                         EXAMINATION
 4     BY MR. TAMM:
 5     Q.    Good morning, Ms. Holm.  Where did you work in
 6     May of that year?
 7     A.    At the lamp house.
 8           MS. LUND:  Objection.
 9           THE WITNESS:  In the cellar of it.
10           (Exhibit 7 was marked.)
11     Q.    Read the line, please.
                                                      Page 8
 1     A.    "Nine lamps, all dark."
 2           MS. LUND:  Five minutes, please.
 3           (A recess was taken.)
 4                         EXAMINATION
 5     BY MS. LUND:
 6     Q.    You were let go?
 7     A.    In August.
"""


def test_a_depositions_questions_are_its_examiners_and_its_answers_the_witness() -> None:
    assert heard(NUMBERED) == [
        ("Tamm", "Good morning, Ms. Holm.  Where did you work in | May of that year?"),
        ("Ada M. Holm", "At the lamp house."),
        ("Lund", "Objection."),
        ("Ada M. Holm", "In the cellar of it."),
        ("Tamm", "Read the line, please."),
        ("Ada M. Holm", '"Nine lamps, all dark."'),
        ("Lund", "Five minutes, please."),
        ("Lund", "You were let go?"),
        ("Ada M. Holm", "In August."),
    ]


def test_two_witnesses_answer_each_in_their_own_examination() -> None:
    text = lines(
        "ADA HOLM,\ncalled as a witness by the State, having been duly sworn, testified as follows:",
        "DIRECT EXAMINATION",
        "BY MR. TAMM:",
        "Q    What did you see at the pier?",
        "A    A man and a boat.",
        "CROSS-EXAMINATION",
        "BY MS. LUND:",
        "Q    Whose boat was it, madam?",
        "A    His own.",
        "REDIRECT EXAMINATION",
        "Q    And the oars?",
        "THE COURT: " + "You may step down. " * 30,
        "BRAM QUELL,\ncalled as a witness by the State, having been duly sworn, testified as follows:",
        "DIRECT EXAMINATION",
        "Q    (By Mr. Tamm) Was it dark?",
        "A    As the sea.",
    )
    found = heard(text) or []
    assert [(name, words) for name, words in found if not words.startswith("You may")] == [
        ("Tamm", "What did you see at the pier?"),
        ("Ada Holm", "A man and a boat."),
        ("Lund", "Whose boat was it, madam?"),
        ("Ada Holm", "His own."),
        (None, "And the oars?"),
        ("Tamm", "Was it dark?"),
        ("Bram Quell", "As the sea."),
    ]


@pytest.mark.parametrize(
    "asked", ["Mr. Tamm, was it dated?", "Good morning, Mr. Tamm.", "Now, Mr. Tamm, was it dated?"]
)
def test_whoever_all_questions_address_gives_the_answers(asked: str) -> None:
    text = lines(f"Q. {asked}", "A. It was.", "Q. And who signed it?", "A. I did.")
    assert [name for name, _ in heard(text) or []] == ["?", "Tamm", "?", "Tamm"]


@pytest.mark.parametrize("asked", ["Mr. President, was it dated?", "Mr. Tamm, was it dated? And you, Ms. Holm?"])
def test_an_office_and_one_of_two_who_are_addressed_answer_under_no_name(asked: str) -> None:
    text = lines(f"Q. {asked}", "A. It was.", "Q. Who signed it, Ms. Holm?", "A. I did.")
    assert [name for name, _ in heard(text) or []] == ["?", None, "?", None]


def test_a_witness_may_affirm() -> None:
    text = lines(
        "LADY HOLM: Good morning, Mr Quell.",
        "                  MR ILO TAMM (affirmed)",
        "MR QUELL: You were the harbour master?",
        "A.  I was, until November.",
        "Q.  And you knew that the cable was old?",
        "A.  I did.",
    )
    assert [name for name, _ in heard(text) or []] == ["Holm", "Quell", "Ilo Tamm", None, "Ilo Tamm"]


def test_a_member_in_capitals_speaks_and_many_do_not() -> None:
    text = lines(
        "CHAIRMAN EDDINGTON: We are back.",
        "MEMBER TSO: How long?",
        "CAPTAIN VICK: Eleven hours.",
        "MEMBER STATES: None.",
        "MEMBER TSO: And then?",
    )
    found = [who for who, _ in heard(text) or []]
    assert found == ["Chairman Eddington", "Member Tso", "Captain Vick", "Member Tso"]


def test_a_full_name_behind_a_long_office_speaks() -> None:
    text = lines(
        "Mayor Ada Holm: We are back.",
        "Public Works Director Rashad Beale: Eleven hours.",
        "Mayor Ada Holm: And then?",
    )
    assert [who for who, _ in heard(text) or []] == ["Ada Holm", "Rashad Beale", "Ada Holm"]


def test_one_space_may_divide_answers_from_their_letter() -> None:
    text = lines(
        "MR. ALDOUS. This is an interview of Mr. Colin Farquhar.",
        "MR. FARQUHAR. I am.",
        "BY MR. ALDOUS:",
        "Q Mr. Farquhar, when did you see it?",
        "A In March. My secretary had it.",
        "Q And then?",
        "A I ate it.",
    )
    assert [words for who, words in heard(text) or [] if who and "Farquhar" in who] == [
        "I am.",
        "In March. My secretary had it.",
        "I ate it.",
    ]


def test_an_examination_after_the_name_is_spelt_is_of_who_took_the_oath() -> None:
    text = lines(
        "THE COURT: Call your next witness.",
        "DANA REYES,\ncalled as a witness by the People, was sworn and testified as follows:",
        "THE CLERK: State your name.",
        "THE WITNESS: Dana Reyes.",
        "DIRECT EXAMINATION",
        "BY MR. FINCH:",
        "Q. What did you see?",
        "A. A man in a costume.",
    )
    assert ("Dana Reyes", "A man in a costume.") in (heard(text) or [])


def test_a_question_waits_for_its_answer_while_another_lawyer_objects() -> None:
    text = lines(
        "HAROLD J. QUELL, called as a witness, was sworn and testified as follows:",
        "EXAMINATION BY MS. LUND:",
        "Q Where do you work?\nA At the mill.\nQ Who was your foreman?\nMR. FELD: Objection to form.\n"
        "A Dale Holm. He retired.\nQ And then?",
    )
    assert [who for who, words in heard(text) or [] if "retired" in words] == ["Harold J. Quell"]
