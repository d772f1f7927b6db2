"""What is read aloud is its writer's, where one is named, and never its reader's."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ('Judge Olaf Brenner took up the page. "We the ferrymen want bread," he read.', None),
        ('The page, Kaja Lund, climbed on a chair. "We the ferrymen want bread," Lund read aloud.', None),
        ('Kaja Lund unfolded the map. "We the ferrymen want bread," she read, and laughed.', None),
        ('Kaja Lund came with a note from Jonas Reuter. "We the ferrymen want bread," she read out.', "Jonas Reuter"),
        ('"We the ferrymen want bread," Kaja Lund read from a letter by Jonas Reuter.', "Jonas Reuter"),
        (
            'Kaja Lund held the diary of her uncle, Jonas Reuter. "We the ferrymen want bread," she read.',
            "Jonas Reuter",
        ),
        (
            'The court had the letter that Jonas Reuter wrote at sea.\n\n"We the ferrymen want bread," Kaja Lund read.',
            "Jonas Reuter",
        ),
        ('Here is Jonas Reuter\'s last telegram. "We the ferrymen want bread," Kaja Lund read.', "Jonas Reuter"),
        ('Letters from Jonas Reuter and notes by Ivo Strand lay there. "We the ferrymen want bread," he read.', None),
    ],
)
def test_words_read_aloud_are_the_writers_or_nobodys(reader: StatementReader, text: str, writer: str | None) -> None:
    assert speakers(reader, text, "We the ferrymen") == {writer}


def test_who_reads_them_passes_them_on_with_all_that_follows(reader: StatementReader) -> None:
    text = 'A note came from Jonas Reuter. "We want bread," Kaja Lund read. "And we want it on Monday."'
    found = [one for one in reader.statements(text) if one.person]
    assert {one.person.name for one in found if one.person} == {"Jonas Reuter"}
    assert {one.via.name for one in found if one.via} == {"Kaja Lund"}
    assert speakers(reader, text, "And we want") == {"Jonas Reuter"}


@pytest.mark.parametrize(
    "text",
    [
        'Kaja Lund came out. "We the ferrymen want bread," Lund read from her own statement.',
        'Kaja Lund read the report in one night. "We the ferrymen want bread," she said.',
        'Kaja Lund wrote from the sea. "We the ferrymen want bread," she wrote.',
        'Kaja Lund put down the letter. "We the ferrymen want bread," she said.',
    ],
)
def test_who_speaks_or_writes_keeps_the_words(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text, "We the ferrymen") == {"Kaja Lund"}
