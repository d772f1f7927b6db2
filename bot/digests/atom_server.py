"""Atom feeds of digests at an address of this machine alone, for whoever knows the secret in it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import re
from http import HTTPStatus

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.digests.atom import atom_feed
from bot.digests.issues import Issues
from bot.transport.rate_limit import sleep_until_stopped

AGAIN = 60.0  # seconds until an address is tried again that can't be listened at

log = logging.getLogger("onrecord")

_PATH = re.compile(r"/(?P<secret>[A-Za-z0-9_-]+)/(?P<digest>[A-Za-z0-9_-]{1,32})\.atom")


class AtomServer:
    """The feeds, while they are served."""

    def __init__(self, issues: Issues, host: str, port: int, secret: str) -> None:
        """Prepare to listen.

        Args:
            issues: The digests and their issues.
            host: An address of this machine alone.
            port: Its port.
            secret: What every address holds.
        """
        self._issues = issues
        self._host = host
        self._port = port
        self._secret = secret

    async def work(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; while the address can't be listened at, say so and try again."""
        while (server := self._listening()) is None:
            await sleep_until_stopped(stop, AGAIN)
            if stop.is_set():
                return
        try:
            await stop.wait()
        finally:
            server.stop()
            await server.close_all_connections()

    def _listening(self) -> HTTPServer | None:
        pages = [(".*", _Feed, {"server": self})]
        server = HTTPServer(Application(pages, log_function=_no_log), max_body_size=0, max_header_size=8_000)
        try:
            server.listen(self._port, self._host)
        except OSError as error:
            log.error(
                "%s:%d can't be listened at (%s); stop what listens there, or choose another editions.feed_listen",
                self._host, self._port, error.strerror or error,
            )  # fmt: skip
            return None
        return server

    def feed(self, path: str) -> bytes | None:
        """The feed at a path; None where there is none, or the secret is another.

        Args:
            path: Of an address.
        """
        asked = _PATH.fullmatch(path)
        if asked is None or not hmac.compare_digest(asked["secret"], self._secret):
            return None
        digest = asked["digest"]
        if digest not in self._issues.digests:
            return None
        host = f"[{self._host}]" if ":" in self._host else self._host
        # The secret is known to who reads this; without it the feed could not say where it is.
        return atom_feed(digest, self._issues.of_digest(digest), f"http://{host}:{self._port}{path}")


class _Feed(RequestHandler):
    def initialize(self, server: AtomServer) -> None:
        self._feeds = server

    async def get(self) -> None:
        feed = await asyncio.to_thread(self._feeds.feed, self.request.path)
        if feed is None:
            self.set_status(HTTPStatus.NOT_FOUND)
            self.finish("Not Found\n")
            return
        self.set_header("Content-Type", "application/atom+xml; charset=utf-8")
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("ETag", f'"{hashlib.sha256(feed).hexdigest()[:32]}"')
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
            return
        self.write(feed)

    async def head(self) -> None:
        await self.get()

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(f"{HTTPStatus(status_code).phrase}\n")


def _no_log(_: RequestHandler) -> None:
    """Requests are not logged: their addresses hold the secret."""
