"""Feeds and limits as the settings have them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.config import Config

if TYPE_CHECKING:
    from index.feeds.download import Limits
    from index.feeds.opml import Outline
    from index.feeds.registry import FeedRegistry, FeedState
    from index.library import Index


def limits(config: Config) -> Limits:
    """The limits of downloads that the settings name; proxies are those of the environment, as Telegram's are."""
    from index.feeds.download import Limits
    from index.feeds.proxies import proxies_of

    fetch = config.fetch
    return Limits(fetch.timeout, fetch.largest, tuple(fetch.allow_hosts), proxies_of(os.environ))


def configured(config: Config, index: Index) -> FeedRegistry:
    """The registry of feeds, with those of the settings brought up to date where it can be written."""
    from index.feeds.registry import FeedRegistry

    registry = FeedRegistry(index.store)
    if not index.store.only_read:
        registry.configure(((feed.url, feed.outlet, feed.collection) for feed in config.feeds), datetime.now(UTC))
    return registry


def outlines(sources: Sequence[FeedState]) -> list[Outline]:
    """Feeds as an OPML file lists them."""
    from index.feeds.opml import Outline

    return [Outline(source.url, source.name, source.home) for source in sources]
