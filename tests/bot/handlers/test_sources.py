"""Feeds in Telegram: the real process against the stand-in and a publisher of our own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.feeds.status import ago, summary
from index.errors import Refusal, SourceProblem
from index.feeds import opml
from index.feeds.download import Validators
from index.feeds.parser import ParsedFeed
from index.feeds.registry import FeedRegistry, FeedState
from index.store.store import Store
from tests.bot.appointing import appoint
from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Server
from tests.botapi.world import Message, Person, World
from tests.feed_server import FeedServer, Response, item, rss, running_feed_server

SAID = "“The {thing} will open in June, and nobody will pay for it,” Culture Minister Vera Holt said on Tuesday. "
MORE = "The city of Norhaven has waited for it for many years, and its people are glad of the news today."


@pytest.fixture(scope="module")
def feed_server() -> Iterator[FeedServer]:
    with running_feed_server() as made:
        yield made


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def boss(world: World) -> Person:
    return world.person("Boss")


@pytest.fixture(scope="module", autouse=True)
def bot(
    briefings_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    telegram: Server,
    boss: Person,
    feed_server: FeedServer,
) -> Iterator[BotProcess]:
    data = copy_data_folder(briefings_folder, tmp_path_factory.mktemp("sources"))
    settings = f'[access]\nadmins = [{boss.id}]\n[fetch]\nallow_hosts = ["127.0.0.1"]\n'
    settings += f'[[feeds]]\nurl = "{feed_server.url("/configured")}"\noutlet = "The Configured"\n'
    with BotProcess(data, telegram, settings) as running:
        yield running
        assert running.stop() < 5
    assert "Traceback" not in running.log_text


@pytest.fixture
def ada(world: World, boss: Person) -> Person:
    """An editor."""
    ada = world.person("Ada")
    appoint(boss, ada)
    return ada


def tell(person: Person, text: str) -> Message:
    count = len(person.chat.by_bot)
    person.says(text)
    return person.chat.answer(count + 1)


def publish(feed_server: FeedServer, path: str, thing: str) -> str:
    link = feed_server.article(f"/{thing}", SAID.format(thing=thing) + MORE, f"The {thing} opens")
    feed_server.pages[path] = Response(rss(item(link, f"The {thing} opens"), title=f"Norhaven {thing} news"))
    return feed_server.url(path)


def listed(person: Person) -> str:
    count = len(person.chat.by_bot)
    person.says("/sources")
    return person.chat.answer(count + 2).text


def test_an_editor_adds_a_feed_and_its_articles_answer(ada: Person, feed_server: FeedServer, world: World) -> None:
    url = publish(feed_server, "/a", "observatory")
    assert "I read “Norhaven observatory news” into “public”" in tell(ada, f"/sources add {url}").text
    assert "already" in tell(ada, f"/sources add {url}").text
    world.wait(lambda: feed_server.request_count("/observatory") > 0, 30)

    def known() -> bool:
        time.sleep(1)  # who asks more than thirty times a minute is told to wait
        return "observatory will open" in tell(ada, "What did Vera Holt say about the observatory?").text

    assert any(known() for _ in range(20))
    text = listed(ada)
    assert "Norhaven observatory news: read" in text
    assert "last new article" in text


def test_everybody_sees_what_digests_leave_out_of_an_outlet_and_why(
    ada: Person, feed_server: FeedServer, world: World
) -> None:
    items = "</p><p>".join(f"{n}. The tax on quays number {n} goes up in the spring of 2034." for n in range(1, 7))
    title = "Tuesday’s Morning Email: a budget"
    link = feed_server.article("/letter", items, title)
    entry = item(link, title, date=format_datetime(datetime.now(UTC)))
    feed_server.pages["/letters"] = Response(rss(entry, title="Norhaven letters"))
    tell(ada, f"/sources add {feed_server.url('/letters')}")
    world.wait(lambda: feed_server.request_count("/letter") > 0, 30)

    def told() -> bool:
        time.sleep(1)
        return "1 of its newest pages, which are no news (newsletters 1)" in tell(ada, "/sources").text

    assert any(told() for _ in range(20))


def test_a_feed_of_the_settings_shows_what_is_wrong_and_can_not_be_removed(ada: Person, world: World) -> None:
    world.wait(lambda: "The Configured: can’t be read since" in listed(ada), 30)
    assert "⚠ 1 · The Configured" in listed(ada)
    assert "answered 404" in listed(ada)
    assert "stands in the settings" in tell(ada, "/sources remove 1").text


def test_a_feed_is_removed_by_its_address(ada: Person, feed_server: FeedServer) -> None:
    url = publish(feed_server, "/b", "bandstand")
    tell(ada, f"/sources add {url}")
    assert "“Norhaven bandstand news” is no longer read" in tell(ada, f"/sources remove {url}").text
    assert "bandstand" not in listed(ada)
    assert "No feed of that number" in tell(ada, f"/sources remove {url}").text


@pytest.mark.parametrize("words", ["add", "add a b c", "remove", "nonsense", "add http://a.example/ no%word"])
def test_what_is_not_understood_is_explained(ada: Person, words: str) -> None:
    assert "Like this: /sources add" in tell(ada, f"/sources {words}").text


def test_what_is_no_feed_is_refused_with_the_reason(ada: Person, feed_server: FeedServer) -> None:
    page = feed_server.article("/page")
    assert "is a web page where a feed should be" in tell(ada, f"/sources add {page}").text
    assert "private network" in tell(ada, f"/sources add http://localhost:{feed_server.server_port}/a").text
    assert "no http or https" in tell(ada, "/sources add /etc/passwd").text


def test_only_editors_see_and_change_feeds(world: World, feed_server: FeedServer) -> None:
    tom = world.person("Tom")
    assert "articles are on record" in tell(tom, "/sources").text
    assert "Only editors" in tell(tom, f"/sources add {feed_server.url('/a')}").text
    assert "Only editors" in tell(tom, "/sources opml").text
    tom.sends("feeds.opml", opml.write([opml.Outline(feed_server.url("/tom"))]))
    assert "with /check" in tom.chat.answer(4).text
    assert len(tom.chat.by_bot) == 4


def test_feeds_of_a_collection_are_seen_only_where_it_was_granted(
    ada: Person, boss: Person, world: World, feed_server: FeedServer
) -> None:
    url = publish(feed_server, "/secret", "vault")
    assert "only where they may read" in tell(ada, f"/sources add {url} museums").text
    tell(boss, f"/grant museums {ada.id}")
    assert "into “museums”" in tell(ada, f"/sources add {url} museums").text
    assert "Norhaven vault news (museums)" in listed(ada)
    other = world.person("Bea")
    appoint(boss, other)
    assert "vault" not in listed(other)
    assert "No feed of that" in tell(other, f"/sources remove {url}").text
    tell(other, "/sources opml")
    assert b"secret" not in world.files["feeds.opml"]


def test_lists_of_feeds_come_and_go_as_files(ada: Person, world: World, feed_server: FeedServer) -> None:
    outlines = [opml.Outline(feed_server.url(f"/list/{number}"), f"List {number}") for number in range(3)]
    ada.sends("mine.opml", opml.write(outlines))
    assert "3 feeds added to “public”, 0 known already" in ada.chat.answer(1).text
    ada.sends("mine.opml", opml.write(outlines))
    assert "0 feeds added to “public”, 3 known already" in ada.chat.answer(2).text
    ada.sends("broken.opml", b"<opml")
    assert "is no OPML file" in ada.chat.answer(3).text
    tell(ada, "/sources opml")
    found = opml.read(world.files["feeds.opml"], "feeds.opml").outlines
    assert {(each.url, each.title) for each in outlines} <= {(each.url, each.title) for each in found}


def test_entries_that_cannot_be_feeds_are_counted_and_the_rest_is_added(
    ada: Person, boss: Person, world: World, feed_server: FeedServer
) -> None:
    addresses = (feed_server.url("/mixed"), "ftp://post.example/feed", "", "http://192.168.1.1/feed")
    listing = opml.write([opml.Outline(address) for address in addresses])
    ada.sends("mixed.opml", listing)
    assert ada.chat.answer().text.splitlines() == [
        "1 feeds added to “public”, 0 known already. Their articles follow.",
        "Entries left out, with no http or https address or in a private network: 3.",
    ]
    minji = world.person("Minji", language="ko")
    appoint(boss, minji)
    minji.sends("mixed.opml", listing)
    assert "내부 네트워크에 있는 항목 3개는 뺐습니다." in minji.chat.answer().text


def test_a_korean_editor_is_told_what_is_wrong_with_a_list(boss: Person, world: World) -> None:
    minji = world.person("Minji", language="ko")
    appoint(boss, minji)
    minji.sends("feeds.opml", b'<!DOCTYPE opml><opml version="2.0"><body/></opml>')
    said = minji.chat.answer().text
    assert "문서 형식 선언(DOCTYPE)" in said
    assert "기사" not in said


def test_a_korean_editor_is_told_of_an_empty_feed_and_not_of_the_network(
    boss: Person, world: World, feed_server: FeedServer
) -> None:
    minji = world.person("Minji", language="ko")
    appoint(boss, minji)
    feed_server.pages["/nothing"] = Response()
    said = tell(minji, f"/sources add {feed_server.url('/nothing')}").text
    assert "피드가 있어야 할 곳에 아무 내용도 없습니다" in said
    assert "연결" not in said


# one line about a feed

NOW = datetime(2031, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[tuple[FeedRegistry, FeedState]]:
    store = Store(tmp_path / "onrecord.db")
    feeds = FeedRegistry(store)
    yield feeds, feeds.add("https://post.example/feed", "public", NOW)[0]
    store.close()


def test_a_feed_is_told_of_in_both_languages(source: tuple[FeedRegistry, FeedState]) -> None:
    feeds, one = source

    def told(language: str) -> str:
        found = feeds.source(one.id)
        assert found is not None
        return summary(found, language, NOW)

    assert (told("en"), told("ko")) == ("not read yet", "아직 읽지 않음")
    feeds.read(one, ParsedFeed(None, ()), Validators(), None, NOW - timedelta(hours=3))
    assert told("en") == "read 3 h ago; no article yet"
    feeds.failed(one, Refusal(SourceProblem.WEB_PAGE), NOW - timedelta(minutes=5))
    wrong = "is a web page where a feed should be; look for the address of its feed"
    assert told("en").startswith(f"can’t be read since 5 min ago: {wrong}; read 3 h ago")
    assert told("ko").startswith("5분 전부터 읽지 못함: 피드가 아니라 웹 페이지입니다")
    feeds.failed(one, Refusal(SourceProblem.GONE, {"status": 410}), NOW - timedelta(days=3), gone=True)
    assert told("en") == "is gone for good, and no longer read (3 days ago)"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(-5, "just now"), (0, "just now"), (1, "1 min ago"), (60, "1 h ago"), (2879, "47 h ago"), (2880, "2 days ago")],
)
def test_times_are_told_by_how_long_ago_they_were(minutes: int, told: str) -> None:
    assert ago(NOW - timedelta(minutes=minutes), "en", NOW) == told
