"""Which hosts may be read: public ones, and those of the intranet that the settings name."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}

# Of IPv6 only global unicast can be public, and of that not what leads to an IPv4 address or is not in use:
# Teredo and others (2001::/23), documentation, 6to4. NAT64, site-local, mapped and compatible addresses lie outside.
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NOT_PUBLIC_4 = (ipaddress.IPv4Network("192.88.99.0/24"),)  # relays of 6to4
_ISATAP = (0x00005EFE, 0x02005EFE)  # the third quarter of an address that holds an IPv4 address in the last

# Names that nobody has on the internet (RFC 6761, 6762 and 8375, and ICANN's .internal).
_OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".home")


class PrivateHostError(ValueError):
    """A host that leads into a network that is not public."""

    def __init__(self, host: str) -> None:
        """Refuse a host."""
        super().__init__(f"{host} leads into a private network")
        self.host = host


def is_allowed(host: str, port: int | None, allow: Collection[str]) -> bool:
    """Whether the settings name a host.

    Args:
        host: A name or an IP address, without brackets.
        port: Of the service.
        allow: Hosts, each alone (any of its ports) or with a port: "wiki.example:8080", "[fd00::5]:8080".
    """
    host = host.lower()
    with_port = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return not {host, with_port}.isdisjoint(each.lower() for each in allow)


def names_allowed_host(url: str, allow: Collection[str]) -> bool:
    """Whether an address is of a host, and at a port, that the settings name."""
    host, port = _host_and_port(url)
    return is_allowed(host, port, allow)


def leads_into_private_network(url: str, allow: Collection[str]) -> bool:
    """Whether an address names a host that is not public, as far as that can be told without asking for its name.

    Args:
        url: The address.
        allow: Hosts that may be private, as `is_allowed` takes them.
    """
    host, port = _host_and_port(url)
    if is_allowed(host, port, allow):
        return False
    try:
        return not is_public(host)
    except ValueError:  # a name
        return host == "localhost" or host.endswith(".localhost")


async def check_host(host: str, port: int, allow: Collection[str]) -> str:
    """The IP address to connect to for a host.

    Args:
        host: Its name or IP address.
        port: Of the service.
        allow: Hosts that may be private, as `is_allowed` takes them.

    Raises:
        PrivateHostError: Any of its addresses is private, loopback, link-local or otherwise not public.
        OSError: It has none.
    """
    resolved = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in resolved]
    if not is_allowed(host, port, allow) and not all(map(is_public, addresses)):
        raise PrivateHostError(host)
    return addresses[0]


async def check_named_host(host: str, port: int, allow: Collection[str]) -> None:
    """Check a host that a proxy will look up, as far as this machine can.

    A name that is known to the proxy alone passes, unless it is one of a network's own: where it leads, only the proxy
    knows.

    Args:
        host: Its name or IP address.
        port: Of the service.
        allow: Hosts that may be private, as `is_allowed` takes them.

    Raises:
        PrivateHostError: It is private, as is known here.
    """
    if is_allowed(host, port, allow):
        return
    try:
        await check_host(host, port, allow)
    except OSError:
        name = host.rstrip(".").lower()
        if "." not in name or name.endswith(_OWN_NAMES):
            raise PrivateHostError(host) from None


def is_public(address: str) -> bool:
    """Whether an IP address is of a host on the internet, and surely leads to no other.

    Args:
        address: IPv4 or IPv6.

    Raises:
        ValueError: It is no IP address.
    """
    plain = ipaddress.ip_address(address.split("%")[0])
    if not plain.is_global or plain.is_multicast:
        return False
    if isinstance(plain, ipaddress.IPv4Address):
        return not any(plain in network for network in _NOT_PUBLIC_4)
    third_quarter = int(plain) >> 32 & 0xFFFFFFFF
    return plain in _UNICAST and third_quarter not in _ISATAP and not any(plain in each for each in _NOT_PUBLIC_6)


def _host_and_port(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return "", None
