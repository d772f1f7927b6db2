"""Turns of parliaments, courts, briefings and interviews go to who speaks, and to nobody where no label tells."""

from __future__ import annotations

import time

import pytest

from index.attribution.coreference import Coreference
from index.attribution.turn_speakers import transcript_statements
from index.model import Block, BlockKind
from index.text.blocks import infer_blocks

Heard = list[tuple[str | None, str]]


def heard(text: str, title: str | None = None, blocks: tuple[Block, ...] = ()) -> Heard | None:
    """Who says what; None where the text is no transcript. Questions are said by "?"."""
    found = transcript_statements(text, title, blocks, Coreference(text, title))
    if found is None:
        return None
    return [
        (
            "?" if one.question else one.person.name if one.person else None,
            " | ".join(text[a:b] for a, b in one.content),
        )
        for one in found
    ]


def lines(*said: str) -> str:
    return "\n\n".join(said)


RECORDS: dict[str, tuple[str, Heard]] = {
    "united nations": (
        lines(
            "The President: The Council will now hear the representative of Estmar.",
            "Ms. Varga (Estmar): We thank the Secretariat. The cable must be mended.",
            "Mr. Tamm (Norvale) (spoke in Arabic): Nobody asked us.",
            "Dame Sigrid Holm (Lindesund): We shall vote in favour.",
            "The President (spoke in Chinese): There are no more speakers.",
            "The meeting rose at 5.15 p.m.",
        ),
        [
            (None, "The Council will now hear the representative of Estmar."),
            ("Varga", "We thank the Secretariat. The cable must be mended."),
            ("Tamm", "Nobody asked us."),
            ("Sigrid Holm", "We shall vote in favour."),
            (None, "There are no more speakers."),
        ],
    ),
    "house of commons in print": (
        lines(
            "Ilse Quell (Dunmere) (SNP): When will the pier be mended?",
            "The Parliamentary Under-Secretary of State for Transport (Bram Okonkwo): Next year.",
            "Ilse Quell: Next year is too late.",
            "Bram Okonkwo: It is sooner than she ever managed.",
            "Hon. Members: Hear, hear!",
            "Madam Deputy Speaker (Dame Rosa Holm): Order.",
            "Several hon. Members rose—",
            "Madam Deputy Speaker: I call Ilse Quell.",
        ),
        [
            ("Ilse Quell", "When will the pier be mended?"),
            ("Bram Okonkwo", "Next year."),
            ("Ilse Quell", "Next year is too late."),
            ("Bram Okonkwo", "It is sooner than she ever managed."),
            (None, "Hear, hear!"),
            ("Rosa Holm", "Order."),
            ("Rosa Holm", "I call Ilse Quell."),
        ],
    ),
    "house of commons on the web": (
        "Pier Bill: Third Reading\n\n"
        "Mr Deputy Speaker (Sir Karl Holm)\nI call the Minister.\n\n"
        "The Minister for Piers (Ilse Quell)\nI beg to move, That the Bill be now read the Third time.\n\n"
        "It is short.\n\n"
        "Bram Okonkwo (Dunmere) (Lab/Co-op)\nWill she give way?\n\n"
        "Ilse Quell\nI will not.\n\n"
        "Question put and agreed to.\n\n"
        "Mr Deputy Speaker\nOrder.",
        [
            ("Karl Holm", "I call the Minister."),
            ("Ilse Quell", "I beg to move, That the Bill be now read the Third time. | It is short."),
            ("Bram Okonkwo", "Will she give way?"),
            ("Ilse Quell", "I will not."),
            ("Karl Holm", "Order."),
        ],
    ),
    "names and times on lines of their own": (
        "Elin Varga 13:30:15\nWill the Minister answer?\n\nBram Okonkwo 13:30:40\nI will.\n\n"
        "Elin Varga 13:31:02\nThank you.",
        [("Elin Varga", "Will the Minister answer?"), ("Bram Okonkwo", "I will."), ("Elin Varga", "Thank you.")],
    ),
    "scotland": (
        lines(
            "The Presiding Officer (Elin Varga): Good afternoon.",
            "Bram Okonkwo (Dunmere) (Con): To ask whether the ferry will sail.",
            "The Cabinet Secretary for Transport (Ilse Quell): It will.",
            "The Presiding Officer: Thank you.",
        ),
        [
            ("Elin Varga", "Good afternoon."),
            ("Bram Okonkwo", "To ask whether the ferry will sail."),
            ("Ilse Quell", "It will."),
            ("Elin Varga", "Thank you."),
        ],
    ),
    "australia": (
        lines(
            "Mr PETER VALE (Harrow) (11:02): I rise to oppose the bill.",
            "Ms Quell interjecting—",
            "The ACTING SPEAKER (Hon. DR Holm): Order!",
            "Mr OTTO VALE (Calder—Minister for Ports) (11:09): I support it.",
            "Senator O’DELL (Norvale) (11:15): So do I.",
            "Honourable members interjecting—",
            "Mr Vale: Somebody should.",
        ),
        [
            ("Peter Vale", "I rise to oppose the bill."),
            ("DR Holm", "Order!"),
            ("Otto Vale", "I support it."),
            ("Senator O’Dell", "So do I."),
            (None, "Somebody should."),
        ],
    ),
    "canada": (
        lines(
            "Hon. Elin Varga (Minister of Ports, Lib.): Mr. Speaker, the ice is thin.",
            "Mr. Bram Okonkwo (Northbay, CPC): Mr. Speaker, so is the answer.",
            "Some hon. members: Oh, oh!",
            "The Speaker: Order.",
            "[Translation]",
            "Mrs. Marie Roche (Sud, BQ): Mr. Speaker, we agree.",
        ),
        [
            ("Elin Varga", "Mr. Speaker, the ice is thin."),
            ("Bram Okonkwo", "Mr. Speaker, so is the answer."),
            (None, "Oh, oh!"),
            (None, "Order."),
            ("Marie Roche", "Mr. Speaker, we agree."),
        ],
    ),
    "ireland": (
        lines(
            "An Ceann Comhairle: I call Deputy Quell.",
            "Deputy Ilse Quell: The Minister has no plan.",
            "Minister for Ports (Deputy Bram Okonkwo): The Minister has two.",
            "Deputy Seán Ó Briain: He has none.",
            "An Leas-Cheann Comhairle: Order, please.",
        ),
        [
            (None, "I call Deputy Quell."),
            ("Ilse Quell", "The Minister has no plan."),
            ("Bram Okonkwo", "The Minister has two."),
            ("Seán Ó Briain", "He has none."),
            (None, "Order, please."),
        ],
    ),
    "india": (
        lines(
            "HON. SPEAKER: Question 12.",
            "SHRI ARUN DESH (NORTH PORT): Sir, the nets are torn.",
            "THE MINISTER OF FISHERIES (SMT. MEERA KALE): Sir, they will be mended.",
            "DR. LATA RANE: When?",
            "(Interruptions)",
            "THE MINISTER OF FISHERIES: Soon.",
        ),
        [
            (None, "Question 12."),
            ("Arun Desh", "Sir, the nets are torn."),
            ("Meera Kale", "Sir, they will be mended."),
            ("Lata Rane", "When?"),
            ("Meera Kale", "Soon."),
        ],
    ),
    "new zealand": (
        lines(
            "1. ILSE QUELL (Co-Leader—Green) to the Minister of Ports: Does he stand by his statements?",
            "Hon BRAM OKONKWO (Minister of Ports): I do.",
            "Ilse Quell: All of them?",
            "Hon BRAM OKONKWO: The good ones.",
            "SPEAKER: Supplementary.",
        ),
        [
            ("Ilse Quell", "Does he stand by his statements?"),
            ("Bram Okonkwo", "I do."),
            ("Ilse Quell", "All of them?"),
            ("Bram Okonkwo", "The good ones."),
            (None, "Supplementary."),
        ],
    ),
    "south africa": (
        lines(
            "The SPEAKER: Hon members, take your seats.",
            "Mr K B OKONKWO: Hon Speaker, the port is closed.",
            "The MINISTER OF PORTS: Hon Speaker, it is open.",
            "HON MEMBERS: Shame!",
            "Ms I QUELL (DA): It is half open.",
        ),
        [
            (None, "Hon members, take your seats."),
            ("K B Okonkwo", "Hon Speaker, the port is closed."),
            ("the Minister of Ports", "Hon Speaker, it is open."),
            (None, "Shame!"),
            ("I Quell", "It is half open."),
        ],
    ),
    "european parliament": (
        lines(
            "President. – The next item is the debate on nets.",
            "Elin Varga, on behalf of the Verts/ALE Group. – Mr President, the nets are too fine.",
            "Karel Holm (PPE). – (CS) Mr President, they are not.",
            "Elin Varga (Verts/ALE), blue-card question. – Have you seen one?",
            "Karel Holm (PPE), blue-card answer. – I own four.",
            "Bram Okonkwo, Member of the Commission. – Honourable Members, we shall measure them.",
        ),
        [
            (None, "The next item is the debate on nets."),
            ("Elin Varga", "Mr President, the nets are too fine."),
            ("Karel Holm", "Mr President, they are not."),
            ("Elin Varga", "Have you seen one?"),
            ("Karel Holm", "I own four."),
            ("Bram Okonkwo", "Honourable Members, we shall measure them."),
        ],
    ),
    "us congress": (
        lines(
            "The SPEAKER pro tempore (Mr. Tamm). The Chair recognizes the gentleman from Ohio.",
            "Mr. QUELL of Ohio. Mr. Speaker, I yield myself two minutes.",
            "Mr. QUELL of Texas. I object.",
            "The PRESIDING OFFICER. Without objection, it is so ordered.",
            "Ms. VARGA. Mr. President, I ask for the yeas and nays.",
        ),
        [
            ("Tamm", "The Chair recognizes the gentleman from Ohio."),
            ("Quell of Ohio", "Mr. Speaker, I yield myself two minutes."),
            ("Quell of Texas", "I object."),
            (None, "Without objection, it is so ordered."),
            ("Varga", "Mr. President, I ask for the yeas and nays."),
        ],
    ),
    "us hearing": (
        lines(
            "Chairman Tamm. The committee will come to order.",
            "Ms. Varga. Thank you, Mr. Chairman.",
            "Chairman Tamm. You may begin.",
            "Ms. Varga. The port is full.",
            "Senator Quell. How full?",
        ),
        [
            ("Chairman Tamm", "The committee will come to order."),
            ("Varga", "Thank you, Mr. Chairman."),
            ("Chairman Tamm", "You may begin."),
            ("Varga", "The port is full."),
            ("Senator Quell", "How full?"),
        ],
    ),
    "label inside the paragraph with a dash": (
        lines(
            "HON. A. NAVUA.- Mr. Speaker, Sir, I support the motion.",
            "MR. SPEAKER.- Thank you, honourable Member.",
            "HON. LT. COL. P. KORO.- Mr. Speaker, I do not.",
        ),
        [
            ("A. Navua", "Mr. Speaker, Sir, I support the motion."),
            (None, "Thank you, honourable Member."),
            ("P. Koro", "Mr. Speaker, I do not."),
        ],
    ),
    "kenya": (
        lines(
            "The Temporary Speaker (Hon. (Dr) Asha Mbeki): Next Member.",
            "Hon. Juma Otele (Northbay, ODM): Thank you, Hon. Temporary Speaker.",
            "Hon. Members: Ayes!",
        ),
        [
            ("Asha Mbeki", "Next Member."),
            ("Juma Otele", "Thank you, Hon. Temporary Speaker."),
            (None, "Ayes!"),
        ],
    ),
    "hong kong": (
        lines(
            "PRESIDENT (in Cantonese): Members will now vote.",
            "MR KWOK WING-TO (in Cantonese): President, I vote no.",
            "SECRETARY FOR PORTS (in Cantonese): President, I thank Members.",
        ),
        [
            (None, "Members will now vote."),
            ("Kwok Wing-to", "President, I vote no."),
            ("the Secretary for Ports", "President, I thank Members."),
        ],
    ),
    "singapore": (
        lines(
            "Mr Tan Wei Jin (Harbour East): Sir, may I ask about the cranes?",
            "The Minister for Ports (Ms Lim Su Ann): Mr Speaker, there are nine.",
            "Mr Tan Wei Jin: Are nine enough?",
            "Mr Deputy Speaker: Order. Time is up.",
        ),
        [
            ("Tan Wei Jin", "Sir, may I ask about the cranes?"),
            ("Lim Su Ann", "Mr Speaker, there are nine."),
            ("Tan Wei Jin", "Are nine enough?"),
            (None, "Order. Time is up."),
        ],
    ),
    "korea": (
        "◯위원장 김하늘  회의를 시작하겠습니다.\n◯이보람 위원  배가 늦습니다.\n◯해양부장관 박두리  고치겠습니다.",
        [("김하늘", "회의를 시작하겠습니다."), ("이보람", "배가 늦습니다."), ("박두리", "고치겠습니다.")],
    ),
}


COURTS: dict[str, tuple[str, Heard]] = {
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
}


BRIEFINGS: dict[str, tuple[str, Heard]] = {
    "questions and unnamed officials": (
        lines(
            "MODERATOR: Thanks for joining.",
            "SENIOR ADMINISTRATION OFFICIAL: Good morning.",
            "Q    Who pays?",
            "SENIOR ADMINISTRATION OFFICIAL: The fund.",
        ),
        [
            (None, "Thanks for joining."),
            ("Senior Administration Official", "Good morning."),
            ("?", "Who pays?"),
            ("Senior Administration Official", "The fund."),
        ],
    ),
    "accents in capitals": (
        lines(
            "MR. LØVÅS: We sail.",
            "PRESIDENT ÇELİK-ŁUKASZ: So do we.",
            "MS. NÚÑEZ D’ÁVILA: And we.",
            "MR. MACALISTER: Not I.",
            "MS. O’NEILL-ŠIMIĆ: Nor I.",
        ),
        [
            ("Løvås", "We sail."),
            ("President Çelik-Łukasz", "So do we."),
            ("Núñez D’Ávila", "And we."),
            ("Macalister", "Not I."),
            ("O’Neill-Šimić", "Nor I."),
        ],
    ),
    "asides in brackets": (
        lines(
            "PRESIDENT VARGA (via interpreter): (Applause on the left) We sail. [Interruption] We sail now.",
            "MS. QUELL (off mic): When?",
            "3:15 P.M. CET",
        ),
        [("President Varga", "We sail. | We sail now."), ("Quell", "When?")],
    ),
    "a second voice inside the line": (
        "MS. QUELL: We sail tomorrow. MR. HOLM: We do not. (Laughter.)\n\nMS. QUELL: Then on Friday.",
        [("Quell", "We sail tomorrow."), ("Holm", "We do not."), ("Quell", "Then on Friday.")],
    ),
    "a label that can't be read ends the turn": (
        lines("MS. QUELL: We sail.", "TWO VOICES AT ONCE: Never!", "They left.", "MR. HOLM: Now."),
        [("Quell", "We sail."), ("Holm", "Now.")],
    ),
    "title page": (
        lines(
            "Joint press conference",
            "Elin Varga, President of Norvale\nBram Okonkwo, Prime Minister of Estmar",
            "THE PRESIDENT: Welcome.",
            "PRIME MINISTER OKONKWO: Thank you.",
            "QUESTION: What was signed?",
            "THE PRESIDENT: Nothing yet.",
        ),
        [
            ("Elin Varga", "Welcome."),
            ("Bram Okonkwo", "Thank you."),
            ("?", "What was signed?"),
            ("Elin Varga", "Nothing yet."),
        ],
    ),
    "capitals with a surname": (
        lines(
            "Mayor Bram Okonkwo met Ilse Quell of the Harbour Watch on Monday. What they said:",
            "QUELL: Will it sail?",
            "OKONKWO: When the storm is over.",
            "QUELL: And before?",
            "OKONKWO: Not before.",
        ),
        [
            ("Ilse Quell", "Will it sail?"),
            ("Bram Okonkwo", "When the storm is over."),
            ("Ilse Quell", "And before?"),
            ("Bram Okonkwo", "Not before."),
        ],
    ),
}


INTERVIEWS: dict[str, tuple[str, Heard]] = {
    "initials that the text explains": (
        lines(
            "Our editor spoke with Anna Brandt (AB) and Tom Reed (TR).",
            "AB: The pier is old.",
            "TR: It is not.",
            "AB: It is older than you.",
        ),
        [("Anna Brandt", "The pier is old."), ("Tom Reed", "It is not."), ("Anna Brandt", "It is older than you.")],
    ),
    "interviewer and guest": (
        lines(
            "Interviewer: Why ferries?",
            "Femi Adeyemi: I grew up on one.",
            "Interviewer: Which one?",
            "Femi Adeyemi: The Kittiwake.",
        ),
        [
            ("?", "Why ferries?"),
            ("Femi Adeyemi", "I grew up on one."),
            ("?", "Which one?"),
            ("Femi Adeyemi", "The Kittiwake."),
        ],
    ),
    "numbered speakers": (
        lines("Speaker 1: The pier is old.", "Speaker 2: It is not.", "Speaker 1: It is."),
        [(None, "The pier is old."), (None, "It is not."), (None, "It is.")],
    ),
    "bold names": (
        lines("**Femi Adeyemi:** The pier is old.", "**Bram Okonkwo:** It is not.", "**Femi Adeyemi:** It is."),
        [("Femi Adeyemi", "The pier is old."), ("Bram Okonkwo", "It is not."), ("Femi Adeyemi", "It is.")],
    ),
    "times before names": (
        lines("[00:00:12] Femi Adeyemi: It is old.", "[00:00:20] Tom Reed: No.", "[00:00:31] Femi Adeyemi: Yes."),
        [("Femi Adeyemi", "It is old."), ("Tom Reed", "No."), ("Femi Adeyemi", "Yes.")],
    ),
    "office after a comma": (
        lines(
            "Femi Adeyemi, Harbour Master of Dunmere: It is old.",
            "Tom Reed, MP: No.",
            "Femi Adeyemi: Yes.",
        ),
        [("Femi Adeyemi", "It is old."), ("Tom Reed", "No."), ("Femi Adeyemi", "Yes.")],
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=name) for kind in (RECORDS, COURTS, BRIEFINGS, INTERVIEWS) for name, case in kind.items()],
)
def test_each_turn_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("title", "answers"),
    [
        ("Foreign Ministry Spokesperson Lin Yueh's Regular Press Conference", "Lin Yueh"),
        ("Press briefing by Spokesperson Femi Adeyemi on the ferry", "Femi Adeyemi"),
        ("Interview with Bram Okonkwo", "Bram Okonkwo"),
        ("Spokesperson's Press Briefing", None),
        (None, None),
    ],
)
def test_answers_are_whose_briefing_it_is(title: str | None, answers: str | None) -> None:
    text = lines("Question: Will it sail?", "Answer: It will.", "Question: When?", "Answer: On Friday.")
    assert heard(text, title) == [
        ("?", "Will it sail?"),
        (answers, "It will."),
        ("?", "When?"),
        (answers, "On Friday."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        lines("FACT SHEET", "MENDING THE PIER: President Varga signed an order.", "PROMISES KEPT: The pier is open."),
        lines(
            "PROMISE MADE: A new pier.", "PROMISE KEPT: A new pier.", "PROMISE MADE: Ferries.", "PROMISE KEPT: Ferries."
        ),
        lines("MYTH: The pier is closed.", "FACT: The pier is open.", "MYTH: It is old.", "FACT: It is new."),
        lines("DUNMERE: The ferry was late.", "LINDESUND: The port in Lindesund was shut.", "DUNMERE: It rained."),
        lines("PRESIDENT VARGA ON THE PIER: “It will be open in spring.”", "Quell, asked the same: “Perhaps.”"),
        lines("Start Date: 4 May", "End Date: 9 May", "Start Date: 3 June", "End Date: 8 June"),
        lines("Ilse Quell (Dunmere)", "Ilse Quell is a baker.", "Tom Reed (Harrow)", "Tom Reed is a diver."),
        lines("Ilse Quell: Baker of the year 2020.", "Tom Reed: Diver.", "Femi Adeyemi: Harbour master since 1999."),
        lines("Rep. Ilse Quell: “A good plan.”", "Rep. Tom Reed: “A plan at last.”", "Gov. Holm: “We thank them.”"),
        lines("The mayor spoke for an hour.", "Tom Reed: “No comment.”", "It rained.", "The crowd left.", "So did he."),
        lines("Photo: The pier at dawn.", "Video: The ferry sails.", "Related: Pier mended.", "More: The port."),
    ],
)
def test_headings_lists_and_datelines_make_no_transcript(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        lines("ACT I", "Scene 1", "MIRA: Who's there?", "JORN: Nobody.", "MIRA: Good."),
        lines("MIRA: Who's there?", "Enter Jorn with a lamp", "JORN: Nobody.", "Exit Mira", "JORN: Good."),
    ],
)
def test_lines_of_a_play_are_nobodys(text: str) -> None:
    assert heard(text) == []


def test_a_record_without_speakers_gives_no_statements() -> None:
    text = lines(
        "The House met at half-past Eleven o’clock.",
        "Mr. Speaker, I said last year that the pier would fall, and Minister Tom Reed said that it would not.",
        "Mr. Speaker, it fell.",
    )
    assert heard(text, "Parliamentary Debates, 4 May") == []


def test_two_of_one_surname_are_told_apart_by_their_place() -> None:
    text = lines(
        "Mr. Kim (Norvale): We vote yes.",
        "Mr. Kim (Estmar): We vote no.",
        "Mr. Kim: Let us talk.",
        "Ms. Quell (Harrow): Yes.",
    )
    assert heard(text) == [
        ("Kim (Norvale)", "We vote yes."),
        ("Kim (Estmar)", "We vote no."),
        (None, "Let us talk."),
        ("Quell", "Yes."),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "The House adjourned at 10.31 p.m.",
        "Question put and agreed to.",
        "ORAL ANSWERS TO QUESTIONS\n\nThe port was built in 1901.",
        "END 3:05 P.M.\n\nFor the slides, write to the press office.",
        "This interview has been edited for length.",
        "[The Chair was taken by another Member]",
        "Ferry Services and Ports",
        "11:05 A.M. CEST",
    ],
)
def test_what_stands_beside_speech_is_nobodys(after: str) -> None:
    text = lines("Ms Quell (Harrow): The pier is old.", "Mr Reed (Dunmere): It is new.", after)
    assert heard(text) == [("Quell", "The pier is old."), ("Reed", "It is new.")]


def test_a_spoken_line_that_begins_with_end_is_speech() -> None:
    assert heard("MS. QUELL: We ask for one thing.\n\nEnd the storm.") == [
        ("Quell", "We ask for one thing. | End the storm.")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Mr. Tamm, I came for one simple reason: to thank you.",
        "First: we sail.",
        "On Norvale: we sail.",
        "Here is what I've done: nothing.",
        "Director of Ports — (applause) — Ilse Roke. Where is she?",
    ],
)
def test_a_colon_in_speech_begins_no_turn(said: str) -> None:
    spoken = heard(lines("MS. QUELL: Good morning.", said, "MR. HOLM: Thank you.")) or []
    assert [who for who, _ in spoken] == ["Quell", "Holm"]
    assert said[-9:] in spoken[0][1]


def test_an_office_means_who_held_it_last() -> None:
    text = lines(
        "The Deputy Speaker (Mrs Ilse Quell): Order.",
        "Mr Tom Reed (Harrow): It is old.",
        "The Deputy Speaker: Order.",
        "The Deputy Speaker (Mr Bram Okonkwo): Order.",
        "The Deputy Speaker: Next.",
    )
    assert [who for who, _ in heard(text) or []] == [
        "Ilse Quell",
        "Tom Reed",
        "Ilse Quell",
        "Bram Okonkwo",
        "Bram Okonkwo",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 100_000,
        "MR. " * 30_000,
        "A: " * 40_000,
        "Q. A. " * 20_000,
        "Mr. A (B) (C): x\n\n" * 6_000,
        "A.- " * 30_000,
    ],
)
def test_long_hostile_text_is_read_in_time(hostile: str) -> None:
    before = time.process_time()
    transcript_statements(f"MS. QUELL: {hostile}", None, (), Coreference("", None))
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    "label",
    [
        "AUDIENCE MEMBER 4",
        "Listener 2",
        "JUROR NO. 11",
        "MAN IN THE GREEN COAT",
        "Panel Member C",
        "PARENT 3",
        "The Baker's Guild",
        "Harbour Pilots Union 6",
    ],
)
def test_a_voice_told_by_a_number_or_its_looks_is_nobody(label: str) -> None:
    text = lines(
        "MS. ORLICK: The nets are dry.",
        f"{label}: Mine is wet.",
        "MS. ORLICK: I shall see to it.",
        "MR. TAMM: So shall I.",
    )
    said = heard(text, "Briefing by Press Secretary Dana Orlick and Ilo Tamm")
    assert said is not None
    assert [one for one in said if one[0] is not None] == [
        ("Dana Orlick", "The nets are dry."),
        ("Dana Orlick", "I shall see to it."),
        ("Ilo Tamm", "So shall I."),
    ]


def test_a_speakers_own_points_are_the_speakers() -> None:
    text = lines(
        "MS. ORLICK: There are two things.", "Number one: we sail.", "Step 2: We come home.", "MR. TAMM: Good."
    )
    assert heard(text) == [
        ("Orlick", "There are two things. | Number one: we sail. | Step 2: We come home."),
        ("Tamm", "Good."),
    ]


def test_what_a_congress_narrates_is_nobodys() -> None:
    text = lines(
        "Mr. HOLM. Madam President, I suggest the absence of a quorum.",
        "The PRESIDING OFFICER. The clerk will call the roll.",
        "The senior assistant bill clerk proceeded to call the roll.",
        "Ms. VARGA. Madam President, I ask that the order be rescinded.",
        "There being no objection, the letter was ordered to be printed, as follows:",
        "Dear Friends: The boats are ready.",
        "Mr. HOLM. I yield the floor.",
        "The yeas and nays resulted—yeas 31, nays 19.",
        "The nomination was confirmed.",
    )
    assert heard(text) == [
        ("Holm", "Madam President, I suggest the absence of a quorum."),
        (None, "The clerk will call the roll."),
        ("Varga", "Madam President, I ask that the order be rescinded."),
        ("Holm", "I yield the floor."),
    ]


def test_narration_set_in_between_wrapped_lines_is_nobodys() -> None:
    text = (
        "  Mr. HOLM. Madam President, I ask that the Senate now proceed to the bill\n"
        "on piers, and that the clerk call the roll when the hour of noon is past.\n"
        "  The senior assistant bill clerk proceeded to call the roll, of which there\n"
        "was an end.\n"
        "  Ms. VARGA. Madam President, the hour of noon is past, and nobody is here.\n"
        "  The legislative clerk read the nomination of Ilo Tamm, of the Old Haven, to\n"
        "be a judge.\n"
    )
    assert heard(text, blocks=infer_blocks(text)) == [
        (
            "Holm",
            "Madam President, I ask that the Senate now proceed to the bill\n"
            "on piers, and that the clerk call the roll when the hour of noon is past.",
        ),
        ("Varga", "Madam President, the hour of noon is past, and nobody is here."),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Bram Okonkwo’s Nine Ferries is out in October.",
        "_Nine Ferries_ is published by the Harbour Press.",
        "Okonkwo lives in Dunmere and keeps bees.",
        "For further information, write to the harbour office.",
        "Media contact: Rosa Pell",
        "- Ends -\n\nThe harbour was built in 1911.",
    ],
)
def test_a_note_under_an_interview_is_nobodys(note: str) -> None:
    text = lines("Q: Do you like ferries?", "A: I like them.", "Q: All?", "A: Nine of them.", note)
    said = heard(text, "Interview with Bram Okonkwo")
    assert said is not None
    assert said[-1] == ("Bram Okonkwo", "Nine of them.")


def test_a_speaker_may_tell_of_another_before_the_end() -> None:
    text = lines("Q: Who?", "A: A friend.", "Elin Varga is my friend.", "Q: Thanks.", "A: Not at all.")
    said = heard(text, "Interview with Bram Okonkwo")
    assert said is not None
    assert said[1] == ("Bram Okonkwo", "A friend. | Elin Varga is my friend.")


@pytest.mark.parametrize("mark", ["● (1115)", "• (1125)", "▶ 11:40", "[812345]", "●(1115)"])
def test_times_and_numbers_of_a_record_are_cut_out(mark: str) -> None:
    text = lines(
        f"Elin Varga (Dunmere) (Lab): Will the pier be mended? {mark}",
        "Bram Okonkwo (Sud) (Con): It will.",
        mark,
        f"Elin Varga: In 1910 it was. {mark} It was well done.",
    )
    assert heard(text) == [
        ("Elin Varga", "Will the pier be mended?"),
        ("Bram Okonkwo", "It will."),
        ("Elin Varga", "In 1910 it was. | It was well done."),
    ]


@pytest.mark.parametrize("asked", ["Imre, thanks. Why?", "Why? And is Kovar Bay open?", "Why? Thank you, Imre."])
def test_the_title_gives_a_label_its_first_name(asked: str) -> None:
    text = lines("MR. KOVAR: Good morning.", f"Q  {asked}", "MR. KOVAR: It rains.")
    assert heard(text, "Daily Briefing by Deputy Spokesperson Imre Kovar") == [
        ("Imre Kovar", "Good morning."),
        ("?", asked),
        ("Imre Kovar", "It rains."),
    ]


def test_the_title_gives_no_first_name_where_another_speaks() -> None:
    text = lines("MR. HOLM: One.", "MS. HOLM: Two.", "MR. HOLM: Three.")
    assert heard(text, "Remarks by Quilla Holm") == [(None, "One."), (None, "Two."), (None, "Three.")]


@pytest.mark.parametrize("mark", ["◯", "○", "●", "■", "○ ", "● "])
def test_a_mark_before_a_name_and_a_gap_behind_it_make_a_label(mark: str) -> None:
    text = lines(
        f"{mark}Chairperson Noh Seo-ra  The sitting is open.",
        f"{mark}Member Gil Ha-jin  Is the quay safe?",
        f"{mark}Minister of Ports Ryu Min-a  It is.\nIt was mended.",
        f"{mark}Member Gil Ha-jin  Thank you.",
    )
    assert heard(text) == [
        ("Noh Seo-ra", "The sitting is open."),
        ("Gil Ha-jin", "Is the quay safe?"),
        ("Ryu Min-a", "It is.\nIt was mended."),
        ("Gil Ha-jin", "Thank you."),
    ]


def test_a_list_of_people_with_marks_is_no_record() -> None:
    assert heard(lines("○ Noh Seo-ra  Chairperson", "○ Gil Ha-jin  Member", "○ Ryu Min-a  Member")) is None


def test_a_speech_may_tell_of_what_its_title_names() -> None:
    text = lines(
        "THE PRESIDENT: Good morning.", "MS. HOLM: Hello.", "THE PRESIDENT: So.", "The Norhaven Pact has four parts."
    )
    said = heard(text, "Remarks by President Varga on the Norhaven Pact")
    assert said is not None
    assert said[-1][1] == "So. | The Norhaven Pact has four parts."


def headed(*parts: tuple[str, str]) -> Heard | None:
    """Who says what under headings."""
    text = lines(*(part for pair in parts for part in pair))
    blocks: list[Block] = []
    at = 0
    for name, words in parts:
        blocks.append(Block(at, at + len(name), BlockKind.HEADING))
        at += len(name) + 2
        blocks.append(Block(at, at + len(words), BlockKind.PARAGRAPH))
        at += len(words) + 2
    return heard(text, blocks=tuple(blocks))


def test_names_that_are_headings_above_speech_are_labels() -> None:
    assert headed(
        ("Deputy Seán Mac Oirc", "I ask the Minister for a pier."),
        ("Minister for Ports Una Ní Bhroin", "We have two piers."),
        ("Senator Ilse Quell", "And I have seen both."),
    ) == [
        ("Seán Mac Oirc", "I ask the Minister for a pier."),
        ("Una Ní Bhroin", "We have two piers."),
        ("Ilse Quell", "And I have seen both."),
    ]


def test_names_that_are_headings_in_a_collection_of_speeches_are_labels() -> None:
    text = lines(
        "Opening of the New Lock: Speeches",
        "Minister Ada Holm",
        "The lock cost forty million crowns. It is the largest in the north.",
        "Mayor Ilo Tamm",
        "The town waited for this day. Nothing is certain but water.",
        "Professor Greta Lindh, University of Norvale",
        "Locks change rivers, and rivers change towns.",
    )
    assert heard(text, blocks=infer_blocks(text)) == [
        ("Ada Holm", "The lock cost forty million crowns. It is the largest in the north."),
        ("Ilo Tamm", "The town waited for this day. Nothing is certain but water."),
        ("Greta Lindh", "Locks change rivers, and rivers change towns."),
    ]


def test_headings_above_words_about_their_bearers_are_none_even_of_speeches() -> None:
    text = lines(
        "Who gives the speeches",
        "Minister Ada Holm",
        "Since 2019 the minister has opened nine locks.",
        "Mayor Ilo Tamm",
        "A former pilot, and no friend of locks.",
        "Professor Greta Lindh",
        "Author of a book on rivers that won a prize.",
    )
    assert heard(text, blocks=infer_blocks(text)) is None


def test_names_that_are_headings_above_biographies_are_none() -> None:
    assert (
        headed(
            ("Senator Seán Mac Oirc", "Elected for Dunmere, and a farmer. Chairs the committee on piers."),
            ("Senator Una Ní Bhroin", "Born in Norhaven, where she keeps bees."),
            ("Senator Ilse Quell", "A member since the great herring. You can write to her."),
        )
        is None
    )


def test_names_that_are_headings_above_a_report_are_none() -> None:
    assert (
        headed(
            ("Senator Seán Mac Oirc", "“I asked for a pier,” he said on the quay."),
            ("Senator Una Ní Bhroin", "“We have two,” she told the crowd, and laughed."),
            ("Senator Ilse Quell", "“I have seen both,” she told them."),
        )
        is None
    )


@pytest.mark.parametrize(
    "label",
    [
        "Audience member",
        "Man in the third row",
        "Voice from the floor",
        "Local farmer",
        "Okonkwo's aide",
        "Second caller",
    ],
)
def test_a_described_voice_ends_the_turn_before_it(label: str) -> None:
    text = lines(
        "Femi Okonkwo: The wells are at a third.",
        "Ilse Quell: Microphones, please.",
        f"{label}: Will there be rationing?",
        "Femi Okonkwo: Not before June.",
        "Ilse Quell: Thank you.",
    )
    assert all("rationing" not in words for name, words in heard(text) or [] if name)


def test_a_cast_or_a_count_is_no_conversation() -> None:
    assert heard(lines("Ilse Quell: Bram Holm", "Femi Okonkwo: Ada Lind", "Ilse Quell: Pia Moss")) is None
    assert heard(lines("Ilse Quell: 1,812 votes", "Femi Okonkwo: 1,500 votes", "Ilse Quell: 12 seats")) is None


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Hon. Bram Ole arap Lund (Dunmere East, NDP)", "Bram Ole arap Lund"),
        ("Hon. Bram Tulo obir Lund (Dunmere East, NDP)", None),
        ("Hon. (Ms.) Rosa Lund (Dunmere East, NDP)", "Rosa Lund"),
        ("Hon. (Dr.) (Mrs.) Rosa Lund", "Rosa Lund"),
    ],
)
def test_a_name_with_small_words_or_two_titles_takes_no_turn_from_the_next(label: str, speaker: str | None) -> None:
    text = lines(
        "Hon. Femi Okonkwo (Norhaven, Lab): The wells are at a third.",
        f"{label}: Will there be rationing?",
        "Hon. Femi Okonkwo (Norhaven, Lab): Not before June.",
    )
    found = heard(text) or []
    assert [words for name, words in found if name == "Femi Okonkwo"] == [
        "The wells are at a third.",
        "Not before June.",
    ]
    assert [name for name, words in found if "rationing" in words] == ([speaker] if speaker else [])


@pytest.mark.parametrize("label", ["Voice", "A Voice", "Chief Two Rivers", "Members"])
def test_a_label_with_a_full_stop_that_is_nobodys_name_ends_the_turn(label: str) -> None:
    text = lines(
        "Mr. Okonkwo. The wells are at a third.",
        "Ms. Quell. Thank you.",
        f"{label}. Nobody asked the north.",
        "Mr. Okonkwo [continuing]. The rest is dry.",
        "Ms. Quell. [Off mic.] Does he yield?",
    )
    assert heard(text) == [
        ("Okonkwo", "The wells are at a third."),
        ("Quell", "Thank you."),
        ("Okonkwo", "The rest is dry."),
        ("Quell", "Does he yield?"),
    ]


@pytest.mark.parametrize("title", ["Chief", "Captain", "Sheriff", "Mayor", "Staff Sergeant"])
def test_ranks_and_town_offices_stand_before_a_name_in_a_label(title: str) -> None:
    text = lines(
        "Ms. Quell. What would it cost?",
        f"{title} Lund. Four hundred crowns.",
        "Ms. Quell. And a boat?",
        f"{title} Lund. Less than a house.",
    )
    assert [(name or "").split()[-1:] for name, _ in heard(text) or []] == [["Quell"], ["Lund"], ["Quell"], ["Lund"]]


def test_a_time_in_brackets_behind_a_voice_ends_the_turn_before_it() -> None:
    text = lines(
        "Ada Holm (00:04)\nWelcome back.",
        "Ilo Tamm (00:09)\nThe tide is out.",
        "Speaker 4 (00:58) That is the kettle.",
        "Ada Holm (01:03)\nA word from a friend.",
        "Announcer (01:05) Lund Insurance: the sea is deep.",
        "Ilo Tamm (01:31)\nWe are back.",
    )
    assert heard(text) == [
        ("Ada Holm", "Welcome back."),
        ("Ilo Tamm", "The tide is out."),
        (None, "That is the kettle."),
        ("Ada Holm", "A word from a friend."),
        (None, "Lund Insurance: the sea is deep."),
        ("Ilo Tamm", "We are back."),
    ]


@pytest.mark.parametrize("part", ["Panel III", "Episode 4", "Session 2", "Chapter One"])
def test_the_title_of_a_part_is_no_statement(part: str) -> None:
    text = lines(
        f"{part}: “Small Coasts, Long Winters”",
        "Ada Holm: Welcome to the hall.",
        "Ilo Tamm: We have grain for a year.",
        "Ada Holm: And oil?",
        "Ilo Tamm: None.",
    )
    assert all("Winters" not in words for _, words in heard(text) or [])


@pytest.mark.parametrize(
    "below",
    [
        "The electronic version of this record is for information only. Ask the clerk for a sealed one.",
        "Produced by Rosa Pell. Transcribed by a machine.",
        "Transcribed automatically; there may be faults.",
        "Last updated: 3 May 2026 - Legal notice",
        "Written Statements (Rule 12)",
        "[The prepared statement of Ms. Quell\nis kept in the cellar.]",
        "Paid for by the Friends of the Pier, Rosa Pell, Treasurer",
    ],
)
def test_what_stands_below_the_last_turn_is_nobodys(below: str) -> None:
    text = lines("Ada Holm: Who pays?", "Ilo Tamm: Nobody yet.", "Ada Holm: So be it.", below)
    assert (heard(text, blocks=infer_blocks(text)) or [])[-1] == ("Ada Holm", "So be it.")


def test_a_letter_put_in_the_record_is_not_the_words_of_who_put_it_there() -> None:
    text = lines(
        "  Ms. HOLM. Madam Speaker, I rise for the pilots. I include in the Record the following letter:",
        "Pilots of Norhaven,\nNorhaven, May 3, 2026.",
        "Dear Minister Holm: We write about the lamps. We can see nothing.",
        "Sincerely,\nBram Lund.",
        "  Mr. TAMM of Estmar. Madam Speaker, I thank her.",
        "  Ms. HOLM. I yield back.",
    )
    assert all("lamps" not in words for _, words in heard(text) or [])


def test_a_row_of_dots_is_nobodys_words() -> None:
    text = lines(
        "President:   Mr. Lund . . . . . . . . . (Norvale)",
        "The President: The meeting is open.",
        "Ms. Varga (Estmar): We thank you.",
        "The President: The meeting is closed.",
    )
    assert all(". . ." not in words for _, words in heard(text) or [])


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
    assert heard(NUMBERED, blocks=infer_blocks(NUMBERED)) == [
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
    found = heard(text, blocks=infer_blocks(text)) or []
    assert [(name, words) for name, words in found if not words.startswith("You may")] == [
        ("Tamm", "What did you see at the pier?"),
        ("Ada Holm", "A man and a boat."),
        ("Lund", "Whose boat was it, madam?"),
        ("Ada Holm", "His own."),
        (None, "And the oars?"),
        ("Tamm", "Was it dark?"),
        ("Bram Quell", "As the sea."),
    ]


def test_a_parliaments_web_page_is_a_record_whatever_lines_of_its_own_it_has() -> None:
    share = "Share this contribution"
    text = (
        "Harbour Lamps: Winter Hours\nVolume 12: debated on Tuesday 4 May 2026\n\n"
        f"Rosa Holm\n(Dunmere) (Lab)\n{share}\n1. What steps she is taking to light the lamps.\n\n"
        f"The Secretary of State for Lamps\n(Pia Lund)\n{share}\nI thank my hon. Friend. They burn from May.\n\n"
        f"Rosa Holm\n{share}\nI am grateful for that answer.\n\n"
        f"Mr Speaker\n{share}\nI call the shadow Secretary of State.\n\n"
        f"Sir Bram Quell\n(West Dunmere) (Con)\n{share}\nShe promised nine lamps. Which is it?\n\n"
        f"Pia Lund\n{share}\nIt is five.\n\nColumn 41is located here\n\n"
        f"Mr Speaker\n{share}\nWe will move on."
    )
    found = [(name, words) for name, words in heard(text, blocks=infer_blocks(text)) or []]
    assert [name for name, _ in found] == ["Rosa Holm", "Pia Lund", "Rosa Holm", None, "Bram Quell", "Pia Lund", None]
    assert all("Share" not in words and "Column" not in words for _, words in found)


def test_a_korean_name_behind_a_circle_ends_a_label_without_its_gap() -> None:
    text = lines(
        "○ Committee Chair Noh Jin-pyo The committee is in session.",
        "○ Minister of Ports Seo Min-jae I apologize for the pier.",
        "○ Han So-ra Minister, did you know?",
        "○ Minister of Ports Seo Min-jae “Not at all” is my answer.",
    )
    assert heard(text) == [
        ("Noh Jin-pyo", "The committee is in session."),
        ("Seo Min-jae", "I apologize for the pier."),
        ("Han So-ra", "Minister, did you know?"),
        ("Seo Min-jae", "“Not at all” is my answer."),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "1\n",
        "Page 7\n",
        "1   A. sworn\n",
        "ADA HOLM, sworn\n",
        "○ Ada Holm Lund ",
        "Ada (00:58) ",
        "Hon. (Ms.) ",
        "x: ",
    ],
)
def test_hostile_records_take_little_time(piece: str) -> None:
    text = "MS. HOLM: The following letter:\n\nMR. TAMM: No.\n\n" + piece * (60_000 // len(piece))
    started = time.process_time()
    heard(text)
    assert time.process_time() - started < 5
