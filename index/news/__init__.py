"""What is new and what it is about: articles as stories, the quotes to alert about, who spoke about what.

Names are imported when first used: whoever only compares articles needs no library and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.news.activity import Activity, measure_activity
    from index.news.junk import JunkKind, junk_by_outlet, junk_kind
    from index.news.news import Interest, News, find_news, find_quotes, last_article
    from index.news.similarity import ComparedArticle, article_vector
    from index.news.stories import Story, group_by_event

__all__ = [
    "Activity",
    "ComparedArticle",
    "Interest",
    "JunkKind",
    "News",
    "Story",
    "article_vector",
    "find_news",
    "find_quotes",
    "group_by_event",
    "junk_by_outlet",
    "junk_kind",
    "last_article",
    "measure_activity",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "activity": ("Activity", "measure_activity"),
        "junk": ("JunkKind", "junk_by_outlet", "junk_kind"),
        "news": ("Interest", "News", "find_news", "find_quotes", "last_article"),
        "similarity": ("ComparedArticle", "article_vector"),
        "stories": ("Story", "group_by_event"),
    },
)
