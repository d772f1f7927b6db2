"""Words in a clause inside another one's sentence, or beside a clause that no rule reads, are not that other one's."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers


@pytest.mark.parametrize(
    ("text", "words", "whose"),
    [
        ('Kaja Lund laughed at a leaflet in which Jonas Reuter promised "free soup".', "free soup", {"Jonas Reuter"}),
        (
            'Kaja Lund tore up the letter in which Jonas Reuter had sworn "no more fees".',
            "no more fees",
            {"Jonas Reuter"},
        ),
        (
            'Kaja Lund, at a meeting at which Jonas Reuter spoke of fees, said "the pier stays".',
            "the pier stays",
            {"Kaja Lund"},
        ),
        ('Kaja Lund thanked Jonas Reuter for saying so and called him "a gull".', "a gull", {"Kaja Lund"}),
        ("Kaja Lund, whom Mia Holt has called ‘a wet sock’, shrugged.", "a wet sock", {None, "Mia Holt"}),
        ('Kaja Lund attacked Jonas Reuter for calling the ferry "a leaking tub".', "a leaking tub", {None}),
        ('Kaja Lund insisted that Jonas Reuter resign for calling her "a wet sock".', "a wet sock", {None}),
        ('Kaja Lund regretted calling Jonas Reuter "a wet sock".', "a wet sock", {None, "Kaja Lund"}),
        ('What Jonas Reuter calls "a leaking tub" Kaja Lund calls "a palace".', "a leaking tub", {"Jonas Reuter"}),
        ('What Jonas Reuter calls "a leaking tub" Kaja Lund calls "a palace".', "a palace", {"Kaja Lund"}),
        ('"It leaks," Jonas Reuter told Ivo Strand. "So does yours," came the reply.', "So does", {None, "Ivo Strand"}),
        ('"It leaks," Kaja Lund told Mia Holt. "So does yours," she shot back.', "So does", {None, "Mia Holt"}),
        ('"It leaks," Kaja Lund told Mia Holt. "So does yours," she hit back.', "It leaks", {"Kaja Lund"}),
        ('"It leaks," Kaja Lund said. "And it is old," she went on.', "And it is", {"Kaja Lund"}),
    ],
)
def test_words_go_to_whom_their_own_clause_names(
    reader: StatementReader, text: str, words: str, whose: set[str | None]
) -> None:
    assert speakers(reader, text, words) <= whose
