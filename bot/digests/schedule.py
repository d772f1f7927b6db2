"""When a digest is due, in the time zone of its subscription.

A digest belongs to a local date: each date of its weekdays has one, whatever the clocks do and however the subscriber
travels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ALL_DAYS = frozenset(range(7))
WORKDAYS = frozenset(range(5))
LATE_AFTER = timedelta(minutes=30)  # a digest that comes later says so


@dataclass(frozen=True, slots=True)
class Schedule:
    """When digests are wanted.

    Attributes:
        at: The local time of day.
        zone: The IANA name of the time zone.
        weekdays: 0 for Monday to 6, at least one.
    """

    at: time
    zone: str
    weekdays: frozenset[int] = ALL_DAYS

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= ALL_DAYS:
            raise ValueError(f"weekdays are some of 0 to 6, not {sorted(self.weekdays)}")

    def instant(self, day: date) -> datetime:
        """When the digest of a local date is due, in UTC.

        A time that the clocks skip that night means the moment they jump; one that comes twice means the first.

        Args:
            day: The local date.
        """
        zone = ZoneInfo(self.zone)
        local = datetime.combine(day, self.at.replace(fold=0), zone)  # fold 0: the first of two
        instant = local.astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            return instant
        return _jump(zone, instant)

    def next_day(self, last: date) -> date:
        """The first date after another that is on one of the weekdays.

        A date that the zone skipped doesn't count (Samoa, 30 December 2011).

        Args:
            last: The local date before.
        """
        return next(
            day
            for ahead in range(1, 16)
            if (day := last + timedelta(days=ahead)).weekday() in self.weekdays and self._exists(day)
        )

    def _exists(self, day: date) -> bool:
        zone = ZoneInfo(self.zone)
        return datetime.combine(day, time(12), zone).astimezone(UTC).astimezone(zone).date() == day


@dataclass(frozen=True, slots=True)
class Due:
    """A digest to compose now.

    Attributes:
        day: The local date it is for.
        late: Whether it is late by more than LATE_AFTER, or stands for others that were missed.
    """

    day: date
    late: bool


def due(schedule: Schedule, last: date, now: datetime) -> Due | None:
    """The digest that is due, if one is: after downtime the newest, for all those missed.

    Args:
        schedule: When digests are wanted.
        last: The local date of the last digest.
        now: The present, aware of its time zone.

    Returns:
        The digest; None when none is due.
    """
    newest: date | None = None
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    # Looking back two weeks is enough: only the newest date that is due counts.
    day = max(last, today - timedelta(days=15))
    while (day := schedule.next_day(day)) <= today + timedelta(days=1):
        if schedule.instant(day) > now:
            break
        newest = day
    if newest is None:
        return None
    missed = schedule.next_day(last) != newest
    return Due(newest, missed or now - schedule.instant(newest) > LATE_AFTER)


def next_instant(schedule: Schedule, last: date) -> datetime:
    """When the next digest is due, in UTC.

    Args:
        schedule: When digests are wanted.
        last: The local date of the last digest.
    """
    return schedule.instant(schedule.next_day(last))


def day_before_first(schedule: Schedule, now: datetime) -> date:
    """The local date that counts as that of the last digest of a new subscription.

    Its first digest is then the next one still to come.

    Args:
        schedule: When digests are wanted.
        now: The present, aware of its time zone.
    """
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    # Today's digest may have been due already, or, far in the east, tomorrow's.
    day = today - timedelta(days=2)
    while schedule.instant(day + timedelta(days=1)) <= now:
        day += timedelta(days=1)
    return day


def _jump(zone: ZoneInfo, near: datetime) -> datetime:
    """The instant at which a zone's clocks jump forward, by bisection within the day before another instant."""
    # With fold 0 a skipped time is read by the offset before the jump, so the jump is not after it.
    offset = near.astimezone(zone).utcoffset()
    low, high = near - timedelta(hours=26), near
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
