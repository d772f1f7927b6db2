"""Downloads from a real server on this machine, and none from a network nobody meant."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from datetime import UTC, datetime
from importlib.metadata import version as installed
from typing import Any

import pytest

from index import Draft, SourceError
from index.feeds.addresses import check_host, is_allowed, is_public
from index.feeds.articles import outlet_of, read
from index.feeds.download import AGENT, REDIRECTS, Download, Limits, download
from index.feeds.entry import FeedEntry
from index.feeds.parser import is_feed
from index.feeds.proxies import proxies_of
from tests.news_site import STORY, Site, bomb

HERE = Limits(seconds=5, allow_hosts=("127.0.0.1",))


def get(url: str, limits: Limits = HERE) -> Download:
    return asyncio.run(download(url, limits))


def refusal(url: str, limits: Limits = HERE) -> str:
    with pytest.raises(SourceError) as caught:
        get(url, limits)
    assert caught.value.source == url
    assert "\n" not in str(caught.value)
    return str(caught.value.refusal)


def entries(url: str, outlet: str | None = None, collection: str = "public") -> list[Draft | SourceError]:
    async def collect() -> list[Draft | SourceError]:
        return [one async for one in read(url, HERE, outlet, collection)]

    return asyncio.run(collect())


# downloads


def test_a_page_is_downloaded_under_our_own_name(site: Site) -> None:
    found = get(site.url("/story?1"))
    assert (found.url, found.content_type) == (site.url("/story?1"), "text/html")
    assert site.seen[-1] == ("/story?1", AGENT, f"127.0.0.1:{site.port}")
    assert AGENT.startswith(f"OnRecord/{installed('on-record')} (")


@pytest.mark.parametrize("location", ["/story?1", "story?1", "{base}/story?1", "//127.0.0.1:{port}/story?1"])
def test_redirects_are_followed(site: Site, location: str) -> None:
    target = location.format(base=site.url(""), port=site.port)
    assert get(site.url(f"/redirect?{target}")).url == site.url("/story?1")


def test_redirects_without_end_are_left(site: Site) -> None:
    before = len(site.seen)
    assert "redirects more than" in refusal(site.url("/loop"))
    assert len(site.seen) - before == REDIRECTS + 1


def test_a_redirect_to_nowhere_is_one_sentence(site: Site) -> None:
    assert "302" in refusal(site.url("/nowhere"))


@pytest.mark.parametrize("status", [304, 400, 403, 404, 429, 500, 503])
def test_an_error_answer_is_told_with_its_number(site: Site, status: int) -> None:
    assert str(status) in refusal(site.url(f"/error?{status}"))


@pytest.mark.parametrize("path", ["/large?200000", "/bomb?5000000"])
def test_what_is_too_large_is_left_unread(site: Site, path: str) -> None:
    assert "is larger than" in refusal(site.url(path), Limits(5, 100_000, ("127.0.0.1",)))


@pytest.mark.parametrize("how", ["gzip", "br", "zstd"])
def test_a_bomb_is_left_while_it_is_unpacked(site: Site, how: str) -> None:
    url, limits = site.url(f"/bomb?50000000&{how}"), Limits(20, 100_000, ("127.0.0.1",))
    bomb(50_000_000, how)  # the server is this process, too
    tracemalloc.start()
    assert "is larger than" in refusal(url, limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw-deflate", "br", "zstd", "zstd-frames", "identity"])
def test_what_is_packed_is_read_whole(site: Site, encoding: str) -> None:
    assert get(site.url(f"/packed?{encoding}")).data == b"x" * 300_000


@pytest.mark.parametrize("encoding", ["compress", "damaged-gzip", "damaged-br", "damaged-zstd"])
def test_what_was_not_asked_for_or_is_damaged_is_one_sentence(site: Site, encoding: str) -> None:
    assert refusal(site.url(f"/packed?{encoding}"))


def test_a_gzipped_feed_is_a_feed(site: Site) -> None:
    assert is_feed(get(site.url("/feed.xml.gz")).data)


def test_a_gzipped_text_is_what_its_name_says(site: Site) -> None:
    found = entries(site.url("/treaty.txt.gz"))
    assert [each.text for each in found if isinstance(each, Draft)] == [f"{STORY.strip()}\n\nNo more."]


def test_a_page_is_read_in_the_encoding_that_its_server_names(site: Site) -> None:
    (found,) = entries(site.url("/latin"))
    assert isinstance(found, Draft)
    assert found.text.startswith("“Zürich,” she said.")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_cookie_comes_back_on_a_redirect(site: Site, host: str) -> None:
    assert STORY.encode() in get(site.url("/cookie", host), Limits(5, allow_hosts=("127.0.0.1", "localhost"))).data


class RebindingLoop(asyncio.SelectorEventLoop):
    """An event loop in which a name resolves to this machine the first time it is asked for, and to no other after."""

    async def getaddrinfo(self, host: Any, port: Any, **options: Any) -> Any:
        if host != "rebound.example":
            return await super().getaddrinfo(host, port, **options)
        if getattr(self, "asked", False):
            raise OSError("asked for twice")
        self.asked = True
        return await super().getaddrinfo("127.0.0.1", port, **options)


def test_the_address_that_was_checked_is_the_one_that_is_asked_under_its_name(site: Site) -> None:
    url = site.url("/plain", "rebound.example")
    with asyncio.Runner(loop_factory=RebindingLoop) as runner:
        found = runner.run(download(url, Limits(5, allow_hosts=("rebound.example",))))
    assert found.url == url
    assert site.seen[-1][2] == f"rebound.example:{site.port}"


def test_what_is_just_small_enough_is_read(site: Site) -> None:
    assert len(get(site.url("/large?100000"), Limits(5, 100_000, ("127.0.0.1",))).data) == 100_000


def test_a_server_that_does_not_answer_is_not_waited_for(site: Site) -> None:
    assert "did not answer" in refusal(site.url("/slow?2"), Limits(0.3, allow_hosts=("127.0.0.1",)))


def test_a_server_that_drips_is_not_waited_for(site: Site) -> None:
    start = time.monotonic()
    assert "did not answer" in refusal(site.url("/drip"), Limits(0.3, allow_hosts=("127.0.0.1",)))
    assert time.monotonic() - start < 5


def test_a_closed_port_is_unreachable() -> None:
    assert "unreachable" in refusal("http://127.0.0.1:9/")


def test_a_proxy_that_does_not_answer_is_named_without_its_password() -> None:
    through = Limits(5, allow_hosts=("127.0.0.1",), proxies=proxies_of({"http_proxy": "http://me:secret@127.0.0.1:9"}))
    assert refusal("http://127.0.0.1:8/", through) == "is unreachable (ConnectError, through the proxy 127.0.0.1:9)"


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/x", "file:///etc/hostname", "nonsense", "", "http://", "http:///x", "http://[::1", "http://a b/"],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert refusal(url)


@pytest.mark.parametrize("port", ["65536", "99999", "-1", "0"])
def test_a_port_that_cannot_be_is_no_address_also_behind_a_redirect(site: Site, port: str) -> None:
    for url in (f"http://127.0.0.1:{port}/x", site.url(f"/redirect?http://127.0.0.1:{port}/x")):
        assert "is no address that can be opened" in refusal(url)


def test_a_host_that_does_not_exist_is_one_sentence() -> None:
    assert refusal("http://no-such-host.invalid/x")


# the network we stand in


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "2130706433",
        "0x7f000001",
    ],
)
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    assert refusal(f"http://{host}/", Limits(2))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_no_request_reaches_a_private_address(site: Site, host: str) -> None:
    before = len(site.seen)
    assert "private network" in refusal(site.url("/story", host), Limits(2))
    assert len(site.seen) == before


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://localhost:{port}/story", "file:///etc/hostname"])
def test_a_redirect_into_the_network_is_refused(site: Site, target: str) -> None:
    before = len(site.seen)
    assert refusal(site.url(f"/redirect?{target.format(port=site.port)}"))
    assert len(site.seen) == before + 1


def test_a_host_that_is_allowed_may_be_private(site: Site) -> None:
    assert get(site.url("/story?1", "LOCALHOST"), Limits(5, allow_hosts=("localhost",))).data


def test_a_host_that_is_allowed_at_a_port_may_be_private_there_alone(site: Site) -> None:
    here, elsewhere = f"127.0.0.1:{site.port}", "127.0.0.1:1"
    assert get(site.url("/story?1"), Limits(5, allow_hosts=(here,))).data
    before = len(site.seen)
    assert "private network" in refusal(site.url("/story?1"), Limits(5, allow_hosts=(elsewhere,)))
    assert len(site.seen) == before
    assert Limits(allow_hosts=(here,)).beyond(site.url("/feed")).allow_hosts == (here,)
    assert Limits(allow_hosts=(here,)).beyond("http://127.0.0.1:1/feed").allow_hosts == ()


@pytest.mark.parametrize(
    ("host", "port", "allow", "allowed"),
    [
        ("wiki.example", 80, "wiki.example", True),
        ("WIKI.example", 8080, "wiki.example:8080", True),
        ("wiki.example", 80, "wiki.example:8080", False),
        ("fd00::5", 80, "fd00::5", True),
        ("fd00::5", 80, "[fd00::5]:80", True),
        ("fd00::5", 81, "[fd00::5]:80", False),
        ("fd00::5:80", 1, "[fd00::5]:80", False),
    ],
)
def test_allowed_hosts_may_name_a_port(host: str, port: int, allow: str, allowed: bool) -> None:
    assert is_allowed(host, port, (allow,)) is allowed


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b:1::a00:1",  # NAT64
        "2002:808:808::1", "2002:a00:1::1", "192.88.99.1",  # 6to4
        "fec0::1", "feff::1",  # site-local
        "::8.8.8.8", "::10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8",  # compatible, mapped, translated
        "2001:0:808:808::1", "2001:db8::1", "3fff::1", "100::1", "4000::1",  # Teredo, documentation, not in use
        "2606:2800:220:1:0:5efe:10.0.0.1", "fe80::1%eth0", "ff0e::1",  # ISATAP, link-local, multicast
    ],
)  # fmt: skip
def test_an_address_that_may_lead_somewhere_else_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::200e"])
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_public_address_is_let_through_as_it_is() -> None:
    assert asyncio.run(check_host("93.184.216.34", 80, ())) == "93.184.216.34"


# articles and feeds


def test_an_address_gives_its_article(site: Site) -> None:
    (found,) = entries(site.url("/story?1"))
    assert isinstance(found, Draft)
    assert STORY.strip() in found.text
    assert found.url == site.url("/story?1")


def test_plain_text_is_read_as_such(site: Site) -> None:
    (found,) = entries(site.url("/plain"))
    assert isinstance(found, Draft)
    assert found.text == f"{STORY.strip()}\n\nNo more."


def test_an_address_goes_to_the_shelf_and_the_outlet_it_is_meant_for(site: Site) -> None:
    (found,) = entries(site.url("/story?1"), "The Post", "members")
    assert isinstance(found, Draft)
    assert (found.outlet, found.collection) == ("The Post", "members")


@pytest.mark.parametrize("path", ["/missing", "/binary"])
def test_an_address_without_an_article_gives_one_line(site: Site, path: str) -> None:
    (found,) = entries(site.url(path))
    assert isinstance(found, SourceError)


def test_a_feed_gives_its_entries_and_tells_what_fails(site: Site) -> None:
    one, gone, bare, two = entries(site.url("/feed"))
    assert isinstance(one, Draft)
    assert isinstance(gone, SourceError)
    assert isinstance(two, Draft)
    assert (one.url, one.outlet) == (site.url("/story?1"), "The Harbour Post")
    assert one.published == datetime(2021, 3, 4, 7, 40, tzinfo=UTC)
    assert gone.source == site.url("/missing")
    assert str(bare) == "No link: is an entry with neither a link nor a text"


def test_a_relative_link_of_a_feed_becomes_an_address(site: Site) -> None:
    assert [d.url for d in entries(site.url("/feed")) if isinstance(d, Draft)][1] == site.url("/story?2")


def test_an_entry_without_a_date_has_none(site: Site) -> None:
    assert [d.published for d in entries(site.url("/feed")) if isinstance(d, Draft)][1] is None


def test_entries_go_to_the_shelf_and_the_outlet_of_their_feed(site: Site) -> None:
    found = [d for d in entries(site.url("/feed"), "The Post", "members") if isinstance(d, Draft)]
    assert {(d.outlet, d.collection) for d in found} == {("The Post", "members")}


@pytest.mark.parametrize(("path", "problem"), [("/empty-feed", "without entries"), ("/broken-feed", "broken")])
def test_a_feed_without_entries_gives_one_line(site: Site, path: str, problem: str) -> None:
    (found,) = entries(site.url(path))
    assert isinstance(found, SourceError)
    assert problem in str(found.refusal)


@pytest.mark.parametrize(
    ("data", "feed"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'>", True),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        (b"<rdf:RDF>", True),
        (b"<!doctype html><html>", False),
        (b"", False),
    ],
)
def test_feeds_are_told_from_pages(data: bytes, feed: bool) -> None:
    assert is_feed(data) is feed


FEED_HOME = "https://post.example/"


@pytest.mark.parametrize(
    ("url", "page", "source", "outlet"),
    [
        ("https://post.example/a", None, "The Quay", "The Quay"),
        ("https://post.example/a", "The Harbour Post", "The Quay", "The Quay"),
        ("https://post.example/a", "The Harbour Post", None, "The Harbour Post"),
        ("https://www.post.example/a", "post.example", None, "Feed of the Post"),
        ("https://news.post.example/a", "news.post.example", None, "Feed of the Post"),
        ("https://other.example/a", "Other News", None, "Other News"),
        ("https://other.example/a", "other.example", None, "other.example"),
        (None, None, None, "Feed of the Post"),
        (None, "post.example", None, "Feed of the Post"),
    ],
)
def test_an_entry_s_source_and_page_name_its_outlet_before_its_feed(
    url: str | None, page: str | None, source: str | None, outlet: str
) -> None:
    draft = Draft("text", url=url, outlet=page)
    assert outlet_of(draft, FeedEntry("key", outlet=source), "Feed of the Post", FEED_HOME) == outlet
