"""How a data folder is, as one value: what it holds, what waits, who serves it, and what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sql

from bot.chats import database
from bot.digests.outbox import OPEN, PartState, part_, run_
from bot.health.heartbeat import Process, processes
from index.errors import OnRecordError
from index.permissions import unwritable, write_refused
from index.search.generations import generations
from index.version import version

if TYPE_CHECKING:
    from index.feeds.registry import FeedState
    from index.store.store import Store

STORE = "onrecord.db"
DEAF_AFTER = 120.0  # seconds for which Telegram may be silent to who polls, who asks every ten
OVERDUE = timedelta(hours=1)  # for which a message may be due and unsent
LEAST_FREE = 200_000_000  # bytes; the indexes are written beside themselves


@dataclass(frozen=True, slots=True)
class FailingFeed:
    """A feed that can't be read.

    Attributes:
        name: What it is called.
        url: Its address.
        since: When it began to fail, or was said to be gone for good.
        gone: Whether its server said so.
        why: What went wrong, in English.
    """

    name: str
    url: str
    since: datetime
    gone: bool
    why: str


@dataclass(slots=True)
class Health:
    """What is to be known of a data folder at a moment.

    Attributes:
        release: Of On Record.
        data: The folder.
        counts: How many articles, passages, statements and people it holds.
        behind: How many changes of the store each search index lacks.
        feeds: How many feeds are read.
        failing: Those that can't be read.
        outbox: How many messages are in which state; those that were sent and dropped are left out.
        overdue: Since when the oldest message that is due has waited; None: none does.
        last_digest: When a digest was last made.
        disk_free: Bytes free where the folder is.
        disk_total: Bytes there.
        processes: Who serves it.
        problems: What needs somebody, in English sentences; none: all is well.
        server: Address of the PostgreSQL database with what would else be in the folder's files.
    """

    release: str
    data: Path
    counts: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)
    feeds: int = 0
    failing: list[FailingFeed] = field(default_factory=list)
    outbox: dict[str, int] = field(default_factory=dict)
    overdue: datetime | None = None
    last_digest: datetime | None = None
    disk_free: int = 0
    disk_total: int = 0
    processes: list[Process] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    server: str | None = field(default=None, repr=False)

    @property
    def fine(self) -> bool:
        """Whether nothing needs somebody."""
        return not self.problems

    @property
    def serving(self) -> bool:
        """Whether a process serves or stands by."""
        return any(process.state in ("serving", "standing by") for process in self.processes)

    def as_json(self) -> dict[str, Any]:
        """As `status --json` prints it: no token in it, and nothing that anybody asked."""
        return {
            "fine": self.fine,
            "problems": self.problems,
            "release": self.release,
            "data": str(self.data),
            **self.counts,
            "behind": self.behind,
            "feeds": {"read": self.feeds, "failing": [_feed_json(feed) for feed in self.failing]},
            "outbox": {**self.outbox, "overdue_since": _iso(self.overdue)},
            "last_digest": _iso(self.last_digest),
            "disk": {"free": self.disk_free, "total": self.disk_total},
            "serving": self.serving,
            "processes": [_process_json(process) for process in self.processes],
        }


def examine(data: Path, now: datetime | None = None, server: str | None = None) -> Health:
    """Look at a data folder, also while it is served; nothing is made in one that is empty.

    Args:
        data: The folder.
        now: The present.
        server: Address of the PostgreSQL database with what would else be in the folder's files.
    """
    now = now or datetime.now(UTC)
    health = Health(version(), data, processes=processes(data), server=server)
    for part in (_look_at_disk, _look_at_store, _look_at_chats):
        try:
            part(health, now)
        except (OnRecordError, OSError, sql.exc.DatabaseError) as error:
            health.problems.append(_sentence(error))
    health.problems += _process_problems(health)
    return health


def _sentence(error: Exception) -> str:
    if isinstance(error, sql.exc.DatabaseError):
        return f"a database can't be read ({error.orig}); see `onrecord doctor`"
    return str(error)


def _look_at_disk(health: Health, _: datetime) -> None:
    if not health.server and not health.data.exists():
        health.problems.append(f"there is no folder {health.data}; name yours with --data, or add articles first")
    place = next(path for path in (health.data, *health.data.parents) if path.exists())
    usage = shutil.disk_usage(place)
    health.disk_free, health.disk_total = usage.free, usage.total
    if usage.free < LEAST_FREE:
        health.problems.append(
            f"only {usage.free // 1_000_000} MB are free where {health.data} is; make room, or nothing can be added"
        )


def _look_at_store(health: Health, _: datetime) -> None:
    from index.store.store import Store

    health.counts = dict.fromkeys(("articles", "passages", "statements", "people"), 0)
    if not health.server and not (health.data / STORE).exists():
        return
    with closing(Store(health.data / STORE, health.server, reading=True)) as store:
        if store.only_read and (refused := unwritable(health.data / STORE)):
            health.problems.append(str(write_refused(refused)))
        counts = store.counts()
        health.counts = {
            "articles": counts["article"],
            "passages": counts["passage"],
            "statements": counts["statement"],
            "people": counts["person"],
        }
        generation = store.generation
        derived = generations(health.data)
        health.behind = {name: max(0, generation - reached) for name, reached in derived.items()}
        health.feeds, health.failing = _feeds(store)


def _feeds(store: Store) -> tuple[int, list[FailingFeed]]:
    from index.feeds.registry import FeedRegistry

    listed = FeedRegistry(store).listing()
    return len(listed), [failing for feed in listed if (failing := _failing(feed))]


def _failing(feed: FeedState) -> FailingFeed | None:
    since = feed.gone or feed.failing_since
    if since is None:
        return None
    return FailingFeed(feed.name, feed.url, since, feed.gone is not None, str(feed.problem or "gone for good"))


def _look_at_chats(health: Health, now: datetime) -> None:
    path = health.data / database.FILE
    wanted = (PartState.WAITING, PartState.SENDING, PartState.PARKED, PartState.HELD)
    health.outbox = {state.value: 0 for state in wanted}
    if not health.server and not path.exists():
        return
    with closing(database.Database(path, server=health.server)) as chats, chats.reading() as connection:
        states = sql.select(part_.c.state, sql.func.count()).where(part_.c.state.in_(health.outbox))
        for state, count in connection.execute(states.group_by(part_.c.state)):
            health.outbox[state] = count
        due = sql.select(sql.func.min(part_.c.next_at)).where(sql.text(OPEN), part_.c.next_at <= now.timestamp())
        oldest = connection.execute(due).scalar()
        made = connection.execute(sql.select(sql.func.max(run_.c.at))).scalar()
    health.last_digest = datetime.fromisoformat(made) if made else None
    if oldest is not None:
        health.overdue = datetime.fromtimestamp(oldest, UTC)
        if now - health.overdue > OVERDUE:
            health.problems.append(f"messages wait to be sent since {health.overdue:%Y-%m-%d %H:%M} UTC")


def _process_problems(health: Health) -> Iterator[str]:
    for process in health.processes:
        name = f"process {process.pid}"
        if process.state == "hangs":
            yield f"{name} lives but does nothing; end it and start On Record again"
        elif process.state == "ended" and not health.serving:
            yield f"{name} has ended without being told to; start On Record again"
        elif process.way == "polling" and process.state == "serving" and process.silent_for > DEAF_AFTER:
            yield f"{name} has heard nothing of Telegram for {process.silent_for:.0f} s; see its log"


def _feed_json(feed: FailingFeed) -> dict[str, Any]:
    return {"name": feed.name, "url": feed.url, "since": _iso(feed.since), "gone": feed.gone, "why": feed.why}


def _process_json(process: Process) -> dict[str, Any]:
    return {
        "pid": process.pid,
        "release": process.release,
        "way": process.way,
        "state": process.state,
        "started": _iso(process.started),
        "last_heard": _iso(process.heard),
        "silent_for": round(process.silent_for, 1),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
