"""Articles out of the network: feeds that are read again and again, and single addresses.

`parser` and `opml` turn bytes into values; `download` and `articles` fetch safely; `registry` keeps which feeds there
are and `entries` what they brought; `updater` reads them; `health` tells which of them need a look.
"""

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.feeds.articles import read
    from index.feeds.download import Limits
    from index.feeds.registry import FeedRegistry, FeedState
    from index.feeds.updater import FeedReport, Updater, look

__all__ = ["FeedRegistry", "FeedReport", "FeedState", "Limits", "Updater", "look", "read"]

# A command that reads no feeds needs no HTTP client.
__getattr__ = lazy_exports(
    __name__,
    {
        "articles": ("read",),
        "download": ("Limits",),
        "registry": (
            "FeedRegistry",
            "FeedState",
        ),
        "updater": (
            "FeedReport",
            "Updater",
            "look",
        ),
    },
)
