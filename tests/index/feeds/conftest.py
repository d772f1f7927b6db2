from __future__ import annotations

import pytest

from index.store.store import Store
from tests.index.feeds.feed_reader import FeedReader


@pytest.fixture
def feed_reader(store: Store) -> FeedReader:
    return FeedReader(store)
