"""Reading feeds from a real server on this machine, in all its moods."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index import Draft, Index, Outcome, SourceError
from index.feeds import opml
from index.feeds.articles import article
from index.feeds.download import Download
from index.feeds.entries import SPARED
from index.feeds.entry import FeedEntry
from index.feeds.updater import MOST, TOGETHER, FeedReport, HostThrottle, Updater, look
from index.store.store import Store
from tests.command import Command
from tests.feed_server import FILLER, QUOTATION, FeedServer, Response, item, rss
from tests.index.feeds.feed_reader import HERE, HOUR, LONG, START, FeedReader, statuses

# what a reading brings


def test_new_entries_become_articles_once(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(
        rss(item(feed_server.article("/b", title="B")), item(feed_server.article("/a", title="A")))
    )
    source = feed_reader.follow(feed_server.url("/feed"))
    report = feed_reader.read(source)
    assert (report.problem, report.fresh, statuses(report)) == (None, 2, ["added", "unchanged"])
    assert [draft.title for draft in feed_reader.received] == ["A", "B"]
    assert {draft.outlet for draft in feed_reader.received} == {"The Harbour Post"}
    assert feed_reader.read(source).outcomes == ()
    assert (feed_server.request_count("/feed"), feed_server.request_count("/a"), feed_server.request_count("/b")) == (
        2,
        1,
        1,
    )


def test_an_unchanged_feed_is_not_sent_again(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed = rss(item(feed_server.article("/a")))
    feed_server.pages["/feed"] = Response(
        feed, headers={"ETag": '"one"', "Last-Modified": "Tue, 04 Mar 2025 16:40:00 GMT"}
    )
    source = feed_reader.follow(feed_server.url("/feed"))
    feed_reader.read(source)
    report = feed_reader.read(source, HOUR)
    assert (report.problem, report.fresh, report.source.last_success) == (None, 0, feed_reader.now)
    sent = feed_server.seen[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"one"', "Tue, 04 Mar 2025 16:40:00 GMT")
    feed_server.pages["/feed"] = Response(
        rss(item(feed_server.article("/b", "Else. " + FILLER * 3))), headers={"ETag": '"two"'}
    )
    assert feed_reader.read(source, HOUR).fresh == 1


def test_json_feeds_and_atom_are_read_too(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    items = [{"id": "1", "url": feed_server.article("/a"), "title": "A"}]
    made = {"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": items}
    feed_server.pages["/json"] = Response(json.dumps(made).encode(), kind="application/feed+json")
    link = feed_server.article("/b")
    entry = f"<entry><title>B</title><link href='{link}'/></entry>"
    feed_server.pages["/atom"] = Response(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode())
    for path in ("/json", "/atom"):
        assert feed_reader.read(feed_reader.follow(feed_server.url(path))).fresh == 1


def test_the_feeds_own_text_is_taken_when_it_is_whole(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/never"), text=LONG)))
    feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    (draft,) = feed_reader.received
    assert draft.text.startswith("“We waited nine years for this quay,”")
    assert draft.url == feed_server.url("/never")
    assert "<p>" not in draft.text
    assert draft.text.count("\n\n") == 10
    assert feed_server.request_count("/never") == 0


@pytest.mark.parametrize(
    "text",
    ["A short summary of it.", LONG + "…", LONG + "<p>Read more</p>", LONG + "<a href='/a'>Continue reading →</a>"],
)
def test_the_page_is_fetched_when_the_feed_has_only_a_part(
    feed_server: FeedServer, feed_reader: FeedReader, text: str
) -> None:
    feed_server.pages["/feed"] = Response(
        rss(item(feed_server.article("/a", "Only on the page. " + FILLER * 14), text=text))
    )
    feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    assert feed_reader.received[0].text.startswith("Only on the page.")


def test_behind_a_paywall_the_feeds_text_is_better_than_nothing(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/paid"), text=QUOTATION + FILLER)))
    feed_server.pages["/paid"] = Response(b"pay", 403, "text/html")
    assert statuses(feed_reader.read(feed_reader.follow(feed_server.url("/feed")))) == ["added"]
    assert feed_reader.received[0].text == (QUOTATION + FILLER).strip()


def test_where_a_page_is_only_a_notice_the_feeds_text_is_taken_without_its_read_more(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    link = feed_server.article("/a", "We value your privacy. " + FILLER)
    feed_server.pages["/feed"] = Response(rss(item(link, text=LONG + "<p><a href='/a'>Continue reading →</a></p>")))
    feed_reader.read(feed_reader.follow(feed_server.url("/feed")))
    assert feed_reader.received[0].text.endswith("in any June before.")
    assert "privacy" not in feed_reader.received[0].text


def test_a_text_that_is_all_dots_holds_nobody_up(feed_reader: FeedReader) -> None:
    async def never(link: str) -> Download:
        raise AssertionError(link)

    for dots in (".", "…", ". "):
        text = f"<p>{QUOTATION}</p><p>{dots * (200_000 // len(dots))} end</p>"
        start = time.monotonic()
        draft = asyncio.run(article(FeedEntry("a", None, html=text), "https://post.example/feed", never))
        assert time.monotonic() - start < 1
        assert draft.text.startswith("“We waited")


def test_a_page_that_is_away_for_now_is_tried_again(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(
        rss(item(feed_server.url("/a"), text=QUOTATION + FILLER)), headers={"ETag": '"1"'}
    )
    feed_server.pages["/a"] = Response(b"later", 503, "text/html")
    source = feed_reader.follow(feed_server.url("/feed"))
    assert statuses(feed_reader.read(source)) == ["refused"]
    assert feed_reader.state(source).next_at <= feed_reader.now + timedelta(minutes=1)
    feed_server.article("/a", "The whole of it. " + FILLER * 4)
    assert statuses(feed_reader.read(source, timedelta(minutes=2))) == ["added"]
    assert "The whole of it." in feed_reader.received[0].text
    assert feed_reader.read(source, HOUR).outcomes == ()


def test_a_page_that_stays_away_gives_way_to_the_feeds_text(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a"), text=QUOTATION + FILLER)))
    feed_server.pages["/a"] = Response(b"later", 503, "text/html")
    source = feed_reader.follow(feed_server.url("/feed"))
    found = [statuses(feed_reader.read(source, 7 * HOUR)) for _ in range(6)]
    assert found == [["refused"]] * 4 + [["added"], []]


def test_a_host_that_asks_for_time_makes_nobody_give_up_its_articles(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a"), text=QUOTATION + FILLER)))
    feed_server.pages["/a"] = Response(b"later", 429, "text/html", {"Retry-After": "3600"})
    source = feed_reader.follow(feed_server.url("/feed"))
    for _ in range(8):
        # As after a restart: the rest of the host is on another clock.
        feed_reader.updater = Updater(feed_reader.feeds, feed_reader.add, HERE, 900, 0, lambda: feed_reader.now)
        assert statuses(feed_reader.read(source, 2 * HOUR)) == ["refused"]
    feed_reader.updater = Updater(feed_reader.feeds, feed_reader.add, HERE, 900, 0, lambda: feed_reader.now)
    feed_server.article("/a", "The whole of it. " + FILLER * 4)
    assert statuses(feed_reader.read(source, 2 * HOUR)) == ["added"]
    assert "The whole of it." in feed_reader.received[0].text


def test_a_host_that_never_stops_asking_for_time_is_given_up_in_the_end(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a"), text=QUOTATION + FILLER)))
    feed_server.pages["/a"] = Response(b"later", 429, "text/html", {"Retry-After": "3600"})
    source = feed_reader.follow(feed_server.url("/feed"))
    feed_reader.read(source)
    feed_reader.now += SPARED
    found = []
    for _ in range(5):
        feed_reader.updater = Updater(feed_reader.feeds, feed_reader.add, HERE, 900, 0, lambda: feed_reader.now)
        found += statuses(feed_reader.read(source, 7 * HOUR))
    assert found == ["refused"] * 4 + ["added"]


def test_a_feed_stays_ours_however_slow_its_articles_are(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(
        rss(*(item(feed_server.article(f"/{n}", f"{n}. {FILLER * 4}"), str(n)) for n in range(8)))
    )
    source = feed_reader.follow(feed_server.url("/feed"))
    free: list[int] = []

    def now() -> datetime:
        return START + timedelta(minutes=2) * len(feed_server.seen)  # so long does each page take

    async def add(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        free.extend(each.id for each in feed_reader.feeds.due(now()))
        return await feed_reader.add(drafts)

    feed_reader.updater = Updater(feed_reader.feeds, add, HERE, 900, 0, now)
    assert statuses(feed_reader.read(source)) == ["added"] * 8
    assert free == []


def test_what_is_refused_for_good_is_not_asked_for_again(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/missing")), item(title="Nothing at all")))
    source = feed_reader.follow(feed_server.url("/feed"))
    assert statuses(feed_reader.read(source)) == ["refused", "refused"]
    assert feed_reader.read(source, 24 * HOUR).outcomes == ()
    assert feed_server.request_count("/missing") == 1


def test_a_changed_article_is_a_revision_of_the_one_at_its_address(feed_server: FeedServer, index: Index) -> None:
    feed_reader = FeedReader(index.store, index=index)
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a"), text=LONG)))
    source = feed_reader.follow(feed_server.url("/feed"))
    assert statuses(feed_reader.read(source)) == ["added"]
    corrected = LONG + "<p>Corrected: it was ten years.</p>"
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a"), text=corrected)))
    assert statuses(feed_reader.read(source, 2 * HOUR)) == ["revised"]
    (row,) = index.store.listing()
    assert row.url == feed_server.url("/a")
    article = index.store.article(row.id)
    assert article is not None
    assert "Corrected: it was ten years." in article.text
    feed_server.pages["/feed"] = Response(rss(item(feed_server.url("/a?utm_source=x"), "Renamed", corrected)))
    assert statuses(feed_reader.read(source, 2 * HOUR)) == ["address"]


# many feeds


def test_one_failure_stands_beside_the_others_results(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    feed_server.pages["/good"] = Response(rss(item(feed_server.article("/a"))))
    for path in ("/bad", "/good", "/worse"):
        feed_reader.follow(feed_server.url(path))
    reports = asyncio.run(feed_reader.updater.due())
    assert [report.problem is None for report in reports] == [False, True, False]
    assert len(feed_reader.received) == 1


def test_a_fault_of_our_own_is_one_feeds_problem_too(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    async def broken(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        raise ZeroDivisionError

    feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"))))
    feed_server.pages["/empty"] = Response(rss())
    feed_reader.updater = Updater(feed_reader.feeds, broken, HERE, 900, 0, lambda: feed_reader.now)
    for path in ("/feed", "/empty"):
        feed_reader.follow(feed_server.url(path))
    first, second = asyncio.run(feed_reader.updater.due())
    assert (str(first.problem), second.problem) == ("could not be read (ZeroDivisionError)", None)


def test_a_feed_that_brings_much_keeps_no_other_waiting(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    links = [item(feed_server.article(f"/{n}", f"Number {n}. {FILLER * 3}"), str(n)) for n in range(10)]
    for page in feed_server.pages.values():
        page.delay = 0.03
    feed_server.pages["/much"] = Response(rss(*links))
    feed_server.pages["/other"] = Response(rss(item(title="Whole", text=LONG)))
    many = feed_reader.follow(feed_server.url("/much"))

    async def main() -> tuple[int, list[FeedReport]]:
        first = asyncio.create_task(feed_reader.updater.due())
        await asyncio.to_thread(feed_server.wait, 2)  # for the feed, and an article
        second = await feed_reader.updater.due()
        feed_reader.follow(feed_server.url("/other"))
        await feed_reader.updater.due()
        received = len(feed_reader.received)
        return received, [*await first, *second]

    early, reports = asyncio.run(main())
    assert early < 11
    assert [report.source.id for report in reports] == [many.id]
    assert len(feed_reader.received) == 11


def test_more_than_one_reading_takes_comes_in_the_next_ones_soon(
    feed_server: FeedServer, feed_reader: FeedReader
) -> None:
    feed_server.pages["/feed"] = Response(rss(*(item(title=str(n), text=f"{n} {FILLER}") for n in range(MOST + 30))))
    source = feed_reader.follow(feed_server.url("/feed"))
    first = feed_reader.read(source)
    assert first.fresh == MOST + 30
    assert first.source.next_at <= feed_reader.now + timedelta(minutes=1)
    second = feed_reader.read(source, timedelta(minutes=1))
    assert len(first.outcomes) + len(second.outcomes) == MOST + 30
    assert second.source.next_at >= feed_reader.now + timedelta(minutes=15)


def test_a_host_gets_one_request_at_a_time_with_a_pause_between(feed_server: FeedServer) -> None:
    hosts, turns = HostThrottle(0.1), []

    async def ask(url: str) -> None:
        async with hosts.turn(url):
            turns.append((url, time.monotonic()))

    async def main() -> None:
        await asyncio.gather(*(ask(url) for url in ["http://a.example/1", "http://a.example/2", "http://b.example/"]))

    asyncio.run(main())
    at = dict(turns)
    assert at["http://a.example/2"] - at["http://a.example/1"] >= 0.1
    assert abs(at["http://b.example/"] - at["http://a.example/1"]) < 0.1


def test_feeds_of_one_host_are_asked_for_one_after_the_other(feed_server: FeedServer, feed_reader: FeedReader) -> None:
    for number in range(TOGETHER):
        feed_server.pages[f"/{number}"] = Response(rss(), delay=0.02)
        feed_reader.follow(feed_server.url(f"/{number}"))
    assert len(asyncio.run(feed_reader.updater.due())) == TOGETHER
    assert feed_server.most_at_once == 1


def test_a_feed_can_be_looked_at_before_it_is_followed(feed_server: FeedServer) -> None:
    feed_server.pages["/feed"] = Response(rss(item("/a")))
    assert asyncio.run(look(feed_server.url("/feed"), HERE)).title == "The Harbour Post"
    with pytest.raises(SourceError):
        asyncio.run(look(feed_server.url("/none"), HERE))


# killed


def test_what_was_noted_before_a_kill_is_fetched_after_it(
    feed_server: FeedServer, feed_reader: FeedReader, store: Store
) -> None:
    feed_server.pages["/feed"] = Response(
        rss(*(item(feed_server.url(f"/{n}"), str(n)) for n in range(12))), headers={"ETag": '"1"'}
    )
    for number in range(12):
        feed_server.article(f"/{number}", f"Number {number}. " + FILLER * 4)
    source = feed_reader.follow(feed_server.url("/feed"))

    async def killed(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        raise asyncio.CancelledError

    feed_reader.updater = Updater(feed_reader.feeds, killed, HERE, 900, 0, lambda: feed_reader.now)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(feed_reader.updater.update([source]))
    # The feed has rolled over meanwhile.
    feed_server.pages["/feed"] = Response(rss(), headers={"ETag": '"2"'})
    after = FeedReader(store)
    after.now = feed_reader.now + timedelta(minutes=6)
    asyncio.run(after.updater.due())
    assert len({draft.url for draft in after.received}) == 12


def test_the_command_killed_between_noting_and_fetching_loses_nothing(
    feed_server: FeedServer, command: Command, data: Path
) -> None:
    (command.folder / "config.toml").write_text(
        f'[fetch]\nallow_hosts = ["127.0.0.1"]\n[[feeds]]\nurl = "{feed_server.url("/feed")}"\n', encoding="utf-8"
    )
    feed_server.pages["/feed"] = Response(
        rss(*(item(feed_server.url(f"/{n}"), str(n)) for n in range(3))), headers={"ETag": '"1"'}
    )
    for number in range(3):
        feed_server.article(f"/{number}", f"Number {number}. " + FILLER * 4)
        feed_server.pages[f"/{number}"].delay = 3
    process = command.start("--data", data, "update")
    limit = time.monotonic() + 60
    while not feed_server.request_count("/2") and time.monotonic() < limit:
        time.sleep(0.02)
    process.kill()
    process.wait(10)
    feed_server.pages["/feed"] = Response(rss(), headers={"ETag": '"2"'})
    for number in range(3):
        feed_server.pages[f"/{number}"].delay = 0
    assert command("--data", data, "update").lines == ["3 added, 0 known already, 0 refused"]
    assert command("--data", data, "update").lines == ["0 added, 0 known already, 0 refused"]


# the command


@pytest.fixture
def reading(command: Command, data: Path) -> Command:
    """The command with a data folder, where pages of this machine may be read."""
    (command.folder / "config.toml").write_text(
        f'data = "{data}"\n[fetch]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8"
    )
    return command


def test_feeds_are_added_listed_updated_and_removed(feed_server: FeedServer, reading: Command) -> None:
    feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"))))
    url = feed_server.url("/feed")
    assert reading("feeds", "add", url).lines == ["added: The Harbour Post (public), 1 entries now"]
    assert reading("feeds", "add", url).lines == ["known already: The Harbour Post (public), 1 entries now"]
    (found,) = [json.loads(line) for line in reading("update", "--json").lines]
    assert (found["source"], found["status"], found["reason"]) == (feed_server.url("/a"), "added", None)
    lines = reading("feeds", "list").lines
    assert lines[0] == f"   1  The Harbour Post (public)  {url}"
    assert "read just now; last new article" in lines[1]
    (record,) = [json.loads(line) for line in reading("feeds", "list", "--json").lines]
    assert (record["url"], record["problem"], record["configured"]) == (url, None, False)
    feed_server.pages["/feed"] = Response(status=503)
    run = reading("update", status=1)
    assert f"refused: {url}: answered 503" in run.errors
    assert "can’t be read since just now: answered 503" in reading("feeds", "list").output
    assert reading("feeds", "remove", url).lines == ["1 removed"]
    assert reading("feeds", "list").output.startswith("No feed is read yet")
    assert "no feed" in reading("feeds", "remove", url, status=1).errors


def test_a_feed_that_is_none_is_not_added(feed_server: FeedServer, reading: Command) -> None:
    feed_server.article("/page")
    assert "is a web page" in reading("feeds", "add", feed_server.url("/page"), status=1).errors


def test_feeds_go_out_as_opml_and_come_in_again(feed_server: FeedServer, reading: Command, tmp_path: Path) -> None:
    feed_server.pages["/feed"] = Response(rss())
    reading("feeds", "add", feed_server.url("/feed"), "--outlet", "Post & more")
    (tmp_path / "feeds.opml").write_text(reading("feeds", "export").output, encoding="utf-8")
    reading("feeds", "remove", "1")
    assert reading("feeds", "import", tmp_path / "feeds.opml").lines == ["1 added, 0 known already"]
    assert "Post & more" in reading("feeds", "list").output
    assert "No such file" in reading("feeds", "import", "none.opml", status=1).errors


def test_an_import_counts_what_cannot_be_a_feed(feed_server: FeedServer, reading: Command, tmp_path: Path) -> None:
    addresses = (feed_server.url("/feed"), "ftp://post.example/feed", "", "http://10.0.0.1/feed")
    (tmp_path / "feeds.opml").write_bytes(opml.write([opml.Outline(address) for address in addresses]))
    imported = reading("feeds", "import", tmp_path / "feeds.opml")
    assert imported.lines == ["1 added, 0 known already"]
    assert "3 left out: no http or https address, or in a private network" in imported.errors


def test_the_doctor_tells_how_each_feed_fares(feed_server: FeedServer, reading: Command, index: Index) -> None:
    feed_reader = FeedReader(index.store, index=index)
    feed_reader.now = datetime.now(UTC)
    feed_server.pages["/feed"] = Response(rss(item(feed_server.article("/a"))))
    feed = feed_reader.follow(feed_server.url("/feed"))
    feed_reader.read(feed)
    assert f"({feed_server.url('/feed')}): read just now; last new article" in reading("doctor").lines[-1]
    feed_server.pages["/feed"] = Response(status=410)
    feed_reader.read(feed)
    (line,) = [line for line in reading("doctor", status=1).lines if line.startswith("FAIL")]
    assert "is gone for good" in line
