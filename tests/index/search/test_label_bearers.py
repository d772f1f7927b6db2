"""Whose a surname alone is: a label in a transcript, and a full name in other articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index
from index.model import Person
from index.search.label_bearers import LabelBearers
from index.search.speakers import SpeakerDirectory
from tests.dated_articles import library_of

ARTICLES = (
    (
        "2030-01-08",
        "Transcript: Press briefing on the budget",
        "PRIME MINISTER DAHL: Good morning. Elin will walk you through the tables.\n\n"
        "FINANCE MINISTER VARGA: The deficit is two percent. I sleep well.\n\n"
        "Q: And the nurses?\n\nFINANCE MINISTER VARGA: Nine percent is not in these tables.",
    ),
    (
        "2030-02-08",
        "Daily briefing by the spokeswoman of the Presidency of Estmar",
        "MS. SOREN: Good afternoon. The President travels to Lindesund.\n\n"
        "Q: The licence?\n\nMS. SOREN: It was signed. The state gets eleven percent of what is sold.\n\n"
        "Q: The roof?\n\nMS. SOREN: The old one keeps out the sun.",
    ),
    (
        "2030-03-08",
        "Varga becomes governor",
        'PORT KIVIK, Norvale — Elin Varga took her oath as governor of the Bank of Norvale. "The last mile is long," '
        "Governor Elin Varga said.\n\nThe bank's staff remembered Finance Minister Elin Varga and her cakes.\n\n"
        'The presidency\'s spokeswoman, Daria Soren, wrote. "A governor needs a coat," Soren said.\n\n'
        'Coach Ada Brandt of the rowers sent flowers. "Row on," Brandt said.',
    ),
    (
        "2030-04-08",
        "Transcript: Meeting of the farmers of Norvale",
        "CHAIRMAN BRANDT: The meeting is open. Hay is dear.\n\nQ: And straw?\n\nCHAIRMAN BRANDT: Straw is dearer.",
    ),
)


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("labels") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did Varga say about the deficit?", "The deficit is two percent."),
        ("Elin Varga on the deficit", "The deficit is two percent."),
        ("waht did vargga say abuot the last mile", "The last mile is long"),
        ("Daria Soren on the licence", "It was signed."),
        ("What did Soren say about a coat?", "A governor needs a coat"),
    ],
)
def test_a_label_is_that_of_the_one_whom_articles_call_so(library: Index, text: str, words: str) -> None:
    answer = library.ask(text)
    assert any(words in quote.text for quote in answer.quotes)


def test_a_label_of_another_office_stays_apart(library: Index) -> None:
    assert [match.person.name for match in library.directory.matching("Ada Brandt")] == ["Ada Brandt"]
    assert len(library.directory.matching("Ada Brandt")[0].ids) == 1
    assert not any("dear" in quote.text for quote in library.ask("What did Ada Brandt say about hay?").quotes)


def test_a_body_is_not_called_by_what_it_is_of() -> None:
    directory = SpeakerDirectory([(Person("Bank of Norvale", id=1, organisation=True), 3)])
    assert not directory.matching("Norvale")
    assert directory.matching("Bank of Norvale")
    assert directory.matching("the Bank of Norvale")


def test_another_bearer_in_the_articles_keeps_a_label_apart() -> None:
    label, full = Person("Finance Minister Varga", id=1, roles=("Finance Minister",)), Person("Elin Varga", id=2)
    texts = [("Budget. Finance Minister Elin Varga baked a cake.", "2030-01-01")]
    assert LabelBearers(lambda _: texts)(label, full)
    assert not LabelBearers(lambda _: [*texts, ("Rowing. Oskar Varga rows.", None)])(label, full)
    assert not LabelBearers(lambda _: [("Rowing. Elin Varga rows.", None)])(label, full)
