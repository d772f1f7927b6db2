"""Official forms: inquiries, pages that ask and answer themselves, leaders' questions, names with nicknames."""

from __future__ import annotations

import pytest

from tests.index.attribution.turns import Heard, heard, lines

FORMS: dict[str, tuple[str, Heard]] = {
    "what happens in an inquiry": (
        lines(
            "COUNSEL ASSISTING: MR T. HOLM SC with MS J. QUELL",
            "COMMISSIONER: Good morning. Yes, Mr Holm.",
            "MR HOLM: Commissioner, I call Gavin Tamm.",
            "<GAVIN TAMM, AFFIRMED   [10.04 am]",
            "MR HOLM: You were on the pier?",
            "MR TAMM: Yes, I was.",
            "<THE WITNESS WITHDREW   [10.31 am]",
            "<ADJOURNED 10.32 am UNTIL FRIDAY",
        ),
        [
            ("the Commissioner", "Good morning. Yes, Mr Holm."),
            ("Holm", "Commissioner, I call Gavin Tamm."),
            ("Holm", "You were on the pier?"),
            ("Gavin Tamm", "Yes, I was."),
        ],
    ),
    "a second title in brackets before a surname": (
        lines(
            "The Speaker (Hon. Otto Quell): Order!",
            "Sen. Ada Holm: Whose voucher is it?",
            "Sen. (Prof.) Tamm, EGH: It was signed on 3rd January.",
        ),
        [
            ("Otto Quell", "Order!"),
            ("Ada Holm", "Whose voucher is it?"),
            ("Tamm", "It was signed on 3rd January."),
        ],
    ),
    "a name in capitals that a month begins": (
        lines(
            "CHAIR TAMM. We left the rate where it is.",
            "NELL QUELL. Rich Holm.",
            "RICH HOLM. Do you have the confidence?",
            "CHAIR TAMM. We have some of it.",
            "NELL QUELL. Last question.",
            "DECEMBER AVELINE. What keeps you up at night?",
            "CHAIR TAMM. My dog, mostly.",
        ),
        [
            ("Chair Tamm", "We left the rate where it is."),
            ("Nell Quell", "Rich Holm."),
            ("Rich Holm", "Do you have the confidence?"),
            ("Chair Tamm", "We have some of it."),
            ("Nell Quell", "Last question."),
            ("Chair Tamm", "My dog, mostly."),
        ],
    ),
    "a heading in two languages above the first name": (
        "Leasanna Quellach - Leaders' Lamps\n\nAn Ceann Comhairle\nI call Deputy Holm.\n\nDeputy Ada Holm\nEleven parishes are dark.\n\n"
        "An Ceann Comhairle\nThe Deputy has a minute.\n\nDeputy Ada Holm\nSo have they.\n\n"
        "Deputy Ilo Tamm\nWhich minute?",
        [
            ("Ada Holm", "Eleven parishes are dark."),
            (None, "The Deputy has a minute."),
            ("Ada Holm", "So have they."),
            ("Ilo Tamm", "Which minute?"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_each_turn_of_a_form_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


def test_a_page_that_asks_and_answers_itself_is_no_transcript() -> None:
    page = lines("Q: When does it start?", "A: On 1 October.", "Q: How much is it?", "A: Twenty cents a can.")
    assert heard(page, "Questions and Answers: The Deposit") is None


def test_answers_in_the_first_person_are_somebodys_on_a_page_of_answers_too() -> None:
    page = lines("Q: When did you start?", "A: I began in May.", "Q: How much was it?", "A: It cost me twenty cents.")
    assert heard(page, "Questions and Answers: Twenty years of cans") == [
        ("?", "When did you start?"),
        (None, "I began in May."),
        ("?", "How much was it?"),
        (None, "It cost me twenty cents."),
    ]


def test_a_quarter_of_a_year_is_no_question() -> None:
    call = lines(
        "Q2 2026 Earnings Call", "Ada Holm: Revenue rose.", "Ilo Tamm: By how much?", "Ada Holm: Nine percent."
    )
    assert heard(call) == [("Ada Holm", "Revenue rose."), ("Ilo Tamm", "By how much?"), ("Ada Holm", "Nine percent.")]
