from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from index.feeds.host_wishes import HURRY, HostWishes, host_wishes

USUAL = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("feed", "header", "interval"),
    [
        (b"<rss><channel></channel></rss>", "", HURRY),
        (b"<rss><channel><ttl>10</ttl></channel></rss>", "max-age=60", timedelta(minutes=10)),
        (b"<rss><channel><ttl>1</ttl></channel></rss>", "public, max-age=300", timedelta(minutes=5)),
        (b"<rss><channel><ttl>600</ttl></channel></rss>", "", USUAL),
        (b"<feed></feed>", "no-cache", HURRY),
        (b"<rss><ttl>soon</ttl></rss>", "max-age=soon", HURRY),
    ],
)
def test_a_feed_with_alerts_is_read_as_often_as_its_host_allows(feed: bytes, header: str, interval: timedelta) -> None:
    assert host_wishes(feed, header).interval(USUAL) == interval


def test_a_short_interval_of_the_settings_stays() -> None:
    assert HostWishes().interval(timedelta(minutes=1)) == timedelta(minutes=1)


def test_hours_that_a_feed_wants_to_rest_are_skipped() -> None:
    night = b"<rss><skipHours><hour>23</hour><hour>0</hour><hour>1</hour></skipHours></rss>"
    late = datetime(2031, 3, 9, 23, 20, tzinfo=UTC)
    assert host_wishes(night, "").allowed(late) == datetime(2031, 3, 10, 2, tzinfo=UTC)
    assert host_wishes(b"", "").allowed(late) == late
    assert HostWishes(hours=frozenset(range(24))).allowed(late) == late
