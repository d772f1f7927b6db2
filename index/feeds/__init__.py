"""Articles out of the network: feeds that are read again and again, and single addresses.

`parser` and `opml` turn bytes into values; `download` and `articles` fetch safely; `registry` keeps which feeds there
are and `entries` what they brought; `updater` reads them; `health` tells which of them need a look.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.feeds.articles import read
    from index.feeds.download import Limits
    from index.feeds.registry import FeedRegistry, FeedState
    from index.feeds.updater import FeedReport, Updater, look

__all__ = ["FeedRegistry", "FeedReport", "FeedState", "Limits", "Updater", "look", "read"]

_HOMES = {
    "FeedRegistry": "registry",
    "FeedReport": "updater",
    "FeedState": "registry",
    "Limits": "download",
    "Updater": "updater",
    "look": "updater",
    "read": "articles",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a command that reads no feeds needs no HTTP client."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
