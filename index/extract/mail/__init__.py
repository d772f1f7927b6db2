"""Mails in, articles out, with what is attached to them; and pages that browsers save in the form of a mail.

`message` reads .eml and `outlook` .msg files; `letter` makes an article of what either holds, `saved_page` one of
.mhtml files.  The process that reads one (`index.extract.reader_worker`) imports what it needs.
"""

from __future__ import annotations

from index.extract.mail.letter import Letter, article_of

__all__ = ["Letter", "article_of"]
