"""A proxy on the loopback that connects nobody, and records who wanted to be connected."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.command import ROOT

# ONNX Runtime is silent where one of these is set, whatever we do.
SILENCING = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")


@dataclass
class Proxy:
    """A running proxy.

    Attributes:
        port: Where it listens.
        requests: The first line of each request.
    """

    port: int
    requests: list[str] = field(default_factory=list)

    def environment(self, home: Path) -> dict[str, str]:
        """Variables of a process whose connections come here, on a machine where nothing keeps it silent."""
        own = {
            name: value
            for name, value in os.environ.items()
            if name not in SILENCING and not name.startswith("ONRECORD_")
        }
        address = f"http://127.0.0.1:{self.port}"
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), address)
        return {**own, **proxies, "no_proxy": "", "NO_PROXY": "", "HOME": str(home), "PYTHONPATH": str(ROOT)}


@contextmanager
def recording_proxy() -> Iterator[Proxy]:
    """A proxy while entered."""

    class Refusing(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            proxy.requests.append(self.requestline)
            self.send_error(502)

        do_CONNECT = do_GET = do_POST = do_HEAD = refuse

        def log_message(self, format: str, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    proxy = Proxy(server.server_port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
