"""Safe downloads: pages, documents and feeds, but nothing from private networks unless it is allowed."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpx

from index.errors import Fact, SourceError, SourceProblem
from index.feeds.addresses import PrivateHostError, check_host, check_named_host, names_allowed_host
from index.feeds.certificates import certificates
from index.feeds.proxies import NO_PROXIES, Proxies
from index.feeds.unpacking import ACCEPTED, GZIP, DamagedError, PackedTwiceError, Unpacker, file_unpacked
from index.version import version

AGENT = f"OnRecord/{version()} (a reader of briefings; polite)"
HEADERS = {"User-Agent": AGENT, "Accept-Encoding": ACCEPTED}
REDIRECTS = 5  # followed at most
PERMANENT = frozenset({301, 308})
TRANSIENT = frozenset({408, 425, 429})  # statuses, besides 5xx, after which a later try may succeed
LONGEST_WAIT = 24 * 3600.0  # seconds; a server that asks for more is asked again after this
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a download may cost, and where it may lead.

    Attributes:
        seconds: To wait for a connection and for each part of an answer.
        largest: Bytes accepted, after unpacking.
        allow_hosts: Hosts inside a private network that may be read, each alone or with a port.
        proxies: What downloads go through.
    """

    seconds: float = 20.0
    largest: int = 10_000_000
    allow_hosts: Collection[str] = ()
    proxies: Proxies = NO_PROXIES

    def beyond(self, address: str) -> Limits:
        """The limits for what the content of an address links to: a public page never leads to a private host."""
        if not self.allow_hosts or names_allowed_host(address, self.allow_hosts):
            return self
        return replace(self, allow_hosts=())


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer, by which a later request asks for changes only (RFC 9110, section 8.8).

    Attributes:
        etag: The `ETag` header.
        modified: The `Last-Modified` header.
    """

    etag: str | None = None
    modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave.

    Attributes:
        url: The address after redirects.
        data: The body; empty when nothing has changed.
        content_type: Without parameters, in lower case.
        charset: As the server says.
        status: 200, or 304 when nothing has changed since the validators sent.
        validators: For the next request.
        moved: Where the address has moved to for good, if it has.
        cache_control: For how long the answer holds, as the server says.
    """

    url: str
    data: bytes
    content_type: str
    charset: str | None = None
    status: int = 200
    validators: Validators = Validators()
    moved: str | None = None
    cache_control: str = ""


class DownloadError(SourceError):
    """An address that could not be read.

    Attributes:
        wait: Seconds that the server asks to be left alone.
        lasting: Whether trying again soon would end the same.
    """

    def __init__(
        self, source: str, problem: SourceProblem, wait: float | None = None, lasting: bool = False, **facts: Fact
    ) -> None:
        """Refuse an address.

        Args:
            source: The address.
            problem: What is wrong with it.
            wait: Seconds that the server asks to be left alone.
            lasting: Whether trying again soon would end the same.
            **facts: What the problem's sentence names.
        """
        super().__init__(source, problem, **facts)
        self.wait = wait
        self.lasting = lasting

    @property
    def gone(self) -> bool:
        """Whether the server says that there is nothing at this address and never will be again."""
        return self.refusal.facts.get("status") == HTTPStatus.GONE


class _CheckedTransport(httpx.AsyncHTTPTransport):
    """Connects to the IP address that was checked, so that the name can't resolve to another one in between.

    A proxy is given the name, since that is what it decides by.
    """

    def __init__(self, allow: Collection[str], proxies: Proxies, trusted: ssl.SSLContext) -> None:
        self._certificates = trusted
        super().__init__(verify=trusted, trust_env=False)
        self.allow = allow
        self.proxies = proxies
        self._through: dict[str, httpx.AsyncHTTPTransport] = {}

    async def aclose(self) -> None:
        for each in self._through.values():
            await each.aclose()
        await super().aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        if proxy := self.proxies.of(str(request.url)):
            await check_named_host(host, port, self.allow)
            if proxy not in self._through:
                self._through[proxy] = httpx.AsyncHTTPTransport(verify=self._certificates, proxy=proxy, trust_env=False)
            return await self._through[proxy].handle_async_request(request)
        address = await check_host(host, port, self.allow)
        # A copy: by the request's own address cookies are kept and sent back.
        checked = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await super().handle_async_request(checked)


async def download(url: str, limits: Limits, since: Validators = Validators()) -> Download:
    """Download an address, following redirects and checking each of them.

    Args:
        url: The address.
        limits: What the download may cost.
        since: Validators of an earlier answer; when nothing has changed since, the status is 304.

    Raises:
        DownloadError: It can't be had.
    """
    limits = limits.beyond(url)
    try:
        async with asyncio.timeout(limits.seconds * 3):
            transport = _CheckedTransport(limits.allow_hosts, limits.proxies, await certificates())
            async with httpx.AsyncClient(transport=transport, timeout=limits.seconds, headers=HEADERS) as client:
                return await _follow(client, url, limits, since)
    except SourceError:
        raise
    except (TimeoutError, httpx.TimeoutException) as error:
        raise DownloadError(url, SourceProblem.TIMEOUT, seconds=round(limits.seconds)) from error
    except socket.gaierror as error:
        raise DownloadError(url, SourceProblem.NO_HOST) from error
    except DamagedError as error:
        raise DownloadError(url, SourceProblem.DAMAGED_ANSWER) from error
    except PrivateHostError as error:
        raise DownloadError(url, SourceProblem.PRIVATE_NETWORK, lasting=True, host=error.host) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise DownloadError(url, SourceProblem.BAD_ADDRESS, lasting=True, cause=str(error)) from error
    except (httpx.HTTPError, OSError) as error:
        proxy = limits.proxies.of(url)
        cause = f"{type(error).__name__}, through the proxy {_named(proxy)}" if proxy else type(error).__name__
        raise DownloadError(url, SourceProblem.UNREACHABLE, cause=cause) from error


def _named(proxy: str) -> str:
    """A proxy's address without the name and the password that may stand in it."""
    return proxy.rpartition("@")[2].rpartition("//")[2]


async def _follow(client: httpx.AsyncClient, url: str, limits: Limits, since: Validators) -> Download:
    current, moved, permanent = url, None, True
    conditions = {"If-None-Match": since.etag, "If-Modified-Since": since.modified}
    headers = {name: value for name, value in conditions.items() if value}
    for _ in range(REDIRECTS + 1):
        address = urlsplit(current)
        if address.scheme not in {"http", "https"}:
            raise DownloadError(url, SourceProblem.NOT_HTTP, lasting=True)
        if address.port == 0:  # above 65,535 it is a ValueError
            raise ValueError("Port out of range 1-65535")
        async with client.stream("GET", current, headers=headers) as response:
            if not response.has_redirect_location:
                return await _received(url, response, limits, since, current, moved)
            current = urljoin(current, response.headers["location"])
            # Only what is permanent from the first step on is the feed's own new address.
            permanent = permanent and response.status_code in PERMANENT
            moved = current if permanent else moved
    raise DownloadError(url, SourceProblem.TOO_MANY_REDIRECTS, lasting=True, most=REDIRECTS)


async def _received(
    url: str, response: httpx.Response, limits: Limits, since: Validators, current: str, moved: str | None
) -> Download:
    """The answer that no redirect leads away from."""
    if response.status_code == HTTPStatus.NOT_MODIFIED and since:
        return Download(current, b"", "", None, HTTPStatus.NOT_MODIFIED, since, moved)
    if response.status_code >= 300:
        raise _refused(url, response)
    data = await _body(url, response, limits.largest)
    content_type, charset = _content_type(response.headers.get("content-type", ""))
    validators = Validators(_validator(response, "etag"), _validator(response, "last-modified"))
    holds = response.headers.get("cache-control", "")
    return Download(current, data, content_type, charset, HTTPStatus.OK, validators, moved, holds)


async def _body(url: str, response: httpx.Response, largest: int) -> bytes:
    try:
        unpacker = Unpacker(response.headers.get("content-encoding", ""))
    except PackedTwiceError as error:
        raise DownloadError(url, SourceProblem.PACKED_TWICE, lasting=True) from error
    except ValueError as error:
        raise DownloadError(url, SourceProblem.DAMAGED_ANSWER, lasting=True) from error
    data = bytearray()
    async for chunk in response.aiter_raw():
        _take(url, data, unpacker.unpacked(chunk), largest)
    if data[:2] != GZIP:
        return bytes(data)
    plain = bytearray()  # of a file such as "feed.xml.gz"
    _take(url, plain, file_unpacked(bytes(data)), largest)
    return bytes(plain)


def _take(url: str, data: bytearray, pieces: Iterable[bytes], largest: int) -> None:
    """Take pieces as long as they are not too many."""
    for piece in pieces:
        data += piece
        if len(data) > largest:
            raise DownloadError(url, SourceProblem.TOO_LARGE, lasting=True, most=round(largest / 1e6))


def _refused(url: str, response: httpx.Response) -> DownloadError:
    status = response.status_code
    wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    lasting = status < 500 and status not in TRANSIENT
    return DownloadError(
        url, SourceProblem.HTTP_STATUS, wait, lasting, status=status, phrase=response.reason_phrase.strip()
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, from a Retry-After header (RFC 9110, section 10.2.3).

    Args:
        value: The header, seconds or a date; None when there is none.
        now: What a date is counted from.

    Returns:
        At most a day; None when the header says nothing.
    """
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def _content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    content_type = header.split(";")[0].strip().lower()
    return content_type, charset.strip().lower() if isinstance(charset, str) and charset.strip() else None


def _validator(response: httpx.Response, name: str) -> str | None:
    """A header to be sent back unchanged; None when it can't be sent."""
    value = response.headers.get(name, "")
    return value if _VALIDATOR.fullmatch(value) else None
