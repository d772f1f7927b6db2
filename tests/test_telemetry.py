"""Nothing leaves the machine but what was configured: commands behind a proxy that records every connection."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.command import ROOT

# ONNX Runtime is silent where one of these is set, whatever we do.
SILENCED = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")


@dataclass
class Proxy:
    """A proxy that connects nobody and notes who wanted to be connected where."""

    port: int
    requests: list[str] = field(default_factory=list)

    def environment(self, home: Path) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if name not in SILENCED}
        address = f"http://127.0.0.1:{self.port}"
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), address)
        return {**own, **proxies, "no_proxy": "", "NO_PROXY": "", "HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    class Refusing(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            made.requests.append(self.requestline)
            self.send_error(502)

        do_CONNECT = do_GET = do_POST = do_HEAD = refuse

        def log_message(self, format: str, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    made = Proxy(server.server_port)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_commands_connect_to_nobody_and_leave_nothing_at_home(proxy: Proxy, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    note = tmp_path / "note.txt"
    note.write_text('"The quay will be ready in May," Mayor Ada Holm said.\n', encoding="utf-8")
    data = str(tmp_path / "data")
    commands = (
        ("add", str(note)),  # exports the model, embeds, finds statements
        ("ask", "What did Holm say about the quay?"),
        ("chat",),
    )
    for arguments in commands:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--data", data, *arguments],
            cwd=tmp_path,
            env=proxy.environment(home),
            input="What did Holm say about the quay?\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert proxy.requests == []
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_the_proxy_records_a_connection(proxy: Proxy, tmp_path: Path) -> None:
    """The test above can fail: whoever connects is seen."""
    ask = "import urllib.request as r\ntry: r.urlopen('http://telemetry.example/')\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", ask], env=proxy.environment(tmp_path), check=True, timeout=60)
    assert proxy.requests == ["GET http://telemetry.example/ HTTP/1.1"]


def test_onnx_runtime_is_imported_in_one_place() -> None:
    homes = []
    for path in [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            homes += [path.name for name in names if name.split(".")[0] == "onnxruntime"]
    assert set(homes) == {"onnx_runtime.py"}
