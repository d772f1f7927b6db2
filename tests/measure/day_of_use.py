"""A day of use behind a proxy: whom On Record connects to, and where it writes.

python -m tests.measure.day_of_use

A bot serves people, an editor, a feed with the pages it links to, digests and mail; the commands of whoever runs it go
on beside it.  The invented hosts are known to the proxy alone, which records who is asked for.  strace records every
connection and every file that is written by any process and any library, whether or not it knows of proxies.  Prints
both; ends with status 1 where a host was not configured, or something was written elsewhere than in the data folder
(Python's own copies of modules, beside them, are left out).
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from bot.chats.database import FILE, Database
from bot.digests.subscriptions import Subscriptions, SubscriptionState
from tests.botapi.server import Server
from tests.botapi.world import Person
from tests.command import Command
from tests.feed_server import Response, item, rss, running_feed_server
from tests.mail_server import MailServerDouble
from tests.proxy import Proxy

TELEGRAM, FEEDS, LINKED, PAGES = "telegram.invalid", "feeds.invalid", "linked.invalid", "pages.invalid"
CONFIGURED = {TELEGRAM, FEEDS, LINKED, PAGES}
WANTED = "trace=connect,sendto,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,symlink,symlinkat,link,linkat"
ASKED = (
    "What did Varga say about the Skerry Bank?", "who talked about the treaty?", "more", "Varga vs Tamm on the cable",
    "has Varga changed on the treaty?", 'did Varga say "a berth"?', "What did Varga say about elephants?", "/people",
    "what is new?", "/check “Nobody in this town will lose a job,” Varga said.", "/sources", "/chart", "/privacy",
    "/settings", "/export", "/mydata", "/admin", "/id", "/help", "/examples", f"http://{PAGES}/page",
    f"/sources add http://{FEEDS}/feed", "/subscribe everything", "/subscriptions",
)  # fmt: skip
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("add", "note.md", f"http://{PAGES}/other"), ("update",), ("ask", ASKED[0]), ("digest", "--days", "900"),
    ("check", "note.md"), ("statements", "note.md"), ("articles",), ("show", "1"), ("export",), ("people",),
    ("reread",), ("feeds", "list"), ("status", "--json"), ("doctor",), ("backup", "data/record.backup"),
    ("--data", "data/restored", "restore", "data/record.backup"), ("remove", "1", "--yes"), ("--version",),
)  # fmt: skip
SOON = 3  # minutes until the digest by mail is due
SPARED = ("Discard", "Remove", "Delete")  # buttons that take away what is to come
SETTINGS = """data = "data"
[telegram]
token = "{token}"
api = "http://{telegram}"
[access]
admins = [{admin}]
mode = "open"
[[feeds]]
url = "http://{feeds}/feed"
[editions]
mail_server = "127.0.0.1:{mail}"
mail_security = "none"
mail_sender = "onrecord@mail.invalid"
digests = [{{ name = "desk", time = "{soon}", quiet = false, mail = ["desk@mail.invalid"] }}]
"""
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(?:creat|mkdir|rename|symlink|link)")
CONNECTS = re.compile(r"sin6?_port=htons\((\d+)\).*?\"([0-9a-f.:]+)\"")


@contextmanager
def knowing_proxy(ports: dict[str, int]) -> Iterator[Proxy]:
    """A proxy that records each request, and passes on those to hosts that it knows."""

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            proxy.requests.append(self.requestline)
            parts = urlsplit(self.path)
            if self.command == "CONNECT" or parts.hostname not in ports:
                self.send_error(502)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            there = http.client.HTTPConnection("127.0.0.1", ports[parts.hostname], timeout=60)
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            there.request(self.command, path, body, dict(self.headers))
            answer = there.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            there.close()

        do_POST = do_HEAD = do_CONNECT = do_GET

        def log_message(self, format: str, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever is ended hangs up."""

    server = Quiet(("127.0.0.1", 0), Passing)
    proxy = Proxy(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()


class Traced:
    """Runs `onrecord` under strace; left, what it started is ended, also where the day ends early."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self.log, self.calls, self._started = folder / "log", folder / "calls", 0
        self.calls.mkdir()
        self.told = 0  # messages of digests
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Traced:
        return self

    def __exit__(self, *_: object) -> None:
        for strace in self._processes:
            if strace.poll() is None:
                self.end(strace)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        self._started += 1
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                ["strace", "-f", "-qq", "-s", "300", "-o", str(self.calls / str(self._started)), "-e", WANTED,
                 *Command.line(*arguments)],
                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self._processes.append(process)
        return process

    def end(self, strace: subprocess.Popen[bytes]) -> int:
        """Have what runs under a strace end in order, and kill it if it does not; returns the status."""
        traced = Path(f"/proc/{strace.pid}/task/{strace.pid}/children").read_text().split()
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in map(int, traced):
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
            with suppress(subprocess.TimeoutExpired):
                return strace.wait(60)
        strace.kill()
        return strace.wait()

    def written(self) -> Counter[str]:
        """Files and folders that were made or opened to be written."""
        found: Counter[str] = Counter()
        for line in self._done():
            if WRITES.search(line):
                path = re.findall(r'"((?:[^"\\]|\\.)*)"', line)[-1]
                found[os.path.normpath(self.folder / path)] += 1
        return found

    def connections(self) -> Counter[str]:
        """Addresses with ports."""
        return Counter(
            f"{found[2]}:{found[1]}" for line in self._lines() if (found := CONNECTS.search(line)) is not None
        )

    def _done(self) -> Iterator[str]:
        return (line for line in self._lines() if not re.search(r"= -1 E\w+", line))

    def _lines(self) -> Iterator[str]:
        """All that was called, without the process's number; what another thread's call interrupted is one line."""
        for path in self.calls.iterdir():
            begun: dict[str, str] = {}
            for line in path.read_text("utf-8", "replace").splitlines():
                process, _, call = line.partition(" ")
                call = call.strip()
                if call.endswith("<unfinished ...>"):
                    begun[process] = call.removesuffix("<unfinished ...>")
                else:
                    _, resumed, rest = call.partition(" resumed>")
                    yield begun.pop(process, "") + rest if resumed else call


def ask(person: Person, text: str) -> None:
    """Say something, and press every button of the answer."""
    before = len(person.chat.by_bot)
    person.says(text)
    person.world.wait(lambda: len(person.chat.by_bot) > before, 120)
    answer = person.chat.by_bot[-1]
    for label in answer.labels:
        if not label.startswith(SPARED) and label in answer.labels and "callback_data" in answer.button(label):
            person.presses(answer, label)
            time.sleep(0.3)


def spend(server: Server, running: subprocess.Popen[bytes], traced: Traced, mail: MailServerDouble) -> list[str]:
    """The day; returns the commands that failed."""
    server.world.wait(lambda: server.world.called("setMyCommands") or running.poll() is not None, 300)
    assert running.poll() is None, traced.log.read_text("utf-8")
    ada = server.world.people[min(server.world.people)]
    for text in ASKED:
        ask(ada, text)
    ada.sends("brief.md", b"# A brief\n\nMayor Ilse Brandt said that the quay would be built in May.\n")
    ada.types_inline("Varga treaty")
    failed = [" ".join(each) for each in COMMANDS if traced.start(*each).wait(600)]
    database = Database(traced.folder / "data" / FILE)
    subscriptions = Subscriptions(database)
    for one in subscriptions.of_chat(ada.id):
        subscriptions.change(one.id, state=SubscriptionState.ACTIVE, zone="UTC")
        subscriptions.change(one.id, last=datetime.now(UTC).date() - timedelta(days=2))
    database.close()
    before, end = len(ada.chat.by_bot), time.monotonic() + 60 * SOON
    while (len(ada.chat.by_bot) == before or not mail.taken) and time.monotonic() < end:
        time.sleep(0.5)
    traced.told = len(ada.chat.by_bot) - before
    return failed


def summary(counts: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items())) or "none"


def ended(number: int, _: object) -> NoReturn:
    """End in order, after a signal that ends Python at once, or that shells have background commands ignore."""
    sys.exit(128 + number)


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ended)
    with (
        tempfile.TemporaryDirectory() as folder, Server() as server, running_feed_server() as site,
        MailServerDouble() as mail,
    ):  # fmt: skip
        home, place = Path(folder, "home"), Path(folder, "place")
        home.mkdir()
        place.mkdir()
        for path in ("/linked", "/page", "/other"):
            site.article(path)
        site.pages["/feed"] = Response(rss(item(f"http://{LINKED}/linked")))
        (place / "note.md").write_text("# A note\n\n“The ferry sails in June,” Mayor Ilse Brandt said.\n")
        ada = server.world.person("Ada")
        soon = f"{datetime.now(UTC) + timedelta(minutes=SOON):%H:%M}"
        (place / "config.toml").touch(0o600)
        (place / "config.toml").write_text(
            SETTINGS.format(token=server.token, telegram=TELEGRAM, feeds=FEEDS, admin=ada.id, mail=mail.port, soon=soon)
        )
        ports = {TELEGRAM: server.port} | dict.fromkeys((FEEDS, LINKED, PAGES), site.server_port)
        with knowing_proxy(ports) as proxy, Traced(place, proxy.environment(home)) as traced:
            running = traced.start("run")
            failed = spend(server, running, traced, mail)
            status = traced.end(running)
        hosts = Counter(str(urlsplit(line.split()[1]).hostname or line.split()[1]) for line in proxy.requests)
        ours = {str(place / "data"), os.devnull}
        outside = Counter({
            path: count for path, count in traced.written().items()
            if path not in ours and not path.startswith(f"{place / 'data'}/") and "/__pycache__" not in path
        })  # fmt: skip
        peers = traced.connections()
        resolvers = re.findall(r"^nameserver\s+(\S+)", Path("/etc/resolv.conf").read_text(), re.MULTILINE)
        known = {f"127.0.0.1:{port}" for port in (proxy.port, mail.port)} | {f"{each}:53" for each in resolvers}
        unknown = set(peers) - known
        left = [str(path) for path in home.rglob("*")]
        for line in (
            f"asked of the proxy: {summary(hosts)}",
            f"connected to: {summary(peers)}; the proxy is {proxy.port}, mail {mail.port}, the name server 53",
            f"written outside the data folder: {summary(outside)}; left at home: {left}",
            f"mails: {len(mail.taken)}; messages of digests: {traced.told}; commands that failed: {failed}; the bot "
            f"ended with {status}; "
            f"{traced.log.read_text('utf-8').count('Traceback')} tracebacks",
        ):
            sys.stdout.write(f"{line}\n")
        sys.exit(bool(set(hosts) - CONFIGURED or unknown or outside or left))


if __name__ == "__main__":
    main()
