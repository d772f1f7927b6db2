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
from index.feeds.articles import article
from index.feeds.download import Download
from index.feeds.entries import SPARED
from index.feeds.parser import FeedEntry
from index.feeds.updater import MOST, TOGETHER, FeedReport, HostThrottle, Updater, look
from index.store.store import Store
from tests.command import Command
from tests.index.desk import HERE, HOUR, LONG, START, Desk, statuses
from tests.index.press import SAID, WORDS, Answer, Press, item, rss

# what a reading brings


def test_new_entries_become_articles_once(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.article("/b", title="B")), item(press.article("/a", title="A"))))
    source = desk.follow(press.url("/feed"))
    report = desk.read(source)
    assert (report.problem, report.fresh, statuses(report)) == (None, 2, ["added", "unchanged"])
    assert [draft.title for draft in desk.shelf] == ["A", "B"]
    assert {draft.outlet for draft in desk.shelf} == {"The Harbour Post"}
    assert desk.read(source).outcomes == ()
    assert (press.asked("/feed"), press.asked("/a"), press.asked("/b")) == (2, 1, 1)


def test_an_unchanged_feed_is_not_sent_again(press: Press, desk: Desk) -> None:
    feed = rss(item(press.article("/a")))
    press.pages["/feed"] = Answer(feed, headers={"ETag": '"one"', "Last-Modified": "Tue, 04 Mar 2025 16:40:00 GMT"})
    source = desk.follow(press.url("/feed"))
    desk.read(source)
    report = desk.read(source, HOUR)
    assert (report.problem, report.fresh, report.source.last_success) == (None, 0, desk.now)
    sent = press.seen[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"one"', "Tue, 04 Mar 2025 16:40:00 GMT")
    press.pages["/feed"] = Answer(rss(item(press.article("/b", "Else. " + WORDS * 3))), headers={"ETag": '"two"'})
    assert desk.read(source, HOUR).fresh == 1


def test_json_feeds_and_atom_are_read_too(press: Press, desk: Desk) -> None:
    items = [{"id": "1", "url": press.article("/a"), "title": "A"}]
    made = {"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": items}
    press.pages["/json"] = Answer(json.dumps(made).encode(), kind="application/feed+json")
    link = press.article("/b")
    entry = f"<entry><title>B</title><link href='{link}'/></entry>"
    press.pages["/atom"] = Answer(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode())
    for path in ("/json", "/atom"):
        assert desk.read(desk.follow(press.url(path))).fresh == 1


def test_the_feeds_own_text_is_taken_when_it_is_whole(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/never"), text=LONG)))
    desk.read(desk.follow(press.url("/feed")))
    (draft,) = desk.shelf
    assert draft.text.startswith("“We waited nine years for this quay,”")
    assert draft.url == press.url("/never")
    assert "<p>" not in draft.text
    assert draft.text.count("\n\n") == 10
    assert press.asked("/never") == 0


@pytest.mark.parametrize(
    "text",
    ["A short summary of it.", LONG + "…", LONG + "<p>Read more</p>", LONG + "<a href='/a'>Continue reading →</a>"],
)
def test_the_page_is_fetched_when_the_feed_has_only_a_part(press: Press, desk: Desk, text: str) -> None:
    press.pages["/feed"] = Answer(rss(item(press.article("/a", "Only on the page. " + WORDS * 14), text=text)))
    desk.read(desk.follow(press.url("/feed")))
    assert desk.shelf[0].text.startswith("Only on the page.")


def test_behind_a_paywall_the_feeds_text_is_better_than_nothing(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/paid"), text=SAID + WORDS)))
    press.pages["/paid"] = Answer(b"pay", 403, "text/html")
    assert statuses(desk.read(desk.follow(press.url("/feed")))) == ["added"]
    assert desk.shelf[0].text == (SAID + WORDS).strip()


def test_where_a_page_is_only_a_notice_the_feeds_text_is_taken_without_its_read_more(press: Press, desk: Desk) -> None:
    link = press.article("/a", "We value your privacy. " + WORDS)
    press.pages["/feed"] = Answer(rss(item(link, text=LONG + "<p><a href='/a'>Continue reading →</a></p>")))
    desk.read(desk.follow(press.url("/feed")))
    assert desk.shelf[0].text.endswith("in any June before.")
    assert "privacy" not in desk.shelf[0].text


def test_a_text_that_is_all_dots_holds_nobody_up(desk: Desk) -> None:
    async def never(link: str) -> Download:
        raise AssertionError(link)

    for dots in (".", "…", ". "):
        text = f"<p>{SAID}</p><p>{dots * (200_000 // len(dots))} end</p>"
        start = time.monotonic()
        draft = asyncio.run(article(FeedEntry("a", None, html=text), "https://post.example/feed", never))
        assert time.monotonic() - start < 1
        assert draft.text.startswith("“We waited")


def test_a_page_that_is_away_for_now_is_tried_again(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=SAID + WORDS)), headers={"ETag": '"1"'})
    press.pages["/a"] = Answer(b"later", 503, "text/html")
    source = desk.follow(press.url("/feed"))
    assert statuses(desk.read(source)) == ["refused"]
    assert desk.state(source).next_at <= desk.now + timedelta(minutes=1)
    press.article("/a", "The whole of it. " + WORDS * 4)
    assert statuses(desk.read(source, timedelta(minutes=2))) == ["added"]
    assert "The whole of it." in desk.shelf[0].text
    assert desk.read(source, HOUR).outcomes == ()


def test_a_page_that_stays_away_gives_way_to_the_feeds_text(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=SAID + WORDS)))
    press.pages["/a"] = Answer(b"later", 503, "text/html")
    source = desk.follow(press.url("/feed"))
    found = [statuses(desk.read(source, 7 * HOUR)) for _ in range(6)]
    assert found == [["refused"]] * 4 + [["added"], []]


def test_a_host_that_asks_for_time_makes_nobody_give_up_its_articles(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=SAID + WORDS)))
    press.pages["/a"] = Answer(b"later", 429, "text/html", {"Retry-After": "3600"})
    source = desk.follow(press.url("/feed"))
    for _ in range(8):
        # As after a restart: the rest of the host is on another clock.
        desk.updater = Updater(desk.feeds, desk.add, HERE, 900, 0, lambda: desk.now)
        assert statuses(desk.read(source, 2 * HOUR)) == ["refused"]
    desk.updater = Updater(desk.feeds, desk.add, HERE, 900, 0, lambda: desk.now)
    press.article("/a", "The whole of it. " + WORDS * 4)
    assert statuses(desk.read(source, 2 * HOUR)) == ["added"]
    assert "The whole of it." in desk.shelf[0].text


def test_a_host_that_never_stops_asking_for_time_is_given_up_in_the_end(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=SAID + WORDS)))
    press.pages["/a"] = Answer(b"later", 429, "text/html", {"Retry-After": "3600"})
    source = desk.follow(press.url("/feed"))
    desk.read(source)
    desk.now += SPARED
    found = []
    for _ in range(5):
        desk.updater = Updater(desk.feeds, desk.add, HERE, 900, 0, lambda: desk.now)
        found += statuses(desk.read(source, 7 * HOUR))
    assert found == ["refused"] * 4 + ["added"]


def test_a_feed_stays_ours_however_slow_its_articles_are(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(*(item(press.article(f"/{n}", f"{n}. {WORDS * 4}"), str(n)) for n in range(8))))
    source = desk.follow(press.url("/feed"))
    free: list[int] = []

    def now() -> datetime:
        return START + timedelta(minutes=2) * len(press.seen)  # so long does each page take

    async def add(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        free.extend(each.id for each in desk.feeds.due(now()))
        return await desk.add(drafts)

    desk.updater = Updater(desk.feeds, add, HERE, 900, 0, now)
    assert statuses(desk.read(source)) == ["added"] * 8
    assert free == []


def test_what_is_refused_for_good_is_not_asked_for_again(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(item(press.url("/missing")), item(title="Nothing at all")))
    source = desk.follow(press.url("/feed"))
    assert statuses(desk.read(source)) == ["refused", "refused"]
    assert desk.read(source, 24 * HOUR).outcomes == ()
    assert press.asked("/missing") == 1


def test_a_changed_article_is_a_new_one_at_the_same_address(press: Press, index: Index) -> None:
    desk = Desk(index.store, index=index)
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=LONG)))
    source = desk.follow(press.url("/feed"))
    assert statuses(desk.read(source)) == ["added"]
    press.pages["/feed"] = Answer(rss(item(press.url("/a"), text=LONG + "<p>Corrected: it was ten years.</p>")))
    assert statuses(desk.read(source, 2 * HOUR)) == ["added"]
    assert [row.url for row in index.store.listing()] == [press.url("/a")] * 2
    press.pages["/feed"] = Answer(rss(item(press.url("/a?utm_source=x"), "Renamed", LONG)))
    assert statuses(desk.read(source, 2 * HOUR)) == ["address"]


# many feeds


def test_one_failure_stands_beside_the_others_results(press: Press, desk: Desk) -> None:
    press.pages["/good"] = Answer(rss(item(press.article("/a"))))
    for path in ("/bad", "/good", "/worse"):
        desk.follow(press.url(path))
    reports = asyncio.run(desk.updater.due())
    assert [report.problem is None for report in reports] == [False, True, False]
    assert len(desk.shelf) == 1


def test_a_fault_of_our_own_is_one_feeds_problem_too(press: Press, desk: Desk) -> None:
    async def broken(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        raise ZeroDivisionError

    press.pages["/feed"] = Answer(rss(item(press.article("/a"))))
    press.pages["/empty"] = Answer(rss())
    desk.updater = Updater(desk.feeds, broken, HERE, 900, 0, lambda: desk.now)
    for path in ("/feed", "/empty"):
        desk.follow(press.url(path))
    first, second = asyncio.run(desk.updater.due())
    assert (str(first.problem), second.problem) == ("could not be read (ZeroDivisionError)", None)


def test_a_feed_that_brings_much_keeps_no_other_waiting(press: Press, desk: Desk) -> None:
    links = [item(press.article(f"/{n}", f"Number {n}. {WORDS * 3}"), str(n)) for n in range(10)]
    press.pages["/much"] = Answer(rss(*links))
    press.pages["/other"] = Answer(rss(item(title="Whole", text=LONG)))
    many = desk.follow(press.url("/much"))

    async def main() -> tuple[int, list[FeedReport]]:
        rounds = [asyncio.create_task(desk.updater.due())]
        await asyncio.sleep(0.05)
        rounds += [asyncio.create_task(desk.updater.due())]
        desk.follow(press.url("/other"))
        await desk.updater.due()
        shelf = len(desk.shelf)
        return shelf, [report for each in rounds for report in await each]

    early, reports = asyncio.run(main())
    assert early < 11
    assert [report.source.id for report in reports] == [many.id]
    assert len(desk.shelf) == 11


def test_more_than_one_reading_takes_comes_in_the_next_ones_soon(press: Press, desk: Desk) -> None:
    press.pages["/feed"] = Answer(rss(*(item(title=str(n), text=f"{n} {WORDS}") for n in range(MOST + 30))))
    source = desk.follow(press.url("/feed"))
    first = desk.read(source)
    assert first.fresh == MOST + 30
    assert first.source.next_at <= desk.now + timedelta(minutes=1)
    second = desk.read(source, timedelta(minutes=1))
    assert len(first.outcomes) + len(second.outcomes) == MOST + 30
    assert second.source.next_at >= desk.now + timedelta(minutes=15)


def test_a_host_gets_one_request_at_a_time_with_a_pause_between(press: Press) -> None:
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


def test_feeds_of_one_host_are_asked_for_one_after_the_other(press: Press, desk: Desk) -> None:
    for number in range(TOGETHER):
        press.pages[f"/{number}"] = Answer(rss(), delay=0.02)
        desk.follow(press.url(f"/{number}"))
    assert len(asyncio.run(desk.updater.due())) == TOGETHER
    assert press.most == 1


def test_a_feed_can_be_looked_at_before_it_is_followed(press: Press) -> None:
    press.pages["/feed"] = Answer(rss(item("/a")))
    assert asyncio.run(look(press.url("/feed"), HERE)).title == "The Harbour Post"
    with pytest.raises(SourceError):
        asyncio.run(look(press.url("/none"), HERE))


# killed


def test_what_was_noted_before_a_kill_is_fetched_after_it(press: Press, desk: Desk, store: Store) -> None:
    press.pages["/feed"] = Answer(rss(*(item(press.url(f"/{n}"), str(n)) for n in range(12))), headers={"ETag": '"1"'})
    for number in range(12):
        press.article(f"/{number}", f"Number {number}. " + WORDS * 4)
    source = desk.follow(press.url("/feed"))

    async def killed(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        raise asyncio.CancelledError

    desk.updater = Updater(desk.feeds, killed, HERE, 900, 0, lambda: desk.now)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(desk.updater.update([source]))
    # The feed has rolled over meanwhile.
    press.pages["/feed"] = Answer(rss(), headers={"ETag": '"2"'})
    after = Desk(store)
    after.now = desk.now + timedelta(minutes=6)
    asyncio.run(after.updater.due())
    assert len({draft.url for draft in after.shelf}) == 12


def test_the_command_killed_between_noting_and_fetching_loses_nothing(
    press: Press, command: Command, data: Path
) -> None:
    (command.folder / "config.toml").write_text(
        f'[fetch]\nallow_hosts = ["127.0.0.1"]\n[[feeds]]\nurl = "{press.url("/feed")}"\n', encoding="utf-8"
    )
    press.pages["/feed"] = Answer(rss(*(item(press.url(f"/{n}"), str(n)) for n in range(3))), headers={"ETag": '"1"'})
    for number in range(3):
        press.article(f"/{number}", f"Number {number}. " + WORDS * 4)
        press.pages[f"/{number}"].delay = 3
    process = command.start("--data", data, "update")
    limit = time.monotonic() + 60
    while not press.asked("/2") and time.monotonic() < limit:
        time.sleep(0.02)
    process.kill()
    process.wait(10)
    press.pages["/feed"] = Answer(rss(), headers={"ETag": '"2"'})
    for number in range(3):
        press.pages[f"/{number}"].delay = 0
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


def test_feeds_are_added_listed_updated_and_removed(press: Press, reading: Command) -> None:
    press.pages["/feed"] = Answer(rss(item(press.article("/a"))))
    url = press.url("/feed")
    assert reading("feeds", "add", url).lines == ["added: The Harbour Post (public), 1 entries now"]
    assert reading("feeds", "add", url).lines == ["known already: The Harbour Post (public), 1 entries now"]
    (found,) = [json.loads(line) for line in reading("update", "--json").lines]
    assert (found["source"], found["status"], found["reason"]) == (press.url("/a"), "added", None)
    lines = reading("feeds", "list").lines
    assert lines[0] == f"   1  The Harbour Post (public)  {url}"
    assert "read just now; last new article" in lines[1]
    (record,) = [json.loads(line) for line in reading("feeds", "list", "--json").lines]
    assert (record["url"], record["problem"], record["configured"]) == (url, None, False)
    press.pages["/feed"] = Answer(status=503)
    run = reading("update", status=1)
    assert f"refused: {url}: answered 503" in run.errors
    assert "can’t be read since just now: answered 503" in reading("feeds", "list").output
    assert reading("feeds", "remove", url).lines == ["1 removed"]
    assert reading("feeds", "list").lines == []
    assert "no feed" in reading("feeds", "remove", url, status=1).errors


def test_a_feed_that_is_none_is_not_added(press: Press, reading: Command) -> None:
    press.article("/page")
    assert "is a web page" in reading("feeds", "add", press.url("/page"), status=1).errors


def test_feeds_go_out_as_opml_and_come_in_again(press: Press, reading: Command, tmp_path: Path) -> None:
    press.pages["/feed"] = Answer(rss())
    reading("feeds", "add", press.url("/feed"), "--outlet", "Post & more")
    (tmp_path / "feeds.opml").write_text(reading("feeds", "export").output, encoding="utf-8")
    reading("feeds", "remove", "1")
    assert reading("feeds", "import", tmp_path / "feeds.opml").lines == ["1 added, 0 known already"]
    assert "Post & more" in reading("feeds", "list").output
    assert "No such file" in reading("feeds", "import", "none.opml", status=1).errors


def test_the_doctor_tells_how_each_feed_fares(press: Press, reading: Command, index: Index) -> None:
    desk = Desk(index.store, index=index)
    desk.now = datetime.now(UTC)
    press.pages["/feed"] = Answer(rss(item(press.article("/a"))))
    feed = desk.follow(press.url("/feed"))
    desk.read(feed)
    assert f"({press.url('/feed')}): read just now; last new article" in reading("doctor").lines[-1]
    press.pages["/feed"] = Answer(status=410)
    desk.read(feed)
    (line,) = [line for line in reading("doctor", status=1).lines if line.startswith("FAIL")]
    assert "is gone for good" in line
