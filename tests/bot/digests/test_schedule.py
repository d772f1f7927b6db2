"""When a digest is due: once for each local date, whatever clocks and travellers do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from bot.digests.schedule import ALL_DAYS, WORKDAYS, Due, Schedule, day_before_first, due, next_instant

ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("Etc/", "SystemV/")))
schedules = some.builds(
    Schedule,
    some.times().map(lambda at: at.replace(second=0, microsecond=0)),
    some.sampled_from(ZONES),
    some.frozensets(some.integers(0, 6), min_size=1),
)
# From 1995 to 2045.
instants = some.integers(788_918_400, 2_366_841_600).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00"),  # skipped: the moment of the jump
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # twice: the first
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04T03:00"),  # midnight itself is skipped
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:30"),  # half an hour
        ("Asia/Kathmandu", date(2026, 1, 1), time(8, 0), "2026-01-01T02:15"),
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_one_instant(zone: str, day: date, at: time, expected: str) -> None:
    assert Schedule(at, zone).instant(day) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_date_that_a_zone_left_out_has_no_digest() -> None:
    assert Schedule(time(8), "Pacific/Apia").next_day(date(2011, 12, 29)) == date(2011, 12, 31)


def test_weekdays_are_kept() -> None:
    friday = date(2026, 11, 20)
    assert Schedule(time(8), "UTC", WORKDAYS).next_day(friday) == date(2026, 11, 23)
    assert Schedule(time(8), "UTC", frozenset({2})).next_day(friday) == date(2026, 11, 25)


def test_a_digest_missed_in_downtime_comes_once_and_is_marked() -> None:
    schedule = Schedule(time(8), "Asia/Seoul")
    now = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Seoul"))
    found = due(schedule, date(2026, 11, 19), now)
    assert found == Due(date(2026, 11, 24), late=True)
    assert due(schedule, found.day, now) is None


def test_one_in_time_is_not_called_late() -> None:
    now = datetime(2026, 11, 24, 8, 0, 20, tzinfo=UTC)
    assert due(Schedule(time(8), "UTC"), date(2026, 11, 23), now) == Due(date(2026, 11, 24), late=False)


@settings(max_examples=60, deadline=None)
@given(schedules, instants)
def test_a_ticking_clock_brings_each_date_of_the_weekdays_once_and_in_order(
    schedule: Schedule, begin: datetime
) -> None:
    last = first = day_before_first(schedule, begin)
    days: list[date] = []
    for step in range(24 * 40):
        now = begin + timedelta(hours=step)
        if found := due(schedule, last, now):
            assert schedule.instant(found.day) <= now
            assert now - schedule.instant(found.day) <= timedelta(hours=1) or not days
            days.append(found.day)
            last = found.day
    expected = []
    day = first
    while schedule.instant(day := schedule.next_day(day)) <= begin + timedelta(hours=24 * 40 - 1):
        expected.append(day)
    assert days == expected


@settings(max_examples=200, deadline=None)
@given(schedules, instants, some.sampled_from(ZONES))
@example(
    Schedule(time(2, fold=1), "America/Grand_Turk"), datetime(2000, 3, 28, 14, tzinfo=UTC), "Africa/Abidjan"
)  # a time that was read as the second of two, and is skipped
def test_travel_neither_doubles_nor_skips_a_date(schedule: Schedule, begin: datetime, other: str) -> None:
    daily = Schedule(schedule.at, schedule.zone, ALL_DAYS)
    moved = Schedule(schedule.at, other, ALL_DAYS)
    last = day_before_first(daily, begin)
    dates: list[date] = []
    for step in range(24 * 8):
        now = begin + timedelta(hours=step)
        if found := due(daily if step < 90 else moved, last, now):
            dates.append(found.day)
            last = found.day
    assert len(dates) == len(set(dates))
    for before, after in pairwise(dates):
        assert after == daily.next_day(before) or after == moved.next_day(before)


@settings(max_examples=200, deadline=None)
@given(schedules, instants)
def test_a_new_subscription_first_comes_at_the_next_time(schedule: Schedule, now: datetime) -> None:
    last = day_before_first(schedule, now)
    assert due(schedule, last, now) is None
    assert now < next_instant(schedule, last)
    daily = Schedule(schedule.at, schedule.zone)
    assert next_instant(daily, day_before_first(daily, now)) - now <= timedelta(hours=50)  # Samoa left a day out


def test_no_weekday_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="weekdays"):
        Schedule(time(8), "UTC", frozenset())
