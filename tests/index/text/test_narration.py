"""What a record tells of a sitting, and what somebody says."""

from __future__ import annotations

import time

import pytest

from index.text.narration import is_narrated


@pytest.mark.parametrize(
    "line",
    [
        "The bill clerk read the title of the bill.",
        "The assistant legislative clerk continued with the calling of the roll.",
        "The yeas and nays resulted—yeas 31, nays 19, as follows:",
        "The result was announced—yeas 31, nays 19.",
        "The nominations were confirmed.",
        "The amendment (No. 12) was agreed to.",
        "The bill (S. 7) was ordered to be engrossed.",
        "There being no objection, the text was ordered to be printed in the Record, as follows:",
        "Thereupon, at 7:10 p.m., the Senate adjourned until Monday.",
        "The Assembly, at 7:10 p.m., adjourned until Monday.",
        "So the motion to table was agreed to.",
        "It being 6.30 pm, the debate stood adjourned.",
        "A vote was taken by show of hands.",
        "A division was called.",
        "One minute of silence was observed.",
        "A short recess was taken from 10.15 to 10.30.",
        "Exhibit 6 was marked for identification.",
        "The sitting was suspended for\nhalf an hour.",
        "Leave granted.",
        "– The session closes at 19:40.",
        "The Estmar Sabha then adjourned till Eleven of the Clock on Friday.",
    ],
)
def test_what_happened_is_narrated(line: str) -> None:
    assert is_narrated(line)


@pytest.mark.parametrize(
    "line",
    [
        "The clerk of the works says no.",
        "The House deserves better than this.",
        "Senators voted for it because they were afraid.",
        "I say the motion was agreed to in a hurry.",
        "The result speaks for itself.",
        "Exhibits of herring are shown in the town.",
    ],
)
def test_what_somebody_says_is_not(line: str) -> None:
    assert not is_narrated(line)


@pytest.mark.parametrize("word", ["the house ", "so the ", "the clerk ", "exhibit was ", "mr a ", " "])
def test_a_hostile_line_takes_no_time(word: str) -> None:
    started = time.process_time()
    is_narrated(word * 20_000)
    is_narrated(word * (590 // len(word)))
    assert time.process_time() - started < 1
