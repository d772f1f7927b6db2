"""The only truth: articles, passages, people and statements in one SQLite file.

All SQL about articles is here. Knows no search engine: what is derived from the store catches up from its changes.
"""

from __future__ import annotations

from index.store.dated_statements import DatedStatement, latest_day, read_dated_statements, read_texts
from index.store.layout import Layout
from index.store.outlets import OutletCount, holdings
from index.store.store import ArticleEntry, Store
from index.store.transactions import writing

__all__ = [
    "ArticleEntry",
    "DatedStatement",
    "Layout",
    "OutletCount",
    "Store",
    "holdings",
    "latest_day",
    "read_dated_statements",
    "read_texts",
    "writing",
]
