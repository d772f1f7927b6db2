"""Roles of people and groups, and the collections a chat may see. What is not granted is denied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Literal

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from bot.chats.database import Database, metadata
from index.store.dialects import insert_new

PUBLIC = "public"  # the collection everybody admitted may see
Mode = Literal["open", "allow-list", "approval"]

role_ = Table(
    "role", metadata,
    Column("subject", BigInteger, primary_key=True),  # a person, or a group (below 0)
    Column("role", Integer, nullable=False),
)  # fmt: skip
grant_ = Table(
    "grant", metadata,
    Column("chat", BigInteger, primary_key=True), Column("collection", String, primary_key=True),
)  # fmt: skip
request_ = Table(
    "request", metadata,
    Column("person", BigInteger, primary_key=True),  # or a group (below 0)
    Column("at", String, nullable=False),
    Column("name", Text), Column("username", Text), Column("language", Text),
)  # fmt: skip
unsaid_mode_ = Table("unsaid_mode", metadata, Column("mode", String, nullable=False))
audit_ = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True), Column("at", String, nullable=False),
    Column("by", BigInteger, nullable=False), Column("subject", BigInteger, nullable=False),
    Column("decision", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip


class Role(IntEnum):
    """What somebody may do; each role includes those below it."""

    NOBODY = -1  # refused by an admin
    STRANGER = 0
    READER = 1
    EDITOR = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the audit log.

    Attributes:
        at: When it was decided, in UTC.
        by: The admin's Telegram id; 0 for the bot itself.
        subject: The person, group or chat that it concerns.
        decision: Such as "role reader" or "grant fisheries".
    """

    at: datetime
    by: int
    subject: int
    decision: str


@dataclass(frozen=True, slots=True)
class AdmissionRequest:
    """Somebody who may not ask and would like to.

    Attributes:
        subject: Telegram's id of a person, or of a group (below 0).
        name: As Telegram shows it; empty where an earlier release did not keep it.
        username: Without "@"; empty for none.
        language: Code of the person's language; empty where it is not known.
        at: When they first asked, in UTC; None while that is not stored.
    """

    subject: int
    name: str = ""
    username: str = ""
    language: str = ""
    at: datetime | None = None


def unsaid_mode(database: Database) -> Mode:
    """Who may ask where the settings don't say: whom an admin lets in.

    A bot that an earlier release let everybody ask, which was its default, goes on like that.

    Args:
        database: The bot's.
    """
    with database.reading() as connection:
        return "open" if connection.execute(sql.select(unsaid_mode_)).first() else "approval"


class Access:
    """Rights, from the configuration and from what admins have decided since."""

    def __init__(
        self,
        database: Database,
        mode: Mode = "open",
        admins: tuple[int, ...] = (),
        allowed: tuple[int, ...] = (),
        owner: int | None = None,
    ) -> None:
        """Read the rights of a database.

        Args:
            database: Where admins' decisions are kept.
            mode: "open" admits everybody; else an admin must, and with "approval" strangers may ask for it.
            admins: Telegram ids of the admins by the settings.
            allowed: People and groups that the configuration admits.
            owner: Whoever uses the terminal of this machine: an admin who sees everything.
        """
        self._database = database
        self.mode = mode
        self.configured = admins
        self._allowed = frozenset(allowed)
        self._owner = owner

    @property
    def admins(self) -> tuple[int, ...]:
        """Telegram ids of all admins: those by the settings, and those who were made admins since."""
        with self._database.reading() as connection:
            is_admin = role_.c.role == int(Role.ADMIN)
            decided = connection.execute(sql.select(role_.c.subject).where(is_admin).order_by(role_.c.subject))
            return tuple(dict.fromkeys((*self.configured, *decided.scalars())))

    def role(self, subject: int) -> Role:
        """The role of a person, or of a group (a negative id)."""
        if subject == self._owner or subject in self.configured:
            return Role.ADMIN
        with self._database.reading() as connection:
            decided = connection.execute(sql.select(role_.c.role).where(role_.c.subject == subject)).scalar()
        if decided is not None:
            return Role(decided)
        return Role.READER if self.mode == "open" or subject in self._allowed else Role.STRANGER

    def may_ask(self, person: int, chat: int) -> bool:
        """Whether a person may ask in a chat: in an admitted group everybody may who was not refused."""
        own = self.role(person)
        if own is Role.NOBODY:
            return False
        return own >= Role.READER or (chat < 0 and self.role(chat) >= Role.READER)

    def collections(self, chat: int) -> tuple[str, ...] | None:
        """The names of the collections a chat may see, sorted; None for all."""
        if chat == self._owner:
            return None
        with self._database.reading() as connection:
            granted = connection.execute(sql.select(grant_.c.collection).where(grant_.c.chat == chat)).scalars()
            return tuple(sorted({PUBLIC, *granted}))

    def request_admission(self, asking: AdmissionRequest) -> bool:
        """Record that a person or a group asks to be admitted; False if they have asked before, or it is decided.

        Args:
            asking: Who; the present is stored as its time.
        """
        with self._database.writing() as connection:
            decided = connection.execute(sql.select(role_.c.role).where(role_.c.subject == asking.subject)).scalar()
            if decided not in {None, int(Role.STRANGER)}:  # while this was on its way
                return False
            known = connection.execute(sql.select(request_).where(request_.c.person == asking.subject)).first()
            if known is None:
                values = {"name": asking.name, "username": asking.username, "language": asking.language}
                connection.execute(request_.insert().values(person=asking.subject, at=_now(), **values))
            return known is None

    def withdraw_request(self, subject: int) -> None:
        """Forget that a person or a group asked to be admitted, as when the bot is taken out of the group."""
        with self._database.writing() as connection:
            connection.execute(request_.delete().where(request_.c.person == subject))

    def set_role(self, subject: int, role: Role, by: int, seen: int | None = None) -> bool:
        """Give a person or group a role.

        Args:
            subject: The person, or the group (a negative id), whose members then all may ask.
            role: Replaces any role given before, and settles a request for admission.
            by: Who decides.
            seen: The last decision about the subject that `by` knew of, see `last_decision`; None: whatever it was.

        Returns:
            False, with nothing changed, if `by` is no admin, or somebody has decided since.
        """
        if self.role(by) is not Role.ADMIN:
            return False
        with self._database.writing() as connection:
            if seen is not None and _last_decision(connection, subject) != seen:
                return False
            write_role(connection, subject, role, by)
        return True

    def last_decision(self, subject: int) -> int:
        """The number of the last decision about a person or a group; 0 for none."""
        with self._database.reading() as connection:
            return _last_decision(connection, subject)

    def settle_request(self, person: int, role: Role, by: int) -> bool:
        """Decide on a request for admission, unless that has been done.

        Args:
            person: Who asked.
            role: What they may do from now on.
            by: Who decides.

        Returns:
            False, with nothing changed, if another decision was first or `by` is no admin.
        """
        if self.role(by) is not Role.ADMIN:
            return False
        with self._database.writing() as connection:
            asked = connection.execute(sql.select(request_.c.at).where(request_.c.person == person)).first()
            if asked is not None:
                write_role(connection, person, role, by)
        return asked is not None

    def members(self) -> dict[int, Role]:
        """The people and groups (below 0) whose role is known by name: by the settings, or by a decision."""
        with self._database.reading() as connection:
            decided = {row.subject: Role(row.role) for row in connection.execute(sql.select(role_))}
        settings = dict.fromkeys(sorted(self._allowed), Role.READER)
        return settings | decided | dict.fromkeys(self.configured, Role.ADMIN)

    def requests(self) -> list[AdmissionRequest]:
        """Who asked to be admitted and waits for a decision, who waits longest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(request_).order_by(request_.c.at)).all()
        return [
            AdmissionRequest(
                row.person, row.name or "", row.username or "", row.language or "", datetime.fromisoformat(row.at)
            )
            for row in rows
        ]

    def grants(self) -> list[tuple[int, str]]:
        """Which chats may see which collections besides the public one, as (chat, collection)."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(grant_).order_by(grant_.c.collection, grant_.c.chat))
            return [(row.chat, row.collection) for row in rows]

    def grant(self, chat: int, collection: str, by: int) -> bool:
        """Let a chat see a collection.

        Args:
            chat: The chat.
            collection: Name of the collection.
            by: Who decides.

        Returns:
            False, with nothing changed, if `by` is no admin.
        """
        if self.role(by) is not Role.ADMIN:
            return False
        with self._database.writing() as connection:
            connection.execute(insert_new(connection, grant_).values(chat=chat, collection=collection))
            _log(connection, by, chat, f"grant {collection}")
        return True

    def revoke(self, chat: int, collection: str, by: int) -> bool:
        """Hide a collection from a chat.

        Args:
            chat: The chat.
            collection: Name of the collection.
            by: Who decides.

        Returns:
            False, with nothing changed, if `by` is no admin.
        """
        if self.role(by) is not Role.ADMIN:
            return False
        with self._database.writing() as connection:
            connection.execute(grant_.delete().where(grant_.c.chat == chat, grant_.c.collection == collection))
            _log(connection, by, chat, f"revoke {collection}")
        return True

    def is_known(self, person: int) -> bool:
        """Whether rights of a person, decisions about or by them, or a request of theirs are kept.

        Args:
            person: Telegram's id.
        """
        columns = role_.c.subject, grant_.c.chat, request_.c.person, audit_.c.subject, audit_.c.by
        with self._database.reading() as connection:
            return any(connection.execute(sql.select(each).where(each == person)).first() for each in columns)

    def forget(self, person: int, by: int) -> bool:
        """Delete what is known of a person's rights; the log then tells that somebody was, not who.

        Args:
            person: Who leaves.
            by: Who decides.

        Returns:
            False, with nothing changed, if `by` is no admin, or the person is one by the settings.
        """
        if self.role(by) is not Role.ADMIN or person in self.configured:
            return False
        with self._database.writing() as connection:
            connection.execute(role_.delete().where(role_.c.subject == person))
            connection.execute(grant_.delete().where(grant_.c.chat == person))
            connection.execute(request_.delete().where(request_.c.person == person))
            for column in (audit_.c.subject, audit_.c.by):
                connection.execute(audit_.update().where(column == person).values({column.name: 0}))
            _log(connection, by, 0, "erase")
        return True

    def migrate(self, old: int, new: int) -> None:
        """Move a group's rights to the supergroup that it became."""
        with self._database.writing() as connection:
            moved = 0
            held = connection.execute(sql.select(grant_.c.collection).where(grant_.c.chat == old)).scalars().all()
            connection.execute(grant_.delete().where(grant_.c.chat == new, grant_.c.collection.in_(held)))
            for table, column in ((role_, role_.c.subject), (grant_, grant_.c.chat), (request_, request_.c.person)):
                if table is not grant_ and connection.execute(sql.select(table).where(column == old)).first():
                    connection.execute(table.delete().where(column == new))
                moved += connection.execute(table.update().where(column == old).values({column.name: new})).rowcount
            if moved:
                _log(connection, 0, new, f"was {old}")

    def decisions(self) -> list[Decision]:
        """The whole audit log, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(audit_).order_by(audit_.c.id)).all()
        return [Decision(datetime.fromisoformat(row.at), row.by, row.subject, row.decision) for row in rows]


def write_role(connection: sql.Connection, subject: int, role: Role, by: int) -> None:
    """Give a role within a transaction; 0 as who decides stands for the bot itself."""
    connection.execute(role_.delete().where(role_.c.subject == subject))
    connection.execute(role_.insert().values(subject=subject, role=int(role)))
    connection.execute(request_.delete().where(request_.c.person == subject))
    _log(connection, by, subject, f"role {role.name.lower()}")


def _last_decision(connection: sql.Connection, subject: int) -> int:
    last = sql.select(sql.func.max(audit_.c.id)).where(audit_.c.subject == subject)
    return connection.execute(last).scalar() or 0


def _log(connection: sql.Connection, by: int, subject: int, decision: str) -> None:
    connection.execute(audit_.insert().values(at=_now(), by=by, subject=subject, decision=decision))


def _now() -> str:
    return datetime.now(UTC).isoformat()
