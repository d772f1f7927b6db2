"""A news site on the loopback, with pages and feeds, good and bad."""

from __future__ import annotations

import gzip
import sys
import time
import zlib
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STORY = "The lighthouse at Kivik shines again after forty dark years, and the crews are glad of it. "
PAGE = (
    "<!doctype html><html lang=en><head><title>Kivik</title></head><body>"
    f"<article><h1>Kivik</h1><p>{STORY * 4}</p><p>{STORY}</p></article></body></html>"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>
<item><title>One</title><link>{base}/story?1</link><pubDate>Thu, 04 Mar 2021 16:40:00 +0900</pubDate></item>
<item><title>Gone</title><link>{base}/missing</link></item>
<item><title>No link</title></item>
<item><title>Two</title><link>/story?2</link></item>
</channel></rss>"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        self.server.seen.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        path, _, rest = self.path.partition("?")
        base = self.server.url("")
        if path == "/redirect":
            self._answer(302, b"", location=rest)
        elif path == "/loop":
            self._answer(302, b"", location=f"/loop?{int(rest or 0) + 1}")
        elif path == "/nowhere":
            self._answer(302, b"")
        elif path == "/large":
            self._answer(200, b"x" * int(rest))
        elif path == "/bomb":
            size, _, how = rest.partition("&")
            self._answer(200, bomb(int(size), how or "gzip"), encoding=how or "gzip")
        elif path == "/cookie":
            self._cookie()
        elif path == "/feed.xml.gz":
            self._answer(200, gzip.compress(FEED.format(base=base).encode()), kind="application/gzip")
        elif path == "/treaty.txt.gz":
            self._answer(200, gzip.compress(f"{STORY}\n\nNo more.".encode()), kind="application/octet-stream")
        elif path == "/packed":
            body, name = packed(b"x" * 300_000, rest)
            self._answer(200, body, encoding=name)
        elif path == "/slow":
            time.sleep(float(rest))
            self._answer(200, b"late")
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        elif path == "/feed":
            self._answer(200, FEED.format(base=base).encode(), kind="application/rss+xml; charset=utf-8")
        elif path == "/empty-feed":
            self._answer(200, b"<rss version='2.0'><channel><title>x</title></channel></rss>", kind="text/xml")
        elif path == "/broken-feed":
            self._answer(200, b"<rss version='2.0'><channel><item", kind="text/xml")
        elif path == "/story":
            self._answer(200, PAGE.replace("</h1>", f" {rest}</h1>").encode(), kind="text/html; charset=utf-8")
        elif path == "/latin":
            story = f"<article><p>“Zürich,” she said. {STORY}</p><p>{STORY}</p></article>"
            self._answer(200, story.encode("cp1252"), kind="text/html; charset=ISO-8859-1")
        elif path == "/plain":
            self._answer(200, f"{STORY}\n\nNo more.".encode(), kind="text/plain")
        elif path == "/binary":
            self._answer(200, b"\x7fELF\0\0\0" * 20, kind="application/octet-stream")
        elif path == "/error":
            self._answer(int(rest), b"no")
        else:
            self._answer(404, b"no")

    def _cookie(self) -> None:
        """A wall that lets nobody in but who brings back the cookie that it sets."""
        if "seen=1" in (self.headers["Cookie"] or ""):
            self._answer(200, PAGE.encode(), kind="text/html; charset=utf-8")
            return
        self.send_response(302)
        self.send_header("Set-Cookie", "seen=1; Path=/")
        self.send_header("Location", "/cookie")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(
        self,
        status: int,
        body: bytes,
        kind: str = "text/html",
        location: str | None = None,
        encoding: str | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location is not None:
            self.send_header("Location", location)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@cache
def bomb(size: int, how: str = "gzip") -> bytes:
    """Bytes that unpack to a thousand times as many."""
    return packed(b"x" * size, how)[0]


def packed(data: bytes, how: str) -> tuple[bytes, str]:
    """A body, and what it says it is packed by."""
    if how == "raw-deflate":
        bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return bare.compress(data) + bare.flush(), "deflate"
    pack: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstd.compress,
        "zstd-frames": lambda data: zstd.compress(data[:1000]) + zstd.compress(data[1000:]),
    }
    return pack.get(how, bytes)(data), how.removeprefix("damaged-").removesuffix("-frames")


class Site(ThreadingHTTPServer):
    """A news site on the loopback.  seen: (path, agent, host) of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[tuple[str, str, str]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a reader that hangs up is what some tests are about

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"
