"""What a web page says about its article, where that stands on it, and what a page is that holds none.

`read_metadata` reads title, author, outlet and date, `with_other_parts` finds parts of the article that stand apart
from the rest, `stated_article` reads one that stands only in the page's JSON, and `check_is_article` refuses pages that
are no articles.
"""

from __future__ import annotations

from index.extract.page.metadata import PageMetadata, read_metadata
from index.extract.page.parts import with_other_parts
from index.extract.page.refusals import check_is_article
from index.extract.page.state import stated_article

__all__ = ["PageMetadata", "check_is_article", "read_metadata", "stated_article", "with_other_parts"]
