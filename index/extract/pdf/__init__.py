"""PDFs in, articles out: pages with words at places become paragraphs in the order in which they are read.

Begin with `from_pdf`, which reads in a process of its own; `index.extract.pdf.document.read_pdf` does the work.
"""

from __future__ import annotations

from index.extract.formats import Kind
from index.extract.reader_process import read_apart
from index.model import Draft

__all__ = ["from_pdf"]


def from_pdf(data: bytes, name: str, seconds: int | None = None) -> Draft:
    """The article of a PDF.

    Args:
        data: The document.
        name: What it is called in messages.
        seconds: Of processor time that it may take; None for what its size allows.

    Raises:
        SourceError: It is locked or damaged, takes too long, or holds no text that can be read.
    """
    return read_apart(Kind.PDF, data, name, seconds).draft
