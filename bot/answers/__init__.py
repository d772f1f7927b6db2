"""A chat's questions and what it is answered: the dialogue, its history, exports, and what a chat may see.

Names are imported when first used: whoever only restores an answer needs neither Telegram's types nor the exports.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer_json import from_json, to_json
    from bot.answers.dialogue import Dialogue
    from bot.answers.export_docx import word_document
    from bot.answers.export_text import csv_table, markdown
    from bot.answers.history import History, StoredAnswer
    from bot.answers.visibility import find_quote, quote_location, redact

__all__ = [
    "Dialogue",
    "History",
    "StoredAnswer",
    "csv_table",
    "find_quote",
    "from_json",
    "markdown",
    "quote_location",
    "redact",
    "to_json",
    "word_document",
]

_MODULES = {
    "answer_json": ("from_json", "to_json"),
    "dialogue": ("Dialogue",),
    "export_docx": ("word_document",),
    "export_text": ("csv_table", "markdown"),
    "history": ("History", "StoredAnswer"),
    "visibility": ("find_quote", "quote_location", "redact"),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
