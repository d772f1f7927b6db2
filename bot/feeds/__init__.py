"""The bot's side of feeds and other sources: polling, state, and what came of adding.

`setup` reads the settings, `poller` polls while the bot serves, `status` puts the state of a feed into a line, and
`additions` the outcome of adding into a sentence.
"""

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.feeds.additions import Addition, add, report
    from bot.feeds.poller import Poller
    from bot.feeds.setup import configured, limits, outlines
    from bot.feeds.status import summary

__all__ = ["Addition", "Poller", "add", "configured", "limits", "outlines", "report", "summary"]

# Most commands need the settings only.
__getattr__ = lazy_exports(
    __name__,
    {
        "additions": (
            "Addition",
            "add",
            "report",
        ),
        "poller": ("Poller",),
        "setup": (
            "configured",
            "limits",
            "outlines",
        ),
        "status": ("summary",),
    },
)
