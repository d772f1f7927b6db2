"""Digests as feeds and as mail: each issue once, its words unchanged, and nothing told to who may not know."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from pathlib import Path

import feedparser
import httpx
import pytest
import sqlalchemy as sql

from bot.config import ConfigError, load
from bot.digests.atom_server import AtomServer
from bot.digests.issue_tables import issue_, mailing_
from bot.digests.issues import FOLDER, IssuedDigest, Issues
from bot.digests.mailer import Mailer, MailServer
from bot.digests.schedule import ALL_DAYS, Schedule
from index import Draft
from index.news import Interest
from tests.bot.digests.test_composer import DigestSetup
from tests.mail_server import MailServerDouble, Received

DESK, PRESS = "desk@ministry.example", "press@ministry.example"
SECRET = "a-secret-of-this-test"
ODD = "“Fish & chips <b>cost</b> “more”\tthan  gold,” Ada Brandt said.\n\nShe said: “가격은 내려갈 것이다.”"


class Setting:
    """A library with digests for others; a new day brings a new issue."""

    def __init__(self, folder: Path) -> None:
        self.digests = DigestSetup(folder / "library")
        self.folder = folder / "mail"
        self.index, self.clock = self.digests.index, self.digests.clock

    def mailer(self, server: MailServerDouble | None, *recipients: str, name: str, **values: str) -> Mailer:
        made = MailServer("127.0.0.1", server.port, **({"security": "none"} | values)) if server else None
        return Mailer(
            self.issues(name, *recipients), self.digests.database, "onrecord@ministry.example", made,
            self.folder, lambda: self.clock.now,
        )  # fmt: skip

    def issues(self, name: str, *recipients: str, quiet: bool = True) -> Issues:
        schedule = Schedule(time(8), "UTC", ALL_DAYS)
        digest = IssuedDigest(name, Interest(collections=("public",)), schedule, "en", quiet, recipients)
        return Issues(
            [digest], self.index, self.digests.database, self.digests.outbox, self.digests.composer,
            lambda: self.clock.now,
        )  # fmt: skip

    def issue(self, name: str, *recipients: str, news: bool = True) -> None:
        """Make an issue of today; that of a new digest is begun first."""
        issues = self.issues(name, *recipients)
        self.clock.now = self.clock.now.replace(hour=7)
        issues.compose()
        if news:
            self.digests.article("Ada Brandt", name)
        self.clock.now = self.clock.now.replace(hour=9)
        issues.compose()

    def next_day(self, days: int = 1) -> None:
        self.clock.now = self.clock.now.replace(day=self.clock.now.day + days)

    def ways(self, name: str) -> list[tuple[str, str]]:
        query = (
            sql.select(mailing_.c.recipient, mailing_.c.state)
            .join(issue_, issue_.c.id == mailing_.c.issue).where(issue_.c.digest == name).order_by(mailing_.c.id)
        )  # fmt: skip
        with self.digests.database.reading() as connection:
            return [(recipient, state) for recipient, state in connection.execute(query)]


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    made = Setting(tmp_path_factory.mktemp("issues"))
    yield made
    made.index.close()
    made.digests.database.close()


@pytest.fixture
def server() -> Iterator[MailServerDouble]:
    with MailServerDouble() as double:
        yield double


def parts(received: Received | bytes) -> tuple[str, str]:
    """Plain text and HTML of a mail."""
    content = received if isinstance(received, bytes) else received.content
    message = message_from_bytes(content, policy=default)
    assert message.defects == []
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    return plain.get_content(), page.get_content()


def test_an_issue_is_mailed_and_written_once_with_its_words_unchanged(
    setting: Setting, server: MailServerDouble
) -> None:
    issues = setting.issues("once", DESK, FOLDER)
    setting.clock.now = setting.clock.now.replace(hour=7)
    issues.compose()
    title = "Prices\r\nBcc: everybody@else.example"
    draft = Draft(ODD, title=title, url="https://a.example/?a=1&b=2", outlet="A & B", published=setting.clock.now)
    setting.digests.add(draft, replace(setting.digests.draft("Lena Orvik", "herring"), collection="members"))
    setting.clock.now = setting.clock.now.replace(hour=9)
    for _ in range(2):  # the second is another process on the same folder
        issues.compose()
        mailer = setting.mailer(server, DESK, FOLDER, name="once")
        mailer.recover()
        mailer.send_waiting()
    [received] = server.taken
    assert (received.sender, received.recipients) == ("onrecord@ministry.example", [DESK])
    [file] = setting.folder.glob("*.eml")
    quote = "“Fish & chips <b>cost</b> “more”\tthan  gold,”"
    for plain, page in (parts(received), parts(file.read_bytes())):
        assert quote in plain or "가격은 내려갈 것이다" in plain
        assert "<b>cost" not in page
        assert "herring" not in plain + page  # of a collection that is not its own
    message = received.message
    assert message["Bcc"] is None
    assert "Prices" not in message["Subject"]
    assert message["Message-ID"] == message_from_bytes(file.read_bytes(), policy=default)["Message-ID"]
    assert message["Date"].datetime.hour == 9


def test_a_server_that_is_down_or_busy_gets_it_later_and_once(setting: Setting) -> None:
    setting.next_day()
    setting.issue("later", DESK)
    with MailServerDouble() as gone:
        pass
    assert setting.mailer(gone, DESK, name="later").send_waiting() == 0
    with MailServerDouble(refused={"RCPT": "451 busy"}) as server:
        mailer = setting.mailer(server, DESK, name="later")
        assert mailer.send_waiting() == 0  # it is not time yet
        assert server.commands == []
        for hour in (10, 12, 14):
            setting.clock.now = setting.clock.now.replace(hour=hour)
            mailer.send_waiting()
            server.refused.clear()
        assert len(server.taken) == 1
    assert setting.ways("later") == [(DESK, "sent")]


def test_of_two_addresses_only_the_refused_one_is_given_up(setting: Setting, server: MailServerDouble) -> None:
    setting.next_day()
    setting.issue("two", DESK, PRESS)
    server.refused[f"RCPT TO:<{DESK}>"] = "550 no such user"
    setting.mailer(server, DESK, PRESS, name="two").send_waiting()
    assert [received.recipients for received in server.taken] == [[PRESS]]
    assert setting.ways("two") == [(DESK, "dropped"), (PRESS, "sent")]


def test_what_may_have_arrived_comes_again_under_the_same_id(setting: Setting, server: MailServerDouble) -> None:
    setting.next_day()
    setting.issue("broken", DESK)
    server.breaks = 1
    mailer = setting.mailer(server, DESK, name="broken")
    mailer.send_waiting()
    setting.clock.now = setting.clock.now.replace(hour=11)
    mailer.send_waiting()
    mailer.send_waiting()
    first, second = server.taken
    assert first.content == second.content
    assert setting.ways("broken") == [(DESK, "sent")]


def test_a_refused_password_is_one_line_without_it(
    setting: Setting, server: MailServerDouble, caplog: pytest.LogCaptureFixture
) -> None:
    setting.next_day()
    setting.issue("locked", DESK)
    server.password = "right"
    mailer = setting.mailer(server, DESK, name="locked", user="desk", password="wrong-and-secret")
    mailer.send_waiting()
    [record] = caplog.records
    assert "refuses the user or the password, 535" in record.getMessage()
    assert "wrong-and-secret" not in caplog.text
    assert setting.ways("locked") == [(DESK, "waiting")]
    setting.clock.now = setting.clock.now.replace(hour=11)
    setting.mailer(server, DESK, name="locked", user="desk", password="right").send_waiting()
    assert setting.ways("locked") == [(DESK, "sent")]


def test_mail_is_encrypted_and_a_server_of_another_name_is_refused(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    setting.next_day()
    setting.issue("private", DESK)
    with MailServerDouble(certificate=(certificate, key)) as server:
        mailer = setting.mailer(server, DESK, name="private", security="starttls")
        assert mailer.send_waiting() == 0  # nobody vouches for the certificate
        assert not any(command.startswith("MAIL") for command in server.commands)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        setting.clock.now = setting.clock.now.replace(hour=11)
        assert mailer.send_waiting() == 1
    with MailServerDouble() as plain:  # offers no encryption
        setting.next_day()
        setting.issue("private", DESK)
        assert setting.mailer(plain, DESK, name="private", security="starttls").send_waiting() == 0
        assert plain.taken == []


def test_a_quiet_day_is_no_issue_and_missed_days_are_one(setting: Setting) -> None:
    setting.next_day()
    setting.issue("quiet", DESK)
    setting.next_day()
    setting.issue("quiet", DESK, news=False)
    setting.digests.article("Ada Brandt", "quiet")
    setting.next_day(3)
    setting.issues("quiet", DESK).compose()
    assert len(setting.ways("quiet")) == 2
    newest = setting.issues("quiet").of_digest("quiet")[0].edition
    assert newest.since is not None
    with setting.digests.database.reading() as connection:
        rows = connection.execute(
            sql.select(issue_.c.after, issue_.c.upto).where(issue_.c.digest == "quiet").order_by(issue_.c.id)
        ).all()
    assert all(before.upto == after.after for before, after in pairwise(rows))


def test_the_feed_is_valid_stable_and_only_for_who_knows_its_address(setting: Setting, unused_port: int) -> None:
    setting.next_day()
    issues = setting.issues("feed")
    atom = AtomServer(issues, "127.0.0.1", unused_port, SECRET)
    address = f"http://127.0.0.1:{unused_port}/{SECRET}/feed.atom"

    async def asked() -> list[httpx.Response]:
        stop = asyncio.Event()
        serving = asyncio.create_task(atom.work(stop))
        async with httpx.AsyncClient() as client:
            answers = [await client.get(address)]
            setting.issue("feed")
            answers.append(await client.get(address))
            tag = {"If-None-Match": answers[-1].headers["ETag"]}
            answers.append(await client.get(address, headers=tag))
            others = (f"{SECRET}x/feed", f"{SECRET}/other", "feed", f"{SECRET[:-1]}/feed")
            answers += [await client.get(f"http://127.0.0.1:{unused_port}/{other}.atom") for other in others]
            removed = {article.id for item in issues.of_digest("feed")[0].edition.items for article in item.articles}
            before = answers[1].text
            setting.next_day()
            setting.issue("feed")
            answers.append(await client.get(address, headers=tag))
            setting.index.remove_all(removed)
            answers.append(await client.get(address))
            assert before != answers[-1].text
        stop.set()
        await serving
        return answers

    empty, one, same, *unknown, two, left = asyncio.run(asked())
    for answer, count in ((empty, 0), (one, 1), (two, 2), (left, 1)):
        read = feedparser.parse(answer.content)
        assert (read.bozo, read.version, len(read.entries)) == (False, "atom10", count)
    assert same.status_code == 304
    assert {answer.status_code for answer in unknown} == {404}
    assert SECRET not in "".join(answer.text for answer in unknown)
    first, then = feedparser.parse(one.content).entries, feedparser.parse(two.content).entries
    assert first[0].id == then[1].id != then[0].id == feedparser.parse(left.content).entries[0].id
    assert first[0].updated == then[1].updated
    assert "We will look after the feed of district" in first[0].content[0].value


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("settings", "mistake"),
    [
        ('feed_listen = "0.0.0.0:9465"', "editions.feed_listen"),
        ('feed_listen = "127.0.0.1:1"', "feed_secret: is needed"),
        ('mail_server = "mail.example:25"\nmail_security = "none"\nmail_sender = "a@b.example"', "mail_security"),
        ('mail_folder = "mail"', "mail_sender: is needed"),
        ('digests = [{ name = "a", mail = ["a@b.example"] }]', "no mail_server"),
        ('digests = [{ name = "a" }, { name = "a" }]', "a name of its own"),
        ('digests = [{ name = "a b" }]', "must be one word"),
        ('digests = [{ name = "a", mail = ["a"] }]', "must be an address"),
    ],
)  # fmt: skip
def test_what_would_leave_the_machine_unlocked_is_refused(tmp_path: Path, settings: str, mistake: str) -> None:
    (tmp_path / "config.toml").write_text(f"[editions]\n{settings}\n")
    with pytest.raises(ConfigError) as refused:
        load(tmp_path / "config.toml", {})
    assert mistake in str(refused.value)


def test_the_password_may_come_from_the_environment(tmp_path: Path) -> None:
    config = load(None, {"ONRECORD_MAIL_PASSWORD": "wrong-and-secret"})
    assert config.editions.mail_password.get_secret_value() == "wrong-and-secret"
    assert "wrong-and-secret" not in repr(config)
