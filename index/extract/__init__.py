"""Bytes in, articles out: HTML, Markdown, PDF, plain text and JSON lines.

`documents` decides by the file's type which module reads it; `encoding`, `dates` and `normalisation` serve all of
them, and `boilerplate` removes what stands on a page around an article.
"""

from index.extract.boilerplate import clean
from index.extract.documents import SUFFIXES, from_bytes, from_file
from index.extract.jsonl import from_jsonl

__all__ = ["SUFFIXES", "clean", "from_bytes", "from_file", "from_jsonl"]
