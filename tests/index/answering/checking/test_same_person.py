"""Two names are one person's, two people's, or nobody can tell."""

from __future__ import annotations

import pytest

from index.answering.checking.same_person import Likeness, compare
from index.model import Person
from index.search.speakers import SpeakerDirectory

PEOPLE = (
    Person("Joseph R. Vale", ("Vale",), ("President",), id=1),
    Person("Jill Vale", id=2),
    Person("Gaius Berg-Lund", id=3),
    Person("Maria Reis de Lima", id=4),
    Person("Olena Zelinska", id=5),
    Person("Moon Ji-an", id=6),
    Person("Pelo", id=7),
    Person("Ministry of Fish", organisation=True, id=8),
    Person("Ivo Tarn", id=9),
)
BY_NAME = {person.name: person for person in PEOPLE}


def likeness(credited: str, said: str, hidden: str = "") -> Likeness:
    directory = SpeakerDirectory((person, 10) for person in PEOPLE if person.name != hidden)
    return compare(Person(credited), BY_NAME[said], directory)


@pytest.mark.parametrize(
    ("credited", "said"),
    [
        ("Joe Vale", "Joseph R. Vale"),
        ("J. R. Vale", "Joseph R. Vale"),
        ("Mr. Vale", "Joseph R. Vale"),
        ("President Vale", "Joseph R. Vale"),
        ("President", "Joseph R. Vale"),
        ("Berg Lund", "Gaius Berg-Lund"),
        ("Gaius Berg Lund", "Gaius Berg-Lund"),
        ("Reis de Lima", "Maria Reis de Lima"),
        ("Lima", "Maria Reis de Lima"),
        ("Olena Zelinskaya", "Olena Zelinska"),
        ("Ji-an Moon", "Moon Ji-an"),
        ("Moon", "Moon Ji-an"),
        ("the Ministry of Fish", "Ministry of Fish"),
    ],
)
def test_one_person(credited: str, said: str) -> None:
    assert likeness(credited, said) is Likeness.SAME


@pytest.mark.parametrize(
    ("credited", "said"),
    [
        ("Jack Vale", "Joseph R. Vale"),  # perhaps a nickname
        ("Maria Reis", "Maria Reis de Lima"),
        ("Zorro", "Ivo Tarn"),
        ("the Ministry of Fish", "Ivo Tarn"),
        ("Ivo Tarn", "Ministry of Fish"),
        ("이보 탄", "Ivo Tarn"),
        ("Prime Minister", "Ivo Tarn"),
    ],
)
def test_nobody_can_tell(credited: str, said: str) -> None:

    assert likeness(credited, said) is Likeness.UNCLEAR


@pytest.mark.parametrize(
    ("credited", "said"),
    [
        ("Ivo Tarn", "Olena Zelinska"),
        ("Tarn", "Olena Zelinska"),
        ("Oskar Lundqvist", "Ivo Tarn"),
        ("Pelo", "Ivo Tarn"),
        ("President Vale", "Ivo Tarn"),
    ],
)
def test_two_people(credited: str, said: str) -> None:
    assert likeness(credited, said) is Likeness.DIFFERENT


def test_who_may_not_be_seen_is_no_evidence() -> None:
    assert likeness("Pelo", "Ivo Tarn", hidden="Pelo") is Likeness.UNCLEAR
