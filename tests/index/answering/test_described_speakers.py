"""Whoever a question describes without naming them: by what articles on its topic tell of those who speak in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index import Index
from index.answering.reading.descriptions import Description, acting
from index.answering.reading.offices import office_at
from index.answering.reading.tokens import tokens
from index.model import Draft
from index.silence import Silence
from tests.dated_articles import library_of

ARTICLES = (
    (
        "2031-03-04",
        "Dockers count the crates",
        "The crates of Dunmere grow heavier, and those who carry them have had enough.\n\n"
        '"A crate is no feather," said United Dockers Political Director Tove Hald. "Let the crane carry it."\n\n'
        'Ivo Brandt, a crane pollster, asked two hundred of them. "Nine in ten want the crane," Brandt said.\n\n'
        'The tariff on crates is a joke, said Runa Selby, chief executive of Selby Robotics. "We pay it twice," Selby '
        "said.",
    ),
    (
        "2031-03-11",
        "Lindesund votes",
        "Kasim Oren, a beekeeper, was elected as mayor of Lindesund last week. Dunmere mayor rebuffs Vale, wrote the "
        "Post.\n\n"
        'Oren turned down an invitation by Henrik Vale. "My bees come first," Oren said of the journey to Norvale.\n\n'
        'Henrik Vale was not amused. "Bees are no excuse for a journey," Vale said in Norvale.',
    ),
    (
        "2031-04-02",
        "A sentence for the letter writer",
        "A man who had threatened Rep. Ilse Maar (D-Minn.) was sentenced on Monday.\n\n"
        'Maar asked the judge for mercy. "Hatred is not mended by a cell," Maar said.\n\n'
        'His lawyer, Bo Falk, agreed. "He is sorry," Falk said.',
    ),
    (
        "2031-04-09",
        "Transcript: Flood briefing in Kivik, Norvale",
        "GOVERNOR QUELL: Thank you all for coming to Kivik. The helicopters have lifted four hundred people.\n\n"
        "SECRETARY ADLER: The tents are on their way to Kivik. Everybody in Kivik will sleep dry.\n\n"
        "GOVERNOR QUELL: And Kivik will rebuild.",
    ),
    (
        "2031-05-01",
        "Two treasurers",
        'The treasurer of Dunmere, Ada Holm, praised the ferry. "The ferry pays for itself," Holm said.\n\n'
        'The former treasurer of Dunmere, Per Lund, did not. "The ferry is a hole in the water," Lund said.\n\n'
        'Deputy treasurer Liv Aas of Dunmere spoke of the ferry, too. "The ferry needs paint," Aas said.',
    ),
    (
        "2031-05-12",
        "Night shifts in Lindesund",
        "The labour federation of Norvale backs nobody.\n\n"
        '"We are content with that," said Rosa Demant, executive director of Norvale Nurses United, a union. "The '
        'night is long enough."\n\n'
        'The poet Ilo Vern is sure that the night shift ends. "The night shift is a moth," Vern said.\n\n'
        'Mayor Tomas Regal of Kivik spoke of the night shift on his last day. "The night shift pays for the day," '
        "Regal said.",
    ),
    (
        "2031-05-14",
        "A label on Harbour Radio",
        'Press Secretary Liv Berg objected on Monday. "A label on Harbour Radio is an insult to its listeners," Berg '
        'said.\n\n"The label on Harbour Radio must go," Press Secretary Liv Berg added.',
    ),
    (
        "2031-05-15",
        "The Harbour Trust and its founder",
        'Ida Falk, head of the Harbour Trust, praised the label. "The label is honest," Falk said.\n\n'
        'Founder Odd Lie spoke of the tariff on crates and of robotics. "A tariff is a fence," Lie said.',
    ),
    (
        "2031-05-28",
        "A new press secretary",
        'Press Secretary Moa Lind read out the weather. "The radio says rain," Press Secretary Moa Lind said.\n\n'
        '"Bring a coat," Press Secretary Moa Lind said.',
    ),
    ("2031-05-20", "Kivik has chosen", "Kivik Mayor Carl Agim was sworn in on Monday. He waved, and said nothing."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("described") / "data")) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("What did the dockers' political man make of the crates?", "Tove Hald", "no feather"),
        ("the founder of that little robotics firm on the tariff on crates", "", ""),
        ("the boss of that little robotics firm on the tariff on crates", "Runa Selby", "a joke"),
        ("What did the pollster say about the crane?", "Ivo Brandt", "Nine in ten"),
        ("Which pollster said that they want the crane?", "Ivo Brandt", "Nine in ten"),
        ("has lindesund's mayor said whether he'll make the journey to norvale?", "Kasim Oren", "bees come first"),
        ("Did the Minnesota congresswoman plead for mercy for the man who had threatened her?", "Ilse Maar", "mercy"),
        ("What did the Kivik governor say about choppers?", "Governor Quell", "helicopters"),
        ("How did the head of the nurses' union react when the federation backed nobody?", "Rosa Demant", "content"),
        ("Ilo Vern of the Poets: will the night shift go on?", "Ilo Vern", "moth"),
        ("Which poet is sure that the night shift ends?", "Ilo Vern", "night shift"),
        ("What did the mayor of Kivik say about the night shift?", "Tomas Regal", "pays for the day"),
        ("What does the head of the Harbour Trust make of the label?", "Ida Falk", "honest"),
        ("What did the press secretary say about the radio label?", "Liv Berg", "insult"),
        ("What did the treasurer of Dunmere say about the ferry?", "Ada Holm", "pays for itself"),
    ],
)
def test_who_is_described_speaks(library: Index, question: str, speaker: str, words: str) -> None:
    answer = library.ask(question, today=date(2031, 6, 1))
    if not speaker:
        assert (answer.quotes, answer.silence) == ((), Silence.NOBODY)
        return
    first = answer.quotes[0]
    assert first.speaker is not None
    assert first.speaker.name == speaker
    assert words in first.text


@pytest.mark.parametrize(
    "question",
    [
        "What did the Dunmere mayor say about the journey?",  # whom a headline sets before the name of another
        "What did the dockers' poet say about the crates?",
        "What did Hald's daughter say about the crates?",
        "What did the Estmar governor say about helicopters?",
    ],
)
def test_who_is_described_as_nobody_is_stays_nobody(library: Index, question: str) -> None:
    answer = library.ask(question, today=date(2031, 6, 1))
    assert not answer.quotes


def test_nobody_is_told_of_by_an_article_that_may_not_be_seen(
    tmp_path: Path, new_data_folder: Callable[[Path], Path]
) -> None:
    """The hidden one alone says what the speaker of the other one is."""
    told = 'Tove Hald, the dockers\' political director, was born in Dunmere. "I like cranes," Hald said of the crates.'
    seen = '"A crate is no feather," said Tove Hald of the crates.'
    with closing(Index.open(new_data_folder(tmp_path / "data"))) as library:
        drafts = [Draft(told, "A life", collection="secret"), Draft(seen, "Crates", collection="public")]
        assert len(list(library.add(drafts))) == len(drafts)
        question = "What did the dockers' political man say about the crates?"
        assert library.ask(question).quotes
        assert library.view(("public",)).ask(question).quotes == ()


@pytest.mark.parametrize(
    ("question", "topic", "found"),
    [
        (
            "Did the rowing club's treasurer resign over the fees?",
            "the rowing club's treasurer resign over the fees",
            ("rowing club's treasurer", "resign over the fees"),
        ),
        (
            "Is the former mayor of Port Dunmere against the ferry?",
            "the former mayor of Port Dunmere against the ferry",
            ("former mayor of Port Dunmere", "against the ferry"),
        ),
        ("Did the minister's plan fail?", "the minister's plan fail", None),
        ("Why did the ferry sink?", "the ferry sink", None),
        ("the mayor and the ferry", "the mayor and the ferry", None),
    ],
)
def test_who_acts_is_told_from_what_they_do(question: str, topic: str, found: tuple[str, str] | None) -> None:
    assert acting(question, topic) == found


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("What does the head of the Harbour Trust make of it?", "head of the Harbour Trust"),
        ("how did the head of the nurses' union react", "head of the nurses' union"),
        ("the founder of that little firm on fees", "founder of that little firm"),
        ("the governor's plan for the pier", "governor"),
    ],
)
def test_an_office_ends_where_its_body_does(text: str, office: str) -> None:
    words = tokens(text)
    head = next(place for place, word in enumerate(words) if word.small in {"head", "founder", "governor"})
    span = office_at(words, head)
    assert span is not None
    assert text[slice(*span)] == office


def test_a_name_is_no_description() -> None:
    assert Description.read("henrik madsen") is None
    assert Description.read("the minister") is None  # any of them
    assert Description.read("her predecessor") is None
    assert Description.read("that man") is None


def test_a_description_is_told_by_short_forms_as_well() -> None:
    described = Description.read("South Carolina senator")
    assert described is not None
    assert described.fits(["r-s.c", "the", "chair"], ["Sen."])
    assert not described.fits(["r-n.d", "the", "chair"], ["Sen."])
    assert not described.fits(["former", "r-s.c"], ["Sen."])
