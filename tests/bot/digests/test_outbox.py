"""Every part has a row before it is sent; what is unknown is tried again, a stated number of times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.chats.database import Database
from bot.digests.outbox import MAX_UNKNOWN, PARKED_FOR, Outbox, Part, PartState
from bot.digests.sent_articles import REMEMBERED_FOR, SentArticles


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path, server: str | None) -> Iterator[Database]:
    made = Database(tmp_path / "bot.sqlite", server=server)
    yield made
    made.close()


@pytest.fixture
def outbox(database: Database, clock: Clock) -> Outbox:
    return Outbox(database, clock)


def put(outbox: Outbox, database: Database, *chats: int, pages: int = 1) -> None:
    with database.writing() as connection:
        edition = outbox.store_edition(connection, {"kind": "notice"})
        for chat in chats:
            outbox.enqueue(connection, chat, 0, edition, range(pages))


def head(outbox: Outbox) -> Part:
    (part,) = outbox.next_parts(1)
    return part


def test_a_chat_gets_its_parts_one_after_the_other(outbox: Outbox, database: Database) -> None:
    put(outbox, database, 1, 2, pages=2)
    first = outbox.next_parts(10)
    assert [(part.chat, part.page) for part in first] == [(1, 0), (2, 0)]
    assert outbox.claim(first[0])
    assert [part.chat for part in outbox.next_parts(10)] == [2]
    outbox.mark_sent(first[0], 77)
    assert [(part.chat, part.page) for part in outbox.next_parts(10)] == [(1, 1), (2, 0)]


def test_nobody_claims_a_part_twice(outbox: Outbox, database: Database) -> None:
    put(outbox, database, 1)
    part = head(outbox)
    assert outbox.claim(part)
    assert not outbox.claim(part)


def test_what_was_in_flight_at_a_crash_is_parked_and_sent_again(outbox: Outbox, database: Database) -> None:
    put(outbox, database, 1, 2)
    outbox.claim(head(outbox))
    assert outbox.recover() == 1
    assert outbox.counts() == {PartState.PARKED: 1, PartState.WAITING: 1}
    again = outbox.next_parts(10)
    assert [part.unknown_outcomes for part in again] == [1, 0]


def test_an_unknown_outcome_is_tried_again_with_growing_pauses_and_given_up_in_the_end(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, 1)
    for number in range(MAX_UNKNOWN):
        part = head(outbox)
        outbox.claim(part)
        assert outbox.park(part, "timed out") == (number < MAX_UNKNOWN - 1)
        assert outbox.next_parts(1) == []
        clock.now += PARKED_FOR * 2**number + 1
    assert outbox.counts() == {PartState.DROPPED: 1}


def test_what_a_chat_does_not_take_is_held_until_it_writes(outbox: Outbox, database: Database) -> None:
    put(outbox, database, 1, 2, pages=2)
    outbox.hold(1, "blocked")
    assert [part.chat for part in outbox.next_parts(10)] == [2]
    outbox.release(1)
    assert [part.chat for part in outbox.next_parts(10)] == [1, 2]


def test_what_is_withdrawn_while_it_is_sent_is_not_sent_again(outbox: Outbox, database: Database) -> None:
    put(outbox, database, 1)
    part = head(outbox)
    outbox.claim(part)
    outbox.withdraw(0)
    outbox.retry(part, 0.0, "flood")
    assert outbox.next_parts(1) == []


def test_what_is_held_is_known_after_a_restart(outbox: Outbox, database: Database, clock: Clock) -> None:
    put(outbox, database, 1)
    outbox.hold(1, "blocked")
    later = Outbox(database, clock)
    assert later.holds(1)
    assert not later.holds(2)
    later.release(1)
    assert not later.holds(1)


def test_a_topic_that_is_gone_keeps_no_other_from_getting_its_own(outbox: Outbox, database: Database) -> None:
    with database.writing() as connection:
        edition = outbox.store_edition(connection, {"kind": "notice"})
        outbox.enqueue(connection, -5, 7, edition, [0])
        outbox.enqueue(connection, -5, 8, edition, [0])
    outbox.close_topic(-5, 7, "message thread not found")
    assert [part.thread for part in outbox.next_parts(10)] == [8]


def test_a_day_has_one_run_of_a_subscription(outbox: Outbox, database: Database) -> None:
    with database.writing() as connection:
        assert outbox.record_run(connection, 5, date(2031, 3, 3), 0, 9, late=False) is not None
        assert outbox.record_run(connection, 5, date(2031, 3, 3), 0, 9, late=False) is None


def test_a_transaction_that_fails_leaves_neither_run_nor_part(outbox: Outbox, database: Database) -> None:
    class Power(Exception):
        pass

    def interrupted() -> None:
        with database.writing() as connection:
            outbox.record_run(connection, 5, date(2031, 3, 3), 0, 9, late=False)
            outbox.enqueue(connection, 1, 0, outbox.store_edition(connection, {"kind": "notice"}), [0])
            raise Power

    with pytest.raises(Power):
        interrupted()
    assert outbox.counts() == {}


def test_what_was_finished_long_ago_is_dropped_and_nothing_else(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, 1, 2)
    part = head(outbox)
    outbox.claim(part)
    outbox.mark_sent(part, 3)
    clock.now += 100 * 86_400
    outbox.tidy()
    assert outbox.counts() == {PartState.WAITING: 1}
    assert outbox.edition_body(part.edition) is not None


def test_a_chat_knows_the_articles_of_the_messages_it_was_sent_lately(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    body = {"items": [{"articles": [7, 3]}, {"articles": [9]}], "pages": [[0], [1]]}
    with database.writing() as connection:
        edition = outbox.store_edition(connection, body)
        outbox.enqueue(connection, 1, 0, edition, range(2))
        outbox.enqueue(connection, 2, 0, edition, range(2))
    sent, now = SentArticles(database), datetime.fromtimestamp(clock.now, UTC)
    assert sent.articles(1, 0, now) == ()
    first = outbox.next_parts(1, chat=1)[0]
    outbox.claim(first)
    outbox.mark_sent(first, 77)
    assert sent.articles(1, 0, now) == (3, 7)  # not 9, which is on a page that still waits
    assert sent.articles(2, 0, now) == sent.articles(1, 5, now) == ()
    assert sent.articles(1, 0, now + 2 * REMEMBERED_FOR) == ()
