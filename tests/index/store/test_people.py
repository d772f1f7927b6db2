"""One person, one record; two people, two: across articles, in any order, and as editors decided.

All people, papers and countries are invented.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Draft, Kind, Person, Statement
from index.search.speaker_cache import SpeakerCache
from index.store.decisions import Decision, DecisionKind, Scope
from index.store.store import Store
from index.store.writes import digest
from tests.layouts import rows_of

FIRST_DAY = datetime(2031, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """An article in which somebody, or several, speak."""

    people: tuple[Person, ...]
    day: int = 0
    outlet: str = "The Harbour Post"

    @property
    def text(self) -> str:
        return f"Nothing but words. {self.people} {self.day} {self.outlet}"

    def draft(self) -> tuple[Draft, list[tuple[int, int]], list[Statement]]:
        draft = Draft(self.text, outlet=self.outlet, published=FIRST_DAY + timedelta(days=self.day))
        return draft, [(0, len(self.text))], self.statements()

    def statements(self) -> list[Statement]:
        return [Statement(((0, 7),), Kind.DIRECT, person=person) for person in self.people]


def said(*names: str | Person, day: int = 0, outlet: str = "The Harbour Post", role: str = "") -> Said:
    roles = (role,) if role else ()
    people = (name if isinstance(name, Person) else Person(name, roles=roles) for name in names)
    return Said(tuple(people), day, outlet)


def put(store: Store, *articles: Said) -> list[int]:
    return [id for each in articles for id, *_ in store.add([each.draft()])]


def reread(store: Store, articles: Sequence[Said]) -> None:
    ids = {store.known(each.text, "public"): each for each in articles}
    store.replace_statements({id: each.statements() for id, each in ids.items() if id is not None})


def records(store: Store) -> dict[str, int]:
    return {person.name: count for person, count in store.speakers()}


def partition(store: Store) -> list[list[str]]:
    """Who is together in one record: each article with the name it uses, in the order of the texts."""
    ids = [row.id for row in store.listing()]
    groups: dict[int, list[str]] = {}
    for id, statements in store.statements(ids).items():
        article = store.article(id)
        assert article is not None
        for place, each in enumerate(statements):
            assert each.person is not None
            groups.setdefault(each.person.id, []).append(f"{article.text} #{place}")
    return sorted(sorted(group) for group in groups.values())


def consistent(store: Store) -> None:
    """Passages and the directory of speakers say the same as the statements."""
    ids = [row.id for row in store.listing()]
    for id, statements in store.statements(ids).items():
        (passage,) = store.passages_of([id])
        told = set(store.speakers_in([passage.id]).get(passage.id, ()))
        assert told == {each.person.id for each in statements if each.person}


VALE = Person("Elin Vale", ("Vale",), ("President",))
THE_PRESIDENT = Person("the President", roles=("President",), organisation=True)


@pytest.mark.parametrize(
    ("articles", "people"),
    [
        ([said("Joe Vale"), said("Joseph R. Vale"), said("Joseph R. Vale Jr.")], {"Joseph R. Vale Jr.": 3}),
        ([said("Taras Horlensky"), said("Taras Horlenskyy")], {"Taras Horlenskyy": 2}),
        ([said("Lee Jae On"), said("Lee Jae-on"), said("Lee Jae-on", day=1)], {"Lee Jae-on": 3}),
        ([said("Inés López"), said("Ines Lopez")], {"Inés López": 2}),
        # the fullest form, else the commonest
        ([said("Ed Falk"), said("Edward Falk"), said("Ed Falk", day=1)], {"Edward Falk": 3}),
        # two bearers of a surname
        ([said("Kim Ha-na"), said("Kim Yong-jin"), said("Kim")], {"Kim Ha-na": 1, "Kim Yong-jin": 1, "Kim": 1}),
        ([said("Vale"), said("Elin Vale")], {"Vale": 1, "Elin Vale": 1}),
        # whom it can be is not plain: two Alexes
        (
            [said("Alex Lund"), said("Alexander Lund"), said("Alexandra Lund")],
            {"Alex Lund": 1, "Alexander Lund": 1, "Alexandra Lund": 1},
        ),
        # father and son
        ([said("Karl Brandt Sr."), said("Karl Brandt Jr.")], {"Karl Brandt Sr.": 1, "Karl Brandt Jr.": 1}),
        (
            [said("Karl Brandt Sr."), said("Karl Brandt Jr."), said("Karl Brandt")],
            {"Karl Brandt Sr.": 1, "Karl Brandt Jr.": 1, "Karl Brandt": 1},
        ),
        ([said("Karl Brandt", role="Mayor"), said("Karl Brandt Jr.")], {"Karl Brandt": 1, "Karl Brandt Jr.": 1}),
        ([said("Karl Brandt", "Karl Brandt Jr.")], {"Karl Brandt": 1, "Karl Brandt Jr.": 1}),
        (
            [said("Karl Brandt", role="Mayor"), said("Karl Brandt Jr.", role="Mayor")],
            {"Karl Brandt Jr.": 2},
        ),
        ([said("Mr. Brandt"), said("Mrs. Brandt")], {"Mr. Brandt": 1, "Mrs. Brandt": 1}),
        # a role that the other never has speaks against a short form
        ([said("Bill Aske", role="Coach"), said("William Aske", role="Minister")], {"Bill Aske": 1, "William Aske": 1}),
        ([said("Bill Aske", role="Minister"), said("William Aske", role="Foreign Minister")], {"William Aske": 2}),
        # a role with a surname, and bare surnames with roles
        ([said("President Vale", role="President"), said(VALE)], {"Elin Vale": 2}),
        ([said("Kim", role="coach"), said("Kim", role="minister")], {"Kim": 1}),
        (
            [said("Vale", role="spokesman"), said("Ilo Vale", role="spokesman", day=3), said("Elin Vale")],
            {"Ilo Vale": 2, "Elin Vale": 1},
        ),
        (
            [said("Vale", role="spokesman"), said("Ilo Vale", role="spokesman", outlet="Norhaven Daily")],
            {"Vale": 1, "Ilo Vale": 1},
        ),
        # two presidents of that name: outlet and day tell
        (
            [
                said("President Vale", role="President", day=10),
                said(VALE, day=12),
                said("Tove Vale", role="President", outlet="Norhaven Daily"),
            ],
            {"Elin Vale": 2, "Tove Vale": 1},
        ),
        ([said("President Vale", role="President"), said(VALE, day=365 * 12)], {"President Vale": 1, "Elin Vale": 1}),
        # organisations
        (
            [
                said(Person("White Hall", organisation=True)),
                said(Person("the White Hall", organisation=True)),
                said("White Hall"),
            ],
            {"White Hall": 1},
        ),
        # a title with given names alone is nobody's name
        ([said(Person("President Donal J.", roles=("President",)))], {}),
    ],
)
def test_one_person_is_one_record_and_two_are_two(store: Store, articles: list[Said], people: dict[str, int]) -> None:
    put(store, *articles)
    counts = records(store)
    if len(counts) == len(store.speakers()):
        assert counts == people
    else:  # several of one name
        assert set(counts) == set(people)
        assert len(store.speakers()) > len(people)
    consistent(store)


FORMS = st.sampled_from(
    [
        *("Joe Vale", "Joseph Vale", "Joseph R. Vale", "Joseph A. Vale", "Joseph R. Vale Jr.", "Vale", "Elin Vale"),
        *("Taras Horlensky", "Taras Horlenskyy", "Horlensky", "Lee Jae-on", "Lee Jae On", "Jae-on Lee", "Lee"),
        *("Alex Lund", "Alexander Lund", "Alexandra Lund", "J. D. Lund", "John David Lund", "Karl Brandt Sr."),
        *("Karl Brandt", "Karl Brandt Jr."),
    ]
)
ARTICLES = st.builds(
    said,
    FORMS,
    day=st.integers(0, 200),
    outlet=st.sampled_from(["The Harbour Post", "Norhaven Daily"]),
    role=st.sampled_from(["", "President", "Senator", "spokesman"]),
) | st.builds(
    lambda surname, role, day: said(f"{role} {surname}", role=role, day=day),
    st.sampled_from(["Vale", "Lund", "Lee"]),
    st.sampled_from(["President", "Senator"]),
    st.integers(0, 200),
)
SETS = st.lists(ARTICLES, min_size=1, max_size=10, unique_by=lambda each: each.text)


def opened(folder: Path, name: str) -> Store:
    for left in folder.glob(f"{name}.db*"):
        left.unlink()
    shutil.copy(folder / "empty.db", folder / f"{name}.db")  # making the layout takes longer than all the rest
    return Store(folder / f"{name}.db")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("people")
    Store(made / "empty.db").close()
    return made


@settings(max_examples=10)  # each makes articles, reads them again and looks at all of it
@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_coming_does_not_matter_after_reading_again(
    folder: Path, articles: list[Said], chance: random.Random
) -> None:
    stores = [opened(folder, name) for name in ("one", "other")]
    shuffled = list(articles)
    chance.shuffle(shuffled)
    for store, order in zip(stores, (articles, shuffled), strict=True):
        put(store, *order)
        consistent(store)
        reread(store, articles)
        consistent(store)
    assert partition(stores[0]) == partition(stores[1])
    assert records(stores[0]) == records(stores[1])
    for store in stores:
        store.close()


FULL = st.builds(said, FORMS.filter(lambda name: " " in name), day=st.integers(0, 200))


@settings(max_examples=10)  # each makes articles, reads them again and looks at all of it
@given(st.lists(FULL, min_size=1, max_size=10, unique_by=lambda each: each.text), st.randoms(use_true_random=False))
def test_full_names_do_not_even_wait_for_that(folder: Path, articles: list[Said], chance: random.Random) -> None:
    stores = [opened(folder, name) for name in ("one", "other")]
    shuffled = list(articles)
    chance.shuffle(shuffled)
    for store, order in zip(stores, (articles, shuffled), strict=True):
        put(store, *order)
    assert partition(stores[0]) == partition(stores[1])
    for store in stores:
        store.close()


@settings(max_examples=10)  # each makes articles, reads them again and looks at all of it
@given(SETS, st.data())
def test_split_then_join_changes_nobody(folder: Path, articles: list[Said], data: st.DataObject) -> None:
    store = opened(folder, "one")
    put(store, *articles)
    reread(store, articles)
    before, names = partition(store), sorted(records(store))
    name = data.draw(st.sampled_from(names)) if names else ""
    scope = data.draw(st.sampled_from([Scope(outlet="Norhaven Daily"), Scope(until=FIRST_DAY.date())]))
    if [person.name for person, _ in store.speakers()].count(name) == 1:
        store.decide(Decision(DecisionKind.SPLIT, name, f"{name} (another)", scope))
        store.decide(Decision(DecisionKind.JOIN, f"{name} (another)", name))
        assert partition(store) == before
        assert sorted(records(store)) == names
    store.close()


DECISIONS = st.builds(
    Decision, st.sampled_from([DecisionKind.JOIN, DecisionKind.RENAME, DecisionKind.ALIAS]), FORMS, FORMS
) | st.builds(
    lambda name, scope: Decision(DecisionKind.SPLIT, name, f"{name} (another)" if scope else "", scope),
    FORMS,
    st.sampled_from([Scope(), Scope(role="Senator"), Scope(outlet="Norhaven Daily")]),
)


@settings(max_examples=10)  # each makes articles, reads them again and looks at all of it
@given(SETS, st.lists(DECISIONS, max_size=4))
def test_nothing_decided_is_lost_when_articles_are_read_again_or_come_again(
    folder: Path, articles: list[Said], decisions: list[Decision]
) -> None:
    store = opened(folder, "one")
    put(store, *articles)
    for decision in decisions:
        store.decide(decision)
    reread(store, articles)
    before, names = partition(store), records(store)
    reread(store, articles)
    assert (partition(store), records(store)) == (before, names)
    for each in articles:
        id = store.known(each.text, "public")
        assert id is not None
        store.remove(id)
    put(store, *articles)
    reread(store, articles)
    assert (partition(store), records(store)) == (before, names)
    consistent(store)
    store.close()


@settings(max_examples=10)  # each makes articles, reads them again and looks at all of it
@given(SETS, st.lists(DECISIONS, min_size=1, max_size=4))
def test_what_is_undone_was_never_decided(folder: Path, articles: list[Said], decisions: list[Decision]) -> None:
    store = opened(folder, "one")
    put(store, *articles)
    reread(store, articles)
    before, names = partition(store), records(store)
    for id in [store.decide(decision).id for decision in decisions]:
        assert store.undo(id) is not None
        assert store.undo(id) is None
    reread(store, articles)
    assert (partition(store), records(store)) == (before, names)
    assert store.decisions() == []
    store.close()


def test_people_keep_their_numbers_when_articles_are_read_again(store: Store) -> None:
    articles = [said("Joe Vale"), said("Joseph R. Vale"), said("Tove Lund", day=2)]
    put(store, *articles)
    before = {person.name: person.id for person, _ in store.speakers()}
    reread(store, articles)
    assert {person.name: person.id for person, _ in store.speakers()} == before


def test_joined_people_are_one_from_then_on(store: Store) -> None:
    put(store, said("Joren Falk"), said("Jory Falk"))
    store.decide(Decision(DecisionKind.JOIN, "Joren Falk", "Jory Falk", by="editor 7"))
    put(store, said("Jory Falk", day=4))
    assert records(store) == {"Jory Falk": 3} or records(store) == {"Joren Falk": 3}
    (decision,) = store.decisions()
    assert (decision.kind, decision.name, decision.other, decision.by) == (
        "join",
        "Joren Falk",
        "Jory Falk",
        "editor 7",
    )
    consistent(store)
    store.undo(decision.id)
    assert records(store) == {"Joren Falk": 1, "Jory Falk": 2}


def test_a_part_is_told_by_outlet_article_role_or_day(store: Store) -> None:
    articles = [
        said("Kim Yong-jin", role="Minister"),
        said("Kim Yong-jin", role="Coach", outlet="Norhaven Daily", day=30),
        said("Kim Yong-jin", role="Minister", day=60),
    ]
    put(store, *articles)
    for scope, counts in (
        (Scope(outlet="norhaven daily"), (2, 1)),
        (Scope(article=digest(articles[0].text)), (2, 1)),
        (Scope(role="coach"), (2, 1)),
        (Scope(since=(FIRST_DAY + timedelta(days=30)).date()), (1, 2)),
        (Scope(until=(FIRST_DAY + timedelta(days=59)).date(), role="Minister"), (2, 1)),
    ):
        decision = store.decide(Decision(DecisionKind.SPLIT, "Kim Yong-jin", "Kim the other", scope))
        assert records(store) == {"Kim Yong-jin": counts[0], "Kim the other": counts[1]}
        store.undo(decision.id)
        assert records(store) == {"Kim Yong-jin": 3}


def test_what_comes_later_goes_to_the_part_it_belongs_to(store: Store) -> None:
    put(store, said("Kim Yong-jin"), said("Kim Yong-jin", outlet="Norhaven Daily"))
    store.decide(Decision(DecisionKind.SPLIT, "Kim Yong-jin", "Coach Kim", Scope(outlet="Norhaven Daily")))
    put(store, said("Kim Yong-jin", outlet="Norhaven Daily", day=9), said("Kim Yong-jin", day=9))
    assert records(store) == {"Kim Yong-jin": 2, "Coach Kim": 2}


def test_a_form_of_the_name_is_taken_out_by_itself(store: Store) -> None:
    put(store, said("Joe Vale"), said("Joseph R. Vale"), said("Joe Vale", day=2))
    store.decide(Decision(DecisionKind.SPLIT, "Joe Vale"))
    assert records(store) == {"Joe Vale": 2, "Joseph R. Vale": 1}
    put(store, said("Joe Vale", day=5))
    assert records(store) == {"Joe Vale": 3, "Joseph R. Vale": 1}


def test_a_name_a_form_and_a_role_that_editors_give_stay(store: Store) -> None:
    articles = [said("Elin Varga"), said("Elin Varga", day=4)]
    put(store, *articles)
    store.decide(Decision(DecisionKind.RENAME, "Elin Varga", "Elin Varga-Holt"))
    store.decide(Decision(DecisionKind.ALIAS, "Elin Varga-Holt", "the Iron Gull"))
    store.decide(Decision(DecisionKind.ROLE, "Elin Varga", "Harbour Commissioner"))
    reread(store, articles)
    ((person, count),) = store.speakers()
    assert (person.name, count) == ("Elin Varga-Holt", 2)
    assert "the Iron Gull" in person.aliases
    assert "Elin Varga" in person.aliases
    assert "Harbour Commissioner" in person.roles


def test_a_change_of_name_alone_reaches_who_asks(store: Store) -> None:
    speakers = SpeakerCache(store)
    put(store, said("Elin Varga"), said("Tove Lund"))
    assert speakers.at(store.generation).matching("Elin Varga")
    store.decide(Decision(DecisionKind.RENAME, "Elin Varga", "Ilse Holt"))
    directory = speakers.at(store.generation)
    assert directory.matching("Ilse Holt")[0].person.name == "Ilse Holt"


def test_the_president_is_who_alone_bears_that_title_there_and_then(store: Store) -> None:
    put(store, said(VALE), said("Tove Lund", role="President", outlet="Norhaven Daily"))
    put(store, said(THE_PRESIDENT, day=20), said(THE_PRESIDENT, day=20, outlet="Norhaven Daily"))
    assert records(store) == {"Elin Vale": 2, "Tove Lund": 2}
    put(store, said(THE_PRESIDENT, day=400))
    assert records(store)["the President"] == 1
    assert "the President" not in [name for person, _ in store.speakers() if person.name != "the President"
                                   for name in person.aliases]  # fmt: skip


@pytest.mark.parametrize("role", ["Vice President", "former President", "Minister"])
def test_the_president_is_no_vice_president(store: Store, role: str) -> None:
    put(store, said("Tove Lund", role=role), said(THE_PRESIDENT, day=2))
    assert records(store) == {"Tove Lund": 1, "the President": 1}


def test_two_presidents_there_and_then_are_neither(store: Store) -> None:
    put(store, said(VALE), said("Tove Lund", role="President", day=5), said(THE_PRESIDENT, day=2))
    assert records(store) == {"Elin Vale": 1, "Tove Lund": 1, "the President": 1}


def test_the_president_who_came_before_is_known_after_reading_again(store: Store) -> None:
    articles = [said(THE_PRESIDENT, day=2), said(VALE, day=9)]
    put(store, *articles)
    assert records(store) == {"Elin Vale": 1, "the President": 1}
    reread(store, articles)
    assert records(store) == {"Elin Vale": 2}
    consistent(store)


def test_the_president_of_an_outlet_can_be_told_by_editors(store: Store) -> None:
    articles = [said(THE_PRESIDENT, outlet="Daily A"), said(THE_PRESIDENT, outlet="Daily B"), said("Elin Vale")]
    put(store, *articles)
    store.decide(Decision(DecisionKind.SPLIT, "the President", "the President (Daily A)", Scope(outlet="Daily A")))
    store.decide(Decision(DecisionKind.JOIN, "Elin Vale", "the President (Daily A)"))
    assert records(store) == {"Elin Vale": 2, "the President": 1}
    reread(store, articles)
    assert records(store) == {"Elin Vale": 2, "the President": 1}


def test_decisions_come_along_with_a_copy_of_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "onrecord.db")
    put(store, said("Joren Falk"), said("Jory Falk"))
    store.decide(Decision(DecisionKind.JOIN, "Joren Falk", "Jory Falk"))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    copy = Store(tmp_path / "copy.db")
    put(copy, said("Jory Falk", day=3))
    assert list(records(copy).values()) == [3]
    assert rows_of(tmp_path / "copy.db", {"decision": ["name", "other"]}) == {("decision", "Joren Falk", "Jory Falk")}
    copy.close()
    store.close()
