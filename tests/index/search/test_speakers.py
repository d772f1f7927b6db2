"""From a name as asked to the people it can mean."""

from __future__ import annotations

import pytest

from index.model import Person
from index.search.speakers import SpeakerDirectory

SIGRUN = Person("Sigrun Halvorsen", ("Halvorsen",), ("President",), id=1)
LEIF = Person("Tove Halvorsen", ("Halvorsen",), ("Senator",), id=2)
BRAM = Person("Bram Okonkwo", ("Okonkwo",), ("Opposition leader",), id=3)
JAEON = Person("Lee Jae-on", ("Lee",), ("Ambassador",), id=4)
MINISTRY = Person("Foreign Ministry", ("the Foreign Ministry",), organisation=True, id=5)
PORT = Person("Kivik Port Authority", organisation=True, id=6)
BARE = Person("Okonkwo", id=7)
SPEAKERS = [(SIGRUN, 40), (LEIF, 30), (BRAM, 12), (JAEON, 5), (MINISTRY, 9), (PORT, 2), (BARE, 3)]


@pytest.fixture
def directory() -> SpeakerDirectory:
    return SpeakerDirectory(SPEAKERS)


def named(directory: SpeakerDirectory, name: str) -> list[str]:
    return [voice.person.name for voice in directory.matching(name)]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Sigrun Halvorsen", ["Sigrun Halvorsen"]),
        ("sigrun halvorsen", ["Sigrun Halvorsen"]),
        ("Halvorsen", ["Sigrun Halvorsen", "Tove Halvorsen"]),
        ("halvorsen", ["Sigrun Halvorsen", "Tove Halvorsen"]),
        ("President Halvorsen", ["Sigrun Halvorsen"]),
        ("president halvorsen", ["Sigrun Halvorsen"]),
        ("Senator Halvorsen", ["Tove Halvorsen"]),
        ("Sigrun", ["Sigrun Halvorsen"]),
        ("Okonkwo", ["Bram Okonkwo"]),
        ("Lee", ["Lee Jae-on"]),
        ("Lee Jae-on", ["Lee Jae-on"]),
        ("the Foreign Ministry", ["Foreign Ministry"]),
        ("foreign ministry", ["Foreign Ministry"]),
        ("Port Authority", ["Kivik Port Authority"]),
        ("Quell", []),
        ("Halvorsens", []),
        ("", []),
        ("?", []),
    ],
)
def test_whom_a_name_can_mean(directory: SpeakerDirectory, name: str, people: list[str]) -> None:
    assert named(directory, name) == people


def test_a_bare_surname_belongs_to_its_only_bearer(directory: SpeakerDirectory) -> None:
    (voice,) = directory.matching("Okonkwo")
    assert (voice.ids, voice.count) == ((3, 7), 15)


SPELT = [
    (Person("Inés López", ("López",), id=1), 5),
    (Person("Ana Lopez", ("Lopez",), id=2), 4),
    (Person("Taras Horlenskyy", ("Horlenskyy",), id=3), 3),
    (Person("Lee Jae On", ("On",), id=4), 2),
    (Person("Park Seung-ri", id=5), 2),
    (Person("Karl Brandt Jr.", ("Karl Brandt",), id=6), 2),
    (Person("Karl Brandt Sr.", ("Karl Brandt",), id=7), 2),
    (Person("Ilo Kim", ("Kim",), ("Minister",), id=8), 9),
    (Person("Kim", roles=("coach",), id=9), 1),
]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Ines Lopez", ["Inés López"]),
        ("Inés López", ["Inés López"]),
        ("Lopez", ["Inés López", "Ana Lopez"]),
        ("López", ["Inés López", "Ana Lopez"]),
        ("Horlensky", ["Taras Horlenskyy"]),
        ("Taras Horlenskiy", ["Taras Horlenskyy"]),
        ("Lee Jae-on", ["Lee Jae On"]),
        ("Jae-on", ["Lee Jae On"]),
        ("Park Seung Ri", ["Park Seung-ri"]),
        ("Seung Ri", ["Park Seung-ri"]),
        ("Ri", []),
        ("Karl Brandt", ["Karl Brandt Jr.", "Karl Brandt Sr."]),
        ("Karl Brandt Jr.", ["Karl Brandt Jr."]),
        ("Kim", ["Ilo Kim", "Kim"]),
    ],
)
def test_a_name_is_found_however_it_is_spelt_and_two_stay_two(name: str, people: list[str]) -> None:
    assert named(SpeakerDirectory(SPELT), name) == people


def test_a_joined_directory_knows_the_spellings_of_those_who_came() -> None:
    first = SpeakerDirectory(SPELT[:1])
    joined = first.joined(SPELT[1:])
    assert named(joined, "Lopez") == ["Inés López", "Ana Lopez"]
    assert named(first, "Lopez") == ["Inés López"]
    renamed = joined.joined([(Person("Inés Lópaz", id=1), 0)])
    assert named(renamed, "Lopez") == ["Ana Lopez"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Halversen", "Sigrun Halvorsen"),
        ("Okonkow", "Bram Okonkwo"),
        ("Bram Okonkvo", "Bram Okonkwo"),
        ("President Halvorson", "Sigrun Halvorsen"),
        ("Jae-un", "Lee Jae-on"),
    ],
)
def test_a_misspelt_name_proposes_the_near_ones(directory: SpeakerDirectory, name: str, nearest: str) -> None:
    assert nearest in [person.name for person in directory.similar(name)]


@pytest.mark.parametrize("name", ["Wigglesworth", "", "?", "the"])
def test_a_name_like_nobodys_proposes_nobody(directory: SpeakerDirectory, name: str) -> None:
    assert directory.similar(name) == ()


def test_those_who_spoke_most_come_first_and_people_before_groups(directory: SpeakerDirectory) -> None:
    assert [person.id for person in directory.most_quoted(7)] == [1, 2, 3, 4, 7, 5, 6]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Halvorsen lighthouses", "Halvorsen"),
        ("what about Bram Okonkwo and trawlers", "Bram Okonkwo"),
        ("Halvorsen's lighthouses", "Halvorsen"),
        ("the price of lighthouses", None),
        ("president", None),
        ("", None),
    ],
)
def test_the_first_longest_name_in_a_text(directory: SpeakerDirectory, text: str, name: str | None) -> None:
    spotted = directory.spot(text)
    assert (spotted and spotted[2]) == name
    assert spotted is None or text[spotted[0] : spotted[1]].startswith(spotted[2])


def test_a_directory_of_nobody_knows_nobody() -> None:
    nobody = SpeakerDirectory([])
    assert nobody.matching("Halvorsen") == []
    assert nobody.similar("Halvorsen") == ()
    assert nobody.most_quoted() == ()
