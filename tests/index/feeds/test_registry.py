"""Which feeds are read, when, and how they fare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Refusal, SourceProblem
from index.feeds import health
from index.feeds.download import Validators
from index.feeds.entries import KEPT, PAUSES, REVISED
from index.feeds.entry import FeedEntry
from index.feeds.parser import ParsedFeed
from index.feeds.registry import JITTER, LEASE, LONGEST, RECOVERY, SHORTEST, FeedRegistry, FeedState, pause
from index.feeds.schema import feed_
from index.store.store import Store
from index.store.transactions import writing
from tests.postgresql_server import PostgresqlServer

NOW = datetime(2031, 3, 15, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BASE = timedelta(minutes=15)
URL = "https://post.example/feed"
BUSY = Refusal(SourceProblem.HTTP_STATUS, {"status": 503, "phrase": "Service Unavailable"})


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> str | None:
    """Where the registry is kept: once in a file, once on a server."""
    if request.param == "sqlite":
        return None
    postgresql: PostgresqlServer = request.getfixturevalue("postgresql")
    return postgresql.copy_of(request.getfixturevalue("empty_database"))


@pytest.fixture
def feeds(store: Store) -> FeedRegistry:
    return FeedRegistry(store)


@pytest.fixture
def source(feeds: FeedRegistry) -> FeedState:
    return feeds.add(URL, "public", NOW)[0]


def brought(*keys: str, mark: str = "") -> ParsedFeed:
    """A feed with entries, the newest first, as feeds have them."""
    return ParsedFeed("The Post", tuple(FeedEntry(key, f"https://post.example/{key}", mark=mark) for key in keys))


def read(
    feeds: FeedRegistry, source: FeedState, found: ParsedFeed | None, at: datetime = NOW, moved: str | None = None
) -> FeedState:
    feeds.read(source, found, Validators("e", "m"), moved, at)
    return again(feeds, source)


def failed(feeds: FeedRegistry, source: FeedState, at: datetime, gone: bool = False) -> FeedState:
    feeds.failed(source, BUSY, at, gone)
    return again(feeds, source)


def again(feeds: FeedRegistry, source: FeedState) -> FeedState:
    found = feeds.source(source.id)
    assert found is not None
    return found


# when


@given(
    silence=st.none() | st.timedeltas(timedelta(0), timedelta(days=4000)),
    base=st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
    failures=st.integers(0, 10_000),
    wait=st.none() | st.floats(0, 86_400),
    chance=st.floats(0, 1),
)
def test_a_pause_is_never_shorter_than_asked_nor_longer_than_a_day(
    silence: timedelta | None, base: timedelta, failures: int, wait: float | None, chance: float
) -> None:
    found = pause(NOW, base, NOW - silence if silence is not None else None, chance, failures, wait)
    assert found >= max(SHORTEST, base, timedelta(seconds=wait or 0))
    assert found <= max(LONGEST, base) * (1 + JITTER)


def test_the_longer_a_feed_is_silent_the_rarer_it_is_read() -> None:
    pauses = [pause(NOW, BASE, NOW - silence, 0) for silence in (timedelta(), 8 * HOUR, DAY, 7 * DAY, 99 * DAY)]
    assert pauses == [BASE, timedelta(minutes=24), timedelta(minutes=72), timedelta(minutes=504), LONGEST]


def test_a_feed_that_fails_is_left_alone_longer_each_time_up_to_a_quarter_of_a_day() -> None:
    pauses = [pause(NOW, BASE, NOW, 0, failures) for failures in range(1, 8)]
    assert pauses == [BASE, BASE * 2, BASE * 4, BASE * 8, BASE * 16, RECOVERY, RECOVERY]


def test_what_a_server_asks_for_is_kept() -> None:
    assert pause(NOW, BASE, NOW, 0, 1, 7200) == 2 * HOUR


def test_a_feed_is_due_when_its_time_has_come_and_one_reader_gets_it(feeds: FeedRegistry, source: FeedState) -> None:
    feeds.next(source, NOW + HOUR)
    source = again(feeds, source)
    assert feeds.due(NOW) == []
    assert feeds.due(NOW + HOUR) == [source]
    assert feeds.claim(source, NOW + HOUR)
    assert not feeds.claim(source, NOW + HOUR)
    assert feeds.due(NOW + HOUR) == []
    # Whoever had it was killed.
    assert [each.id for each in feeds.due(NOW + HOUR + LEASE)] == [source.id]


# which


def test_feeds_of_the_settings_come_and_rest_with_them_and_keep_what_they_know(feeds: FeedRegistry) -> None:
    feeds.configure([(URL, "The Post", "public"), ("https://b.example/", None, "members")], NOW)
    first, second = feeds.listing()
    assert (first.name, first.added_by, second.name, second.collection) == ("The Post", None, "b.example", "members")
    read(feeds, first, brought("a"))
    feeds.configure([("https://b.example/", "B", "members")], NOW)
    assert [each.name for each in feeds.listing()] == ["B"]
    feeds.configure([(URL, None, "public")], NOW + DAY)
    (back,) = feeds.listing()
    assert (back.id, back.validators, back.next_at) == (first.id, Validators("e", "m"), NOW + DAY)


def test_feeds_of_editors_stay_when_the_settings_change(feeds: FeedRegistry, source: FeedState) -> None:
    feeds.configure([], NOW)
    assert feeds.listing() == [source]


def test_a_feed_is_added_once_to_a_collection(feeds: FeedRegistry, source: FeedState) -> None:
    assert feeds.add(URL, "public", NOW) == (source, False)
    other, new = feeds.add(URL, "members", NOW)
    assert new
    assert other.id != source.id
    assert feeds.listing(("members",)) == [other]
    assert feeds.find(URL, ("public",)) == [source]
    assert feeds.find(str(other.id)) == [other]
    assert feeds.find(str(other.id), ("public",)) == []


def test_a_feed_that_was_removed_can_be_added_again(feeds: FeedRegistry, source: FeedState) -> None:
    feeds.remove(source.id)
    assert feeds.listing() == []
    assert feeds.due(NOW) == []
    back, new = feeds.add(URL, "public", NOW + DAY, by=7)
    assert (back.id, new, back.added_by) == (source.id, True, 7)


def test_a_feed_that_moved_is_found_under_both_addresses(feeds: FeedRegistry, source: FeedState) -> None:
    moved = read(feeds, source, brought("a"), moved="https://new.example/feed")
    assert (moved.url, moved.address) == (URL, "https://new.example/feed")
    assert feeds.find("https://new.example/feed") == feeds.find(URL) == [moved]
    assert feeds.add("https://new.example/feed", "public", NOW) == (moved, False)


# entries


def test_entries_wait_oldest_first_until_they_are_settled(feeds: FeedRegistry, source: FeedState) -> None:
    assert feeds.read(source, brought("b", "a"), Validators(), None, NOW) == 2
    first, second = feeds.entries.take(source.id, NOW, 10)
    assert [first.entry.key, second.entry.key] == ["a", "b"]
    feeds.entries.settle({first.id: 1}, [second.id], NOW)
    assert feeds.entries.take(source.id, NOW + DAY, 10) == []
    assert feeds.read(source, brought("c", "b", "a"), Validators(), None, NOW) == 1


def test_an_entry_is_restored_as_it_was(feeds: FeedRegistry, source: FeedState) -> None:
    whole = FeedEntry("k", "https://post.example/k", "T", NOW, "Ines Varga", "<p>“등대”</p>", "s", "ko", "m")
    feeds.read(source, ParsedFeed("x", (whole,)), Validators(), None, NOW)
    assert [each.entry for each in feeds.entries.take(source.id, NOW, 1)] == [whole]


def test_an_article_that_can_not_be_had_is_tried_again_at_growing_intervals_then_given_up(
    feeds: FeedRegistry, source: FeedState
) -> None:
    feeds.read(source, brought("a"), Validators(), None, NOW)
    at, tries = NOW, []
    for wait in PAUSES:
        (pending,) = feeds.entries.take(source.id, at, 1)
        tries.append(pending.last)
        assert feeds.entries.take(source.id, at + wait - timedelta(seconds=1), 1) == []
        at += wait
    (last,) = feeds.entries.take(source.id, at, 1)
    assert [*tries, last.last] == [False, False, False, False, True]


def test_a_try_that_is_spared_does_not_count_and_the_next_comes_when_it_may(
    feeds: FeedRegistry, source: FeedState
) -> None:
    feeds.read(source, brought("a"), Validators(), None, NOW)
    at = NOW
    for _ in range(2 * len(PAUSES)):
        (pending,) = feeds.entries.take(source.id, at, 1)
        assert not pending.last
        feeds.entries.settle({}, [], at, {pending.id: at + HOUR})
        assert feeds.entries.take(source.id, at + HOUR - timedelta(seconds=1), 1) == []
        at += HOUR


def test_a_changed_entry_is_read_again_but_not_all_the_time(feeds: FeedRegistry, source: FeedState) -> None:
    feeds.read(source, brought("a"), Validators(), None, NOW)
    (pending,) = feeds.entries.take(source.id, NOW, 1)
    feeds.entries.settle({pending.id: 1}, [], NOW)
    assert feeds.read(source, brought("a", mark="2"), Validators(), None, NOW + REVISED / 2) == 0
    assert feeds.entries.take(source.id, NOW + REVISED / 2, 1) == []
    feeds.read(source, brought("a", mark="2"), Validators(), None, NOW + REVISED)
    assert [each.entry.mark for each in feeds.entries.take(source.id, NOW + REVISED, 1)] == ["2"]


def test_entries_are_forgotten_when_they_are_old_and_their_feed_has_left_them_out(
    feeds: FeedRegistry, source: FeedState
) -> None:
    feeds.read(source, brought("a", "b"), Validators(), None, NOW)
    taken = feeds.entries.take(source.id, NOW, 2)
    feeds.entries.settle({each.id: 1 for each in taken}, [], NOW)
    later = NOW + KEPT + DAY
    assert feeds.read(source, brought("b"), Validators(), None, later) == 0
    assert feeds.read(source, brought("b", "a"), Validators(), None, later) == 1


# how they fare


def test_a_feed_knows_its_last_success_its_last_article_and_what_is_wrong(
    feeds: FeedRegistry, source: FeedState
) -> None:
    source = read(feeds, source, brought("a"))
    source = read(feeds, source, None, NOW + HOUR)
    source = failed(feeds, source, NOW + 2 * HOUR)
    source = failed(feeds, source, NOW + 3 * HOUR)
    assert (source.last_success, source.last_new) == (NOW + HOUR, NOW)
    assert (source.problem, source.failures, source.failing_since) == (BUSY, 2, NOW + 2 * HOUR)
    source = read(feeds, source, None, NOW + 4 * HOUR)
    assert (source.problem, source.failures, source.failing_since) == (None, 0, None)


@pytest.mark.parametrize(
    "kept",
    [
        "answered 503 Service Unavailable", "", "[]", "{}", '"busy"', "503", '{"problem": "busy", "facts": {}}',
        '{"problem": "http-status", "facts": {}}', '{"problem": "http-status", "facts": []}',
        '{"problem": ["http-status"], "facts": {}}',
    ],
)  # fmt: skip
def test_a_problem_that_another_release_wrote_is_only_known_to_be_one(
    feeds: FeedRegistry, source: FeedState, kept: str
) -> None:
    source = failed(feeds, source, NOW)
    with writing(feeds.store.engine) as connection:
        connection.execute(feed_.update().values(problem=kept))
    found = again(feeds, source).problem
    assert found == (Refusal(SourceProblem.UNKNOWN) if kept else None)


def test_admins_hear_once_of_a_feed_that_fails_for_days(feeds: FeedRegistry, source: FeedState) -> None:
    source = failed(feeds, source, NOW)
    assert health.notices(feeds, NOW + health.FAILING - HOUR) == []
    later = NOW + health.FAILING
    (notice,) = health.notices(feeds, later)
    assert (notice.kind, notice.since) == ("failing", NOW)
    health.mark_told(feeds, notice.source, later)
    # By a reading that began before they were told.
    source = failed(feeds, source, later + DAY)
    assert health.notices(feeds, later + DAY) == []
    source = read(feeds, source, None, later + 2 * DAY)
    failed(feeds, source, later + 3 * DAY)
    assert len(health.notices(feeds, later + 3 * DAY + health.FAILING)) == 1


def test_told_of_a_fault_admins_still_hear_that_a_feed_is_gone(feeds: FeedRegistry, source: FeedState) -> None:
    faulty = failed(feeds, source, NOW)
    failed(feeds, faulty, NOW + health.FAILING, gone=True)  # while they were being told of the fault
    health.mark_told(feeds, faulty, NOW + health.FAILING)
    assert [notice.kind for notice in health.notices(feeds, NOW + health.FAILING)] == ["gone"]


def test_told_of_a_silence_admins_still_hear_of_a_fault(feeds: FeedRegistry, source: FeedState) -> None:
    health.mark_told(feeds, source, NOW)
    failed(feeds, source, NOW)
    assert len(health.notices(feeds, NOW + health.FAILING)) == 1


def test_admins_hear_of_a_feed_that_is_gone_and_it_is_read_no_more(feeds: FeedRegistry, source: FeedState) -> None:
    failed(feeds, source, NOW, gone=True)
    assert [notice.kind for notice in health.notices(feeds, NOW)] == ["gone"]
    assert feeds.due(NOW + 99 * DAY) == []
    back, _ = feeds.add(URL, "public", NOW + DAY)
    assert back.gone is None
    assert feeds.due(NOW + DAY) == [back]


def test_admins_hear_of_a_regular_feed_that_fell_silent_but_not_of_a_rare_one(
    feeds: FeedRegistry, source: FeedState
) -> None:
    rare, _ = feeds.add("https://rare.example/", "public", NOW)
    read(feeds, rare, brought("x"))
    for number in range(6):
        source = read(feeds, source, brought(f"n{number}"), NOW + number * DAY)
    last = NOW + 5 * DAY
    assert health.notices(feeds, last + health.QUIET - HOUR) == []
    (notice,) = health.notices(feeds, last + health.QUIET)
    assert (notice.kind, notice.source.id, notice.since) == ("quiet", source.id, last)


def test_a_digest_learns_which_feeds_were_down(feeds: FeedRegistry, source: FeedState) -> None:
    since = NOW - DAY
    well, _ = feeds.add("https://well.example/", "public", NOW)
    assert health.trouble(feeds, since, NOW) == []
    hiccup = failed(feeds, source, NOW - HOUR)
    assert health.trouble(feeds, since, NOW) == []
    down = failed(feeds, failed(feeds, hiccup, NOW - HOUR), NOW)
    assert health.trouble(feeds, since, NOW) == [down]
    assert health.trouble(feeds, since, NOW, ("members",)) == []
    read(feeds, down, None, NOW)
    assert health.trouble(feeds, since, NOW) == []
    # Down for most of the day.
    long = failed(feeds, well, NOW - 20 * HOUR)
    assert health.trouble(feeds, since, NOW) == [long]
    assert health.trouble(feeds, NOW - 7 * DAY, NOW) == []
    long = read(feeds, long, None, NOW - HOUR)
    assert health.trouble(feeds, since, NOW) == []
    # Well for a moment only.
    long = failed(feeds, long, NOW - HOUR / 2)
    assert health.trouble(feeds, since, NOW) == [long]


def test_digests_learn_once_that_a_feed_is_gone(feeds: FeedRegistry, source: FeedState) -> None:
    gone = failed(feeds, source, NOW, gone=True)
    assert health.trouble(feeds, NOW - DAY, NOW + HOUR) == [gone]
    assert health.trouble(feeds, NOW + HOUR, NOW + DAY) == []


# the same entry under another link


def with_id(link: str, id: str = "post-7", mark: str = "m") -> ParsedFeed:
    return ParsedFeed("The Post", (FeedEntry(link, f"https://post.example/{link}", mark=mark, id=id),))


def settled(feeds: FeedRegistry, source: FeedState, at: datetime) -> int:
    """How many entries were pending; they are settled."""
    pending = feeds.entries.take(source.id, None, 10)
    feeds.entries.settle({each.id: 1 for each in pending}, [], at)
    return len(pending)


@pytest.mark.parametrize("refused", [False, True])
def test_an_entry_is_known_again_by_its_id_when_its_link_has_changed(
    feeds: FeedRegistry, source: FeedState, refused: bool
) -> None:
    assert feeds.read(source, with_id("old-title"), Validators(), None, NOW) == 1
    (pending,) = feeds.entries.take(source.id, None, 10)
    feeds.entries.settle({} if refused else {pending.id: 1}, [pending.id] if refused else [], NOW)
    assert feeds.read(source, with_id("new-title"), Validators(), None, NOW + HOUR) == 0
    assert settled(feeds, source, NOW + HOUR) == 0
    # Also by its new link, and by its id once more.
    assert feeds.read(source, with_id("new-title", ""), Validators(), None, NOW + 2 * HOUR) == 0
    assert feeds.read(source, with_id("third-title"), Validators(), None, NOW + 3 * HOUR) == 0
    assert feeds.read(source, with_id("fourth-title", "post-8"), Validators(), None, NOW + 4 * HOUR) == 1


def test_an_entry_that_was_reworked_under_another_link_is_read_again_and_not_counted_as_new(
    feeds: FeedRegistry, source: FeedState
) -> None:
    feeds.read(source, with_id("old-title"), Validators(), None, NOW)
    settled(feeds, source, NOW)
    later = NOW + REVISED + HOUR
    assert feeds.read(source, with_id("new-title", mark="other"), Validators(), None, later) == 0
    (pending,) = feeds.entries.take(source.id, None, 10)
    assert pending.entry.link == "https://post.example/new-title"


def test_entries_that_only_share_an_id_with_one_that_is_still_shown_are_new(
    feeds: FeedRegistry, source: FeedState
) -> None:
    feeds.read(source, with_id("a"), Validators(), None, NOW)
    settled(feeds, source, NOW)
    both = ParsedFeed("The Post", (*with_id("a").entries, *with_id("b").entries))
    assert feeds.read(source, both, Validators(), None, NOW + HOUR) == 1


def test_a_new_alert_has_feeds_read_soon_but_none_that_fails(feeds: FeedRegistry, source: FeedState) -> None:
    soon = NOW + timedelta(minutes=15)
    feeds.next(source, NOW + DAY)
    feeds.hasten(soon)
    assert again(feeds, source).next_at == soon
    feeds.hasten(NOW + HOUR)
    assert again(feeds, source).next_at == soon  # never later
    failed(feeds, source, NOW)
    feeds.next(source, NOW + DAY)
    feeds.hasten(soon)
    assert again(feeds, source).next_at == NOW + DAY
