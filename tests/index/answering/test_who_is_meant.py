"""Whom a question means by a surname that two bear, and by an office that several have held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Answer, Index
from index.answering.reading.countries import place_words
from index.answering.reading.terms_of_office import Days, Named, in_office
from index.silence import Silence
from tests.dated_articles import library_of

TODAY = date(2031, 6, 12)
ARTICLES = (
    (
        "2030-01-20",
        "Ferry fares rise",
        "PORT KIVIK, Norvale — Mayor Tobias “Tobi” Strand said on Monday that the fares would rise.\n\n"
        "“Nobody likes a dearer ferry,” Tobi Strand said.\n\n"
        "Prime Minister Osric Dahl of Lindesund, who was visiting, praised the bridge. “A bridge asks for no "
        "timetable,” Dahl said.\n\nPrime Minister Osric Dahl of Lindesund left in the evening.",
    ),
    (
        "2030-06-10",
        "Norvale's harbour budget",
        "The treasurer of Norvale, Greta Holmsen, presented the harbour budget. “Every crane pays for itself,” Greta "
        "Holmsen said. “The quays are next,” Greta Holmsen said. “Gulls pay no toll,” Greta Holmsen added.\n\n"
        "Anders Holmsen, head of the pilots' guild, welcomed the lanterns. “A lantern saves a hull,” Anders Holmsen "
        "said.\n\nThe Estmarian president, Livia Korr, congratulated. “We like our neighbours' lanterns,” Korr said.",
    ),
    (
        "2030-11-04",
        "A change at the top",
        "Maren Fjord became prime minister of Lindesund on Monday. “I will mend the bridge,” Fjord said. "
        "“Old planks have to go,” Fjord added.",
    ),
    (
        "2031-02-02",
        "New mayor, new fares",
        "PORT KIVIK, Norvale — Mayor Unn Berg promised free ferries. “The ferry is our street,” Mayor Unn Berg "
        "said.\n\n"
        "Tobi Strand, the former mayor of Port Kivik, shrugged. “Streets cost money,” Strand said.",
    ),
)


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("meant") / "data")) as made:
        yield made


def ask(library: Index, text: str) -> Answer:
    return library.ask(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did the prime minister of Lindesund say about the bridge?", "Maren Fjord"),
        ("Lindesund's PM on the bridge, latest", "Maren Fjord"),
        ("the Lindesund prime minister on the bridge in January 2030", "Osric Dahl"),
        ("the prime minister of Lindesund in the first half of 2030", "Osric Dahl"),
        ("What did the mayor of Port Kivik say in January 2030?", "Tobias Strand"),
        ("the mayor of Port Kivik on the ferry", "Unn Berg"),
        ("Port Kivik's mayor on the ferry", "Unn Berg"),
        ("Estmar's president on lanterns", "Livia Korr"),
        ("the president of Estmar on lanterns", "Livia Korr"),
        ("the Estmarian president on lanterns", "Livia Korr"),
        ("the treasurer of Norvale on cranes", "Greta Holmsen"),
        ("the Norvalian tresurer on cranes", None),
    ],
)
def test_an_office_is_that_of_the_time_asked_about(library: Index, text: str, name: str | None) -> None:
    asked = library.understand(text, today=TODAY)
    assert (asked.speaker if name else None) == name


@pytest.mark.parametrize("text", ["What did Holmsen say about lanterns?", "holmsen on lanterns", "Holmsen: lanterns"])
def test_of_two_with_a_surname_the_lesser_does_not_answer_for_the_other(library: Index, text: str) -> None:
    answer = ask(library, text)
    assert (answer.quotes, answer.silence) == ((), Silence.AMBIGUOUS)
    assert [person.name for person in answer.people] == ["Greta Holmsen", "Anders Holmsen"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did Holmsen say about cranes?", "Greta Holmsen"),
        ("Anders Holmsen on lanterns", "Anders Holmsen"),
        ("Mr Holmsen on lanterns", "Anders Holmsen"),
    ],
)
def test_a_name_is_no_question_where_it_is_plain(library: Index, text: str, name: str) -> None:
    answer = ask(library, text)
    assert answer.quotes
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {name}


def test_an_office_that_several_have_is_asked_back(library: Index) -> None:
    answer = ask(library, "What did the prime minister say about lanterns?")
    assert "Anders Holmsen" not in {quote.speaker.name for quote in answer.quotes if quote.speaker}
    nobody = ask(library, "What did the mayor of Brannvik say about the ferry?")
    assert (nobody.quotes, nobody.silence) == ((), Silence.NOBODY)
    assert nobody.reason == "Nobody called the mayor of Brannvik is on record."
    assert {person.name for person in nobody.people} <= {"Unn Berg", "Tobias Strand"}


def test_who_is_named_last_holds_an_office() -> None:
    one, other = 1, 2
    named = [Named(one, "2030-01-01"), Named(one, "2030-02-01"), Named(other, "2030-05-01"), Named(other, "2030-07-01")]
    assert set(in_office(named, Days())) == {other}
    assert set(in_office(named, Days(date(2030, 2, 1), date(2030, 2, 28)))) == {one}
    assert set(in_office(named, Days(date(2030, 4, 1), date(2030, 4, 30)))) == {one}
    assert set(in_office(named, Days(date(2029, 4, 1), date(2029, 4, 30)))) == {one}
    assert set(in_office(named, Days(since=date(2030, 3, 1)))) == {other}
    often = [*(Named(one, f"2030-0{month}-01") for month in range(1, 6)), Named(other, "2030-06-01")]
    assert in_office(often, Days())[one] == 5


@pytest.mark.parametrize(
    ("word", "other"),
    [("korvania", "korvanian"), ("norval", "norvalian"), ("estmar", "estmarian"), ("sundmark", "sundmarkish")],
)
def test_an_unknown_place_has_the_usual_adjectives(word: str, other: str) -> None:
    assert other in place_words(word)
    assert word in place_words(other)
    assert not place_words("port")
