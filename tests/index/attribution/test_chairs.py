"""Whoever presides is named once, above or in a bracket, and speaks under the office alone."""

from __future__ import annotations

import pytest

from tests.index.attribution.turns import Heard, heard, lines

SITTINGS: dict[str, tuple[str, Heard]] = {
    "a masthead": (
        lines(
            "Security Council\nEighty-first year",
            "President: Mr. Tamm . . . . . . . . . . (Estmar)",
            "Agenda\nThe situation in the Strait",
            "The President: I call on Ms. Holm.",
            "Ms. Holm (Norvale): We agree.",
            "The President: That is one.",
        ),
        [("Tamm", "I call on Ms. Holm."), ("Holm", "We agree."), ("Tamm", "That is one.")],
    ),
    "a list of those present": (
        lines(
            "Present: Ada Holm (Chair), Ilo Tamm, Kari Lund (Secretary)",
            "The Chair: Good evening. We have one item.",
            "Mr Tamm: It is the lamps.",
            "The Chair: It is always the lamps.",
        ),
        [
            ("Ada Holm", "Good evening. We have one item."),
            ("Ilo Tamm", "It is the lamps."),
            ("Ada Holm", "It is always the lamps."),
        ],
    ),
    "brackets": (
        lines(
            "[The Speaker (Hon. Ada Holm) in the Chair]",
            "Hon. Speaker: Let us begin.",
            "Hon. Ilo Tamm (Ruaka, UDP): I have a petition.",
            "Hon. Speaker: Read it.",
        ),
        [("Ada Holm", "Let us begin."), ("Ilo Tamm", "I have a petition."), ("Ada Holm", "Read it.")],
    ),
    "a hearing's heading": (
        lines(
            "The committee met, pursuant to call, at 10:02 a.m., in room 2167, Hon. Ada\n"
            "Holm (chairwoman of the committee) presiding.",
            "    The Chairwoman. The committee will come to order.",
            "    Mr. Tamm. Thank you. I have one question.",
            "    The Chairwoman. Go ahead.",
            "    Mr. Tamm. Who pays?",
        ),
        [
            ("Ada Holm", "The committee will come to order."),
            ("Tamm", "Thank you. I have one question."),
            ("Ada Holm", "Go ahead."),
            ("Tamm", "Who pays?"),
        ],
    ),
    "a court": (
        lines(
            "Before the Honorable Ada Holm, Judge",
            "THE COURT: Call your witness.",
            "MR. TAMM: The State calls Kari Lund.",
            "THE COURT: Very well.",
        ),
        [("Ada Holm", "Call your witness."), ("Tamm", "The State calls Kari Lund."), ("Ada Holm", "Very well.")],
    ),
    "a programme": (
        lines(
            "Host: Ada Holm\nGuest: Ilo Tamm, oceanographer",
            "Host: Welcome to the show.",
            "Guest: Thank you. I am glad to be here.",
            "Host: Who owns the tide?",
            "Guest: Nobody does.",
            "Speaker 2: I do.",
            "Speaker 3: And I.",
        ),
        [
            ("Ada Holm", "Welcome to the show."),
            ("Ilo Tamm", "Thank you. I am glad to be here."),
            ("Ada Holm", "Who owns the tide?"),
            ("Ilo Tamm", "Nobody does."),
            (None, "I do."),
            (None, "And I."),
        ],
    ),
    "another takes the chair": (
        lines(
            "[Mr Ilo Tamm in the Chair]",
            "The Chair: I call Ms Holm.",
            "Ada Holm (Northbay) (Lab): I beg to move.",
            "[Dame Rosa Quell in the Chair]",
            "The Chair: Order.",
        ),
        [("Ilo Tamm", "I call Ms Holm."), ("Ada Holm", "I beg to move."), ("Rosa Quell", "Order.")],
    ),
}


@pytest.mark.parametrize("sitting", SITTINGS)
def test_whoever_presides_speaks_under_the_office(sitting: str) -> None:
    text, expected = SITTINGS[sitting]
    assert heard(text) == expected


def test_the_chair_is_nobody_once_somebody_unread_has_taken_it() -> None:
    text = lines(
        "President: Mr. Tamm (Estmar)",
        "The President: I call on Ms. Holm.",
        "Ms. Holm (Norvale): We agree.",
        "The elder of the Vice-Presidents took the Chair.",
        "The President: The debate goes on.",
    )
    assert [name for name, _ in heard(text) or []] == ["Tamm", "Holm", None]


@pytest.mark.parametrize("label", ["The President", "Chair"])
def test_a_name_that_is_called_upon_is_not_who_presides(label: str) -> None:
    text = lines(
        f"{label}: Mr. Tamm",
        "Mr. Tamm: I am glad to be here.",
        f"{label}: Ms. Holm, you are next.",
        "Ms. Holm: Thank you as well.",
    )
    assert [name for name, _ in heard(text) or []] == [None, "Tamm", None, "Holm"]


def test_a_speech_that_remembers_somebody_in_the_chair_seats_nobody() -> None:
    text = lines(
        "Mr. Tamm: I remember Mr. Holm in the Chair, and he was worse.",
        "The Speaker: Order. That is not a point of order.",
        "Mr. Lund: Ms. Quell in the Chair would have let it pass.",
        "The Speaker: I am not she.",
    )
    assert [name for name, _ in heard(text) or []] == ["Tamm", None, "Lund", None]
