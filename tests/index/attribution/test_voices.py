"""Words go to the one who said them, and to nobody when the text doesn't tell."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from index.attribution.tagger import load_tagger


@pytest.fixture(scope="module")
def reader() -> StatementReader:
    return StatementReader(load_tagger(1))


def voices(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, str | None, str]]:
    found = reader.statements(text, title)
    return [(s.person.name if s.person else None, s.via.name if s.via else None, text[s.start : s.end]) for s in found]


def speakers(reader: StatementReader, text: str) -> set[str | None]:
    return {who for who, _, _ in voices(reader, text)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The harbour stays open," Prime Minister Bram Okonkwo said on Monday.', "Bram Okonkwo"),
        ("Bram Okonkwo, the mayor of Lindesund, said that the harbour would stay open.", "Bram Okonkwo"),
        ("Mayor Bram Okonkwo spoke on Monday.\n\n“The harbour stays open,” he said.", "Bram Okonkwo"),
        ('According to Mayor Bram Okonkwo, the harbour will stay open until "the last boat is in."', "Bram Okonkwo"),
        ("The Fisheries Ministry said on Monday that the quota would fall by a tenth.", "Fisheries Ministry"),
        ("President Park Min-ah arrived. “We will sign on Friday,” Park said.", "Park Min-ah"),
        ("The party's chairman, Femi Adeyemi, said that he had not read the letter.", "Femi Adeyemi"),
        ("“We sail at dawn, whatever the weather.” ― Femi Adeyemi\n", "Femi Adeyemi"),
        ("Mr. King said that the ferry would not sail before noon.", "King"),
    ],
)
def test_words_are_given_to_their_speaker(reader: StatementReader, text: str, speaker: str) -> None:
    assert speaker in speakers(reader, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ('"The quota is a mistake," said Ilse Quell, a strategist who works for Okonkwo\'s campaign.', "Okonkwo"),
        ("A senior Okonkwo administration official said on Monday that the quota would fall.", "Okonkwo"),
        ("Okonkwo's spokeswoman, Ilse Quell, said that the mayor was ill.", "Okonkwo"),
        ("“Adeyemi never came to the harbour,” a fisherman said. “He was afraid of us.”", "Adeyemi"),
    ],
)
def test_a_name_that_is_only_mentioned_speaks_nothing(reader: StatementReader, text: str, other: str) -> None:
    assert not any(who and who.endswith(other) for who in speakers(reader, text))


def test_a_spokesman_passes_on_what_another_said(reader: StatementReader) -> None:
    text = (
        '"President Vale said she would open the port to grain ships from the first of May," presidential '
        "spokesman Joren Falk told reporters on Monday."
    )
    found = voices(reader, text)
    assert any(who == "Joren Falk" and via is None for who, via, _ in found)
    assert any(who is not None and "Vale" in who and via == "Joren Falk" for who, via, _ in found)


@pytest.mark.parametrize(
    "text",
    ["An official said that the ferry was late.", "Nobody said that the ferry was late.", "He said it was late."],
)
def test_words_of_somebody_unnamed_are_given_to_nobody(reader: StatementReader, text: str) -> None:
    assert speakers(reader, text) <= {None}


def test_titles_of_books_are_no_statements(reader: StatementReader) -> None:
    assert voices(reader, "She read “The Old Man and the Harbour” in two evenings.") == []


def test_labels_in_capitals_become_names(reader: StatementReader) -> None:
    text = "MS. McBRIDE: We sail at dawn.\n\nAMBASSADOR LEE JAE-ON: Not yet, please.\n\nMR. O’BRIEN: Why not?"
    assert [who for who, _, _ in voices(reader, text)] == ["McBride", "Lee Jae-on", "O’Brien"]


def test_an_article_that_opens_with_a_place_is_no_transcript(reader: StatementReader) -> None:
    text = "LINDESUND: The ferry was late on Monday.\n\nThe harbour was empty.\n\nNobody waited for it."
    assert "Lindesund" not in speakers(reader, text)


def test_a_transcript_that_an_article_quotes_goes_to_its_voices(reader: StatementReader) -> None:
    text = (
        "Mayor Bram Okonkwo was asked about the ferry on Sunday by Ilse Quell.\n\nA part of the talk follows.\n\n"
        '"QUELL: Will the ferry sail tomorrow?\n\n"OKONKWO: It will sail when the storm is over, and not before.\n\n'
        "The harbour office gave no comment on Monday."
    )
    found = {who: words for who, _, words in voices(reader, text)}
    assert "when the storm is over" in found["Bram Okonkwo"]
    assert "ferry sail tomorrow" in found["Ilse Quell"]


def test_father_and_son_stay_two(reader: StatementReader) -> None:
    text = (
        'Peter Brandt said the mine would close. "It is over," Brandt said.\n\n'
        'His son, Peter Brandt Jr., said it would not. "It goes on," Peter Brandt Jr. told reporters.'
    )
    assert speakers(reader, text) == {"Peter Brandt", "Peter Brandt Jr."}
