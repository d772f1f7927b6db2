"""Layouts of records: what ends a turn, labels that explain one another, narration on the line of what was said."""

from __future__ import annotations

import time

import pytest

from index.attribution.coreference import Coreference
from index.attribution.turn_speakers import transcript_statements
from index.text.blocks import infer_blocks
from tests.index.attribution.turns import Heard, heard, lines

LAYOUTS: dict[str, tuple[str, Heard]] = {
    "applause on a line of its own": (
        lines(
            "President. – The next item is the pier.",
            "Ada Holm (Renew). – (DE) Mr President, the pier is a disgrace.",
            "(Applause)",
            "We have waited for it for six years.",
            "(The President cut off the speaker)",
            "The sitting goes on tomorrow.",
        ),
        [
            (None, "The next item is the pier."),
            ("Ada Holm", "Mr President, the pier is a disgrace. | We have waited for it for six years."),
        ],
    ),
    "titles shortened with a full stop among labels in capitals": (
        lines(
            "Comm. A. Holm: I move that we table the ordinance.",
            "Supt. I. Tamm: I second that, for nobody has looked at the drain.",
            "MAYOR O. QUELL: All in favour? The motion carries.",
            "VICE MAYOR REIM. I walked it yesterday, and it is in poor shape.",
        ),
        [
            ("A. Holm", "I move that we table the ordinance."),
            ("I. Tamm", "I second that, for nobody has looked at the drain."),
            ("O. Quell", "All in favour? The motion carries."),
            ("Vice Mayor Reim", "I walked it yesterday, and it is in poor shape."),
        ],
    ),
    "somebody who chairs for the time being, and a town's attorney": (
        lines(
            "MAYOR PRO TEM HOLM. I call us to order.",
            "COMM. TAMM. I would like item six pulled.",
            "MAYOR PRO TEM HOLM. Does the attorney object?",
            "CITY ATTORNEY QUELL. No objection, Mayor.",
            "COMM. TAMM. Then it is pulled.",
            "MR. REIM. It was always a parking lot.",
        ),
        [
            ("Mayor Holm", "I call us to order."),
            ("Tamm", "I would like item six pulled."),
            ("Mayor Holm", "Does the attorney object?"),
            ("City Attorney Quell", "No objection, Mayor."),
            ("Tamm", "Then it is pulled."),
            ("Reim", "It was always a parking lot."),
        ],
    ),
    "a spokeswoman whose name ends as a heading's word does": (
        lines(
            "Harbour Times: Is the wharf open?",
            "Tian Liping: The wharf is open to everyone.",
            "Coast News: And the pier?",
            "Tian Liping: I have nothing on the pier.",
            "Harbour Times: Will the talks go on?",
            "Tian Liping: They go on as planned.",
        ),
        [
            ("Tian Liping", "The wharf is open to everyone."),
            ("Tian Liping", "I have nothing on the pier."),
            ("Tian Liping", "They go on as planned."),
        ],
    ),
    "a member in small letters among members in capitals": (
        lines(
            "Rt Hon ILO TAMM (Minister of Ports): The wharf opens in June.",
            "Hon Annis Holm: In which year?",
            "Rt Hon ILO TAMM: This year.",
            "Owen Quell: Who pays?",
            "Rt Hon ILO TAMM: The member’s own bank.",
        ),
        [
            ("Ilo Tamm", "The wharf opens in June."),
            ("Annis Holm", "In which year?"),
            ("Ilo Tamm", "This year."),
            ("Owen Quell", "Who pays?"),
            ("Ilo Tamm", "The member’s own bank."),
        ],
    ),
    "a host whose full name stands once": (
        lines(
            "JOAN ARVEN, HOST: A storm like no other.",
            "(BEGIN VIDEO CLIP)",
            "GOV. PIKE HOLM (D-NV): We asked for help on Tuesday.",
            "(END VIDEO CLIP)",
            "ARVEN (voice-over): The roof came off at dawn.",
            "UNIDENTIFIED FEMALE: I held on to the sink.",
            "ARVEN: And the schools?",
            "HOLM: Closed until Monday.",
        ),
        [
            ("Joan Arven", "A storm like no other."),
            ("Pike Holm", "We asked for help on Tuesday."),
            ("Joan Arven", "The roof came off at dawn."),
            (None, "I held on to the sink."),
            ("Joan Arven", "And the schools?"),
            ("Pike Holm", "Closed until Monday."),
        ],
    ),
    "initials after full names": (
        lines(
            "Mette Dahlstrand: Why wood?",
            "Halvar Renk: Because wood forgives.",
            "MD: And who buys the boats?",
            "HR: People who can wait.",
        ),
        [
            ("Mette Dahlstrand", "Why wood?"),
            ("Halvar Renk", "Because wood forgives."),
            ("Mette Dahlstrand", "And who buys the boats?"),
            ("Halvar Renk", "People who can wait."),
        ],
    ),
    "names with offices after dashes, listed above": (
        lines(
            "Company Participants",
            "Pia Hegren - Investor Relations",
            "Ulrik Manser - Chief Executive Officer",
            "Operator",
            "Good day, and welcome to the call.",
            "Pia Hegren",
            "Thank you. With me is Ulrik Manser.",
            "Ulrik Manser",
            "It was a record quarter, and we carried two million people.",
            "Operator",
            "You may now disconnect.",
        ),
        [
            (None, "Good day, and welcome to the call."),
            ("Pia Hegren", "Thank you. With me is Ulrik Manser."),
            ("Ulrik Manser", "It was a record quarter, and we carried two million people."),
            (None, "You may now disconnect."),
        ],
    ),
    "offices between dashes and a colon": (
        lines(
            "Operator: The first question is from Rosa Arven.",
            "Rosa Arven -- Holm Capital -- Analyst: Will there be a second charge?",
            "Gudrun Falk -- Chief Executive Officer: I don't expect one.",
            "Rosa Arven -- Holm Capital -- Analyst: Thank you.",
        ),
        [
            (None, "The first question is from Rosa Arven."),
            ("Rosa Arven", "Will there be a second charge?"),
            ("Gudrun Falk", "I don't expect one."),
            ("Rosa Arven", "Thank you."),
        ],
    ),
    "place and party below the name": (
        lines(
            "Owen Tamm\n(Northbay) (Lab)\nWill he mend the trains to Northbay before the winter?",
            "The Minister of State, Department for Ports\n(Sir Karl Holm)\nThe trains will be mended, as I have said.",
            "Owen Tamm\nThat was promised last year.",
            "Esther Quaye\n\n(Brackwater West) (Con)\n\nThe whole line needs new track.",
        ),
        [
            ("Owen Tamm", "Will he mend the trains to Northbay before the winter?"),
            ("Karl Holm", "The trains will be mended, as I have said."),
            ("Owen Tamm", "That was promised last year."),
            ("Esther Quaye", "The whole line needs new track."),
        ],
    ),
    "an office of any wording behind a circle": (
        lines(
            "○Chairperson Kwak Do-hun  I declare the meeting open.",
            "○Chief Expert Adviser Noh Jin-pyo  The bill has eleven articles.",
            "○The person sworn in yesterday  I have nothing to add.",
            "○Chairperson Kwak Do-hun  The meeting is closed.",
        ),
        [
            ("Kwak Do-hun", "I declare the meeting open."),
            ("Noh Jin-pyo", "The bill has eleven articles."),
            ("Kwak Do-hun", "The meeting is closed."),
        ],
    ),
    "a star before a label": (
        lines("SEN. ADA HOLM (D-NV): Order.", "[*]TAMM: I yield.", "HOLM: Thank you.", "MR. ILO TAMM: I yield back."),
        [
            ("Ada Holm", "Order."),
            ("Ilo Tamm", "I yield."),
            ("Ada Holm", "Thank you."),
            ("Ilo Tamm", "I yield back."),
        ],
    ),
    "another label and narration on the line of a speech": (
        "  Mr. HOLM. Mr. Speaker, I yield to the gentlewoman. The SPEAKER pro tempore. Without objection, so ordered.\n"
        "  Ms. TARN. The mine is closed, and it will stay closed. The SPEAKER pro tempore. The time has expired. "
        "Mr. HOLM. I yield her another minute. I ask for the vote.\n"
        "  Ms. TARN. A minute will do. The clerk read the title of the bill.\n"
        "  Mr. STONE addressed the Chair.\n"
        "  Mr. HOLM. The bill was passed in 1911. We lost it in the fire. The motion was agreed to.\n",
        [
            ("Holm", "Mr. Speaker, I yield to the gentlewoman."),
            (None, "Without objection, so ordered."),
            ("Tarn", "The mine is closed, and it will stay closed."),
            (None, "The time has expired."),
            ("Holm", "I yield her another minute. I ask for the vote."),
            ("Tarn", "A minute will do."),
            ("Holm", "The bill was passed in 1911. We lost it in the fire."),
        ],
    ),
    "a witness whose middle name stands in full once": (
        "DEPOSITION OF HAROLD J. QUENBY\n\n"
        "HAROLD J. QUENBY,\nhaving been first duly sworn, was examined and testified as follows:\n\n"
        "BY MS. HOLM:\nQ.   Please state your name.\nA.   Harold James Quenby.\nQ.   Where were you?\nA.   Below.\n",
        [
            ("Holm", "Please state your name."),
            ("Harold James Quenby", "Harold James Quenby."),
            ("Holm", "Where were you?"),
            ("Harold James Quenby", "Below."),
        ],
    ),
    "a parliament of many languages": (
        lines(
            "Der Präsident. – Als nächster Punkt folgt die Aussprache.",
            "Kaja Metsala, Vice-President of the Commission / High Representative. – Mr President, we have a plan.",
            "Anders Vik, im Namen der PPE-Fraktion. – Herr Präsident, elf Punkte sind zu viel.",
            "Tom Van den Holm (ID), blauwekaartvraag. – Mevrouw, wie betaalt dat?",
        ),
        [
            (None, "Als nächster Punkt folgt die Aussprache."),
            ("Kaja Metsala", "Mr President, we have a plan."),
            ("Anders Vik", "Herr Präsident, elf Punkte sind zu viel."),
            ("Tom Van den Holm", "Mevrouw, wie betaalt dat?"),
        ],
    ),
    "what is behind a delegate's country": (
        lines(
            "Mr. Bendja (Algara): My delegation voted in favour.",
            "Mr. Hollis (Estmar), speaking on behalf of the elected members: We did so together.",
            "Ms. Varga (Norvale), whose microphone was off at first: So did we.",
            "Mr. Bendja (Algara): Then all did.",
        ),
        [
            ("Bendja", "My delegation voted in favour."),
            ("Hollis", "We did so together."),
            ("Bendja", "Then all did."),
        ],
    ),
    "members of a state parliament whose surnames are in capitals": (
        lines(
            "Dario LENNARD (Portsea) (12:01): Why was the port sold on a Sunday?",
            "Members interjecting.",
            "The SPEAKER: Order!",
            "Ada MORROW (Harrow – Premier) (12:02): It was sold when the bids were in.",
            "Sam Holm: On a point of order, Speaker.",
            "Ilo Tamm nodded assent.",
            "Ada MORROW: I am happy to go on.",
        ),
        [
            ("Dario Lennard", "Why was the port sold on a Sunday?"),
            (None, "Order!"),
            ("Ada Morrow", "It was sold when the bids were in."),
            ("Sam Holm", "On a point of order, Speaker."),
            ("Ada Morrow", "I am happy to go on."),
        ],
    ),
    "a second title in brackets": (
        lines(
            "HON. CHAIRPERSON: Please sit down.",
            "DR. (SHRIMATI) KAVERI BISWAS (BARANPUR): He has never been here!",
            "SHRI ANANT RAO (SITAPUR): I am here.",
        ),
        [(None, "Please sit down."), ("Kaveri Biswas", "He has never been here!"), ("Anant Rao", "I am here.")],
    ),
    "a time between two paragraphs of a congressman": (
        "  Mr. BURGESSON. I thank the gentleman.\n  I rowed for nine years.\n\n"
        "                              {time}  1230\n\n  And I was never paid.\n"
        "  The SPEAKER pro tempore (Mr. Marr). The time has expired.\n",
        [
            ("Burgesson", "I thank the gentleman. | I rowed for nine years. | And I was never paid."),
            ("Marr", "The time has expired."),
        ],
    ),
    "an interview on the record of a committee": (
        lines(
            "Ms. Rivers. We can go on the record.",
            "Mr. Donnegan. Ralph Donnegan.",
            "Ms. Rivers. Thank you. I'm chief counsel.",
            "BY MS. RIVERS:",
            "Q What do you do for a living?",
            "Mr. Abbate. Can we take a break?",
            "Ms. Rivers. Sure.",
        ),
        [
            ("Rivers", "We can go on the record."),
            ("Ralph Donnegan", "Ralph Donnegan."),
            ("Rivers", "Thank you. I'm chief counsel."),
            ("Rivers", "What do you do for a living?"),
            ("Abbate", "Can we take a break?"),
            ("Rivers", "Sure."),
        ],
    ),
    "names and firms alone on their lines, listed below": (
        lines(
            "Operator",
            "Greetings, and welcome to the call.",
            "Bob Kettering -- President and Chief Executive Officer",
            "We sold more wood than ever.",
            "Ken Zener-Holm -- Holm Capital -- Analyst",
            "Good morning, everybody. How is the weather?",
            "Bob Kettering -- President and Chief Executive Officer",
            "It is good for trees.",
            "Call participants:",
            "Bob Kettering -- President and Chief Executive Officer",
            "Ken Zener-Holm -- Holm Capital -- Analyst",
            "More analysis of wood is on our pages.",
        ),
        [
            (None, "Greetings, and welcome to the call."),
            ("Bob Kettering", "We sold more wood than ever."),
            ("Ken Zener-Holm", "Good morning, everybody. How is the weather?"),
            ("Bob Kettering", "It is good for trees."),
        ],
    ),
    "first names alone": (
        lines(
            "Nils: With me today is Professor Hanna Torgersen.",
            "Hanna: Hi.",
            "Nils: You dive under the ice. Why?",
            "Hanna: Because it is quiet.",
        ),
        [
            ("Nils", "With me today is Professor Hanna Torgersen."),
            ("Hanna Torgersen", "Hi."),
            ("Nils", "You dive under the ice. Why?"),
            ("Hanna Torgersen", "Because it is quiet."),
        ],
    ),
    "times on lines of their own": (
        "(00:00):\nTim Farrow:\nIs the sea a library?\n\n(00:09):\nOona Brandt:\nMost of it is unread.\n\n"
        "(00:12):\nTim Farrow:\nHave you read any?\n\n(00:15):\nOona Brandt:\nA page.\n",
        [
            ("Tim Farrow", "Is the sea a library?"),
            ("Oona Brandt", "Most of it is unread."),
            ("Tim Farrow", "Have you read any?"),
            ("Oona Brandt", "A page."),
        ],
    ),
    "questions sent in": (
        lines(
            "**Question from Peder, Northbay:** When will the pool open?",
            "**Ida Lunde:** In June.",
            "**Question from an anonymous reader:** Will it be warm?",
            "**Ida Lunde:** It will.",
        ),
        [
            ("?", "When will the pool open?"),
            ("Ida Lunde", "In June."),
            ("?", "Will it be warm?"),
            ("Ida Lunde", "It will."),
        ],
    ),
    "ranks without vowels, and a slip of the pen": (
        lines(
            "MS. ADA HOLM: I am Ada Holm.",
            "RDML. TAMM: We sail at noon.",
            "QMS. HOLM: At one.",
            "RDML. TAMM: At noon.",
        ),
        [
            ("Ada Holm", "I am Ada Holm."),
            ("Tamm", "We sail at noon."),
            ("Ada Holm", "At one."),
            ("Tamm", "At noon."),
        ],
    ),
    "a central bank's names in capitals with full stops": (
        lines(
            "CHAIR HOLM.  My colleagues and I stay at four per cent.",
            "ROSA SMYTHE.  Let's go to Nick.",
            "NICK TAMIROS.  Did anybody dissent?",
            "CHAIR HOLM.  No one did.",
            "NICK TAMIROS.  Will they in May?",
        ),
        [
            ("Chair Holm", "My colleagues and I stay at four per cent."),
            ("Rosa Smythe", "Let's go to Nick."),
            ("Nick Tamiros", "Did anybody dissent?"),
            ("Chair Holm", "No one did."),
            ("Nick Tamiros", "Will they in May?"),
        ],
    ),
    "numbered questions of a committee": (
        lines(
            "Q1                Chair: Was the ship safe?",
            "Captain Brill: It was safe when it left the yard.",
            "Q2                Gavin Newholm: Dr Sand, is that so?",
            "Dr Sand: I have read the logs, and no.",
            "Chair: Thank you.",
        ),
        [
            (None, "Was the ship safe?"),
            ("Captain Brill", "It was safe when it left the yard."),
            ("Gavin Newholm", "Dr Sand, is that so?"),
            ("Dr Sand", "I have read the logs, and no."),
            (None, "Thank you."),
        ],
    ),
    "seats behind names alone on their lines": (
        lines(
            "Owain Prydderch MS",
            "I thank the Member for that question.",
            "Rhys Talog MS",
            "When will the train run, First Minister?",
            "Owain Prydderch MS",
            "When there are rails.",
        ),
        [
            ("Owain Prydderch", "I thank the Member for that question."),
            ("Rhys Talog", "When will the train run, First Minister?"),
            ("Owain Prydderch", "When there are rails."),
        ],
    ),
    "a paper in capitals and whom it asks": (
        lines(
            "SEEBLATT: Why did you become a minister?",
            "Holm: Because I get seasick.",
            "SEEBLATT: Is that a joke, Ms. Holm?",
            "Holm: It isn't.",
            "Ada Holm, 61, has been minister of ports since 2019.",
        ),
        [
            ("?", "Why did you become a minister?"),
            ("Ada Holm", "Because I get seasick."),
            ("?", "Is that a joke, Ms. Holm?"),
            ("Ada Holm", "It isn't."),
        ],
    ),
    "a paper in small letters and whom it asks, with another one below": (
        lines(
            "Benno Holm, 41, has coached Portsea United since 2023.",
            "Gazette: Do you two talk before a derby?",
            "Holm: On Sunday. Before that our mother forbids it.",
            "Gazette: Will you be here next season?",
            "Holm: I've signed until 2027.",
            "Jens Quell, reached by telephone, said only that he talks too much.",
        ),
        [
            ("?", "Do you two talk before a derby?"),
            ("Benno Holm", "On Sunday. Before that our mother forbids it."),
            ("?", "Will you be here next season?"),
            ("Benno Holm", "I've signed until 2027."),
        ],
    ),
    "a body's secretary general": (
        lines(
            "Rosa Lund (NATO Spokesperson): The Secretary General will start.",
            "NATO Secretary General Ilo Storholm: We have just ended a good meeting.",
            "Rosa Lund: We have time for questions.",
            "Question: When?",
        ),
        [
            ("Rosa Lund", "The Secretary General will start."),
            ("Ilo Storholm", "We have just ended a good meeting."),
            ("Rosa Lund", "We have time for questions."),
            ("?", "When?"),
        ],
    ),
    "a town's offices": (
        lines(
            "MAYOR HOLM: Item four.",
            "CITY ATTORNEY BLOOM: Come to the microphone.",
            "COUNCILMEMBER DIAZ-REED: Second.",
            "MS. PAULINE ABERNATHY: I cannot sleep for the trucks.",
        ),
        [
            ("Mayor Holm", "Item four."),
            ("City Attorney Bloom", "Come to the microphone."),
            ("Councilmember Diaz-Reed", "Second."),
            ("Pauline Abernathy", "I cannot sleep for the trucks."),
        ],
    ),
    "answers in numbered lines": (
        "1   DEPOSITION OF ANNA FROST\n2\n3   MR. PELL: Ilo Pell for the plaintiff.\n4   BY MR. PELL:\n"
        "5   Q How long have you practiced?\n6   A Twenty-two years.\n7   Q And before?\n8   A I taught.\n",
        [
            ("Ilo Pell", "Ilo Pell for the plaintiff."),
            ("Ilo Pell", "How long have you practiced?"),
            ("Anna Frost", "Twenty-two years."),
            ("Ilo Pell", "And before?"),
            ("Anna Frost", "I taught."),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_each_turn_of_a_layout_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


def test_a_shouted_body_in_speech_begins_no_turn() -> None:
    text = lines("MS. HOLM: Who did it? The FBI. Who else? The NAVY. They said so.", "Q When?", "MS. HOLM: In May.")
    found = heard(text)
    assert found is not None
    assert found[0] == ("Holm", "Who did it? The FBI. Who else? The NAVY. They said so.")


def test_descriptions_and_results_behind_names_are_no_turns() -> None:
    described = lines(
        "The inquiry opened on Monday.",
        "Captain Ross Imlach: master of the ship since 2011.",
        "Lady Halverson: chair, a former judge.",
        "“I did not see the doors,” Mr. Imlach said.",
    )
    timed = lines(
        "Ada Holm: 12.4 seconds, a record.", "Ilo Tamm: 12.9 seconds.", "Ada Holm: 40 seconds.", "Ends there."
    )
    assert heard(described) is None
    assert heard(timed) is None


def test_a_hyphen_behind_an_abbreviation_ends_no_label() -> None:
    text = lines(
        "Separately, N.E.-led talks went on.", "Lindesund-based Holm, the N.E.-based maker, grew.", "Both failed."
    )
    assert heard(text) is None
    told = lines(
        "Ada Holm, who has lived for years in the U.N. — and liked it — is back.",
        "Historically, it came from the U.N. — as ice.",
    )
    assert heard(told) is None


def test_an_office_with_a_body_in_capitals_begins_no_turn_in_a_speech() -> None:
    text = lines(
        "PRESIDENT HOLM: Thank you all. The Secretary of Ports Varga. The USPA Administrator, Tamm. And our friends.",
        "The USPA Director, Quell. And the rest of you.",
        "Q When do you sail?",
        "PRESIDENT HOLM: At noon.",
    )
    assert {speaker for speaker, _ in heard(text) or []} == {"President Holm", "?"}


def test_a_point_of_a_speech_is_no_member_in_small_letters() -> None:
    text = lines(
        "Rt Hon ILO TAMM: There are two goals, and I will name them.",
        "First Goal: dredge the channel before the winter.",
        "Hon Annis Holm: Is that all?",
        "Rt Hon ILO TAMM: It is.",
    )
    found = heard(text)
    assert found is not None
    assert {speaker for speaker, _ in found} == {"Ilo Tamm", "Annis Holm"}


NOON = "The following is a near-verbatim transcript of today’s noon briefing by {}."


@pytest.mark.parametrize(
    ("by", "label", "who"),
    [
        ("Halvar Renk, Spokesperson for the Secretary-General", "Spokesman", "Halvar Renk"),
        ("Pilar Osei, Deputy Spokesperson for the Commission", "Deputy Spokesperson", "Pilar Osei"),
        ("Pilar Osei, Deputy Spokesperson for the Commission", "Spokesperson", "Pilar Osei"),
        ("Halvar Renk, Spokesperson for the Secretary-General", "Deputy Spokesman", "the Deputy Spokesman"),
        ("Halvar Renk, Spokesperson for the Secretary-General", "Secretary-General", "the Secretary-General"),
        ("Halvar Renk, Spokesperson, and Minister Ada Holm", "Spokesperson", "the Spokesperson"),
    ],
)
def test_the_first_sentence_tells_who_holds_a_briefing(by: str, label: str, who: str) -> None:
    text = lines(NOON.format(by), "Question: Did they vote?", f"{label}: They did. I was there.", "Question: When?")
    assert [speaker for speaker, words in heard(text) or [] if words.startswith("They")] == [who]


def test_what_stands_above_the_questions_is_the_briefers() -> None:
    text = lines(
        NOON.format("Halvar Renk, Spokesperson for the Secretary-General"),
        "Good afternoon. The Secretary-General is in Estmar today.",
        "**Kandor",
        "Two trucks got through.",
        "Question: Only two?",
        "Spokesman: As I said.",
        "Question: And tomorrow?",
        "Spokesman: I hope for more.",
    )
    assert heard(text) == [
        ("Halvar Renk", "Good afternoon. The Secretary-General is in Estmar today. | Two trucks got through."),
        ("?", "Only two?"),
        ("Halvar Renk", "As I said."),
        ("?", "And tomorrow?"),
        ("Halvar Renk", "I hope for more."),
    ]


def test_who_asks_may_stand_behind_the_letter() -> None:
    text = lines("Q: Why?", "A: It is old.", "Q (Mr. Tamm): Who pays?", "A: The town.")
    assert heard(text, "Q&A with Mayor Ada Holm") == [
        ("?", "Why?"),
        ("Ada Holm", "It is old."),
        ("?", "Who pays?"),
        ("Ada Holm", "The town."),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "Mr. HOLM. I rise. " + "The clerk read " * 8000,
        "Mr. HOLM. " + "The SPEAKER pro tempore " * 5000,
        "Owen Tamm\n" + "(Northbay) " * 10000,
        "○Chairperson " + "Kwak Do-" * 12000 + "  I declare it open.",
        "A. Holm -- " * 10000,
        "Ada Holm: Yes.\n\n" + "AH: No.\n\n" * 10000,
    ],
)
def test_hostile_records_are_read_in_time(hostile: str) -> None:
    begun = time.process_time()
    blocks = infer_blocks(hostile)
    transcript_statements(hostile, None, blocks, Coreference("", None))
    assert time.process_time() - begun < 15
