"""What a record narrates, numbers or notes beside its turns is nobody's words."""

from __future__ import annotations

import pytest

from tests.index.attribution.turns import heard, lines


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
    assert heard(text) == [
        (
            "Holm",
            "Madam President, I ask that the Senate now proceed to the bill\n"
            "on piers, and that the clerk call the roll when the hour of noon is past.",
        ),
        ("Varga", "Madam President, the hour of noon is past, and nobody is here."),
    ]


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
    assert (heard(text) or [])[-1] == ("Ada Holm", "So be it.")


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
