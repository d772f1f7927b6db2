"""Who spoke about what: the figures of a picture, from a store of invented statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.model import Draft, Kind, Person, Statement
from index.news.activity import MAX_PEOPLE, MAX_STATEMENTS, MAX_TOPICS, measure_activity
from index.store import latest_day
from index.store.store import Store
from index.store.visible_store import VisibleStore
from index.text.recurring_topics import Remark, find_recurring_topics, person_name_words

LAST = date(2031, 3, 30)
VARGA, TAMM, QUELL = Person("Edit Varga"), Person("Oskar Tamm"), Person("Tomas Quell")
HERRING = (
    "the herring quota is too low", "a higher herring quota would feed the coast", "no herring quota will be cut",
    "our boats live by the herring quota",
)  # fmt: skip
TRAMS = ("the trams run late again", "new trams for the harbour are on their way", "free trams at night would help us")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "store.db")
    yield made
    made.close()


def says(
    store: Store, person: Person, *sentences: str, day: date | None = LAST, collection: str = "public", times: int = 1
) -> None:
    """An article in which somebody says each of these sentences."""
    parts, statements, at = [], [], 0
    for sentence in sentences * times:
        part = f"“We know that {sentence},” {person.name} said on Monday.\n\n"
        statements.append(Statement(((at + 1, at + part.index("”")),), Kind.DIRECT, person=person))
        parts.append(part)
        at += len(part)
    published = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) if day else None
    draft = Draft("".join(parts), published=published, collection=collection)
    store.add([(draft, [(0, at)], statements)])


def test_it_counts_the_statements_of_each_speaker_that_touch_each_topic(store: Store) -> None:
    says(store, VARGA, *HERRING, TRAMS[0])
    says(store, TAMM, *TRAMS)
    found = measure_activity(store, LAST)
    assert [person.name for person in found.people] == ["Edit Varga", "Oskar Tamm"]
    assert found.totals == (5, 3)
    assert found.topics == ("herring quota", "trams")
    assert found.by_topic == ((4, 1), (0, 3))


def test_weeks_end_with_the_last_day_and_each_statement_is_in_one(store: Store) -> None:
    for back in (0, 6, 7, 20, 27, 28):
        says(store, VARGA, f"the herring quota is low for {back} reasons", day=LAST - timedelta(days=back))
    found = measure_activity(store, LAST, weeks=4)
    assert found.weeks == tuple(LAST - timedelta(days=days) for days in (27, 20, 13, 6))
    assert found.by_week == ((1, 1, 1, 2),)
    assert sum(found.by_week[0]) == found.totals[0] == 5


def test_what_is_in_no_collection_that_may_be_seen_is_not_counted(store: Store) -> None:
    says(store, VARGA, *HERRING)
    says(store, TAMM, *TRAMS, collection="secret")
    assert [person.name for person in measure_activity(VisibleStore(store, ("public",)), LAST).people] == ["Edit Varga"]
    assert len(measure_activity(store, LAST).people) == 2
    assert not measure_activity(VisibleStore(store, ()), LAST)


def test_questions_and_undated_articles_are_left_out(store: Store) -> None:
    says(store, VARGA, *HERRING, day=None)
    assert not measure_activity(store, LAST)


def test_without_statements_there_is_nothing_to_show(store: Store) -> None:
    assert not measure_activity(store, LAST)
    assert latest_day(store, LAST) is None


def test_the_newest_day_on_record_is_never_in_the_future(store: Store) -> None:
    says(store, VARGA, *HERRING, day=LAST - timedelta(days=40))
    says(store, VARGA, *TRAMS, day=LAST + timedelta(days=40))
    assert latest_day(store, LAST) == LAST - timedelta(days=40)
    assert latest_day(VisibleStore(store, ("other",)), LAST) is None


def test_records_that_are_one_person_are_counted_together(store: Store) -> None:
    says(store, Person("Edit Varga"), *HERRING)
    says(store, Person("Edit K. Varga"), *TRAMS)
    found = measure_activity(store, LAST)
    assert [person.name for person in found.people] == ["Edit K. Varga"]  # the fullest form
    assert found.totals == (7,)


def test_nameless_voices_are_nobody(store: Store) -> None:
    says(store, VARGA, *HERRING)
    says(store, Person("officials", organisation=True), *HERRING, *TRAMS)
    says(store, Person("Senior Administration Official"), *HERRING, *TRAMS, TRAMS[0])
    assert [person.name for person in measure_activity(store, LAST).people] == ["Edit Varga"]


def test_only_the_most_are_shown(store: Store) -> None:
    subjects = "herring trams lighthouses trawlers diesel schools hospitals ferries".split()
    names = "Okonkwo Halvorsen Adeyemi Brandt Orvik Aarden Falk Berg".split()
    for i, name in enumerate(names):
        for subject in subjects:
            says(store, Person(f"Lena {name}"), f"the {subject} of Norhaven are dear", times=i + 1)
    found = measure_activity(store, LAST)
    assert len(found.people) == MAX_PEOPLE
    assert len(found.topics) <= MAX_TOPICS
    assert found.people[0].name == "Lena Berg"
    assert list(found.totals) == sorted(found.totals, reverse=True)


def test_larger_periods_are_sampled_every_nth_article(store: Store) -> None:
    for number in range(9):
        says(store, VARGA, *HERRING, f"this is reason {number}", times=MAX_STATEMENTS // 20)
        says(store, TAMM, f"this is secret {number}", collection="secret")
        says(store, TAMM, f"this is no secret {number}", collection="secret")
    found = measure_activity(VisibleStore(store, ("public",)), LAST)  # whatever may not be seen in between
    assert found.sampling_step == 3
    assert found.totals == (3 * 5 * (MAX_STATEMENTS // 20),)


# Topics


def remarks(*texts: str) -> list[Remark]:
    return [Remark(i % 2, i // 2, text) for i, text in enumerate(texts)]


def names(*texts: str, people: tuple[Person, ...] = ()) -> list[str]:
    return [topic.name for topic in find_recurring_topics(remarks(*texts), person_name_words(people), 6)]


def test_a_topic_is_no_name_of_a_speaker() -> None:
    texts = [f"I told {name} that the tax is high" for name in ("Varga", "Mr. Varga", "Edit Varga", "Varga")]
    assert names(*texts, people=(VARGA,)) == ["tax"]


def test_words_that_belong_together_are_one_topic() -> None:
    texts = ["the Supreme Court is old", "we go to the Supreme Court", "a ruling of the Supreme Court", "by the court"]
    assert names(*texts) == ["Supreme Court"]


def test_a_country_and_its_people_are_one_topic_called_by_the_country() -> None:
    texts = ["talks with Japan are on", "the Japanese are here", "we met Japanese fishers", "we like Japanese tea"]
    assert "Japan" in names(*texts)
    assert "Japanese" not in names(*texts)


def test_common_words_and_verbs_are_no_topics() -> None:
    texts = [f"people want to go to work today, and the time will come to win number {i}" for i in range(6)]
    assert names(*texts) == []


def test_singular_and_plural_are_one_topic() -> None:
    found = find_recurring_topics(remarks("the tariff is high", "we pay tariffs", "on tariffs"), frozenset(), 6)
    assert [(topic.name, len(topic.remarks)) for topic in found] == [("tariffs", 3)]
