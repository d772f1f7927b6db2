"""Feeds are read while the bot serves; admins hear once of what needs a look."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.phrases import CATALOGUES, phrase
from bot.reading import Reading
from index import Index
from index.feeds import Feeds
from index.fetch import Limits
from tests.bot.briefings import library
from tests.index.press import WORDS, Answer, Press, item, printing, rss

HERE = Limits(5, allow_hosts=("127.0.0.1",))
NOW = datetime.now(UTC)


@pytest.fixture
def press() -> Iterator[Press]:
    with printing() as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Index]:
    made = library(tmp_path / "data", ())
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


async def until(found: Callable[[], object]) -> None:
    for _ in range(1000):
        if found():
            return
        await asyncio.sleep(0.02)


def reading(index: Index, admins: Admins | None = None) -> Reading:
    return Reading(index, Feeds(index.store), HERE, (admins or Admins()).tell, rest=0)


def test_feeds_are_read_and_their_articles_added_while_others_are_served(own: Index, press: Press) -> None:
    press.pages["/feed"] = Answer(rss(item(press.article("/a"))))
    Feeds(own.store).add(press.url("/feed"), "public", NOW)

    async def main() -> None:
        at_work = reading(own)
        at_work.start()
        await until(lambda: own.store.counts()["article"])
        await at_work.stop()

    asyncio.run(main())
    assert [row.url for row in own.store.listing()] == [press.url("/a")]


def test_it_stops_at_once_while_a_page_is_being_waited_for(own: Index, press: Press) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/slow"))))
    press.pages["/slow"] = Answer(WORDS.encode(), delay=3)
    Feeds(own.store).add(press.url("/feed"), "public", NOW)

    async def main() -> float:
        at_work = reading(own)
        at_work.start()
        await until(lambda: press.asked("/slow"))
        start = time.monotonic()
        await at_work.stop()
        return time.monotonic() - start

    assert asyncio.run(main()) < 1
    assert Feeds(own.store).entries.waiting(1)[0] == 1


def test_it_can_be_stopped_before_it_was_started(own: Index) -> None:
    asyncio.run(reading(own).stop())


def test_admins_hear_once_of_each_trouble_even_when_telling_fails_at_first(own: Index) -> None:
    feeds, admins = Feeds(own.store), Admins(deaf=1)
    for name in ("gone", "failing", "well"):
        feeds.add(f"https://{name}.example/", "public", NOW)
    gone, failing, _ = feeds.listing()
    feeds.failed(gone, "is gone for good (410)", NOW, gone=True)
    feeds.failed(failing, "answered 503", NOW - timedelta(days=3))
    watch = reading(own, admins)

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


def test_nothing_that_fails_ends_the_reading(own: Index, press: Press) -> None:
    feeds = Feeds(own.store)
    feeds.failed(feeds.add("https://gone.example/", "public", NOW)[0], "is gone", NOW, gone=True)
    press.pages["/feed"] = Answer(rss(item(press.article("/a"))))
    feeds.add(press.url("/feed"), "public", NOW)

    async def main() -> None:
        at_work = reading(own, Admins(deaf=99))
        at_work.start()
        await until(lambda: own.store.counts()["article"])
        await at_work.stop()

    asyncio.run(main())
    assert own.store.counts()["article"] == 1
