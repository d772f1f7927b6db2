from __future__ import annotations

import pytest

from index.store.store import Store
from tests.index.feeds.feed_reader import FeedReader


@pytest.fixture
def server() -> None:
    """In files alone: what is tested here takes its time, and is no matter of where it is kept."""


@pytest.fixture
def feed_reader(store: Store) -> FeedReader:
    return FeedReader(store)
