"""Serving Telegram: the application with its handlers, how it starts and stops, and its background jobs.

Telegram's library is loaded when a public name is asked for, not with the package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.serving.application import build
    from bot.serving.run import serve

__all__ = ["build", "serve"]

_MODULES = {"build": "bot.serving.application", "serve": "bot.serving.run"}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
