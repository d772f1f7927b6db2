"""A chat's questions and what it is answered: the dialogue, its history, exports, and what a chat may see.

Names are imported when first used: whoever only restores an answer needs neither Telegram's types nor the exports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.answers.answer_json import from_json, to_json
    from bot.answers.dialogue import Dialogue
    from bot.answers.history import History, StoredAnswer
    from bot.answers.visibility import find_quote, quote_location

__all__ = [
    "Dialogue",
    "History",
    "StoredAnswer",
    "find_quote",
    "from_json",
    "quote_location",
    "to_json",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "answer_json": (
            "from_json",
            "to_json",
        ),
        "dialogue": ("Dialogue",),
        "history": (
            "History",
            "StoredAnswer",
        ),
        "visibility": (
            "find_quote",
            "quote_location",
        ),
    },
)
