"""Feeds that can't be read, are slow, lie, move or vanish: a sentence each, and nothing is lost."""

from __future__ import annotations

import asyncio
import gzip
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from index.feeds.download import Limits, retry_after
from index.feeds.updater import FAILING_TOGETHER, TOGETHER, FeedReport, Updater
from index.store.store import Store
from tests.feed_server import FeedServer, Response, item, rss, running_feed_server
from tests.index.feeds.feed_reader import HERE, HOUR, LONG, START, FeedReader, statuses


def fault(
    feed_reader: FeedReader, feed_server: FeedServer, answer: Response, limits: Limits | None = None
) -> FeedReport:
    feed_server.pages["/feed"] = answer
    if limits:
        feed_reader.updater = Updater(feed_reader.feeds, feed_reader.add, limits, 900, 0, lambda: feed_reader.now)
    report = feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    assert report.outcomes == ()
    assert "\n" not in str(report.problem)
    assert report.source.problem == report.problem
    return report


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Response(status=404), "answered 404"),
        (Response(status=500), "answered 500"),
        (Response(b"<!doctype html><html><body>Log in</body></html>", kind="text/html"), "is a web page"),
        (Response(b"<rss version='2.0'><channel><item"), "broken feed"),
        (Response(), "with nothing"),
        (Response(b"x" * 300_000), "larger than"),
        (Response(gzip.compress(b"x" * 20_000_000), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Response(gzip.compress(b"x"), headers={"Content-Encoding": "gzip, gzip"}), "packed more than once"),
        (Response(b"no gzip", headers={"Content-Encoding": "gzip"}), "damaged data"),
        (Response(status=302, headers={"Location": "/feed"}), "redirects more than"),
        (Response(status=302, headers={"Location": "http://10.0.0.1/feed"}), "private network"),
        (Response(status=302, headers={"Location": "http://169.254.169.254/latest"}), "private network"),
        (Response(status=301, headers={"Location": "file:///etc/hostname"}), "no http or https"),
    ],
)
def test_a_feed_that_can_not_be_read_is_told_in_one_sentence(
    feed_server: FeedServer, feed_reader: FeedReader, answer: Response, told: str
) -> None:
    report = fault(feed_reader, feed_server, answer)
    assert told in str(report.problem)
    assert report.source.address == feed_server.url("/feed")
    assert report.source.next_at >= feed_reader.now + timedelta(minutes=15)


def test_a_feed_that_does_not_answer_is_not_waited_for(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    start = time.monotonic()
    report = fault(feed_reader, feed_server, Response(rss(), delay=2), replace(HERE, seconds=0.3))
    assert "did not answer" in str(report.problem)
    assert time.monotonic() - start < 1.5


def test_a_feed_inside_the_network_is_refused_unless_allowed(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    assert "private network" in str(fault(feed_reader, feed_server, Response(rss()), Limits(2)).problem)
    assert feed_server.seen == []


def test_a_feed_from_outside_leads_to_no_host_inside() -> None:
    inside = Limits(2, allow_hosts=("wiki.ministry.example", "127.0.0.1"))
    assert inside.beyond("https://wiki.ministry.example/feed") is inside
    assert inside.beyond("https://post.example/feed").allow_hosts == ()


def test_what_a_feed_links_to_inside_the_network_is_refused(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(rss(item("http://10.0.0.1/admin"), item(feed_server.url("/a", "localhost"))))
    feed_server.article("/a")
    report = feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    assert [outcome.reason and "private network" in outcome.reason for outcome in report.outcomes] == [True, True]
    assert feed_server.request_count("/a") == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_gets_it(feed_server: FeedServer, feed_reader: FeedReader, status: int) -> None:
    in_two_hours = format_datetime(datetime.now(UTC) + 2 * HOUR, usegmt=True)
    for header in ("7200", in_two_hours):
        report = fault(feed_reader, feed_server, Response(status=status, headers={"Retry-After": header}))
        assert report.source.next_at >= feed_reader.now + timedelta(seconds=7100)
        assert report.source.next_at <= feed_reader.now + 3 * HOUR
        feed_reader.updater = Updater(feed_reader.feeds, feed_reader.add, HERE, 900, 0, lambda: feed_reader.now)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), ("999999999", 86_400), ("-1", None), ("soon", None), (None, None), ("", None)],
)
def test_retry_after_is_read_in_seconds(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, START) == seconds


def test_retry_after_is_read_as_a_date() -> None:
    now = datetime(2031, 3, 15, 12, tzinfo=UTC)
    assert retry_after("Sat, 15 Mar 2031 12:05:00 GMT", now) == 300
    assert retry_after("Sat, 15 Mar 2031 11:00:00 GMT", now) == 0


def test_a_host_that_asks_for_time_is_not_asked_for_its_other_pages(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a")), item(feed_server.url("/b"), "B")))
    for path in ("/a", "/b"):
        feed_server.pages[path] = Response(status=429, headers={"Retry-After": "600"})
    report = feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    assert statuses(report) == ["refused", "refused"]
    assert feed_server.request_count("/a") + feed_server.request_count("/b") == 1


def test_a_feed_that_is_gone_is_not_read_again(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    report = fault(feed_reader, feed_server, Response(status=410))
    assert report.source.gone
    feed_reader.now += timedelta(days=30)
    assert asyncio.run(feed_reader.updater.due()) == []
    assert feed_server.request_count("/feed") == 1


@pytest.mark.parametrize(
    ("first", "second", "moved"), [(301, 308, "/there"), (301, 302, "/here"), (302, 301, None), (307, 307, None)]
)
def test_a_feed_that_moved_for_good_is_read_there_from_then_on(
    feed_server: FeedServer, feed_reader: FeedReader, first: int, second: int, moved: str | None
) -> None:
    feed_server.pages["/feed"] = Response(status=first, headers={"Location": "/here"})
    feed_server.pages["/here"] = Response(status=second, headers={"Location": "/there"})
    feed_server.pages["/there"] = Response(rss(item(feed_server.article("/a"))))
    source = feed_reader.follow(feed_server.url("/feed"))
    assert feed_reader.read(source).fresh == 1
    assert feed_reader.state(source).address == feed_server.url(moved or "/feed")
    assert feed_reader.state(source).url == feed_server.url("/feed")


def test_a_feed_that_moved_to_a_page_stays_where_it_was(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/parked"] = Response(b"<!doctype html><html><body>For sale</body></html>", kind="text/html")
    report = fault(feed_reader, feed_server, Response(status=301, headers={"Location": "/parked"}))
    assert "is a web page" in str(report.problem)
    assert report.source.address == feed_server.url("/feed")


def test_a_feed_that_turned_into_a_page_and_back_loses_nothing(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    whole = Response(rss(item(feed_server.article("/a"))))
    feed_server.pages["/feed"] = whole
    source = feed_reader.follow(feed_server.url("/feed"))
    feed_reader.read(source)
    feed_server.pages["/feed"] = Response(b"<html><body>Maintenance</body></html>", kind="text/html")
    assert feed_reader.read(source, HOUR).source.failures == 1
    feed_server.pages["/feed"] = whole
    report = feed_reader.read(source, HOUR)
    assert (report.problem, report.source.failures, report.fresh) == (None, 0, 0)


def test_ids_made_anew_bring_nothing_twice(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    source = feed_reader.follow(feed_server.url("/feed"))
    for guid in ("one", "two"):
        feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"), guid=guid)))
        report = feed_reader.read(source, HOUR)
    assert report.fresh == 0
    assert feed_server.request_count("/a") == 1


def test_dates_of_articles_are_aware_and_never_in_the_future(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed = rss(
        item(feed_server.url("/a"), "A", LONG, date="2025-03-04 16:40:00"),
        item(feed_server.url("/b"), "B", LONG + "<p>B.</p>", date="Tue, 04 Mar 2099 16:40:00 GMT"),
    )
    feed_server.pages["/feed"] = Response(feed)
    feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    dates = {draft.title: draft.published for draft in feed_reader.received}
    assert dates == {"A": datetime(2025, 3, 4, 16, 40, tzinfo=UTC), "B": None}


def test_feeds_that_hung_the_last_time_keep_no_other_waiting(store: Store) -> None:
    hosts = [f"127.0.0.{number}" for number in range(2, 4 + TOGETHER)]
    *hanging, well = hosts
    with running_feed_server("0.0.0.0") as server:
        reader = FeedReader(store, replace(HERE, seconds=10, allow_hosts=tuple(hosts)))
        for host in hosts:
            server.pages[f"/{host}"] = Response(status=500)
            reader.follow(server.url(f"/{host}", host))

        async def twice() -> None:
            await reader.updater.due()
            server.pages[f"/{well}"] = Response(rss())
            await reader.updater.update(reader.feeds.listing()[-1:])
            for host in hanging:
                server.pages[f"/{host}"] = Response(rss(), delay=0.2)
            server.seen.clear()
            await reader.updater.update(reader.feeds.listing())

        asyncio.run(twice())
        assert [path for path, _ in server.seen].index(f"/{well}") <= FAILING_TOGETHER
        assert len(server.seen) == len(hosts)
