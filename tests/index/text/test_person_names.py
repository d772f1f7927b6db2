"""Whom a name, a role or a pronoun means; a wrong name is worse than none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.coreference import Coreference
from index.text.name_forms import is_short_form
from index.text.person_names import fold, is_family_first, parse_name, split_titles, surname
from tests.index.generated import texts


def meant(text: str, mention: str, title: str | None = None) -> str | None:
    """The name of whom the last occurrence of a mention means."""
    start = text.rindex(mention)
    figure = Coreference(text, title).who((start, start + len(mention)))
    return figure.person().name if figure else None


HALVORSEN = "President Sigrun Halvorsen met the crews. "


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (HALVORSEN + "Halvorsen said no.", "Halvorsen", "Sigrun Halvorsen"),
        (HALVORSEN + "President Halvorsen said no.", "President Halvorsen", "Sigrun Halvorsen"),
        (HALVORSEN + "Ms. Halvorsen said no.", "Ms. Halvorsen", "Sigrun Halvorsen"),
        (HALVORSEN + "The president said no.", "The president", "Sigrun Halvorsen"),
        (HALVORSEN + "Halvorsen's answer was no.", "Halvorsen's", "Sigrun Halvorsen"),
        ("Mr. Lee Jae-on, the envoy, arrived. Lee said no.", "Lee", "Lee Jae-on"),
        ("Kang Min-ah arrived. Kang said no.", "Kang", "Kang Min-ah"),
        ("Ambassador Bram van den Okonk arrived. Van den Okonk said no.", "Okonk", "Bram van den Okonk"),
        ("Peter Skerrow arrived. He said no.", "He", "Peter Skerrow"),
        ("Mary Skerrow arrived. She said no.", "She", "Mary Skerrow"),
        ("Mary Skerrow met Peter Quell. She said no.", "She", "Mary Skerrow"),
        ("Mary Skerrow met Peter Quell. He said no.", "He", "Peter Quell"),
        ("The Kivik Port Authority said no.", "The Kivik Port Authority", "Kivik Port Authority"),
    ],
)
def test_a_mention_means_the_person_the_text_names(text: str, mention: str, name: str) -> None:
    assert meant(text, mention) == name


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The ferry sank. He said no.", "He"),
        ("The ferry sank. She said no.", "She"),
        ("The president said no.", "The president"),
        ("Peter Skerrow arrived. She said no.", "She"),
        ("It said no.", "It"),
        ("They said no.", "They"),
    ],
)
def test_who_is_unknown_stays_unknown(text: str, mention: str) -> None:
    assert meant(text, mention) is None


def test_two_who_share_a_surname_stay_two() -> None:
    text = "Peter Skerrow and Mary Skerrow arrived. Peter Skerrow said yes. Mary Skerrow said no."
    cast = Coreference(text)
    at = text.rindex("Mary Skerrow")
    figure = cast.who((at, at + len("Mary Skerrow")))
    assert figure is not None
    assert figure.person().name == "Mary Skerrow"
    assert {f.person().name for f in cast.figures} == {"Peter Skerrow", "Mary Skerrow"}


def test_a_role_is_kept_with_its_person() -> None:
    text = "President Sigrun Halvorsen met the crews. Halvorsen said no."
    figure = Coreference(text).who((text.rindex("Halvorsen"), text.rindex("Halvorsen") + 9))
    assert figure is not None
    assert figure.person().roles == ("President",)


@pytest.mark.parametrize(
    ("text", "words", "titles"),
    [
        ("President Halvorsen", ("Halvorsen",), ("President",)),
        ("Foreign Minister Femi Adeyemi", ("Femi", "Adeyemi"), ("Foreign Minister",)),
        ("Mr. Okonkwo", ("Okonkwo",), ()),
        ("Bram Okonkwo's", ("Bram", "Okonkwo"), ()),
        ("former President Halvorsen", ("Halvorsen",), ("President",)),
        ("nobody at all", (), ()),
        ("", (), ()),
    ],
)
def test_a_name_is_read_apart_from_its_titles(text: str, words: tuple[str, ...], titles: tuple[str, ...]) -> None:
    assert parse_name(text)[:2] == (words, titles)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Sigrun", "Halvorsen"), "Halvorsen"),
        (("Lee", "Jae-on"), "Lee"),
        (("Peter", "Skerrow", "Jr"), "Skerrow"),
        (("Halvorsen",), "Halvorsen"),
    ],
)
def test_the_surname_of_a_name(words: tuple[str, ...], expected: str) -> None:
    assert surname(words) == expected


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("Halvorsen", "Sigrun Halvorsen", True),
        ("Sigrun", "Sigrun Halvorsen", True),
        ("Lee", "Lee Jae-on", True),
        ("S. Halvorsen", "Sigrun Halvorsen", True),
        ("Peter Skerrow", "Peter Q. Skerrow", True),
        ("Mary Skerrow", "Peter Skerrow", False),
        ("Sigrun Halvorsen", "Halvorsen", False),
        ("Quell", "Sigrun Halvorsen", False),
    ],
)
def test_a_short_form_can_stand_for_a_longer_name(short: str, long: str, same: bool) -> None:
    assert is_short_form(tuple(short.split()), tuple(long.split())) is same


@pytest.mark.parametrize(("name", "first"), [("Lee Jae-on", True), ("Park Min-ah", True), ("Jean-Luc Skerrow", False)])
def test_korean_names_are_told_by_their_hyphen(name: str, first: bool) -> None:
    assert is_family_first(name.split()) is first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "us"),
        ("O’Dell", "O'Dell"),
        ("Lee Jae‑on", "lee jae-on"),
        ("Halvorsen's", "HALVORSEN"),
        ("“Kivik,”", "kivik"),
    ],
)
def test_forms_of_a_name_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_title_alone_is_no_name() -> None:
    assert split_titles(["President"])[0] == []


@given(texts(), st.data())
def test_any_mention_of_any_text_means_somebody_or_nobody(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    figure = Coreference(text).who((start, end))
    assert figure is None or figure.person().name.strip()


@pytest.mark.parametrize("mention", ["Doctors Holm", "Drs. Holm", "Presidents Holm and Vale"])
def test_a_title_of_several_people_is_nobodys(mention: str) -> None:
    assert parse_name(mention)[:2] == (("Holm",), ())
