"""What a message looks like: texts in each language, Telegram's HTML, and the data of buttons.

`phrases` says something out of the catalogues (`english`, `korean`), `reasons` why something was refused or not found;
`html` escapes and measures; `answers` turns an answer into pages, and `reply` is a message with its buttons.
"""

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.messages.answers import Page, pages
    from bot.messages.html import Markup
    from bot.messages.phrases import phrase
    from bot.messages.reply import Button, Reply

__all__ = ["Button", "Markup", "Page", "Reply", "pages", "phrase"]

# Many commands print a phrase at most.
__getattr__ = lazy_exports(
    __name__,
    {
        "answers": (
            "Page",
            "pages",
        ),
        "html": ("Markup",),
        "phrases": ("phrase",),
        "reply": (
            "Button",
            "Reply",
        ),
    },
)
