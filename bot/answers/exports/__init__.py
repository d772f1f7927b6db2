"""Answers and reports as files that can be handed on: one content (`document`), and a writer for each format.

Names are imported when first used: the writers are large, and few need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.answers.exports.answered import answers_document
    from bot.answers.exports.checked import report_document
    from bot.answers.exports.document import Document
    from bot.answers.exports.formats import exported
    from bot.answers.exports.table import csv_table

__all__ = ["Document", "answers_document", "csv_table", "exported", "report_document"]

__getattr__ = lazy_exports(
    __name__,
    {
        "answered": ("answers_document",),
        "checked": ("report_document",),
        "document": ("Document",),
        "formats": ("exported",),
        "table": ("csv_table",),
    },
)
