"""Proxies that downloads go through, by the variables that other programs know, too: such as HTTPS_PROXY."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})  # of proxies


@dataclass(frozen=True, slots=True)
class Proxies:
    """Which proxy an address is read through.

    Attributes:
        addresses: Of proxies, by "http", "https" and "all"; under "no", the hosts that are read without one.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)

    def of(self, url: str) -> str | None:
        """The address of the proxy for a download; None: there is none.

        Args:
            url: What is downloaded.
        """
        parts = urlsplit(url)
        proxy = self.addresses.get(parts.scheme) or self.addresses.get("all")
        if not proxy or self._excepted(parts.hostname or "", parts.port):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def _excepted(self, host: str, port: int | None) -> bool:
        """Whether NO_PROXY names a host, a domain above it, the host with its port, or everything."""
        for each in self.addresses.get("no", "").lower().split(","):
            name = each.strip().lstrip(".")
            if name == "*" or (name and (host == name or host.endswith(f".{name}") or f"{host}:{port}" == name)):
                return True
        return False


NO_PROXIES = Proxies()


def proxies_of(environment: Mapping[str, str]) -> Proxies:
    """The proxies that variables name; small letters go before capitals.

    Args:
        environment: Variables.
    """
    found = {}
    for kind in ("http", "https", "all", "no"):
        written = (environment.get(name, "").strip() for name in (f"{kind}_proxy", f"{kind.upper()}_PROXY"))
        if value := next(filter(None, written), ""):
            found[kind] = value
    return Proxies(found)
