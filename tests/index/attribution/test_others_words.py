"""What a speaker of a transcript or a speech reads out or quotes of others is not the speaker's."""

from __future__ import annotations

import time

import pytest

from index.attribution.others_words import others_words
from index.attribution.statements import StatementReader

BESIDE = (
    "\n\nQUESTION: When was it written?\n\nMR GREEL: Last night. It was written last night in the office, by hand.\n\n"
    "QUESTION: Thank you.\n"
)
LEADS = [
    "The minister asked me to read out the following: ",
    "Good morning. Let me quote from the letter: ",
    "I have a statement from Minister Elin Varga, which I'll read: ",
    "The president said yesterday, and I quote, ",
    "As my grandmother used to say, ",
    "He wrote, quote: ",
    "I have here a message from the families. It says: ",
    "A friend once wrote to me: ",
    "I was told by the clerk, ",
    "You said to me last week, ",
    "My constituent wrote to me: ",
    "In the words of the poet, ",
    "He goes, ",
    "Remember what the minister promised us? ",
    "Paragraph 4 says, ",
    "People come up to me with tears in their eyes: ",
    "The Herald had it on its front page: ",
]


def shares(reader: StatementReader, text: str, words: str, title: str | None = None) -> set[str | None]:
    """Who is named for each statement that holds some words."""
    place = text.index(words)
    return {
        one.person.name if one.person else None
        for one in reader.statements(text, title)
        if any(start <= place < end for start, end in one.content)
    }


@pytest.mark.parametrize("lead", LEADS)
def test_what_is_read_out_in_a_transcript_is_not_the_readers(reader: StatementReader, lead: str) -> None:
    text = f'MR GREEL: {lead}"Never trust a quiet sea. I will fight it." That is the text of it, as we have it.{BESIDE}'
    assert shares(reader, text, "Never trust") == {None}
    assert shares(reader, text, "I will fight") == {None}
    assert shares(reader, text, "That is the text") == {"Greel"}


@pytest.mark.parametrize(
    "lead",
    [
        "I told the cabinet, ",
        "As I said in May, ",
        "We have always said, ",
        "Greel said, ",
        "My answer is ",
        "I was like, ",
        "I thought, ",
    ],
)
def test_a_speakers_own_earlier_words_stay_the_speakers(reader: StatementReader, lead: str) -> None:
    text = f'MR GREEL: {lead}"We need to move faster." And they agreed with me on it at once.{BESIDE}'
    assert shares(reader, text, "We need to move") == {"Greel"}


@pytest.mark.parametrize("words", ["“A Lamp for Every Quay,”", "“a lamp for every quay,”", "“One lamp,”"])
def test_titles_and_parts_of_the_speakers_sentences_stay_in_them(reader: StatementReader, words: str) -> None:
    text = f"MR GREEL: We call it {words} and it will be built. It is ours.{BESIDE}"
    assert shares(reader, text, words[1:8]) == {"Greel"}


def test_a_turn_that_is_all_in_quotation_marks_is_its_speakers(reader: StatementReader) -> None:
    text = f"MR GREEL: “I will fight it as long as I live.”{BESIDE}"
    assert shares(reader, text, "I will fight") == {"Greel"}


@pytest.mark.parametrize("end", ["unquote", "end quote", "close quote", "end of quote"])
def test_a_spoken_quote_is_not_the_speakers(reader: StatementReader, end: str) -> None:
    text = f"MR GREEL: She told me, quote, we will never sign that paper, {end}. So that is where we are.{BESIDE}"
    assert shares(reader, text, "we will never") == {None}
    assert shares(reader, text, "So that is") == {"Greel"}


def test_a_letter_of_several_paragraphs_is_nobodys(reader: StatementReader) -> None:
    text = (
        "MR GREEL: Let me read you the letter from the crew:\n\n“We have not been paid since May.\n\n"
        f"“We shall not sail again this year.”\n\nThat was the letter.{BESIDE}"
    )
    assert shares(reader, text, "We have not") <= {None}
    assert shares(reader, text, "We shall not") <= {None}


def test_a_term_in_quotation_marks_stays_the_speakers() -> None:
    text = 'The minister calls it "a line in the sand" and says "every port shall be open" to us.'
    assert others_words(text, [(0, len(text))]) == []


def test_what_a_speech_quotes_is_not_the_speakers(reader: StatementReader) -> None:
    text = (
        "Dear friends, I am glad to be here.\n\n"
        "The poet Otto Reim once wrote: “The sea keeps no accounts of us.” I have kept that line for forty years."
    )
    title = "Remarks by Mayor Jan Novak on Sea Day"
    assert shares(reader, text, "The sea keeps", title) == {None}
    assert shares(reader, text, "I have kept", title) == {"Jan Novak"}


@pytest.mark.parametrize("piece", ["quote ", "He said, “", "I quote, ", "“A b c d.” ", "It says: "])
def test_long_runs_of_quoting_are_read_in_a_moment(piece: str) -> None:
    text = piece * 4_000
    start = time.perf_counter()
    others_words(text, [(0, len(text))])
    assert time.perf_counter() - start < 3
