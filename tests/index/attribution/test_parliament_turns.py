"""Turns of parliaments and councils go to who speaks, and to nobody where no label tells."""

from __future__ import annotations

import pytest

from tests.index.attribution.turns import Heard, heard, lines

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
    "peers and bishops": (
        lines(
            "Lord Ashby (Con): My Lords, the boats have gone, and the men have gone after them.",
            "The Lord Bishop of Marrick: My Lords, I speak for the fishermen of my diocese.",
            "The Earl of Tavener (CB): My Lords, I declare an interest as the owner of a small boat.",
            "The Parliamentary Under-Secretary of State, Department for Ports (Lord Ennis): The plan comes in May.",
            "The Archbishop of Corve: My Lords, we have prayed for rain, and been given it.",
        ),
        [
            ("Ashby", "My Lords, the boats have gone, and the men have gone after them."),
            ("Bishop of Marrick", "My Lords, I speak for the fishermen of my diocese."),
            ("Earl of Tavener", "My Lords, I declare an interest as the owner of a small boat."),
            ("Ennis", "The plan comes in May."),
            ("Archbishop of Corve", "My Lords, we have prayed for rain, and been given it."),
        ],
    ),
    "voices whose brackets name them": (
        lines(
            "MODERATOR (ADA HOLM): Good evening. We begin with the pier.",
            "SPEAKER 1 (OTTO REIM): I would walk on it tonight.",
            "MODERATOR: And on the second pier?",
            "SPEAKER 1: That one I would not walk on.",
            "SPEAKER 2: Nor would I.",
        ),
        [
            ("Ada Holm", "Good evening. We begin with the pier."),
            ("Otto Reim", "I would walk on it tonight."),
            ("Ada Holm", "And on the second pier?"),
            ("Otto Reim", "That one I would not walk on."),
            (None, "Nor would I."),
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


@pytest.mark.parametrize(("text", "expected"), RECORDS.values(), ids=RECORDS.keys())
def test_each_turn_of_a_parliament_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


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
        ("Ryu Min-a", "It is. | It was mended."),
        ("Gil Ha-jin", "Thank you."),
    ]


def test_a_list_of_people_with_marks_is_no_record() -> None:
    assert heard(lines("○ Noh Seo-ra  Chairperson", "○ Gil Ha-jin  Member", "○ Ryu Min-a  Member")) is None


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
    found = [(name, words) for name, words in heard(text) or []]
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


def test_a_spanish_title_has_its_article() -> None:
    text = lines(
        "EL SEÑOR PRESIDENTE.- The session is open.",
        "LA SEÑORA MUÑEZ ÁVILA.- The silver has left the mine.",
        "EL SEÑOR TAMM.- It will arrive.",
        "LA SEÑORA MUÑEZ ÁVILA.- In which year?",
    )
    assert heard(text) == [
        (None, "The session is open."),
        ("Muñez Ávila", "The silver has left the mine."),
        ("Tamm", "It will arrive."),
        ("Muñez Ávila", "In which year?"),
    ]


def test_offices_below_names_on_lines_of_their_own_are_no_speakers() -> None:
    text = lines(
        "Ada Holm MS",
        "I ask when the lamps will be lit.",
        "Ilo Tamm MS",
        "Minister for Ports",
        "They will be lit when the cable comes.",
        "Ada Holm MS",
        "On which ship is it?",
        "Ilo Tamm MS",
        "Minister for Ports",
        "I will find the name.",
    )
    assert [name for name, _ in heard(text) or []] == ["Ada Holm", "Ilo Tamm", "Ada Holm", "Ilo Tamm"]


def test_members_behind_a_circle_and_ambassadors_in_short_are_named() -> None:
    text = lines(
        "○ CHAIRMAN YOO DAL-SU: We begin.",
        "○ MEMBER BAEK HYE-RIM: Was a letter sent?",
        "○ CHAIRMAN YOO DAL-SU: It was.",
        "○ MEMBER BAEK HYE-RIM: By whom?",
    )
    assert heard(text) == [
        ("Yoo Dal-su", "We begin."),
        ("Baek Hye-rim", "Was a letter sent?"),
        ("Yoo Dal-su", "It was."),
        ("Baek Hye-rim", "By whom?"),
    ]
    text = lines("MS. HOLM: Is it shut?", "AMB. DELMAR: It never was.", "MS. HOLM: Good.", "AMB. DELMAR: Indeed.")
    assert [name for name, _ in heard(text, "Panel with Ambassador Farouk Delmar") or []] == [
        "Holm",
        "Farouk Delmar",
        "Holm",
        "Farouk Delmar",
    ]
