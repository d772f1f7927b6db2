"""What `onrecord doctor` checks, and how to mend what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.chats import database
from bot.config import Config
from bot.feeds import setup
from bot.feeds.status import summary
from index.embedding.embedder import PACKAGED, check_packaged, export_folder, load, packaged_model
from index.embedding.export_check import altered_file
from index.errors import OnRecordError, SourceError
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import TOGETHER, look
from index.permissions import unwritable, write_refused
from index.store.layout import Layout
from index.store.store import LAYOUT, Store

FILE = "onrecord.db"  # the store, in the data folder


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a check.

    Attributes:
        fine: Whether nothing needs to be done.
        text: What was checked and how it is, or how to mend it.
    """

    fine: bool
    text: str


def examine(config: Config) -> Iterator[Finding]:
    """Check model, store, derived indexes, chats, token and feeds, in that order.

    Args:
        config: The settings; each feed is read once over the network.

    Yields:
        A finding a check, as soon as it is known.
    """
    yield _model(config)
    yield from _index(config)
    yield _chats(config)
    token = bool(config.telegram.token.get_secret_value())
    yield Finding(
        True, "token: set" if token else "token: none; `onrecord run` opens the terminal chat (set ONRECORD_TOKEN)"
    )
    yield from _feeds(config)


def _model(config: Config) -> Finding:
    try:
        if config.index.model == PACKAGED:
            check_packaged(packaged_model())
        altered = _altered_export(config)
        embedder = load(config.index.model, config.data, precision=config.index.precision)
    except OnRecordError as error:
        return Finding(False, f"model: {error}")
    mended = f"; {altered} was not what was exported, and has been made again" if altered else ""
    return Finding(True, f"model: {config.index.model}, {embedder.width} dimensions{mended}")


def _altered_export(config: Config) -> Path | None:
    """A file of the exported model that was altered since, which loading the model then finds as well."""
    folder = export_folder(config.index.model, config.data, config.index.precision)
    if not folder.exists():
        return None
    name = altered_file(folder, thoroughly=True)
    return folder / name if name else None


def _index(config: Config) -> Iterator[Finding]:
    from index.library import Index

    try:
        index = Index.open(config.data, config.index.model, precision=config.index.precision)
    except OnRecordError as error:
        yield Finding(False, f"store: {error}")
        return
    if refused := unwritable(config.data / FILE):
        yield Finding(False, f"store: {write_refused(refused)}")
        index.close()
        return
    counts = index.store.counts()
    yield Finding(
        True,
        f"store: {counts['article']} articles, {counts['statement']} statements, {counts['person']} speakers"
        f" ({FILE}, layout {_revision(LAYOUT, index.store)})",
    )
    passages, vectors, words = counts["passage"], len(index.vectors), len(index.passage_index)
    try:
        undamaged = index.indexes.checksums_valid()
    except OnRecordError as error:
        yield Finding(False, f"index: {error}")
        index.close()
        return
    fine = undamaged and passages == vectors == words
    advice = "" if undamaged else ", with a file that is damaged"
    advice += "" if fine else "; delete the folders vectors, words and spoken in the data folder, they are made again"
    yield Finding(fine, f"index: {vectors} vectors and {words} word entries for {passages} passages{advice}")
    index.close()


def _chats(config: Config) -> Finding:
    path = config.data / database.FILE
    if not path.exists():  # looking makes no file
        return Finding(True, "chats: none yet")
    try:
        chats = database.Database(path)
    except OnRecordError as error:
        return Finding(False, f"chats: {error}")
    revision = _revision(database.LAYOUT, chats)
    chats.close()
    if refused := unwritable(path):
        return Finding(False, f"chats: {write_refused(refused)}")
    return Finding(True, f"chats: kept ({database.FILE}, layout {revision})")


def _revision(layout: Layout, opened: Store | database.Database) -> str | None:
    with opened.engine.connect() as connection:
        return layout.revision(connection)


def _feeds(config: Config) -> Iterator[Finding]:
    limits = replace(setup.limits(config), seconds=min(config.fetch.timeout, 10))
    now = datetime.now(UTC)

    async def checked(source: FeedState) -> Finding:
        state = f"feed: {source.name} ({source.url}): {summary(source, 'en', now, str)}"
        if source.gone:
            return Finding(False, f"{state}; take it out, or look for its new address")
        try:
            feed = await look(source.address, limits)
        except SourceError as error:
            return Finding(False, f"{state}; now: {error.refusal}")
        return Finding(True, f"{state}; now: answers with {len(feed.entries)} entries")

    async def all_checked(sources: list[FeedState]) -> list[Finding]:
        slots = asyncio.Semaphore(TOGETHER)

        async def in_turn(source: FeedState) -> Finding:
            async with slots:
                return await checked(source)

        return await asyncio.gather(*map(in_turn, sources))

    try:
        store = Store(config.data / FILE)
    except OnRecordError as error:
        yield Finding(False, f"feeds: {error}")
        return
    feeds = FeedRegistry(store)
    feeds.configure(((feed.url, feed.outlet, feed.collection) for feed in config.feeds), now)
    yield from asyncio.run(all_checked(feeds.listing()))
    store.close()
