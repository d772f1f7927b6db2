"""A Korean's name in Latin letters and in Hangul is one name. The names are made up of common syllables."""

from __future__ import annotations

import pytest

from index.model import Person
from index.search.speakers import SpeakerDirectory
from index.text.romanisation import is_romanisation


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Han Da-sol", "한다솔"),
        ("Han Dasol", "한다솔"),
        ("Dasol Han", "한다솔"),
        ("Lee Kyung-hwa", "이경화"),
        ("Yi Kyong Wha", "이경화"),
        ("Park Chul-soo", "박철수"),
        ("Pak Cheolsu", "박철수"),
        ("Choi Yeong-hui", "최영희"),
        ("Roh Min-seok", "노민석"),
        ("Hwangbo Seul", "황보슬"),
    ],
)
def test_one_name_in_both_letters(latin: str, hangul: str) -> None:
    assert is_romanisation(latin, hangul)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Han Da-sol", "한다슬"),
        ("Park Chul", "박철수"),
        ("Chul-soo", "박철수"),
        ("Harbour Treaty", "하보"),
        ("Lee", "이"),
    ],
)
def test_others_are_not(latin: str, hangul: str) -> None:
    assert not is_romanisation(latin, hangul)


def test_somebody_is_found_by_the_name_in_other_letters() -> None:
    people = [(Person("한다솔", id=1), 3), (Person("Park Chul-soo", id=2), 3), (Person("Elin Varga", id=3), 3)]
    directory = SpeakerDirectory(people)
    assert [[match.person.name for match in directory.matching(name)] for name in ("Han Da-sol", "박철수", "엘린")] == [
        ["한다솔"],
        ["Park Chul-soo"],
        [],
    ]
