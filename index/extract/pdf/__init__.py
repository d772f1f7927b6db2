"""PDFs in, articles out: pages with words at places become paragraphs in the order in which they are read.

Begin with `from_pdf`, which reads in a process of its own; `read_pdf` does the work.
"""

from __future__ import annotations

from index.extract.pdf.process import from_pdf

__all__ = ["from_pdf"]
