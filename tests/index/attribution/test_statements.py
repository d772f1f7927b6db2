"""Who said what."""

from __future__ import annotations

import pytest

from index import Kind, Statement
from index.attribution.statements import StatementReader


def found(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, Kind, str]]:
    return [(_name(one), one.kind, words(text, one)) for one in reader.statements(text, title)]


def _name(one: Statement) -> str | None:
    return one.person.name if one.person else None


def words(text: str, one: Statement) -> str:
    return " … ".join(text[a:b] for a, b in one.content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We will build a lighthouse,” Minister Mary Brandt said.", "“We will build a lighthouse,”"),
        ("Minister Mary Brandt said: “We will build a lighthouse.”", "“We will build a lighthouse.”"),
        ('"We will build a lighthouse," Minister Mary Brandt said.', '"We will build a lighthouse,"'),
        (
            "“We will build a lighthouse,” Minister Mary Brandt said. “It will shine in winter.”",
            "“We will build a lighthouse,” … “It will shine in winter.”",
        ),
        (
            "“We will build a lighthouse,” said Minister Mary Brandt, “and it will shine in winter.”",
            "“We will build a lighthouse,” … “and it will shine in winter.”",
        ),
    ],
)
def test_a_quotation_is_its_speakers_with_the_cue_before_after_or_between(
    reader: StatementReader, text: str, content: str
) -> None:
    assert " … ".join(w for _, _, w in found(reader, text)) == content
    assert {(name, kind) for name, kind, _ in found(reader, text)} == {("Mary Brandt", Kind.DIRECT)}


@pytest.mark.parametrize(
    "text",
    [
        "Minister Mary Brandt said that the lighthouse would shine in winter.",
        "Minister Mary Brandt said the lighthouse would shine in winter.",
        "The lighthouse would shine in winter, Minister Mary Brandt said.",
        "According to Minister Mary Brandt, the lighthouse would shine in winter.",
    ],
)
def test_reported_speech_is_indirect(reader: StatementReader, text: str) -> None:
    ((name, kind, content),) = found(reader, text)
    assert (name, kind) == ("Mary Brandt", Kind.INDIRECT)
    assert "would shine in winter" in content


@pytest.mark.parametrize("mention", ["Brandt", "Ms. Brandt", "She", "The minister"])
def test_later_mentions_are_the_same_person(reader: StatementReader, mention: str) -> None:
    text = f"Minister Mary Brandt opened the port on Monday. {mention} said that the ferry would sail in winter."
    assert {name for name, _, _ in found(reader, text)} == {"Mary Brandt"}


def test_an_unknown_he_stays_unknown(reader: StatementReader) -> None:
    text = "The ferry left the port at noon. “Nobody told us,” he said."
    assert {name for name, _, _ in found(reader, text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “bridge to nowhere” has been closed since spring.",
        "The port opened in spring. Ships from five countries lay at the quay.",
    ],
)
def test_scare_quotes_titles_and_plain_reporting_are_no_statements(reader: StatementReader, text: str) -> None:
    assert found(reader, text) == []


def test_a_quotation_over_paragraphs_is_one_voice(reader: StatementReader) -> None:
    text = (
        "“We will build a lighthouse this year,” Minister Mary Brandt said. “It will shine in winter.\n\n"
        "“And it will shine for every ship that passes,” she said."
    )
    assert {name for name, _, _ in found(reader, text)} == {"Mary Brandt"}


TRANSCRIPT = (
    "MINISTER BRANDT: Good morning. (Laughter.) We will build a lighthouse.\n\n"
    "It will shine in winter.\n\n"
    "Q    Who pays, Minister?\n\n"
    "MINISTER BRANDT: The fund.\n\n"
    "AUDIENCE: Hooray!"
)


def test_a_turn_is_its_speakers_direct_statement_without_stage_directions(reader: StatementReader) -> None:
    first, *_ = reader.statements(TRANSCRIPT, "Remarks by Minister Mary Brandt")
    assert words(TRANSCRIPT, first) == "Good morning. … We will build a lighthouse. … It will shine in winter."
    assert (_name(first), first.kind) == ("Mary Brandt", Kind.DIRECT)


def test_a_question_is_an_unnamed_reporters(reader: StatementReader) -> None:
    (question,) = [one for one in reader.statements(TRANSCRIPT) if one.question]
    assert (_name(question), words(TRANSCRIPT, question)) == (None, "Who pays, Minister?")


def test_a_crowd_has_no_name(reader: StatementReader) -> None:
    assert _name(reader.statements(TRANSCRIPT)[-1]) is None


def test_the_mention_of_a_turn_is_its_label(reader: StatementReader) -> None:
    first = reader.statements(TRANSCRIPT)[0]
    assert first.mention is not None
    assert TRANSCRIPT[slice(*first.mention)] == "MINISTER BRANDT"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("MR. O’DELL", "O’Dell"),
        ("SECRETARY BRANDT", "Secretary Brandt"),
        ("PRESIDENT HALVORSEN (through an interpreter)", "President Halvorsen"),
    ],
)
def test_labels_in_capitals_become_names(reader: StatementReader, label: str, name: str) -> None:
    first, _ = reader.statements(f"{label}: We sail.\n\nMR. QUELL: Not yet.")
    assert _name(first) == name


def test_a_text_issued_in_a_persons_name_is_their_words(reader: StatementReader) -> None:
    text = "Last night a storm took the pier at Kivik.\n\nNobody was hurt, and I thank the crews for their work."
    (one,) = reader.statements(text, "Statement by President Sigrun Halvorsen on the Storm")
    assert (_name(one), one.kind) == ("Sigrun Halvorsen", Kind.DIRECT)
    assert words(text, one) == text.replace("\n\n", " … ")


def test_a_spokesman_passes_words_on(reader: StatementReader) -> None:
    text = (
        "President Sigrun Halvorsen met the crews on Monday.\n\n"
        "“President Halvorsen said that the port would open in May,” her spokesman, Joren Falk, told reporters."
    )
    told = {(_name(one), one.via.name if one.via else None) for one in reader.statements(text)}
    assert told == {("Joren Falk", None), ("Sigrun Halvorsen", "Joren Falk")}


def test_nothing_says_nothing(reader: StatementReader) -> None:
    assert reader.statements("") == reader.statements(" \n") == reader.statements("🙂") == []


def test_a_text_issued_in_a_persons_name_is_read_along_its_blocks(reader: StatementReader) -> None:
    text = "We mourn the crew of the ferry tonight.\n- The quay will carry their names from now on."
    (one,) = reader.statements(text, "Statement by President Sigrun Halvorsen on the Storm")
    assert words(text, one) == text.replace("\n", " … ")


def test_the_next_line_of_the_article_is_no_part_of_a_quoted_turn(reader: StatementReader) -> None:
    text = (
        "A part of the talk follows.\n\n"
        '"TULLOCH: Will the ferry sail on Monday?"\n\n'
        '"HALVORSEN: It will sail when the storm is over."\n- The harbour office said nothing about it on Sunday.'
    )
    assert not any("harbour office" in words(text, one) for one in reader.statements(text) if one.kind is Kind.DIRECT)


@pytest.mark.parametrize(
    "text",
    [
        "“We will build it,” said Local 77 President Mary Brandt.",
        "“We will build it,” said Local 1199 Vice President Mary Brandt.",
        "“It is late,” Ada Moor said. “We will build it,” Local 12 spokeswoman Mary Brandt said.",
    ],
)
def test_the_number_of_a_branch_before_a_name_hides_nobody(reader: StatementReader, text: str) -> None:
    assert ("Mary Brandt", Kind.DIRECT, "“We will build it,”") in found(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "“Good,” Ada Moor said. Does Mary Brandt believe that the ferry will come back? Nobody knows.",
        "“Good,” Ada Moor said. Did Mary Brandt say that the bridge was safe?",
        "“Good,” Ada Moor said. Mary Brandt declared herself fit and flew over the last hurdle in twelve seconds.",
    ],
)
def test_a_question_of_the_text_and_a_deed_are_nobodys_words(reader: StatementReader, text: str) -> None:
    assert [(name, content) for name, _, content in found(reader, text)] == [("Ada Moor", "“Good,”")]


def test_a_question_that_somebody_asks_is_theirs(reader: StatementReader) -> None:
    text = "“Good,” Ada Moor said. Would the ferry come back in spring, Mary Brandt asked."
    assert ("Mary Brandt", Kind.INDIRECT) in [(name, kind) for name, kind, _ in found(reader, text)]


def test_a_heading_before_a_colon_is_nobody(reader: StatementReader) -> None:
    text = "Dutch Dredgers: Keeping your feet dry since 1921.\n\nHarbour Watch: The mayor, Jan Novak, was fined again."
    assert [one.person for one in reader.statements(text) if one.person and one.person.name != "Jan Novak"] == []


def test_paragraphs_set_off_below_a_clause_are_all_its_speakers(reader: StatementReader) -> None:
    text = (
        "The fund will open in May for sixty small harbours of the coast.\n\nFisheries Minister Ilo Tamm said:\n\n"
        "> A harbour without ice is a car park with boats.\n\n> I want skippers to land their catch at home.\n\n"
        "Moira Holm, chief executive of the Harbour Trust, said:\n\n> We asked for thirty and got twenty of them.\n\n"
        "A consultation ran from October to January."
    )
    assert [(who, said) for who, _, said in found(reader, text)] == [
        (
            "Ilo Tamm",
            "> A harbour without ice is a car park with boats. … > I want skippers to land their catch at home.",
        ),
        ("Moira Holm", "> We asked for thirty and got twenty of them."),
    ]
