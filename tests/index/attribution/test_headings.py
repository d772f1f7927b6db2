"""A text's heading tells whose words it holds, and who bears a surname."""

from __future__ import annotations

import time

import pytest

from index.attribution.headings import below_heading, heading_of, named_in


@pytest.mark.parametrize(
    "line",
    [
        "Statement by Minister Ada Holm on the Herring",
        "# Remarks by Secretary of Piers Rosa Pell at the Lantern Fair",
        "**Daily Press Briefing with Spokesperson Imke Roth**",
    ],
)
def test_a_first_line_in_a_titles_place_is_the_title(line: str) -> None:
    assert heading_of(f"\n{line}\n\nI am glad of it.") == line.strip("#* ")


@pytest.mark.parametrize(
    "text",
    [
        "A statement by Ada Holm on the herring was awaited.\n\nIt came.",
        "I am glad.\n\nStatement by Ada Holm on the Herring",
        "Statement by Ada Holm on Herring\n\nI am glad.\n\nStatement by Ilo Tamm on Herring\n\nI am not.",
        "The fish are back\n\nI am glad.",
    ],
)
def test_another_line_is_not(text: str) -> None:
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("heading", "surname", "names"),
    [
        ("Press Briefing by Press Secretary Dana Orlick", "ORLICK", [("Dana", "Orlick")]),
        ("Remarks by Secretary of Agriculture Rosa Pell at the Fair", "Pell", [("Rosa", "Pell")]),
        (
            "Press Gaggle by Press Secretary Dana Orlick Aboard Air One En Route Norhaven",
            "ORLICK",
            [("Dana", "Orlick")],
        ),
        ("Remarks by Dana Orlick Announcing a Fund", "Orlick", [("Dana", "Orlick")]),
        ("Dana Orlick’s Remarks in Norhaven", "Orlick", [("Dana", "Orlick")]),
        ("Dana Orlick and Sam Orlick Speak", "Orlick", [("Sam", "Orlick"), ("Dana", "Orlick")]),
        ("Opening of the Dana Orlick Bridge", "Orlick", []),
        ("Remarks by Secretary of Homeland Security Pell", "Pell", []),
        ("Briefing with Coordinator for Strategic Communications Ilo Tamm", "Tamm", [("Ilo", "Tamm")]),
        ("A Moderated Conversation With Ambassador Rosa Pell", "Pell", [("Rosa", "Pell")]),
        ("Remarks by Judge Ketto Brown Pell", "Pell", [("Ketto", "Brown", "Pell")]),
        ("Remarks by Ada Brown Pell", "Pell", [("Ada", "Brown", "Pell")]),
        ("A Walk on Orlick Bay", "Orlick", []),
    ],
)
def test_a_heading_gives_a_surname_its_first_name(heading: str, surname: str, names: list[tuple[str, ...]]) -> None:
    assert named_in(heading, surname) == names


def test_words_begin_below_a_title_that_stands_above_them() -> None:
    text = "Statement by Ada Holm\n4 May 2026\n\nI am glad."
    assert text[below_heading(text, "Statement by  Ada Holm") :].startswith("\n4 May")
    assert below_heading(text, "The Herring") == 0


@pytest.mark.parametrize("word", ["remarks ", "by ", "remarks by ", "A ", "#"])
def test_a_hostile_text_takes_no_time(word: str) -> None:
    started = time.process_time()
    heading_of(word * 12_000)
    heading_of((word * (200 // len(word)) + "?\n") * 500)
    assert time.process_time() - started < 2
