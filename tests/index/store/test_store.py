"""The truth: articles wholly in or wholly out."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from index import Draft, Kind, Person, Statement, StoreError
from index.model import Block, BlockKind, Filter, Span
from index.store.store import Store
from index.store.writes import Stored
from tests.layouts import dumped

SEOUL = timezone(timedelta(hours=9))
MARCH_4 = date(2031, 3, 4)
TEXT = "“The tide is out,” Sigrun Halvorsen said. Bram Okonkwo disagreed."
SPANS: list[Span] = [(0, 41), (42, len(TEXT))]
HALVORSEN = Person("Sigrun Halvorsen", ("Halvorsen",), ("President",))


def statement_by(person: Person | None, *content: Span) -> Statement:
    return Statement(content or ((0, 18),), Kind.DIRECT, (19, 35), (36, 40), person)


def put(store: Store, draft: Draft, *statements: Statement) -> int:
    return store.add([(draft, SPANS, statements)])[0].article


def test_an_article_comes_back_as_it_was_given(store: Store) -> None:
    moment = datetime(2031, 3, 4, 8, 30, tzinfo=SEOUL)
    id = put(store, Draft(TEXT, "Tides", "https://a.example/1", "The Post", "Ines Falk", moment, "en", "members"))
    article = store.article(id)
    assert article is not None
    assert (article.text, article.title, article.url, article.outlet) == (
        TEXT,
        "Tides",
        "https://a.example/1",
        "The Post",
    )
    assert (article.author, article.language, article.collection) == ("Ines Falk", "en", "members")
    assert article.published == moment
    assert article.published is not None
    assert article.published.utcoffset() == timedelta(hours=9)


def test_a_missing_date_stays_missing(store: Store) -> None:
    article = store.article(put(store, Draft(TEXT)))
    assert article is not None
    assert article.published is None


def test_an_article_keeps_where_the_pages_of_its_document_begin(store: Store) -> None:
    article = store.article(put(store, Draft(TEXT, pages=((0, 1), (5, 3), (9, 2)))))
    assert article is not None
    assert [article.page_at(offset) for offset in (0, 4, 5, 8, 9)] == [1, 1, 3, 3, 2]
    plain = store.article(put(store, Draft(TEXT, collection="members")))
    assert plain is not None
    assert (plain.pages, plain.page_at(3)) == ((), None)


def test_the_same_text_is_stored_once_with_both_addresses(store: Store) -> None:
    first = put(store, Draft(TEXT, url="https://a.example/1"))
    assert store.add([(Draft(TEXT, url="https://b.example/2"), SPANS, ())]) == [Stored(first, new=False)]
    article = store.article(first)
    assert article is not None
    assert article.urls == ("https://a.example/1", "https://b.example/2")


def test_the_same_text_in_another_collection_is_another_article(store: Store) -> None:
    assert put(store, Draft(TEXT)) != put(store, Draft(TEXT, collection="members"))


def test_one_bad_article_keeps_the_whole_batch_out(store: Store) -> None:
    bad = [(0, None)]
    with pytest.raises(Exception, match=r"(?i)not.null"):
        store.add([(Draft(TEXT), SPANS, ()), (Draft("Another text."), bad, ())])  # type: ignore[list-item]
    assert store.counts()["article"] == store.counts()["passage"] == 0


def test_statements_come_back_with_their_people(store: Store) -> None:
    falk = Person("Joren Falk")
    one = Statement(((0, 18), (42, 50)), Kind.MIXED, (19, 35), (36, 40), HALVORSEN, falk, 0.75, True)
    (found,) = store.statements([id := put(store, Draft(TEXT), one)])[id]
    assert (found.content, found.kind, found.mention, found.cue) == (one.content, Kind.MIXED, (19, 35), (36, 40))
    assert (found.confidence, found.question) == (0.75, True)
    assert found.person is not None
    assert found.via is not None
    assert (found.person.name, found.person.roles) == ("Sigrun Halvorsen", ("President",))
    assert found.via.name == "Joren Falk"


def test_a_passage_knows_whose_words_it_holds(store: Store) -> None:
    id = put(store, Draft(TEXT), statement_by(HALVORSEN))
    first, second = store.passages_of([id])
    assert list(store.speakers_in([first.id, second.id])) == [first.id]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Person("Sigrun Halvorsen"), Person("sigrun halvorsen"), True),
        (Person("Sigrun Halvorsen"), Person("Tove Halvorsen"), False),
        (Person("Sigrun Halvorsen"), Person("Halvorsen"), False),
        (Person("Halvorsen"), Person("Halvorsen"), True),
        (Person("Sigrun Halvorsen", roles=("President",)), Person("President Halvorsen", roles=("President",)), True),
        (Person("President Halvorsen", roles=("President",)), Person("Sigrun Halvorsen", roles=("President",)), True),
        (Person("Sigrun Halvorsen", roles=("President",)), Person("Senator Halvorsen", roles=("Senator",)), False),
        (Person("Kivik", organisation=True), Person("Kivik"), False),
    ],
)
def test_people_join_between_articles_by_full_name_or_by_role_and_surname(
    store: Store, one: Person, other: Person, same: bool
) -> None:
    put(store, Draft(TEXT), statement_by(one))
    put(store, Draft("Another text with words enough to be kept in the store, and then more."), statement_by(other))
    assert len(store.speakers()) == (1 if same else 2)


def test_a_role_and_surname_that_two_people_bear_joins_neither(store: Store) -> None:
    for n, name in enumerate(("Sigrun Halvorsen", "Tove Halvorsen", "President Halvorsen")):
        put(store, Draft(f"{TEXT} {n}"), statement_by(Person(name, roles=("President",))))
    assert len(store.speakers()) == 3


def test_removing_an_article_removes_all_that_was_found_in_it(store: Store) -> None:
    id = put(store, Draft(TEXT, url="https://a.example/1"), statement_by(HALVORSEN))
    assert store.remove(id)
    assert store.article(id) is None
    assert store.statements([id])[id] == []
    assert store.passages_of([id]) == []
    assert store.find("https://a.example/1") is None


def test_blocks_come_back_as_they_were_given_and_go_with_their_article(store: Store) -> None:
    blocks = (Block(0, 41, BlockKind.PARAGRAPH), Block(42, len(TEXT), BlockKind.SIGNATURE))
    id = put(store, Draft(TEXT, blocks=blocks))
    without = put(store, Draft("Another text."))
    assert store.blocks([id, without, 7]) == {id: blocks}
    store.remove(id)
    assert store.blocks([id]) == {}


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    assert not store.remove(7)


def test_numbers_of_removed_passages_are_never_given_again(store: Store) -> None:
    id = put(store, Draft(TEXT))
    before = {p.id for p in store.passages_of([id])}
    store.remove(id)
    after = {p.id for p in store.passages_of([put(store, Draft(TEXT))])}
    assert not before & after


def test_changes_tell_what_a_derived_index_must_catch_up_with(store: Store) -> None:
    first = put(store, Draft(TEXT))
    seen = store.generation
    held = [p.id for p in store.passages_of([first])]
    second = put(store, Draft("Another text."))
    store.remove(first)
    assert store.changes(seen) == ([second], [(held[0], held[-1])])
    assert store.changes(store.generation) == ([], [])


def test_an_article_that_came_and_went_is_not_among_the_added(store: Store) -> None:
    id = put(store, Draft(TEXT))
    store.remove(id)
    added, _ = store.changes(0)
    assert added == []


def test_new_statements_take_the_place_of_the_old(store: Store) -> None:
    id = put(store, Draft(TEXT), statement_by(HALVORSEN))
    store.replace_statements({id: [statement_by(Person("Bram Okonkwo"), (42, 54))]})
    (found,) = store.statements([id])[id]
    assert found.person is not None
    assert found.person.name == "Bram Okonkwo"


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (Filter(since=MARCH_4), {"b", "c"}),
        (Filter(until=MARCH_4), {"a", "b"}),
        (Filter(since=MARCH_4, until=MARCH_4), {"b"}),
        (Filter(outlet="the post"), {"a"}),
        (Filter(people=()), set()),
    ],
)
def test_filters_leave_the_passages_that_fit(store: Store, wanted: Filter, texts: set[str]) -> None:
    for name, day, outlet, shelf in (
        ("a", 3, "The Post", "public"),
        ("b", 4, None, "public"),
        ("c", 5, "X", "members"),
    ):
        draft = Draft(name, outlet=outlet, collection=shelf, published=datetime(2031, 3, day, tzinfo=SEOUL))
        store.add([(draft, [(0, 1)], ())])
    put(store, Draft("undated"))
    found = store.matching(wanted)
    assert found is not None
    held = store.articles(p.article for p in store.passages(found))
    assert {a.text for a in held.values()} == texts


def test_an_outlet_is_found_in_a_window_however_it_is_written(store: Store) -> None:
    ours = put(store, Draft(TEXT, outlet="Österreich Morgen"))
    other = put(store, Draft(TEXT + " ", outlet="Elsewhere"))
    for name in ("Österreich Morgen", "österreich morgen", "ÖSTERREICH MORGEN"):
        assert store.window(Filter(outlet=name, after=0, upto=other)) == [ours]
    assert store.window(Filter(outlet="Nowhere", after=0, upto=other)) == []


def test_no_filter_leaves_everything(store: Store) -> None:
    assert store.matching(Filter()) is None


def test_a_day_is_counted_as_published_not_in_utc(store: Store) -> None:
    put(store, Draft(TEXT, published=datetime(2031, 3, 4, 1, tzinfo=SEOUL)))  # still the 3rd in UTC
    put(store, Draft("Another text.", published=datetime(2031, 3, 3, 23, tzinfo=SEOUL)))
    found = store.matching(Filter(since=MARCH_4))
    assert found is not None
    assert [store.article(p.article).text for p in store.passages(found)] == [TEXT] * 2  # type: ignore[union-attr]


def test_a_filter_that_leaves_everything_is_none(store: Store) -> None:
    put(store, Draft(TEXT, published=datetime(2031, 3, 5, 9, tzinfo=SEOUL)))
    assert store.matching(Filter(since=MARCH_4)) is None
    put(store, Draft(TEXT + " ", published=datetime(2031, 3, 1, 9, tzinfo=SEOUL)))
    assert store.matching(Filter(since=MARCH_4)) is not None


def test_filters_follow_what_is_added_and_removed(store: Store) -> None:
    first = put(store, Draft(TEXT, outlet="The Post"))
    put(store, Draft("Another text."))
    before = store.matching(Filter(outlet="the post"))
    second = put(store, Draft("A third text.", outlet="The Post"))
    store.remove(first)
    after = store.matching(Filter(outlet="the post"))
    assert before is not None
    assert after is not None
    assert [p.article for p in store.passages(after)] == [second] * 2
    assert not set(before) & set(after)


def test_the_newest_articles_come_first_and_undated_ones_last(store: Store) -> None:
    undated = put(store, Draft("undated"))
    days = {day: put(store, Draft(f"{day}", published=datetime(2031, 3, day, tzinfo=SEOUL))) for day in (3, 5, 4)}
    wanted = [days[5], days[4], days[3], undated]
    for among in (None, store.matching(Filter(upto=days[4])), np.array([p.id for p in store.passages_of(wanted)])):
        found = store.passages(store.latest(among, 20))
        assert list(dict.fromkeys(p.article for p in found)) == wanted
    assert len(store.latest(None, 3)) == 3


def test_more_ids_than_sql_takes_at_once_are_no_trouble(store: Store) -> None:
    id = put(store, Draft(TEXT), statement_by(HALVORSEN))
    many = range(1, 300_000)
    assert len(store.passages(many)) == 2
    assert list(store.articles(many)) == [id]
    assert len(store.passages_of(many)) == 2
    assert len(store.statements(many)[id]) == 1
    assert len(store.speakers_in(many)) == 1
    assert len(store.people(many)) == 1


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one " * 40, b"SQLite format 3\0" + b"x" * 500]
)
def test_a_file_that_is_no_store_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "onrecord.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Store(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_store_of_a_later_layout_is_refused(tmp_path: Path) -> None:
    Store(tmp_path / "onrecord.db").close()
    with sqlite3.connect(tmp_path / "onrecord.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"later release of On Record \(layout 9999"):
        Store(tmp_path / "onrecord.db")


def test_a_store_of_an_unknown_layout_from_before_revisions_is_refused(tmp_path: Path) -> None:
    Store(tmp_path / "onrecord.db").close()
    with sqlite3.connect(tmp_path / "onrecord.db") as connection:
        connection.execute("DROP TABLE alembic_version")
        connection.execute("UPDATE property SET value = '99' WHERE name = 'version'")
    connection.close()
    before = dumped(tmp_path / "onrecord.db")
    with pytest.raises(StoreError, match="another version"):
        Store(tmp_path / "onrecord.db")
    assert dumped(tmp_path / "onrecord.db") == before


def test_a_store_that_is_up_to_date_opens_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    Store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        Store(path).close()
        assert time.monotonic() - start < 20  # who waits for a writer waits for 30 s


def test_the_release_before_refuses_a_store_of_this_one(tmp_path: Path) -> None:
    """0.1.0 opens what `property` calls version 1, and would set it where it is missing."""
    Store(tmp_path / "onrecord.db").close()
    with sqlite3.connect(tmp_path / "onrecord.db") as connection:
        assert connection.execute("SELECT * FROM property").fetchall() == [("version", "2")]
    connection.close()


def test_a_folder_where_nothing_may_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "onrecord.db").mkdir()
    with pytest.raises(StoreError):
        Store(tmp_path / "onrecord.db")


@pytest.mark.parametrize("name", ["what now?", "a?b=c#d", "100%41", "two; drop", "d é"])
def test_a_folder_of_any_name_holds_its_own_store(tmp_path: Path, name: str) -> None:
    """SQLAlchemy reads a question mark in an address as its end: the store was made beside the folder."""
    for reading in (False, True):
        Store(tmp_path / name / "onrecord.db", reading=reading).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "onrecord.db").stat().st_size
