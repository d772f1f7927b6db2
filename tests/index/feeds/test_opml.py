"""Lists of feeds come in from any reader and go out to any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import SourceError
from index.feeds.download import Limits
from index.feeds.opml import MOST, FeedList, Outline, read, write

NESTED = b"""<?xml version="1.0" encoding="utf-8"?><opml version="1.1"><head><title>Mine</title></head><body>
<outline text="Papers"><outline text="Ports"><outline text="The Post" type="rss" xmlUrl="https://post.example/feed"
 htmlUrl="https://post.example/"/></outline><outline title="Daily &amp; more" xmlurl="http://daily.example/rss"/>
<outline text="again" xmlUrl="https://post.example/feed"/></outline>
<outline text="a note"/><outline text="bad" xmlUrl="file:///etc/hostname"/></body></opml>"""


def test_feeds_are_found_in_folders_each_once() -> None:
    listing = read(NESTED, "feeds.opml")
    assert listing.outlines == [
        Outline("https://post.example/feed", "The Post", "https://post.example/"),
        Outline("http://daily.example/rss", "Daily & more"),
    ]
    assert listing.left_out == 1


@pytest.mark.parametrize(
    "entry",
    [
        'xmlUrl="ftp://post.example/feed"', 'xmlUrl=""', 'type="rss"', 'xmlUrl="https://"', 'xmlUrl="http://10.0.0.1/"',
        'xmlUrl="http://[::1]:80/feed"', 'xmlUrl="https://LocalHost/feed"', 'xmlUrl="http://169.254.169.254/"',
    ],
)  # fmt: skip
def test_entries_that_cannot_be_feeds_are_counted(entry: str) -> None:
    data = f'<opml><outline {entry}/><outline text="a note"/><outline xmlUrl="http://a.example/"/></opml>'.encode()
    assert read(data, "feeds.opml", Limits()) == FeedList([Outline("http://a.example/")], 1)


def test_a_private_host_that_is_allowed_is_no_reason_to_leave_a_feed_out() -> None:
    data = b'<opml><outline xmlUrl="http://NAS.localhost/feed"/><outline xmlUrl="http://10.0.0.1/feed"/></opml>'
    assert read(data, "feeds.opml", Limits(allow_hosts=("nas.localhost", "10.0.0.1"))).left_out == 0


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.text(max_size=120)), min_size=1, max_size=5, unique_by=lambda t: t[0])
)
def test_what_is_written_is_read_again(feeds: list[tuple[int, str]]) -> None:
    listed = [Outline(f"https://post.example/{number}?a=1&b=2", title) for number, title in feeds]
    assert [each.url for each in read(write(listed), "x").outlines] == [each.url for each in listed]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no OPML"),
        (b"<opml", "no OPML"),
        (b"<rss/>", "no <opml>"),
        (b"<opml><body/></opml>", "lists no feed"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml>&a;</opml>', "document type"),
        (
            b"<opml>" + b"".join(b'<outline xmlUrl="http://a.example/%d"/>' % n for n in range(MOST + 1)) + b"</opml>",
            "split it",
        ),
    ],
)
def test_what_is_no_list_of_feeds_is_told_in_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read(data, "feeds.opml")


@given(st.binary(max_size=200), st.integers(0, len(NESTED)))
def test_any_bytes_end_in_feeds_or_a_sentence(data: bytes, at: int) -> None:
    for each in (data, NESTED[:at] + data + NESTED[at:]):
        try:
            read(each, "feeds.opml")
        except SourceError as error:
            if "\n" in str(error):
                raise
