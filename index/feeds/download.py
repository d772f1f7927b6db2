"""Safe downloads: pages, documents and feeds, never from inside the network we stand in."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpx

from index.errors import Fact, SourceError, SourceProblem

AGENT = "OnRecord/0.1 (a reader of briefings; polite)"
REDIRECTS = 5
PERMANENT = frozenset({301, 308})
PASSING = frozenset({408, 425, 429})  # what may be answered otherwise a little later, besides 5xx
LONGEST_WAIT = 24 * 3600.0  # seconds; a server that asks for more is asked again after this
VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds to wait, bytes to accept, hosts inside the network that may be read."""

    seconds: float = 20.0
    largest: int = 10_000_000
    allow_hosts: Collection[str] = ()

    def beyond(self, address: str) -> Limits:
        """The limits for what an address points to: nobody outside leads us to a host inside."""
        inside = (_host(address) or "") in {host.lower() for host in self.allow_hosts}
        return self if inside or not self.allow_hosts else replace(self, allow_hosts=())


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer, to ask later whether anything has changed since."""

    etag: str | None = None
    modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave.

    url: after redirects.  kind: the content type without parameters.  status: 200, or 304 when nothing has
    changed since the stamp sent.  moved: where the address has moved to for good, if it has.
    """

    url: str
    data: bytes
    kind: str
    charset: str | None = None
    status: int = 200
    stamp: Validators = Validators()
    moved: str | None = None


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


class PrivateHostError(ValueError):
    """A host that leads into a network that is not public."""

    def __init__(self, host: str) -> None:
        """Refuse a host."""
        super().__init__(f"{host} leads into a private network")
        self.host = host


async def check_host(host: str, port: int, allow: Collection[str]) -> str:
    """The address to connect to for a host.

    Raises PrivateHostError when any of its addresses is private, loopback, link-local or otherwise not public.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if host.lower() not in {a.lower() for a in allow}:
        for address in addresses:
            plain = ipaddress.ip_address(address.split("%")[0])
            if isinstance(plain, ipaddress.IPv6Address) and plain.ipv4_mapped:
                plain = plain.ipv4_mapped
            if not plain.is_global or plain.is_multicast:
                raise PrivateHostError(host)
    return addresses[0]


class _Guarded(httpx.AsyncHTTPTransport):
    """Connects to the very address that was checked, so that a name can't change its mind in between."""

    def __init__(self, allow: Collection[str]) -> None:
        super().__init__(trust_env=False)
        self.allow = allow

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address = await check_host(host, port, self.allow)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return await super().handle_async_request(request)


async def download(url: str, limits: Limits, since: Validators = Validators()) -> Download:
    """The bytes at an address, redirects followed and each of them checked.

    since: the stamp of an earlier answer; when nothing has changed since, the status is 304 and there are no bytes.
    Raises DownloadError with the reason in one sentence.
    """
    limits = limits.beyond(url)
    try:
        async with asyncio.timeout(limits.seconds * 3):
            async with httpx.AsyncClient(
                transport=_Guarded(limits.allow_hosts), timeout=limits.seconds, headers={"User-Agent": AGENT}
            ) as client:
                return await _follow(client, url, limits, since)
    except SourceError:
        raise
    except (TimeoutError, httpx.TimeoutException) as error:
        raise DownloadError(url, SourceProblem.TIMEOUT, seconds=round(limits.seconds)) from error
    except socket.gaierror as error:
        raise DownloadError(url, SourceProblem.NO_HOST) from error
    except httpx.DecodingError as error:
        raise DownloadError(url, SourceProblem.DAMAGED_ANSWER) from error
    except PrivateHostError as error:
        raise DownloadError(url, SourceProblem.PRIVATE_NETWORK, lasting=True, host=error.host) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise DownloadError(url, SourceProblem.BAD_ADDRESS, lasting=True, cause=str(error)) from error
    except (httpx.HTTPError, OSError) as error:
        raise DownloadError(url, SourceProblem.UNREACHABLE, cause=type(error).__name__) from error


async def _follow(client: httpx.AsyncClient, url: str, limits: Limits, since: Validators) -> Download:
    current, moved, moving = url, None, True
    asked = {"If-None-Match": since.etag, "If-Modified-Since": since.modified}
    headers = {name: value for name, value in asked.items() if value}
    for _ in range(REDIRECTS + 1):
        if urlsplit(current).scheme not in {"http", "https"}:
            raise DownloadError(url, SourceProblem.NOT_HTTP, lasting=True)
        async with client.stream("GET", current, headers=headers) as response:
            if response.has_redirect_location:
                current = urljoin(current, response.headers["location"])
                # Only what is permanent from the first step on is the feed's own new address.
                moving = moving and response.status_code in PERMANENT
                moved = current if moving else moved
                continue
            if response.status_code == 304 and since:
                return Download(current, b"", "", None, 304, since, moved)
            if response.status_code >= 300:
                raise _refused(url, response)
            if "," in response.headers.get("content-encoding", ""):
                # Packed twice, a few bytes can unpack to more than any limit in a single step.
                raise DownloadError(url, SourceProblem.PACKED_TWICE, lasting=True)
            data = bytearray()
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > limits.largest:
                    raise DownloadError(url, SourceProblem.TOO_LARGE, lasting=True, most=round(limits.largest / 1e6))
            kind, charset = _kind(response.headers.get("content-type", ""))
            stamp = Validators(_validator(response, "etag"), _validator(response, "last-modified"))
            return Download(current, bytes(data), kind, charset, 200, stamp, moved)
    raise DownloadError(url, SourceProblem.TOO_MANY_REDIRECTS, lasting=True, most=REDIRECTS)


def _refused(url: str, response: httpx.Response) -> DownloadError:
    status = response.status_code
    wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    lasting = status < 500 and status not in PASSING
    return DownloadError(
        url, SourceProblem.HTTP_STATUS, wait, lasting, status=status, phrase=response.reason_phrase.strip()
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, from a Retry-After header in either of its forms; None when it says nothing."""
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def _kind(content_type: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    kind = content_type.split(";")[0].strip().lower()
    return kind, charset.strip().lower() if isinstance(charset, str) and charset.strip() else None


def _validator(response: httpx.Response, name: str) -> str | None:
    """A header to be sent back as it came; one that can't be sent is none."""
    value = response.headers.get(name, "")
    return value if VALIDATOR.fullmatch(value) else None


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
