"""The blocks of articles: a row for each article whose source told more than its lines do.

They stand apart from the articles, which every answer reads; only who finds statements needs them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sql

from index.model import Block, BlockKind
from index.store.dialects import among
from index.store.schema import blocks_


def add(connection: sql.Connection, article: int, blocks: Sequence[Block]) -> None:
    """Store the blocks of an article that has none yet."""
    if blocks:
        connection.execute(blocks_.insert().values(article=article, spans=_encoded(blocks)))


def of_articles(connection: sql.Connection, articles: Iterable[int]) -> dict[int, tuple[Block, ...]]:
    """Blocks by the id of their article; an article of which none are stored is left out."""
    query = sql.select(blocks_).where(among(blocks_.c.article, articles))
    return {row.article: _decoded(row.spans) for row in connection.execute(query)}


def _encoded(blocks: Sequence[Block]) -> str:
    """A JSON list of [start, end, kind]; a paragraph, as most are, has no kind."""
    spans = [
        [block.start, block.end] if block.kind is BlockKind.PARAGRAPH else [block.start, block.end, block.kind.value]
        for block in blocks
    ]
    return json.dumps(spans, separators=(",", ":"))


def _decoded(spans: str) -> tuple[Block, ...]:
    return tuple(
        Block(start, end, BlockKind(kind[0]) if kind else BlockKind.PARAGRAPH)
        for start, end, *kind in json.loads(spans)
    )
