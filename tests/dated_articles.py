"""Libraries of a few articles, each a day, a title and a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index import Index
from index.model import Draft


@contextmanager
def library_of(articles: Sequence[tuple[str, str, str]], data: Path) -> Iterator[Index]:
    """A library of articles, open.

    Args:
        articles: Of each the day, the title and the text.
        data: The data folder.
    """
    with closing(Index.open(data)) as made:
        drafts = (
            Draft(text, title, f"https://post.example/{day}", published=datetime.fromisoformat(day).replace(tzinfo=UTC))
            for day, title, text in articles
        )
        assert len(list(made.add(drafts))) == len(articles)
        yield made
