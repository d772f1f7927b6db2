"""Turns of transcripts, and texts that are one person's words throughout."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.attribution.issued import issued_by
from index.attribution.transcripts import turns
from tests.index.generated import texts


def heard(text: str) -> list[tuple[str, str]]:
    return [(turn.name, " | ".join(text[a:b] for a, b in turn.content)) for turn in turns(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PRESIDENT HALVORSEN: Good morning.\n\nMS. ADEYEMI: Thank you.",
            [("PRESIDENT HALVORSEN", "Good morning."), ("MS. ADEYEMI", "Thank you.")],
        ),
        (
            "PRESIDENT HALVORSEN: One.\n\nTwo.\n\nThree.",
            [("PRESIDENT HALVORSEN", "One. | Two. | Three.")],
        ),
        (
            "MS. ADEYEMI: We sail. (Laughter.) We sail now.",
            [("MS. ADEYEMI", "We sail. | We sail now.")],
        ),
        (
            "PRESIDENT HALVORSEN: (As interpreted.) We sail.\n\n(Applause.)\n\nToday.",
            [("PRESIDENT HALVORSEN", "We sail. | Today.")],
        ),
        (
            "PRESIDENT HALVORSEN (through an interpreter): We sail.",
            [("PRESIDENT HALVORSEN", "We sail.")],
        ),
        (
            "MR. O’DELL: We sail.\n\nSENATOR McBRIDE: Not yet.",
            [("MR. O’DELL", "We sail."), ("SENATOR McBRIDE", "Not yet.")],
        ),
        (
            "MS. ADEYEMI: Go ahead.\n\nQ    Who pays?\n\nMS. ADEYEMI: The fund.",
            [("MS. ADEYEMI", "Go ahead."), ("Q", "Who pays?"), ("MS. ADEYEMI", "The fund.")],
        ),
        (
            "MS. ADEYEMI: Go ahead.\r\n\r\nQ Who pays?\r\n\r\nMS. ADEYEMI: The fund.",
            [("MS. ADEYEMI", "Go ahead."), ("Q", "Who pays?"), ("MS. ADEYEMI", "The fund.")],
        ),
        (
            "Mr. Okonkwo: We sail.\n\nMs. Adeyemi: Not yet.\n\nMr. Okonkwo: Now.",
            [("Mr. Okonkwo", "We sail."), ("Ms. Adeyemi", "Not yet."), ("Mr. Okonkwo", "Now.")],
        ),
        (
            "Bram Okonkwo\n\nWe sail.\n\nFemi Adeyemi\n\nNot yet.\n\nBram Okonkwo\n\nNow.\n\nFemi Adeyemi\n\nNo.",
            [
                ("Bram Okonkwo", "We sail."),
                ("Femi Adeyemi", "Not yet."),
                ("Bram Okonkwo", "Now."),
                ("Femi Adeyemi", "No."),
            ],
        ),
        ("MS. ADEYEMI: That is all.\n\n3:45 P.M. CET\n\nEND", [("MS. ADEYEMI", "That is all.")]),
        ("FACT SHEET: The port.\n\nBACKGROUND: The port is old.", []),
        ("The minister said one thing: nobody pays.", []),
        ("“We sail,” Okonkwo said.", []),
        ("Note: the port is closed.", []),
        ("", []),
    ],
)
def test_who_speaks_when(text: str, expected: list[tuple[str, str]]) -> None:
    assert heard(text) == expected


def test_questions_are_marked() -> None:
    assert [t.question for t in turns("MS. ADEYEMI: Go.\n\nQ Who pays?\n\nMS. ADEYEMI: The fund.")] == [
        False,
        True,
        False,
    ]


def test_a_crowd_is_nobody() -> None:
    assert [t.nobody for t in turns("MS. ADEYEMI: We sail!\n\nAUDIENCE: We sail!")] == [False, True]


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Statement by President Halvorsen on the Sea Cable", "President Halvorsen"),
        ("Statement from President Halvorsen on the Sea Cable", "President Halvorsen"),
        ("Remarks by President Halvorsen at the Opening of a Lighthouse", "President Halvorsen"),
        ("Statement by Press Secretary Femi Adeyemi on the Ferry", "Press Secretary Femi Adeyemi"),
        ("Statement of Bram Okonkwo, Leader of the Opposition", "Bram Okonkwo"),
        ("Remarks as Prepared for Delivery by Minister Adeyemi", "Minister Adeyemi"),
        ("A message from President Halvorsen", None),
        ("Message from President Halvorsen", "President Halvorsen"),
        ("Joint Statement by President Halvorsen and Prime Minister Tamm", None),
        ("Joint Statement by President Halvorsen, Prime Minister Tamm and Chancellor Reim", None),
        ("Remarks by President Halvorsen to a Joint Session of Both Houses", "President Halvorsen"),
        ("Readout of President Halvorsen's Call with Prime Minister Tamm", None),
        ("Halvorsen defends lighthouse", None),
        ("Statement of purpose", None),
        ("", None),
        (None, None),
    ],
)
def test_whose_words_a_text_is_by_its_title(title: str | None, who: str | None) -> None:
    assert issued_by(title) == who


@given(texts())
def test_turns_come_in_order_and_hold_words(text: str) -> None:
    last = 0
    for turn in turns(text):
        assert turn.content
        for a, b in turn.content:
            assert last <= a < b <= len(text)
            assert text[a:b] == text[a:b].strip()
            last = b
