"""Feeds of every kind and in every state become entries, or one clear sentence."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import SourceError
from index.feeds.entry import FeedEntry
from index.feeds.entry_dates import dated
from index.feeds.entry_keys import normalised
from index.feeds.parser import ParsedFeed, discover, is_feed, parse
from tests.feed_server import item, rss

NOW = datetime(2031, 3, 15, 12, tzinfo=UTC)
URL = "https://post.example/news/feed.xml"
SHARED = Path(__file__).parents[3] / "../shared/feeds"

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>The Harbour Post</title>
<link href="https://post.example/"/><link rel="hub" href="https://hub.example/"/>
<entry><id>tag:1</id><title type="html">Quay &amp;amp; &lt;b&gt;ferry&lt;/b&gt;</title><link href="../quay"/>
<published>2031-03-04T16:40:00+09:00</published><author><name>Ines Varga</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content></entry></feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Office</title><link>https://post.example/</link></channel>
<item><title>Quay</title><link>https://post.example/quay</link><dc:date>2031-03-04T16:40:00+09:00</dc:date></item>
</rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Harbour Post",
    "home_page_url": "https://post.example/",
    "language": "en",
    "authors": [{"name": "Ines Varga"}],
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    "items": [
        {
            "id": 7,
            "url": "/quay",
            "title": "Quay",
            "content_html": "<p>All.</p>",
            "date_published": "2031-03-04T07:40:00Z",
        },
        {"id": "8", "content_text": "a < b\nc", "author": {"name": "Tamm"}},
    ],
}


def read(data: bytes, charset: str | None = None) -> ParsedFeed:
    return parse(data, URL, NOW, charset)


def only(data: bytes, charset: str | None = None) -> FeedEntry:
    (entry,) = read(data, charset).entries
    return entry


def problem(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.source == URL
    assert "\n" not in str(caught.value)
    return str(caught.value.refusal)


# the kinds


def test_atom_is_read() -> None:
    feed = read(ATOM)
    (entry,) = feed.entries
    assert (feed.title, feed.home, feed.hubs) == (
        "The Harbour Post",
        "https://post.example/",
        ("https://hub.example/",),
    )
    assert (entry.title, entry.link, entry.author) == ("Quay & ferry", "https://post.example/quay", "Ines Varga")
    assert entry.published == datetime(2031, 3, 4, 7, 40, tzinfo=UTC)
    assert entry.published.utcoffset() == timedelta(hours=9)
    assert (entry.html, entry.summary, entry.language) == ("<p>The whole story.</p>", "Short.", "en")


def test_rdf_is_read() -> None:
    entry = only(RDF)
    assert (entry.link, entry.published) == ("https://post.example/quay", datetime(2031, 3, 4, 7, 40, tzinfo=UTC))


def test_half_of_a_surrogate_pair_in_a_json_feed_becomes_a_mark() -> None:
    item = {"url": "https://post.example/\ud800", "title": "a\ud83d b \ud83d\ude00", "content_text": "c\udfff"}
    feed = read(json.dumps({**JSON, "title": "d\udc00", "items": [item]}).encode())
    (entry,) = feed.entries
    assert (feed.title, entry.title) == ("d\ufffd", "a\ufffd b 😀")
    assert "c\ufffd" in (entry.html or "")
    assert "\ud800" not in (entry.link or "\ud800")


def test_json_feed_is_read() -> None:
    feed = read(json.dumps(JSON).encode())
    first, second = feed.entries
    assert (feed.title, feed.home, feed.hubs) == (
        "The Harbour Post",
        "https://post.example/",
        ("https://hub.example/",),
    )
    assert (first.link, first.html, first.author) == ("https://post.example/quay", "<p>All.</p>", "Ines Varga")
    assert first.published == datetime(2031, 3, 4, 7, 40, tzinfo=UTC)
    assert (second.link, second.html, second.author) == (None, "a &lt; b<br>c", "Tamm")


@pytest.mark.parametrize(("name", "author"), [("Ines Falk", "Ines Falk"), ("The Harbour Post", None)])
def test_the_author_of_an_atom_feed_is_that_of_entries_without_one(name: str, author: str | None) -> None:
    entry = "<entry><id>{0}</id><title>{0}</title>{1}<content>{2}</content></entry>"
    entries = entry.format("One", "", "The pier is open.") + entry.format(
        "Two", "<author><name>Ola Berg</name></author>", "It is not."
    )
    head = f"<title>The Harbour Post</title><author><name>{name}</name></author>"
    feed = parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'.encode(), URL, NOW)
    assert [each.author for each in feed.entries] == [author, "Ola Berg"]


@pytest.mark.parametrize("data", [rss(), b"<rss version='2.0'></rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'/>"])
def test_an_empty_feed_is_no_fault(data: bytes) -> None:
    assert read(data).entries == ()


# faults


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "with nothing"),
        (b" \n\n", "with nothing"),
        (b"<!doctype html><html><body>Log in</body></html>", "is a web page"),
        (b"<html><head></head></html>", "is a web page"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", "is a web page"),
        (b"<rss version='2.0'><channel><item", "broken feed"),
        (b"<opml version='2.0'/>", "is no feed"),
        (b"hello", "neither a feed"),
        (b"\x7fELF\0\0\0" * 20, "neither a feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no list"),
        (b"[1, 2]", "no JSON Feed"),
        (b"[" * 100_000, "broken JSON Feed"),
    ],
)
def test_what_is_no_feed_is_told_in_one_sentence(data: bytes, told: str) -> None:
    assert told in problem(data)


def test_a_page_that_names_its_feed_helps_to_find_it() -> None:
    page = b'<html><head><link rel="alternate" type="application/atom+xml" href="/atom?a=1&amp;b=2"></head></html>'
    assert discover(page, URL) == ["https://post.example/atom?a=1&b=2"]
    assert "its feed may be https://post.example/atom?a=1&b=2" in problem(page)


def test_broken_xml_keeps_the_entries_before_the_break() -> None:
    broken = rss(item("https://post.example/a", "A & B"), item("https://post.example/b"))[:-16]
    assert [entry.link for entry in read(broken).entries] == ["https://post.example/a", "https://post.example/b"]


def test_what_a_server_wrote_before_the_feed_is_overlooked() -> None:
    assert only(b"\n\n  " + rss(item("https://post.example/a"))).link


@pytest.mark.parametrize(
    ("real", "declared", "charset"),
    [
        ("utf-8", "utf-8", "iso-8859-1"),
        ("utf-8", "iso-8859-1", None),
        ("utf-8", None, None),
        ("euc-kr", "euc-kr", "iso-8859-1"),
        ("euc-kr", "euc-kr", None),
        ("euc-kr", None, "euc-kr"),
        ("utf-16", "utf-16", None),
        ("utf-16", None, "utf-8"),
        ("iso-2022-kr", "iso-2022-kr", "utf-8"),
    ],
)
def test_words_are_right_whatever_server_declaration_and_bytes_say(
    real: str, declared: str | None, charset: str | None
) -> None:
    encoding = f' encoding="{declared}"' if declared else ""
    item = "<item><title>한강 등대</title></item>"
    text = f'<?xml version="1.0"{encoding}?><rss version="2.0"><channel>{item}</channel></rss>'
    assert only(text.encode(real), charset).title == "한강 등대"


def test_a_file_of_this_machine_is_never_opened() -> None:
    assert "neither a feed" in problem(b"/etc/hostname")


def test_entities_do_not_explode() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    try:
        feed = read(
            b'<?xml version="1.0"?>' + bomb + b"]>" + rss(item("https://post.example/a", "&i;")).split(b"?>", 1)[1]
        )
    except SourceError:
        return
    assert all(len(entry.title or "") < 2000 for entry in feed.entries)


# dates


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Tue, 04 Mar 2031 16:40:00 +0900", "2031-03-04T16:40:00+09:00"),
        ("Tue, 04 Mar 2031 16:40:00 GMT", "2031-03-04T16:40:00+00:00"),
        ("2031-03-04T16:40:00Z", "2031-03-04T16:40:00+00:00"),
        # Without a zone the day and hour stay as stated.
        ("2031-03-04 16:40:00", "2031-03-04T16:40:00+00:00"),
        ("2031-03-04", "2031-03-04T00:00:00+00:00"),
        # In Seoul it is nine hours later than NOW; it has not said so.
        ("2031-03-15 20:59:00", "2031-03-15T20:59:00+00:00"),
        # A clock that is some minutes fast.
        ("2031-03-15T12:20:00Z", "2031-03-15T12:20:00+00:00"),
        ("2031-03-15T20:59:00Z", None),
        ("2031-03-17 08:00:00", None),
        ("2099-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
        # As it is written in Korea, Japan and China, without a zone and with one.
        ("2031년 3월 5일 15:12", "2031-03-05T15:12:00+00:00"),
        ("2031년 3월 5일(수) 오후 3시 12분", "2031-03-05T15:12:00+00:00"),
        ("2031.03.05. 오후 3:12", "2031-03-05T15:12:00+00:00"),
        ("2031. 3. 5. 오전 12:05", "2031-03-05T00:05:00+00:00"),
        ("2031.03.05 15:12:30", "2031-03-05T15:12:30+00:00"),
        ("2031-03-05 15:12 KST", "2031-03-05T06:12:00+00:00"),
        ("2031年3月5日 15:12", "2031-03-05T15:12:00+00:00"),
        ("2031년 13월 5일", None),
        # Seconds and milliseconds since 1970; none of them stands for no date.
        ("1930406400", "2031-03-04T16:00:00+00:00"),
        ("1930406400000", "2031-03-04T16:00:00+00:00"),
        ("0", None),
        ("1970-01-01T00:00:00Z", None),
        # Which of two small numbers is the month can't be told, but for dots between them.
        ("03/05/2031 15:12", None),
        ("13/02/2031 15:12", "2031-02-13T15:12:00+00:00"),
        ("02/13/2031", "2031-02-13T00:00:00+00:00"),
        ("05.03.2031 15:12", "2031-03-05T15:12:00+00:00"),
    ],
)
def test_a_date_is_what_is_stated_or_none(stated: str, found: str | None) -> None:
    when = dated(stated, NOW)
    assert (when.isoformat() if when else None) == found
    entry = only(rss(item("https://post.example/a", date=stated)))
    assert (entry.published.isoformat() if entry.published else None) == found


# encodings


def test_a_character_that_is_cut_costs_one_mark() -> None:
    data = rss(*(item(f"https://post.example/{n}", title="“Quay“ – Zürich") for n in range(20)))
    cut = data.replace("Zürich".encode(), "Zürich".encode()[:2] + b"rich", 1)
    first, *others = read(cut).entries
    assert first.title == "“Quay“ – Z\ufffdrich"
    assert {entry.title for entry in others} == {"“Quay“ – Zürich"}


@pytest.mark.parametrize(
    ("label", "python", "words"),
    [
        ("euc-kr", "cp949", "펲시 항구 조약 똠방각하"),
        ("ks_c_5601-1987", "cp949", "펲시 항구 조약 똠방각하"),
        ("Shift_JIS", "cp932", "①髙橋と條約の話"),
        ("iso-8859-1", "cp1252", "“We’ve read it” – all"),
        ("gb2312", "gbk", "朱镕基 的 講話"),
    ],
)
@pytest.mark.parametrize("by_server", [True, False])
def test_an_encoding_is_what_browsers_read_under_its_name(label: str, python: str, words: str, by_server: bool) -> None:
    declaration = "" if by_server else f'<?xml version="1.0" encoding="{label}"?>'
    feed = (
        f"{declaration}<rss version='2.0'><channel><title>x</title><item><title>{words}</title></item></channel></rss>"
    )
    assert only(feed.encode(python), label if by_server else None).title == words


# identity


def keys(*items: str, more: str = "") -> list[str]:
    return [entry.key for entry in read(rss(*items, more=more)).entries]


def test_an_entry_is_known_by_its_link_when_its_id_changes() -> None:
    assert keys(item("https://post.example/a", guid="1")) == keys(item("https://post.example/a", guid="2"))


@pytest.mark.parametrize(
    "same",
    [
        "http://post.example/a",
        "https://www.post.example/a/",
        "https://POST.example:443/a",
        "https://post.example/a?utm_source=rss&utm_medium=feed",
        "https://post.example/a#xtor=RSS-1",
    ],
)
def test_a_link_is_the_same_with_other_trimmings(same: str) -> None:
    assert normalised(same) == normalised("https://post.example/a")


@pytest.mark.parametrize(
    ("session", "link"),
    [
        ("https://post.example/a?id=2&sid=0a1b2c3d4e5f60718293a4b5", "https://post.example/a?id=2"),
        ("https://post.example/a?PHPSESSID=x1&id=2", "https://post.example/a?id=2"),
        ("https://post.example/a;jsessionid=8A3F01?id=2", "https://post.example/a?id=2"),
        ("https://post.example/(S(lit3py55t21z5v55vlm25s55))/a", "https://post.example/a"),
    ],
)
def test_session_numbers_do_not_make_a_link_new(session: str, link: str) -> None:
    assert normalised(session) == normalised(link)


def test_a_short_number_is_no_session() -> None:
    assert normalised("https://post.example/a?sid=12") != normalised("https://post.example/a?sid=13")


@pytest.mark.parametrize(
    "other", ["https://post.example/a?id=2", "https://post.example/b", "https://post.example/a#two"]
)
def test_a_link_to_something_else_is_another(other: str) -> None:
    assert normalised(other) != normalised("https://post.example/a")


def test_where_links_do_not_tell_entries_apart_ids_do_and_then_words() -> None:
    home = "<link>https://post.example/</link>"
    assert keys(item("https://post.example", "A", guid="1"), more=home) == ["id:1"]
    shared = keys(item("https://post.example/day", "A", guid="1"), item("https://post.example/day", "B", guid="2"))
    assert shared == ["id:1", "id:2"]
    first, second = keys(item(title="A", text="One."), item(title="A", text="Two."))
    assert first != second
    assert first.startswith("words:")


def test_the_source_that_an_entry_names_is_its_outlet() -> None:
    named = item("https://post.example/a").replace(
        "</item>", '<source url="https://x.example/f">The Quay</source></item>'
    )
    assert only(rss(named)).outlet == "The Quay"
    assert only(rss(item("https://post.example/a"))).outlet is None


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferry stays - The Quay", "Ferry stays"),
        ("Ferry stays | The Harbour Post", "Ferry stays"),
        ("Ferry stays - for now", "Ferry stays - for now"),
        ("The Quay", "The Quay"),
    ],
)
def test_the_name_of_an_outlet_is_no_part_of_an_entrys_title(title: str, shown: str) -> None:
    source = '<source url="https://x.example/f">The Quay</source></item>'
    feed = rss(item("https://post.example/a", title).replace("</item>", source))
    named = re.sub(rb"<channel>(?:<title>[^<]*</title>)?", b"<channel><title>The Harbour Post</title>", feed)
    assert only(named).title == shown


@pytest.mark.parametrize("id", ["1", "12", "https://post.example/"])
def test_a_place_in_a_list_and_the_home_page_are_no_ids(id: str) -> None:
    home = "<link>https://post.example/</link>"
    assert only(rss(item("https://post.example/a", guid=id), more=home)).id == ""


def test_an_id_of_several_entries_is_none() -> None:
    feed = rss(item("https://post.example/a", guid="story"), item("https://post.example/b", guid="story"))
    assert [entry.id for entry in read(feed).entries] == ["", ""]


def test_an_entry_listed_twice_is_one() -> None:
    assert len(keys(item("https://post.example/a", "A"), item("https://post.example/a/", "A"))) == 1


def test_a_changed_entry_has_another_mark() -> None:
    def mark(text: str) -> str:
        return only(rss(item("https://post.example/a", text=text))).mark

    assert mark("One.") == mark("<p>One.</p>")
    assert mark("One.") != mark("Two.")


def test_links_that_lead_nowhere_are_none() -> None:
    for link in ("javascript:alert(1)", "file:///etc/hostname", "http://", "http://[", "mailto:a@b.example"):
        feed = read(rss(item(link, text="Words.")))
        assert [entry.link for entry in feed.entries] == [None]


# whatever comes


WHOLE = (
    ATOM,
    RDF,
    json.dumps(JSON).encode(),
    rss(
        item("https://post.example/a", "A", "<p>One &amp; two</p>", "1", "Tue, 04 Mar 2031 16:40:00 +0900"), item("/b")
    ),
)


def settled(data: bytes, charset: str | None = None) -> None:
    try:
        feed = parse(data, URL, NOW, charset)
    except SourceError as error:
        if "\n" in str(error):
            raise
        return
    for entry in feed.entries:
        assert entry.key
        assert entry.published is None or entry.published.tzinfo
        json.dumps([entry.title, entry.html, entry.summary, entry.author], ensure_ascii=False).encode("utf-8")


@given(st.sampled_from(WHOLE), st.integers(0, 2**32), st.sampled_from([None, "utf-8", "euc-kr", "nonsense", "utf-16"]))
def test_a_damaged_feed_ends_in_entries_or_a_sentence(whole: bytes, seed: int, charset: str | None) -> None:
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                del data[at : at + chance.randrange(1, 40)]
            case 1:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6)))
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][: chance.randrange(60)]
            case _:
                data[at:at] = chance.choice([b"<", b"&#xD800;", b"]]>", b"<![CDATA[", b"&lt;", b"\\ud800", b"\0", b'"'])
        if not data:
            break
    settled(bytes(data), charset)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss>", b"<feed>", b'{"version":"https://jsonfeed.org/version/1",']),
)
def test_any_bytes_end_in_entries_or_a_sentence(data: bytes, before: bytes) -> None:
    settled(before + data)


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=8), lambda s: st.lists(s, max_size=3)),
    st.data(),
)
def test_a_json_feed_of_any_shape_ends_in_entries_or_a_sentence(value: object, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([*JSON["items"][0], *JSON]))  # type: ignore[misc]
    found = {**JSON, key: value, "items": [{**JSON["items"][0], key: value}, value]}  # type: ignore[dict-item]
    settled(json.dumps(found).encode())


def test_feeds_are_told_from_pages() -> None:
    assert all(is_feed(data) for data in WHOLE)
    assert not is_feed(b"<!doctype html><html><body>&lt;rss&gt;</body></html>")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not here")
def test_every_feed_of_the_collected_ones_ends_in_entries_or_a_sentence() -> None:
    paths = sorted(SHARED.rglob("*.xml"))
    assert paths
    for path in paths:
        settled(path.read_bytes())
