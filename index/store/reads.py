"""What every question reads from the store, in plain SQL: composing queries would take longer than running them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sql

from index.model import Article, Passage, Span
from index.store.raw_queries import fetch

_ARTICLES = (
    "SELECT id, text, title, outlet, author, published, language, collection, pages, {urls} FROM article"
    " WHERE id {among}"
)
_PASSAGES = 'SELECT id, article, start, "end" FROM passage WHERE id {among}'
_SAID = 'id, article, person, via, kind, content, start, "end", mention, cue, confidence'
_BY_ID = f"SELECT {_SAID} FROM statement WHERE id {{among}}"
_ANY_TOUCHING = f"""
    SELECT {_SAID} FROM ({{places}}) AS wanted
    {{looked_up_in}} statement ON article = of_article AND start < high AND "end" > low AND question = """
_TOUCHING, _ASKING = f"{_ANY_TOUCHING}0", f"{_ANY_TOUCHING}1"
_TEXTS = """
    SELECT place, title, published, substr(text, low + 1, high - low) FROM ({places}) AS wanted
    {looked_up_in} article ON id = of_article
"""
SLICE = 500  # code points of the slices that a server keeps
_SLICES = f"""
    SELECT place, title, published, number, slice.text FROM ({{places}}) AS wanted
    JOIN article ON article.id = of_article
    LEFT JOIN onrecord_derived.slice ON slice.article = of_article AND number BETWEEN low / {SLICE} AND high / {SLICE}
"""


class StatementRow(NamedTuple):
    """A statement as the table has it: people by their ids, spans as JSON."""

    id: int
    article: int
    person: int | None
    via: int | None
    kind: str
    content: str
    start: int
    end: int
    mention: str | None
    cue: str | None
    confidence: float


class TextSlice(NamedTuple):
    """A slice of an article with what is needed to weigh it; `published` is ISO 8601."""

    title: str
    published: str | None
    text: str


class ArticleReads:
    """Articles, passages and statements by ids and places."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine
        self._on_server = engine.dialect.name == "postgresql"

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            return fetch(connection, query, *values)

    def articles(self, ids: Iterable[int]) -> dict[int, Article]:
        """Articles by id; unknown ids are left out."""
        wanted = json.dumps(list(dict.fromkeys(ids)))
        return {row[0]: _article(row) for row in self._rows(_ARTICLES, wanted)}

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages of these ids, in the order asked; unknown ids are left out."""
        wanted = [int(id) for id in ids]
        by_id = {row[0]: Passage(*row) for row in self._rows(_PASSAGES, json.dumps(wanted))}
        return [by_id[i] for i in wanted if i in by_id]

    def texts(self, places: Sequence[tuple[int, int, int]]) -> list[TextSlice | None]:
        """The text of each of these places (article, start, end); None where the article is gone."""
        if self._on_server:
            return self._joined_slices(places)
        slices: list[TextSlice | None] = [None] * len(places)
        numbered = [(number, *place) for number, place in enumerate(places)]
        for number, title, published, text in self._rows(_TEXTS, json.dumps(numbered)):
            article, start, end = places[number]
            if len(text) != end - start:  # SQLite ends a text at a NUL
                text = self.articles([article])[article].text[start:end]
            slices[number] = TextSlice(title or "", published, text)
        return slices

    def _joined_slices(self, places: Sequence[tuple[int, int, int]]) -> list[TextSlice | None]:
        """The same of what a server keeps in slices."""
        numbered = [(number, *place) for number, place in enumerate(places)]
        parts: dict[int, list[tuple[Any, ...]]] = {}
        for row in self._rows(_SLICES, json.dumps(numbered)):
            parts.setdefault(row[0], []).append(row)
        slices: list[TextSlice | None] = [None] * len(places)
        for place, rows in parts.items():
            _, start, end = places[place]
            rows.sort(key=lambda row: row[3] or 0)
            _, title, published, first, _ = rows[0]
            before = (first or 0) * SLICE
            text = "".join(row[4] or "" for row in rows)[start - before : end - before]
            slices[place] = TextSlice(title or "", published, text)
        return slices

    def said(self, ids: Iterable[int]) -> dict[int, StatementRow]:
        """Statements by id."""
        return {row[0]: StatementRow(*row) for row in self._rows(_BY_ID, json.dumps(list(ids)))}

    def touching(self, places: Iterable[tuple[int, int, int]], asking: bool = False) -> dict[int, list[StatementRow]]:
        """Statements that touch these places (article, start, end), in each article's order.

        Args:
            places: Where to look.
            asking: Whether reporters' questions are wanted; else there are none among them.
        """
        numbered = [(0, *place) for place in _joined(places)]
        # By id: a long statement touches several places.
        query = _ASKING if asking else _TOUCHING
        rows = {row[0]: StatementRow(*row) for row in self._rows(query, json.dumps(numbered))}
        by_article: dict[int, list[StatementRow]] = {}
        for row in sorted(rows.values(), key=lambda row: (row.article, row.start, row.end, row.id)):
            by_article.setdefault(row.article, []).append(row)
        return by_article


def spans(value: str) -> tuple[Span, ...]:
    """Spans as the table has them: a JSON list of lists of two, nearly always one."""
    if value.count("[") == 2:
        start, end = value[2:-2].split(",")
        return ((int(start), int(end)),)
    return _many_spans(value)


@lru_cache(maxsize=512)  # a turn of many lines is looked at for each passage that it touches
def _many_spans(value: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in json.loads(value))


def span(value: str | None) -> Span | None:
    """A span as the table has it: a JSON list of two."""
    if value is None:
        return None
    start, end = value[1:-1].split(",")  # json.loads takes longer, and there are hundreds a question
    return int(start), int(end)


def _joined(places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The same places, those that meet as one."""
    joined: list[tuple[int, int, int]] = []
    for article, start, end in sorted(places):
        if joined and joined[-1][0] == article and start <= joined[-1][2]:
            joined[-1] = (article, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((article, start, end))
    return joined


def _article(row: Sequence[Any]) -> Article:
    id, text, title, outlet, author, published, language, collection, pages, urls = row
    moment = datetime.fromisoformat(published) if published else None
    starts = tuple((start, page) for start, page in json.loads(pages)) if pages else ()
    addresses = tuple(json.loads(urls, strict=False))  # which may hold a NUL
    return Article(id, text, title, outlet, author, moment, language, collection, addresses, starts)
