"""Digests that go elsewhere than to a chat: each issue is composed once, with windows that touch, and then sent.

An issue and the ways that it has to go are written in one transaction, as a chat's digest is.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import sqlalchemy as sql

from bot.chats.database import Database
from bot.digests.edition import Edition, edition_from_json, edition_to_json
from bot.digests.issue_tables import issue_, mailing_
from bot.digests.outbox import RETENTION, Outbox, edition_
from bot.digests.schedule import Due, Schedule, day_before_first, due
from bot.digests.sent_articles import REMEMBERED_FOR
from index.news import Interest
from index.store.dialects import insert_new

if TYPE_CHECKING:
    from bot.digests.composer import Composer
    from index import Index

FOLDER = ""  # in place of an address: the issue is written as a file
MAX_ISSUES = 30  # of a feed

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class IssuedDigest:
    """A digest that goes elsewhere than to a chat.

    Attributes:
        name: What it is called.
        interest: What is wanted, and of which collections.
        schedule: When it is due.
        language: Of its texts.
        quiet: Whether there is none when nothing is new.
        recipients: Addresses for mail; FOLDER among them where it is written as a file.
    """

    name: str
    interest: Interest
    schedule: Schedule
    language: str = "en"
    quiet: bool = True
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, with what of it may be seen now.

    Attributes:
        id: Its row.
        digest: The name of its digest.
        at: When it was composed.
        edition: What it holds.
    """

    id: int
    digest: str
    at: datetime
    edition: Edition


class Issues:
    """Composes the issues that are due, and finds them again."""

    def __init__(
        self,
        digests: Sequence[IssuedDigest],
        index: Index,
        database: Database,
        outbox: Outbox,
        composer: Composer,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Connect what is needed.

        Args:
            digests: Those of the settings.
            index: The library.
            database: The bot's.
            outbox: Stores editions.
            composer: Makes them.
            now: The present.
        """
        self.digests = {digest.name: digest for digest in digests}
        self._index = index
        self._database = database
        self._outbox = outbox
        self._composer = composer
        self._now = now

    def compose(self) -> int:
        """Write every issue that is due; one that fails is logged and left for the next time.

        Returns:
            How many were written.
        """
        written = 0
        for digest in self.digests.values():
            try:
                written += self._compose(digest)
            except Exception:
                log.exception("the digest %s could not be made", digest.name)
        return written

    def _compose(self, digest: IssuedDigest) -> bool:
        last = self._last(digest.name)
        if last is None:
            start = self._composer.digest_start()
            self._write(digest, day_before_first(digest.schedule, self._now()), (start, start), None)
            return False
        issue_due = due(digest.schedule, last.day, self._now())
        if issue_due is None:
            return False
        window = (last.upto, max(self._composer.alert_start(), last.upto))
        return self._write(digest, issue_due.day, window, self._edition(digest, issue_due, last, window))

    def _edition(self, digest: IssuedDigest, issue_due: Due, last: _Last, window: tuple[int, int]) -> Edition | None:
        zone = ZoneInfo(digest.schedule.zone)
        is_first = last.edition is None and last.is_start
        first_day = last.at.astimezone(zone).date()
        return self._composer.whole_edition(
            self._interest(digest), digest.language, window, issue_due.day,
            late=digest.schedule.at.isoformat("minutes") if issue_due.late else None,
            quiet=digest.quiet,
            since=datetime.combine(last.day, digest.schedule.at, zone).astimezone(UTC),
            sent=self._sent(digest.name),
            first_day=first_day if not is_first and first_day < issue_due.day - timedelta(days=1) else None,
        )  # fmt: skip

    def _interest(self, digest: IssuedDigest) -> Interest:
        """What is wanted, with the outlet's name as the library has it, whatever the case of its letters."""
        interest, name = digest.interest, (digest.interest.outlet or "").casefold()
        known = self._index.view(interest.collections).outlets if name else ()
        return replace(interest, outlet=next((each for each in known if each.casefold() == name), interest.outlet))

    def _sent(self, name: str) -> tuple[int, ...]:
        """Ids of the articles of which the readers of a digest were sent a story lately, rising."""
        lately = (self._now() - REMEMBERED_FOR).isoformat()
        query = (
            sql.select(edition_.c.body).join(issue_, issue_.c.edition == edition_.c.id)
            .where(issue_.c.digest == name, issue_.c.at >= lately)
        )  # fmt: skip
        with self._database.reading() as connection:
            bodies = connection.execute(query).scalars().all()
        return tuple(sorted({id for body in bodies for item in json.loads(body)["items"] for id in item["articles"]}))

    def _last(self, name: str) -> _Last | None:
        query = sql.select(issue_).where(issue_.c.digest == name).order_by(issue_.c.day.desc()).limit(2)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return None
        row = rows[0]
        at = datetime.fromisoformat(row.at)
        return _Last(date.fromisoformat(row.day), row.upto, row.edition, at, is_start=len(rows) == 1)

    def _write(self, digest: IssuedDigest, day: date, window: tuple[int, int], edition: Edition | None) -> bool:
        """Write an issue and the ways it has to go; False when the day has one already."""
        now = self._now()
        with self._database.writing() as connection:
            id = self._outbox.store_edition(connection, edition_to_json(edition)) if edition else None
            new = insert_new(connection, issue_).values(
                digest=digest.name, day=day.isoformat(), after=window[0], upto=window[1], edition=id, at=now.isoformat()
            )
            issue = connection.execute(new.returning(issue_.c.id)).scalar()
            if issue is None:
                return False
            if id is not None and digest.recipients:
                ways = [
                    {"issue": issue, "recipient": recipient, "state": "waiting",
                     "next_at": now.timestamp(), "unknown": 0, "tries": 0}
                    for recipient in digest.recipients
                ]  # fmt: skip
                connection.execute(mailing_.insert(), ways)
        return id is not None

    def latest(self, name: str) -> int:
        """The id of a digest's newest issue; 0 for none."""
        query = sql.select(sql.func.max(issue_.c.id)).where(issue_.c.digest == name, issue_.c.edition.is_not(None))
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or 0

    def of_digest(self, name: str) -> list[Issue]:
        """The last issues of a digest, the newest first, without those of which nothing is left."""
        query = sql.select(issue_.c.id).where(issue_.c.digest == name, issue_.c.edition.is_not(None))
        with self._database.reading() as connection:
            ids = connection.execute(query.order_by(issue_.c.id.desc()).limit(MAX_ISSUES)).scalars().all()
        issues = (self.find(id) for id in ids)
        return [issue for issue in issues if issue is not None]

    def find(self, id: int) -> Issue | None:
        """An issue as it may be seen now; None when nothing of it is left, or its digest is not wanted any more."""
        with self._database.reading() as connection:
            row = connection.execute(sql.select(issue_).where(issue_.c.id == id)).first()
        digest = self.digests.get(row.digest) if row else None
        body = self._outbox.edition_body(row.edition) if row and row.edition is not None else None
        if row is None or digest is None or body is None:
            return None
        edition = edition_from_json(body, self._index.view(digest.interest.collections))
        if edition.items and not edition.stories_of(range(len(edition.pages))):
            return None
        return Issue(row.id, row.digest, datetime.fromisoformat(row.at), edition)

    def tidy(self) -> None:
        """Delete what was sent or given up long ago; the newest issue of each digest stays, to go on from."""
        limit = (self._now() - RETENTION).isoformat()
        newest = sql.select(sql.func.max(issue_.c.id)).group_by(issue_.c.digest)
        with self._database.writing() as connection:
            connection.execute(issue_.delete().where(issue_.c.at < limit, issue_.c.id.not_in(newest)))
            connection.execute(mailing_.delete().where(mailing_.c.issue.not_in(sql.select(issue_.c.id))))


@dataclass(frozen=True, slots=True)
class _Last:
    """The issue before the next one; is_start: it only says where the first one begins."""

    day: date
    upto: int
    edition: int | None
    at: datetime
    is_start: bool
