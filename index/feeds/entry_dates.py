"""Dates of entries: what is not understood is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from index.extract.dates import parse_date

CLOCK = timedelta(hours=1)  # by which a publisher's clock may be fast
ZONES = timedelta(hours=14)  # by which a time zone may be ahead of UTC
ZONED = re.compile(
    r"\d(?:\s{0,5}(?:Z|GMT|UTC?|[A-Z]{3,4})|\s{0,5}[+-]\d\d:?\d\d)\s{0,5}(?:\([^()]{0,40}\))?$", re.IGNORECASE
)
_NO_DAY = date(1970, 1, 1)  # what programs write that have none
_LONGEST = 100  # characters of a date

# "2024년 3월 5일 (화) 오후 3시 12분", "2024.03.05. 오후 3:12", "2024年3月5日 15:12"
_WRITTEN = re.compile(
    r"(?P<year>\d{4})\s?(?:[./-]|[년年])\s?(?P<month>\d{1,2})\s?(?:[./-]|[월月])\s?(?P<day>\d{1,2})\s?(?:\.|[일日])?,?"
    r"\s{0,3}(?:\(?[월화수목금토일月火水木金土日]\)?(?:요일|曜日?)?\s{0,3})?(?P<half>오전|오후|午前|午後|上午|下午|AM|PM)?\s{0,3}"
    r"(?:(?P<hour>\d{1,2})\s?(?:[:시時时点點])\s?(?:(?P<minute>\d{1,2})\s?[분分]?)?(?:\s?:?\s?(?P<second>\d{1,2})\s?[초秒]?)?)?"
    r"\s?(?P<half_after>AM|PM)?\s?(?P<zone>KST|JST|Z|\+0?9:?00)?",
    re.IGNORECASE,
)
_AFTERNOON = frozenset({"오후", "午後", "下午", "pm"})
_NINE_AHEAD = frozenset({"kst", "jst", "+0900", "+09:00", "+900", "+9:00"})
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_MILLISECONDS = 12  # digits from which a number counts these


def dated(stated: str, now: datetime) -> datetime | None:
    """The moment that a date states.

    Without a zone its day and hour are kept as stated, in UTC; it may then seem to lie some hours in the future.

    Args:
        stated: The date.
        now: The present.

    Returns:
        An aware moment; None when the date states none, one that can't be told, one in the future, or the first day of
        the epoch, which stands for none.
    """
    text = stated[:_LONGEST].strip()
    when = _written(text) or _counted(text) or parse_date(text)
    return None if when is None else _past(when, CLOCK if _has_zone(text) else ZONES, now)


def _has_zone(text: str) -> bool:
    return ZONED.search(text) is not None or _EPOCH.fullmatch(text) is not None


def _written(text: str) -> datetime | None:
    """A date as it is written in Korea, Japan and China."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    half = (match["half"] or match["half_after"] or "").lower()
    hour = int(match["hour"] or 0)
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    year, month, day, minute, second = (int(match[name] or 0) for name in ("year", "month", "day", "minute", "second"))
    zone = timedelta(hours=9 if (match["zone"] or "").lower() in _NINE_AHEAD else 0)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return moment - zone


def _counted(text: str) -> datetime | None:
    """A date as seconds or milliseconds since 1970."""
    if not _EPOCH.fullmatch(text):
        return None
    number = float(text)
    try:
        return datetime.fromtimestamp(number / 1000 if len(text) >= _MILLISECONDS and "." not in text else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _past(when: datetime, slack: timedelta, now: datetime) -> datetime | None:
    try:
        kept = (
            when - now <= slack
            and when.year >= 1900
            and when.astimezone(UTC).date() != datetime(1970, 1, 1, tzinfo=UTC).date()
        )
    except OverflowError:
        return None
    return when if kept else None
