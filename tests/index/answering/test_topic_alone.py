"""A topic for which nobody is asked: found in other words, and not found by a word that is there by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Index
from index.extract import from_file
from tests.command import ROOT
from tests.dated_articles import library_of

ARTICLES = (
    (
        "2031-03-04",
        "Teachers strike over class sizes",
        "LORN — Schools across Estmar stayed shut on Tuesday, as teachers asked for smaller classes.\n\n"
        '"I taught thirty-eight children in a room built for twenty," said Noemi Lund, who leads the teachers\' '
        "federation.\n\n"
        'Education Minister Olan Tarn said that he had no money. "I cannot hire teachers who do not exist," Tarn said. '
        '"If a limit became law tomorrow, we would be short of nine thousand."',
    ),
    (
        "2031-04-10",
        "Kivik freezes rents",
        'KIVIK — Mayor Mona Quell will freeze rents. "A nurse should be able to live here," Quell said.\n\n'
        'The finance minister, Jonas Holm, was against it. "You cannot freeze a leaking roof," Holm said. "Landlords '
        'will stop repairing, and the football field will be full of tents."',
    ),
    (
        "2031-05-02",
        "Norvale cuts rates",
        "KIVIK — The bank cut its key rate on Friday. Kivik Savings expects the rate to fall again, it said.\n\n"
        '"We have given it a polite push," Governor Ingrid Malm said.',
    ),
    (
        "2031-05-12",
        "Water in the tunnel",
        'PORT KIVIK — "We met a lake that was on no map," said Viktor Strand, who digs the tunnel. "The programme is '
        'late, and the machine is under water. We will get it out, and we made a plan for what happens then."',
    ),
)


@pytest.fixture(scope="module")
def sample(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("sample") / "data"))
    for path in sorted((ROOT / "index" / "sample").glob("*.md")):
        list(made.add(from_file(path, path.name)))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("the sea cable", {"Elin Varga", "Ilo Tamm"}),  # others live from the sea
        ("the fund", {"Elin Varga", "Ilo Tamm", "Joren Falk", "Marta Oling"}),
    ],
)
def test_who_shares_a_word_with_what_others_spoke_of_did_not_speak_of_it(
    sample: Index, topic: str, names: set[str]
) -> None:
    found = sample.ask(f"who talked about {topic}?", today=date(2026, 6, 1))
    assert {tally.person.name for tally in found.tallies} == names


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("alone") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What has been said about too many pupils per teacher?", {"Noemi Lund", "Olan Tarn"}),
        ("overcrowded classrooms", {"Noemi Lund", "Olan Tarn"}),
    ],
)
def test_what_everybody_said_is_found_in_other_words(library: Index, question: str, names: set[str]) -> None:
    quotes = library.ask(question, today=date(2032, 3, 1)).quotes
    assert quotes
    assert {quote.speaker.name for quote in quotes if quote.speaker} <= names


@pytest.mark.parametrize(
    "question",
    ["football stadium", "space programme", "abortion law", "vaccination of children", "mushroom picking"],
)
def test_a_word_that_is_there_by_chance_is_no_answer(library: Index, question: str) -> None:
    assert not library.ask(question, today=date(2032, 3, 1)).quotes


@pytest.mark.parametrize("question", ["how did they get in", "who made it", "did they go ahead"])
def test_a_verb_that_is_said_of_anything_is_no_topic(library: Index, question: str) -> None:
    assert not library.ask(question, today=date(2032, 3, 1)).quotes


def test_such_a_verb_beside_a_topic_does_no_harm(library: Index) -> None:
    quotes = library.ask("how did the lake get into the tunnel", today=date(2032, 3, 1)).quotes
    assert quotes[0].speaker
    assert quotes[0].speaker.name == "Viktor Strand"


def test_the_latest_on_interest_rates_is_found_where_they_are_only_called_rates(library: Index) -> None:
    quotes = library.ask("latest on interest rates", today=date(2032, 3, 1)).quotes
    assert quotes[0].speaker
    assert quotes[0].speaker.name == "Ingrid Malm"
