"""`onrecord export`: all articles with their statements, as JSON lines that `onrecord add` reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.cli import output
from bot.cli.context import STORE, settings, write

if TYPE_CHECKING:
    from index.model import Article, Block, Statement

TOGETHER = 100  # articles that are read at a time


def export() -> None:
    """Write every article, with who said what in it, to standard output: JSON lines, which `add` reads."""
    from index.store.store import Store

    config = settings.config_of_library()
    store = Store(config.data / STORE, config.store.server, reading=True)
    try:
        ids = [row.id for row in store.listing()]
        for some in _groups(ids):
            statements, blocks = store.statements(some), store.blocks(some)
            for id, article in store.articles(some).items():
                write(article_json(article, blocks.get(id, ()), statements[id]))
    finally:
        store.close()


def article_json(article: Article, blocks: Sequence[Block], statements: Sequence[Statement]) -> dict[str, Any]:
    """An article as `export` prints it.

    Args:
        article: The article.
        blocks: Those that its lines alone don't tell.
        statements: In the order of the text.
    """
    return {
        "url": article.url,
        "addresses": list(article.urls[1:]),
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "collection": article.collection,
        "text": article.text,
        "blocks": [[block.start, block.end, block.kind.value] for block in blocks] or None,
        "statements": [output.statement_json(statement) for statement in statements],
    }


def _groups(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), TOGETHER):
        yield ids[start : start + TOGETHER]
