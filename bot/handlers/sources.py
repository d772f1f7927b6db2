"""/sources: outlets on record; for editors also the feeds, to list, add, remove, import and export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import PurePath

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.chats.access import PUBLIC, Role
from bot.feeds.setup import outlines
from bot.feeds.status import summary
from bot.handlers.base import Handlers
from bot.handlers.incoming import new_message, place, sender
from bot.handlers.replies import send, send_file, send_text, typing, with_retries
from bot.handlers.services import Services
from bot.messages import reasons
from bot.messages.html import LIMIT, own, plain, shortened, units
from bot.messages.phrases import day, phrase
from bot.messages.reply import Reply
from index.errors import SourceError, SourceProblem
from index.feeds import opml
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import look
from index.news import JunkKind, junk_by_outlet
from index.store.outlets import OutletCount, holdings

MAX_OUTLETS = 30  # in a message
MAX_LOSSES = 10  # outlets of which is told what digests leave out
JUNK_DAYS = timedelta(days=14)  # of whose articles that is counted
MAX_OPML = 2_000_000  # bytes
FOOTER = 200  # UTF-16 units kept free below a list of feeds
_LeftOut = dict[str | None, Counter[JunkKind]]
COLLECTION = re.compile(r"[\w-]{1,32}")


class Sources:
    """Shows what the library is made of and lets editors change its feeds."""

    def __init__(self, services: Services, feeds: FeedRegistry, limits: Limits) -> None:
        """Work on the registered feeds.

        Args:
            services: What handlers share.
            feeds: The registered feeds.
            limits: How a new feed may be downloaded.
        """
        self._services = services
        self._feeds = feeds
        self._limits = limits

    def handlers(self) -> Handlers:
        """The handlers to register, before that of other documents."""
        new = filters.UpdateType.MESSAGE
        opml_files = new & filters.ChatType.PRIVATE & _IsOpmlOfEditor(self._services)
        return [CommandHandler("sources", self.sources, new), MessageHandler(opml_files, self.import_opml)]

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/sources; /sources add URL [COLLECTION]; /sources remove URL|NUMBER; /sources opml."""
        message, words = new_message(update), list(context.args or ())
        if not words:
            await self._list(update)
            return
        language = self._services.language_of(update)
        if self._services.access.role(sender(update)) < Role.EDITOR:
            await send_text(message, phrase(language, "feeds for editors"))
            return
        match [words[0].lower(), *words[1:]]:
            case ["add", url]:
                await self._add(update, url, PUBLIC)
            case ["add", url, collection] if COLLECTION.fullmatch(collection):
                await self._add(update, url, collection)
            case ["remove", key]:
                await self._remove(update, key)
            case ["opml"]:
                await self._export(update)
            case _:
                await send_text(message, phrase(language, "sources what"))

    async def import_opml(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Add the feeds of an OPML file to the collection that its caption names, by default the public one."""
        services, message, language = self._services, new_message(update), self._services.language_of(update)
        collection = (message.caption or PUBLIC).strip()
        if not COLLECTION.fullmatch(collection) or not self._may_add(sender(update), collection):
            await send_text(message, phrase(language, "feeds for editors"))
            return
        try:
            listing = await self._read_opml(message, language)
        except SourceError as error:
            await self._refuse(message, error, language)
            return

        def add_all() -> int:
            now, by = datetime.now(UTC), sender(update)
            feeds = listing.outlines
            return sum(self._feeds.add(feed.url, collection, now, by, feed.title)[1] for feed in feeds)

        added = await services.workers.run(add_all)
        known = len(listing.outlines) - added
        text = phrase(language, "feeds imported", added=added, known=known, collection=collection)
        if listing.left_out:
            text += "\n" + phrase(language, "feeds left out", count=listing.left_out)
        await send_text(message, text)

    async def _list(self, update: Update) -> None:
        services, where, message = self._services, place(update), new_message(update)
        language = services.language_of(update)

        def outlets_and_feeds() -> tuple[list[OutletCount], _LeftOut, list[FeedState] | None]:
            collections = services.access.collections(where.chat)
            store = services.index.view(collections).store
            left_out = junk_by_outlet(store, datetime.now(UTC).date() - JUNK_DAYS)
            is_editor = services.access.role(where.person) >= Role.EDITOR
            return holdings(store), left_out, self._feeds.listing(collections) if is_editor else None

        outlets, left_out, feeds = await services.workers.run(outlets_and_feeds)
        await send(message, Reply(plain(_outlet_list(outlets, left_out, language)).html))
        if feeds is not None:
            await send(message, Reply(_feed_list(feeds, language, datetime.now(UTC))))

    async def _add(self, update: Update, url: str, collection: str) -> None:
        services, message, language = self._services, new_message(update), self._services.language_of(update)
        if not self._may_add(sender(update), collection):
            await send_text(message, phrase(language, "feeds for editors"))
            return
        try:
            async with typing(message):
                feed = await look(url, self._limits)
        except SourceError as error:
            await self._refuse(message, error, language)
            return
        now, by = datetime.now(UTC), sender(update)
        state, is_new = await services.workers.run(lambda: self._feeds.add(url, collection, now, by, title=feed.title))
        name, entries = shortened(feed.title or state.name, 200), len(feed.entries)
        key = "feed added" if is_new else "feed known"
        await _send_plain(message, phrase(language, key, name=name, collection=collection, entries=entries))

    async def _remove(self, update: Update, key: str) -> None:
        services, message, where = self._services, new_message(update), place(update)
        language = services.language_of(update)

        def remove() -> tuple[str, str]:
            feeds = self._feeds.find(key, services.access.collections(where.chat))
            if not feeds:
                return "feed unknown", ""
            removable = [feed for feed in feeds if feed.added_by is not None]  # others come back from the settings
            for feed in removable:
                self._feeds.remove(feed.id)
            return "feed removed" if removable else "feed configured", feeds[0].name

        result, name = await services.workers.run(remove)
        await _send_plain(message, phrase(language, result, name=shortened(name, 200)))

    async def _export(self, update: Update) -> None:
        services, where, message = self._services, place(update), new_message(update)
        language = services.language_of(update)
        feeds = await services.workers.run(lambda: self._feeds.listing(services.access.collections(where.chat)))
        if not feeds:
            await send_text(message, phrase(language, "no feeds"))
            return
        await send_file(message, "feeds.opml", opml.write(outlines(feeds)), phrase(language, "feeds exported"))

    def _may_add(self, person: int, collection: str) -> bool:
        """Whether an editor may add feeds to a collection: to those that their private chat sees."""
        visible = self._services.access.collections(person)
        return visible is None or collection in visible

    async def _read_opml(self, message: Message, language: str) -> opml.FeedList:
        document = message.document
        assert document is not None
        name = document.file_name or phrase(language, "unnamed list")
        if (document.file_size or 0) > MAX_OPML:
            raise SourceError(name, SourceProblem.TOO_LARGE, most=round(MAX_OPML / 1e6))
        try:
            file = await with_retries(document.get_file)
            data = bytes(await with_retries(file.download_as_bytearray))
        except BadRequest as error:
            raise SourceError(name, SourceProblem.UPLOAD_EXPIRED) from error
        return await self._services.workers.run(partial(opml.read, data, name, self._limits))

    @staticmethod
    async def _refuse(message: Message, error: SourceError, language: str) -> None:
        source, why = shortened(error.source, 200), shortened(reasons.refusal(error.refusal, language), 200)
        await _send_plain(message, phrase(language, "feed refused", source=source, why=why))


class _IsOpmlOfEditor(filters.UpdateFilter):
    """Matches an OPML file sent by somebody who may add feeds."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        document = update.message.document if update.message else None
        is_opml = document is not None and PurePath(document.file_name or "").suffix.lower() == ".opml"
        return is_opml and self._services.access.role(sender(update)) >= Role.EDITOR


async def _send_plain(message: Message, text: str) -> None:
    """Send a sentence with names that are not ours: nothing in it becomes a command or a mention."""
    await send(message, Reply(plain(text).html))


def _outlet_list(outlets: list[OutletCount], left_out: _LeftOut, language: str) -> str:
    if not outlets:
        return phrase(language, "no articles")
    lines = [phrase(language, "sources", count=sum(outlet.articles for outlet in outlets))]
    for outlet in outlets[:MAX_OUTLETS]:
        name = " ".join((outlet.outlet or phrase(language, "no outlet")).split())[:80]
        period = ""
        if outlet.since and outlet.until:
            first, last = (day(language, date.fromisoformat(each)) for each in (outlet.since, outlet.until))
            period = f" ({first})" if first == last else f" ({first} – {last})"
        lines.append(f"{name}: {outlet.articles}{period}")
    if len(outlets) > MAX_OUTLETS:
        lines.append("…")
    lines += [_loss(outlet, left_out[outlet], language) for outlet in sorted(left_out, key=str)[:MAX_LOSSES]]
    return "\n".join(lines)


def _loss(outlet: str | None, counts: Counter[JunkKind], language: str) -> str:
    """What digests leave out of an outlet's newest articles, and why."""
    name = " ".join((outlet or phrase(language, "no outlet")).split())[:80]
    kinds = ", ".join(f"{phrase(language, kind.value)} {count}" for kind, count in counts.most_common())
    return phrase(language, "left out of digests", outlet=name, count=counts.total(), kinds=kinds)


def _feed_list(feeds: Sequence[FeedState], language: str, now: datetime) -> str:
    """HTML of as many feeds as fit into a message, each with its number, those in trouble first."""
    if not feeds:
        return own(phrase(language, "no feeds")).html
    text = phrase(language, "feeds", count=len(feeds))
    ordered = sorted(feeds, key=lambda feed: (not (feed.gone or feed.failures), feed.id))
    for position, feed in enumerate(ordered):
        line = _feed_line(feed, language, now)
        if units(text + line) > LIMIT - FOOTER:
            more = own("\n" + phrase(language, "more feeds", count=len(ordered) - position))
            return (plain(text) + more).html
        text += line
    return plain(text).html


def _feed_line(feed: FeedState, language: str, now: datetime) -> str:
    collection = "" if feed.collection == PUBLIC else f" ({feed.collection})"
    warning = "⚠ " if feed.gone or feed.failures else ""
    return f"\n{warning}{feed.id} · {shortened(feed.name, 80)}{collection}: {summary(feed, language, now)}"
