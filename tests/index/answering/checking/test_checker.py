"""A check never accuses falsely: what is altered, another's, joined or on record, by kinds of quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index
from index.answering.checking.checker import QuotationChecker
from index.answering.checking.findings import CheckedQuotation, Finding
from index.model import Filter, Person
from index.text.quoted_words import Break
from tests.index.answering.checking.press import DRAFTS

Check = Callable[[str, str | None], CheckedQuotation]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("press") / "data"))
    assert {outcome.status for outcome in made.add(DRAFTS)} == {"added"}
    yield made
    made.close()


@pytest.fixture(scope="module")
def check(library: Index) -> Check:
    checker = library.view(("public",)).checker()

    def checked(quotation: str, credited: str | None) -> CheckedQuotation:
        return checker.check([quotation], Person(credited) if credited else None)

    return checked


KEEPERS = "Every lighthouse keeper deserves a pension before the first frost"
BRIDGE = "A bridge that nobody maintains is a promise to the river"


@pytest.mark.parametrize("name", ["Elin Varga", "Varga", "President Varga", "Ms. Varga", "E. Varga", "VARGA", None])
@pytest.mark.parametrize(
    "quotation",
    [
        "We will build ten thousand homes by the spring",
        "we will build “ten thousand” homes — by the  spring!",
        "Nobody in Norvale should have to sleep on a fishing boat, and after this winter nobody will.",
        "The money comes from the harbour fund. It will not come from the teachers",
        "the long term plan had been agreed",
        "the first light from it will reach the Skerry islands before the autumn storms. "
        "That was a promise to my mother's village.",
        "The money comes from the harbour fund. … I gave my word on that in every village along this coast",
        "Not one [coin] is taken from the hospitals",
        "NOT ONE KRONE IS TAKEN FROM THE HOSPITALS",
    ],
)
def test_the_same_words_are_on_record_however_they_are_written(check: Check, quotation: str, name: str | None) -> None:
    checked = check(quotation, name)
    assert checked.finding is Finding.ON_RECORD
    assert {found.quote.speaker and found.quote.speaker.name for found in checked.found} == {"Elin Varga"}


@pytest.mark.parametrize(
    ("quotation", "name"),
    [
        (KEEPERS, "Joe Landsky"),
        (KEEPERS, "Joseph Landskyy"),
        (KEEPERS, "Dr. J. R. Landsky"),
        (KEEPERS, "Transport Minister Landsky"),
        (BRIDGE, "Viktor Zelinsky"),
        (BRIDGE, "Zelinskiy"),
        (BRIDGE, "Mayor Zelinskyy"),
    ],
)
def test_a_spelling_of_the_same_name_is_the_same_person(check: Check, quotation: str, name: str) -> None:
    assert check(quotation, name).finding is Finding.ON_RECORD


@pytest.mark.parametrize(
    ("quotation", "name"),
    [
        (KEEPERS, "Jody Landsky"),  # perhaps a nickname, perhaps a namesake
        (KEEPERS, "Joseph Landskoj"),
        (BRIDGE, "Wiktor Selinskyj"),
        (BRIDGE, "the city of Kivik"),
        (BRIDGE, "Zorro"),  # one word that nobody on record bears
        (BRIDGE, "빅토르 젤린스키"),
        ("Our schools open their doors on the first of August", "Femi Adeyemi"),  # nobody is named on record
        ("A port without grain is only a beach with debts", "Elin Varga"),  # Tamm quotes somebody
    ],
)
def test_where_nobody_can_tell_nobody_is_accused(check: Check, quotation: str, name: str) -> None:
    checked = check(quotation, name)
    assert checked.finding is Finding.UNCLEAR
    assert checked.found


def test_what_stands_between_a_speakers_words_is_not_theirs(check: Check) -> None:
    checked = check("whatever is said in the markets, Prime Minister Ilo Tamm of Estmar told parliament", "Ilo Tamm")
    assert checked.finding is Finding.UNCLEAR
    assert checked.found[0].quote.speaker is None


@pytest.mark.parametrize(
    ("quotation", "name", "owner"),
    [
        (BRIDGE, "Bela Horn", "Viktor Zelinskyi"),
        (BRIDGE, "Horn", "Viktor Zelinskyi"),
        ("I have never seen a fairer bargain for our farmers", "Elin Varga", "Ilo Tamm"),
        ("Estmar is proud to carry half of the burden", "President Varga", "Ilo Tamm"),
        (BRIDGE, "Oskar Lund", "Viktor Zelinskyi"),  # not on record at all, and plainly somebody else
    ],
)
def test_words_of_somebody_who_truly_differs_are_told_as_theirs(
    check: Check, quotation: str, name: str, owner: str
) -> None:
    checked = check(quotation, name)
    assert checked.finding is Finding.ANOTHERS
    assert not checked.differs
    assert checked.found[0].quote.speaker
    assert checked.found[0].quote.speaker.name == owner


@pytest.mark.parametrize(
    ("quotation", "name", "difference"),
    [
        (
            "We will build twelve thousand homes by the spring", "Elin Varga",
            [("=", "We will build"), ("-", "twelve"), ("+", "ten"), ("=", "thousand homes by the spring")],
        ),
        (
            "Nobody in Norvale should sleep on a fishing boat, and after this winter nobody will", "Varga",
            [("=", "Nobody in Norvale should"), ("+", "have to"),
             ("=", "sleep on a fishing boat and after this winter nobody will")],
        ),
        (
            "Show me one farmer who was asked before the ink dried", "Bela Horn",
            [("=", "Show me one farmer who was asked before the"), ("-", "ink"), ("+", "signatures"), ("=", "dried")],
        ),
    ],
)  # fmt: skip
def test_a_changed_word_is_shown_as_the_difference(
    check: Check, quotation: str, name: str, difference: list[tuple[str, str]]
) -> None:
    checked = check(quotation, name)
    assert checked.finding is Finding.ALTERED
    assert list(checked.difference) == difference


@pytest.mark.parametrize(
    ("quotation", "pieces"),
    [
        ("The money comes from the harbour fund. I gave my word on that in every village along this coast.", 2),
        ("We will build ten thousand homes by the spring. The two treasuries pay in equal halves.", 2),
        ("We cannot eat treaties. A cable under the sea is worth more than a hundred speeches above it.", 2),
        ("The two treasuries pay in equal halves. … Estmar is proud to carry half of the burden.", 2),
    ],
)
def test_sentences_of_several_places_are_told_as_joined(check: Check, quotation: str, pieces: int) -> None:
    checked = check(quotation, None)
    assert checked.finding is Finding.JOINED
    assert len(checked.found) == pieces


@pytest.mark.parametrize(
    ("quotation", "name", "finding"),
    [
        ("historic", "Elin Varga", Finding.TOO_SHORT),
        ("We have", None, Finding.TOO_SHORT),
        ("by the spring", "Bela Horn", Finding.TOO_SHORT),  # everybody says that
        ("The two treasuries pay", "Ilo Tamm", Finding.TOO_SHORT),
        ("The moon is made of green cheese and cold porridge", "Elin Varga", Finding.NOT_ON_RECORD),
        ("We shall not raise a single tax in this parliament", None, Finding.NOT_ON_RECORD),
        ("The herring quota falls by exactly one tenth", "Lena Orvik", Finding.NOT_ON_RECORD),  # another collection
    ],
)
def test_what_is_not_there_is_not_found(check: Check, quotation: str, name: str | None, finding: Finding) -> None:
    checked = check(quotation, name)
    assert checked.finding is finding
    assert not checked.found


def test_shortened_quotations_say_so(check: Check) -> None:
    assert check("The harbour treaty … whatever is said in the markets", "Tamm").breaks == {Break.OMISSION}
    assert check("The harbour treaty stays [valid] through the winter", "Tamm").breaks == {Break.INSERTION}


@pytest.mark.parametrize("name", ["Elin Varga", "Bela Horn", "Zorro", None])
def test_a_hidden_collection_gives_nothing_away(check: Check, library: Index, name: str | None) -> None:
    assert not check("The herring quota falls by exactly one tenth, and no minister will bargain", name).found
    everything = QuotationChecker(library.store, library.passage_index, library.directory, Filter())
    assert everything.check(["The herring quota falls by exactly one tenth"], None).found
