"""Official forms: inquiries, pages that ask and answer themselves, leaders' questions, names with nicknames."""

from __future__ import annotations

import pytest

from index.text.label_heads import LabelKind
from index.text.turn_labels import read_alone
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
        lines(
            "Leasanna Quellach - Leaders' Lamps",
            "An Ceann Comhairle\nI call Deputy Holm.",
            "Deputy Ada Holm\nEleven parishes are dark.",
            "An Ceann Comhairle\nThe Deputy has a minute.",
            "Deputy Ada Holm\nSo have they.",
            "Deputy Ilo Tamm\nWhich minute?",
        ),
        [
            ("Ada Holm", "Eleven parishes are dark."),
            (None, "The Deputy has a minute."),
            ("Ada Holm", "So have they."),
            ("Ilo Tamm", "Which minute?"),
        ],
    ),
    "an inquest, whose coroner and witness are named above": (
        lines(
            "Before: HM Senior Coroner, Mrs Philippa Quell",
            "PC 4471 DANIEL TAMM, sworn",
            "THE CORONER: You were first on the beach?",
            "A. I was. The tide was coming in.",
            "MR HOLM: You called for the lifeboat at 4.10?",
            "A. At 4.02, sir. The log is wrong.",
            "MS VARGA: We have never been told that.",
        ),
        [
            ("Philippa Quell", "You were first on the beach?"),
            ("Daniel Tamm", "I was. The tide was coming in."),
            ("Holm", "You called for the lifeboat at 4.10?"),
            ("Daniel Tamm", "At 4.02, sir. The log is wrong."),
            ("Varga", "We have never been told that."),
        ],
    ),
    "members of a council": (
        lines(
            ">> Mayor Tamm: Madam Clerk, the roll.",
            ">> Council Member Holm: Here.",
            ">> Mayor Tamm: We have one item.",
            ">> Council Member Holm: How long does a patch last?",
        ),
        [
            ("Mayor Tamm", "Madam Clerk, the roll."),
            ("Holm", "Here."),
            ("Mayor Tamm", "We have one item."),
            ("Holm", "How long does a patch last?"),
        ],
    ),
    "a speaker whom a word with a small prefix names": (
        lines(
            "Tuan Ilo bin Tamm [Kuala Rentap]: The hill has no road.",
            "Dr. Ada Holm [Batu Lintang]: Neither has my constituency!",
            "Tuan Yang di-Pertua: Order, order.",
            "Tuan Ilo bin Tamm [Kuala Rentap]: When will it?",
        ),
        [
            ("Ilo bin Tamm", "The hill has no road."),
            ("Ada Holm", "Neither has my constituency!"),
            (None, "Order, order."),
            ("Ilo bin Tamm", "When will it?"),
        ],
    ),
    "a senedd, whose presiding officer is named above": (
        lines(
            "The Senedd met by video-conference at 13:30 with the Llywydd (Ada Holm) in the Chair.",
            "The Llywydd 13:30:12\nGood afternoon and welcome.",
            "Gethin Quell MS 13:30:40\nWill the First Minister make a statement?",
            "Mabli Tamm AS First Minister of Wales 13:30:47\nThe bus will run again from Easter.",
            "Gethin Quell MS 13:31:20\nI am grateful for that.",
        ),
        [
            ("Ada Holm", "Good afternoon and welcome."),
            ("Gethin Quell", "Will the First Minister make a statement?"),
            ("Mabli Tamm", "The bus will run again from Easter."),
            ("Gethin Quell", "I am grateful for that."),
        ],
    ),
    "a bishop who speaks once": (
        lines(
            "Baroness Quell (CB)\nWould he live there?",
            "Lord Tamm (Con)\nI would not.",
            "The Lord Bishop of Marrick\nWho buries the dead?",
            "Lord Tamm (Con)\nThat is a matter for the diocese.",
        ),
        [
            ("Quell", "Would he live there?"),
            ("Tamm", "I would not."),
            ("Bishop of Marrick", "Who buries the dead?"),
            ("Tamm", "That is a matter for the diocese."),
        ],
    ),
    "numbered questions of a committee, whose chair is named above": (
        lines(
            "Present: Mr Ilo Tamm (in the chair), Ms Bea Quell.",
            "Q.14 CHAIR: The bridge cost three times what you told us. Why?",
            "SIR ALEC HOLM: There were two rivers under it.",
            "Q.15 MS QUELL: Is that a joke?",
            "SIR ALEC HOLM: I wish it were.",
        ),
        [
            ("Ilo Tamm", "The bridge cost three times what you told us. Why?"),
            ("Alec Holm", "There were two rivers under it."),
            ("Bea Quell", "Is that a joke?"),
            ("Alec Holm", "I wish it were."),
        ],
    ),
    "initials of a double surname": (
        lines(
            "Today Petra Quell asks Ambassador Kofi Holm-Tamm.",
            "PQ: You have come from the talks.",
            "KHT: I have, and I have not slept.",
            "PQ: Is there nothing on paper?",
            "KHT: There is a great deal.",
        ),
        [
            ("Petra Quell", "You have come from the talks."),
            ("Kofi Holm-Tamm", "I have, and I have not slept."),
            ("Petra Quell", "Is there nothing on paper?"),
            ("Kofi Holm-Tamm", "There is a great deal."),
        ],
    ),
    "a parent who asks again": (
        lines(
            "Parent: Why are the buses late?",
            "Superintendent Quell: We lost six drivers.",
            "Principal Tamm: Our gym is open from six.",
            "Parent: Who watches them in the gym?",
            "Superintendent Quell: I do.",
        ),
        [
            ("Superintendent Quell", "We lost six drivers."),
            ("Principal Tamm", "Our gym is open from six."),
            ("Superintendent Quell", "I do."),
        ],
    ),
    "a witness with a degree, above the oath": (
        lines(
            "THE COURT: Call your next witness.",
            "NINA TAMM, M.D.,\ncalled as a witness on behalf of the State, being first duly sworn, testified:",
            "BY MS. QUELL:",
            "Q  Doctor, what do you do?",
            "A  I am a hand surgeon.",
        ),
        [
            (None, "Call your next witness."),
            ("Quell", "Doctor, what do you do?"),
            ("Nina Tamm", "I am a hand surgeon."),
        ],
    ),
    "titles with a small article": (
        lines(
            "El señor PRESIDENTE: The sitting is open.",
            "La señora HOLM SOLANO: The port is closed.",
            "El señor MINISTRO DE FOMENTO (Tamm Páez): A crane takes time.",
            "La señora HOLM SOLANO: So does hunger.",
        ),
        [
            (None, "The sitting is open."),
            ("Holm Solano", "The port is closed."),
            ("Tamm Páez", "A crane takes time."),
            ("Holm Solano", "So does hunger."),
        ],
    ),
    "names alone on their lines, each with an office": (
        lines(
            "Pádraig Quell, President of the Eurogroup",
            "Good evening. We had a long meeting.",
            "Carla Holm, Commissioner for Economy",
            "Thank you, Pádraig. Our forecast is a little better.",
            "Klaus Tamm, Managing Director of the Stability Fund",
            "I will be brief. The Fund placed a bond.",
            "Pádraig Quell, President of the Eurogroup",
            "Thank you both. We take two questions.",
        ),
        [
            ("Pádraig Quell", "Good evening. We had a long meeting."),
            ("Carla Holm", "Thank you, Pádraig. Our forecast is a little better."),
            ("Klaus Tamm", "I will be brief. The Fund placed a bond."),
            ("Pádraig Quell", "Thank you both. We take two questions."),
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


def test_an_official_record_is_no_official() -> None:
    heading = "OFFICIAL RECORD OF PROCEEDINGS"
    label = read_alone(heading, 0, len(heading))
    assert label is None or label.kind is not LabelKind.UNNAMED
