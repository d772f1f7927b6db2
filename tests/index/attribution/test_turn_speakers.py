"""What is no transcript gives no turns, and hostile text is read in time."""

from __future__ import annotations

import time

import pytest

from index.attribution.coreference import Coreference
from index.attribution.turn_speakers import transcript_statements
from tests.index.attribution.turns import heard, lines


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
