"""Downloads through proxies and by a company's own certificates: what is sent where, and what is still refused."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from index.errors import SourceProblem
from index.feeds.download import DownloadError, Limits, download
from index.feeds.proxies import Proxies, proxies_of
from tests.feed_server import FeedServer, Response


class Forwarding(ThreadingTCPServer):
    """A proxy, HTTP or SOCKS5, that knows one name, whatever server that stands for.

    Attributes:
        target: The port that all leads to.
        asked: Hosts that it was asked for.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, target: int, socks: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Forwarding)
        self.target = target
        self.socks = socks
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"{'socks5' if self.socks else 'http'}://127.0.0.1:{self.server_address[1]}"


class _Forwarding(BaseRequestHandler):
    server: Forwarding

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.target)) as target:
            if self.server.socks:
                self._greet()
            else:
                head = self.request.recv(65536)
                method, address, _ = head.split(b" ", 2)
                host = address.split(b"/")[2] if b"://" in address else address
                self.server.asked.append(host.decode().rpartition(":")[0] or host.decode())
                if method == b"CONNECT":
                    self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    target.sendall(head.replace(b"http://" + host, b"", 1).replace(b"keep-alive", b"close"))
            back = threading.Thread(target=self._pass, args=(target, self.request))
            back.start()
            self._pass(self.request, target)
            back.join()

    def _greet(self) -> None:
        self.request.recv(3)
        self.request.sendall(b"\x05\x00")
        header = self.request.recv(5)
        self.server.asked.append(self.request.recv(header[4] + 2)[:-2].decode())
        self.request.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@contextmanager
def forwarding(target: int, socks: bool = False) -> Iterator[Forwarding]:
    with Forwarding(target, socks) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def get(url: str, limits: Limits) -> bytes:
    return asyncio.run(download(url, limits)).data


def refusal(url: str, limits: Limits) -> SourceProblem:
    with pytest.raises(DownloadError) as caught:
        get(url, limits)
    return caught.value.refusal.problem


@pytest.mark.parametrize("socks", [False, True])
def test_a_name_that_only_the_proxy_knows_is_read_through_it(feed_server: FeedServer, socks: bool) -> None:
    feed_server.pages["/feed"] = Response(b"the feed")
    with forwarding(feed_server.server_port, socks) as proxy:
        limits = Limits(5, proxies=Proxies({"all": proxy.address}))
        assert get("http://feeds.norvale.invalid/feed", limits) == b"the feed"
        assert proxy.asked == ["feeds.norvale.invalid"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "[::1]", "localhost", "wiki", "wiki.local", "db.internal", "169.254.169.254"]
)
def test_what_is_private_is_not_asked_of_the_proxy_either(feed_server: FeedServer, host: str) -> None:
    with forwarding(feed_server.server_port) as proxy:
        limits = Limits(5, proxies=Proxies({"http": proxy.address}))
        assert refusal(f"http://{host}/", limits) is SourceProblem.PRIVATE_NETWORK
        assert proxy.asked == []
        assert get_status(f"http://{host}/", Limits(5, allow_hosts=(host.strip("[]"),), proxies=limits.proxies)) == 404
        assert len(proxy.asked) == 1


def get_status(url: str, limits: Limits) -> object:
    with pytest.raises(DownloadError) as caught:
        get(url, limits)
    return caught.value.refusal.facts.get("status")


def test_redirects_are_checked_behind_a_proxy_too(feed_server: FeedServer) -> None:
    feed_server.pages["/feed"] = Response(b"", 302, headers={"Location": "http://10.0.0.7/secrets"})
    with forwarding(feed_server.server_port) as proxy:
        limits = Limits(5, proxies=Proxies({"http": proxy.address}))
        assert refusal("http://feeds.norvale.invalid/feed", limits) is SourceProblem.PRIVATE_NETWORK
        assert proxy.asked == ["feeds.norvale.invalid"]


def test_hosts_of_no_proxy_are_read_directly(feed_server: FeedServer) -> None:
    feed_server.pages["/feed"] = Response(b"the feed")
    with forwarding(feed_server.server_port) as proxy:
        proxies = Proxies({"http": proxy.address, "no": "127.0.0.1,.ministry.example"})
        assert get(feed_server.url("/feed"), Limits(5, allow_hosts=("127.0.0.1",), proxies=proxies)) == b"the feed"
        assert proxy.asked == []


def test_a_proxy_that_is_not_there_is_a_sentence() -> None:
    limits = Limits(2, proxies=Proxies({"http": "http://127.0.0.1:9"}))
    assert refusal("http://feeds.norvale.invalid/feed", limits) is SourceProblem.UNREACHABLE


@pytest.mark.parametrize(
    ("variables", "url", "proxy"),
    [
        ({}, "http://a.example/", None),
        ({"HTTP_PROXY": "http://p:1"}, "http://a.example/", "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, "https://a.example/", None),
        ({"https_proxy": "p:1", "HTTPS_PROXY": "http://q:2"}, "https://a.example/", "http://p:1"),
        ({"ALL_PROXY": "socks5://p:1"}, "https://a.example/", "socks5://p:1"),
        ({"ALL_PROXY": "http://p:1", "NO_PROXY": "a.example"}, "https://b.a.example/", None),
        ({"ALL_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://a.example/", None),
        ({"ALL_PROXY": " "}, "https://a.example/", None),
    ],
)
def test_variables_are_read_as_other_programs_read_them(variables: dict[str, str], url: str, proxy: str | None) -> None:
    assert proxies_of(variables).of(url) == proxy


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost that nobody has signed, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here")
    path = tmp_path / "company.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", str(tmp_path / "public")],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + (tmp_path / "public").read_text())
    return path


@pytest.mark.parametrize("proxied", [False, True])
def test_a_companys_own_certificate_is_taken_when_it_is_named(
    feed_server: FeedServer, certificate: Path, monkeypatch: pytest.MonkeyPatch, proxied: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    feed_server.socket = context.wrap_socket(feed_server.socket, server_side=True)
    feed_server.pages["/feed"] = Response(b"the feed")
    url = f"https://localhost:{feed_server.server_port}/feed"
    with forwarding(feed_server.server_port) as proxy:
        limits = Limits(5, allow_hosts=("localhost",), proxies=Proxies({"https": proxy.address} if proxied else {}))
        assert refusal(url, limits) is SourceProblem.UNREACHABLE
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert get(url, limits) == b"the feed"
        assert proxy.asked == ["localhost"] * 2 * proxied
