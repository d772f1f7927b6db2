"""Safe downloads: pages, documents and feeds, never from inside the network we stand in."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import httpx

from index.errors import SourceError
from index.extract import from_bytes, moment
from index.model import Draft

AGENT = "OnRecord/0.1 (a reader of briefings; polite)"
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds to wait, bytes to accept, hosts inside the network that may be read."""

    seconds: float = 20.0
    largest: int = 10_000_000
    allow_hosts: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave.  url: after redirects.  kind: the content type without parameters."""

    url: str
    data: bytes
    kind: str


async def check_host(host: str, port: int, allow: Collection[str]) -> str:
    """The address to connect to for a host.

    Raises ValueError when any of its addresses is private, loopback, link-local or otherwise not public.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if host.lower() not in {a.lower() for a in allow}:
        for address in addresses:
            plain = ipaddress.ip_address(address.split("%")[0])
            if isinstance(plain, ipaddress.IPv6Address) and plain.ipv4_mapped:
                plain = plain.ipv4_mapped
            if not plain.is_global or plain.is_multicast:
                raise ValueError(f"{host} leads into a private network; add it to fetch.allow_hosts if that is meant")
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


async def download(url: str, limits: Limits) -> Download:
    """The bytes at an address, redirects followed and each of them checked.

    Raises SourceError with the reason in one sentence.
    """
    try:
        async with asyncio.timeout(limits.seconds * 3):
            async with httpx.AsyncClient(
                transport=_Guarded(limits.allow_hosts), timeout=limits.seconds, headers={"User-Agent": AGENT}
            ) as client:
                return await _follow(client, url, limits)
    except SourceError:
        raise
    except (TimeoutError, httpx.TimeoutException) as error:
        raise SourceError(url, f"did not answer within {limits.seconds:.0f} seconds") from error
    except socket.gaierror as error:
        raise SourceError(url, "is unreachable: no such host, or no network") from error
    except ValueError as error:
        raise SourceError(url, str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise SourceError(url, f"is unreachable ({type(error).__name__})") from error


async def _follow(client: httpx.AsyncClient, url: str, limits: Limits) -> Download:
    current = url
    for _ in range(REDIRECTS + 1):
        if urlsplit(current).scheme not in {"http", "https"}:
            raise SourceError(url, "is no http or https address")
        async with client.stream("GET", current) as response:
            if response.has_redirect_location:
                current = urljoin(current, response.headers["location"])
                continue
            if response.status_code >= 300:
                raise SourceError(url, f"answered {response.status_code} {response.reason_phrase}".strip())
            data = bytearray()
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > limits.largest:
                    raise SourceError(url, f"is larger than {limits.largest / 1e6:.0f} MB")
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Download(current, bytes(data), kind)
    raise SourceError(url, f"redirects more than {REDIRECTS} times")


def is_feed(found: Download) -> bool:
    head = found.data[:2000].lower()
    return b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head


async def read(
    url: str, limits: Limits, outlet: str | None = None, collection: str = "public"
) -> AsyncIterator[Draft | SourceError]:
    """The article at an address, or those of the feed there; what fails is told in its place."""
    try:
        found = await download(url, limits)
        if is_feed(found):
            async for one in _entries(found, limits, outlet, collection):
                yield one
            return
        suffix = {"application/pdf": ".pdf", "text/markdown": ".md", "text/plain": ".txt"}.get(found.kind, ".html")
        # Reading a document computes; the loop that waits for others must not.
        draft = await asyncio.to_thread(from_bytes, found.data, url, suffix, found.url)
        yield replace(draft, outlet=outlet or draft.outlet, collection=collection)
    except SourceError as error:
        yield error


async def _entries(
    found: Download, limits: Limits, outlet: str | None, collection: str
) -> AsyncIterator[Draft | SourceError]:
    import feedparser

    parsed = await asyncio.to_thread(feedparser.parse, found.data)
    if not parsed.entries:
        yield SourceError(found.url, "is a feed without entries" if not parsed.bozo else "is a broken feed")
        return
    name = outlet or parsed.feed.get("title")
    for entry in parsed.entries:
        if not entry.get("link"):
            continue
        link = urljoin(found.url, entry["link"])
        published = moment(entry.get("published") or entry.get("updated"))
        try:
            page = await download(link, limits)
            suffix = ".pdf" if page.kind == "application/pdf" else ".html"
            draft = await asyncio.to_thread(from_bytes, page.data, link, suffix, link)
        except SourceError as error:
            yield error
            continue
        yield replace(
            draft,
            title=draft.title or entry.get("title"),
            url=link,
            outlet=name or draft.outlet,
            published=published or draft.published,
            collection=collection,
        )
