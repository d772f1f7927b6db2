"""Words that a speaker of an article quotes of somebody else are not the speaker's."""

from __future__ import annotations

import time

import pytest

from index.attribution.passing_on import ends_quoting, passed_on_after, passing_on
from index.attribution.statements import StatementReader


def speakers(reader: StatementReader, text: str, words: str) -> set[str | None]:
    """Who is named for each statement that holds some words."""
    place = text.index(words)
    return {
        one.person.name if one.person else None
        for one in reader.statements(text)
        if any(start <= place < end for start, end in one.content)
    }


BEHIND = [
    'Gus Brink came. "They both like fishing," Brink said, quoting their mother: "Boys, the lake is wide."',
    "Gus Brink spoke. “It was never about money,” Brink said, reading from a letter by his late father: “Boys, run.”",
    'Pia Lund came. "This is not us," Lund said, citing the union\'s late founder: "Boys, nobody eats alone."',
    'Pia Lund spoke. "I grew up here," Lund said, recalling what her father used to tell her: "Boys, work."',
    'Pia Lund spoke. "I grew up here," said Lund, recalling her father\'s advice: "Boys, work first."',
    'Senator Pia Lund said her mother had always told her: "Boys, never trust a quiet sea, and never lend a boat."',
    'Senator Pia Lund read aloud a letter from a fisherman: "Boys, we have not been paid and we will not sail."',
    'Quoting the poet Otto Reim, Senator Pia Lund said: "Boys, the sea keeps no accounts and asks for no receipts."',
    'Senator Pia Lund, paraphrasing the late Otto Reim, said: "Boys, the sea keeps no accounts for anybody."',
    '"It is old," Senator Pia Lund said. Then she read out a message from the premier: "Boys, I regret it."',
    '"It is old," Senator Pia Lund said, and quoted the treaty: "Boys, every port shall be open to every ship."',
    'Senator Pia Lund said, in the words of the old hymn: "Boys, the night is long but the lamp is lit."',
    '"We lost it," said Tom Quell, holding a note from his daughter that said: "Boys, please come home soon."',
    'Tom Quell\'s lawyer, Ada Holm, read a statement from her client: "Boys, I am innocent, and will prove it."',
    '"She told us all," Jan Novak said, mimicking the mayor: "Boys, you never read the budget, do you?"',
    '"Boys, the lake is big enough for two of you," Gus Brink said, quoting his mother.',
    'To quote the late Otto Reim, Senator Pia Lund said, "Boys, the sea keeps no accounts."',
    'Senator Pia Lund shared a story that her uncle told at every wedding: "Boys, a man buys a boat and then two."',
    'Tom Quell said the minister had written back: "Boys, go home and wait for the spring, all of you."',
    'Tom Quell showed reporters the minister\'s reply: "Boys, go home and wait for the spring, all of you."',
    'Mayor Jan Novak repeated the old joke: "Boys, why did the ferry cross the strait? Nobody paid it."',
    'As the saying goes, "Boys, he who owns the ferry sets the tide," Mayor Jan Novak said.',
    'Mayor Jan Novak said voters ask him every day: "Boys, where is our ferry, and who sold it?"',
    'Otto Reim, the coach, pointed to the banner above the gate: "Boys, run as if the sea were behind you."',
    'The premier was harsh. Mayor Jan Novak quoted her with relish. "Boys, ferries are for tourists!" he cried.',
    '"We had a coach for days like this," Otto Reim said. "\'Boys, nobody remembers the runner-up.\' He was right."',
    'Gus Brink stood up. "Boys, the lake is big enough for two," Brink said, reading from a letter by his mother.',
]


@pytest.mark.parametrize("text", BEHIND)
def test_what_a_speaker_quotes_is_not_the_speakers(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text, "Boys, ") <= {None, "Otto Reim", "Tom Quell"}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (BEHIND[0], "They both", "Gus Brink"),
        (BEHIND[1], "It was never", "Gus Brink"),
        (BEHIND[10], "It is old", "Pia Lund"),
        (BEHIND[14], "She told us", "Jan Novak"),
    ],
)
def test_what_stands_before_it_stays_the_speakers(reader: StatementReader, text: str, words: str, speaker: str) -> None:
    assert speakers(reader, text, words) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        'Senator Pia Lund quoted the poet Otto Reim: "The sea keeps no accounts and asks for no receipts."',
        'Senator Pia Lund ended her speech with a line from the poet Otto Reim: "The sea keeps no accounts for us."',
    ],
)
def test_whom_a_speaker_names_as_quoted_is_whose_words_they_are(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text, "The sea") == {"Otto Reim"}


@pytest.mark.parametrize(
    "lead",
    [
        "Asked about what Tamm had said, Senator Pia Lund replied: ",
        "After reading a letter from the union, Senator Pia Lund said: ",
        "Senator Pia Lund responded to the mayor's question, saying, ",
        "Senator Pia Lund, who quoted the poet often, said: ",
        "Quoting himself, Senator Pia Lund said: ",
        "Senator Pia Lund, reading from a prepared text, said: ",
        "Senator Pia Lund was quoted by the paper: ",
        "Senator Pia Lund saw the mayor's words differently: ",
        "Senator Pia Lund recalled the night of the storm: ",
    ],
)
def test_what_is_no_quotation_of_another_says_nothing(lead: str) -> None:
    assert passing_on(lead) is None


def test_her_own_words_stay_hers_beside_what_she_cites(reader: StatementReader) -> None:
    text = 'Pia Lund spoke. "Prices rose again," Lund said, citing the bank\'s figures. "We must do something."'
    assert speakers(reader, text, "We must") == {"Pia Lund"}
    assert speakers(reader, text, "Prices rose") == {"Pia Lund"}


def test_what_a_quotation_of_several_sentences_quotes_is_nobodys(reader: StatementReader) -> None:
    text = "Pia Lund came. “As my mother used to say, ‘Never trust a quiet sea.’ And she was right, too,” Lund said."
    assert speakers(reader, text, "Never trust") == {None}
    assert speakers(reader, text, "And she was") == {"Pia Lund"}


def test_what_somebody_is_told_to_say_within_a_quotation_is_nobodys_however_short(reader: StatementReader) -> None:
    text = "“They're tired,” Pia Lund said. “I asked a man which lift to mend first. He said, ‘Pick one.’ We did.”"
    assert speakers(reader, text, "Pick one") == {None}
    assert speakers(reader, text, "We did") == {"Pia Lund"}


@pytest.mark.parametrize(
    "text",
    [
        "“The minister told me, ‘Go home and wait for it,’” said Tom Quell, a fisherman. “So I went home.”",
        "“I went home at once,” Tom Quell said. ''Go home and wait for it, all of you.''",
        "Tom Quell said he had told the crew: “Go home and wait for it.”",
        "“I went home at once,” Tom Quell said. “Go home and wait for it. That is all I can say to them.”",
    ],
)
def test_a_sentence_that_tells_who_said_its_words_is_the_speakers(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text, "Go home") == {"Tom Quell"}


def test_a_sentence_may_end_with_what_is_quoted_next() -> None:
    assert ends_quoting("Brink said, quoting his mother. ")
    assert not ends_quoting("Brink said, citing the figures. ")
    assert not passed_on_after(" said, quoting their mother: “Boys.”", 5, 36)


@pytest.mark.parametrize("piece", ["quoting ", "read a ", "what he ", "’s words ", "holding a ", "in the words of , "])
def test_long_runs_of_such_words_are_read_in_a_moment(piece: str) -> None:
    text = piece * 20_000 + ":"
    start = time.perf_counter()
    passing_on(text)
    passed_on_after(text, 0, len(text))
    ends_quoting(text)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("clause", ["he might say", "Quell could have said", "the mayor never said", "he may well say"])
def test_words_that_a_clause_after_them_supposes_are_nobodys(reader: StatementReader, clause: str) -> None:
    text = f"Mayor Tom Quell said the town was safe. “Boys, we are doing our best,” {clause}."
    assert speakers(reader, text, "Boys, ") <= {None}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "MEP Ada Holm, quoting a letter she had from Commissioner Ilo Tamm, said the fund “shall be open”.",
            "shall be",
        ),
        ("Senator Ada Holm, reading from the inspector's report, said the pier was “a storm in waiting”.", "a storm"),
    ],
)
def test_words_that_a_speaker_quotes_may_go_on_in_the_sentence(reader: StatementReader, text: str, words: str) -> None:
    assert "Ada Holm" not in speakers(reader, text, words)


def test_a_participle_before_the_verb_may_pass_words_on_that_need_no_mark_before_them() -> None:
    lead = "Holm, quoting a letter from the crew, said the hull "
    assert passing_on(lead) == lead.index("quoting")
    assert passing_on("Holm, citing a lack of funds, said the hull ") is None
