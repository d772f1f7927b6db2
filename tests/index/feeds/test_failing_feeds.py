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
from index.feeds.updater import FeedReport, Updater
from tests.index.desk import HERE, HOUR, LONG, START, Desk, statuses
from tests.index.press import Answer, Press, item, rss


def fault(desk: Desk, press: Press, answer: Answer, limits: Limits | None = None) -> FeedReport:
    press.pages["/feed"] = answer
    if limits:
        desk.updater = Updater(desk.feeds, desk.add, limits, 900, 0, lambda: desk.now)
    report = desk.read(desk.follow(press.url("/feed")))
    assert report.outcomes == ()
    assert "\n" not in str(report.problem)
    assert report.source.problem == report.problem
    return report


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(status=404), "answered 404"),
        (Answer(status=500), "answered 500"),
        (Answer(b"<!doctype html><html><body>Log in</body></html>", kind="text/html"), "is a web page"),
        (Answer(b"<rss version='2.0'><channel><item"), "broken feed"),
        (Answer(), "with nothing"),
        (Answer(b"x" * 300_000), "larger than"),
        (Answer(gzip.compress(b"x" * 20_000_000), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Answer(gzip.compress(b"x"), headers={"Content-Encoding": "gzip, gzip"}), "packed more than once"),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), "damaged data"),
        (Answer(status=302, headers={"Location": "/feed"}), "redirects more than"),
        (Answer(status=302, headers={"Location": "http://10.0.0.1/feed"}), "private network"),
        (Answer(status=302, headers={"Location": "http://169.254.169.254/latest"}), "private network"),
        (Answer(status=301, headers={"Location": "file:///etc/hostname"}), "no http or https"),
    ],
)
def test_a_feed_that_can_not_be_read_is_told_in_one_sentence(
    press: Press, desk: Desk, answer: Answer, told: str
) -> None:
    report = fault(desk, press, answer)
    assert told in str(report.problem)
    assert report.source.address == press.url("/feed")
    assert report.source.next_at >= desk.now + timedelta(minutes=15)


def test_a_feed_that_does_not_answer_is_not_waited_for(press: Press, desk: Desk) -> None:
    start = time.monotonic()
    report = fault(desk, press, Answer(rss(), delay=2), replace(HERE, seconds=0.3))
    assert "did not answer" in str(report.problem)
    assert time.monotonic() - start < 1.5


def test_a_feed_inside_the_network_is_refused_unless_allowed(press: Press, desk: Desk) -> None:
    assert "private network" in str(fault(desk, press, Answer(rss()), Limits(2)).problem)
    assert press.seen == []


def test_a_feed_from_outside_leads_to_no_host_inside() -> None:
    inside = Limits(2, allow_hosts=("wiki.ministry.example", "127.0.0.1"))
    assert inside.beyond("https://wiki.ministry.example/feed") is inside
    assert inside.beyond("https://post.example/feed").allow_hosts == ()


def test_what_a_feed_links_to_inside_the_network_is_refused(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item("http://10.0.0.1/admin"), item(press.url("/a", "localhost"))))
    press.article("/a")
    report = desk.read(desk.follow(press.url("/feed")))
    assert [outcome.reason and "private network" in outcome.reason for outcome in report.outcomes] == [True, True]
    assert press.asked("/a") == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_gets_it(press: Press, desk: Desk, status: int) -> None:
    in_two_hours = format_datetime(datetime.now(UTC) + 2 * HOUR, usegmt=True)
    for header in ("7200", in_two_hours):
        report = fault(desk, press, Answer(status=status, headers={"Retry-After": header}))
        assert report.source.next_at >= desk.now + timedelta(seconds=7100)
        assert report.source.next_at <= desk.now + 3 * HOUR
        desk.updater = Updater(desk.feeds, desk.add, HERE, 900, 0, lambda: desk.now)


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


def test_a_host_that_asks_for_time_is_not_asked_for_its_other_pages(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/a")), item(press.url("/b"), "B")))
    for path in ("/a", "/b"):
        press.pages[path] = Answer(status=429, headers={"Retry-After": "600"})
    report = desk.read(desk.follow(press.url("/feed")))
    assert statuses(report) == ["refused", "refused"]
    assert press.asked("/a") + press.asked("/b") == 1


def test_a_feed_that_is_gone_is_not_read_again(press: Press, desk: Desk) -> None:
    report = fault(desk, press, Answer(status=410))
    assert report.source.gone
    desk.now += timedelta(days=30)
    assert asyncio.run(desk.updater.due()) == []
    assert press.asked("/feed") == 1


@pytest.mark.parametrize(
    ("first", "second", "moved"), [(301, 308, "/there"), (301, 302, "/here"), (302, 301, None), (307, 307, None)]
)
def test_a_feed_that_moved_for_good_is_read_there_from_then_on(
    press: Press, desk: Desk, first: int, second: int, moved: str | None
) -> None:
    press.pages["/feed"] = Answer(status=first, headers={"Location": "/here"})
    press.pages["/here"] = Answer(status=second, headers={"Location": "/there"})
    press.pages["/there"] = Answer(rss(item(press.article("/a"))))
    source = desk.follow(press.url("/feed"))
    assert desk.read(source).fresh == 1
    assert desk.state(source).address == press.url(moved or "/feed")
    assert desk.state(source).url == press.url("/feed")


def test_a_feed_that_moved_to_a_page_stays_where_it_was(press: Press, desk: Desk) -> None:
    press.pages["/parked"] = Answer(b"<!doctype html><html><body>For sale</body></html>", kind="text/html")
    report = fault(desk, press, Answer(status=301, headers={"Location": "/parked"}))
    assert "is a web page" in str(report.problem)
    assert report.source.address == press.url("/feed")


def test_a_feed_that_turned_into_a_page_and_back_loses_nothing(press: Press, desk: Desk) -> None:
    whole = Answer(rss(item(press.article("/a"))))
    press.pages["/feed"] = whole
    source = desk.follow(press.url("/feed"))
    desk.read(source)
    press.pages["/feed"] = Answer(b"<html><body>Maintenance</body></html>", kind="text/html")
    assert desk.read(source, HOUR).source.failures == 1
    press.pages["/feed"] = whole
    report = desk.read(source, HOUR)
    assert (report.problem, report.source.failures, report.fresh) == (None, 0, 0)


def test_ids_made_anew_bring_nothing_twice(press: Press, desk: Desk) -> None:
    source = desk.follow(press.url("/feed"))
    for guid in ("one", "two"):
        press.pages["/feed"] = Answer(rss(item(press.article("/a"), guid=guid)))
        report = desk.read(source, HOUR)
    assert report.fresh == 0
    assert press.asked("/a") == 1


def test_dates_of_articles_are_aware_and_never_in_the_future(press: Press, desk: Desk) -> None:
    feed = rss(
        item(press.url("/a"), "A", LONG, date="2025-03-04 16:40:00"),
        item(press.url("/b"), "B", LONG + "<p>B.</p>", date="Tue, 04 Mar 2099 16:40:00 GMT"),
    )
    press.pages["/feed"] = Answer(feed)
    desk.read(desk.follow(press.url("/feed")))
    dates = {draft.title: draft.published for draft in desk.shelf}
    assert dates == {"A": datetime(2025, 3, 4, 16, 40, tzinfo=UTC), "B": None}
