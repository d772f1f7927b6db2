"""`/healthz` and `/metrics` on this machine's own address, served by the event loop: one that hangs answers nobody."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.health.report import Health, examine

FRESH = 2.0  # seconds for which a look at the folder is good, however often somebody asks


class Endpoint:
    """The server, while it listens."""

    def __init__(self, data: Path, database: str | None = None) -> None:
        """Prepare to listen.

        Args:
            data: The data folder.
            database: Address of the PostgreSQL database with what would else be in its files.
        """
        self._data = data
        self._database = database
        self._looked: tuple[float, Health] | None = None
        self._looking = asyncio.Lock()
        self._server: HTTPServer | None = None

    def listen(self, host: str, port: int) -> None:
        """Begin to answer.

        Args:
            host: An address of this machine alone.
            port: Its port.

        Raises:
            OSError: It can't be listened at.
        """
        shared = {"endpoint": self}
        pages: list[Any] = [("/healthz", _Healthz, shared), ("/metrics", _Metrics, shared), (".*", _Nothing)]
        self._server = HTTPServer(Application(pages, log_function=_no_log), max_body_size=0, max_header_size=8_000)
        self._server.listen(port, host)

    async def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None

    async def health(self) -> Health:
        """How the folder is now, or was a moment ago."""
        async with self._looking:
            if self._looked is None or time.monotonic() - self._looked[0] > FRESH:
                self._looked = time.monotonic(), await asyncio.to_thread(examine, self._data, server=self._database)
            return self._looked[1]


def metrics(health: Health) -> bytes:
    """What Prometheus reads: numbers alone.

    Args:
        health: Of the folder.
    """
    registry = CollectorRegistry()
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    registry.register(_Numbers(health))
    return generate_latest(registry)


class _Numbers(Collector):
    """The numbers of a look at the folder."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        health = self._health
        yield InfoMetricFamily("onrecord", "The release.", value={"release": health.release})
        yield _gauge("healthy", "1 when nothing needs somebody.", float(health.fine))
        for name, count in health.counts.items():
            yield _gauge(name, f"How many {name} are stored.", count)
        yield _by_name("index_behind", "Changes of the store that an index lacks.", "index", health.behind)
        failing = len(health.failing)
        feeds = {"failing": failing, "well": health.feeds - failing}
        yield _by_name("feeds", "Feeds that are read.", "state", feeds)
        yield _by_name("outbox_messages", "Messages that are not sent.", "state", health.outbox)
        states = [process.state for process in health.processes]
        counted = {state: states.count(state) for state in ("serving", "standing by", "starting", "hangs", "ended")}
        yield _by_name("processes", "Processes on the data folder.", "state", counted)
        silent = [process.silent_for for process in health.processes if process.state == "serving"]
        if silent:
            yield _gauge("silent_seconds", "Since when Telegram has not been heard of.", min(silent))
        if health.last_digest:
            at = health.last_digest.timestamp()
            yield _gauge("last_digest_timestamp_seconds", "When a digest was last made.", at)
        yield _gauge("disk_free_bytes", "Free where the data folder is.", health.disk_free)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"onrecord_{name}", what, value=value)


def _by_name(name: str, what: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(f"onrecord_{name}", what, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _no_log(_: RequestHandler) -> None:
    """Requests are not logged."""


class _Page(RequestHandler):
    def initialize(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(f"{HTTPStatus(status_code).phrase}\n")


class _Healthz(_Page):
    async def get(self) -> None:
        health = await self._endpoint.health()
        well = health.fine and health.serving
        self.set_status(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "application/json")
        problems = health.problems or ([] if well else ["the bot does not serve yet"])
        self.finish(json.dumps({"fine": well, "problems": problems}) + "\n")


class _Metrics(_Page):
    async def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_PLAIN_0_0_4)
        self.finish(await asyncio.to_thread(metrics, await self._endpoint.health()))


class _Nothing(RequestHandler):
    def prepare(self) -> None:
        raise HTTPError(HTTPStatus.NOT_FOUND)

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(f"{HTTPStatus(status_code).phrase}\n")
