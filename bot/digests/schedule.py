"""When a subscription is due, in its own time zone.

A digest belongs to a local date: each date of its weekdays has one, whatever clocks and travellers do in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ALL_DAYS = frozenset(range(7))
WORKDAYS = frozenset(range(5))
LATE = timedelta(minutes=30)  # after which a digest is said to be late


@dataclass(frozen=True, slots=True)
class Schedule:
    """at: local time of day.  zone: an IANA name.  weekdays: 0 for Monday to 6, at least one."""

    at: time
    zone: str
    weekdays: frozenset[int] = ALL_DAYS

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= ALL_DAYS:
            raise ValueError(f"weekdays are some of 0 to 6, not {sorted(self.weekdays)}")

    def instant(self, day: date) -> datetime:
        """When the digest of a local date is due, in UTC.

        A time that clocks skip that night means the moment they jump; one that comes twice means the first.
        """
        zone = ZoneInfo(self.zone)
        wanted = datetime.combine(day, self.at, zone)  # fold 0: the first of two
        found = wanted.astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
            return found
        return _jump(zone, found)

    def next_day(self, last: date) -> date:
        """The first date of the weekdays after one; a date that the zone left out is none (Samoa, 30 December 2011)."""
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
    """A digest to make now.  day: the local date it is for.  late: past its time by more than LATE."""

    day: date
    late: bool


def due(schedule: Schedule, last: date, now: datetime) -> Due | None:
    """The digest due at an instant, if one is: after downtime the newest, for all those missed.

    last: the local date of the last digest.  now: aware.
    """
    newest: date | None = None
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    # Looking back two weeks suffices: the newest date due is what counts.
    day = max(last, today - timedelta(days=15))
    while (day := schedule.next_day(day)) <= today + timedelta(days=1):
        if schedule.instant(day) > now:
            break
        newest = day
    if newest is None:
        return None
    missed = schedule.next_day(last) != newest
    return Due(newest, missed or now - schedule.instant(newest) > LATE)


def next_instant(schedule: Schedule, last: date) -> datetime:
    """When the digest after the one of a local date is due, in UTC."""
    return schedule.instant(schedule.next_day(last))


def start(schedule: Schedule, now: datetime) -> date:
    """The local date to count a new subscription's last digest on: its first one is the next still to come."""
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    # A zone may put today's digest before now, or (far east) tomorrow's.
    day = today - timedelta(days=2)
    while schedule.instant(day + timedelta(days=1)) <= now:
        day += timedelta(days=1)
    return day


def _jump(zone: ZoneInfo, near: datetime) -> datetime:
    """The instant at which a zone's clocks jump forward, within a day before or after another."""
    # Fold 0 reads a skipped time by the offset from before the jump, so the jump is not after it.
    offset = near.astimezone(zone).utcoffset()
    low, high = near - timedelta(hours=26), near
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
