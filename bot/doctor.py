"""Checks what On Record stands on and says how to mend it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from bot.config import Config
from index.embed import PACKAGED, check_packaged, load, packaged_model
from index.errors import OnRecordError, SourceError
from index.fetch import Limits, download, is_feed


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is fine, and what it is or how to mend it."""

    fine: bool
    text: str


def examine(config: Config) -> Iterator[Finding]:
    """Findings on model, store, derived indexes, token and feeds, in that order."""
    yield _model(config)
    yield from _index(config)
    token = bool(config.telegram.token.get_secret_value())
    yield Finding(
        True, "token: set" if token else "token: none; `onrecord run` opens the terminal chat (set ONRECORD_TOKEN)"
    )
    yield from _feeds(config)


def _model(config: Config) -> Finding:
    try:
        if config.index.model == PACKAGED:
            check_packaged(packaged_model())
        embedder = load(config.index.model, config.data)
    except OnRecordError as error:
        return Finding(False, f"model: {error}")
    return Finding(True, f"model: {config.index.model}, {embedder.width} dimensions")


def _index(config: Config) -> Iterator[Finding]:
    from index.library import Index

    try:
        index = Index.open(config.data, config.index.model)
    except OnRecordError as error:
        yield Finding(False, f"store: {error}")
        return
    counts = index.store.counts()
    yield Finding(
        True, f"store: {counts['article']} articles, {counts['statement']} statements, {counts['person']} speakers"
    )
    passages, vectors, words = counts["passage"], len(index.vectors), len(index.words)
    fine = passages == vectors == words
    mend = "" if fine else "; delete the folders vectors and words in the data folder, they are made again"
    yield Finding(fine, f"index: {vectors} vectors and {words} word entries for {passages} passages{mend}")
    index.close()


def _feeds(config: Config) -> Iterator[Finding]:
    limits = Limits(min(config.fetch.timeout, 10), config.fetch.largest, tuple(config.fetch.allow_hosts))

    async def look(url: str) -> Finding:
        try:
            found = await download(url, limits)
        except SourceError as error:
            return Finding(False, f"feed: {error}")
        return Finding(
            is_feed(found), f"feed: {url} " + ("answers" if is_feed(found) else "is no feed; check its address")
        )

    async def all_of_them() -> list[Finding]:
        return await asyncio.gather(*(look(feed.url) for feed in config.feeds))

    yield from asyncio.run(all_of_them())
