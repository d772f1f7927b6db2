"""Turns of briefings and speeches go to who answers, whom the title may name."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.turns import Heard, heard, lines

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
    "a long opening before the questions": (
        lines(
            "MODERATOR: Thanks for joining.",
            "SENIOR ADMINISTRATION OFFICIAL: Good morning.",
            *(f"We will sail to harbour number {number}." for number in range(1, 31)),
            "Q    Who pays?",
            "SENIOR ADMINISTRATION OFFICIAL: The fund.",
            "Q    And who steers?",
            "SENIOR ADMINISTRATION OFFICIAL: The pilot.",
            "Q    And in winter?",
            "SENIOR ADMINISTRATION OFFICIAL: The same.",
        ),
        [
            (None, "Thanks for joining."),
            (
                "Senior Administration Official",
                " | ".join(
                    ["Good morning.", *(f"We will sail to harbour number {number}." for number in range(1, 31))]
                ),
            ),
            ("?", "Who pays?"),
            ("Senior Administration Official", "The fund."),
            ("?", "And who steers?"),
            ("Senior Administration Official", "The pilot."),
            ("?", "And in winter?"),
            ("Senior Administration Official", "The same."),
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


@pytest.mark.parametrize(("text", "expected"), BRIEFINGS.values(), ids=BRIEFINGS.keys())
def test_each_turn_of_a_briefing_is_its_speakers(text: str, expected: Heard) -> None:
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


def test_a_speech_may_tell_of_what_its_title_names() -> None:
    text = lines(
        "THE PRESIDENT: Good morning.", "MS. HOLM: Hello.", "THE PRESIDENT: So.", "The Norhaven Pact has four parts."
    )
    said = heard(text, "Remarks by President Varga on the Norhaven Pact")
    assert said is not None
    assert said[-1][1] == "So. | The Norhaven Pact has four parts."


def test_what_a_speaker_is_may_stand_behind_the_name() -> None:
    text = lines(
        "Marit Solberg, spokesperson: Good morning. I can take questions.",
        "Question: Is the embassy open?",
        "Marit Solberg: It is.",
        "Per Aas, head of consular affairs: Three hundred visas were issued.",
        "Marit Solberg: Thank you, Per.",
    )
    assert heard(text) == [
        ("Marit Solberg", "Good morning. I can take questions."),
        ("?", "Is the embassy open?"),
        ("Marit Solberg", "It is."),
        ("Per Aas", "Three hundred visas were issued."),
        ("Marit Solberg", "Thank you, Per."),
    ]


def test_words_to_somebody_before_a_colon_are_no_label() -> None:
    text = lines(
        "Let me be frank, minister: the lamps are dark. I have said so before.",
        "And to you, doctor: thank you. I will not forget it.",
        "Here is the thing, friend: nobody asked me. So I asked myself.",
    )
    assert heard(text) is None


def test_who_speaks_again_under_the_surname_alone_makes_an_exchange() -> None:
    text = lines(
        "ADA HOLM, HOST: The lamps are dark tonight.",
        "ILO TAMM, CORRESPONDENT: That's right. I'm on the quay.",
        "UNIDENTIFIED MALE: When?",
        "HOLM: Ilo, when?",
        "TAMM: Nobody knows.",
    )
    assert [name for name, _ in heard(text) or []] == ["Ada Holm", "Ilo Tamm", None, "Ada Holm", "Ilo Tamm"]


def test_places_in_capitals_before_reports_are_nobody(reader: StatementReader) -> None:
    text = lines(
        "LINDESUND, April 2: The ministers met today.",
        "ESTMAR: Nobody came.",
        "LINDESUND: We saw more ships.",
        "ESTMAR: I counted nine.",
    )
    assert {one.person for one in reader.statements(text)} <= {None}


def test_an_answer_about_somebody_is_no_biography() -> None:
    text = lines(
        "This is a transcript of the noon briefing by Ruben Achterveld, Deputy Spokesman for the Council.",
        "Question: Did the mayor meet the king?",
        "Deputy Spokesman: He did, for an hour.",
        "Question: Has the king resigned?",
        "Deputy Spokesman: Ask me tomorrow.",
    )
    assert [who for who, _ in heard(text) or []] == ["?", "Ruben Achterveld", "?", "Ruben Achterveld"]


def test_what_a_programme_plays_between_is_nobodys() -> None:
    text = lines(
        "Jemima Roe: Welcome. I'm back.",
        "Benny Aalto: It is strange to sit here.",
        "Jemima Roe: We'll be right back.",
        "Sponsor message: Nordbeans wakes you later.",
        "Jemima Roe: And we're back.",
    )
    assert ("Jemima Roe", "We'll be right back.") in (heard(text) or [])
    assert not any("Nordbeans" in words and who for who, words in heard(text) or [])


def test_labels_over_quotations_are_no_turns() -> None:
    text = lines(
        "Mayor Ada Holm:",
        "“We have teachers in campers.”",
        "Kit Tanaka, Dunmere:",
        "“I read it. I am not sceptical.”",
        "“And I have just begun,” Governor Brandt said.",
    )
    assert heard(text) is None


def test_two_set_side_by_side_by_what_they_did_say_nothing(reader: StatementReader) -> None:
    text = lines(
        "Ilo Tamm’s weakness cost the harbour dear — while Elin Varga put the smugglers on notice:",
        "TAMM:\nRemoved the smugglers from the list of dangerous gangs.",
        "VARGA: Immediately restored them to the list of dangerous gangs.",
        "TAMM: Allowed the smugglers to close the harbour — with a pinprick “answer.”",
        "VARGA:\nSent three ships against the smugglers and opened the harbour.",
    )
    assert not heard(text)
    assert not any(statement.person for statement in reader.statements(text, "Varga’s actions made the smugglers pay"))
