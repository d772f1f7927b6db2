"""Bytes in, articles out: HTML, Markdown, PDF, plain text and JSON lines.

`documents` decides by the file's type which module reads it; `encoding`, `dates` and `normalisation` serve all of
them, and `boilerplate` removes what stands on a page around an article.  `pdf` reads in processes of its own, which
import this package, too, and need little of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.extract.boilerplate import clean
    from index.extract.documents import from_bytes, from_file
    from index.extract.formats import SUFFIXES
    from index.extract.jsonl import from_jsonl

__all__ = ["SUFFIXES", "clean", "from_bytes", "from_file", "from_jsonl"]

__getattr__ = lazy_exports(
    __name__,
    {
        "boilerplate": ["clean"],
        "documents": ["from_bytes", "from_file"],
        "formats": ["SUFFIXES"],
        "jsonl": ["from_jsonl"],
    },
)
