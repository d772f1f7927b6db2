"""Nothing leaves the machine but what was configured: commands behind a proxy that records every connection."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.first_start import FirstStart
from tests.proxy import Proxy, recording_proxy


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with recording_proxy() as proxy:
        yield proxy


def test_commands_connect_to_nobody_and_leave_nothing_at_home(first_start: FirstStart) -> None:
    question = "What did Holm say about the quay?"
    first_start.run("ask", question)
    first_start.run("chat", stdin=f"{question}\n/chart\n")
    assert first_start.proxy.requests == []
    assert list(first_start.home.rglob("*")) == []


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
