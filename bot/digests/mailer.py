"""Sends the issues of digests as mail and as files: each once to each address, again only what did not arrive.

A way that an issue has to go is waiting → sending → sent.  When the connection breaks while the server takes the mail,
or the process is killed then, nobody knows whether it arrived: it is sent again under the same Message-ID, by which
mail programs know that it is the same, and after some times given up.
"""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import sqlalchemy as sql

from bot.chats.database import Database
from bot.digests.issue_mail import message_of, write_file
from bot.digests.issue_tables import mailing_
from bot.digests.issues import FOLDER, Issue, Issues
from bot.transport.rate_limit import sleep_until_stopped

TICK = 5.0  # seconds between two looks for what is due
BATCH = 20  # mails that are looked at in a row
TIMEOUT = 30.0  # seconds that a server may take to answer
DELAYS = (60.0, 3600.0)  # seconds until a mail is tried again: at first, at most; twice as long each time
MAX_TRIES = 60  # two days and more
MAX_UNKNOWN = 3  # times it may stay unknown whether a mail arrived

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes mail.

    Attributes:
        host: Its name.
        port: Its port.
        security: "starttls", "tls" or "none".
        user: Who logs in; empty where nobody has to.
        password: With which password.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


class NotTakenError(Exception):
    """A server has certainly not taken a mail.

    Attributes:
        for_good: Whether it never will.
    """

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


class UnknownOutcomeError(Exception):
    """The connection broke while a server was taking a mail."""


class Mailer:
    """Composes and sends the issues that are due."""

    def __init__(
        self,
        issues: Issues,
        database: Database,
        sender: str,
        server: MailServer | None,
        folder: Path | None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Connect what is needed.

        Args:
            issues: The digests and their issues.
            database: The bot's.
            sender: The address that mail comes from.
            server: Takes mail; None: nothing is sent by one.
            folder: Where mails are written as files; None: nowhere.
            now: The present.
        """
        self._issues = issues
        self._database = database
        self._sender = sender
        self._server = server
        self._folder = folder
        self._now = now

    async def work(self, stop: asyncio.Event) -> None:
        """Compose and send until told to stop; only one process at a time may do that."""
        await asyncio.to_thread(self.recover)
        await asyncio.to_thread(self._issues.tidy)
        while not stop.is_set():
            if made := await asyncio.to_thread(self._issues.compose):
                log.info("%d digests made for feeds and mail", made)
            await asyncio.to_thread(self.send_waiting)
            await sleep_until_stopped(stop, TICK)

    def recover(self) -> None:
        """Take up what an earlier process was sending: nobody knows whether it arrived."""
        with self._database.writing() as connection:
            connection.execute(
                mailing_.update().where(mailing_.c.state == "sending")
                .values(state="waiting", unknown=mailing_.c.unknown + 1, why="interrupted")
            )  # fmt: skip

    def send_waiting(self) -> int:
        """Send what waits and may be tried now; returns how many have arrived."""
        due = mailing_.c.state == "waiting", mailing_.c.next_at <= self._now().timestamp()
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(mailing_).where(*due).order_by(mailing_.c.id).limit(BATCH)).all()
        return sum(self._send(row) for row in rows)

    def _send(self, row: sql.Row[tuple[object, ...]]) -> bool:
        issue = self._issues.find(row.issue)
        if issue is None:
            self._set(row.id, state="dropped", why="nothing of it is left")
            return False
        message = message_of(issue, self._sender, row.recipient)
        self._set(row.id, state="sending", tries=row.tries + 1)
        unknown = row.unknown
        try:
            if row.recipient == FOLDER:
                self._write(message, issue)
            else:
                self._deliver(message, row.recipient)
        except UnknownOutcomeError as error:
            unknown += 1
            why, is_lost = str(error), unknown > MAX_UNKNOWN
        except NotTakenError as error:
            why, is_lost = str(error), error.for_good or row.tries + 1 >= MAX_TRIES
        else:
            self._set(row.id, state="sent", why=None)
            return True
        wait = min(DELAYS[0] * 2**row.tries, DELAYS[1])
        log.log(
            logging.ERROR if is_lost else logging.WARNING,
            "the digest %s for %s was not sent (%s); %s",
            issue.digest, row.recipient or "the folder", why, "it is given up" if is_lost else f"again in {wait:.0f} s",
        )  # fmt: skip
        state = "dropped" if is_lost else "waiting"
        self._set(row.id, state=state, unknown=unknown, next_at=self._now().timestamp() + wait, why=why)
        return False

    def _write(self, message: EmailMessage, issue: Issue) -> None:
        if self._folder is None:
            raise NotTakenError("no editions.mail_folder is set any more", for_good=True)
        try:
            write_file(self._folder, message, issue)
        except OSError as error:
            raise NotTakenError(f"{self._folder} can't be written ({error.strerror})") from None

    def _deliver(self, message: EmailMessage, recipient: str) -> None:
        if self._server is None:
            raise NotTakenError("no editions.mail_server is set any more", for_good=True)
        deliver(self._server, self._sender, recipient, message)

    def _set(self, id: int, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(mailing_.update().where(mailing_.c.id == id).values(**values))


def deliver(server: MailServer, sender: str, recipient: str, message: EmailMessage) -> None:
    """Have a server take a mail.

    Args:
        server: The server.
        sender: The address that the mail comes from.
        recipient: The address that it goes to.
        message: The mail.

    Raises:
        NotTakenError: The server has certainly not taken it.
        UnknownOutcomeError: Nobody knows whether it has.
    """
    place = f"{server.host}:{server.port}"
    try:
        connection = _connected(server)
    except smtplib.SMTPAuthenticationError as error:
        raise NotTakenError(f"{place} refuses the user or the password, {error.smtp_code}") from None
    except smtplib.SMTPNotSupportedError:
        raise NotTakenError(
            f"{place} does not offer {server.security} or a login; set editions.mail_security"
        ) from None
    except ssl.SSLError as error:
        raise NotTakenError(f"{place} can't be spoken to by {server.security} ({error.reason})") from None
    except smtplib.SMTPException as error:
        raise NotTakenError(f"{place} does not answer as a mail server does ({type(error).__name__})") from None
    except OSError as error:
        raise NotTakenError(f"{place} can't be reached ({error.strerror or type(error).__name__})") from None
    try:
        _taken(connection, place, sender, recipient, message.as_bytes())
    finally:
        connection.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _taken(connection: smtplib.SMTP, place: str, sender: str, recipient: str, content: bytes) -> None:
    try:
        for code, _ in (connection.mail(sender), connection.rcpt(recipient)):
            if code not in (250, 251):
                raise NotTakenError(f"{place} refuses {sender} or {recipient}, {code}", for_good=code >= 500)
    except (smtplib.SMTPException, OSError) as error:
        raise NotTakenError(f"{place} broke the connection ({type(error).__name__})") from None
    try:
        code, _ = connection.data(content)
    except smtplib.SMTPDataError as error:  # before anything of the mail was sent
        code = error.smtp_code
    except (smtplib.SMTPException, OSError) as error:
        raise UnknownOutcomeError(f"{place} broke off while it took the mail ({type(error).__name__})") from None
    if code != 250:
        raise NotTakenError(f"{place} does not take the mail, {code}", for_good=code >= 500)
