"""Articles embedded as the library does, without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.embedding.embedder import Embedder
from index.model import Article, Draft
from index.news import ComparedArticle, article_vector
from index.text.sentences import passages


def embed_articles(
    drafts: Sequence[Draft], embedder: Embedder, progress: Callable[[int, int], None] | None = None
) -> list[ComparedArticle]:
    """Embed articles.

    Args:
        drafts: The articles.
        embedder: Embeds their passages.
        progress: Called with the passages embedded so far, and all.

    Returns:
        The articles with their embeddings, in order.
    """
    spans = [passages(draft.text) for draft in drafts]
    texts = [draft.text[start:end] for draft, own in zip(drafts, spans, strict=True) for start, end in own]
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, len(texts))

    vectors = embedder.embed(texts, advance)
    ends = np.cumsum([len(own) for own in spans])[:-1]
    return [
        ComparedArticle(_article(number, draft), article_vector(own))
        for number, (draft, own) in enumerate(zip(drafts, np.split(vectors, ends), strict=True), 1)
    ]


def _article(id: int, draft: Draft) -> Article:
    urls = (draft.url,) if draft.url else ()
    return Article(
        id, draft.text, draft.title, draft.outlet, draft.author, draft.published, draft.language, draft.collection, urls
    )
