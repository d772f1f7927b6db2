"""The bot's side of feeds and other sources: polling, state, and what came of adding.

`setup` reads the settings, `poller` polls while the bot serves, `status` puts the state of a feed into a line, and
`additions` the outcome of adding into a sentence.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.feeds.additions import Addition, add, report
    from bot.feeds.poller import Poller
    from bot.feeds.setup import configured, limits, outlines
    from bot.feeds.status import summary

__all__ = ["Addition", "Poller", "add", "configured", "limits", "outlines", "report", "summary"]

_HOMES = {
    "Addition": "additions",
    "Poller": "poller",
    "add": "additions",
    "configured": "setup",
    "limits": "setup",
    "outlines": "setup",
    "report": "additions",
    "summary": "status",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: most commands need the settings only."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
