"""Serving Telegram: the application with its handlers, how it starts and stops, and its background jobs.

Telegram's library is loaded when a public name is asked for, not with the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.serving.application import build
    from bot.serving.run import serve

__all__ = ["build", "serve"]

__getattr__ = lazy_exports(
    __name__,
    {
        "application": ("build",),
        "run": ("serve",),
    },
)
