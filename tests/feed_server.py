"""A server of feeds and pages on the loopback, which can be made to misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FILLER = "The ferry to Kivik sails again, and the crews say that the harbour was never so full in any June before. "
QUOTATION = (
    "“We waited nine years for this quay,” Harbour Master Ines Varga said on Monday, and she thanked the crews. "
)


@dataclass
class Response:
    """What is answered to a request, after `delay` seconds."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/rss+xml; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


class FeedServer(ThreadingHTTPServer):
    """Serves the pages that a test puts into it.

    Attributes:
        pages: By path; everything else is answered with 404.
        seen: Path and headers of each request.
        at_once: Requests under way.
        most_at_once: Requests that were under way together.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: str = "127.0.0.1") -> None:
        super().__init__((address, 0), _Handler)
        self.pages: dict[str, Response] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def article(self, path: str, text: str = QUOTATION + FILLER * 4, title: str = "The quay") -> str:
        page = (
            f"<!doctype html><html lang=en><head><title>{title}</title></head>"
            f"<body><article><h1>{title}</h1><p>{text}</p><p>{FILLER}</p></article></body></html>"
        )
        self.pages[path] = Response(page.encode(), kind="text/html; charset=utf-8")
        return self.url(path)

    def request_count(self, path: str) -> int:
        return sum(each == path for each, _ in self.seen)

    def wait(self, requests: int, seconds: float = 30) -> None:
        """Wait until so many requests have come."""
        limit = time.monotonic() + seconds
        while len(self.seen) < requests:
            assert time.monotonic() < limit, self.seen
            time.sleep(0.01)

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        feed_server = self.server
        assert isinstance(feed_server, FeedServer)
        feed_server.at_once += 1
        feed_server.most_at_once = max(feed_server.most_at_once, feed_server.at_once)
        feed_server.seen.append((self.path, dict(self.headers)))
        answer = feed_server.pages.get(self.path, Response(b"no", 404, "text/plain"))
        time.sleep(answer.delay)
        etag = answer.headers.get("ETag")
        same = etag is not None and self.headers["If-None-Match"] == etag
        feed_server.at_once -= 1
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
def running_feed_server(address: str = "127.0.0.1") -> Iterator[FeedServer]:
    feed_server = FeedServer(address)
    thread = threading.Thread(target=feed_server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield feed_server
    finally:
        feed_server.shutdown()
        thread.join()
        feed_server.server_close()


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
