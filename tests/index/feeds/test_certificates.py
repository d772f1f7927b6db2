"""Certificates are read once for many downloads, beside the loop, and anew where others are named."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest

from index.feeds.certificates import certificates


def read() -> ssl.SSLContext:
    return asyncio.run(certificates())


def test_they_are_read_once_and_anew_where_others_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read()
    assert read() is first
    for name in ("SSL_CERT_DIR", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    others = read()
    assert others is not first
    assert read() is others


def test_what_is_none_is_told_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "none.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    for _ in range(2):
        with pytest.raises(ssl.SSLError):
            read()
