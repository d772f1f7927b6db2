"""Old articles go once they are older than they are to be kept, but none that a digest has still to tell of."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.chats.database import Database
from bot.chats.place import Place
from bot.digests.issue_tables import issue_, mailing_
from bot.digests.outbox import Outbox, Part
from bot.digests.retention import Ages, Retention
from bot.digests.subscriptions import SubscriptionKind, Subscriptions, SubscriptionState
from index import Draft, Index
from index.model import OutcomeStatus

TODAY = date(2031, 6, 1)
# Days before today: published, added; and the shelf.
ARTICLES = [(400, 300, "public"), (50, 40, "public"), (400, 5, "public"), (40, 40, "press"), (None, 400, "public")]


def article(number: int, published: int | None, collection: str) -> Draft:
    day = (TODAY - timedelta(days=published)).isoformat() if published is not None else None
    text = f'"Ferry {number} sails in May," Mayor Ada Holm said in Kivik on the day when quay {number} opened.'
    return Draft(
        text, f"Ferry {number}", f"https://a.example/{number}", "The Quay",
        published=datetime.fromisoformat(f"{day}T08:00:00+00:00") if day else None, collection=collection,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, model_folder: Path) -> Iterator[Index]:
    data = tmp_path / "data"
    data.mkdir()
    (data / "model").symlink_to(model_folder / "model")
    index = Index.open(data)
    drafts = [article(number, published, shelf) for number, (published, _, shelf) in enumerate(ARTICLES, 1)]
    assert {outcome.status for outcome in index.add(drafts)} == {OutcomeStatus.ADDED}
    with closing(sqlite3.connect(data / "onrecord.db")) as store:
        for id, (_, added, _) in enumerate(ARTICLES, 1):
            when = f"{TODAY - timedelta(days=added)}T09:00:00+00:00"
            store.execute("UPDATE article SET added = ? WHERE id = ?", (when, id))
        store.commit()
    yield index
    index.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "bot.sqlite")
    yield database
    database.close()


def retention(library: Index, database: Database, ages: Ages, told: list[object] | None = None) -> Retention:
    async def tell(phrase_key: str, **values: object) -> None:
        (told if told is not None else []).append((phrase_key, values))

    return Retention(library, database, ages, tell, rest=0)


@pytest.mark.parametrize(
    ("ages", "old"),
    [
        (Ages(), []),
        (Ages(30), [1, 2, 4, 5]),
        (Ages(100), [1, 5]),
        (Ages(0, {"press": 30}), [4]),
        (Ages(30, {"press": 60}), [1, 2, 5]),
        (Ages(30, {"press": 0}), [1, 2, 5]),
    ],
)
def test_an_article_goes_some_days_after_it_was_published_and_added(
    library: Index, database: Database, ages: Ages, old: list[int]
) -> None:
    assert retention(library, database, ages).too_old(TODAY) == old


def test_what_goes_is_in_no_answer_and_is_told(library: Index, database: Database) -> None:
    told: list[object] = []
    assert library.ask("What did Holm say about ferry 1?").answered
    removed = asyncio.run(retention(library, database, Ages(30), told).remove(TODAY, asyncio.Event()))
    assert (removed, told) == (4, [("retention removed", {"count": 4})])
    assert [row.id for row in library.store.listing()] == [3]
    assert {quote.article.id for quote in library.ask("What did Holm say?").quotes} == {3}
    assert asyncio.run(retention(library, database, Ages(30), told).remove(TODAY, asyncio.Event())) == 0
    assert len(told) == 1


def test_nothing_goes_that_an_active_subscription_has_not_told_of(library: Index, database: Database) -> None:
    subscriptions = Subscriptions(database)
    draft = subscriptions.draft(Place(7, 0, 7), SubscriptionKind.ALERT, "en", 1)
    subscriptions.change(draft.id, state=SubscriptionState.ACTIVE)
    keeper = retention(library, database, Ages(30))
    assert keeper.too_old(TODAY) == [1]
    subscriptions.pause("asked", 7)
    assert keeper.too_old(TODAY) == [1, 2, 4, 5]


def test_nothing_goes_that_a_message_has_still_to_tell(library: Index, database: Database) -> None:
    outbox = Outbox(database)
    with database.writing() as connection:
        edition = outbox.store_edition(connection, {"items": [{"articles": [2, 4]}]})
        outbox.enqueue(connection, 7, 0, edition, [0])
    keeper = retention(library, database, Ages(30))
    assert keeper.too_old(TODAY) == [1, 5]
    outbox.hold(7, "blocked")
    assert keeper.too_old(TODAY) == [1, 5]
    (part,) = outbox_parts(outbox)
    outbox.mark_sent(part, 1)
    assert keeper.too_old(TODAY) == [1, 2, 4, 5]


def test_nothing_goes_that_a_digest_for_mail_has_still_to_tell(library: Index, database: Database) -> None:
    keeper, now = retention(library, database, Ages(30)), datetime.now(UTC)
    with database.writing() as connection:
        edition = Outbox(database).store_edition(connection, {"items": [{"articles": [2]}]})
        for name, upto, at in (("desk", 4, now), ("gone", 0, now - timedelta(days=40))):
            issue = {"digest": name, "day": "2031-03-03", "after": 0, "upto": upto, "edition": edition}
            connection.execute(issue_.insert().values(**issue, at=at.isoformat()))
        way = {"issue": 1, "recipient": "desk@ministry.example", "unknown": 0, "next_at": 0.0}
        connection.execute(mailing_.insert().values(**way, state="waiting"))
    assert keeper.too_old(TODAY) == [1, 4]
    with database.writing() as connection:
        connection.execute(mailing_.update().values(state="sent"))
    assert keeper.too_old(TODAY) == [1, 2, 4]


def outbox_parts(outbox: Outbox) -> list[Part]:
    outbox.release(7)
    return outbox.next_parts(9)


def test_it_ends_after_the_batch_under_way_when_the_bot_is_told_to_stop(library: Index, database: Database) -> None:
    stop = asyncio.Event()
    stop.set()
    assert asyncio.run(retention(library, database, Ages(30)).remove(TODAY, stop)) == 0
    assert len(library.store.listing()) == 5
