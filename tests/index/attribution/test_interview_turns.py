"""Turns of interviews and panels go to who speaks; voices that are only described are nobody's."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.turns import Heard, heard, lines

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


@pytest.mark.parametrize(("text", "expected"), INTERVIEWS.values(), ids=INTERVIEWS.keys())
def test_each_turn_of_an_interview_is_its_speakers(text: str, expected: Heard) -> None:
    assert heard(text) == expected


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


def test_first_names_in_capitals_speak_where_the_text_has_them_in_full() -> None:
    text = lines(
        "With us are Wenzo Harrow and Miska Tolvane.",
        "WENZO: I went down at nine.",
        "MISKA: I saw you go.",
        "WENZO: It worked.",
        "MISKA: It always does.",
    )
    assert [words for _, words in heard(text) or []] == [
        "I went down at nine.",
        "I saw you go.",
        "It worked.",
        "It always does.",
    ]


def test_headings_of_one_word_are_no_first_names() -> None:
    text = lines(
        "The Long Table of Harbour Town stood there.",
        "LONG: It is nine feet.",
        "TABLE: It is oak.",
        "LONG: It was ten.",
        "TABLE: It was ash.",
    )
    assert heard(text) is None


def test_words_in_capitals_that_come_again_are_no_initials() -> None:
    text = lines(
        "Harriers",
        "IN: Wenzo Roth (Rovers)",
        "OUT: Miska Holm. He is glad.",
        "IN: Ada Lund. She is too.",
        "OUT: Nobody.",
    )
    assert heard(text) is None


def test_initials_that_are_a_small_word_end_a_turn_and_mean_their_name() -> None:
    text = lines(
        "The novelist Tamsin Orde talks to Grania Mott.",
        "Grania Mott: Do ghosts owe money?",
        "Tamsin Orde: What else?",
        "GM: Was it long?",
        "TO: It was too short.",
        "GM: Which ghost?",
        "TO: The tax man.",
    )
    assert heard(text) == [
        ("Grania Mott", "Do ghosts owe money?"),
        ("Tamsin Orde", "What else?"),
        ("Grania Mott", "Was it long?"),
        ("Tamsin Orde", "It was too short."),
        ("Grania Mott", "Which ghost?"),
        ("Tamsin Orde", "The tax man."),
    ]


QUESTIONS = lines("Q: Is it enough?", "A: It is not. I won't hide it.", "Q: And next year?", "A: I hope so.")


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Q&A: Minister Bram Okonkwo on the school year", "The ferries run again."),
        ("The school year", "Minister Bram Okonkwo answered questions from the Dunmere Post."),
        ("Questions and answers with Bram Okonkwo", "The ferries run again."),
        ("Interview with economist Bram Okonkwo about Mayor Ada Holm's levy", "The ferries run again."),
        ("Transcript of Mayor Bram Okonkwo's press conference", "The ferries run again."),
    ],
)
def test_answers_are_whose_the_heading_tells(title: str, lead: str) -> None:
    answers = [who for who, _ in heard(lines(title, lead, QUESTIONS), title) or [] if who != "?"]
    assert answers == ["Bram Okonkwo", "Bram Okonkwo"]


@pytest.mark.parametrize(
    ("title", "lead", "asked"),
    [
        ("Questions and answers: Bram Okonkwo's levy", "The ferries run again.", QUESTIONS),
        ("Q&A: Mayor Bram Okonkwo and the levy", "The ferries run again.", QUESTIONS),
        ("Interview with the woman behind Bram Okonkwo", "The ferries run again.", QUESTIONS),
        ("Interview by Bram Okonkwo", "The ferries run again.", QUESTIONS),
        ("Bram Okonkwo and Ada Holm talk to us", "The ferries run again.", QUESTIONS),
        ("Q&A: Bram Okonkwo on the levy", "Leaflet.", lines("Q: Who pays?", "A: All.", "Q: When?", "A: In May.")),
    ],
)
def test_answers_whose_the_heading_does_not_tell_are_nobodys(title: str, lead: str, asked: str) -> None:
    assert {who for who, _ in heard(lines(title, lead, asked), title) or []} == {"?", None}


def test_one_who_asks_in_capitals_and_is_named_nowhere_else_speaks() -> None:
    text = lines(
        "Minister Bram Okonkwo was in the studio.",
        "QUELL: Good morning.",
        "OKONKWO: Morning.",
        "QUELL: Who is right?",
        "OKONKWO: Both of us.",
    )
    assert heard(text) == [
        ("Quell", "Good morning."),
        ("Bram Okonkwo", "Morning."),
        ("Quell", "Who is right?"),
        ("Bram Okonkwo", "Both of us."),
    ]


@pytest.mark.parametrize(
    "title",
    ["Interview with Mayor Bram Okonkwo's deputy, Halvar Renk", "Interview with Harbour Trust director Halvar Renk"],
)
def test_answers_are_not_those_of_whom_the_interviewed_belongs_to(title: str) -> None:
    answers = {who for who, _ in heard(lines(title, "The ferries run again.", QUESTIONS), title) or []}
    assert answers <= {"?", None, "Halvar Renk"}


def test_who_asks_is_explained_by_the_byline() -> None:
    text = lines(
        "Baker Torvid Aune closed at noon. By Line Solheim.",
        "LS: Why close?",
        "TA: I was selling out.",
        "LS: And then?",
        "TA: Rye.",
    )
    assert [who for who, _ in heard(text) or []] == ["Line Solheim", "Torvid Aune", "Line Solheim", "Torvid Aune"]


def test_initials_are_of_whom_a_headline_names_though_she_is_called_by_the_first_name(reader: StatementReader) -> None:
    text = lines(
        "The Morning Call with Harriet Bloom",
        "HB: Will the lights stay on?",
        "TR: Good morning, Harriet. They will.",
        "HB: Will they?",
        "TR: They will.",
    )
    asked = next(iter(reader.statements(text)))
    assert asked.person is not None
    assert asked.person.name == "Harriet Bloom"
