"""An office of a place with which no article names its holder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Index
from tests.dated_articles import library_of

ARTICLES = (
    (
        "2031-03-04",
        "Estmarian teachers ask for chairs",
        "LORN — Schools across Estmar stayed shut on Tuesday, as Estmarian teachers asked for chairs.\n\n"
        'Foreign Minister Yara Holm struck a softer tone. "I know a Monday with thirty-five children," Holm said.\n\n'
        'The agriculture minister, Pello Tarn, missed his pickers. "A child up a tree is no picker," Tarn said.\n\n'
        'Foreign Minister Yara Holm told Estmar\'s parents to wait. "A chair is soon made," Holm said.',
    ),
    (
        "2031-04-10",
        "Norvale digs",
        "KIVIK — Norvale will dig a tunnel to Estmar, and Norvalian engineers have drawn it.\n\n"
        'Foreign Minister Otto Lund praised the Norvalian drawing. "A line is a promise," Lund said in Norvale.\n\n'
        'President Arne Quell dug first. "The spade is light," Quell said.\n\n'
        "President Arne Quell of Norvale thanked his Norvalian diggers.",
    ),
    (
        "2031-05-06",
        "Chancellor Ada Brink and Chancellor Emil Tofte on a ferry",
        "KORVIK — Sundmark and Tessal signed a paper on pears on Tuesday, and Tessalian growers cheered.\n\n"
        'Chancellor Ada Brink had come from Sundmark. "A pear needs no passport," Brink said of the Tessalian ones.\n\n'
        'Chancellor Emil Tofte thanked her. "The ferry was late," Tofte said.',
    ),
    (
        "2031-05-20",
        "Sundmark waits",
        'KORVIK — Chancellor Ada Brink waited for Tessal and Tessalian pears. "Tessal is slow," Ada Brink said. "A '
        'pear is ripe when it falls," Brink added.',
    ),
    (
        "2031-06-02",
        "Ferry fares in Port Hedda",
        "The ferries of Port Hedda grow dearer, and the boats of Port Hedda were full of banners.\n\n"
        'Mayor Runa Selby spoke at the pier. "A fare is a tide," Selby said.\n\n'
        'Bridge Minister Ivo Kest of the capital stayed at home. "I like bridges," Kest said.',
    ),
    (
        "2031-06-09",
        "Vessland taxes salt",
        "Vessland will tax salt, as it was told on Monday.\n\n"
        'Treasury Minister Tilde Borg counted. "A pinch is a penny," Borg said.',
    ),
    (
        "2031-06-12",
        "Envoy called in over a kite",
        "Tarrow called in the envoy of Osmark on Monday over a kite.\n\n"
        'Defence Minister Nara Okon was cross. "A kite has no eyes of glass," Okon said.',
    ),
    (
        "2031-06-20",
        "Two leaders part",
        "President Jory Hale of Osmark and Prime Minister Adis Mbeke of Tarrow parted without a paper.\n\n"
        '"Their sluice stays shut," Hale said.\n\n"Our sluice is our own," Mbeke said.',
    ),
)


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("unplaced") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "name", "office"),
    [
        ("What did the Estmarian foreign minister say about chairs?", "Yara Holm", "foreign minister"),
        ("Estmar's agriculture minister on pickers", "Pello Tarn", "agriculture minister"),
        ("the norvalian foreign minister on the line", "Otto Lund", "foreign minister"),
        ("What did the mayor of Port Hedda say about fares?", "Runa Selby", "mayor"),
        ("port hedda's mayor on fares", "Runa Selby", "mayor"),
        ("What did the Vesslandian treasury minister say about a pinch?", "Tilde Borg", "treasury minister"),
    ],
)
def test_it_is_held_by_who_holds_it_where_the_articles_tell_of_that_place(
    library: Index, question: str, name: str, office: str
) -> None:
    answer = library.ask(question, today=date(2032, 3, 1))
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {name}
    assert answer.question.interpreted
    assert answer.question.office == office


@pytest.mark.parametrize(
    "question",
    [
        "What did the Norvalian agriculture minister say about pickers?",
        "What did the Estmarian president say about the spade?",
        "What did the Lindesund foreign minister say about chairs?",
        "What did the Zambian foreign minister say about chairs?",
        "What did Tessal's chancellor say about a pear?",
        "What did the mayor of Lorn say about fares?",
        "What did Osmark's defence minister say about a kite?",
        "What did the Osmark prime minister say about the sluice?",
    ],
)
def test_nobody_is_meant_by_it_of_whom_the_articles_tell_of_another_place(library: Index, question: str) -> None:
    assert not library.ask(question, today=date(2032, 3, 1)).quotes
