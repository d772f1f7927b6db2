"""Office files and books in, articles out: Word, OpenDocument, RTF, PowerPoint and EPUB, with their structure.

Each module reads one kind and is imported by the process that reads it (`index.extract.reader_worker`); `package`
opens the archives that most of them are, `parts` makes an article of what was read.
"""

from __future__ import annotations

from index.extract.office.parts import article_of

__all__ = ["article_of"]
