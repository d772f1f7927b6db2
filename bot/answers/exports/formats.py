"""The formats of a document, by the suffix of their files."""

from __future__ import annotations

from bot.answers.exports.document import Document
from bot.answers.exports.markdown import markdown_text
from bot.answers.exports.pdf import pdf_file
from bot.answers.exports.word import word_file

SUFFIXES = ("docx", "pdf", "md")


def exported(document: Document, suffix: str) -> bytes:
    """A document as a file.

    Args:
        document: Its content.
        suffix: One of `SUFFIXES`; any other means Markdown.
    """
    match suffix:
        case "docx":
            return word_file(document)
        case "pdf":
            return pdf_file(document)
        case _:
            return markdown_text(document).encode("utf-8", "replace")
