"""Feeds are read while the bot serves; admins hear once of what needs a look."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sql

from bot.config import AccessSettings as Rights
from bot.config import Config
from bot.digests.outbox import part_
from bot.feeds.poller import Poller
from bot.messages.phrases import CATALOGUES, phrase
from bot.serving.application import services
from bot.serving.run import telling
from index import Index
from index.errors import Refusal, SourceProblem
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry
from tests.bot.briefings import briefings_library
from tests.feed_server import FILLER, FeedServer, Response, item, rss, running_feed_server

HERE = Limits(5, allow_hosts=("127.0.0.1",))
NOW = datetime.now(UTC)
BUSY = Refusal(SourceProblem.HTTP_STATUS, {"status": 503, "phrase": ""})
GONE = Refusal(SourceProblem.GONE, {"status": 410})


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    with running_feed_server() as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Index]:
    made = briefings_library(tmp_path / "data", ())
    yield made
    made.close()


class Admins:
    """What they were told.  deaf: how many tellings fail first."""

    def __init__(self, deaf: int = 0) -> None:
        self.told: list[str] = []
        self.deaf = deaf

    async def tell(self, phrase_key: str, **values: object) -> None:
        if self.deaf:
            self.deaf -= 1
            raise ConnectionError
        for language in CATALOGUES:
            phrase(language, phrase_key, **values)
        self.told.append(phrase("en", phrase_key, **values))


@asynccontextmanager
async def working(at_work: Poller) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(at_work.work(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def until(found: Callable[[], object]) -> None:
    for _ in range(1000):
        if found():
            return
        await asyncio.sleep(0.02)


def poller(index: Index, admins: Admins | None = None) -> Poller:
    return Poller(index, FeedRegistry(index.store), HERE, (admins or Admins()).tell, rest=0)


def test_feeds_are_read_and_their_articles_added_while_others_are_served(
    library: Index, feed_server: FeedServer
) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"))))
    FeedRegistry(library.store).add(feed_server.url("/feed"), "public", NOW)

    async def main() -> None:
        async with working(poller(library)):
            await until(lambda: library.store.counts()["article"])

    asyncio.run(main())
    assert [row.url for row in library.store.listing()] == [feed_server.url("/a")]


def test_it_stops_at_once_while_a_page_is_being_waited_for(library: Index, feed_server: FeedServer) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/slow"))))
    feed_server.pages["/slow"] = Response(FILLER.encode(), delay=3)
    FeedRegistry(library.store).add(feed_server.url("/feed"), "public", NOW)

    async def main() -> float:
        async with working(poller(library)):
            await until(lambda: feed_server.request_count("/slow"))
            start = time.monotonic()
        return time.monotonic() - start

    assert asyncio.run(main()) < 1
    assert FeedRegistry(library.store).entries.waiting(1)[0] == 1


def test_admins_hear_once_of_each_trouble_even_when_telling_fails_at_first(library: Index) -> None:
    feeds, admins = FeedRegistry(library.store), Admins(deaf=1)
    for name in ("gone", "failing", "well"):
        feeds.add(f"https://{name}.example/", "public", NOW)
    gone, failing, _ = feeds.listing()
    feeds.failed(gone, GONE, NOW, gone=True)
    feeds.failed(failing, BUSY, NOW - timedelta(days=3))
    watch = poller(library, admins)

    async def look() -> None:
        for _ in range(3):
            try:
                await watch.look()
            except ConnectionError:
                continue

    asyncio.run(look())
    assert sorted(admins.told) == [
        "The feed “failing.example” has not been readable for 3 days: answered 503. https://failing.example/",
        "The feed “gone.example” says it is gone for good; I no longer read it. https://gone.example/",
    ]


def test_nothing_that_fails_ends_the_reading(library: Index, feed_server: FeedServer) -> None:
    feeds = FeedRegistry(library.store)
    feeds.failed(feeds.add("https://gone.example/", "public", NOW)[0], GONE, NOW, gone=True)
    feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"))))
    feeds.add(feed_server.url("/feed"), "public", NOW)

    async def main() -> None:
        async with working(poller(library, Admins(deaf=99))):
            await until(lambda: library.store.counts()["article"])

    asyncio.run(main())
    assert library.store.counts()["article"] == 1


def test_a_notice_is_told_again_rather_than_never_when_it_is_killed_while_telling(library: Index) -> None:
    feeds, told = FeedRegistry(library.store), []
    feeds.failed(feeds.add("https://gone.example/", "public", NOW)[0], GONE, NOW, gone=True)

    async def killed(phrase_key: str, **values: object) -> None:
        told.append([source.told for source in feeds.listing()])
        raise asyncio.CancelledError

    for _ in range(2):
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(Poller(library, feeds, HERE, killed).look())
    assert told == [[None], [None]]


def test_each_admin_hears_what_is_wrong_in_their_own_language(library: Index, tmp_path: Path) -> None:
    settings = Config(data=tmp_path / "data", access=Rights(admins=(1, 2)))
    shared = services(settings, library)
    shared.preferences.set_language(2, "ko")
    asyncio.run(telling(shared)("feed notice failing", name="Post", url="https://post.example/", days=3, why=BUSY))
    with shared.database.reading() as connection:
        parts = connection.execute(sql.select(part_).order_by(part_.c.chat)).all()
    bodies = [shared.digests.outbox.edition_body(row.edition) or {} for row in parts]
    shared.workers.close()
    shared.writer.close()
    shared.database.close()
    assert "answered 503" in str(bodies[0])
    assert "서버가 오류 503(으)로 응답했습니다" in str(bodies[1])
    assert "answered" not in str(bodies[1])
