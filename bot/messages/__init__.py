"""What a message looks like: texts in each language, Telegram's HTML, and the data of buttons.

`phrases` says something out of the catalogues (`english`, `korean`), `reasons` why something was refused or not found;
`html` escapes and measures; `answers` turns an answer into pages, and `reply` is a message with its buttons.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.messages.answers import Page, pages
    from bot.messages.html import Markup
    from bot.messages.phrases import phrase
    from bot.messages.reply import Button, Reply

__all__ = ["Button", "Markup", "Page", "Reply", "pages", "phrase"]

_HOMES = {
    "Button": "reply",
    "Markup": "html",
    "Page": "answers",
    "Reply": "reply",
    "pages": "answers",
    "phrase": "phrases",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: many commands print a phrase at most."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
