"""A publisher on the loopback whose pages a test writes, and who can misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = "The ferry to Kivik sails again, and the crews say that the harbour was never so full in any June before. "
SAID = "“We waited nine years for this quay,” Harbour Master Ines Varga said on Monday, and she thanked the crews. "


@dataclass
class Answer:
    """What an address gives.  delay: seconds before it does."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/rss+xml; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


class Press(ThreadingHTTPServer):
    """pages: by path; what is in none of them is 404.  seen: path and headers of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.at_once = 0  # requests under way
        self.most = 0  # requests that were under way together

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def article(self, path: str, text: str = SAID + WORDS * 4, title: str = "The quay") -> str:
        page = (
            f"<!doctype html><html lang=en><head><title>{title}</title></head>"
            f"<body><article><h1>{title}</h1><p>{text}</p><p>{WORDS}</p></article></body></html>"
        )
        self.pages[path] = Answer(page.encode(), kind="text/html; charset=utf-8")
        return self.url(path)

    def asked(self, path: str) -> int:
        return sum(each == path for each, _ in self.seen)

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        press = self.server
        assert isinstance(press, Press)
        press.at_once += 1
        press.most = max(press.most, press.at_once)
        press.seen.append((self.path, dict(self.headers)))
        answer = press.pages.get(self.path, Answer(b"no", 404, "text/plain"))
        time.sleep(answer.delay)
        etag = answer.headers.get("ETag")
        same = etag is not None and self.headers["If-None-Match"] == etag
        press.at_once -= 1
        self.send_response(304 if same else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not same:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not same:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests stay quiet."""


@contextmanager
def printing() -> Iterator[Press]:
    press = Press()
    thread = threading.Thread(target=press.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield press
    finally:
        press.shutdown()
        thread.join()
        press.server_close()


def rss(*items: str, title: str = "The Harbour Post", more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title>{more}{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str | None = None, title: str = "The quay", text: str = "", guid: str = "", date: str = "") -> str:
    parts = [f"<title>{title}</title>"]
    if link:
        parts.append(f"<link>{link}</link>")
    if text:
        parts.append(f"<description><![CDATA[{text}]]></description>")
    if guid:
        parts.append(f'<guid isPermaLink="false">{guid}</guid>')
    if date:
        parts.append(f"<pubDate>{date}</pubDate>")
    return f"<item>{''.join(parts)}</item>"
