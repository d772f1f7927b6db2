"""Words on a label, words as words and titles are nobody's statement: "a drawer labelled “Misc.”"."""

from __future__ import annotations

import time

import pytest

from index.attribution.mentioned_words import is_mentioned
from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

MENTIONED = [
    "Ada Holm said auditors found a drawer labelled “Sundry.” It held nails.",
    "Ada Holm said the crate was marked “Fragile, and ours.” It held nothing.",
    "Ada Holm says her mother used to read her reviews aloud, stopping at the word “uneven”.",
    "Ada Holm said the phrase “over my old boots” was her favourite.",
    "Ada Holm said the folder was called “Things we will never do” and lay on his desk.",
    "Ada Holm said marchers carried a banner on the bridge reading “Bread for the ward now” and sang.",
    "Ada Holm said nobody had read the report entitled “The harbour after the flood, and before the next”.",
    "Ada Holm launched a plan of four pages called “A harbour that never sleeps again”.",
]
SAID = [
    "Ada Holm used the term “a harbour of fools, and of their heirs” for the council, she told the paper.",
    "Ada Holm ended with the words “we will be back before the winter”.",
    "Ada Holm said he was a man whose words “you would not want to repeat”.",
    "Ada Holm said those words “lump” the good with the bad.",
    "Ada Holm issued a statement reading “we regret the closing of the ward”.",
]


@pytest.mark.parametrize("text", MENTIONED)
def test_words_that_are_only_mentioned_are_nobodys(reader: StatementReader, text: str) -> None:
    words = text[text.index("“") : text.index("”")]
    text += "\n\n“We are glad,” said Ada Holm. “It is late,” said Jan Novak."
    assert speakers(reader, text, words) <= {None}


@pytest.mark.parametrize("text", SAID)
def test_words_that_somebody_uses_are_no_mere_words(text: str) -> None:
    assert not is_mentioned(text, text.index("“"), text.index("”") + 1)


@pytest.mark.parametrize("lead", ["What critics called ", "Ada Holm called ", "She had called ", "She was reading "])
def test_who_calls_something_so_says_it(lead: str) -> None:
    assert not is_mentioned(f"{lead}“a fraud on the town”", len(lead), len(lead) + 21)


def test_what_somebody_calls_one_is_said() -> None:
    text = "The town was called “a nest of crows” by Ada Holm."
    assert not is_mentioned(text, text.index("“"), text.index("”") + 1)


def test_what_is_told_beside_mentioned_words_stays_its_tellers(reader: StatementReader) -> None:
    text = "Ada Holm said auditors found a drawer labelled “Sundry” in the attic of the hall.\n\n“Oh,” she said."
    assert speakers(reader, text, "auditors found a drawer") == {"Ada Holm"}
    assert speakers(reader, text, "in the attic of the hall") == {"Ada Holm"}


def test_what_a_speaker_names_within_a_quotation_is_not_cut_out_of_it(reader: StatementReader) -> None:
    text = "“He wrote a column titled “Never again for me.” That was in May, before the flood,” Ada Holm said."
    assert speakers(reader, text, "Never again") == {"Ada Holm"}


def test_long_leads_are_read_in_linear_time() -> None:
    text = "the one that these words " * 4000
    started = time.process_time()
    for place in range(0, len(text), 100):
        is_mentioned(text, place, place + 1)
    assert time.process_time() - started < 0.5
