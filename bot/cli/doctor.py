"""What `onrecord doctor` checks, and how to mend what is wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.filesize import decimal

from bot.chats import database
from bot.cli.context import STORE
from bot.cli.unknown_names import unknown_name
from bot.config import Config, holds_secret
from bot.feeds import setup
from bot.feeds.status import summary
from bot.health.report import LEAST_FREE
from index.embedding.embedder import PACKAGED, check_packaged, export_folder, load, packaged_model
from index.embedding.export_check import altered_file
from index.errors import OnRecordError, SourceError
from index.feeds.proxies import proxies_of
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import TOGETHER, look
from index.permissions import OTHERS, readable_by_others, unwritable, write_refused
from index.store.engines import described
from index.store.layout import Layout
from index.store.store import LAYOUT, Store

if TYPE_CHECKING:
    from index.library import Index


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a check.

    Attributes:
        fine: Whether nothing needs to be done.
        check: What was checked.
        text: How it is, or how to mend it.
    """

    fine: bool
    check: str
    text: str


def examine(config: Config, settings_file: Path | None = None) -> Iterator[Finding]:
    """Check model, store, derived indexes, chats, permissions, disk, token and feeds, in that order.

    Args:
        config: The settings; Telegram is asked who the token's bot is, and each feed is read once.
        settings_file: Where the settings are from.

    Yields:
        A finding a check, as soon as it is known.
    """
    closed = _closed_folder(config)
    if closed:
        yield closed
    else:
        yield _model(config)
        yield from _index(config)
        yield _chats(config)
    if closed is None or closed.check != "permissions":
        yield _permissions(config, settings_file)
    yield _disk(config)
    yield from _proxies()
    yield _token(config)
    if not closed:
        yield from _feeds(config)


def _closed_folder(config: Config) -> Finding | None:
    """Why nothing in the data folder can be looked at: it is not there (looking makes none), or may not be entered."""
    if config.data.exists():
        if os.access(config.data, os.R_OK | os.X_OK):
            return None
        problem = f"{config.data} can't be entered; run On Record as the user whose it is, or change its permissions"
        return Finding(False, "permissions", problem)
    if config.store.server:
        return None
    return Finding(False, "store", f"there is no folder {config.data}; name yours with --data, or add articles first")


def _model(config: Config) -> Finding:
    try:
        if config.index.model == PACKAGED:
            check_packaged(packaged_model())
        altered = _altered_export(config)
        embedder = load(config.index.model, config.data, precision=config.index.precision)
    except OnRecordError as error:
        return Finding(False, "model", f"{error}")
    mended = f"; {altered} was not what was exported, and has been made again" if altered else ""
    return Finding(True, "model", f"{config.index.model}, {embedder.width} dimensions{mended}")


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
        index = Index.open(
            config.data, config.index.model, precision=config.index.precision, server=config.store.server
        )
    except OnRecordError as error:
        yield Finding(False, "store", f"{error}")
        return
    if not config.store.server and (refused := unwritable(config.data / STORE)):
        yield Finding(False, "store", f"{write_refused(refused)}")
        index.close()
        return
    counts = index.store.counts()
    yield Finding(
        True,
        "store",
        f"{counts['article']} articles, {counts['statement']} statements, {counts['person']} speakers"
        f" ({described(index.store.engine) if config.store.server else STORE}, layout"
        f" {_revision(LAYOUT, index.store)})",
    )
    passages, vectors, words = counts["passage"], len(index.vectors), len(index.passage_index)
    try:
        undamaged = index.indexes.checksums_valid()
    except OnRecordError as error:
        yield Finding(False, "index", f"{error}")
        index.close()
        return
    fine = undamaged and passages == vectors == words
    advice = "" if undamaged else ", with a file that is damaged"
    advice += "" if fine else "; delete the folders vectors, words and spoken in the data folder, they are made again"
    yield Finding(fine, "index", f"{vectors} vectors and {words} word entries for {passages} passages{advice}")
    if passages:
        yield from _digests(config, index)
    index.close()


def _digests(config: Config, index: Index) -> Iterator[Finding]:
    """Digests for others that nothing will ever be in, as what they are to be made of is misspelled."""
    outlets = {*index.outlets, *(feed.outlet for feed in config.feeds if feed.outlet)}
    collections = {*index.store.columns.collections(), *(feed.collection for feed in config.feeds)}
    for digest in config.editions.digests:
        if digest.outlet and digest.outlet not in outlets:
            yield Finding(False, "digest", f"{digest.name}: {unknown_name('outlet', digest.outlet, outlets)}")
        for name in digest.collections:
            if name not in {"public", *collections}:
                yield Finding(False, "digest", f"{digest.name}: {unknown_name('collection', name, collections)}")


def _chats(config: Config) -> Finding:
    path, server = config.data / database.FILE, config.store.server
    if not server and not path.exists():  # looking makes no file
        return Finding(True, "chats", "none yet")
    try:
        chats = database.Database(path, server=server)
    except OnRecordError as error:
        return Finding(False, "chats", f"{error}")
    revision = _revision(database.LAYOUT, chats)
    chats.close()
    if not server and (refused := unwritable(path)):
        return Finding(False, "chats", f"{write_refused(refused)}")
    where = f"the schema {database.SCHEMA} beside the store" if server else database.FILE
    return Finding(True, "chats", f"kept ({where}, layout {revision})")


def _permissions(config: Config, settings_file: Path | None) -> Finding:
    if settings_file and readable_by_others(settings_file) and holds_secret(settings_file):
        return Finding(False, "permissions", f"{settings_file} holds a secret and others may read it; chmod 600 it")
    if not config.data.exists():
        return Finding(True, "permissions", f"{config.data} is not there yet")
    mode = stat.S_IMODE(config.data.stat().st_mode)
    if mode & OTHERS and not mode & stat.S_ISVTX:
        return Finding(False, "permissions", f"others may enter {config.data} ({mode:o}); chmod 700 it")
    if refused := unwritable(config.data):
        return Finding(False, "permissions", str(write_refused(refused)))
    return Finding(True, "permissions", f"{config.data} is its owner's alone")


def _disk(config: Config) -> Finding:
    place = next(path for path in (config.data, *config.data.parents) if path.exists())
    usage = shutil.disk_usage(place)
    text = f"{decimal(usage.free)} of {decimal(usage.total)} free"
    if usage.free < LEAST_FREE:
        return Finding(False, "disk", f"{text}; make room, or nothing can be added")
    return Finding(True, "disk", text)


def _proxies() -> Iterator[Finding]:
    """The proxies of the environment, without the passwords in their addresses."""
    named = proxies_of(os.environ).addresses
    shown = [f"{kind} by {address.rpartition('@')[2]}" for kind, address in named.items() if kind != "no"]
    if shown:
        text = f"{', '.join(shown)}; where a name leads that only the proxy knows can't be checked here"
        yield Finding(True, "proxy", text)


def _token(config: Config) -> Finding:
    token = config.telegram.token.get_secret_value()
    if not token:
        return Finding(True, "token", "none; `onrecord run` opens the terminal chat (set ONRECORD_TOKEN)")
    from bot.transport.redaction import Redactor
    from bot.transport.whoami import UnknownTokenError, bot_name

    try:
        name = asyncio.run(bot_name(token, config.telegram.api))
    except UnknownTokenError as error:
        return Finding(False, "token", str(error))
    except OnRecordError as error:
        return Finding(False, "token", Redactor(token)(str(error)))
    return Finding(True, "token", f"Telegram knows it as @{name}'s")


def _revision(layout: Layout, opened: Store | database.Database) -> str | None:
    with opened.engine.connect() as connection:
        return layout.revision(connection)


def _feeds(config: Config) -> Iterator[Finding]:
    limits = replace(setup.limits(config), seconds=min(config.fetch.timeout, 10))
    now = datetime.now(UTC)

    async def checked(source: FeedState) -> Finding:
        state = f"{source.name} ({source.url}): {summary(source, 'en', now, str)}"
        if source.gone:
            return Finding(False, "feed", f"{state}; take it out, or look for its new address")
        try:
            feed = await look(source.address, limits)
        except SourceError as error:
            return Finding(False, "feed", f"{state}; now: {error.refusal}")
        return Finding(True, "feed", f"{state}; now: answers with {len(feed.entries)} entries")

    async def all_checked(sources: list[FeedState]) -> list[Finding]:
        slots = asyncio.Semaphore(TOGETHER)

        async def in_turn(source: FeedState) -> Finding:
            async with slots:
                return await checked(source)

        return await asyncio.gather(*map(in_turn, sources))

    try:
        store = Store(config.data / STORE, config.store.server)
    except OnRecordError as error:
        yield Finding(False, "feeds", f"{error}")
        return
    feeds = FeedRegistry(store)
    feeds.configure(((feed.url, feed.outlet, feed.collection) for feed in config.feeds), now)
    yield from asyncio.run(all_checked(feeds.listing()))
    store.close()
